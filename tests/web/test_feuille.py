"""`/couverture/<code>`: the sheet says what the table, the reach and the records say."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from webmap import vocabulary as v
from webmap.coverage import reach_table
from webmap.coverage.axes import AXES
from webmap.coverage.plan import plan
from webmap.coverage.population import ground
from webmap.coverage.presence import board
from webmap.coverage.reach import CATEGORIES, reach
from webmap.coverage.sheet import Sheet, sheet
from webmap.directory.catalogue import Catalogue


@pytest.fixture(scope="module")
def lines(catalogue: Catalogue) -> tuple[reach_table.Line, ...]:
    people = ground(catalogue.territories, catalogue.communes)
    return reach_table.rows(people, [reach(catalogue, people, code) for code in CATEGORIES])


def made(catalogue: Catalogue, lines: tuple[reach_table.Line, ...], code: str) -> Sheet:
    return sheet(catalogue, board(catalogue), lines, code)


def text(page: str) -> str:
    """What is read: no tags, one space between words."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


@pytest.mark.parametrize("language", ["", "/en"])
def test_every_territory_has_its_sheet(
    client: FlaskClient, catalogue: Catalogue, language: str
) -> None:
    for code, place in catalogue.territories.items():
        page = client.get(f"{language}/couverture/{code}")
        assert page.status_code == 200
        assert page.headers["Cache-Control"] == "no-store"
        assert place.name in text(page.text).replace("&#39;", "'")


def test_an_unknown_territory_is_said(client: FlaskClient) -> None:
    assert client.get("/couverture/999").status_code == 404
    assert client.get("/couverture/9%00").status_code == 404


def test_the_sheet_and_the_table_say_the_same(client: FlaskClient, catalogue: Catalogue) -> None:
    """Counts of each need of Seine-Saint-Denis, read back from the page."""
    page = client.get("/couverture/93").text
    for cell in board(catalogue).of("93"):
        label = re.escape(v.NEEDS[cell.need].fr)
        row = re.search(rf'<th scope="row">{label}</th>(.*?)</tr>', page, re.DOTALL)
        assert row is not None
        numbers = [int(n) for n in re.findall(r"number-cell[^>]*>(\d+)\b", row[1])]
        counted = (cell.open, cell.to_confirm, cell.serving, cell.planned)
        assert numbers == ([] if cell.category == "hebergement" else [*counted])
        assert row[1].count("non compté ici") == 4 - len(numbers)


def test_far_young_people_are_an_estimate_or_not_published(
    catalogue: Catalogue, lines: tuple[reach_table.Line, ...], client: FlaskClient
) -> None:
    """S7: 977 has no published figure, and gets no zero; Mayotte has no place on its island."""
    assert [way.far_under_20 for way in made(catalogue, lines, "977").reach] == [None]
    assert "non publié" in client.get("/couverture/977").text
    young = catalogue.territories["976"].under_20
    assert young is not None
    assert [way.far_under_20 for way in made(catalogue, lines, "976").reach] == [round(young)]
    assert "aucune que l’on atteigne par la route" in client.get("/couverture/976").text


def test_axes_are_shown_for_needs_that_some_record_meets(
    catalogue: Catalogue, lines: tuple[reach_table.Line, ...]
) -> None:
    found = made(catalogue, lines, "93")
    assert found.asked == ("accompagnement", "uaped")
    assert [row[0].axis for row in found.accepted] == list(AXES)
    assert made(catalogue, lines, "978").accepted == ()
    homes = {code for code in catalogue.territories if catalogue.located_in(code)}
    assert not any("abri_immediat" in made(catalogue, lines, code).asked for code in homes)


def test_nothing_is_lost_without_a_word(
    catalogue: Catalogue, lines: tuple[reach_table.Line, ...]
) -> None:
    """What a short list leaves out is counted; every silent need is named. A court whose
    designation is unknown has nothing to confirm: it is asked."""
    cells = board(catalogue)
    for code in catalogue.territories:
        found = made(catalogue, lines, code)
        evidence = {
            record
            for cell in cells.of(code)
            if cell.state in ("to_confirm", "served") and cell.need != "designation"
            for record in cell.evidence
        }
        assert len(found.unsure) + found.more == len(evidence)
        silent = [
            cell.need
            for cell in cells.of(code)
            if cell.state == "not_asked" or (cell.need, cell.state) == ("designation", "to_confirm")
        ]
        assert list(found.silent) == silent


def test_the_sheet_and_the_plan_board_say_the_same(
    client: FlaskClient, catalogue: Catalogue
) -> None:
    """Each engagement stands once, under its state, and leads to its line."""
    page = client.get("/couverture/93").text
    groups = re.findall(
        r'<div class="promises"><span class="state state-(\w+)">(.*?)</div>', page, re.DOTALL
    )
    found = {
        code: state for state, body in groups for code in re.findall(r"engagement=(\w+)", body)
    }
    expected = plan(catalogue, board(catalogue)).of("93")
    assert found == {cell.engagement: cell.state for cell in expected}


@pytest.mark.parametrize("language", ["", "/en"])
def test_every_part_leads_to_its_rule_and_every_link_answers(
    client: FlaskClient, language: str
) -> None:
    """Anchors of the page of method exist; the files of the sheet are there."""
    page = client.get(f"{language}/couverture/93").text
    anchors = set(re.findall(rf'href="{language}/couverture/methode#(\w+)"', page))
    assert anchors == {"etats", "portee", "engagements"}
    method = client.get(f"{language}/couverture/methode").text
    assert all(f'id="{anchor}"' in method for anchor in anchors)
    files = re.findall(rf'href="({language}/couverture/93\.\w+)" download', page)
    assert len(files) == 4
    assert {client.get(file).status_code for file in files} == {200}


def test_how_to_contest_is_one_sentence(client: FlaskClient) -> None:
    assert "Un état est faux\u00a0? Que la CRIP" in client.get("/couverture/976").text


def test_files_of_sheets_fill_no_memory(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch, app: Flask
) -> None:
    """The room for answers by place is meant for 3 kB of what people ask for: a program that takes
    every workbook must not push the communes out of it."""
    kept: list[str] = []
    snapshot = app.extensions["webmap"].snapshot()
    monkeypatch.setattr(snapshot, "place", lambda key, _make: kept.append(key))
    for form in ("xlsx", "csv", "json", "geojson"):
        assert client.get(f"/couverture/59.{form}").status_code == 200
    assert client.get("/couverture/59").status_code == 200
    assert kept == []
