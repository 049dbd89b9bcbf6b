"""Outlines of the six overseas collectivities, from the legislative constituencies.

The source has no outline of their communes. Around the atolls and the Austral islands the outlines
of 987 are circles of territorial sea, not coasts. Constituency 977-01 holds two territories: each
of its islands goes to the one whose chief town is nearest.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import shapely
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

SHARED = "977"
SHARED_BY = ("977", "978")
WHOLE = ("975", "986", "987", "988")


def outlines(
    constituencies: Mapping[str, BaseGeometry], chief_towns: Mapping[str, Point]
) -> dict[str, BaseGeometry]:
    """Outline of each of the six, by code; `chief_towns` must place those of 977 and 978."""
    found = {code: _union(constituencies, code) for code in WHOLE}
    return found | split(_union(constituencies, SHARED), {c: chief_towns[c] for c in SHARED_BY})


def _union(constituencies: Mapping[str, BaseGeometry], territory: str) -> BaseGeometry:
    parts = [g for code, g in constituencies.items() if code.startswith(f"{territory}-")]
    return shapely.union_all(parts)


def split(shared: BaseGeometry, towns: Mapping[str, Point]) -> dict[str, BaseGeometry]:
    """Share the islands of one outline between territories, each to its nearest chief town."""
    islands = shapely.get_parts(shared)
    codes = list(towns)
    distances = np.array([shapely.distance(islands, towns[code]) for code in codes])
    owner = distances.argmin(axis=0)
    return {code: shapely.union_all(islands[owner == i]) for i, code in enumerate(codes)}
