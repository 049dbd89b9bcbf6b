"""What changed since a kept day: each move by hand, then properties; and what is never kept."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import FIRST_DAY, MakeCatalogue
from tests.directory.factory import record
from webmap.coverage import snapshot_reader
from webmap.coverage.change import Changes, News, changes
from webmap.coverage.openings import APART, Openings, openings, tellable, wide_regions
from webmap.coverage.presence import board
from webmap.coverage.reach_table import Line
from webmap.coverage.snapshot import (
    NEEDS,
    RECORD_STATES,
    Snapshot,
    payload,
    snapshot,
)
from webmap.directory.catalogue import Catalogue
from webmap.directory.record import Record
from webmap.errors import InvalidResult
from webmap.files import bundled
from webmap.geo.territories import Territories
from webmap.store.kept import KeptResults, decoded, encoded

EMPTY: dict[str, dict[str, str]] = {"association": {}, "magistrat": {}, "uaped": {}}
NONE_HOUSED = Openings(FIRST_DAY, {}, 0)
CHECKED = {"verified_on": "2026-06-01", "verified_by": "x", "method": "call"}


def taken(catalogue: Catalogue, reach: tuple[Line, ...] = ()) -> Snapshot:
    return snapshot(catalogue, board(catalogue), reach, NONE_HOUSED)


def unit(**cells: str) -> Record:
    return record("uaped", **{"kinds": "uaped", **cells})


def between(make: MakeCatalogue, before: list[Record], after: list[Record]) -> Changes:
    """From the first day to the next."""
    later = make(after, FIRST_DAY + timedelta(days=1))
    return changes(taken(make(before)), taken(later))


ABSENT: dict[str, str] = {"status": "absent"}
#: A year old on the first day, older on the next.
LAST_NIGHT = {**CHECKED, "verified_on": "2025-11-22"}


@pytest.mark.parametrize(
    ("was", "now", "kind"),
    [
        (ABSENT, {}, "opened"),
        (ABSENT, CHECKED, "opened"),
        (ABSENT, {"status": "planned"}, "announced"),
        (ABSENT, {"status": "closed"}, None),
        (ABSENT, {"kinds": "umj"}, None),
        ({"status": "planned"}, {}, "opened"),
        ({"status": "planned"}, CHECKED, "opened"),
        ({"status": "planned"}, {"status": "closed"}, "closed"),
        ({"status": "closed"}, {"status": "unknown"}, "opened"),
        ({"status": "closed"}, {"status": "planned"}, "announced"),
        ({}, {"status": "closed"}, "closed"),
        ({}, {"status": "planned"}, "withdrawn"),
        ({}, ABSENT, None),
        ({}, CHECKED, "verified"),
        ({}, {"status": "unknown"}, None),
        ({}, {}, None),
        (CHECKED, CHECKED, None),
        (CHECKED, {**CHECKED, "verified_on": "2026-11-23"}, "verified"),
        (CHECKED, {**CHECKED, "status": "unknown"}, "stale"),
        (LAST_NIGHT, LAST_NIGHT, "stale"),
        ({**CHECKED, "verified_on": "2025-01-01"}, CHECKED, "verified"),
    ],
)  # fmt: skip
def test_a_record_is_told_once(
    make_catalogue: MakeCatalogue, was: dict[str, str], now: dict[str, str], kind: str | None
) -> None:
    before, after = ([] if cells == ABSENT else [unit(**cells)] for cells in (was, now))
    found = between(make_catalogue, before, after)
    assert found.news == (() if kind is None else (News(kind, "uaped", "rbcd123"),))
    assert (found.since, found.until) == (FIRST_DAY, FIRST_DAY + timedelta(days=1))


def test_a_designation_is_a_check(make_catalogue: MakeCatalogue) -> None:
    """A court: known is verified, and does not age; a detached site is not followed."""

    def court(**cells: str) -> Record:
        return record("magistrat", **{"kinds": "tribunal", "covers": "23", **cells})

    known = court(designation_known_on="2020-01-01")
    found = between(make_catalogue, [court()], [known])
    assert found.news == (News("verified", "magistrat", "rbcd123"),)
    assert [(m.before, m.after) for m in found.moved] == [("to_confirm", "listed")]
    assert between(make_catalogue, [], [court(kinds="site_detache")]).news == ()


def test_what_moved_is_told_with_both_states(make_catalogue: MakeCatalogue) -> None:
    found = between(make_catalogue, [], [unit()])
    assert [tuple(move) for move in found.moved] == [("23", "uaped", "not_asked", "to_confirm")]
    assert found.counts["uaped"]["to_confirm"] == (0, 1)
    assert list(found.counts["uaped"]) == list(RECORD_STATES)


@pytest.mark.parametrize("kinds", ["formation", "prevention"])
def test_training_is_no_news(make_catalogue: MakeCatalogue, kinds: str) -> None:
    found = between(make_catalogue, [], [record(kinds=kinds, audiences="mineurs")])
    assert (found.news, found.moved) == ((), ())


def test_what_is_gone_is_a_number(make_catalogue: MakeCatalogue) -> None:
    """S2: taken out, a house by now, of another category, or training: by category, no id."""
    one = unit()
    house_now = record("hebergement", kinds="urgence", audiences="mineurs")
    for after in ([], [house_now], [record(audiences="mineurs", kinds="accompagnement")]):
        found = between(make_catalogue, [one], after)
        assert (found.news, found.gone) == ((), {"uaped": 1})
    assert between(make_catalogue, [one], [one]).gone == {}


def test_where_something_is_gone_only_better_states_are_told(
    make_catalogue: MakeCatalogue,
) -> None:
    """A state or a share that falls would say where the record was; another category is free."""
    gone, stays = unit(), record("uaped", id="rbcd124", kinds="uaped", territory="87")
    better = record("uaped", id="rbcd124", kinds="uaped", territory="87", **CHECKED)
    found = between(make_catalogue, [gone, stays], [better])
    assert [tuple(m) for m in found.moved] == [("87", "uaped", "to_confirm", "listed")]
    closed = between(make_catalogue, [gone], [unit(status="closed")])
    assert [m.territory for m in closed.moved] == ["23"]


def test_a_court_that_is_gone_moves_no_state(make_catalogue: MakeCatalogue) -> None:
    """Without it the others may all be known: better, and because of it."""
    known, other = (
        record("magistrat", id=f"rbcd12{n}", kinds="tribunal", covers="23", **cells)
        for n, cells in ((3, {"designation_known_on": "2026-01-01"}), (4, {}))
    )
    found = between(make_catalogue, [known, other], [known])
    assert (found.moved, found.gone) == ((), {"magistrat": 1})


@pytest.mark.parametrize(("was", "now", "told"), [(0.6, 0.5, 0), (0.5, None, 0), (0.5, 0.6, 1)])
def test_where_something_is_gone_no_share_falls(
    was: float | None, now: float | None, told: int
) -> None:
    before = replace(with_reach(was), records={**EMPTY, "uaped": {"rbcd123": "to_confirm"}})
    assert len(changes(before, with_reach(now)).reached) == told


def with_reach(share: float | None) -> Snapshot:
    zone = ("uaped", "territory", "23")
    return Snapshot(FIRST_DAY, {}, EMPTY, {}, {zone: (0.1, share, 1.0)}, NONE_HOUSED)


@pytest.mark.parametrize(
    ("was", "now", "told"),
    [(0.5, 0.6, 1), (0.5, 0.5004, 0), (None, 0.5, 1), (0.5, None, 1), (None, None, 0)],
)
def test_reach_is_told_when_it_moves(was: float | None, now: float | None, told: int) -> None:
    assert len(changes(with_reach(was), with_reach(now)).reached) == told


states = st.sampled_from(RECORD_STATES)
identifiers = st.sampled_from([f"rbcd12{sign}" for sign in "3456789"])
records = st.fixed_dictionaries(
    {
        category: st.dictionaries(identifiers, states)
        for category in ("association", "magistrat", "uaped")
    }
)


def with_records(found: dict[str, dict[str, str]]) -> Snapshot:
    return Snapshot(FIRST_DAY, {}, found, {}, {}, NONE_HOUSED)


@given(found=records)
def test_a_snapshot_compared_with_itself_tells_nothing(found: dict[str, dict[str, str]]) -> None:
    told = changes(with_records(found), with_records(found))
    assert (told.news, told.moved, told.reached, told.housed) == ((), (), (), None)


@given(was=records, now=records)
def test_the_order_of_rows_changes_nothing_and_each_is_told_once(
    was: dict[str, dict[str, str]], now: dict[str, dict[str, str]]
) -> None:
    turned = {category: dict(reversed(found.items())) for category, found in now.items()}
    told = changes(with_records(was), with_records(now)).news
    assert told == changes(with_records(was), with_records(turned)).news
    assert len({(news.category, news.record_id) for news in told}) == len(told)


@given(now=records)
def test_records_that_enter_are_opened_or_announced_once(now: dict[str, dict[str, str]]) -> None:
    told = changes(with_records(EMPTY), with_records(now)).news
    entered = [state for found in now.values() for state in found.values() if state != "closed"]
    assert len(told) == len(entered)
    assert {news.kind for news in told} <= {"opened", "announced"}


# What is kept, and what never is.


def house(number: int, territory: str, **cells: str) -> Record:
    values = {"kinds": "urgence", "audiences": "mineurs", "covers": territory}
    return record("hebergement", id=f"rbcd1{number:02}", territory=territory, **{**values, **cells})


def kept_text(catalogue: Catalogue, before: Openings | None = None) -> str:
    figures = openings(catalogue, before)
    return encoded(payload(snapshot(catalogue, board(catalogue), (), figures))).decode()


def test_of_accommodation_only_the_count_of_a_wide_region_is_kept(
    make_catalogue: MakeCatalogue,
) -> None:
    """No id, no need, no territory; one territory's region and Corsica are counted together."""
    houses = [house(10, "23"), house(11, "87"), house(12, "976"), house(13, "2A")]
    houses += [house(14, "23", status="planned"), house(15, "23", kinds="accompagnement")]
    secret = house(16, "", kinds="sous_secret", covers="national", precision="national")
    text = kept_text(make_catalogue([*houses, secret]))
    assert json.loads(text)["accommodation"] == {
        "since": "2026-11-22",
        "regions": {"75": 2},
        "elsewhere": 2,
    }
    without = json.loads(kept_text(make_catalogue([])))
    assert {**json.loads(text), "accommodation": without["accommodation"]} == without
    assert not any(house_.id in text for house_ in [*houses, secret])
    assert "abri_immediat" not in NEEDS


