"""The plan board: one rule by line, worked by hand; nothing green without something to show."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import FIRST_DAY, MakeCatalogue
from tests.directory.factory import GAZETTEER, record, write
from webmap import vocabulary as v
from webmap.coverage.engagements import ENGAGEMENTS
from webmap.coverage.plan import Plan, Promise, plan
from webmap.coverage.presence import STATES, board
from webmap.directory.catalogue import Catalogue
from webmap.directory.readers import read
from webmap.directory.record import Record
from webmap.directory.tables import Request
from webmap.errors import InvalidResources

CREUSE = "23"
CHECKED = {"verified_on": "2026-06-01", "verified_by": "x", "method": "call"}


def made(catalogue: Catalogue) -> Plan:
    return plan(catalogue, board(catalogue))


def kept(
    make: MakeCatalogue,
    code: str,
    *records: Record,
    answers: Iterable[tuple[str, str]] = (),
    territory: str = CREUSE,
) -> Promise:
    """The cell of an engagement; `answers` are (day, answer) of the CRIP."""
    asked = [Request(territory, v.ENGAGEMENT, code, day, "CRIP", said) for day, said in answers]
    return made(make(records, requests=asked)).get(code, territory)


def association(**changes: str) -> Record:
    """Accompanies minors in Creuse."""
    return record(**{"kinds": "accompagnement", "audiences": "mineurs", **changes})


def commission(**changes: str) -> Record:
    values = {"kinds": "commission_departementale", "audiences": "professionnels"}
    return record("circuit", **{**values, **changes})


def test_nothing_known_is_not_asked_everywhere(make_catalogue: MakeCatalogue) -> None:
    """S7: silence is not a broken promise."""
    board_ = made(make_catalogue([]))
    states = {cell.state for code in ENGAGEMENTS for cell in board_.across(code)}
    assert states == {"not_asked"}


def test_an_engagement_shown_by_a_need_has_its_state(make_catalogue: MakeCatalogue) -> None:
    cell = kept(make_catalogue, "plan_2021_9", association())
    assert (cell.state, cell.evidence) == ("to_confirm", ("rbcd123",))
    assert kept(make_catalogue, "plan_2021_9", association(**CHECKED)).state == "listed"
    assert kept(make_catalogue, "plan_2021_5", association()).state == "not_asked"


def test_an_engagement_to_two_publics_has_the_worse_state(make_catalogue: MakeCatalogue) -> None:
    """Somebody listens, nobody supports parents: action 1 is not shown."""
    listens = association(kinds="ecoute", **CHECKED)
    parents = association(id="rbcd124", kinds="parents", audiences="parents")
    assert kept(make_catalogue, "plan_2021_1", listens).state == "not_asked"
    cell = kept(make_catalogue, "plan_2021_1", listens, parents)
    assert (cell.state, cell.evidence) == ("to_confirm", ("rbcd124",))


@pytest.mark.parametrize("kinds", ["formation", "prevention", "coordination"])
def test_training_shows_nothing(make_catalogue: MakeCatalogue, kinds: str) -> None:
    """A record of training, verified or not, makes no state of any line."""
    trains = association(kinds=kinds, audiences="mineurs;professionnels", **CHECKED)
    assert {cell.state for cell in made(make_catalogue([trains])).of(CREUSE)} == {"not_asked"}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, "to_confirm"),
        (CHECKED, "listed"),
        ({**CHECKED, "verified_on": "2025-11-21"}, "to_confirm"),
        ({**CHECKED, "status": "unknown"}, "to_confirm"),
        ({"status": "planned"}, "planned"),
        ({"status": "closed"}, "not_asked"),
        ({"territory": "87", "covers": "87;23"}, "served"),
        ({"territory": "87", "covers": "87"}, "not_asked"),
        ({"kinds": "crip"}, "not_asked"),
    ],
)
def test_a_commission_shows_the_decree(
    make_catalogue: MakeCatalogue, changes: dict[str, str], expected: str
) -> None:
    cell = kept(make_catalogue, "decret_2025_mineurs", commission(**changes))
    assert cell.state == expected
    assert bool(cell.evidence) == (expected != "not_asked")
    # That it exists does not say that it meets.
    assert kept(make_catalogue, "decret_2025_reunions", commission(**changes)).state == "not_asked"


def test_an_interview_on_return_is_one_with_minors(make_catalogue: MakeCatalogue) -> None:
    interview = association(kinds="retour_fugue")
    assert kept(make_catalogue, "plan_2021_7", interview).state == "to_confirm"
    adults = association(kinds="retour_fugue", audiences="adultes")
    assert kept(make_catalogue, "plan_2021_7", adults).state == "not_asked"


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ([("2026-11-01", "yes")], "listed"),
        ([("2025-11-22", "yes")], "listed"),
        ([("2025-11-21", "yes")], "to_confirm"),
        ([("2020-01-01", "none")], "none_listed"),
        ([("2026-11-01", "yes"), ("2026-11-02", "none")], "none_listed"),
        ([("2026-11-02", "yes"), ("2026-11-01", "none")], "listed"),
        ([("2026-11-02", "yes"), ("2026-11-02", "none")], "none_listed"),
        ([("2026-11-23", "yes")], "not_asked"),
    ],
)
def test_an_answer_makes_a_state(
    make_catalogue: MakeCatalogue, answers: list[tuple[str, str]], expected: str
) -> None:
    """The newest counts, none of a day to come; a yes holds for a year."""
    for order in (answers, answers[::-1]):
        cell = kept(make_catalogue, "plan_2021_4", answers=order)
        assert cell.state == expected
        assert (cell.answer is not None) == (expected != "not_asked")


def test_the_better_of_a_record_and_an_answer_holds(make_catalogue: MakeCatalogue) -> None:
    yes = [("2026-11-01", "yes")]
    both = kept(make_catalogue, "decret_2025_mineurs", commission(), answers=yes)
    assert both.state == "listed"
    assert both.answer is not None
    no = [("2026-11-01", "none")]
    conflict = kept(make_catalogue, "decret_2025_mineurs", commission(), answers=no)
    assert (conflict.state, conflict.answer) == ("to_confirm", None)


def test_one_unit_is_not_one_for_each_court(make_catalogue: MakeCatalogue) -> None:
    """Green only when the protocol of an open, verified unit names every court."""
    courts = [
        record("magistrat", id=f"rbcd12{n}", name=f"Tribunal {n}", kinds="tribunal", covers=CREUSE)
        for n in (5, 6)
    ]

    def state(protocol: str, **changes: str) -> str:
        values = {"kinds": "uaped", "protocol_courts": protocol, **CHECKED, **changes}
        unit = record("uaped", **values)
        return kept(make_catalogue, "uaped_2027", *courts, unit).state

    assert state("") == "to_confirm"
    assert state("Tribunal 5") == "to_confirm"
    assert state("Tribunal 5;Tribunal 6") == "listed"
    assert state("rbcd125;Tribunal 6") == "listed"
    assert state("Tribunal 5;Tribunal 6", verified_on="2020-01-01") == "to_confirm"
    assert state("Tribunal 5;Tribunal 6", status="planned") == "planned"


def test_sums_count_each_territory_once(catalogue: Catalogue) -> None:
    found = made(catalogue)
    for code in ENGAGEMENTS:
        assert sum(found.sums(code).values()) == len(catalogue.territories)
        assert list(found.sums(code)) == list(STATES)


def test_on_the_first_day(catalogue: Catalogue) -> None:
    """What issue 4 says of the first data: about thirty territories, no designation, no answer."""
    found = made(catalogue)
    assert found.sums("plan_2021_9")["to_confirm"] in range(25, 40)
    assert {cell.state for cell in found.across("plan_2021_11")} == {"to_confirm"}
    for code in v.ASKED_ENGAGEMENTS:
        assert {cell.state for cell in found.across(code)} == {"not_asked"}
    assert all(found.sums(code)["listed"] == 0 for code in ENGAGEMENTS)


@given(
    days=st.lists(
        st.tuples(st.dates(date(2024, 1, 1), date(2028, 1, 1)), st.sampled_from(["yes", "none"])),
        max_size=4,
    )
)
def test_nothing_is_green_without_something_to_show(
    make_catalogue: MakeCatalogue, days: list[tuple[date, str]]
) -> None:
    answers = [(day.isoformat(), said) for day, said in days]
    cell = kept(make_catalogue, "decret_2025_reunions", commission(), answers=answers)
    shown = bool(cell.evidence) or cell.answer is not None
    assert shown == (cell.state != "not_asked")
    if cell.answer is not None:
        assert cell.answer.asked_on <= FIRST_DAY.isoformat()


def test_the_table_is_whole() -> None:
    """One rule by line, known needs and kinds, a source with a link; what has no text says so."""
    for code, one in ENGAGEMENTS.items():
        assert one.code == code
        assert not (one.needs and one.kind)
        assert set(one.needs) <= set(v.NEEDS)
        assert one.kind is None or one.kind[1] in v.KINDS[one.kind[0]]
        assert one.sources
        assert all(source.url.startswith("https://") for source in one.sources)
        assert one.found != one.text_fr.startswith("Texte non retrouvé, à vérifier.")
        assert one.found != one.text_en.startswith("Text not found, to be checked.")
        date.fromisoformat(one.since)
        words = [getattr(one, name) for name in dir(one) if name.endswith(("_fr", "_en"))]
        assert all(words)


def test_only_lines_without_a_need_can_be_answered() -> None:
    """An answer that no line would show must not enter `demandes.csv`."""
    open_to_answers = {code for code, one in ENGAGEMENTS.items() if not one.needs and one.found}
    assert set(v.ASKED_ENGAGEMENTS) == open_to_answers
    assert "hebergement" not in {
        v.NEEDS[need].category for one in ENGAGEMENTS.values() for need in one.needs
    }


@pytest.mark.parametrize(
    ("line", "problems"),
    [
        ("23,engagement,plan_2021_4,2026-11-01,CRIP,yes", []),
        ("23,engagement,plan_2021_9,2026-11-01,CRIP,yes", ["need"]),
        ("23,promesse,plan_2021_4,2026-11-01,CRIP,yes", ["category"]),
    ],
)
def test_answers_enter_by_the_file_of_requests(
    tmp_path: Path, line: str, problems: list[str]
) -> None:
    """`demandes.csv` takes the lines that the board shows, and no other."""
    path = write(tmp_path, {}) / "demandes.csv"
    path.write_text(f"{path.read_text('utf-8')}{line}\n", encoding="utf-8")
    if problems:
        with pytest.raises(InvalidResources) as caught:
            read(tmp_path, GAZETTEER)
        assert [problem.field for problem in caught.value.problems] == problems
    else:
        assert [request.need for request in read(tmp_path, GAZETTEER).requests] == ["plan_2021_4"]
