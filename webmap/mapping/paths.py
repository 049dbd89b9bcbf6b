"""Outlines in drawing units -> the shortest SVG path that draws them: whole numbers, relative.

Neighbours that share a border are simplified together, so that no gap opens between them.
"""

from __future__ import annotations

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import Polygon, box

from webmap.mapping.projection import Geometries

Ints = NDArray[np.int64]

#: Parts smaller than this many square units are left out of a drawing that has larger ones.
_SPECK: float = 2.0


def simplified(outlines: Geometries, tolerance: float) -> Geometries:
    """Fewer vertices, borders still shared; `tolerance` in units."""
    if not shapely.coverage_is_valid(outlines):
        return np.asarray(shapely.simplify(outlines, tolerance))
    return np.asarray(shapely.coverage_simplify(outlines, tolerance=tolerance))


def without_specks(outline: Polygon) -> list[Polygon]:
    """Polygons of an outline worth drawing; its largest is always one of them."""
    parts = sorted(shapely.get_parts(outline), key=lambda part: -float(part.area))
    return [part for i, part in enumerate(parts) if i == 0 or part.area >= _SPECK]


def with_marks(outline: Polygon, least: int) -> list[Polygon]:
    """Polygons of an outline, each island under `least` units drawn as a square of that size.

    Islands whose squares would fall on one another share one.
    """
    large, squares = [], {}
    for part in shapely.get_parts(outline):
        west, south, east, north = part.bounds
        if max(east - west, north - south) >= least:
            large.append(part)
        else:
            x, y = (west + east) / 2, (south + north) / 2
            squares[round(x / least), round(y / least)] = box(
                x - least / 2, y - least / 2, x + least / 2, y + least / 2
            )
    return [*large, *squares.values()]


def path(polygons: list[Polygon]) -> str:
    """The `d` of an SVG path; an empty string when nothing is left after rounding."""
    rings = [ring for polygon in polygons for ring in (polygon.exterior, *polygon.interiors)]
    return "".join(_subpath(_whole(shapely.get_coordinates(ring))) for ring in rings)


def _whole(points: NDArray[np.float64]) -> Ints:
    """Whole coordinates without repetition nor point inside a straight line; closing one off."""
    rounded = np.rint(points).astype(np.int64)
    moved = np.any(np.diff(rounded, axis=0) != 0, axis=1)
    ring = rounded[:-1][moved]
    if len(ring) < 3:
        return ring
    before, after = ring - np.roll(ring, 1, axis=0), np.roll(ring, -1, axis=0) - ring
    turns = before[:, 0] * after[:, 1] != before[:, 1] * after[:, 0]
    return np.asarray(ring[turns])


def _subpath(ring: Ints) -> str:
    if len(ring) < 3:
        return ""
    steps = np.diff(ring, axis=0)
    return f"M{_joined(ring[:1])}l{_joined(steps)}z"


def _joined(numbers: Ints) -> str:
    """Numbers with the fewest signs between them: a minus separates by itself."""
    return " ".join(str(n) for n in numbers.ravel()).replace(" -", "-")
