"""Complete the source outlines before they are cleaned: what recent mergers left out.

The outlines of the source are older than its list of communes. Three things are put right here,
in degrees and without moving any border:

- a commune without outline whose delegated communes have theirs is their union;
- a hole in the map surrounded by communes is a merged part: it goes to the merged commune beside
  it (`fill_holes` says how it is chosen);
- what is left (four communes of Cantal, restored in 2025 inside a neighbour's old outline) has no
  outline, and is named in SOURCES.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry

from webmap.geodata.read import SourceArea

PARTS = ("COMD", "COMA")
# Below this many square degrees (about 0.1 km2) a hole is a slip of the pen, left to the cleaning;
# a true enclave of another country (Llívia, 13 km2) is named, not guessed.
SMALLEST_HOLE = 1e-5
ENCLAVES = {"Llívia": (1.976, 42.464)}


@dataclass(frozen=True)
class Filled:
    """A hole of `area` square degrees given to the commune `code`, out of `candidates`."""

    code: str
    area: float
    longitude: float
    latitude: float
    candidates: tuple[str, ...]


def outlines(areas: Iterable[SourceArea]) -> dict[str, BaseGeometry]:
    """The outline of each commune that has one of its own in the source."""
    return {a.code: a.outline for a in areas if a.kind == "COM" and a.outline is not None}


def rebuilt(
    areas: Iterable[SourceArea], known: Mapping[str, BaseGeometry]
) -> dict[str, BaseGeometry]:
    """Outline of each commune not in `known`, as the union of its delegated communes."""
    parts: dict[str, list[BaseGeometry]] = {}
    for area in areas:
        if area.kind in PARTS and area.parent not in known and area.outline is not None:
            parts.setdefault(str(area.parent), []).append(area.outline)
    return {code: shapely.union_all(found) for code, found in parts.items()}


def parents_of_lost_parts(areas: Iterable[SourceArea]) -> frozenset[str]:
    """Communes with a delegated or associated commune that has no outline: recent mergers."""
    return frozenset(
        str(a.parent) for a in areas if a.kind in PARTS and a.outline is None and a.parent
    )


def holes(known: Mapping[str, BaseGeometry]) -> list[Polygon]:
    """Holes of the union of the outlines that are too large to be slips of the pen."""
    whole = shapely.union_all(list(known.values()))
    rings = (ring for part in shapely.get_parts(whole) for ring in part.interiors)
    found = (Polygon(ring) for ring in rings)
    return [hole for hole in found if hole.area >= SMALLEST_HOLE and not _enclave(hole)]


def _enclave(hole: Polygon) -> bool:
    return any(hole.contains(shapely.Point(point)) for point in ENCLAVES.values())


def fill_holes(
    known: Mapping[str, BaseGeometry], tiers: Iterable[frozenset[str]]
) -> tuple[dict[str, BaseGeometry], list[Filled]]:
    """The outlines that grow by a hole, and the account of every hole.

    A hole goes to a neighbour of the first of `tiers` (sets of codes, likeliest first) that has
    one; among several, to the one with the longest border on the hole; without any, to the
    longest border of all. `known` is not changed.
    """
    codes = list(known)
    tree = shapely.STRtree(list(known.values()))
    levels = [*tiers, frozenset(codes)]
    grown: dict[str, BaseGeometry] = {}
    account: list[Filled] = []
    for hole in holes(known):
        around = [codes[i] for i in tree.query(hole, predicate="intersects")]
        chosen, candidates = _heir(hole, around, known, levels)
        grown[chosen] = shapely.union(grown.get(chosen, known[chosen]), hole)
        centre = hole.representative_point()
        account.append(Filled(chosen, hole.area, centre.x, centre.y, candidates))
    return grown, account


def _heir(
    hole: Polygon,
    around: list[str],
    known: Mapping[str, BaseGeometry],
    levels: list[frozenset[str]],
) -> tuple[str, tuple[str, ...]]:
    candidates = next(found for level in levels if (found := [c for c in around if c in level]))
    borders = [shapely.intersection(known[c], hole.exterior).length for c in candidates]
    return candidates[int(np.argmax(borders))], tuple(sorted(candidates))
