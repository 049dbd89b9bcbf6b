"""Outlines of the communes: mended, cleaned and simplified, one land group after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np
from shapely.geometry.base import BaseGeometry

from webmap.geodata import coverage, mend
from webmap.geodata.project import (
    DECIMALS,
    Geometries,
    land_of,
    territory_of,
    to_degrees,
    to_metres,
)
from webmap.geodata.read import SourceArea

# Metres. The source is drawn at about this fineness: it mostly drops what the cleaning added.
TOLERANCE = 100.0
# Relative change of area that the cleaning may not exceed without being named.
NOTABLE_CHANGE = 0.01


@dataclass
class Outlines:
    """The outlines in degrees, and the account of what was done to get them."""

    shapes: dict[str, BaseGeometry] = field(default_factory=dict)
    in_source: int = 0
    rebuilt: tuple[str, ...] = ()
    filled: list[mend.Filled] = field(default_factory=list)
    bad_edges: int = 0
    changed: dict[str, float] = field(default_factory=dict)
    groups: dict[str, tuple[list[str], Geometries]] = field(default_factory=dict)


def build(
    areas: list[SourceArea], merged: frozenset[str], progress: Callable[[str], None]
) -> Outlines:
    """Outlines of all communes that have one; `merged` are the communes with former codes."""
    result = Outlines()
    known = _mended(areas, merged, result)
    for land, codes in _by_land(known).items():
        progress(f"cleaning the outlines of {land}: {len(codes)} communes")
        _clean_land(land, codes, known, result)
    return result


def _mended(
    areas: list[SourceArea], merged: frozenset[str], result: Outlines
) -> dict[str, BaseGeometry]:
    known = mend.outlines(areas)
    result.in_source = len(known)
    result.bad_edges = coverage.bad_edges(np.asarray(list(known.values()), dtype=object))
    rebuilt = mend.rebuilt(areas, known)
    result.rebuilt = tuple(sorted(rebuilt))
    known = known | rebuilt
    grown, result.filled = mend.fill_holes(known, [mend.parents_of_lost_parts(areas), merged])
    return known | grown


def _by_land(codes: Iterable[str]) -> dict[str, list[str]]:
    lands: dict[str, list[str]] = {}
    for code in sorted(codes):
        lands.setdefault(land_of(territory_of(code)), []).append(code)
    return lands


def _clean_land(
    land: str, codes: list[str], known: Mapping[str, BaseGeometry], result: Outlines
) -> None:
    source = to_metres([known[code] for code in codes], land)
    clean = coverage.cleaned(source)
    changes = coverage.area_changes(source, clean)
    result.changed |= {codes[i]: changes[i] for i in np.flatnonzero(changes > NOTABLE_CHANGE)}
    simple = coverage.rounded(to_degrees(coverage.simplified(clean, TOLERANCE), land), DECIMALS)
    result.groups[land] = (codes, clean)
    result.shapes |= dict(zip(codes, simple, strict=True))
