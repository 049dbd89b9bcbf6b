"""Every kind of page as a set, in both languages: what must hold for all of them."""

from __future__ import annotations

import gzip
import os
import re
from functools import cache
from itertools import pairwise

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.web.pages import PATHS, Html, read
from webmap.directory.catalogue import Catalogue

# The same lines as elsewhere, thousands of times: coverage would double the time.
pytestmark = pytest.mark.whole

SUBJECT = re.compile(r"victim|prostitu|exploit", re.IGNORECASE)
FIELDS = ("input", "select", "textarea")


@pytest.fixture(params=["", "/en"], ids=["fr", "en"])
def prefix(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@cache
def body(app: Flask, path: str) -> bytes:
    """Asked once for all the tests: none of them changes anything."""
    return app.test_client().get(path).data


@cache
def html(app: Flask, path: str) -> Html:
    return read(body(app, path).decode())


@pytest.fixture(params=PATHS)
def page(request: pytest.FixtureRequest, app: Flask, prefix: str) -> Html:
    return html(app, prefix + request.param)


def test_language_title_and_heading(page: Html, prefix: str) -> None:
    """The language is said, the title is neutral, one h1 says where we are."""
    assert page.one("html").attributes["lang"] == ("en" if prefix else "fr")
    title = page.all("title")[0].text
    assert title.endswith("Repères")
    assert not SUBJECT.search(title)
    assert page.one("h1").text.strip()


def test_headings_go_down_one_step_at_a_time(page: Html) -> None:
    """A screen reader moves by headings: none is missing."""
    levels = [int(heading.tag[1]) for heading in page.all("h1", "h2", "h3", "h4")]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@cache
def ours(app: Flask) -> set[str]:
    """What a page may hold: files of ours, whole."""
    script, *sheets = (
        app.test_client().get(f"/static/{name}").text for name in ("exit.js", "app.css", "map.css")
    )
    return {script, "\n".join(sheets)}


def test_nothing_is_inline_but_our_own_files(app: Flask, page: Html) -> None:
    """The policy forbids the rest (S8), and so a page that held any would be broken."""
    scripts = [s for s in page.all("script") if s.attributes.get("type") != "application/json"]
    held = {s.text for s in scripts if not s.attributes.get("src", "").startswith("/")}
    assert held | {style.text for style in page.all("style")} <= ours(app)
    names = {name for element in page.elements for name in element.attributes}
    assert "style" not in names
    assert not {name for name in names if name.startswith("on")}


def test_the_exit_is_first_in_tab_order(page: Html, prefix: str) -> None:
    """Before the skip link, a plain link that works without scripts."""
    first, second = page.all("a", "button", "input")[:2]
    assert first.attributes["href"] == f"{prefix}/sortie"
    assert first.attributes["data-target"].startswith("https://")
    assert "noreferrer" in first.attributes["rel"]
    assert second.attributes["href"] == "#contenu"
    assert not [e for e in page.elements if int(e.attributes.get("tabindex", "0")) > 0]


def test_every_field_has_a_label(page: Html) -> None:
    """By `for`, never by a placeholder."""
    labels = {label.attributes.get("for") for label in page.all("label")}
    fields = [f for f in page.all(*FIELDS) if f.attributes.get("type") != "hidden"]
    assert all(field.attributes["id"] in labels for field in fields)
    assert not [field for field in fields if "placeholder" in field.attributes]


def test_ids_are_unique_and_anchors_lead_somewhere(page: Html) -> None:
    ids = [e.attributes["id"] for e in page.elements if "id" in e.attributes]
    assert len(ids) == len(set(ids))
    anchors = {a.attributes["href"][1:] for a in page.all("a") if a.attributes["href"][:1] == "#"}
    assert anchors <= set(ids)


def test_links_outside_tell_nothing(page: Html) -> None:
    """No referrer to other sites, and phones are reached through a summary."""
    outside = [a for a in page.all("a") if a.attributes["href"].startswith("http")]
    assert all("noreferrer" in link.attributes["rel"] for link in outside)


def test_zoom_is_allowed(page: Html) -> None:
    (viewport,) = [m for m in page.all("meta") if m.attributes.get("name") == "viewport"]
    assert "user-scalable" not in viewport.attributes["content"]
    assert "maximum-scale" not in viewport.attributes["content"]


@pytest.mark.parametrize("path", [p for p in PATHS if p not in ("/carte", "/couverture")])
def test_french_spaces_do_not_break(app: Flask, path: str) -> None:
    """A line never starts with a colon: the space before it holds."""
    text = html(app, path).one("main").text
    assert re.findall(r".{0,20} [:;?!»]|« .{0,20}", text) == []


@pytest.mark.parametrize("path", ["/", "/commune/59350", "/departement/59", "/ressource/rgb14pd"])
def test_english_pages_have_entries(client: FlaskClient, path: str) -> None:
    """ "Sheet" and "Getting in" are French words for an English reader."""
    text = read(client.get(f"/en{path}").text).one("main").text
    assert not re.search(r"\bsheets?\b|Getting in\b(?! touch)", text, re.IGNORECASE)


def test_the_home_heading_names_nobody(client: FlaskClient, prefix: str) -> None:
    """DOMAIN 1: none of the three words, which a glance over a shoulder would catch."""
    assert not SUBJECT.search(read(client.get(f"{prefix}/").text).one("h1").text)


@pytest.mark.parametrize("path", [p for p in PATHS if p not in ("/carte", "/couverture")])
def test_pages_are_light(app: Flask, path: str) -> None:
    """An old phone on a slow line: a page without map stays under 60 kB."""
    assert len(gzip.compress(body(app, path))) < 60_000


def step(prefix: str) -> int:
    """All of them in French, a third in English; all in both in a soak."""
    return 1 if os.environ.get("WEBMAP_SOAK") or not prefix else 3


def test_every_record_has_a_page(client: FlaskClient, catalogue: Catalogue, prefix: str) -> None:
    """All of them, with a neutral title, its own words, and no unfilled value."""
    for record in catalogue.records[:: step(prefix)]:
        response = client.get(f"{prefix}/ressource/{record.id}")
        assert response.status_code == 200
        sheet = read(response.text)
        assert sheet.one("h1").text == record.name
        assert not SUBJECT.search(sheet.all("title")[0].text)
        assert "None" not in sheet.one("main").text


def test_every_territory_has_its_pages(
    client: FlaskClient, catalogue: Catalogue, prefix: str
) -> None:
    for code, territory in list(catalogue.territories.items())[:: step(prefix)]:
        for path in (f"/departement/{code}", f"/urgence/{code}"):
            response = client.get(prefix + path)
            assert response.status_code == 200
            assert territory.name in read(response.text).one("h1").text
