"""`/carte` as it stands without scripts, and what it gives to the scripts."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from typing import Any

import pytest
from flask.testing import FlaskClient

from webmap import vocabulary as v
from webmap.directory.catalogue import Catalogue
from webmap.mapping import frame
from webmap.mapping.marks import note
from webmap.web.public.listing import NATIONAL, groups


class Links(HTMLParser):
    """Addresses of a page's links, with how often each stands there."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.found.append(dict(attrs).get("href") or "")


class Notes(HTMLParser):
    """Notes for the live map: address of a record -> its category and its note."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: dict[str, tuple[str, str]] = {}
        self._category = ""
        self._note = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        self._category = told.get("data-category") or self._category
        self._note = told.get("data-mark") or self._note
        if tag == "a" and self._note:
            self.found[told.get("href") or ""] = (self._category, self._note)
            self._note = ""


def block(page: str) -> dict[str, Any]:
    """The JSON block that the script reads."""
    match = re.search(r'<script type="application/json" id="map-data">(.*?)</script>', page, re.S)
    assert match is not None
    found: dict[str, Any] = json.loads(match[1])
    return found


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_every_record_and_every_territory_has_its_link(
    client: FlaskClient, catalogue: Catalogue, prefix: str
) -> None:
    links = Links(client.get(f"{prefix}/carte").text).found
    records = [link for link in links if link.startswith(f"{prefix}/ressource/")]
    assert sorted(records) == sorted(f"{prefix}/ressource/{r.id}" for r in catalogue.records)
    assert {f"{prefix}/departement/{code}" for code in catalogue.territories} <= set(links)


def test_every_record_is_listed_once(catalogue: Catalogue) -> None:
    listed = [r for g in groups(catalogue) for _, records in g.categories for r in records]
    assert sorted(listed, key=lambda r: r.id) == list(catalogue.records)
    assert groups(catalogue)[0].place == NATIONAL
    assert sum(group.count for group in groups(catalogue)) == len(catalogue.records)


def test_the_block_has_a_state_per_territory_for_each_category(
    client: FlaskClient, catalogue: Catalogue
) -> None:
    found = block(client.get("/carte").text)
    assert found["codes"] == list(catalogue.territories)
    assert set(found["shades"]) == set(v.COVERED_CATEGORIES)
    assert {len(digits) for digits in found["shades"].values()} == {107}
    assert set(found["labels"]["kinds"]) == set(frame.POINTED)


def test_every_record_with_a_point_is_noted_in_the_list(
    client: FlaskClient, catalogue: Catalogue
) -> None:
    notes = Notes(client.get("/carte").text).found
    placed = [r for r in catalogue.records if r.category in frame.POINTED and catalogue.point(r)]
    assert len(notes) == len(placed) > 300
    for record in placed:
        assert notes[f"/ressource/{record.id}"] == (record.category, note(catalogue, record))
    assert any(r.category == "hebergement" for r in catalogue.records)


def test_a_territory_page_notes_its_own_records(client: FlaskClient, catalogue: Catalogue) -> None:
    notes = Notes(client.get("/departement/976").text).found
    here = catalogue.located_in("976")
    placed = [r for r in here if r.category in frame.POINTED and catalogue.point(r)]
    assert set(notes) == {f"/ressource/{r.id}" for r in placed} != set()


def test_addresses_of_the_map_keep_the_language(client: FlaskClient) -> None:
    page = client.get("/en/carte").text
    assert block(page)["urls"]["territory"] == "/en/departement/__"
    assert all(href.startswith("/en/ressource/") for href in Notes(page).found)


@pytest.mark.parametrize("path", ["/carte", "/couverture", "/en/departement/976"])
def test_the_first_paint_waits_for_no_file_of_the_live_map(client: FlaskClient, path: str) -> None:
    """On a slow line they would share it with the style of the drawing: asked for at the end."""
    page = client.get(path).text
    head, _, rest = page.partition("</head>")
    outlines = block(page)["urls"]["territoires"]
    last = rest.partition("</footer>")[2]
    for name in (outlines, "/static/vendor/live.css", "/static/vendor/map.js"):
        assert name in last
        assert name not in head
    assert f'<link rel="preload" href="{outlines}" as="fetch"' in last


@pytest.mark.parametrize("path", ["/carte", "/en/carte"])
def test_the_first_frame_waits_for_no_other_file(client: FlaskClient, path: str) -> None:
    """The head holds the way out and the style; the policy names these texts and nothing else."""
    answer = client.get(path)
    head = answer.text.partition("</head>")[0]
    assert re.findall(r'rel="stylesheet"|<script src', head) == []
    held = re.findall(r"<(script|style)>(.*?)</\1>", answer.text, re.S)
    files = {"script": ["exit.js"], "style": ["app.css", "map.css"]}
    assert dict(held) == {
        kind: "\n".join(client.get(f"/static/{name}").text for name in names)
        for kind, names in files.items()
    }
    policy = answer.headers["Content-Security-Policy"]
    assert re.findall(r"'sha256-[^']+'", policy) == [hash_of(text) for _, text in held]


def hash_of(text: str) -> str:
    """As a browser makes it, of all that stands between the tags (CSP 2)."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def test_scripts_are_files_of_ours(client: FlaskClient) -> None:
    page = client.get("/carte").text
    sources = re.findall(r'<script src="([^"]+)"', page)
    assert all(client.get(source).status_code == 200 for source in sources)
    assert [s for s in sources if s.startswith("/carte/carte.fr.js")]
    assert " style=" not in page


def test_the_page_is_light(client: FlaskClient) -> None:
    packed = client.get("/carte", headers={"Accept-Encoding": "br"})
    page = client.get("/carte").text
    assert len(packed.data) < 35_000
    rest = (
        *re.findall(r'(?:src|href)="(/static/[^"]+)"', page),
        "/carte/carte.fr.js",
        "/donnees/territoires.topojson",
    )
    sizes = [len(client.get(u, headers={"Accept-Encoding": "br"}).data) for u in rest]
    assert len(packed.data) + sum(sizes) < 135_000


@pytest.mark.parametrize("code", ["976", "975", "75", "2A", "48"])
def test_a_territory_page_has_its_small_map(client: FlaskClient, code: str) -> None:
    page = client.get(f"/departement/{code}").text
    assert page.count('class="land-own"') == 1
    assert block(page)["code"] == code
