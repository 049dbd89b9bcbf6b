"""How far the nearest place is, for many points at once: the geodesic, or another provider.

May import only numpy, scipy and `webmap.geo`.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Final, Protocol, Self

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from webmap.geo.distance import Floats, ecef, geodesics_km

#: What no road joins is put this far apart (metres) along an axis: more than the Earth is wide, so
#: that one tree answers for all. It costs a micrometre of precision.
_APART: Final = 1e8
_EARTH: Final = 2e7
#: Slack of the comparison of a chord with a geodesic (kilometres): above all rounding.
_SLACK: Final = 1e-6
#: A small server has two cores; and so many geodesics are worth a second thread.
_THREADS: Final = 2
_MANY: Final = 5_000


@dataclass(frozen=True, slots=True)
class Spots:
    """Points (WGS84 degrees), and the number of what a road joins each to. All of shape (n,).

    `positions`: geocentric, in metres, shape (n, 3), one world beside the other.
    """

    longitudes: Floats
    latitudes: Floats
    roads: NDArray[np.int16]
    positions: Floats

    @classmethod
    def at(
        cls, longitudes: Sequence[float], latitudes: Sequence[float], roads: Sequence[int]
    ) -> Self:
        """The points of these degrees."""
        numbers = np.array(roads, dtype=np.int16)
        positions = ecef(longitudes, latitudes)
        positions[:, 0] += _APART * numbers
        east, north = (np.array(values, dtype=np.float64) for values in (longitudes, latitudes))
        return cls(east, north, numbers, positions)

    def __len__(self) -> int:
        return len(self.roads)

    def take(self, rows: NDArray[np.intp] | NDArray[np.bool_]) -> Spots:
        """Some of the points."""
        return Spots(
            self.longitudes[rows], self.latitudes[rows], self.roads[rows], self.positions[rows]
        )


class Provider(Protocol):
    """What says how far the nearest place is.

    `to_nearest` gives, for each origin, the least cost (in `unit`) to a place that a road joins to
    it; NaN where there is none. A figure is for all origins or for none: it raises otherwise.
    """

    @property
    def unit(self) -> str: ...

    def to_nearest(self, origins: Spots, places: Spots) -> Floats: ...


class Geodesic:
    """Kilometres on the WGS84 ellipsoid, "à vol d'oiseau". The default."""

    unit = "km"

    def to_nearest(self, origins: Spots, places: Spots) -> Floats:
        """The true least geodesic, not only that of the least chord."""
        found = np.full(len(origins), np.nan)
        if not len(places):
            return found
        rows, chords = candidates(origins, places, 2)
        there = np.isfinite(chords[:, 0])
        found[there] = kilometres(origins.take(there), places.take(rows[there, 0]))
        # A chord is never longer than the way: only a place whose chord is shorter than the way to
        # the first can be nearer. There are few.
        doubtful = np.flatnonzero(chords[:, 1] / 1000 < found + _SLACK)
        found[doubtful] = _least(origins.take(doubtful), places, found[doubtful])
        return found


def candidates(origins: Spots, places: Spots, count: int) -> tuple[NDArray[np.intp], Floats]:
    """Rows of the `count` places nearest by chord, shape (n, count), and their chords (metres).

    The chord is infinite where there are fewer places that a road joins.
    """
    tree = cKDTree(places.positions)
    chords, rows = tree.query(origins.positions, k=range(1, count + 1), workers=_THREADS)
    return rows, np.where(chords < _EARTH, chords, np.inf)


def _least(origins: Spots, places: Spots, about: Floats) -> Floats:
    """The least geodesic from each origin (km), given one that is about it."""
    metres = (about + _SLACK) * 1000
    near = cKDTree(places.positions).query_ball_point(origins.positions, metres)
    here = (origins.take(np.full(len(rows), n)) for n, rows in enumerate(near))
    return np.array(
        [
            kilometres(one, places.take(np.array(rows))).min()
            for one, rows in zip(here, near, strict=True)
        ]
    )


def kilometres(origins: Spots, places: Spots) -> Floats:
    """Geodesics between points taken two by two, shape (n,)."""
    ends = (origins.longitudes, origins.latitudes, places.longitudes, places.latitudes)
    if len(origins) < _MANY:
        return geodesics_km(*ends)
    with ThreadPoolExecutor(_THREADS) as pool:
        parts = pool.map(geodesics_km, *(np.array_split(end, _THREADS) for end in ends))
        return np.concatenate(list(parts))
