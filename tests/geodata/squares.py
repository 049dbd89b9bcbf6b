"""Squares that can be drawn on paper: a coverage in metres, or outlines in degrees."""

from __future__ import annotations

import numpy as np
from shapely.geometry import Point, Polygon, box
from shapely.geometry.base import BaseGeometry

from webmap.geodata.project import Geometries
from webmap.geodata.read import SourceArea


def coverage(*shapes: BaseGeometry) -> Geometries:
    return np.asarray(shapes, dtype=object)


def square(column: int, row: int, side: float = 1.0) -> Polygon:
    """A square of a grid: `square(0, 0)` touches `square(1, 0)` on its right."""
    return box(column * side, row * side, (column + 1) * side, (row + 1) * side)


def ring_of_eight(side: float = 1.0) -> dict[str, BaseGeometry]:
    """Eight squares around a hole at (1, 1), named by their place: "00", "10", ..., "22"."""
    places = [(c, r) for c in range(3) for r in range(3) if (c, r) != (1, 1)]
    return {f"{c}{r}": square(c, r, side) for c, r in places}


def area(
    code: str,
    kind: str = "COM",
    outline: BaseGeometry | None = None,
    town_hall: Point | None = None,
    parent: str | None = None,
) -> SourceArea:
    return SourceArea(code, kind, f"Name of {code}", parent, outline, town_hall)
