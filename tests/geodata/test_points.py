"""Choosing the point of a commune, by order of trust."""

from __future__ import annotations

import pytest
from shapely.geometry import Point, box

from tests.geodata.squares import area
from webmap.errors import GeodataError
from webmap.geodata import points
from webmap.geodata.geonames import GeoNames, Located

TOWN = box(2.0, 48.0, 2.1, 48.1)
PLACES = GeoNames(
    [
        {"name": "Ville", "country": "FR", "lat": "48.05", "lng": "2.05"},
        {"name": "Ville", "country": "FR", "lat": "44.0", "lng": "0.0"},
        {"name": "Vao", "country": "NC", "lat": "-22.66645", "lng": "167.49627"},
        {"name": "Elsewhere", "country": "DE", "lat": "50", "lng": "8"},
        {"name": "Sainte-Anne", "country": "GP", "lat": "16.2", "lng": "-61.4"},
    ]
)


def test_a_town_hall_inside_is_believed() -> None:
    """The town hall inside its commune is the point."""
    believed, doubtful = points.town_halls(
        [area("1", outline=TOWN, town_hall=Point(2.01, 48.01))], {"1": TOWN}
    )
    assert believed == {"1": Located(2.01, 48.01, "town_hall")}
    assert doubtful == []


def test_a_town_hall_in_another_town_is_not() -> None:
    """A wrong sign puts a town hall hundreds of km away: said, and not used."""
    believed, (doubt,) = points.town_halls(
        [area("1", outline=TOWN, town_hall=Point(-2.01, 48.01))], {"1": TOWN}
    )
    assert believed == {}
    assert doubt.kilometres == pytest.approx(299, abs=2)


def test_the_delegated_commune_of_the_same_code_lends_its_town_hall() -> None:
    """A merged commune without town hall sits in the part that bears its code; its own wins."""
    part = area("1", "COMD", town_hall=Point(2.02, 48.02), parent="1")
    own = area("1", outline=TOWN, town_hall=Point(2.03, 48.03))
    assert points.town_halls([part], {"1": TOWN})[0]["1"].longitude == 2.02
    assert points.town_halls([own, part], {"1": TOWN})[0]["1"].longitude == 2.03


def test_distance_to_an_outline_is_geodesic() -> None:
    """A tenth of a degree east of a square at 48 degrees north is 7.5 km, not 11."""
    assert points.kilometres_away(Point(2.2, 48.05), TOWN) == pytest.approx(7.45, abs=0.05)
    assert points.kilometres_away(Point(2.05, 48.05), TOWN) == 0


def test_order_of_trust() -> None:
    """Town hall, then the hand-made table, then GeoNames inside the outline, then inner point."""
    hand = {"2": Located(0, 0, "published")}
    shapes = {"1": TOWN, "3": TOWN, "4": box(5, 45, 6, 46)}
    codes = {"1": "A", "2": "B", "3": "Ville", "4": "Ville"}
    chosen = points.choose(codes, {"1": Located(2, 48, "town_hall")}, hand, PLACES, shapes)
    sources = [place.source for place in chosen.values()]
    assert sources == ["town_hall", "published", "geonames", "inner_point"]
    assert shapes["4"].contains(Point(chosen["4"].longitude, chosen["4"].latitude))


def test_a_commune_without_any_point_stops_the_build() -> None:
    """No commune is ever at (0, 0) for want of better."""
    with pytest.raises(GeodataError, match="neither outline nor point"):
        points.choose({"1": "A"}, {}, {}, PLACES, {})


def test_the_hand_made_table() -> None:
    """A GeoNames place by name, a published position, the inner point of the island named."""
    line = {"country": "NC", "place": "Vao", "longitude": "", "latitude": ""}
    table = [
        {"code": "98809", "point_source": "geonames", **line},
        {"code": "98743", "point_source": "inner_point", "longitude": "5", "latitude": "5"},
        {
            "code": "98711",
            "point_source": "published",
            "longitude": "-145.51",
            "latitude": "-17.35",
        },
    ]
    islands = box(0, 0, 1, 1) | box(4, 4, 5, 5)
    found = points.by_hand(table, PLACES, {"987": islands})
    assert found["98809"] == Located(167.49627, -22.66645, "geonames")
    assert found["98743"] == Located(4.5, 4.5, "inner_point")
    assert found["98711"].source == "published"


def test_an_ambiguous_geonames_place_is_refused() -> None:
    """Two places of one name in a country: a person must choose."""
    with pytest.raises(GeodataError, match="2 places named Ville"):
        PLACES.one("FR", "Ville")
    with pytest.raises(GeodataError, match="0 places named Elsewhere"):
        PLACES.one("DE", "Elsewhere")


def test_overseas_departments_are_searched_too() -> None:
    """GeoNames has its own country for Guadeloupe: Sainte-Anne is found all the same."""
    place = PLACES.inside("Sainte-Anne", box(-61.5, 16.1, -61.3, 16.3))
    assert place == Located(-61.4, 16.2, "geonames")


def test_a_point_far_from_its_territory_is_named() -> None:
    """What is out of its own territory by more than 2 km goes into SOURCES.md."""
    located = {"75001": Located(2.05, 48.05, "x"), "75002": Located(3.0, 48.05, "x")}
    names = {"75001": "In", "75002": "Out"}
    assert [s.code for s in points.strays(names, located, {"75": TOWN})] == ["75002"]
