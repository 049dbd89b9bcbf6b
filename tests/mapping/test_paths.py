"""Outlines as short paths, on shapes one can draw by hand."""

from __future__ import annotations

import numpy as np
import pytest
from shapely.geometry import MultiPolygon, Polygon, box

from webmap.mapping import paths
from webmap.mapping.projection import Box, fit, lambert, local


def test_a_square_is_three_steps_and_back() -> None:
    assert paths.path([box(0, 0, 10, 10)]) == "M10 0l0 10-10 0 0-10z"


def test_points_inside_a_straight_line_are_left_out() -> None:
    bent = Polygon([(0, 0), (5, 0.2), (10, 0), (10, 10), (0, 10)])
    assert paths.path([bent]) == "M0 0l10 0 0 10-10 0z"


def test_a_hole_is_a_second_part() -> None:
    ring = Polygon(box(0, 0, 10, 10).exterior, [box(4, 4, 6, 6).exterior])
    assert paths.path([ring]).count("z") == 2


def test_what_rounds_to_nothing_is_not_drawn() -> None:
    assert paths.path([box(0.1, 0.1, 0.3, 0.3)]) == ""


def test_specks_go_but_the_largest_part_stays() -> None:
    both = MultiPolygon([box(0, 0, 1, 1), box(5, 5, 9, 9)])
    assert paths.without_specks(both) == [box(5, 5, 9, 9)]
    assert paths.without_specks(MultiPolygon([box(0, 0, 1, 1)])) == [box(0, 0, 1, 1)]


def test_a_tiny_island_becomes_a_square_that_can_be_seen() -> None:
    (mark,) = paths.with_marks(MultiPolygon([box(10, 10, 10.2, 10.2)]), least=5)
    assert mark.bounds == pytest.approx((7.6, 7.6, 12.6, 12.6))


def test_islands_on_the_same_spot_share_a_square() -> None:
    specks = MultiPolygon([box(10, 10, 10.2, 10.2), box(10.5, 10.5, 10.6, 10.6)])
    assert len(paths.with_marks(specks, least=5)) == 1


def test_neighbours_keep_their_common_border() -> None:
    wavy = [(10, 0), (10.4, 3), (9.7, 6), (10, 10)]
    left = Polygon([(0, 0), *wavy, (0, 10)])
    right = Polygon([(20, 0), *wavy, (20, 10)])
    one, other = paths.simplified(np.asarray([left, right], dtype=object), 2.0)
    assert one.intersection(other).area == 0
    assert one.union(other).area == pytest.approx(200)


def test_a_view_fits_the_box_with_north_up() -> None:
    place = np.asarray([box(2, 46, 4, 48)], dtype=object)
    view = fit(place, local(47), Box(100, 100, margin=10))
    west, north = view(np.array([[2.0, 48.0]]))[0]
    east, south = view(np.array([[4.0, 46.0]]))[0]
    assert (north, south) == pytest.approx((10, 90))
    assert 10 < west < east < 90
    assert west + east == pytest.approx(100)


def test_lambert_93_has_its_origin_where_ign_put_it() -> None:
    # EPSG:2154: longitude 3 east, latitude 46.5 north is 700,000 m east, 6,600,000 m north.
    assert lambert(np.array([[3.0, 46.5]]))[0] == pytest.approx((700_000, 6_600_000), abs=0.01)
