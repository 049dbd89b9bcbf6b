"""The file of suggestions: neutral names only, each of which opens a page, and light."""

from __future__ import annotations

import json
from typing import Any

import brotli
import pytest
from flask.testing import FlaskClient

from webmap.directory import suggestions
from webmap.directory.catalogue import Catalogue
from webmap.geo.text import fold
from webmap.web.public import distress

KILOBYTES = 30


@pytest.fixture(scope="module")
def index(catalogue: Catalogue) -> dict[str, Any]:
    return suggestions.index(catalogue)


def communes(index: dict[str, Any]) -> list[tuple[str, str, int]]:
    """(code, name, size), as the script reads them."""
    return [
        (code + row[code_at:-1], row[:code_at], int(row[-1], 36))
        for code, rows in index["communes"].items()
        for row in rows.split("|")
        if (code_at := len(row) - (5 - len(code)) - 1)
    ]


def test_the_names_are_those_of_their_codes(catalogue: Catalogue, index: dict[str, Any]) -> None:
    found = communes(index)
    assert len(found) > 3_000
    assert all(catalogue.communes[code].name == name for code, name, _ in found)
    assert all(catalogue.territories[code].name == name for code, name in index["territoires"])
    assert len(index["territoires"]) == 107


def test_every_town_and_all_of_overseas_are_there(
    catalogue: Catalogue, index: dict[str, Any]
) -> None:
    """Small communes of the mainland are left out for weight; overseas names are long to type."""
    known = {code for code, _, _ in communes(index)}
    for commune in catalogue.communes:
        kept = commune.population >= suggestions.SMALLEST or commune.land not in (
            "hexagone",
            "corse",
        )
        assert (commune.code in known) == kept, commune.name


def test_nothing_but_places_and_courts(catalogue: Catalogue, index: dict[str, Any]) -> None:
    """S4: what a shoulder reads. No structure, no helpline, no accommodation, no kind of help."""
    assert set(index) == {"territoires", "communes", "tribunaux"}
    for record_id, name in index["tribunaux"]:
        assert catalogue.get(record_id).category == "magistrat"
        assert not distress.is_heard(fold(name), is_a_place=False)


def test_more_people_never_means_a_smaller_figure(
    catalogue: Catalogue, index: dict[str, Any]
) -> None:
    """The script orders by it."""
    found = sorted((catalogue.communes[code].population, size) for code, _, size in communes(index))
    sizes = [size for _, size in found]
    assert sizes == sorted(sizes)
    assert len(set(sizes)) >= 15


def test_the_file_is_light_and_the_same_for_everybody(client: FlaskClient) -> None:
    """A phone on a poor line: less than a small picture, and only when the box is entered."""
    answer = client.get("/donnees/lieux.json", headers={"Accept-Encoding": "br"})
    assert len(answer.data) < KILOBYTES * 1000
    plain = client.get("/donnees/lieux.json?q=zqmark&lang=en")
    assert plain.data == brotli.decompress(answer.data)
    assert json.loads(plain.data)["territoires"]
    assert client.get("/en/donnees/lieux.json").status_code == 404
