"""A territory's sheet: the same figures on the page, in every file, from the command line.

Four territories: one with many records, one with few, two overseas, of which one whose under-20s
nobody publishes.
"""

from __future__ import annotations

import csv
import io
import json
import re
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner
from flask import Flask
from flask.testing import FlaskClient

from tests.web.conftest import Run
from tests.web.test_couverture_files import of_csv, of_geojson, of_page, of_parquet, of_terminal
from webmap import cli
from webmap import vocabulary as v
from webmap.coverage import reach_table, sheet_files
from webmap.coverage.engagements import ENGAGEMENTS
from webmap.coverage.sheet import MEASURED
from webmap.coverage.sheet_wording import HEADS, PAGES
from webmap.coverage.wording import DESIGNATION_UNKNOWN
from webmap.web.coverage.files import FIGURES

# The same lines as elsewhere, thousands of times: coverage would double the time.
pytestmark = pytest.mark.whole

CODES = ("59", "48", "976", "975")
FORMS = ("csv", "xlsx", "json", "geojson")
#: (table, item, detail, measure) -> value. The document is what the others are compared with.
Figures = dict[tuple[str, str, str, str], Any]
COUNTS = ("open", "to_confirm", "serving", "planned")
#: Columns of each table, by code, and how many of them name a row.
COLUMNS = {
    "needs": ("need", "category", "state", *COUNTS),
    "accepted": ("need", "axis", "yes", "partly", "no", "unknown"),
    "reach": reach_table.HEADER[3:],
    "neighbours": ("neighbour", "need", "name", "state"),
    "to_confirm": ("record", "title", "category", "source", "source_date"),
    "not_asked": ("need", "category"),
    "promises": ("engagement", "state"),
}
KEYS = {"accepted": 2, "reach": 2, "neighbours": 2}


def refuse(word: str) -> None:
    raise AssertionError(f"{word} is no number in JSON")


def document(body: bytes) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(body, parse_constant=refuse)
    return found


def of_rows(table: str, rows: list[dict[str, Any]]) -> Figures:
    found: Figures = {}
    count = KEYS.get(table, 1)
    for row in rows:
        assert set(row) == set(COLUMNS[table])
        names = list(row)
        item, detail = (*(row[name] for name in names[:count]), "")[:2]
        found |= {(table, item, detail, name): row[name] for name in names[count:]}
    return found


def of_document(told: dict[str, Any]) -> Figures:
    found: Figures = {}
    for name, value in told.items():
        if isinstance(value, list):
            found |= of_rows(name, value)
        else:
            found["about", "", "", name] = value
    return found


def of_lines(rows: list[dict[str, str]]) -> Figures:
    return {(r["table"], r["item"], r["detail"], r["measure"]): r["value"] for r in rows}


def lines_of(text: str) -> Figures:
    return of_lines(list(csv.DictReader(io.StringIO(text))))


def of_workbook(body: bytes, language: str) -> Figures:
    """Words are turned back into codes; the page to read first is left out."""
    tables = {words.said(language): name for name, words in PAGES.items()}
    found: Figures = {}
    for page in openpyxl.load_workbook(io.BytesIO(body)).worksheets[:-1]:
        table = tables[page.title]
        head, *lines = page.values
        names = [code_of_head(word, table, language) for word in head]
        rows = [
            {name: code_of(name, cell, language) for name, cell in zip(names, line, strict=True)}
            for line in lines
        ]
        found |= of_rows(table, rows)
    return found


def code_of_head(word: Any, table: str, language: str) -> str:
    """Two columns may have one word, "Name" of a neighbour and of a record: the table decides."""
    (code,) = (
        name
        for name, (head, _) in HEADS.items()
        if head.said(language) == word and name in COLUMNS[table]
    )
    return code


def code_of(name: str, cell: Any, language: str) -> Any:
    codes = {**sheet_files._CODES, "state": v.STATES}.get(name, {})
    said = {term.said(language): code for code, term in codes.items()}
    if name == "state":
        said[DESIGNATION_UNKNOWN.said(language)] = "to_confirm"
    return said.get(cell, cell)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_workbook_never_confirms_a_designation(client: FlaskClient, language: str) -> None:
    """The need and the engagement of courts read as on the page: nothing is known of them."""
    prefix = "" if language == "fr" else "/en"
    book = openpyxl.load_workbook(io.BytesIO(client.get(f"{prefix}/couverture/59.xlsx").data))
    needs = {line[0]: line[2] for line in book[PAGES["needs"].said(language)].values}
    promises = dict(book[PAGES["promises"].said(language)].values)
    unknown = DESIGNATION_UNKNOWN.said(language)
    assert needs[v.NEEDS["designation"].said(language)] == unknown
    court = ENGAGEMENTS["plan_2021_11"]
    assert promises[court.title_fr if language == "fr" else court.title_en] == unknown


