"""Presence over random directories against a slow reading of docs/method.md, and its properties.

The reading below shares nothing with the analysis but the words: which kinds count is written out.
"""

from __future__ import annotations

import os
import random
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.coverage.country import identifier
from tests.coverage.directories import Directory, drawn_record
from tests.directory.factory import record
from webmap import vocabulary as v
from webmap.coverage import report
from webmap.coverage.availability import availability
from webmap.coverage.presence import STATES, Board, board
from webmap.directory.record import Record

INSTANCES = 500 if os.environ.get("WEBMAP_SOAK") else 25
SEEDS = st.integers(0, 2**32)
DAY = date(2026, 11, 22)

#: Need -> category, kinds that count for it, whether a national record may meet it.
RULES: Final[dict[str, tuple[str, str, bool]]] = {
    "abri_immediat": ("hebergement", "mise_a_l_abri urgence", False),
    "hors_territoire": ("hebergement", "sous_secret sejour_rupture eloignement", True),
    "sejour_long": ("hebergement", "specialise_long famille_accueil", True),
    "ecoute": ("association", "ecoute", True),
    "accompagnement": ("association", "accompagnement", False),
    "aller_vers": ("association", "aller_vers", False),
    "numerique": ("association", "maraude_numerique", True),
    "parents": ("association", "parents", False),
    "uaped": ("uaped", "uaped", False),
}
MINORS: Final = {"mineurs", "jeune_13_15"}
#: State and counts: open, to confirm, planned, from elsewhere.
Cell = tuple[str, int, int, int, int]


def plain_cell(directory: Directory, territory: str, need: str) -> Cell:
    """The table of states, read from the top."""
    if need == "designation":
        return plain_courts(directory, territory)
    meeting = [r for r in directory.records if answers(r, need)]
    alive = [r for r in meeting if r.status in ("open", "unknown")]
    there = [r for r in alive if is_there(r, territory)]
    checked = [r for r in there if r.status == "open" and in_time(r.verified_on)]
    planned = [r for r in meeting if r.status == "planned" and is_there(r, territory)]
    from_elsewhere = [
        r for r in alive if territory in r.covers and r.territory not in ("", territory)
    ]
    if checked:
        state = "listed"
    elif there:
        state = "to_confirm"
    elif from_elsewhere:
        state = "served"
    elif RULES[need][2] and any(national_answer(directory, r, territory) for r in alive):
        state = "national_only"
    elif planned:
        state = "planned"
    else:
        state = "none_listed" if refused(directory, territory, need) else "not_asked"
    opened = sum(r.status == "open" for r in there)
    return state, opened, len(there) - len(checked), len(planned), len(from_elsewhere)


def answers(one: Record, need: str) -> bool:
    category, kinds, _ = RULES[need]
    wanted = {"parents"} if need == "parents" else MINORS
    meets = one.category == category and not set(kinds.split()).isdisjoint(one.kinds)
    return meets and not wanted.isdisjoint(one.audiences)


def is_there(one: Record, territory: str) -> bool:
    """Its own territory, unless it is the seat of a national body; or a team without a seat."""
    seat = "national" in one.covers and one.place_basis == "office"
    return (one.territory == territory and not seat) or (
        not one.territory and territory in one.covers
    )


def in_time(day: date | None) -> bool:
    return day is not None and DAY - timedelta(days=365) <= day <= DAY


def national_answer(directory: Directory, one: Record, territory: str) -> bool:
    """Accommodation as it is; anything else by a number that is said to ring from there."""
    if "national" not in one.covers:
        return False
    if one.category == "hebergement":
        return True
    group = "97" if territory == "97" else "metropole"
    lines = {r.id for r in directory.records if r.category == "ecoute" and r.phone == one.phone}
    return bool(one.phone) and any(
        r.record_id in lines and r.territory == group and r.reachable == "yes"
        for r in directory.reach
    )


def refused(directory: Directory, territory: str, need: str) -> bool:
    return any(
        (r.territory, r.need, r.answer) == (territory, need, "none") for r in directory.requests
    )


def plain_courts(directory: Directory, territory: str) -> Cell:
    courts = [
        r
        for r in directory.records
        if r.category == "magistrat" and "tribunal" in r.kinds and territory in r.covers
    ]
    known = sum(r.designation_known_on is not None for r in courts)
    state = "not_asked" if not courts else "listed" if known == len(courts) else "to_confirm"
    away = sum(r.territory != territory for r in courts)
    return state, known, len(courts) - known, 0, away


