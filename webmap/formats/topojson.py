"""TopoJSON 1.0: shapes whose shared borders are written once, on a grid."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

from webmap.formats.geojson import dump

Line = Sequence[tuple[int, int]]
#: Properties, and polygons as lists of rings of arc numbers (`~n`: arc n backwards).
Shape = tuple[Mapping[str, Any], Sequence[Sequence[Sequence[int]]]]


def topology(name: str, shapes: Iterable[Shape], arcs: Iterable[Line], step: float) -> bytes:
    """One collection of areas. `arcs` are in grid steps of `step` degrees, longitude first."""
    geometries = [
        {"type": "MultiPolygon", "properties": dict(properties), "arcs": polygons}
        for properties, polygons in shapes
    ]
    return dump(
        {
            "type": "Topology",
            "transform": {"scale": [step, step], "translate": [0, 0]},
            "objects": {name: {"type": "GeometryCollection", "geometries": geometries}},
            "arcs": [_steps(arc) for arc in arcs],
        }
    )


def _steps(arc: Line) -> list[list[int]]:
    """The first point, then the way to each of the others."""
    moves = [[x - before_x, y - before_y] for (before_x, before_y), (x, y) in pairwise(arc)]
    return [list(arc[0]), *moves]
