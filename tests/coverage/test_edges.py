"""What is missing, empty or cut off: clear results in every file, no infinity, nothing divided.

A country with a commune where nobody lives, a territory that has no other, one whose under-20s
nobody publishes, an island and a land without a place; without any record, then with a few.
"""

from __future__ import annotations

import io
import json
import math
from dataclasses import replace
from typing import Any

import numpy as np
import openpyxl
import pytest
from shapely.geometry import box

from tests.coverage.country import commune, country, identifier, permanence, territory, unit
from tests.directory.factory import record
from webmap.coverage import files, reach_communes, reach_table, sheet_files
from webmap.coverage.availability import availability
from webmap.coverage.plan import plan
from webmap.coverage.population import ground
from webmap.coverage.presence import board
from webmap.coverage.reach import CATEGORIES, reach
from webmap.coverage.siting.answer import document
from webmap.coverage.siting.question import Question
from webmap.coverage.siting.solve import site
from webmap.directory.catalogue import Catalogue
from webmap.directory.record import Record
from webmap.formats import geojson

EMPTY, UNKNOWN, AWAY = "02", "03", "97"
TERRITORIES = [
    replace(one, outline=box(number, 45, number + 1, 46))
    for number, one in enumerate(
        [
            territory("01", 20),
            territory(EMPTY, 0, "R2"),
            territory(UNKNOWN, None, "R3"),
            territory(AWAY, 5, "R4", land="97"),
        ]
    )
]
HOME = commune("01001", 80, (0.5, 45.5), under_20=16.0)
COMMUNES = [
    HOME,
    commune("01002", 0, (0.6, 45.5), under_20=0.0),
    commune("01003", 20, (0.1, 45.1), under_20=4.0, island="Ré"),
    commune("02001", 0, (1.5, 45.5), under_20=0.0),
    commune("03001", 30, (2.5, 45.5)),
    commune("97001", 10, (55, -21), under_20=5.0, land="97"),
]
FEW = [
    unit(1, HOME),
    permanence(2, HOME),
    unit(3, HOME, precision="territory", commune_code="", place_basis=""),
    record("hebergement", id=identifier(4), kinds="urgence", territory="01", capacity="0"),
]


@pytest.fixture(params=[[], FEW], ids=["no record", "a few"])
def small(request: pytest.FixtureRequest) -> Catalogue:
    records: list[Record] = request.param
    return country(TERRITORIES, COMMUNES, records)


def refuse(word: str) -> None:
    raise AssertionError(f"{word} in a file")


def checked(body: bytes) -> Any:
    """A JSON file as a strict reader sees it."""
    return json.loads(body, parse_constant=refuse)


def lines(catalogue: Catalogue) -> tuple[reach_table.Line, ...]:
    land = ground(catalogue.territories, catalogue.communes)
    with np.errstate(all="raise"):
        reaches = [reach(catalogue, land, category) for category in CATEGORIES]
        return reach_table.rows(land, reaches)


def test_every_file_of_the_country_is_whole(small: Catalogue) -> None:
    made = board(small)
    for form in files.FORMS:
        body = files.file(form, small, made, "fr")
        if form in ("json", "geojson"):
            checked(body)
    rows = checked(files.file("json", small, made, "fr"))
    assert {(row["territory"], row["under_20"]) for row in rows} == {
        ("01", 20), (EMPTY, 0), (UNKNOWN, None), (AWAY, 5),
    }  # fmt: skip


@pytest.mark.parametrize("code", ["01", EMPTY, UNKNOWN, AWAY])
def test_every_file_of_a_territory_is_whole(small: Catalogue, code: str) -> None:
    made = board(small)
    subject = sheet_files.Subject(small, made, lines(small), plan(small, made), code)
    for form in ("json", "geojson"):
        checked(sheet_files.file(form, subject, "fr"))
    cells = openpyxl.load_workbook(io.BytesIO(sheet_files.file("xlsx", subject, "en")))
    told = [x for page in cells.worksheets for row in page.values for x in row]
    assert all(math.isfinite(x) for x in told if isinstance(x, float))
    text = sheet_files.file("csv", subject, "fr").decode().lower()
    assert not {"nan", "inf", "-inf"} & {cell for row in text.split() for cell in row.split(",")}


def test_reach_says_what_it_cannot(small: Catalogue) -> None:
    found = {(x.level, x.code, x.category, x.people): x for x in lines(small)}
    for line in found.values():
        assert all(math.isfinite(x) for x in line if isinstance(x, float))
    for category in CATEGORIES:
        nobody = found["territory", EMPTY, category, "all"]
        assert (nobody.total, nobody.share_30, nobody.mean, nobody.farthest) == (
            0,
            None,
            None,
            None,
        )
        silent = found["territory", UNKNOWN, category, "under_20"]
        assert (silent.total, silent.within_30, silent.left_out) == (None, None, UNKNOWN)
        away = found["territory", AWAY, category, "all"]
        assert (away.by_road, away.without, away.mean) == (0, 10, None)
        island = found["territory", "01", category, "all"]
        # With a place on the main land the island goes by boat; without any it has none.
        expected = (80, 20, 0) if small.records else (0, 0, 100)
        assert (island.by_road, island.over_water, island.without) == expected


def test_communes_without_a_way_have_no_distance(small: Catalogue) -> None:
    land = ground(small.territories, small.communes)
    one = reach(small, land, "uaped")
    for code in (*small.territories, "00"):
        rows = [row._asdict() for row in reach_communes.rows(land, one, code)]
        checked(geojson.dump(rows))
        assert all(row["cost"] is None for row in rows if code in (AWAY, "00"))
    assert reach_communes.rows(land, one, "00") == ()


def test_availability_and_siting_are_finite(small: Catalogue) -> None:
    """No young people, no known place, no one left to serve."""
    checked(geojson.dump([line._asdict() for line in availability(small)]))
    for within in ("france", EMPTY, AWAY):
        question = Question(2, 30, candidates_from=0, within=within)
        told = checked(geojson.dump(document(site(small, question))))
        assert told["after"] >= told["before"] >= 0
        assert told["gap"] == 0


def test_json_refuses_what_is_no_number() -> None:
    """A figure that is not one stops here, and not in the reader's program."""
    for value in (math.nan, math.inf, -math.inf):
        with pytest.raises(ValueError, match="JSON"):
            geojson.dump({"mean": value})
