"""The 107 territories: outlines by union of their communes, then simplified for the map."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from webmap.geodata.coverage import rounded, simplified, unions, without_islets
from webmap.geodata.project import land_of, territory_of, to_degrees, to_metres

# Metres, by land group: what a screen map of the whole country cannot show is left out, and what
# the inset of a small island must show is kept.
MAP_TOLERANCE = {
    "hexagone": 1800.0,
    "corse": 900.0,
    "971": 500.0,
    "972": 400.0,
    "973": 1800.0,
    "974": 500.0,
    "975": 300.0,
    "976": 300.0,
    "977": 80.0,
    "978": 80.0,
    "986": 200.0,
    "987": 2500.0,
    "988": 1800.0,
}
MAP_DECIMALS = 4


@dataclass(frozen=True)
class Names:
    """Code, name, region and chief town of a territory."""

    code: str
    name: str
    region: str
    region_name: str
    chief_town: str


def names(
    departments: Iterable[dict[str, Any]],
    regions: Iterable[dict[str, Any]],
    left_out: Sequence[str],
) -> list[Names]:
    """The territories in order: départements by code, then the overseas collectivities."""
    region_names = {r["code"]: r["nom"] for r in regions}
    listed = sorted(
        (d for d in departments if d["code"] not in left_out),
        key=lambda d: (d["zone"] == "com", d["code"]),
    )
    return [
        Names(d["code"], d["nom"], d["region"], region_names[d["region"]], d["chefLieu"])
        for d in listed
    ]


def dissolve(outlines: Mapping[str, BaseGeometry]) -> dict[str, BaseGeometry]:
    """Union of the commune outlines (degrees) of each territory."""
    codes = list(outlines)
    coverage = np.asarray([outlines[code] for code in codes], dtype=object)
    return unions(coverage, [territory_of(code) for code in codes])


def for_the_map(full: Mapping[str, BaseGeometry]) -> dict[str, BaseGeometry]:
    """The outlines (degrees) simplified land by land, rounded to MAP_DECIMALS, still a coverage."""
    lands: dict[str, list[str]] = {}
    for code in full:
        lands.setdefault(land_of(code), []).append(code)
    found: dict[str, BaseGeometry] = {}
    for land, codes in lands.items():
        found |= dict(zip(codes, _simple([full[c] for c in codes], land), strict=True))
    return found


def _simple(outlines: list[BaseGeometry], land: str) -> list[BaseGeometry]:
    # A part smaller than the square of the tolerance would be drawn as a dot.
    tolerance = MAP_TOLERANCE[land]
    visible = without_islets(to_metres(outlines, land), tolerance**2)
    coarse = simplified(visible, tolerance)
    return list(rounded(to_degrees(coarse, land), MAP_DECIMALS))


def neighbours(full: Mapping[str, BaseGeometry]) -> dict[str, tuple[str, ...]]:
    """Territories that share a land border (a line, not a corner) with each one, by code."""
    codes = list(full)
    shapes = np.asarray([full[code] for code in codes], dtype=object)
    left, right = shapely.STRtree(shapes).query(shapes, predicate="touches")
    lines = shapely.length(shapely.intersection(shapes[left], shapes[right])) > 0
    found: dict[str, list[str]] = {code: [] for code in codes}
    for i, j in zip(left[lines], right[lines], strict=True):
        found[codes[i]].append(codes[j])
    return {code: tuple(sorted(others)) for code, others in found.items()}
