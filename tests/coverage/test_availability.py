"""Availability: the worked example of docs/reach.md, then what may be told and what not."""

from __future__ import annotations

import math
import os
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.coverage.country import commune, country, identifier, territory
from tests.coverage.directories import Directory
from tests.directory.factory import record
from webmap.coverage.availability import WEIGHTS, Availability, availability, e2sfca
from webmap.directory.catalogue import Catalogue
from webmap.directory.record import Record

#: Two regions: 01 and 02 in R1 (1,000 and 2,000 young), 03 in R2 (500), 04 unknown.
TERRITORIES = (
    territory("01", 1000),
    territory("02", 2000),
    territory("03", 500, "R2"),
    territory("04", None, "R4"),
)


def house(number: int, home: str, covers: str, capacity: int | None, **changes: Any) -> Record:
    values = {
        "id": identifier(number),
        "kinds": "specialise_long",
        "territory": home,
        "covers": covers,
        "precision": "territory" if home else "national",
        **({} if capacity is None else {"capacity": str(capacity)}),
    }
    return record("hebergement", **{**values, **changes})


def told(*houses: Record) -> dict[tuple[str, str], Availability]:
    communes = [commune(f"{t.code}001", 10, (0, 45)) for t in TERRITORIES]
    catalogue: Catalogue = country(TERRITORIES, communes, houses)
    return {(line.level, line.code): line for line in availability(catalogue)}


def test_the_example_of_the_documentation() -> None:
    """Two houses, three territories: ratios 10/2360 and 5/940, added by weight."""
    supply, demand = np.array([10.0, 5.0]), np.array([1000.0, 2000.0, 500.0])
    weights = np.array([[1, 0.68, 0], [0, 0.22, 1]])
    found = e2sfca(supply, weights, demand)
    assert (found * 10_000).round(3).tolist() == [42.373, 40.516, 53.191]
    # No place is lost and none is made: what everybody has adds up to what there is.
    assert (found * demand).sum() == pytest.approx(15)


def test_a_house_that_serves_nobody_divides_by_nothing() -> None:
    """A catchment without anyone, and no house at all."""
    assert e2sfca(np.array([3.0]), np.array([[0.0, 1.0]]), np.array([9.0, 0.0])).tolist() == [0, 0]
    assert e2sfca(np.zeros(0), np.zeros((0, 2)), np.ones(2)).tolist() == [0, 0]


def test_steps_follow_the_declared_service() -> None:
    """Three houses of 01 serve 01, 02 (its region) and 03: 1, 0.68 and 0.22, whatever the km."""
    assert WEIGHTS == (1.0, 0.68, 0.22)
    lines = told(*(house(number, "01", "01;02;03", 4) for number in range(3)))
    sought = 1000 + 0.68 * 2000 + 0.22 * 500
    for code, weight in (("01", 1), ("02", 0.68), ("03", 0.22)):
        expected = 12 * weight / sought * 10_000
        assert lines["territory", code].per_10_000 == pytest.approx(expected, abs=5e-4)
    # The region: its places over its young, not the mean of its territories.
    expected = 12 * (1000 + 0.68 * 2000) / sought / 3000 * 10_000
    assert lines["region", "R1"].per_10_000 == pytest.approx(expected, abs=5e-4)
    assert lines["nation", "FR"].per_10_000 == pytest.approx(12 / 3500 * 10_000, abs=5e-4)


def test_fewer_than_three_places_are_told_by_region() -> None:
    """Two houses serve 01, a third only 02: a figure for 02 and for the region, none for 01."""
    lines = told(house(1, "01", "01;02", 5), house(2, "01", "01;02", 5), house(3, "02", "02", 5))
    assert lines["territory", "01"].per_10_000 is None
    assert lines["territory", "01"].see == "region"
    assert lines["territory", "02"].per_10_000 is not None
    assert lines["region", "R1"].per_10_000 is not None
    assert lines["territory", "03"].known == 0
    assert lines["territory", "03"].see == "nation"


def test_an_unknown_capacity_is_said_and_never_guessed() -> None:
    """Three known and one not: the figure is of the three, the line names the fourth."""
    known = [house(number, "01", "01", 4) for number in range(3)]
    alone, more = told(*known), told(*known, house(9, "01", "01", None))
    assert more["territory", "01"].unknown == 1
    assert more["territory", "01"].per_10_000 == alone["territory", "01"].per_10_000
    silent = told(*(house(number, "01", "01", None) for number in range(3)))
    assert silent["territory", "01"].per_10_000 is None
    assert silent["territory", "01"].see is None


def test_a_secret_place_counts_for_the_nation_alone() -> None:
    """No territory or region line moves by a byte for a place whose territory is secret."""
    known = [house(number, "01", "01;02;03", 4) for number in range(3)]
    secret = house(9, "", "national", 6, kinds="sous_secret")
    alone, more = told(*known), told(*known, secret)
    nation = alone.pop(("nation", "FR")), more.pop(("nation", "FR"))
    assert alone == more
    assert [line.known for line in nation] == [3, 4]
    assert nation[1].per_10_000 == pytest.approx(18 / 3500 * 10_000, abs=5e-4)


def test_unknown_under_20s_have_no_figure_and_are_named() -> None:
    """Not zero: no figure for 04, and the nation names it."""
    lines = told(*(house(number, "04", "04;01", 4) for number in range(3)))
    assert lines["territory", "04"].per_10_000 is None
    assert lines["territory", "04"].left_out == "04"
    assert lines["nation", "FR"].left_out == "04"
    assert lines["territory", "01"].per_10_000 is not None


