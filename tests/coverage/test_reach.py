"""Reach: cases worked on paper (docs/reach.md), then real places, the awkward ones."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from pyproj import Geod

from tests.conftest import MakeCatalogue
from tests.coverage.country import commune, country, permanence, territory, unit
from tests.geo import places
from webmap.coverage import reach_communes, reach_table
from webmap.coverage.nearby import Geodesic, Spots
from webmap.coverage.population import Ground, ground
from webmap.coverage.reach import CATEGORIES, Reach, counts_for_reach, reach
from webmap.coverage.reach_table import Line
from webmap.coverage.spread import Cut, Spread, Ways, by_cost, spread
from webmap.directory.catalogue import Catalogue
from webmap.errors import UnknownTerritory
from webmap.geo.communes import Communes
from webmap.geo.territories import Territories

NAN = math.nan


@pytest.fixture(scope="module")
def land(territories: Territories, communes: Communes) -> Ground:
    return ground(territories, communes)


def lines(catalogue: Catalogue, category: str = "uaped", land: Ground | None = None) -> Any:
    """Lines by (code, people)."""
    land = land or ground(catalogue.territories, catalogue.communes)
    rows = reach_table.rows(land, [reach(catalogue, land, category)])
    return {(row.level, row.code, row.people): row for row in rows}


def spread_of(
    cost: list[float], people: list[float], zone_of: list[int], ranks: list[int] | None = None
) -> Spread:
    """The spread over zones, the last number being the last zone."""
    costs, cut = np.array(cost), Cut(np.array(zone_of, dtype=np.intp), max(zone_of) + 1)
    order = np.array(ranks or range(len(cost)))
    return spread(Ways(costs, cut, by_cost(costs)), np.array(people), order)


def test_the_example_of_the_documentation() -> None:
    """Six communes of one zone: every figure as worked by hand in docs/reach.md."""
    people = [500.0, 200, 100, 100, 50, 50]
    found = spread_of([0.0, 10, 40, 70, NAN, 120], people, [0] * 6)
    assert [a.tolist() for a in found.within] == [[700.0], [800.0], [900.0]]
    assert found.by_road[0] == 950
    # (500x0 + 200x10 + 100x40 + 100x70 + 50x120) / 950 = 19000 / 950
    assert found.mean[0] == pytest.approx(20.0)
    # Half of 950 is 475: the first 500 have it at home. Nine tenths are 855: 800 live within 40.
    assert [q[0] for q in found.quantiles] == [0.0, 70.0]
    assert found.farthest.tolist() == [5]


def test_a_quantile_at_the_very_edge() -> None:
    """Ten communes of one person: half are within the fifth, nine tenths within the ninth."""
    found = spread_of([float(n) for n in range(1, 11)], [1.0] * 10, [0] * 10)
    assert [q[0] for q in found.quantiles] == [5.0, 9.0]


def test_a_band_holds_its_edge() -> None:
    """Thirty kilometres are within thirty; a metre more is not."""
    found = spread_of([30.0, 30.001], [1.0, 1.0], [0, 0])
    assert [a[0] for a in found.within] == [1, 2, 2]


def test_zones_are_summed_apart_and_an_empty_one_has_no_figure() -> None:
    """Four zones, the second without anyone, the last without a way: no division by zero, no
    neighbour's figure."""
    found = spread_of([1.0, 2, 3, 9, NAN], [1.0, 3, 1, 1, 8], [0, 2, 0, 2, 3])
    assert found.by_road.tolist() == [2, 0, 4, 0]
    assert found.mean.tolist()[::2] == [2.0, 3.75]
    assert [q.tolist()[::2] for q in found.quantiles] == [[1.0, 2.0], [3.0, 9.0]]
    assert found.farthest.tolist() == [2, -1, 3, -1]
    for figure in (found.mean, *found.quantiles):
        assert np.isnan(figure[[1, 3]]).all()


def test_of_two_farthest_the_first_code() -> None:
    """Two communes as far: the lower code, whatever the order of the rows."""
    assert spread_of([7.0, 7, 1], [1.0] * 3, [0] * 3, [5, 3, 1]).farthest[0] == 1