@pytest.fixture(scope="module", params=CODES)
def code(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def told(client: FlaskClient, code: str) -> dict[str, Any]:
    return document(client.get(f"/couverture/{code}.json").data)


def test_every_file_has_the_figures_of_the_document(
    client: FlaskClient, told: dict[str, Any], code: str
) -> None:
    """CSV, workbooks in two languages, GeoJSON."""
    figures = of_document(told)
    assert len(figures) > 100
    lines = lines_of(client.get(f"/couverture/{code}.csv").data.decode())
    assert lines == {key: "" if value is None else str(value) for key, value in figures.items()}
    inside = {key: value for key, value in figures.items() if key[0] != "about"}
    for language, prefix in (("fr", ""), ("en", "/en")):
        body = client.get(f"{prefix}/couverture/{code}.xlsx").data
        assert of_workbook(body, language) == inside
    (feature,) = document(client.get(f"/couverture/{code}.geojson").data)["features"]
    values = feature["properties"]
    for (table, item, detail, name), value in figures.items():
        if table == "needs" and name in COUNTS:
            assert values[f"{item}_{name}"] == value
        elif table == "reach":
            assert values[f"reach_{item}_{detail}_{name}"] == value
    assert {need: values[need] for need in v.NEEDS} == {
        row["need"]: row["state"] for row in told["needs"]
    }


def test_the_command_line_gives_the_same_bytes(client: FlaskClient, coverage: Run) -> None:
    """One rich, one poor, one overseas, where every form is asked for."""
    for code, form in [("59", "json"), ("48", "json"), *(("976", form) for form in FORMS)]:
        served = client.get(f"/en/couverture/{code}.{form}").data
        asked = ("--territory", code, "--format", form, "--language", "en")
        assert coverage(*asked) == served


def test_the_screen_shows_the_figures_of_the_file(client: FlaskClient, coverage: Run) -> None:
    text = client.get("/couverture/976.csv").data.decode()
    rows = [line.split("│")[1:-1] for line in coverage("--territory", "976").decode().splitlines()]
    cells = [[cell.strip() for cell in row] for row in rows if row]
    shown = of_lines([dict(zip(sheet_files.HEADER, row, strict=True)) for row in cells])
    # A terminal folds what is long: names and sources.
    short = {k: x for k, x in lines_of(text).items() if len(x) < 20}
    assert len(short) > 120
    assert short.items() <= shown.items()


def test_the_files_of_the_country_say_the_same(
    client: FlaskClient, coverage: Run, told: dict[str, Any], code: str
) -> None:
    """States and counts of the whole table, wherever it is read, are those of the sheet."""
    mine = {
        (code, row["need"]): (
            row["state"], row["open"], row["to_confirm"], row["planned"], row["serving"],
        )
        for row in told["needs"]
    }  # fmt: skip
    every = (
        of_csv(client.get("/couverture.csv").data),
        of_geojson(client.get("/couverture.geojson").data),
        of_parquet(client.get("/couverture.parquet").data),
        of_terminal(coverage()),
    )
    for cells, people in every:
        assert mine.items() <= cells.items()
        assert people[code] == (told["population"], told["under_20"])
    states, shown = of_page(client.get("/couverture").text)
    assert {key: cell[0] for key, cell in mine.items()}.items() <= states.items()
    assert shown[code] == (told["population"], told["under_20"])


def test_the_page_shows_the_figures_of_the_document(
    client: FlaskClient, told: dict[str, Any], code: str
) -> None:
    """States, counts, shares, distances, answers, neighbours, records, what to ask."""
    page = client.get(f"/couverture/{code}").text
    rows = table(page, "Besoin par besoin")
    assert [states(row) for row in rows] == [[one["state"]] for one in told["needs"]]
    assert [numbers(row)[-4:] or [None] * 4 for row in rows] == [
        [one[name] for name in COUNTS] for one in told["needs"]
    ]
    ways = {(one["category"], one["people"]): one for one in told["reach"]}
    for row, category in zip(table(page, "À quelle distance"), MEASURED, strict=True):
        everybody, young = ways[category, "all"], ways[category, "under_20"]
        far = None if young["total"] is None else young["total"] - young["within_60"]
        *cells, last = re.findall(r"<td[^>]*>(.*?)</td>", row, re.DOTALL)
        assert (None if "non publié" in last else number(last)) == far
        if everybody["mean"] is None:
            assert "aucune" in cells[0]
            continue
        shares = [int(everybody[f"share_{km}"] * 100 + 1e-9) for km in (30, 60, 100)]
        assert [number(cell) for cell in cells[:3]] == shares
        assert [number(cell) for cell in cells[3:5]] == [everybody["median"], everybody["p90"]]
        assert everybody["farthest_name"] in cells[5]
        assert number(cells[5].rpartition(", ")[2]) == everybody["farthest_cost"]
    near = [states(row) for row in table(page, "Territoires voisins")]
    found = [one["state"] for one in told["neighbours"]]
    assert near == [found[n : n + 2] for n in range(0, len(found), 2)]
    listed = page[page.index("À confirmer auprès") :] if told["to_confirm"] else ""
    named = re.findall(r'href="/ressource/(\w+)"', listed)
    assert named == [one["record"] for one in told["to_confirm"]][:12]
    groups = re.findall(r'<div class="promises">(.*?)</div>', page, re.DOTALL)
    kept = {code: states(g)[0] for g in groups for code in re.findall(r"engagement=(\w+)", g)}
    assert kept == {one["engagement"]: one["state"] for one in told["promises"]}
    for one in told["not_asked"]:
        assert f"<li>{v.NEEDS[one['need']].fr}</li>" in page


def table(page: str, label: str) -> list[str]:
    """Rows of the table of a heading; none when the page has no such table."""
    at = page.find(f'aria-label="{label}"')
    body = page[at : page.index("</table>", at)] if at >= 0 else ""
    return re.findall(r"<tr>(?:(?!<thead>).)*?</tr>", body.partition("<tbody>")[2], re.DOTALL)


def states(row: str) -> list[str]:
    return re.findall(r'class="state state-(\w+)"', row)


def numbers(row: str) -> list[float]:
    """None where the cells say in words that nothing is counted."""
    cells = re.findall(r"<td[^>]*number-cell[^>]*>(.*?)</td>", row)
    return [number(cell) for cell in cells if "non compté" not in cell]


def number(text: str) -> float:
    """As French writes it: "1 234,5 km", "12 %"."""
    return float(re.sub(r"[^\d,]", "", text).replace(",", "."))


def test_nothing_is_kept_of_a_file_that_depends_on_a_place(client: FlaskClient) -> None:
    """S4: `no-store`, as on every answer about a place."""
    for form in FORMS:
        assert client.get(f"/couverture/59.{form}").headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", ["99.csv", "59.doc", "FR.json", "%00.csv", "59.csv.csv"])
def test_what_does_not_exist_is_not_found(client: FlaskClient, path: str) -> None:
    assert client.get(f"/couverture/{path}").status_code == 404


@pytest.mark.parametrize(
    ("arguments", "status", "word"),
    [
        (["--territory", "99"], 1, "99"),
        (["--territory", "59", "--format", "parquet"], 2, "print its page"),
        (["--territory", "59", "--format", "pdf"], 2, "print its page"),
    ],
)
def test_a_wrong_call_says_so(app: Flask, arguments: list[str], status: int, word: str) -> None:
    where = app.extensions["webmap_where"]
    done = CliRunner().invoke(cli.main, ["coverage", *arguments], env=where)
    assert (done.exit_code, word in done.output) == (status, True)


def test_every_territory_has_its_file_without_infinity(client: FlaskClient, app: Flask) -> None:
    """Islands, places without records, without published under-20s: no NaN, nothing infinite."""
    for code in app.extensions["webmap"].snapshot().catalogue.territories:
        told = document(client.get(f"/couverture/{code}.json").data)
        assert told["territory"] == code
        assert len(told["needs"]) == len(v.NEEDS)
        for line in told["reach"]:
            for km in (30, 60, 100):
                assert line[f"share_{km}"] is None or 0 <= line[f"share_{km}"] <= 1


def test_figures_are_offered_when_they_were_drawn(client: FlaskClient, app: Flask) -> None:
    """Not drawn: no link, and a page that says how. Drawn for the day: links, and these bytes."""
    address = "/couverture/figures/uaped"
    assert address not in client.get("/couverture?besoin=uaped").text
    for form in FIGURES:
        answer = client.get(f"{address}.{form}")
        assert answer.status_code == 404
        assert "pas dessinée" in answer.text
    drawn, revision = app.extensions["webmap_figures"], revision_of(app)
    drawn.write(
        revision,
        [
            (f"uaped.{lang}.{form}", f"{lang} {form}".encode())
            for lang in ("fr", "en")
            for form in FIGURES
        ],
    )
    try:
        page = client.get("/en/couverture?besoin=uaped").text
        for form, media in FIGURES.items():
            assert f'href="/en{address}.{form}"' in page
            answer = client.get(f"/en{address}.{form}", headers={"Accept-Encoding": "br, gzip"})
            assert (answer.data, answer.mimetype) == (f"en {form}".encode(), media)
            assert (
                answer.headers["Content-Disposition"]
                == f'attachment; filename="uaped-2026-11-22.{form}"'
            )
            again = client.get(
                f"/en{address}.{form}", headers={"If-None-Match": answer.headers["ETag"]}
            )
            assert again.status_code == 304
        assert client.get("/couverture/figures/secret.png").status_code == 404
    finally:
        drawn.write("0" * 16, [])
    assert not drawn.has(revision)


def revision_of(app: Flask) -> str:
    return str(app.extensions["webmap"].snapshot().catalogue.revision)
