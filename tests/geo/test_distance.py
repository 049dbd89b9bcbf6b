"""Distances: order by chord, shown by geodesic."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Transformer

from webmap.geo.distance import chord, ecef, geodesic_km, geodesics_km, shown_km

LONGITUDES = st.floats(-180, 180)
LATITUDES = st.floats(-89.9, 89.9)


@given(LONGITUDES, LATITUDES)
def test_ecef_agrees_with_proj(longitude: float, latitude: float) -> None:
    """Our geocentric position is PROJ's (EPSG:4978), to a millimetre."""
    theirs = Transformer.from_crs(4979, 4978, always_xy=True).transform(longitude, latitude, 0)
    assert ecef(longitude, latitude)[0] == pytest.approx(np.array(theirs), abs=1e-3)


def test_ecef_has_one_row_per_point() -> None:
    """A thousand points give a (1000, 3) array: what a KD-tree takes."""
    assert ecef(np.zeros(1000), np.zeros(1000)).shape == (1000, 3)


@given(LONGITUDES, LATITUDES, LONGITUDES, LATITUDES)
def test_a_chord_is_never_longer_than_the_way_on_the_ground(
    lon: float, lat: float, other_lon: float, other_lat: float
) -> None:
    """The chord cuts through the Earth: it is at most the geodesic."""
    straight = chord(ecef(lon, lat), ecef(other_lon, other_lat))[0]
    assert straight <= geodesic_km(lon, lat, other_lon, other_lat) * 1000 + 1e-3


@pytest.mark.parametrize("place", [(2.35, 48.85), (55.45, -20.88), (-149.57, -17.53)])
def test_the_chord_ranks_as_the_geodesic_does(place: tuple[float, float]) -> None:
    """Within 300 km of Paris, Saint-Denis and Papeete both orders are the same."""
    random = np.random.default_rng(7)
    lon = place[0] + random.uniform(-2, 2, 200)
    lat = place[1] + random.uniform(-2, 2, 200)
    chords = chord(ecef(lon, lat), ecef(*place))
    ground = [geodesic_km(*place, *point) for point in zip(lon, lat, strict=True)]
    assert list(np.argsort(chords)) == list(np.argsort(ground))


def test_a_known_distance() -> None:
    """Paris to Marseille, town hall to town hall, is 661 km on the ellipsoid."""
    assert geodesic_km(2.3522, 48.8566, 5.3698, 43.2965) == pytest.approx(661, abs=1)


def test_many_at_once_are_those_one_by_one() -> None:
    """To the bit: a table and a page may not differ by the way they were asked."""
    random = np.random.default_rng(3)
    ends = [random.uniform(-180, 180, 50), random.uniform(-90, 90, 50)] * 2
    ends = [ends[0], ends[1], ends[2][::-1], ends[3][::-1]]
    found = geodesics_km(*ends)
    assert found.tolist() == [geodesic_km(*four) for four in zip(*ends, strict=True)]
    assert geodesics_km(*(np.zeros(0),) * 4).shape == (0,)


def test_the_date_line_is_no_wall() -> None:
    """A point west of 180 degrees and one east of it are neighbours."""
    assert geodesic_km(179.9, -14, -179.9, -14) < 30


@pytest.mark.parametrize(
    ("kilometres", "shown"),
    [
        (0, 1),
        (0.3, 1),
        (1.4, 1),
        (1.5, 2),
        (2.5, 3),
        (19.4, 19),
        (19.5, 20),
        (20, 20),
        (22.4, 20),
        (22.5, 25),
        (661.2, 660),
    ],
)
def test_what_is_shown(kilometres: float, shown: int) -> None:
    """To the kilometre under 20, to five above; a half goes up; never zero."""
    assert shown_km(kilometres) == shown


@given(st.floats(0, 20_000))
def test_what_is_shown_is_close_and_grows(kilometres: float) -> None:
    """A shown distance is within half a step (or says 1), and never shrinks as one goes farther."""
    step = 1 if kilometres < 20 else 5
    shown = shown_km(kilometres)
    assert shown == 1 or math.fabs(shown - kilometres) <= step / 2
    assert shown_km(kilometres + 0.1) >= shown