@pytest.mark.parametrize(
    "changes", [{"status": "planned"}, {"audiences": "adultes"}, {"kinds": "accompagnement"}]
)
def test_what_does_not_count_is_not_counted(changes: dict[str, str]) -> None:
    """Announced places, adults' beds, accompaniment without a bed."""
    lines = told(*(house(number, "01", "01", 4, **changes) for number in range(3)))
    assert {(line.known, line.unknown) for line in lines.values()} == {(0, 0)}


def test_the_first_directory_tells_no_figure_yet(catalogue: Catalogue) -> None:
    """Two known capacities in the nation: too few, and it is said with how many are not known."""
    lines = availability(catalogue)
    assert len(lines) == 107 + len({t.region for t in catalogue.territories.values()}) + 1
    assert {line.per_10_000 for line in lines} == {None}
    assert (lines[-1].known, lines[-1].unknown) == (2, 2)


INSTANCES = 500 if os.environ.get("WEBMAP_SOAK") else 25
#: Kinds of accommodation that count for a need: all but accompaniment and the adapted threshold.
HOUSES = {
    "mise_a_l_abri", "urgence", "specialise_long", "sous_secret", "famille_accueil",
    "sejour_rupture", "eloignement",
}  # fmt: skip


def drawn_houses(seed: int) -> Directory:
    return Directory(seed, ["hebergement"])


def beds(directory: Directory) -> list[Record]:
    return [
        one
        for one in directory.records
        if one.category == "hebergement" and one.status == "open"
        if not HOUSES.isdisjoint(one.kinds)
        and not {"mineurs", "jeune_13_15"}.isdisjoint(one.audiences)
    ]


def served(house: Record, code: str) -> bool:
    return code == house.territory or code in house.covers or "national" in house.covers


def plain_places(directory: Directory, zone: list[str]) -> float:
    """Places that fall to a zone: each house shares its own among the young it serves, those of
    its territory whole, of its region by 0.68, of elsewhere by 0.22."""
    regions = {one.code: one.region for one in directory.territories}
    young = {one.code: one.under_20 or 0 for one in directory.territories}
    total = 0.0
    for house in beds(directory):
        if not house.territory or not house.capacity:
            continue
        claims = {}
        for code, people in young.items():
            weight = 0.22
            if code == house.territory:
                weight = 1.0
            elif regions[code] == regions[house.territory]:
                weight = 0.68
            claims[code] = people * weight if served(house, code) else 0.0
        if sum(claims.values()):
            total += house.capacity * sum(claims[code] for code in zone) / sum(claims.values())
    return total


@pytest.mark.parametrize("seed", range(INSTANCES))
def test_a_random_directory_agrees_with_a_slow_reading(seed: int) -> None:
    """Every line: who is counted, the figure, and where to look when there is none."""
    directory = drawn_houses(seed)
    lines = {(one.level, one.code): one for one in availability(directory.catalogue())}
    zones = {("territory", one.code): [one] for one in directory.territories}
    for one in directory.territories:
        zones.setdefault(("region", one.region), []).append(one)
    zones["nation", "FR"] = list(directory.territories)
    assert set(lines) == set(zones)
    for key, inside in zones.items():
        line, codes = lines[key], [one.code for one in inside]
        houses = [h for h in beds(directory) if any(served(h, code) for code in codes)]
        if key[0] == "nation":
            houses, places = beds(directory), float(sum(h.capacity or 0 for h in beds(directory)))
        else:
            houses = [house for house in houses if house.territory]
            places = plain_places(directory, codes)
        known = sum(house.capacity is not None for house in houses)
        young = sum(one.under_20 or 0 for one in inside)
        assert (line.known, line.unknown) == (known, len(houses) - known)
        assert line.left_out == (";".join(o.code for o in inside if o.under_20 is None) or None)
        assert (line.per_10_000 is None) == (known < 3 or young == 0)
        if line.per_10_000 is None:
            wider = {"territory": [("region", inside[0].region), ("nation", "FR")]}
            around = wider.get(key[0], [("nation", "FR")][: key[0] != "nation"])
            told_there = [k[0] for k in around if lines[k].per_10_000 is not None]
            assert line.see == (told_there[0] if told_there else None)
        else:
            assert line.see is None
            assert line.per_10_000 == pytest.approx(places / young * 10_000, abs=6e-4)


@given(st.integers(0, 2**32))
def test_a_house_more_never_takes_places_away(seed: int) -> None:
    """Of known capacity: no figure goes down; none is infinite, nor less than nothing."""
    directory = drawn_houses(seed)
    more = house(900, "01", "01;02;97", 5)
    after = {(x.level, x.code): x for x in availability(directory.catalogue(more))}
    for line in availability(directory.catalogue()):
        new = after[line.level, line.code]
        assert (new.known, new.unknown) >= (line.known, line.unknown)
        if line.per_10_000 is not None:
            assert new.per_10_000 is not None
            assert math.isfinite(new.per_10_000)
            assert new.per_10_000 >= line.per_10_000 >= 0


def test_the_random_directories_have_figures_and_none() -> None:
    """Figures of territories, regions and the nation come up, and lines without one."""
    lines = [one for seed in range(150) for one in availability(drawn_houses(seed).catalogue())]
    assert {one.level for one in lines if one.per_10_000} == {"territory", "region", "nation"}
    assert {one.see for one in lines} == {"region", "nation", None}
