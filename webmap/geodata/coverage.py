"""Clean and simplify a coverage: outlines that share their borders without gap or overlap.

A coverage is a numpy array of polygons in metres. Nothing here changes its input.
"""

from __future__ import annotations

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from webmap.errors import GeodataError
from webmap.geodata.project import Geometries

# Gaps narrower than this many metres between two outlines are the source's, not the country's.
GAP_WIDTH = 60.0
# Times that a coverage may be rounded and cleaned before the build gives up.
ROUNDS = 5


def bad_edges(coverage: Geometries) -> int:
    """How many outlines of the coverage have an edge that does not match their neighbours'."""
    edges = shapely.coverage_invalid_edges(coverage)
    return int(np.count_nonzero(~shapely.is_empty(edges)))


def cleaned(coverage: Geometries) -> Geometries:
    """The coverage without overlap or narrow gap. Raises GeodataError if that cannot be had."""
    result = np.asarray(shapely.coverage_clean(coverage, gap_width=GAP_WIDTH))
    require_valid(result)
    return result


def simplified(coverage: Geometries, tolerance: float) -> Geometries:
    """The coverage with fewer vertices; `tolerance` in metres (a triangle's side, not a height).

    Shared borders stay shared. A polygon never disappears.
    """
    result = np.asarray(shapely.coverage_simplify(coverage, tolerance=tolerance))
    require_valid(result)
    return result


def rounded(coverage: Geometries, decimals: int) -> Geometries:
    """The coverage with coordinates of `decimals` decimals, still valid.

    Rounding can fold a thin spike onto itself: then the coverage is cleaned and rounded again.
    """
    for _ in range(ROUNDS):
        coverage = np.asarray(shapely.transform(coverage, lambda xy: np.round(xy, decimals)))
        if np.all(shapely.is_valid(coverage)) and shapely.coverage_is_valid(coverage):
            break
        coverage = np.asarray(shapely.coverage_clean(coverage))
    require_valid(coverage)
    return coverage


def without_islets(coverage: Geometries, smallest: float) -> Geometries:
    """The coverage without the parts smaller than `smallest` square metres.

    The largest part of each outline stays, whatever its size.
    """
    return np.asarray([_without_islets(outline, smallest) for outline in coverage], dtype=object)


def _without_islets(outline: BaseGeometry, smallest: float) -> BaseGeometry:
    parts = shapely.get_parts(outline)
    areas = shapely.area(parts)
    kept = parts[(areas >= smallest) | (areas == areas.max())]
    return kept[0] if len(kept) == 1 else shapely.MultiPolygon(list(kept))


def require_valid(coverage: Geometries) -> None:
    """Raise GeodataError when an outline is empty, invalid, or does not match its neighbours."""
    if np.any(shapely.is_empty(coverage)) or not np.all(shapely.is_valid(coverage)):
        raise GeodataError("an outline is empty or crosses itself")
    if not shapely.coverage_is_valid(coverage):
        raise GeodataError(f"{bad_edges(coverage)} outlines do not match their neighbours")


def unions(coverage: Geometries, groups: list[str]) -> dict[str, BaseGeometry]:
    """The union of the outlines of each group; `groups` has one label per outline."""
    labels = np.asarray(groups)
    return {
        str(label): shapely.coverage_union_all(coverage[labels == label])
        for label in dict.fromkeys(groups)
    }


def area_changes(before: Geometries, after: Geometries) -> NDArray[np.float64]:
    """Relative change of each area, 0.01 for one per cent; shape (n,)."""
    old = shapely.area(before)
    return np.asarray(np.abs(shapely.area(after) - old) / old)
