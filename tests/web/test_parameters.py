"""One function per parameter: what it takes, what it refuses, and that it repeats nothing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask, g

from webmap.directory.catalogue import Catalogue
from webmap.errors import (
    InvalidParameter,
    UnknownPlace,
    UnknownRecord,
    UnknownTerritory,
    WebmapError,
)
from webmap.web import parameters

SCRIPT = "<script>alert(1)</script>"


@pytest.fixture(autouse=True)
def request_context(app: Flask) -> Iterator[None]:
    """Refusals are in the visitor's language."""
    with app.test_request_context():
        g.language = "fr"
        yield


@pytest.mark.parametrize(("typed", "read"), [("  Lille ", "Lille"), ("L'Haÿ", "L'Haÿ")])
def test_words_are_trimmed(typed: str, read: str) -> None:
    assert parameters.words(typed) == read


@pytest.mark.parametrize("typed", ["", "   ", "a\0b", "a\nb", "x" * 201, "x" * 10_000])
def test_unreadable_words_are_refused(typed: str) -> None:
    """With a sentence for the person, which does not hold what was typed."""
    with pytest.raises(InvalidParameter) as caught:
        parameters.words(typed)
    assert len(str(caught.value)) < 100
    assert "xx" not in str(caught.value)


def test_the_longest_words_are_read() -> None:
    assert parameters.words("x" * parameters.WORDS_MAX)


@pytest.mark.parametrize("code", ["01", "2A", "2a", "976", "988"])
def test_a_territory_by_code(catalogue: Catalogue, code: str) -> None:
    assert parameters.territory(code, catalogue).code == code.upper()


@pytest.mark.parametrize("code", ["", "1", "00", "99", "984", "2C", "9999", SCRIPT])
def test_no_such_territory(catalogue: Catalogue, code: str) -> None:
    with pytest.raises(UnknownTerritory):
        parameters.territory(code, catalogue)


@pytest.mark.parametrize("text", ["", "5935", "593500", "2C004", "59 50", SCRIPT])
def test_a_commune_code_has_a_form(text: str) -> None:
    with pytest.raises(InvalidParameter):
        parameters.commune_code(text)


def test_commune_codes_are_read_in_either_case() -> None:
    assert parameters.commune_code(" 2a004 ") == "2A004"


def test_a_commune_by_a_code_of_the_past(catalogue: Catalogue) -> None:
    """Lomme is a commune associée of Lille."""
    assert parameters.commune("59355", catalogue).commune.code == "59350"


@pytest.mark.parametrize("code", ["00000", "99999", SCRIPT, ""])
def test_no_such_commune(catalogue: Catalogue, code: str) -> None:
    with pytest.raises(UnknownPlace):
        parameters.commune(code, catalogue)


@pytest.mark.parametrize("record_id", ["", "r", "rzzzzzzz", "raaaaaa", SCRIPT, "../etc"])
def test_no_such_record(catalogue: Catalogue, record_id: str) -> None:
    with pytest.raises(UnknownRecord):
        parameters.record(record_id, catalogue)


@pytest.mark.parametrize("read", [parameters.territory, parameters.commune, parameters.record])
def test_refusals_repeat_nothing(catalogue: Catalogue, read: object) -> None:
    """What was typed would end in a page or a log."""
    assert callable(read)
    with pytest.raises(WebmapError) as caught:
        read(SCRIPT, catalogue)
    assert "script" not in str(caught.value).lower()