def test_nearest_is_by_the_way_not_by_the_chord() -> None:
    """On the equator the ellipsoid is flatter to the east: a chord 9 m shorter to the north is a
    way 5 m longer. The answer is the way."""
    geod = Geod(ellps="WGS84")
    east, north = geod.fwd(0, 0, 90, 1_000_000), geod.fwd(0, 0, 0, 1_000_005)
    origin = Spots.at([0.0], [0.0], [0])
    both = Spots.at([north[0], east[0]], [north[1], east[1]], [0, 0])
    assert Geodesic().to_nearest(origin, both)[0] == pytest.approx(1000, abs=1e-6)


def test_a_share_is_cut_so_that_one_means_everyone() -> None:
    """99,999 of 100,000 within 30 km is 0.9999, never 1."""
    near, far = commune("01001", 99_999, (0, 45)), commune("01002", 1, (0, 47))
    row = lines(country([territory("01", 20_000)], [near, far], [unit(1, near)]))
    assert row["territory", "01", "all"].share_30 == 0.9999
    assert row["territory", "01", "all"].within_30 == 99_999
    assert row["nation", "FR", "all"].share_100 == 0.9999


def test_a_category_without_a_record_has_no_distance_and_no_infinity() -> None:
    """Nobody within, everybody without; no mean, no farthest."""
    row = lines(country([territory("01", 10)], [commune("01001", 40, (0, 45), under_20=10)]))
    line = row["territory", "01", "all"]
    assert (line.total, line.by_road, line.over_water, line.without) == (40, 0, 0, 40)
    assert (line.share_30, line.share_60, line.share_100) == (0, 0, 0)
    assert {line.mean, line.median, line.p90, line.farthest, line.farthest_cost} == {None}
    assert row["territory", "01", "under_20"].without == 10


def test_a_commune_where_nobody_lives_weighs_nothing_and_is_never_the_farthest() -> None:
    """Six villages of the Meuse have no inhabitant since 1916."""
    town, empty = commune("01001", 40, (0, 45)), commune("01002", 0, (0, 46))
    line = lines(country([territory("01", None)], [town, empty], [unit(1, town)]))
    assert line["territory", "01", "all"].farthest == "01001"
    assert line["territory", "01", "all"].mean == 0.0


def test_a_territory_where_nobody_lives_divides_nothing() -> None:
    """No share of nobody."""
    empty = commune("01001", 0, (0, 45), under_20=0.0)
    line = lines(country([territory("01", 0)], [empty], [unit(1, empty)]))
    for people in ("all", "under_20"):
        assert line["territory", "01", people].total == 0
        assert line["territory", "01", people].share_30 is None
        assert line["territory", "01", people].farthest is None


def test_unknown_under_20s_are_absent_and_the_sum_names_whom_it_leaves_out() -> None:
    """Not zero: no figure for the territory, and its code beside the national one."""
    known = commune("01001", 40, (0, 45), under_20=10.0)
    silent = commune("02001", 60, (0, 45.1))
    row = lines(
        country([territory("01", 10), territory("02", None)], [known, silent], [unit(1, known)])
    )
    absent = row["territory", "02", "under_20"]
    assert absent.left_out == "02"
    assert set(absent[6:22]) == {None}
    nation = row["nation", "FR", "under_20"]
    assert (nation.total, nation.left_out) == (10, "02")
    assert row["nation", "FR", "all"].total == 100
    assert row["nation", "FR", "all"].left_out is None


def test_an_island_place_is_no_help_to_the_coast() -> None:
    """A unit opened on the island 10 km away does not take the place of the one by road."""
    coast, inland = commune("01001", 10, (0, 45)), commune("01002", 10, (0, 45.4))
    isle = commune("01003", 10, (0.1, 45), island="Dée")
    before = country([territory("01", None)], [coast, inland, isle], [unit(1, inland)])
    after = country(
        [territory("01", None)], [coast, inland, isle], [unit(1, inland), unit(2, isle)]
    )
    old, new = (lines(one)["territory", "01", "all"] for one in (before, after))
    assert (old.within_60, old.over_water) == (20, 10)
    assert (new.within_60, new.over_water) == (30, 0)
    assert new.farthest_cost == old.farthest_cost == 44.5


