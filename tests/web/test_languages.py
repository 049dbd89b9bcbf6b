"""A language is offered whole or begins with its first pages; right to left where it is so."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.web.pages import read
from webmap.app import create_app
from webmap.settings import load
from webmap.web.language import FIRST_PAGES, LANGUAGES, Language

#: Not offered: nobody has translated a word of it. Its pages show the machinery alone.
ARABIC = {**LANGUAGES, "ar": Language("العربية", "ar", "rtl", FIRST_PAGES)}


@pytest.fixture(scope="module")
def three(app: Flask) -> FlaskClient:
    settings = load(app.extensions["webmap_where"])
    return create_app(settings, languages=ARABIC).test_client()


@pytest.mark.parametrize("path", ["/ar/urgence", "/ar/urgence/976", "/ar/sortie"])
def test_the_first_pages_are_written_its_way(three: FlaskClient, path: str) -> None:
    html = read(three.get(path).text).one("html")
    assert (html.attributes["lang"], html.attributes["dir"]) == ("ar", "rtl")


@pytest.mark.parametrize("path", ["/ar/carte", "/ar/couverture", "/ar/nowhere", "/ar/"])
def test_its_other_pages_do_not_exist(three: FlaskClient, path: str) -> None:
    """No French page under a code that says it is another language."""
    answer = three.get(path)
    assert answer.status_code == 404


def test_links_lead_to_the_pages_that_exist(three: FlaskClient) -> None:
    """From the emergency page: itself in the three languages, the rest in French."""
    text = three.get("/ar/urgence").text
    assert 'href="/carte"' in text
    assert 'href="/ar/urgence/976"' in text
    assert 'href="/en/urgence" lang="en"' in text


def test_only_pages_that_have_it_propose_it(three: FlaskClient) -> None:
    assert 'hreflang="ar"' in three.get("/urgence").text
    assert 'hreflang="ar"' not in three.get("/couverture").text


def test_what_a_record_says_is_marked_french(three: FlaskClient) -> None:
    """A record has two languages: a screen reader must not read French as Arabic."""
    assert '<span lang="fr" dir="ltr">' in three.get("/ar/urgence").text


def test_without_a_checked_catalogue_a_language_is_not_offered() -> None:
    """No text of a machine is passed off as checked: adding one is a decision of people."""
    assert set(LANGUAGES) == {"fr", "en"}
