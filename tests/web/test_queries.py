"""What people really type, and the answer that must be among the first three (`tests/queries.csv`).

`expected`: an address without its language; a record by its public name, since ids say nothing.
"""

from __future__ import annotations

import csv
import re
from pathlib import Path
from typing import NamedTuple

import pytest
from flask.testing import FlaskClient

from webmap.directory.catalogue import Catalogue

FILE = Path(__file__).parents[1] / "queries.csv"
FIRST = 3
RECORD = "/ressource/"


class Query(NamedTuple):
    """A line of the file."""

    query: str
    language: str
    expected: str
    why: str

    @property
    def prefix(self) -> str:
        return "" if self.language == "fr" else f"/{self.language}"


def read() -> list[Query]:
    with FILE.open(encoding="utf-8", newline="") as file:
        return [Query(**row) for row in csv.DictReader(file)]


QUERIES = read()


def answers(client: FlaskClient, query: Query) -> list[str]:
    """Where the words lead: one page, or the choices in their order. Without the language."""
    sent = client.post(f"{query.prefix}/recherche", data={"q": query.query})
    location = sent.headers["Location"]
    assert sent.status_code == 303
    assert location.startswith(query.prefix + "/")
    if "?" not in location:
        return [location.removeprefix(query.prefix)]
    listed = re.search(r'<ol class="choices">.*?</ol>', client.get(location).text, re.DOTALL)
    links = re.findall(r'href="([^"]+)"', listed[0]) if listed else []
    return [link.removeprefix(query.prefix) for link in links]


def address(expected: str, catalogue: Catalogue) -> str:
    if not expected.startswith(RECORD):
        return expected
    name = expected.removeprefix(RECORD)
    (found,) = [record.id for record in catalogue.records if record.name == name]
    return RECORD + found


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: f"{query.query} {query.expected}")
def test_a_real_query_is_answered(client: FlaskClient, catalogue: Catalogue, query: Query) -> None:
    assert address(query.expected, catalogue) in answers(client, query)[:FIRST], query.why


def test_the_file_holds_what_people_type() -> None:
    """At least 60, of every kind; a line that leads nowhere is a mistake in the file."""
    kinds = ("/commune/", "/departement/", RECORD, "/urgence")
    assert len({query.query for query in QUERIES}) >= 60
    assert {query.language for query in QUERIES} == {"fr", "en"}
    for kind in kinds:
        assert sum(query.expected.startswith(kind) for query in QUERIES) >= 8
