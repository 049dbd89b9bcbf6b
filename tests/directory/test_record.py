"""One line -> a record or all its problems, each with field, value and remedy."""

import pytest

from tests.directory.factory import cells
from webmap import vocabulary as v
from webmap.directory.lines import COLUMNS, FILES, parse
from webmap.directory.phones import phone_is_possible
from webmap.directory.problems import Problem, codes
from webmap.directory.record import Record


def problems(category: str = "association", **changes: str) -> list[Problem]:
    result = parse(category, cells(**changes), "f.csv", 2)
    return result if isinstance(result, list) else []


def test_a_good_line_becomes_a_record() -> None:
    """Lists are split, empty cells take the field's default."""
    record = parse("association", cells(kinds="ecoute; parents", age_min=""), "f.csv", 2)
    assert isinstance(record, Record)
    assert record.kinds == ("ecoute", "parents")
    assert record.age_min is None


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("id", "", "bad_id"),
        ("id", "rabcdef", "bad_id"),  # vowels could spell a word
        ("name", "", "required"),
        ("name", "<script>alert(1)</script>", "markup"),
        ("kinds", "nonsense", "unknown_code"),
        ("audiences", "mineurs;nonsense", "unknown_code"),
        ("status", "maybe", "unknown_code"),
        ("precision", "street", "unknown_code"),
        ("age_min", "twelve", "not_a_number"),
        ("age_max", "120", "out_of_range"),
        ("latitude", "999", "out_of_range"),
        ("longitude", "east", "not_a_number"),
        ("source_date", "2024-13", "bad_date"),
        ("verified_on", "yesterday", "bad_day"),
        ("website", "javascript:alert(1)", "bad_link"),
        ("source_url", "http://[", "bad_link"),
        ("phone", "call us", "bad_phone"),
        ("email", "nobody", "bad_email"),
        ("hours", "whenever", "bad_hours"),
        ("hours", 'Mo-Fr 09:00-17:00 "<b>"', "markup"),
        ("name", "Foyer \u202etxet", "markup"),
        ("name", "Foyer \u0085 x", "markup"),
        ("summary_fr", "a\u2028b", "markup"),
        ("summary_fr", "a\u200bb", "markup"),
        ("summary_fr", "a\x7fb", "markup"),
        ("name", '=HYPERLINK("x")', "formula"),
        ("summary_fr", "+cmd", "formula"),
        ("summary_fr", " -1", "formula"),
        ("source", "@SUM(A1)", "formula"),
        ("email", "=a@x.fr", "bad_email"),
        ("website", 'https://x.fr/"onmouseover=x', "bad_link"),
        ("website", "https://x.fr/'", "bad_link"),
        ("website", "https://x.fr\\@evil.fr", "bad_link"),
        ("website", "https://name:word@x.fr", "bad_link"),
        ("website", "https://x.fr/\u200b", "bad_link"),
        ("languages", "fr;Guéret", "unknown_code"),
    ],
)
def test_each_bad_cell_is_named(field: str, value: str, code: str) -> None:
    """The problem names the field, the value and what to do."""
    found = problems(**{field: value})
    assert [(p.field, p.code) for p in found] == [(field, code)]
    assert found[0].line == 2
    assert found[0].remedy("fr")
    assert found[0].remedy("en")


def test_foreign_numbers_and_sign_language_are_fine() -> None:
    """A telephone begins with +; French sign language is a language."""
    assert problems(phone="+33 1 80 52 33 76", languages="fr;fsl;en") == []


def test_all_problems_of_a_line_come_at_once() -> None:
    """One run shows all there is to mend on a line."""
    found = problems(name="", kinds="x", status="y", age_min="z")
    assert {p.field for p in found} == {"name", "kinds", "status", "age_min"}


@pytest.mark.parametrize(
    ("phone", "territory", "possible"),
    [
        ("119", "75", True),
        ("116 006", "75", True),
        ("04 92 40 39 21", "05", True),
        ("0262 90 30 57", "974", True),
        ("05 44 44", "988", True),
        ("40 46 59 17", "987", True),
        ("04 92 40 39", "05", False),
        ("00 00 00 00 00", "75", False),
    ],
)
def test_a_number_that_cannot_exist_is_seen(phone: str, territory: str, possible: bool) -> None:
    """A digit too few can cost a child her chance."""
    assert phone_is_possible(phone, territory) is possible


def test_accommodation_has_no_column_for_a_place() -> None:
    """S2 by schema: what no column can hold cannot leak."""
    forbidden = {"commune_code", "address", "latitude", "longitude", "place_basis"}
    assert forbidden.isdisjoint(COLUMNS["hebergement"])


def test_every_category_has_columns_kinds_and_a_file() -> None:
    """No category is left without a file, nor a file without a category."""
    assert set(COLUMNS) == set(FILES) == set(v.CATEGORIES) == set(v.KINDS)
    assert all(set(columns) <= set(Record.model_fields) for columns in COLUMNS.values())


def test_training_and_prevention_never_count() -> None:
    """DOMAIN: training, prevention, coordination meet no need."""
    for kind in ("formation", "prevention", "coordination", "accueil_jour", "appui_pro"):
        assert not v.needs_met("association", (kind,))


def test_every_need_is_met_by_some_kind() -> None:
    """A need that no kind can meet would be a hole that can never close."""
    met = {need for terms in v.KINDS.values() for t in terms.values() for need in t.counts_for}
    assert met == set(v.NEEDS)


def test_problem_sentences_are_complete() -> None:
    """Each code has sentence and remedy in both languages."""
    for code in codes():
        problem = Problem("f.csv", 2, "x", "y", code, "d")
        for language in ("fr", "en"):
            assert problem.sentence(language).strip()
            assert problem.remedy(language).strip()
