"""Presence for a public: by hand, then on the real directory. A silence is neither yes nor no."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import MakeCatalogue
from tests.directory.factory import record
from webmap import vocabulary as v
from webmap.coverage.axes import AXES, Accepted
from webmap.coverage.presence import Presence, board
from webmap.coverage.publics import SAME_FOR_ALL, ForPublic, for_public
from webmap.directory.catalogue import Catalogue
from webmap.directory.record import Record

BOYS_UNDER_13 = ("jeune_moins_13", "garcons")
#: The records of docs/method.md.
A = {"id": "rbbbbb1", "genders": "garcons"}
B = {"id": "rbbbbb2", "age_min": "0", "age_max": "17"}
C = {"id": "rbbbbb3", "genders": "filles"}
WILLING = {"id": "rbbbbb4", "genders": "garcons", "age_min": "0", "age_max": "12"}
ELSEWHERE = {"territory": "87", "covers": "23;87"}


def asked(make: MakeCatalogue, *changes: dict[str, str], **how: object) -> ForPublic:
    """The coverage of boys under 13 on hand-made records."""
    catalogue = make([record(**change) for change in changes], **how)
    return for_public(catalogue, board(catalogue), BOYS_UNDER_13)


def creuse(found: ForPublic) -> Presence:
    return found.board.get("23", "accompagnement")


@pytest.mark.parametrize(
    ("changes", "state", "evidence"),
    [
        ((), "not_asked", ()),
        ((A,), "unsaid", ("rbbbbb1",)),
        ((A, B, C), "unsaid", ("rbbbbb1", "rbbbbb2")),
        ((C,), "refused", ("rbbbbb3",)),
        ((C, WILLING), "to_confirm", ("rbbbbb4",)),
        ((C | ELSEWHERE,), "refused", ("rbbbbb3",)),
        ((A, WILLING | ELSEWHERE), "served", ("rbbbbb4",)),
        ((A, WILLING | {"status": "planned"}), "planned", ("rbbbbb4",)),
        ((WILLING | {"status": "closed"},), "not_asked", ()),
        ((WILLING | {"kinds": "formation"},), "not_asked", ()),
    ],
)
def test_states_by_hand(
    make_catalogue: MakeCatalogue,
    changes: tuple[dict[str, str], ...],
    state: str,
    evidence: tuple[str, ...],
) -> None:
    cell = creuse(asked(make_catalogue, *changes))
    assert (cell.state, cell.evidence) == (state, evidence)


def test_answers_by_hand(make_catalogue: MakeCatalogue) -> None:
    """ "1 no, 2 do not say": all the records that count, whatever they answer."""
    found = asked(make_catalogue, A, B, C).answers["23", "accompagnement"]
    assert (found.yes, found.partly, found.no, found.unknown) == (0, 0, 1, 2)


def test_an_age_taken_in_part_is_no_yes(make_catalogue: MakeCatalogue) -> None:
    found = asked(make_catalogue, {"genders": "tous", "age_min": "11", "age_max": "17"})
    assert creuse(found).state == "unsaid"
    assert found.answers["23", "accompagnement"].partly == 1


def test_a_record_that_says_yes_elsewhere_paints_nothing_here(
    make_catalogue: MakeCatalogue,
) -> None:
    """One territory's yes is not its neighbour's."""
    found = asked(make_catalogue, A, WILLING | {"territory": "87", "covers": "87"})
    assert creuse(found).state == "unsaid"


PUBLICS = st.lists(st.sampled_from(AXES), min_size=1, max_size=3, unique=True).map(tuple)
_RANK = {state: rank for rank, state in enumerate(v.STATES)}


@given(public=PUBLICS)
@settings(max_examples=12)
def test_a_public_never_makes_a_state_better(catalogue: Catalogue, public: tuple[str, ...]) -> None:
    """On the real directory: fewer records count, so no hole is painted over."""
    everybody = board(catalogue)
    found = for_public(catalogue, everybody, public)
    for cell, whole in zip(found.board.lines, everybody.lines, strict=True):
        if cell.need in SAME_FOR_ALL:
            assert cell == whole
        elif cell.state in _RANK:
            assert _RANK[cell.state] >= _RANK[whole.state]
        else:
            counted: Accepted = found.answers[cell.territory, cell.need]
            assert counted.yes == 0
            assert cell.evidence


def test_two_wishes_are_never_met_more_than_one(catalogue: Catalogue) -> None:
    everybody = board(catalogue)
    one, two = (for_public(catalogue, everybody, p) for p in (("jeune_16_17",), AXES[2:5]))
    assert all(two.answers[key].yes <= found.yes for key, found in one.answers.items())
    assert any(found.yes for found in one.answers.values())


def test_secret_accommodation_is_alike_everywhere(make_catalogue: MakeCatalogue) -> None:
    """Safety: national only, whatever the public asked for."""
    secret: Record = record(
        category="hebergement", kinds="sous_secret", precision="national", territory="",
        covers="national", genders="garcons", age_min="0", age_max="17",
    )  # fmt: skip
    catalogue = make_catalogue([secret])
    found = for_public(catalogue, board(catalogue), BOYS_UNDER_13)
    cells = [found.board.get(code, "hors_territoire") for code in catalogue.territories]
    assert {cell.state for cell in cells} == {"national_only"}
    assert len({found.answers[cell.territory, cell.need] for cell in cells}) == 1