def test_every_region_of_one_or_two_territories_is_told_with_others(
    territories: Territories,
) -> None:
    wide = wide_regions(territories)
    assert len(wide) == 12
    assert "94" not in wide  # Corsica
    for code in wide:
        assert sum(territory.region == code for territory in territories.values()) >= 3


@pytest.mark.parametrize(
    ("since", "today", "renewed"),
    [
        ("2026-11-22", "2026-11-23", False),
        ("2026-11-22", "2026-12-31", False),
        ("2026-11-22", "2027-01-01", False),
        ("2026-11-22", "2027-05-21", False),
        ("2026-11-22", "2027-05-22", True),
        ("2027-01-01", "2027-06-30", False),
        ("2027-01-01", "2027-07-01", True),
        ("2028-01-01", "2028-06-30", False),
        ("2028-01-01", "2028-07-01", True),
        ("2027-07-01", "2027-12-31", False),
        ("2027-07-01", "2028-01-01", True),
    ],
)
def test_figures_on_accommodation_last_half_a_year(
    make_catalogue: MakeCatalogue, since: str, today: str, renewed: bool
) -> None:
    """2026-11-22 + 181 days = 2027-05-22, in another half-year."""
    before = Openings(date.fromisoformat(since), {"75": 5}, 0)
    found = openings(make_catalogue([house(10, "23")], date.fromisoformat(today)), before)
    assert (found != before) == renewed
    assert (before.next_day <= date.fromisoformat(today)) == renewed


