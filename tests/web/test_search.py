"""From words to places and people: `/recherche`."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from tests.web.pages import Html, read
from webmap.directory.catalogue import Catalogue
from webmap.web.public import search

#: Words that mean one place, and its page.
ONE = {
    "Lille": "/commune/59350",
    "lille": "/commune/59350",
    "59000": "/commune/59350",
    "Paris": "/commune/75056",
    "75011": "/commune/75111",
    "L'Haÿ-les-Roses": "/commune/94038",
    "Ouessant": "/commune/29155",
    "Sainte-Mère-Église": "/commune/50523",
    "Manche": "/departement/50",
    "2a": "/departement/2A",
    "mayotte": "/departement/976",
    "974": "/departement/974",
    "Mata-Utu": "/commune/98613",
    "mata utu": "/commune/98613",
    "Wallis": "/commune/98613",
    "Moorea": "/commune/98729",
    "île des pins": "/commune/98809",
}


def _post(client: FlaskClient, words: str, prefix: str = "") -> tuple[int, Html, str]:
    response = client.post(f"{prefix}/recherche", data={"q": words})
    return response.status_code, read(response.text), response.headers.get("Location", "")


@pytest.mark.parametrize("words", ONE)
def test_one_place_is_one_step_away(client: FlaskClient, words: str) -> None:
    status, _, location = _post(client, words)
    assert (status, location) == (303, ONE[words])


def test_english_stays_english(client: FlaskClient) -> None:
    assert _post(client, "Lille", "/en")[2] == "/en/commune/59350"


@pytest.mark.parametrize("words", ["Saint-Denis", "st martin", "lile", "08300"])
def test_several_places_are_a_choice(client: FlaskClient, words: str) -> None:
    """With their territory, the most populous first."""
    status, html, _ = _post(client, words)
    links = [a for a in html.all("a") if a.attributes["href"].startswith(("/commune/", "/dep"))]
    assert status == 200
    assert len(links) > 1
    assert all("(" in link.text for link in links)


@pytest.mark.parametrize(
    ("island", "count"), [("Tahiti", 12), ("futuna", 2), ("L'île de Raiatea", 0), ("Raiatea", 3),
                             ("Petite-Terre", 2), ("Marie Galante", 3), ("Belle-Île-en-Mer", 4)]
)  # fmt: skip
def test_an_island_finds_its_communes(catalogue: Catalogue, island: str, count: int) -> None:
    """Nobody who lives there names the commune first."""
    choices = search.answer(island, catalogue).choices
    assert len(choices) == count
    assert all(choice.place and choice.place.commune.island for choice in choices)


def test_an_island_and_its_commune_are_one_choice(catalogue: Catalogue) -> None:
    """Hao is an atoll and a commune."""
    choices = search.answer("Hao", catalogue).choices
    assert [choice.place.code for choice in choices if choice.place].count("98720") == 1


def test_most_people_first(catalogue: Catalogue) -> None:
    choices = search.answer("Saint-Denis", catalogue).choices
    counts = [choice.population for choice in choices]
    assert counts == sorted(counts, reverse=True)


def test_a_postcode_of_many_communes_lists_them_all(catalogue: Catalogue) -> None:
    """51300 serves 46 communes around Vitry-le-François."""
    assert len(search.answer("51300", catalogue).choices) > 40


@pytest.mark.parametrize(
    "words",
    [
        "aide moi", "suicide", "mon mac me frappe", "HELP", "ma fille a disparu", "disparue",
        "il me fait chanter", "son maquereau", "sugar daddy", "michto", "elle en a marre",
        "elle a fugué", "fugueuse", "j'ai peur", "my daughter is missing", "blackmail",
        "I want to kill myself",
    ],
)  # fmt: skip
def test_distress_is_answered_by_people(client: FlaskClient, words: str) -> None:
    """Never by a place that is one letter away, never by nothing."""
    status, html, _ = _post(client, words)
    text = html.one("main").text
    assert status == 200
    assert "119" in text
    assert "116 000" in text
    assert not [a for a in html.all("a") if a.attributes["href"].startswith("/commune/")]


@pytest.mark.parametrize("words", ["suicide", "je veux mourir", "want to die", "kill myself"])
def test_thoughts_of_dying_meet_3114_and_15_first(client: FlaskClient, words: str) -> None:
    _, html, _ = _post(client, words)
    shown = [h.text for h in html.all("h2") if re.match(r"\s*\d", h.text)]
    assert shown[0].strip().startswith("3114")
    assert shown[1].strip().startswith("15")
    assert any(text.strip().startswith("119") for text in shown)


def test_marre_is_also_a_village(catalogue: Catalogue) -> None:
    """One word of a phrase is not the phrase."""
    assert not search.answer("Marre", catalogue).distress


@pytest.mark.parametrize("words", ["suicide", "zzzzqqq"])
def test_numbers_of_the_mainland_say_so(client: FlaskClient, words: str) -> None:
    """And whoever is overseas chooses a territory before reading them."""
    status, html, _ = _post(client, words)
    text = html.one("main").text
    assert status == 200
    assert text.index("outre-mer") < text.index("En métropole") < text.index("119")
    assert "maintenant" not in html.one("h1").text


def test_a_place_that_is_also_a_word_shows_both(catalogue: Catalogue) -> None:
    """Plan is a commune of Isère, and what some young people call a meeting."""
    answer = search.answer("plan", catalogue)
    assert answer.distress
    assert "38308" in [choice.place.code for choice in answer.choices if choice.place]


def test_a_name_with_a_hard_word_in_it_is_a_place(catalogue: Catalogue) -> None:
    assert not search.answer("Viols-le-Fort", catalogue).distress
    assert not search.answer("La Force", catalogue).distress


@pytest.mark.parametrize("words", ["zzzzqqq", "<script>alert(1)</script>", "99999", "x" * 150])
def test_nothing_found_gives_people_and_advice(client: FlaskClient, words: str) -> None:
    status, html, _ = _post(client, words)
    text = html.one("main").text
    assert status == 200
    assert "119" in text
    assert "code postal" in text
    assert "résultat" not in text
    assert words not in text


@pytest.mark.parametrize("words", ["", " ", "a\0b", "x" * 10_000])
def test_unreadable_words_say_why(client: FlaskClient, words: str) -> None:
    """A 400 with the form again, the message tied to its field."""
    status, html, _ = _post(client, words)
    (field,) = [i for i in html.all("input") if i.attributes["name"] == "q"]
    (message,) = [p for p in html.all("p") if p.attributes.get("id") == "q-error"]
    assert status == 400
    assert field.attributes["aria-invalid"] == "true"
    assert "q-error" in field.attributes["aria-describedby"]
    assert message.text


def test_a_body_too_large_is_refused(client: FlaskClient) -> None:
    assert client.post("/recherche", data={"q": "x" * 100_000}).status_code == 413


def test_the_box_keeps_words_to_itself(client: FlaskClient) -> None:
    """POST, no suggestions, no capital letter: nothing of what is typed stays behind."""
    html = read(client.get("/").text)
    (field,) = [i for i in html.all("input") if i.attributes["name"] == "q"]
    assert html.one("form").attributes["method"] == "post"
    assert field.attributes["autocomplete"] == "off"
    assert field.attributes["autocapitalize"] == "off"
    assert field.attributes["spellcheck"] == "false"
    assert field.attributes["maxlength"] == "100"


def test_words_in_an_address_are_not_read(client: FlaskClient) -> None:
    """A shared link never carries words: the form answers as if nothing was asked."""
    response = client.get("/recherche?q=Lille")
    assert response.status_code == 200
    assert "/commune/59350" not in response.text
