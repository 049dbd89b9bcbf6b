"""Metric projections, one per land group: cleaning and simplifying are done in metres.

Codes are EPSG. French Polynesia spans twenty degrees: at the ends of its zone lengths are 3 %
too long, which does not matter to a tolerance of simplification.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import Transformer
from shapely.geometry.base import BaseGeometry

Geometries = NDArray[np.object_]

METRIC = {
    "hexagone": 2154,
    "corse": 2154,
    "971": 5490,
    "972": 5490,
    "973": 2972,
    "974": 2975,
    "975": 4467,
    "976": 4471,
    "977": 5490,
    "978": 5490,
    "986": 32701,
    "987": 3297,
    "988": 3163,
}
# Five decimals of a degree are a metre: finer than the source.
DECIMALS = 5


def land_of(territory: str) -> str:
    """Land group of a territory: what a road joins. Each overseas territory is its own."""
    if territory in ("2A", "2B"):
        return "corse"
    return "hexagone" if len(territory) == 2 else territory


def territory_of(code: str) -> str:
    """Territory of a commune, from the first signs of its code: 75111 is in 75, 97411 in 974."""
    return code[:3] if code.startswith(("97", "98")) else code[:2]


def to_metres(geometries: Sequence[BaseGeometry] | Geometries, land: str) -> Geometries:
    """The geometries (degrees) in the metric projection of `land`."""
    return _transformed(geometries, 4326, METRIC[land])


def to_degrees(geometries: Sequence[BaseGeometry] | Geometries, land: str) -> Geometries:
    """The geometries (metres, in the projection of `land`) in degrees."""
    return _transformed(geometries, METRIC[land], 4326)


def _transformed(
    geometries: Sequence[BaseGeometry] | Geometries, source: int, target: int
) -> Geometries:
    transformer = Transformer.from_crs(source, target, always_xy=True)

    def move(points: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.column_stack(transformer.transform(points[:, 0], points[:, 1]))

    return np.asarray(shapely.transform(np.asarray(geometries, dtype=object), move))