@given(st.lists(st.integers(1, 400), min_size=1, max_size=30))
def test_no_two_kept_figures_are_near(make_catalogue: MakeCatalogue, steps: list[int]) -> None:
    """However often snapshots are taken: what differs is half a year apart, and of another half."""
    day, kept = FIRST_DAY, None
    for step in steps:
        day += timedelta(days=step)
        found = openings(make_catalogue([], day), kept)
        if kept is not None and found.since != kept.since:
            assert found.since - kept.since >= APART
            assert found.half_year != kept.half_year
        kept = found


def test_accommodation_is_told_from_kept_figures_alone() -> None:
    before = replace(with_records(EMPTY), accommodation=Openings(date(2026, 1, 1), {"75": 1}, 2))
    after = replace(with_records(EMPTY), accommodation=Openings(date(2026, 7, 1), {"32": 1}, 2))
    assert changes(before, before).housed is None
    assert changes(before, after).housed == {"32": (0, 1), "75": (1, 0), "": (2, 2)}


@pytest.mark.parametrize(
    ("was", "now", "near"),
    [
        ("2026-01-01", "2026-07-01", False),
        ("2026-01-01", "2026-06-30", True),
        ("2026-06-30", "2026-07-01", True),
        ("2026-01-01", "2026-01-01", False),
        ("2026-07-01", "2026-01-01", True),
    ],
)
def test_figures_on_accommodation_too_near_are_not_compared(was: str, now: str, near: bool) -> None:
    """A folder may hold what another hand wrote: what is shown is checked too."""
    first, last = (Openings(date.fromisoformat(day), {"75": 1}, 2) for day in (was, now))
    found = changes(
        replace(with_records(EMPTY), accommodation=first),
        replace(with_records(EMPTY), accommodation=replace(last, regions={"75": 2})),
    )
    assert found.too_near == near
    assert (found.housed is None) == (near or was == now)


