"""Reach over random small countries against a slow reading of the rules, and its properties."""

from __future__ import annotations

import os
import random
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod

from tests.coverage.country import Drawn, country, permanence, unit
from webmap.coverage import reach_table
from webmap.coverage.population import ground
from webmap.coverage.reach import CATEGORIES, reach
from webmap.coverage.reach_table import Line
from webmap.directory.catalogue import Catalogue
from webmap.directory.record import Record

INSTANCES = 500 if os.environ.get("WEBMAP_SOAK") else 20
GEOD = Geod(ellps="WGS84")
SEEDS = st.integers(0, 2**32)
#: What a cut to four decimals, and a rounding to 0.1, may take.
CUT, ROUNDED = 1e-4 + 1e-9, 0.05 + 1e-9


@dataclass(frozen=True)
class Way:
    """From one commune: km by road, or None; whether the only way is over water."""

    commune: Any
    km: float | None
    over_water: bool


def table(catalogue: Catalogue) -> tuple[Line, ...]:
    land = ground(catalogue.territories, catalogue.communes)
    return reach_table.rows(land, [reach(catalogue, land, category) for category in CATEGORIES])


def figures(catalogue: Catalogue) -> list[tuple[Any, ...]]:
    """The table without its notes on records that have no town."""
    return [row[:-1] for row in table(catalogue)]


def plain_ways(catalogue: Catalogue, category: str) -> list[Way]:
    """Every commune to every place, one geodesic at a time."""
    open_places = [
        r
        for r in catalogue.records
        if r.category == category and r.status == "open" and r.precision != "territory"
    ]
    homes = {r.id: catalogue.communes[r.commune_code] for r in open_places}
    ways = []
    for one in catalogue.communes:
        there = [r for r in open_places if homes[r.id].land == one.land]
        joined = [r for r in there if homes[r.id].island == one.island]
        metres = []
        for place in joined:
            home = homes[place.id]
            end = (place.longitude or home.longitude, place.latitude or home.latitude)
            metres.append(GEOD.inv(one.longitude, one.latitude, *end)[2])
        ways.append(Way(one, min(metres) / 1000 if metres else None, bool(there and not joined)))
    return ways


def plain_quantile(ways: list[tuple[float, float]], share: float) -> float:
    """Walk outwards until so many people are inside."""
    inside, wanted = 0.0, share * sum(people for _, people in ways) - 1e-6
    for km, people in sorted(ways):
        inside += people
        if inside >= wanted:
            return km
    raise AssertionError("nobody left to walk to")


def check(line: Line, ways: list[Way], young: bool) -> None:
    """One line of the table against the ways of its communes."""
    weighed = [
        (way, float((way.commune.under_20 or 0) if young else way.commune.population))
        for way in ways
    ]
    total = sum(people for _, people in weighed)
    known = [(way.km, people) for way, people in weighed if way.km is not None and people > 0]
    assert line.total == pytest.approx(total, abs=0.51)
    assert line.by_road == pytest.approx(sum(p for _, p in known), abs=0.51)
    assert line.over_water == pytest.approx(sum(p for w, p in weighed if w.over_water), abs=0.51)
    for band in (30, 60, 100):
        within = sum(people for km, people in known if km <= band)
        assert getattr(line, f"within_{band}") == pytest.approx(within, abs=0.51)
        share = getattr(line, f"share_{band}")
        assert (share is None) == (total == 0)
        if share is not None:
            assert -1e-8 <= within / total - share < CUT
    if not known:
        assert {line.mean, line.median, line.p90, line.farthest, line.farthest_cost} == {None}
        return
    mean = sum(km * people for km, people in known) / sum(people for _, people in known)
    assert line.mean == pytest.approx(mean, abs=ROUNDED)
    assert line.median == pytest.approx(plain_quantile(known, 0.5), abs=ROUNDED)
    assert line.p90 == pytest.approx(plain_quantile(known, 0.9), abs=ROUNDED)
    last = min(
        (-way.km, way.commune.code) for way, people in weighed if way.km is not None and people > 0
    )
    assert line.farthest == last[1]
    assert line.farthest_cost == pytest.approx(-last[0], abs=ROUNDED)