@pytest.mark.parametrize(
    ("make", "category", "changes"),
    [
        (unit, "uaped", {"status": "planned"}),
        (unit, "uaped", {"status": "unknown"}),
        (unit, "uaped", {"status": "closed"}),
        (unit, "uaped", {"kinds": "salle_audition"}),
        (unit, "uaped", {"audiences": "adultes"}),
        (permanence, "association", {"kinds": "formation"}),
        (permanence, "association", {"kinds": "aller_vers"}),
        (permanence, "association", {"place_basis": "office"}),
        (permanence, "association", {"audiences": "parents", "kinds": "parents"}),
        (permanence, "association", {"status": "unknown"}),
    ],
)
def test_what_is_not_a_place_to_go_does_not_count(
    make: Any, category: str, changes: dict[str, str]
) -> None:
    """Open, for minors, one goes there: all three, or it never paints a hole green."""
    home = commune("01001", 10, (0, 45))
    assert counts_for_reach(make(1, home), category)
    assert not counts_for_reach(make(1, home, **changes), category)
    rows = lines(country([territory("01", None)], [home], [make(1, home, **changes)]), category)
    assert rows["nation", "FR", "all"].without == 10


def test_accommodation_has_no_reach() -> None:
    """No distance to a place where minors sleep, in any table."""
    assert "hebergement" not in CATEGORIES
    catalogue = country([territory("01", None)], [commune("01001", 10, (0, 45))])
    with pytest.raises(KeyError):
        reach(catalogue, ground(catalogue.territories, catalogue.communes), "hebergement").cost[0]


def test_a_record_without_a_town_is_named_and_changes_no_figure() -> None:
    """Tahiti's unit is open and its town on no page: the line says so."""
    home = commune("01001", 10, (0, 45))
    hidden = unit(1, home, precision="territory", commune_code="", place_basis="")
    line = lines(country([territory("01", None)], [home], [hidden]))["territory", "01", "all"]
    assert (line.without, line.unplaced) == (10, hidden.id)


def real(make_catalogue: MakeCatalogue, land: Ground, *codes: str) -> tuple[Reach, Any]:
    """One unit at each of these communes, on the real geography."""
    homes = [
        {"code": code, "territory": code[:3] if code.startswith("97") else code[:2]}
        for code in codes
    ]
    catalogue = make_catalogue([unit(n, home) for n, home in enumerate(homes, 1)])
    return reach(catalogue, land, "uaped"), lines(catalogue, land=land)


def cost(one: Reach, land: Ground, code: str) -> tuple[float, bool]:
    row = land.codes.index(code)
    return round(float(one.cost[row]), 1), bool(one.over_water[row])


def test_ouessant_goes_by_boat_and_ajaccio_has_nothing(
    make_catalogue: MakeCatalogue, land: Ground
) -> None:
    """A unit in Brest: 0 km for Brest; Ouessant by boat, not within; no sea crossed to Corsica."""
    one, rows = real(make_catalogue, land, places.BREST)
    assert cost(one, land, places.BREST) == (0.0, False)
    for code, over_water in ((places.OUESSANT, True), (places.AJACCIO, False)):
        way, said = cost(one, land, code)
        assert math.isnan(way)
        assert said is over_water
    corse = rows["territory", "2A", "all"]
    assert (corse.by_road, corse.over_water, corse.without) == (0, 0, corse.total)
    opened = {line.code: line for line in reach_communes.rows(land, one, "29")}
    assert list(opened) == sorted(opened)
    assert opened[places.OUESSANT].cost is None
    assert opened[places.OUESSANT].over_water


def test_mayotte_is_two_islands(make_catalogue: MakeCatalogue, land: Ground) -> None:
    """From Petite-Terre one takes the barge: 2 communes over water, the other 15 within 60 km."""
    one, rows = real(make_catalogue, land, places.MAMOUDZOU)
    line = rows["territory", "976", "all"]
    opened = reach_communes.rows(land, one, "976")
    over = [row for row in opened if row.over_water]
    assert [row.code for row in over] == [places.DZAOUDZI, places.PAMANDZI]
    assert line.over_water == sum(row.population for row in over)
    assert line.within_60 == line.total - line.over_water
    # The département is a region by itself: the same figures.
    assert line[3:] == rows["region", "06", "all"][3:]


