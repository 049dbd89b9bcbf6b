"""Which sites cover which towns: geodesic distance, and only where a road leads.

Pairs come from a KD-tree of geocentric positions. A chord is never longer than the geodesic, and
on a surface that bends at most like a circle of radius r a geodesic of length L has a chord of at
least 2 r sin(L / 2r) (Schur's comparison): only the pairs between the two limits, a metre apart at
100 km, need the geodesic itself.
"""

from __future__ import annotations

import math
from typing import Any, Final

import numpy as np
from scipy import sparse
from scipy.spatial import cKDTree

from webmap.coverage.nearby import Spots, kilometres
from webmap.geo.distance import EQUATORIAL_RADIUS, FLATTENING

#: A sparse table of scipy (`csr_array`), which ships no types.
Matrix = Any

#: Least radius of curvature of WGS84, in metres: along the meridian, at the equator.
_TIGHTEST: Final = EQUATORIAL_RADIUS * (1 - FLATTENING) ** 2
#: Slack for rounding on both limits, in metres.
_SLACK: Final = 0.01


def covering(towns: Spots, sites: Spots, radius_km: float) -> Matrix:
    """Sparse (towns x sites), 1 where a road leads and the geodesic is at most `radius_km`."""
    shape = (len(towns), len(sites))
    if not all(shape):
        return sparse.csr_array(shape)
    surely, at_most = _limits(radius_km * 1000)
    found = cKDTree(towns.positions).sparse_distance_matrix(
        cKDTree(sites.positions), at_most, output_type="ndarray"
    )
    inside = found["v"] <= surely
    unsure = found[~inside]
    inside[~inside] = kilometres(towns.take(unsure["i"]), sites.take(unsure["j"])) <= radius_km
    rows, columns = found["i"][inside], found["j"][inside]
    return sparse.csr_array((np.ones(len(rows)), (rows, columns)), shape=shape)


def _limits(metres: float) -> tuple[float, float]:
    """A chord that is surely within a geodesic of `metres`, and the longest that may be."""
    angle = min(metres / (2 * _TIGHTEST), math.pi / 2)
    surely = 2 * _TIGHTEST * math.sin(angle) - _SLACK
    return surely, min(metres, 2 * EQUATORIAL_RADIUS) + _SLACK
