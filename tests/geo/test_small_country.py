"""The search rules on five communes that fit in the head (tests/geo/tables.py)."""

from __future__ import annotations

import pytest

from tests.geo.tables import small_country
from webmap.errors import UnknownPlace
from webmap.geo.communes import Match

COUNTRY = small_country()


def found(matches: tuple[Match, ...]) -> list[tuple[str, str, str]]:
    return [(match.code, match.kind, match.how) for match in matches]


def test_every_commune_of_a_name_most_populous_first() -> None:
    """An ambiguous name gives them all, with their territory, and the larger one first."""
    matches = COUNTRY.find("villeneuve")
    assert [(m.code, m.territory) for m in matches] == [("2A001", "2A"), ("01003", "01")]


def test_a_limit_never_hides_a_commune_of_that_very_name() -> None:
    """A short list may drop beginnings and slips, not one of two homonyms."""
    assert len(COUNTRY.find("villeneuve", limit=1)) == 2


def test_a_part_named_as_its_commune_is_not_said_twice() -> None:
    """Villeneuve is not also offered as the delegated commune of the same name and code."""
    assert {m.kind for m in COUNTRY.find("villeneuve")} == {"commune"}


@pytest.mark.parametrize(
    ("text", "how"),
    [
        ("SAINT ŒUF", "exact"),
        ("st-oeuf", "exact"),
        ("saint-oe", "prefix"),
        ("saint euf", "typo"),
        ("ile dee", "exact"),
        ("l’île dée", "exact"),
        ("ile dés", "typo"),
        ("iel dee", "typo"),
    ],
)
def test_ways_to_write_a_name(text: str, how: str) -> None:
    """Written exactly, by its beginning or with one slip, the name is found and says how."""
    assert COUNTRY.find(text)[0].how == how


@pytest.mark.parametrize("text", ["", " ", "\x00", "x" * 10_000, "villneuvv", "🙂"])
def test_what_is_no_name_finds_nothing(text: str) -> None:
    """Blank, endless, foreign or twice mistyped text: no answer and no error."""
    assert COUNTRY.find(text) == ()


def test_a_name_of_the_past_leads_to_the_commune_of_today() -> None:
    """The delegated commune is found under its own name, and knows its commune."""
    (match,) = COUNTRY.find("vieuxbourg")
    assert match.place is not None
    assert (match.kind, match.place.commune.code) == ("deleguee", "01003")


@pytest.mark.parametrize(
    "text", ["grandville 1", "Grandville 1er", "grandville 01", "grandville 1e"]
)
def test_an_arrondissement_by_its_number(text: str) -> None:
    """A town and a number is an arrondissement, whatever the ordinal."""
    assert found(COUNTRY.find(text)) == [("01011", "arrondissement", "exact")]


def test_a_figure_is_not_a_slip() -> None:
    """Grandville 2 is not a misspelt Grandville 1."""
    assert COUNTRY.find("grandville 2") == ()


def test_the_territory_after_the_name_chooses() -> None:
    """A name and a territory's code keep the place of that territory only."""
    assert [m.code for m in COUNTRY.find("villeneuve 2a")] == ["2A001"]


def test_a_code_of_each_kind() -> None:
    """Current, delegated, former and arrondissement codes each say what they are."""
    kinds = {code: COUNTRY.by_code(code).kind for code in ("01003", "01004", "01009", "01011")}
    assert list(kinds.values()) == ["commune", "deleguee", "ancienne", "arrondissement"]
    assert COUNTRY.by_code("01009").name == "Villeneuve"
    assert COUNTRY.by_code("2A001").land == "corse"


def test_a_code_in_small_letters() -> None:
    """Corsican codes are typed in any case, with spaces around."""
    assert COUNTRY.by_code(" 2a001 ").code == "2A001"


@pytest.mark.parametrize("code", ["", "99999", "0100", "é", "x" * 10_000])
def test_an_unknown_code_is_a_named_error(code: str) -> None:
    """An unknown code raises UnknownPlace, and the message stays short."""
    with pytest.raises(UnknownPlace, match=r"^.{0,60}$"):
        COUNTRY.by_code(code)


def test_a_postcode_for_several_communes() -> None:
    """A shared postcode gives them all, most populous first."""
    assert [p.code for p in COUNTRY.find("01400")] == ["01001", "01002"]


def test_a_postcode_of_an_arrondissement_is_not_the_whole_town() -> None:
    """Where a postcode has its arrondissement, the town itself is not offered beside it."""
    assert [p.code for p in COUNTRY.find("01011")] == ["01011"]


def test_an_unknown_postcode_gives_nothing() -> None:
    """No commune behind a postcode is an empty answer, not an error."""
    assert COUNTRY.find("99999") == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("01001", [("01010", "commune", "postcode")]),  # also the code of Saint-Œuf
        ("01002", [("01002", "commune", "code")]),
        ("2A001", [("2A001", "commune", "code")]),
        ("99999", []),
        ("01", [("01", "territory", "code")]),
        ("2a", [("2A", "territory", "code")]),
        ("20", [("2A", "territory", "code")]),
        ("corse du sud", [("2A", "territory", "exact")]),
        ("ain", [("01", "territory", "exact")]),
    ],
)
def test_one_box_for_everything(text: str, expected: list[tuple[str, str, str]]) -> None:
    """The search box takes a postcode first, then a code, a territory or a name."""
    assert found(COUNTRY.find(text)) == expected


def test_the_commune_of_a_point_is_the_nearest_town_hall() -> None:
    """A point goes to the nearest point of a commune."""
    assert COUNTRY.at(5.16, 46.01).code == "01003"


def test_the_arrays_and_the_communes_are_in_step() -> None:
    """Row i of each array is the i-th commune, in order of codes."""
    listed = list(COUNTRY)
    assert [c.code for c in listed] == list(COUNTRY.codes) == sorted(COUNTRY.codes)
    assert [c.longitude for c in listed] == list(COUNTRY.longitudes)
    assert [c.population for c in listed] == list(COUNTRY.populations)
    assert len(COUNTRY) == 5


def test_membership_is_of_current_communes() -> None:
    """A former code is not a commune of today."""
    assert "01003" in COUNTRY
    assert "01009" not in COUNTRY
    with pytest.raises(UnknownPlace):
        COUNTRY["01009"]
