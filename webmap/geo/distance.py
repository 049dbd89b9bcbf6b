"""Distances between points given by longitude and latitude (WGS84, degrees).

May import only numpy and pyproj. Order is taken from the chord between geocentric positions: it
grows with the geodesic closely enough to rank, and a KD-tree can search it. What is shown to a
person is the geodesic on the ellipsoid, never the chord.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray
from pyproj import Geod

Floats = NDArray[np.float64]

# The WGS84 ellipsoid (NIMA TR8350.2): equatorial radius in metres and flattening.
EQUATORIAL_RADIUS = 6_378_137.0
FLATTENING = 1 / 298.257223563
_ECCENTRICITY_2 = FLATTENING * (2 - FLATTENING)
_GEOD = Geod(ellps="WGS84")

# Under this many kilometres a distance is shown to the kilometre, above it to five.
FINE_KM = 20


def ecef(longitude: ArrayLike, latitude: ArrayLike) -> Floats:
    """Geocentric positions in metres, shape (n, 3), of n points at height 0 on the ellipsoid."""
    lon = np.radians(np.atleast_1d(np.asarray(longitude, dtype=np.float64)))
    lat = np.radians(np.atleast_1d(np.asarray(latitude, dtype=np.float64)))
    normal = EQUATORIAL_RADIUS / np.sqrt(1 - _ECCENTRICITY_2 * np.sin(lat) ** 2)
    x = normal * np.cos(lat) * np.cos(lon)
    y = normal * np.cos(lat) * np.sin(lon)
    z = normal * (1 - _ECCENTRICITY_2) * np.sin(lat)
    return np.column_stack([x, y, z])


def chord(one: Floats, other: Floats) -> Floats:
    """Straight distances in metres between geocentric positions of shape (n, 3) or (3,)."""
    difference = np.asarray(one) - np.asarray(other)
    return np.asarray(np.sqrt(np.sum(difference**2, axis=-1)), dtype=np.float64)


def geodesic_km(
    longitude: float, latitude: float, other_longitude: float, other_latitude: float
) -> float:
    """Length in kilometres of the shortest path on the ellipsoid between two points."""
    _, _, metres = _GEOD.inv(longitude, latitude, other_longitude, other_latitude)
    return float(metres) / 1000


def geodesics_km(
    longitudes: Floats, latitudes: Floats, other_longitudes: Floats, other_latitudes: Floats
) -> Floats:
    """`geodesic_km` between points taken two by two, all arrays of shape (n,).

    PROJ computes without Python's lock: threads may share a long array.
    """
    _, _, metres = _GEOD.inv(longitudes, latitudes, other_longitudes, other_latitudes)
    return np.asarray(metres, dtype=np.float64) / 1000


def shown_km(kilometres: float) -> int:
    """The distance as a person reads it: to 1 km under 20 km, to 5 km from there on.

    Never 0, even between two points of one town: the least is 1. A half goes up (2.5 shows 3,
    22.5 shows 25), because a promise of a shorter way is the worse mistake.
    """
    step = 1 if kilometres < FINE_KM else 5
    return max(1, int(np.floor(kilometres / step + 0.5)) * step)
