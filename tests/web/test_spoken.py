"""What a frightened or a hostile person types: people or a place, never a dead end, never a word
of it in an address, a page or a log."""

from __future__ import annotations

import logging
import re

import pytest
from flask.testing import FlaskClient

from webmap.directory.catalogue import Catalogue
from webmap.web.public import search
from webmap.web.public.search_index import SearchIndex

#: Codes of places and records, and the two neutral figures: nothing that anybody typed.
ADDRESS = re.compile(
    r"(/en)?/(urgence(/\d[\dAB]\d?)?|commune/\d[\dAB]\d{3}|departement/\d[\dAB]\d?|ressource/r\w{6}"
    r"|recherche\?(parmi=[\w.]+|suite=[34]))"
)
#: Slang, fear, other people's words, emojis, capitals, other alphabets, attacks.
TYPED = """
michto · on me force · mon OF · snap nudes · suggar daddy · proxenete · escorte girl
camgirl · mon mec me partage · il me met sur vivastreet · je fais le trottoir
des passes à 50 euros · tds · client chelou · j'ai nulle part où aller · viree de chez moi
J'AI ENVIE DE MOURIR · on m'a violée · mon beau-père me touche · 😭😭😭 · 💔
j'ai peur 😭 · svp aidez moi · 3018 nudes · 17 · 116 006 · 3020 · photo nue · dick pics
il va tout balancer · pilule du lendemain · retard de règles · je suis accro
jsp quoi faire · jpp · me faire du mal · j'ai honte · honte · seule · je suis seul
mon fils fugue · mon élève · porter plainte · commissariat · avocat · psy gratuit
mineur isolé · traffic humain · telegram · deepfake · hotel · on m'emmène à l'hôtel
ils sont plusieurs · ils m'ont filmée · un adulte me parle sur snap · il a 30 ans
mon prof · mon père boit · lgbt · gay · langue des signes · foyer · un foyer ce soir
webcam · il me stalk · airtag · il a pris ma carte · banlieue · bobini · é · قاصر
помогите · 救命 · ayuda · ???? · ... · <script>alert(1)</script> · ' OR 1=1 -- · {{7*7}}
../../etc/passwd · %00 · he wont delete my pics · not safe at home · no money · sexemodel
salon
"""
WORDS = [words for line in TYPED.strip().splitlines() for words in line.split(" · ")]


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_nobody_is_left_without_people(
    client: FlaskClient, prefix: str, caplog: pytest.LogCaptureFixture
) -> None:
    """Every answer is an address of codes; every page but a place's own begins with people."""
    caplog.set_level(logging.DEBUG)
    pages = {}
    for words in WORDS:
        location = client.post(f"{prefix}/recherche", data={"q": words}).headers["Location"]
        assert ADDRESS.fullmatch(location), words
        pages[words] = location
    for location in set(pages.values()):
        html = client.get(location).text
        assert f'href="{prefix}/urgence' in html or '"tel' in html, location
        assert "0 résultat" not in html
    said = caplog.text.lower()
    assert not [words for words in WORDS if len(words) > 4 and words.lower() in said]


@pytest.mark.parametrize(
    "words",
    ["mon mec me partage", "c'est un mec de 30 ans", "ils m'emmènent loin", "my kid", "jsuis gay",
     "mon entraineur", "elle", "moi", "je veux partir"],
)  # fmt: skip
def test_whoever_tells_of_a_person_and_names_nothing_reaches_people(
    catalogue: Catalogue, words: str
) -> None:
    """No list of words holds all that can be said of somebody."""
    found = search.answer(words, SearchIndex(catalogue))
    assert found.distress
    assert not found.choices


@pytest.mark.parametrize("words", ["je cherche un foyer", "j'ai besoin d'un psy", "ma mairie"])
def test_whoever_looks_for_a_kind_of_help_is_asked_where(client: FlaskClient, words: str) -> None:
    """What is missing is the place: the page says so, with people under it."""
    answer = client.post("/recherche", data={"q": words})
    assert answer.headers["Location"] == "/recherche?suite=3"


@pytest.mark.parametrize("words", ["trans", "sourd", "mère", "la tombe"])
def test_a_village_that_is_a_word_of_every_day_is_asked_about(
    catalogue: Catalogue, words: str
) -> None:
    """A deaf child who types "sourd" is not opened a village of the Aisne: people stand there."""
    found = search.answer(words, SearchIndex(catalogue))
    assert found.choices
    assert found.only is None


def test_a_picture_among_the_words_of_a_place_changes_nothing(catalogue: Catalogue) -> None:
    """A heart after a town's name is not a call; the sign of a call is one."""
    index = SearchIndex(catalogue)
    assert search.answer("Lille ❤️", index) == search.answer("Lille", index)
    assert search.answer("Lille 🆘", index).territory == "59"


def test_a_form_with_two_boxes_is_refused(client: FlaskClient) -> None:
    """Ours has one: neither is guessed."""
    assert client.post("/recherche", data={"q": ["Lille", "Lyon"]}).status_code == 400
