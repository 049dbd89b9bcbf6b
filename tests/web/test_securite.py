"""`/securite`: what is said of traces, in words that hold for the product and its data."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from tests.web.pages import Html, read
from webmap.directory.catalogue import Catalogue
from webmap.directory.tables import METROPOLE
from webmap.web import headers
from webmap.web.public.security import off_bill

#: What must be named, in both languages, for someone whose phone is looked at.
NAMED = {
    "": ("historique", "clavier", "captures d’écran", "notifications", "comptes partagés",
         "applications ouvertes", "journal d’appels", "facture", "navigation privée", "alerter",
         "position", "aucun cookie", "Wi-Fi", "Quitter vite", "trois pressions"),
    "/en": ("history", "keyboard", "screenshots", "notifications", "shared accounts",
            "open apps", "call log", "bill", "private browsing", "alert",
            "location", "no cookie", "wi-fi", "leave quickly", "three times"),
}  # fmt: skip
#: DESIGN S4, S10: what no page may promise.
PROMISES = re.compile(
    r"sans (?:laisser de )?trace|invisible|anonymat total|100 ?%|garanti|"
    r"traceless|(?:without|no|leaves?) (?:a |any )?traces?|untraceable|guarantee",
    re.IGNORECASE,
)


def page(client: FlaskClient, prefix: str) -> Html:
    response = client.get(f"{prefix}/securite")
    assert response.status_code == 200
    return read(response.text)


@pytest.mark.parametrize("prefix", NAMED)
def test_every_place_where_something_stays_is_named(client: FlaskClient, prefix: str) -> None:
    text = page(client, prefix).one("main").text.lower()
    assert [words for words in NAMED[prefix] if words.lower() not in text] == []


@pytest.mark.parametrize("prefix", NAMED)
def test_nothing_is_promised_that_cannot_be_held(client: FlaskClient, prefix: str) -> None:
    assert not PROMISES.search(page(client, prefix).one("main").text)


@pytest.mark.parametrize("prefix", NAMED)
def test_the_title_and_the_headings_give_nobody_away(client: FlaskClient, prefix: str) -> None:
    html = page(client, prefix)
    for element in html.all("title", "h1", "h2"):
        assert not re.search(r"victim|prostitu|exploit|danger|shelter|foyer", element.text, re.I)


def test_the_sentences_are_short(client: FlaskClient) -> None:
    """A2-B1: read under stress, on a phone, perhaps in a second language."""
    html = page(client, "")
    inside = html.one("main").text
    counts = [
        len(sentence.split())
        for block in html.all("p", "li", "dd")
        if block.text in inside
        for sentence in re.split(r"(?<=[.:?!])\s+", block.text)
        if sentence
    ]
    assert len(counts) > 40
    assert sum(counts) / len(counts) < 13
    assert max(counts) <= 30


def test_only_sourced_numbers_are_said_to_be_off_the_bill(
    client: FlaskClient, catalogue: Catalogue
) -> None:
    """S7: each links to its record, which has the source and the date of the matrix."""
    shown = [
        a.attributes["href"].removeprefix("/ressource/")
        for a in page(client, "").all("a")
        if a.attributes["href"].startswith("/ressource/")
    ]
    known = [reach for _, reach in catalogue.lines(METROPOLE) if reach and reach.on_bill == "no"]
    assert sorted(shown) == sorted(reach.record_id for reach in known if reach.reachable == "yes")
    assert all(reach.source and reach.seen_on for reach in known)
    assert "119" in {line.record.phone for line in off_bill(catalogue)}


def test_the_page_says_what_the_headers_hold(client: FlaskClient) -> None:
    """« Ce site ne demande jamais votre position » is true as long as no page can."""
    assert "ne demande jamais votre position" in page(client, "").one("main").text
    assert "geolocation" in headers.REFUSED_FEATURES


def test_robots_find_pages_but_neither_the_way_out_nor_questions(client: FlaskClient) -> None:
    """No address of a hidden page is given away by the file that hides pages."""
    text = client.get("/robots.txt").text
    assert "Disallow: /sortie" in text
    assert "Disallow: /donnees/proches" in text
    assert "/pro\n" not in text
    assert "bureau" not in text