# Read back.


@pytest.fixture(scope="module")
def whole(catalogue: Catalogue) -> dict[str, Any]:
    """The payload of the first day, without its reach."""
    return payload(taken(catalogue))


def read(found: dict[str, Any], territories: Territories, name: str = "2026-11-22") -> Snapshot:
    return snapshot_reader.read(name, found, territories, FIRST_DAY)


def test_what_is_kept_is_read_back(
    catalogue: Catalogue, territories: Territories, whole: dict[str, Any]
) -> None:
    back = decoded("x", encoded(whole))
    assert read(back, territories) == taken(catalogue)
    assert encoded(payload(read(back, territories))) == encoded(whole)


def test_the_shipped_snapshot_can_be_read(territories: Territories) -> None:
    """It stays readable whatever becomes of the directory; it has the reach of every zone."""
    results = KeptResults(bundled("nowhere"), bundled("resources", "results"))
    assert results.names("snapshot") == ["2026-11-22"]
    shipped = read(results.read("snapshot", "2026-11-22"), territories)
    levels = [level for _, level, _ in shipped.reach]
    assert (levels.count("territory"), levels.count("nation")) == (2 * 107, 2)
    assert len(shipped.presence) == 107 * len(NEEDS)


def broken(
    change: Callable[[dict[str, Any]], object],
) -> Callable[[dict[str, Any]], dict[str, Any]]:
    def make(whole: dict[str, Any]) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(json.dumps(whole))
        change(found)
        return found

    return make