def test_marie_galante_serves_itself_only(make_catalogue: MakeCatalogue, land: Ground) -> None:
    """A unit on an island: its three communes, the rest of Guadeloupe over water."""
    one, rows = real(make_catalogue, land, places.MARIE_GALANTE)
    served = [row for row in reach_communes.rows(land, one, "971") if not row.over_water]
    assert len(served) == 3
    line = rows["territory", "971", "all"]
    assert line.without == 0
    assert line.by_road == sum(row.population for row in served)


def test_saint_martin_has_a_total_and_no_under_20s(
    make_catalogue: MakeCatalogue, land: Ground
) -> None:
    """Nobody publishes them: absent, and said, never zero."""
    _, rows = real(make_catalogue, land, places.SAINT_MARTIN)
    assert rows["territory", "978", "all"].share_30 == 1
    young = rows["territory", "978", "under_20"]
    assert young.left_out == "978"
    assert young.total is None
    assert young.share_30 is None


@pytest.fixture(scope="module")
def real_rows(catalogue: Catalogue, land: Ground) -> tuple[Line, ...]:
    found = [reach(catalogue, land, category) for category in CATEGORIES]
    return reach_table.rows(land, found)


def test_the_real_table_is_whole_and_finite(
    real_rows: tuple[Line, ...], territories: Territories
) -> None:
    """107 territories, their regions and the nation, by category and people; no NaN, no infinity;
    people add up; populations are those of the geography."""
    assert [r.code for r in real_rows if r[0] == "territory"][::4] == list(territories)
    assert len({row[:5] for row in real_rows}) == len(real_rows)
    assert all(math.isfinite(c) for row in real_rows for c in row if isinstance(c, float))
    for row in real_rows:
        if row.people == "all":
            assert row.total == row.by_road + row.over_water + row.without
        if row.level == "territory":
            home = territories[row.code]
            assert row.total == (home.population if row.people == "all" else home.under_20)
        if row.total:
            assert row.within_30 <= row.within_60 <= row.within_100 <= row.by_road


def test_regions_and_the_nation_are_sums_of_their_territories(
    real_rows: tuple[Line, ...], territories: Territories
) -> None:
    """People within a distance add up from territory to region to nation."""
    for category in CATEGORIES:
        mine = [r for r in real_rows if (r.category, r.people) == (category, "all")]
        below = {r.code: r for r in mine if r.level == "territory"}
        for line in (r for r in mine if r.level != "territory"):
            inside = [
                one
                for code, one in below.items()
                if line.level == "nation" or line.code == territories[code].region
            ]
            assert line.within_60 == sum(one.within_60 for one in inside)
            assert line.without == sum(one.without for one in inside)


def test_every_commune_of_france_agrees_with_all_the_geodesics(
    catalogue: Catalogue, land: Ground
) -> None:
    """34,963 communes x every unit: the least geodesic to a unit that a road joins."""
    units = [r for r in catalogue.records if counts_for_reach(r, "uaped") and r.commune_code]
    ours = reach(catalogue, land, "uaped").cost
    least = np.full(len(land.codes), np.inf)
    for record in units:
        home, point = catalogue.communes[record.commune_code], catalogue.point(record)
        joined = np.flatnonzero(land.spots.roads == land.roads[home.land, home.island])
        here = land.spots.take(joined)
        ends = (np.full(len(joined), point.longitude), np.full(len(joined), point.latitude))
        metres = Geod(ellps="WGS84").inv(here.longitudes, here.latitudes, *ends)[2]
        least[joined] = np.minimum(least[joined], metres / 1000)
    assert np.array_equal(np.isnan(ours), np.isinf(least))
    assert np.nanmax(np.abs(ours - least)[np.isfinite(least)]) < 1e-9


def test_an_unknown_territory_has_no_communes(catalogue: Catalogue, land: Ground) -> None:
    """An empty answer for a code that is none; the page knows it first."""
    assert reach_communes.rows(land, reach(catalogue, land, "uaped"), "00") == ()
    with pytest.raises(UnknownTerritory):
        catalogue.territories["00"]