def cells(made: Board) -> dict[tuple[str, str], Cell]:
    return {
        (c.territory, c.need): (c.state, c.open, c.to_confirm, c.planned, c.serving)
        for c in made.lines
    }


@pytest.mark.parametrize("seed", range(INSTANCES))
def test_a_random_directory_agrees_with_a_slow_reading(seed: int) -> None:
    """Every territory and need: the state and its four counts."""
    directory = Directory(seed)
    assert cells(board(directory.catalogue())) == {
        (place.code, need): plain_cell(directory, place.code, need)
        for place in directory.territories
        for need in v.NEEDS
    }


@given(SEEDS, SEEDS)
def test_a_record_that_counts_never_worsens_presence(seed: int, more: int) -> None:
    """Whatever its category: no state of any territory is worse than before. A court more may
    be one whose designation is not known: it never makes a territory better than its courts."""
    directory, added = Directory(seed), drawn_record(more)
    before = cells(board(directory.catalogue()))
    for key, cell in cells(board(directory.catalogue(added))).items():
        if key[1] == "designation" and before[key][0] == "listed":
            continue
        assert STATES.index(cell[0]) <= STATES.index(before[key][0])
        assert all(new >= old for new, old in zip(cell[3:], before[key][3:], strict=True))
        assert cell[1] >= before[key][1]


def training(number: int, home: str) -> list[Record]:
    """All that never counts, verified and open as can be."""
    checked = {"status": "open", "verified_on": "2026-06-01", "territory": home, "covers": home}
    never = (
        ("association", {"kinds": "formation;prevention;coordination"}),
        ("association", {"kinds": "accompagnement;aller_vers", "audiences": "jeune_majeur"}),
        ("hebergement", {"kinds": "accompagnement", "capacity": "9"}),
        ("hebergement", {"kinds": "urgence;specialise_long", "audiences": "adultes"}),
        ("uaped", {"kinds": "umj;salle_audition;autre_unite"}),
        ("uaped", {"kinds": "uaped", "status": "closed"}),
        ("magistrat", {"kinds": "site_detache", "designation_known_on": "2026-03-01"}),
    )
    return [
        record(category, id=identifier(number + rank), **{**checked, **changes})
        for rank, (category, changes) in enumerate(never)
    ]


@given(SEEDS, st.sampled_from(["01", "02", "03", "97"]))
def test_what_never_counts_changes_no_figure(seed: int, home: str) -> None:
    """Training, prevention, adult services, closed units: the same states, counts, places."""
    directory = Directory(seed)
    before, after = directory.catalogue(), directory.catalogue(*training(900, home))
    assert board(after).lines == board(before).lines
    assert availability(after) == availability(before)


@given(SEEDS)
def test_the_order_of_rows_changes_nothing(seed: int) -> None:
    """Records and answers shuffled: the same table, evidence and availability too."""
    directory = Directory(seed)
    draw = random.Random(seed)  # noqa: S311 - a fixed draw
    before = directory.catalogue()
    for rows in (directory.records, directory.requests, directory.reach):
        shuffled: Any = rows
        draw.shuffle(shuffled)
    after = directory.catalogue()
    assert board(after).lines == board(before).lines
    assert list(report.rows(after, board(after))) == list(report.rows(before, board(before)))
    assert availability(after) == availability(before)


@given(SEEDS)
def test_a_record_moved_inside_its_territory_changes_no_state(seed: int) -> None:
    """Presence is of territories: a town, an address or none, the same cell."""
    directory = Directory(seed)
    moved = [_moved(one) for one in directory.records]
    after = directory.catalogue(records=moved)
    assert board(after).lines == board(directory.catalogue()).lines
    assert availability(after) == availability(directory.catalogue())


def _moved(one: Record) -> Record:
    if not one.territory or one.place_basis:
        return one
    town = {"precision": "commune", "commune_code": f"{one.territory}001"}
    return one.model_copy(update=town)


def test_the_random_directories_hold_what_they_are_for() -> None:
    """Every state of every kind of need comes up: the tests above would say little otherwise."""
    found: set[tuple[str, str]] = set()
    every: Sequence[Directory] = [Directory(seed) for seed in range(150)]
    for directory in every:
        made = board(directory.catalogue())
        found |= {(cell.category, cell.state) for cell in made.lines}
    assert {state for category, state in found if category == "association"} == set(v.STATES)
    assert {state for category, state in found if category == "hebergement"} == set(v.STATES)
    assert {state for category, state in found if category == "magistrat"} == {
        "listed", "to_confirm", "not_asked",
    }  # fmt: skip
    assert any(one.head_office for directory in every for one in directory.records)