@pytest.mark.parametrize(
    ("change", "field", "remedy"),
    [
        (lambda p: p.pop("format"), "format", "take it again"),
        (lambda p: p.update(format=True), "format", "take it again"),
        (lambda p: p.update(format=0), "format", "an older webmap"),
        (lambda p: p.update(format=2), "format", "update webmap"),
        (lambda p: p.pop("as_of"), "as_of", "write a day"),
        (lambda p: p.update(as_of=20261122), "as_of", "write a day"),
        (lambda p: p.update(as_of="2026-11-21"), "as_of", "rename the file"),
        (lambda p: p.pop("presence"), "presence", "take it again"),
        (lambda p: p["presence"].update(abri_immediat={}), "presence.abri_immediat", "not known"),
        (lambda p: p["presence"]["uaped"].update({"999": "listed"}), "presence.uaped", "'999'"),
        (lambda p: p["presence"]["uaped"].update({"23": "green"}), "presence.uaped.23", "'green'"),
        (lambda p: p["presence"]["uaped"].update({"23": ["x"]}), "presence.uaped.23", "not known"),
        (lambda p: p["records"].update(hebergement={}), "records", "'hebergement'"),
        (lambda p: p["records"].update(uaped=[]), "records.uaped", "not a table"),
        (lambda p: p["records"]["uaped"].update({"../x": "closed"}), "records.uaped", "no id"),
        (lambda p: p["records"]["uaped"].update(rbcd123=1), "records.uaped.rbcd123", "'1'"),
        (lambda p: p["verified"].update(rbcd123="soon"), "verified.rbcd123", "write a day"),
        (lambda p: p.update(reach={"hebergement": {}}), "reach", "'hebergement'"),
        (lambda p: p.update(reach={"uaped": {"commune": {}}}), "reach.uaped.commune", "not known"),
        (
            lambda p: p.update(reach={"uaped": {"territory": {"999": [0, 0, 0]}}}),
            "reach.uaped.territory",
            "'999'",
        ),
        (
            lambda p: p.update(reach={"uaped": {"nation": {"FR": [0, 1.2, 0]}}}),
            "reach.uaped.nation.FR",
            "shares",
        ),
        (lambda p: p.pop("accommodation"), "accommodation", "take it again"),
        (lambda p: p["accommodation"].update(since="2026-11-23"), "accommodation.since", "after"),
        (
            lambda p: p["accommodation"]["regions"].update({"06": 1}),
            "accommodation.regions",
            "'06'",
        ),
        (lambda p: p["accommodation"].update(elsewhere=-1), "accommodation.elsewhere", "a count"),
    ],
)
def test_what_is_wrong_is_said_by_field(
    whole: dict[str, Any],
    territories: Territories,
    change: Callable[[dict[str, Any]], object],
    field: str,
    remedy: str,
) -> None:
    with pytest.raises(InvalidResult) as caught:
        read(broken(change)(whole), territories)
    assert caught.value.file == "2026-11-22.json"
    assert caught.value.field == field
    assert remedy in caught.value.remedy


def test_a_snapshot_of_a_day_to_come_is_refused(
    whole: dict[str, Any], territories: Territories
) -> None:
    with pytest.raises(InvalidResult, match="still to come"):
        snapshot_reader.read("2026-11-22", whole, territories, FIRST_DAY - timedelta(days=1))


@given(
    st.lists(
        st.tuples(st.dates(date(2025, 1, 1), date(2029, 1, 1)), st.integers(0, 3)), max_size=12
    ),
    st.randoms(),
)
def test_no_two_figures_told_are_near(days: list[tuple[date, int]], order: random.Random) -> None:
    """Whatever files lie there, of several machines, in any order: those that are told are each
    half a year from all others, so no third one joins two near ones."""
    found = [Openings(day, {"75": count}, 0) for day, count in days]
    told = tellable(found)
    order.shuffle(found)
    assert tellable(found) == told
    assert bool(told) == bool(found)
    for rank, later in enumerate(told):
        assert all(later.may_follow(earlier) for earlier in told[:rank])


def test_a_kept_figure_between_two_others_silences_the_second() -> None:
    """By hand: January is told, February is near it, August may follow January."""
    january, february, august = (
        Openings(date(2026, month, 5), {"75": month}, 0) for month in (1, 2, 8)
    )
    before, after = (
        replace(with_records(EMPTY), accommodation=figures) for figures in (february, august)
    )
    assert changes(before, after).housed is not None
    silent = changes(before, after, kept=[january, february, august])
    assert (silent.housed, silent.too_near) == (None, True)
