"""The state of a territory for a need: worked by hand, then as properties, then on real data."""

from __future__ import annotations

import re
from datetime import date
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import FIRST_DAY, MakeCatalogue
from tests.directory.factory import record
from webmap import vocabulary as v
from webmap.coverage.presence import STATES, Board, board, presence
from webmap.coverage.report import HEADER, rows
from webmap.directory.catalogue import Catalogue
from webmap.directory.record import ID_ALPHABET, Record
from webmap.directory.tables import Reach, Request

CREUSE = "23"
NEED = v.NEEDS["accompagnement"]
CHECKED = {"verified_on": "2026-06-01", "verified_by": "x", "method": "call"}


def state(make: MakeCatalogue, *records: Record, need: v.Need = NEED, asked: bool = False) -> str:
    return presence(make(records), CREUSE, need, asked).state


def test_nothing_recorded_is_not_asked(make_catalogue: MakeCatalogue) -> None:
    """S7: silence is not absence."""
    assert state(make_catalogue) == "not_asked"


def test_a_negative_answer_makes_none_listed(make_catalogue: MakeCatalogue) -> None:
    """Only an answer of a CRIP or a prefecture makes a firm none."""
    request = Request(CREUSE, "association", "accompagnement", "2026-11-01", "CRIP", "none")
    answered = board(make_catalogue([], requests=[request]))
    assert answered.get(CREUSE, "accompagnement").state == "none_listed"
    assert answered.get(CREUSE, "ecoute").state == "not_asked"


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
        ({"territory": "", "covers": "87;23"}, "to_confirm"),
        ({"territory": "87", "covers": "87"}, "not_asked"),
        ({"kinds": "formation"}, "not_asked"),
        ({"kinds": "prevention;coordination"}, "not_asked"),
        ({"audiences": "jeune_majeur"}, "not_asked"),
        ({"audiences": ""}, "not_asked"),
        ({"audiences": "parents"}, "not_asked"),
        ({"territory": "", "covers": "national", "precision": "national"}, "not_asked"),
    ],
)
def test_one_record_one_state(
    make_catalogue: MakeCatalogue, changes: dict[str, str], expected: str
) -> None:
    """Each rule of docs/method.md, alone."""
    assert state(make_catalogue, record(**changes)) == expected


def test_a_national_line_listens_where_it_can_be_dialled(make_catalogue: MakeCatalogue) -> None:
    """A line counts where a source says that it works; a head office accompanies nobody."""
    nation = {"territory": "", "covers": "national", "precision": "national", "phone": "116 000"}
    office = record(kinds="ecoute;accompagnement", **nation)
    line = record("ecoute", id="rbbbbb9", kinds="disparition", **nation)
    works = Reach("rbbbbb9", "116 000", "metropole", "yes", *[""] * 8)
    there = make_catalogue([office, line], reach=[works])
    assert presence(there, CREUSE, v.NEEDS["ecoute"], False).state == "national_only"
    assert presence(there, CREUSE, NEED, False).state == "not_asked"
    assert presence(there, "987", v.NEEDS["ecoute"], False).state == "not_asked"
    without_phone = office.model_copy(update={"phone": ""})
    assert state(make_catalogue, without_phone, need=v.NEEDS["ecoute"]) == "not_asked"


def test_the_evidence_is_what_makes_the_state(make_catalogue: MakeCatalogue) -> None:
    """The number beside a state counts the records behind it, no others."""
    records = [
        record(id="rbbbbb1"),
        record(id="rbbbbb2", status="planned"),
        record(id="rbbbbb3", territory="87", covers="23"),
    ]
    cell = presence(make_catalogue(records), CREUSE, NEED, False)
    assert (cell.state, cell.evidence) == ("to_confirm", ("rbbbbb1",))
    assert (cell.open, cell.to_confirm, cell.planned, cell.serving) == (1, 1, 1, 1)


def test_a_head_office_does_not_cover_its_own_city(make_catalogue: MakeCatalogue) -> None:
    """The seat of a national association in Guéret would not make Creuse covered."""
    seat = record(
        covers="national", precision="commune", commune_code="23096", place_basis="office"
    )
    assert state(make_catalogue, seat) == "not_asked"


def test_parents_are_served_by_what_serves_parents(make_catalogue: MakeCatalogue) -> None:
    """Support for parents asks for parents, not minors."""
    group = record(kinds="parents", audiences="parents")
    assert state(make_catalogue, group, need=v.NEEDS["parents"]) == "to_confirm"


def test_a_court_is_not_a_designation(make_catalogue: MakeCatalogue) -> None:
    """To confirm until each court's designation is known; local chambers are not asked."""
    need = v.NEEDS["designation"]
    one = record("magistrat", id="rbbbbb1", kinds="tribunal", audiences="professionnels")
    other = record("magistrat", id="rbbbbb2", kinds="tribunal", audiences="professionnels")
    chamber = record("magistrat", id="rbbbbb3", kinds="site_detache", audiences="professionnels")
    known = {"designation_known_on": date(2026, 10, 1)}
    half = presence(
        make_catalogue([one.model_copy(update=known), other, chamber]), CREUSE, need, False
    )
    assert (half.state, half.open, half.to_confirm) == ("to_confirm", 1, 1)
    both = [court.model_copy(update=known) for court in (one, other)]
    assert state(make_catalogue, *both, chamber, need=need) == "listed"