@pytest.mark.parametrize("seed", range(INSTANCES))
def test_a_random_country_agrees_with_a_slow_reading(seed: int) -> None:
    """Every line of every level, category and people."""
    catalogue = Drawn(seed).catalogue()
    territories = catalogue.territories
    ways = {category: plain_ways(catalogue, category) for category in CATEGORIES}
    rows = table(catalogue)
    regions = {t.region for t in territories.values()}
    assert len(rows) == 2 * len(CATEGORIES) * (len(territories) + len(regions) + 1)
    for line in rows:
        young = line.people == "under_20"
        inside = [
            code
            for code, one in territories.items()
            if line.level == "nation"
            or line.code == {"territory": code, "region": one.region}[line.level]
        ]
        unknown = [c for c in inside if territories[c].under_20 is None] if young else []
        assert line.left_out == (";".join(unknown) or None)
        mine = [way for way in ways[line.category] if way.commune.territory in inside]
        if unknown == inside:
            assert set(line[6:22]) == {None}
        elif line.total is None:
            # Of the rest of the zone nobody is young, or nobody lives there: no figure either.
            assert sum(way.commune.under_20 or 0 for way in mine) == 0
        else:
            check(line, mine, young)


@given(SEEDS)
def test_a_record_that_counts_never_worsens_reach(seed: int) -> None:
    """Nobody is farther than before, no share is smaller, no more people are left out."""
    drawn = Drawn(seed)
    home = random.Random(seed + 1).choice(drawn.communes)  # noqa: S311 - a fixed draw
    before, after = drawn.catalogue(), drawn.catalogue(unit(900, home), permanence(901, home))
    for category in CATEGORIES:
        old, new = ways(before, category), ways(after, category)
        assert all(new[code] <= km for code, km in old.items())
    for old_line, new_line in zip(table(before), table(after), strict=True):
        if old_line.total:
            assert new_line.without + new_line.over_water <= old_line.without + old_line.over_water
            for band in (30, 60, 100):
                name = f"share_{band}"
                assert getattr(new_line, name) >= getattr(old_line, name)


def ways(catalogue: Catalogue, category: str) -> dict[str, float]:
    """Kilometres by commune that has a way."""
    land = ground(catalogue.territories, catalogue.communes)
    cost = reach(catalogue, land, category).cost
    return {code: km for code, km in zip(land.codes, cost.tolist(), strict=True) if km == km}


@given(SEEDS)
def test_a_record_without_a_point_changes_no_figure(seed: int) -> None:
    """Added, or moved to any other territory: the figures are those of the rest."""
    drawn = Drawn(seed)
    without = {"precision": "territory", "commune_code": "", "place_basis": ""}
    base = figures(drawn.catalogue())
    for home in (drawn.communes[0], drawn.communes[-1]):
        more = unit(900, home, **without), permanence(901, home, **without)
        assert figures(drawn.catalogue(*more)) == base


@given(SEEDS)
def test_training_changes_nothing(seed: int) -> None:
    """Training, prevention, planned or closed places at a published point: the same table."""
    drawn = Drawn(seed)
    home = drawn.communes[0]
    more = [
        permanence(900, home, kinds="formation"),
        permanence(901, home, kinds="prevention"),
        unit(902, home, status="planned"),
        unit(903, home, status="closed"),
    ]
    assert table(drawn.catalogue(*more)) == table(drawn.catalogue())


@given(SEEDS)
def test_the_order_of_rows_changes_nothing(seed: int) -> None:
    """Communes and records shuffled: the same table."""
    drawn = Drawn(seed)
    draw = random.Random(seed)  # noqa: S311 - a fixed draw
    communes, records = list(drawn.communes), list(drawn.records)
    draw.shuffle(communes)
    draw.shuffle(records)
    assert table(country(drawn.territories, communes, records)) == table(drawn.catalogue())


def test_the_random_countries_hold_what_they_are_for() -> None:
    """Islands, empty communes, several lands, unknown under-20s and records without a town all
    come up: the tests above would say nothing otherwise."""
    drawn = [Drawn(seed) for seed in range(20)]
    communes = [one for country_ in drawn for one in country_.communes]
    records: list[Record] = [one for country_ in drawn for one in country_.records]
    assert {one["island"] for one in communes} == {None, "Dée", "Ré"}
    assert 0 in {one["population"] for one in communes}
    assert {one["land"] for one in communes} == {"hexagone", "corse", "97"}
    assert None in {home.under_20 for country_ in drawn for home in country_.territories}
    assert {one.precision for one in records} == {"commune", "address", "territory"}
    assert any(way.over_water for one in drawn for way in plain_ways(one.catalogue(), "uaped"))
