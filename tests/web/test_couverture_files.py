"""The same figures on the page, in every file, from the command line; the same bytes every time."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient
from shapely.geometry import shape

from tests.web.conftest import Run
from webmap import cli
from webmap import vocabulary as v
from webmap.coverage import report, wording
from webmap.coverage.presence import board
from webmap.directory.catalogue import Catalogue

# The same lines as elsewhere, thousands of times: coverage would double the time.
pytestmark = pytest.mark.whole

COUNTS = ("open", "to_confirm", "planned", "serving")
SITE = ("csv", "xlsx", "geojson", "parquet")
#: (territory, need) -> state and counts; territory -> population, under-20s.
Cells = dict[tuple[str, str], tuple[Any, ...]]
People = dict[str, tuple[int, int | None]]


def whole(text: Any) -> int | None:
    """A cell of text as a number; empty is unknown."""
    return int(text) if text not in ("", None) else None


def of_rows(rows: list[dict[str, Any]]) -> tuple[Cells, People]:
    """What a file with a line per territory and need says."""
    cells = {
        (r["territory"], r["need"]): (r["state"], *(whole(r[count]) for count in COUNTS))
        for r in rows
    }
    people = {r["territory"]: (int(r["population"]), whole(r["under_20"])) for r in rows}
    return cells, people


def of_territories(rows: list[dict[str, Any]]) -> tuple[Cells, People]:
    """What a file with a line per territory says."""
    cells = {
        (r["territory"], need): (r[need], *(r[f"{need}_{count}"] for count in COUNTS))
        for r in rows
        for need in v.NEEDS
    }
    return cells, {r["territory"]: (r["population"], r["under_20"]) for r in rows}


def of_csv(body: bytes) -> tuple[Cells, People]:
    return of_rows(list(csv.DictReader(io.StringIO(body.decode()))))


def of_xlsx(body: bytes, language: str) -> tuple[Cells, People]:
    """Words are turned back into codes."""
    head, *lines = openpyxl.load_workbook(io.BytesIO(body)).worksheets[0].values
    assert head == tuple(words.said(language) for words, _ in wording.COLUMNS.values())
    codes = {
        column: {getattr(term, language): code for code, term in terms.items()}
        for column, terms in (("category", v.CATEGORIES), ("need", v.NEEDS), ("state", v.STATES))
    }
    courts = {line[4] for line in lines if line[3] == getattr(v.NEEDS["designation"], language)}
    assert courts == {wording.DESIGNATION_UNKNOWN.said(language)}
    codes["state"][wording.DESIGNATION_UNKNOWN.said(language)] = "to_confirm"
    rows = [dict(zip(report.HEADER, line, strict=True)) for line in lines]
    return of_rows([{k: codes[k][x] if k in codes else x for k, x in r.items()} for r in rows])


def of_geojson(body: bytes) -> tuple[Cells, People]:
    return of_territories([feature["properties"] for feature in json.loads(body)["features"]])


def of_parquet(body: bytes) -> tuple[Cells, People]:
    return of_territories(pq.read_table(io.BytesIO(body)).drop_columns("geometry").to_pylist())


def of_terminal(body: bytes) -> tuple[Cells, People]:
    """The table that `rich` draws."""
    lines = (line.split("│")[1:-1] for line in body.decode().splitlines() if line[:1] == "│")
    rows = [dict(zip(report.HEADER, map(str.strip, cells), strict=True)) for cells in lines]
    return of_rows(rows)


def of_page(page: str) -> tuple[dict[tuple[str, str], str], People]:
    """States and people in the table of the page."""
    states, people = {}, {}
    # The need of the map comes first: the heads tell the order.
    order = [code for code in re.findall(r"[?;&]tri=(\w+)", table_of(page)) if code in v.NEEDS]
    for line in rows_of(page):
        code = re.findall(r'<span class="muted">(\w+)</span></th>', line)[0]
        found = re.findall(r'class="state state-(\w+)"', line)
        states |= {(code, need): state for need, state in zip(order, found, strict=True)}
        numbers = re.findall(r'<td class="number-cell">(.*?)</td>', line)
        inhabitants, young = (re.sub(r"\D", "", text) for text in numbers)
        people[code] = (int(inhabitants), whole(young))
    return states, people


def rows_of(page: str) -> Iterator[str]:
    yield from re.findall(r'<tr>\s*<th scope="row">.*?</tr>', table_of(page), re.DOTALL)


def table_of(page: str) -> str:
    body = page[page.index("<table", page.index('id="tableau"')) :]
    return body[: body.index("</table>")]


def test_figures_are_equal_everywhere(client: FlaskClient, coverage: Run) -> None:
    """107 territories, 10 needs: page, CSV, XLSX (two languages), GeoJSON, GeoParquet, terminal."""
    cells, people = of_csv(client.get("/couverture.csv").data)
    assert (len(cells), len(people)) == (1070, 107)
    states, shown = of_page(client.get("/couverture").text)
    assert states == {key: cell[0] for key, cell in cells.items()}
    assert shown == people
    for language, prefix in (("fr", ""), ("en", "/en")):
        body = client.get(f"{prefix}/couverture.xlsx").data
        assert of_xlsx(body, language) == (cells, people)
    assert of_geojson(client.get("/couverture.geojson").data) == (cells, people)
    assert of_parquet(client.get("/couverture.parquet").data) == (cells, people)
    assert of_terminal(coverage()) == (cells, people)
    objects = json.loads(coverage("--format", "json"))
    assert of_rows(objects) == (cells, people)


@pytest.mark.parametrize("form", SITE)
def test_the_site_and_the_command_line_give_the_same_bytes(
    client: FlaskClient, coverage: Run, form: str
) -> None:
    for language, prefix in (("fr", ""), ("en", "/en")):
        served = client.get(f"{prefix}/couverture.{form}").data
        assert served == coverage("--format", form, "--language", language)


def test_a_file_is_written_whole(coverage: Run, tmp_path: Path) -> None:
    """`--output` takes the place of the standard output."""
    assert coverage("--format", "csv", "--output", str(tmp_path / "c.csv")) == b""
    assert (tmp_path / "c.csv").read_bytes() == coverage("--format", "csv")
    assert [path.name for path in tmp_path.iterdir()] == ["c.csv"]


def test_a_figure_comes_from_the_command_line(coverage: Run) -> None:
    drawing = coverage("--format", "svg", "--need", "uaped", "--language", "en")
    assert drawing.startswith(b"<?xml")
    assert b"UAPED open" in drawing


@pytest.mark.parametrize("arguments", [["--need", "secret"], ["--format", "doc"]])
def test_what_does_not_exist_is_refused(arguments: list[str]) -> None:
    assert CliRunner().invoke(cli.main, ["coverage", *arguments]).exit_code == 2


def test_the_page_offers_each_file_under_a_dated_name(client: FlaskClient) -> None:
    """A table without its day is soon a wrong one: the name of the file bears it."""
    for prefix in ("", "/en"):
        page = client.get(f"{prefix}/couverture").text
        links = dict(re.findall(r'<a href="([^"]+)" download="([^"]+)">', page))
        assert links == {
            f"{prefix}/couverture.{form}": f"couverture-2026-11-22.{form}" for form in SITE
        }
        for address in links:
            answer = client.get(address)
            assert answer.status_code == 200
            assert answer.headers["ETag"]


def test_media_types(client: FlaskClient) -> None:
    assert {form: client.get(f"/couverture.{form}").mimetype for form in SITE} == {
        "csv": "text/csv",
        "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "geojson": "application/geo+json",
        "parquet": "application/vnd.apache.parquet",
    }


def test_a_feature_per_territory(client: FlaskClient, catalogue: Catalogue) -> None:
    """RFC 7946: valid outlines, exterior rings counterclockwise; the day and the revision in it."""
    features = json.loads(client.get("/couverture.geojson").data)["features"]
    assert [f["properties"]["territory"] for f in features] == list(catalogue.territories)
    for feature in features:
        assert feature["properties"]["as_of"] == "2026-11-22"
        assert re.fullmatch(r"[0-9a-f]{16}", feature["properties"]["revision"])
        outline = shape(feature["geometry"])
        assert outline.is_valid
        assert all(part.exterior.is_ccw for part in getattr(outline, "geoms", [outline]))


@pytest.mark.parametrize(("prefix", "language"), [("", "fr"), ("/en", "en")])
def test_the_workbook_explains_itself(client: FlaskClient, prefix: str, language: str) -> None:
    """S7: date, source, rule, revision, every state, every column."""
    book = openpyxl.load_workbook(io.BytesIO(client.get(f"{prefix}/couverture.xlsx").data))
    table, notes = book.worksheets
    assert table.freeze_panes == "A2"
    said = [cell for row in notes.values for cell in row if cell]
    assert wording.day(date(2026, 11, 22), language) in said
    assert wording.RULES.said(language) in said
    assert any(text.startswith(("annuaire public", "public directory")) for text in said)
    assert {meaning.said(language) for meaning in wording.MEANINGS.values()} <= set(said)
    assert {text.said(language) for _, text in wording.COLUMNS.values()} <= set(said)
    assert tuple(wording.COLUMNS) == report.HEADER
    assert tuple(wording.MEANINGS) == tuple(v.STATES)


#: Prints the hash of every file, in a process whose clock is years ahead.
_ELSEWHERE = """
import datetime, hashlib, json, sys, time

