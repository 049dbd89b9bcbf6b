"""Which place is nearest, commune by commune: the same as the distance that the reach gives."""

from __future__ import annotations

import math

from tests.coverage.country import commune, country, territory, unit
from webmap.coverage.population import ground
from webmap.coverage.reach import reach
from webmap.coverage.reach_places import nearest, placed
from webmap.directory.catalogue import Catalogue
from webmap.geo.distance import geodesic_km

HOME = commune("01001", 10, (0, 45))
ISLE = commune("01002", 10, (0.1, 45), island="Île")
FAR = commune("02001", 10, (3, 45))


def small(*records: object) -> Catalogue:
    return country([territory("01", 1), territory("02", 1)], [HOME, ISLE, FAR], records)  # type: ignore[arg-type]


def test_the_first_id_of_two_at_one_town() -> None:
    """Ties are settled: two workers show the same name."""
    catalogue = small(unit(2, HOME), unit(1, HOME))
    found = nearest(catalogue, ground(catalogue.territories, catalogue.communes), "uaped", "01")
    assert [record.id for record in found.values()] == [placed(catalogue, "uaped")[0].id]


def test_no_road_no_place() -> None:
    """An island, and a directory without places, give none."""
    catalogue = small(unit(1, HOME))
    land = ground(catalogue.territories, catalogue.communes)
    assert set(nearest(catalogue, land, "uaped", "01")) == {"01001"}
    assert nearest(catalogue, land, "association", "01") == {}
    assert nearest(catalogue, land, "uaped", "99") == {}


def test_what_does_not_count_is_not_near() -> None:
    """A planned unit next door is no place to go."""
    catalogue = small(unit(1, FAR), unit(2, HOME, status="planned"))
    land = ground(catalogue.territories, catalogue.communes)
    assert nearest(catalogue, land, "uaped", "01")["01001"].commune_code == "02001"


def test_the_place_is_at_the_distance_told(catalogue: Catalogue) -> None:
    """Islands and all: there is a place where there is a distance, and it is that far."""
    land = ground(catalogue.territories, catalogue.communes)
    costs = dict(zip(land.codes, reach(catalogue, land, "uaped").cost.tolist(), strict=True))
    for code in ("29", "17", "48", "974"):
        found = nearest(catalogue, land, "uaped", code)
        here = [c for c, home in zip(land.codes, land.territories, strict=True) if home == code]
        assert set(found) == {c for c in here if not math.isnan(costs[c])}
        for town, record in found.items():
            place, point = catalogue.communes[town], catalogue.point(record)
            assert point is not None
            way = geodesic_km(place.longitude, place.latitude, *point)
            assert math.isclose(way, costs[town], abs_tol=1e-6)
