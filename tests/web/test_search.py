"""From words to places and people: `/recherche`."""

from __future__ import annotations

import re
from collections import Counter

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


def _post(client: FlaskClient, words: str, prefix: str = "") -> tuple[Html, str]:
    """The page that words lead to, and its address. The answer to the form itself holds nothing."""
    response = client.post(f"{prefix}/recherche", data={"q": words})
    location = response.headers["Location"]
    assert response.status_code == 303
    assert "Set-Cookie" not in response.headers
    assert location.startswith(prefix + "/")
    followed = client.get(location)
    assert followed.status_code == 200
    return read(followed.text), location


@pytest.mark.parametrize("words", ONE)
def test_one_place_is_one_step_away(client: FlaskClient, words: str) -> None:
    assert _post(client, words)[1] == ONE[words]


def test_english_stays_english(client: FlaskClient) -> None:
    assert _post(client, "Lille", "/en")[1] == "/en/commune/59350"
    html, location = _post(client, "Saint-Denis", "/en")
    assert re.fullmatch(r"/en/recherche\?parmi=[0-9AB.]+", location)
    assert any(a.attributes["href"] == "/en/commune/97411" for a in html.all("a"))


@pytest.mark.parametrize("words", ["Saint-Denis", "st martin", "lile", "08300"])
def test_several_places_are_a_choice(client: FlaskClient, words: str) -> None:
    """With their territory, the most populous first."""
    html, location = _post(client, words)
    links = [a for a in html.all("a") if a.attributes["href"].startswith(("/commune/", "/dep"))]
    assert re.fullmatch(r"/recherche\?parmi=[0-9AB.]+", location)
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
    html, location = _post(client, words)
    text = html.one("main").text
    assert re.fullmatch(r"/recherche\?suite=[12]", location)
    assert "119" in text
    assert "116 000" in text
    assert not [a for a in html.all("a") if a.attributes["href"].startswith("/commune/")]


@pytest.mark.parametrize("words", ["suicide", "je veux mourir", "want to die", "kill myself"])
def test_thoughts_of_dying_meet_3114_and_15_first(client: FlaskClient, words: str) -> None:
    html, _ = _post(client, words)
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
    html, _ = _post(client, words)
    text = html.one("main").text
    assert text.index("outre-mer") < text.index("En métropole") < text.index("119")
    assert "maintenant" not in html.one("h1").text


def test_a_place_that_is_also_a_word_shows_both(catalogue: Catalogue) -> None:
    """Plan is a commune of Isère, and what some young people call a meeting."""
    answer = search.answer("plan", catalogue)
    assert answer.distress
    assert "38308" in [choice.place.code for choice in answer.choices if choice.place]


def test_people_come_before_the_place_of_that_name(client: FlaskClient) -> None:
    html, location = _post(client, "plan")
    text = html.one("main").text
    assert re.fullmatch(r"/recherche\?parmi=[0-9AB.]+&suite=1", location)
    assert text.index("119") < text.index("Les lieux de ce nom")
    assert [a for a in html.all("a") if a.attributes["href"] == "/commune/38308"]


def test_a_name_with_a_hard_word_in_it_is_a_place(catalogue: Catalogue) -> None:
    assert not search.answer("Viols-le-Fort", catalogue).distress
    assert not search.answer("La Force", catalogue).distress


@pytest.mark.parametrize("words", ["zzzzqqq", "<script>alert(1)</script>", "99999", "x" * 150])
def test_nothing_found_gives_people_and_advice(client: FlaskClient, words: str) -> None:
    html, location = _post(client, words)
    text = html.one("main").text
    assert location == "/recherche?suite=3"
    assert "119" in text
    assert "code postal" in text
    assert "résultat" not in text
    assert words not in text


@pytest.mark.parametrize("words", ["", " ", "a\0b", "x" * 10_000])
def test_unreadable_words_say_why(client: FlaskClient, words: str) -> None:
    """The form again, the message tied to its field."""
    html, location = _post(client, words)
    (field,) = [i for i in html.all("input") if i.attributes["name"] == "q"]
    (message,) = [p for p in html.all("p") if p.attributes.get("id") == "q-error"]
    assert location == "/recherche?suite=4"
    assert field.attributes["aria-invalid"] == "true"
    assert "q-error" in field.attributes["aria-describedby"]
    assert message.text


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize(
    "words",
    ["Roubaix escort", "zqmark saint denis", "mourir zqmark", "lile zqmark", "michto",
     "zqmark" * 100, "zqmark\0", "Courcouronnes"],
)  # fmt: skip
def test_no_word_typed_is_in_an_answer(client: FlaskClient, prefix: str, words: str) -> None:
    """S4: a browser keeps on its disk the form that a page answers, and every address."""
    response = client.post(f"{prefix}/recherche", data={"q": words})
    location = response.headers["Location"]
    assert response.status_code == 303
    for word in words.lower().replace("\0", "").split():
        assert word not in f"{response.headers}{response.text}".lower()
        if word in ("zqmark", "zqmark" * 100, "escort", "michto"):
            assert word not in client.get(location).text.lower()


@pytest.mark.parametrize(
    "words",
    ["Saint-Denis", "Saint-Martin", "51300", "08300", "20", "Tahiti", "lile", "plan", "Creuse",
     "mourir", "Sainte-Colombe", "courcouronnes", "Celles", "zzzzqqq"],
)  # fmt: skip
def test_the_address_of_an_answer_gives_it_back(catalogue: Catalogue, words: str) -> None:
    """The same places by the same names in the same order, with the same numbers first."""
    found = search.answer(words, catalogue)
    said = search.parameters_of(found)
    again = search.shown(said.get("parmi", ""), said.get("suite", ""), catalogue)
    assert again == found


def test_no_answer_is_longer_than_its_address(catalogue: Catalogue) -> None:
    """The postcodes and the names that the most places share: none is cut."""
    communes = list(catalogue.communes)
    served = Counter(code for commune in communes for code in commune.postcodes)
    named = Counter(commune.name for commune in communes)
    for words, _ in (*served.most_common(5), *named.most_common(5)):
        assert 1 < len(search.answer(words, catalogue).choices) <= search.MOST


@pytest.mark.parametrize(
    "query",
    [
        "parmi=99999", "parmi=59350.", "parmi=.59350", "parmi=lille", "parmi=59350,75111",
        "parmi=999", "parmi=%00", "parmi=1", "parmi=<b>", "suite=5", "suite=x", "suite=%00",
        "parmi=59350&suite=3", "parmi=59350&suite=x", "parmi=" + "7" * 5000,
        "parmi=" + ".".join(f"010{n}" for n in range(10, 80)),
    ],
)  # fmt: skip
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_a_bad_address_is_a_400(client: FlaskClient, prefix: str, query: str) -> None:
    """Codes of places and numbers of pages only; nothing of it is repeated."""
    response = client.get(f"{prefix}/recherche?{query}")
    assert response.status_code == 400
    assert "7777" not in response.text


@pytest.mark.parametrize("form", [{}, {"mots": "Lille"}])
def test_a_form_that_is_not_ours_is_refused(client: FlaskClient, form: dict[str, str]) -> None:
    """Nothing was typed in our box: no page of it would be kept."""
    assert client.post("/recherche", data=form).status_code == 400


@pytest.mark.parametrize("words", ["zzzzqqq", "Saint-Denis", "peur", ""])
def test_the_page_says_that_words_are_not_kept(client: FlaskClient, words: str) -> None:
    assert "Nous ne gardons pas les mots" in _post(client, words)[0].one("main").text


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