ahead = int(sys.argv[1])

class Clock(datetime.datetime):
    __slots__ = ()

    @classmethod
    def now(cls, tz=None):
        return super().now(tz) + datetime.timedelta(days=ahead)

now = time.time
datetime.datetime = Clock
time.time = lambda: now() + ahead * 86400

from webmap.coverage import files, reach_table, sheet_files
from webmap.coverage.plan import plan
from webmap.coverage.population import ground
from webmap.coverage.presence import board
from webmap.coverage.reach import CATEGORIES, reach
from webmap.directory.catalogue import Catalogue
from webmap.directory.gazetteer import gazetteer
from webmap.directory.readers import read
from webmap.files import bundled
from webmap.geo.communes import load_communes
from webmap.geo.territories import load_territories
from webmap.mapping import figures

folder = bundled("data", "communes")
geography = load_territories(folder), load_communes(folder)
day = datetime.date(2026, 11, 22)
catalogue = Catalogue(read(bundled("resources"), gazetteer(*geography)), *geography, day)
made = board(catalogue)
bodies = {form: files.file(form, catalogue, made, "fr") for form in files.FORMS}
for form in figures.FORMS:
    bodies[form] = figures.figure(form, catalogue, made, "uaped", "fr")
people = ground(*geography)
lines = reach_table.rows(people, [reach(catalogue, people, category) for category in CATEGORIES])
sheet = sheet_files.Subject(catalogue, made, lines, plan(catalogue, made), "59")
bodies |= {f"59.{form}": sheet_files.file(form, sheet, "fr") for form in sheet_files.FORMS}
print(json.dumps({form: hashlib.sha256(body).hexdigest() for form, body in bodies.items()}))
"""


def _elsewhere(seed: int, days: int, zone: str) -> subprocess.Popen[str]:
    environment = {**os.environ, "PYTHONHASHSEED": str(seed), "TZ": zone}
    arguments = [sys.executable, "-c", _ELSEWHERE, str(days)]
    return subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True, env=environment)


def test_the_same_revision_gives_the_same_bytes_in_every_process() -> None:
    """Two processes, two clocks, two orders of hashing, two time zones: equal files, those of a
    territory too."""
    hashes = []
    started = [_elsewhere(1, 0, "UTC"), _elsewhere(2, 1500, "Pacific/Noumea")]
    for process in started:
        with process:
            out, _ = process.communicate()
        hashes.append(json.loads(out))
    assert len(hashes[0]) == 12
    assert hashes[0] == hashes[1]


def test_a_cell_is_what_the_board_says(coverage: Run, catalogue: Catalogue) -> None:
    """The files are not only equal: they are right."""
    cells, people = of_csv(coverage("--format", "csv"))
    for line in board(catalogue).lines:
        counts = (line.open, line.to_confirm, line.planned, line.serving)
        # A number of houses would change on the day that one opens: empty, which is not zero.
        told = (None,) * 4 if line.category == "hebergement" else counts
        assert cells[line.territory, line.need] == (line.state, *told)
    assert people["975"][1] is None
