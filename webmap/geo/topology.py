"""Shared borders: outlines cut into arcs, so that a border of two territories is written once.

Method: Bostock's TopoJSON (2013): points on a grid; a point is a junction when its neighbours
along the rings are not always the same two; rings are cut at their junctions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import shapely
from shapely.geometry import LinearRing
from shapely.geometry.base import BaseGeometry

Node = tuple[int, int]
Line = tuple[Node, ...]
#: A ring as numbers of arcs, in order; `~n` is arc n walked backwards.
Ring = list[int]
#: Polygons, each a list of rings: the exterior, then the holes.
Shape = list[list[Ring]]


@dataclass(frozen=True, slots=True)
class Topology:
    """`arcs`: lines of whole numbers of grid steps (x, y) · `shapes`: what arcs they make, by code.

    Rings that the grid reduces to a line are left out.
    """

    arcs: tuple[Line, ...]
    shapes: dict[str, Shape]


def topology(outlines: Mapping[str, BaseGeometry], step: float) -> Topology:
    """Topology of outlines (Polygon or MultiPolygon, degrees) on a grid of `step` degrees."""
    polygons = {
        code: [_rings(p, step) for p in shapely.get_parts(o)] for code, o in outlines.items()
    }
    junctions = _junctions(ring for shape in polygons.values() for rings in shape for ring in rings)
    numbers: dict[Line, int] = {}
    shapes = {
        code: [
            [[_number(line, numbers) for line in _cut(ring, junctions)] for ring in rings]
            for rings in shape
            if rings
        ]
        for code, shape in polygons.items()
    }
    return Topology(tuple(numbers), shapes)


def _rings(polygon: BaseGeometry, step: float) -> list[Line]:
    """Open rings on the grid. No exterior, no polygon."""
    rings = [_on_grid(ring, step) for ring in (polygon.exterior, *polygon.interiors)]
    return [ring for ring in rings if len(ring) > 2] if len(rings[0]) > 2 else []


def _on_grid(ring: LinearRing, step: float) -> Line:
    """Points on the grid without repetition, closing one off."""
    points = np.rint(shapely.get_coordinates(ring) / step).astype(int)
    moved = np.any(np.diff(points, axis=0) != 0, axis=1)
    return tuple((int(x), int(y)) for x, y in points[:-1][moved])


def _junctions(rings: Iterable[Line]) -> set[Node]:
    neighbours: defaultdict[Node, set[frozenset[Node]]] = defaultdict(set)
    for ring in rings:
        for i, node in enumerate(ring):
            neighbours[node].add(frozenset((ring[i - 1], ring[(i + 1) % len(ring)])))
    return {node for node, pairs in neighbours.items() if len(pairs) > 1}


def _cut(ring: Line, junctions: set[Node]) -> Iterator[Line]:
    """The ring as lines from junction to junction; without any, one closed line.

    A closed line starts at its least point, so that both sides of an enclave start alike.
    """
    cuts = [i for i, node in enumerate(ring) if node in junctions] or [ring.index(min(ring))]
    turned = ring[cuts[0] :] + ring[: cuts[0]] + (ring[cuts[0]],)
    ends = [cut - cuts[0] for cut in cuts] + [len(ring)]
    for start, end in pairwise(ends):
        yield turned[start : end + 1]


def _number(line: Line, numbers: dict[Line, int]) -> int:
    """Number of an arc, new or known, in this direction."""
    if line[::-1] in numbers:
        return ~numbers[line[::-1]]
    return numbers.setdefault(line, len(numbers))