def test_the_worst_of_three_lamps_speaks_for_accommodation(make_catalogue: MakeCatalogue) -> None:
    """Shelter alone does not make a territory equipped."""
    shelter = record("hebergement", kinds="urgence", **CHECKED)
    lamps = board(make_catalogue([shelter]))
    assert lamps.get(CREUSE, "abri_immediat").state == "listed"
    assert lamps.category_state(CREUSE, "hebergement") == "not_asked"


_records = st.builds(
    lambda number, kinds, audience, status, territory, covers: record(
        id="r" + "".join(ID_ALPHABET[(number // 30**k) % 30] for k in range(6)),
        kinds=";".join(kinds),
        audiences=audience,
        status=status,
        territory=territory,
        covers=covers,
    ),
    st.integers(0, 30**6 - 1),
    st.lists(st.sampled_from(list(v.KINDS["association"])), min_size=1, unique=True),
    st.sampled_from(["mineurs", "parents", "jeune_majeur", "mineurs;parents"]),
    st.sampled_from(list(v.STATUSES)),
    st.sampled_from(["23", "87", ""]),
    st.sampled_from(["23", "87;23", "87", "national"]),
)
_some = st.lists(_records, max_size=6, unique_by=lambda r: r.id)


def _state_of(make: MakeCatalogue, records: list[Record], need: str) -> int:
    return STATES.index(presence(make(records), CREUSE, v.NEEDS[need], False).state)


@given(_some, _records, st.sampled_from([n.code for n in v.needs_of("association")]))
def test_one_record_more_never_worsens_a_state(
    make_catalogue: MakeCatalogue, records: list[Record], more: Record, need: str
) -> None:
    """Adding a record may only help."""
    others = [r for r in records if r.id != more.id]
    before = _state_of(make_catalogue, others, need)
    assert _state_of(make_catalogue, [*others, more], need) <= before


@given(_some)
def test_training_changes_nothing(make_catalogue: MakeCatalogue, records: list[Record]) -> None:
    """However much training there is, no hole is painted green."""
    numbers = count()
    training = [
        r.model_copy(update={"id": f"rzzzzz{next(numbers)}", "kinds": ("formation", "prevention")})
        for r in records
    ]
    with_training = board(make_catalogue([*records, *training]))
    assert with_training.of(CREUSE) == board(make_catalogue(records)).of(CREUSE)


@pytest.fixture(scope="module")
def real(catalogue: Catalogue) -> Board:
    return board(catalogue)


def test_every_territory_and_need_has_one_line(real: Board, catalogue: Catalogue) -> None:
    """107 territories by ten needs, no more, no less."""
    assert len(real.lines) == 107 * len(v.NEEDS)
    assert all(len(row) == len(HEADER) for row in rows(catalogue, real))


def test_nothing_is_listed_on_the_first_day(real: Board) -> None:
    """No structure was called yet: nothing may read as verified, and nobody was asked."""
    assert {line.state for line in real.lines}.isdisjoint({"listed", "none_listed"})


#: Words by which a record says that an opening was announced, and that nobody saw it.
UNSEEN = re.compile(
    "n’a pas été vue|date d’ouverture n’|plus récente ne l[ae] confirme|annonce l’ouverture"
)


def test_a_unit_whose_opening_nobody_saw_is_announced(catalogue: Catalogue) -> None:
    """DOMAIN 2: planned, or inaugurated without opening, never counts: a hole stays a hole."""
    unseen = [
        r
        for r in catalogue.in_category("uaped")
        if "uaped" in r.kinds and UNSEEN.search(r.summary_fr)
    ]
    assert len(unseen) >= 7
    assert {r.id: r.status for r in unseen} == {r.id: "planned" for r in unseen}


def test_sessions_whose_places_are_not_named_answer_nowhere_else(
    catalogue: Catalogue, real: Board
) -> None:
    """rn4tcgx: twelve sessions in Île-de-France and twelve "in the regions", says its page, without
    their places. It answers in the three territories that a source names: no hole is filled."""
    answered = {line.territory for line in real.lines if "rn4tcgx" in line.evidence}
    assert catalogue.get("rn4tcgx").covers == ("77", "78", "93")
    assert answered == {"77", "78", "93"}


def test_accompaniment_of_minors_is_met_in_about_thirty_territories(real: Board) -> None:
    """What the first data says, counted apart from this code on the fact files: 28 to 36."""
    met = [
        line
        for line in real.lines
        if line.need == "accompagnement" and line.state in ("to_confirm", "served")
    ]
    assert 28 <= len(met) <= 36


def test_no_magistrate_is_listed_and_every_territory_has_a_court(real: Board) -> None:
    """A court is not a designation."""
    states = {line.state for line in real.lines if line.need == "designation"}
    assert states == {"to_confirm"}


def test_unknown_under_20s_stay_empty(real: Board, catalogue: Catalogue) -> None:
    """No figure for 975, 977, 978, 986, 987, 988: None, never 0."""
    empty = {row[0] for row in rows(catalogue, real) if row[-1] is None}
    assert empty == {"975", "977", "978", "986", "987", "988"}


def test_the_day_decides_freshness(make_catalogue: MakeCatalogue) -> None:
    """The same record, a year later, is to confirm again."""
    fresh = record(**CHECKED)
    assert presence(make_catalogue([fresh]), CREUSE, NEED, False).state == "listed"
    later = make_catalogue([fresh], as_of=FIRST_DAY.replace(year=2027))
    assert presence(later, CREUSE, NEED, False).state == "to_confirm"
