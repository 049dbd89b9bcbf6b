"""From words to places and people: `/recherche`."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from flask.testing import FlaskClient

from tests.web.pages import Html, read
from webmap.directory.catalogue import Catalogue
from webmap.web.public import choices, emergency, search, search_address
from webmap.web.public.search_index import SearchIndex

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


@pytest.fixture(scope="module")
def index(catalogue: Catalogue) -> SearchIndex:
    return SearchIndex(catalogue)


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
    ("island", "count"), [("Tahiti", 12), ("futuna", 2), ("L'île de Raiatea", 3), ("Raiatea", 3),
                             ("Petite-Terre", 2), ("Marie Galante", 3), ("Belle-Île-en-Mer", 4)]
)  # fmt: skip
def test_an_island_finds_its_communes(index: SearchIndex, island: str, count: int) -> None:
    """Nobody who lives there names the commune first."""
    found = search.answer(island, index).choices
    assert len(found) == count
    assert all(choice.place and choice.place.commune.island for choice in found)


def test_an_island_and_its_commune_are_one_choice(index: SearchIndex) -> None:
    """Hao is an atoll and a commune."""
    found = search.answer("Hao", index).choices
    assert [choice.place.code for choice in found if choice.place].count("98720") == 1


def test_most_people_first(index: SearchIndex) -> None:
    found = search.answer("Saint-Denis", index).choices
    counts = [choice.population for choice in found]
    assert counts == sorted(counts, reverse=True)


def test_a_postcode_of_many_communes_lists_them_all(index: SearchIndex) -> None:
    """51300 serves 46 communes around Vitry-le-François."""
    assert len(search.answer("51300", index).choices) > 40


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
    assert location == "/urgence"
    for number in ("17", "112", "15", "3114", "119", "116 000", "3018"):
        assert number in text


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_an_address_says_nothing_of_a_distress(client: FlaskClient, prefix: str) -> None:
    """S4: fear, death or blackmail, the address is one, and so is the page, for whoever opens it:
    its order is that of the emergency page."""
    words = ["peur", "je veux mourir", "want to die", "il me fait chanter", "my nudes", "suicide"]
    assert {_post(client, w, prefix)[1] for w in words} == {f"{prefix}/urgence"}


@pytest.mark.parametrize(
    ("words", "location"),
    [
        ("il a mes nudes Guéret", "/urgence/23"), ("il me frappe 97400", "/urgence/974"),
        ("j'ai peur, Mamoudzou", "/urgence/976"), ("help me papeete", "/urgence/987"),
        # Two territories have a Saint-Denis; 15 is an age; "nice", "tours" and "temple" are words.
        ("mon mac me frappe saint denis", "/urgence"), ("j'ai 15 ans et j'ai peur", "/urgence"),
        ("have a nice day, he hits me", "/urgence"), ("il me menace tout le temps", "/urgence"),
        ("elle a 93 abonnés et fait des passes", "/urgence"),
        # Pleure is a village: crying is not being there.
        ("je pleure", "/urgence"), ("je pleure à Guéret", "/urgence/23"),
        ("s.o.s", "/urgence"), ("sos Lille", "/urgence/59"),
    ],
)  # fmt: skip
def test_a_place_in_a_call_for_help(client: FlaskClient, words: str, location: str) -> None:
    """Its own numbers when the territory is sure: a wrong one has numbers that do not work."""
    assert _post(client, words)[1] == location


@pytest.mark.parametrize(
    "words",
    ["suicde", "harcelment", "prostitusion", "jen ai mare", "j'en peu plus", "elle a fugguée",
     "my nudse", "sextortoin", "il me menasse"],
)  # fmt: skip
def test_a_slip_hides_no_distress(client: FlaskClient, words: str) -> None:
    assert _post(client, words)[1] == "/urgence"


def test_marre_is_also_a_village(index: SearchIndex) -> None:
    """One word of a phrase is not the phrase."""
    assert not search.answer("Marre", index).distress


@pytest.mark.parametrize("words", ["suicide", "zzzzqqq", "avocat"])
def test_numbers_of_the_mainland_say_so(client: FlaskClient, words: str) -> None:
    """And whoever is overseas chooses a territory before reading them."""
    html, _ = _post(client, words)
    text = html.one("main").text
    assert text.index("outre-mer") < text.index("119")
    assert "métropole" in text
    assert "maintenant" not in html.one("h1").text


def test_a_place_that_is_also_a_word_shows_both(index: SearchIndex) -> None:
    """Plan is a commune of Isère, and what some young people call a meeting."""
    answer = search.answer("plan", index)
    assert answer.distress
    assert "38308" in [choice.place.code for choice in answer.choices if choice.place]


@pytest.mark.parametrize("words", ["plan", "Saint-Denis", "lile", "mouvement du nid"])
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_every_page_of_choices_begins_with_people(
    client: FlaskClient, prefix: str, words: str
) -> None:
    """A call for help that is a name too is answered like any name: nothing tells them apart."""
    _, location = _post(client, words, prefix)
    assert re.fullmatch(prefix + r"/recherche\?parmi=[0-9A-Za-z.]+", location)
    main = client.get(location).text.split("<main")[1]
    links = re.findall(r'href="([^"]+)"', main)
    assert links[0] == f"{prefix}/urgence"
    assert len(links) > 1


def test_a_name_that_is_only_near_is_asked_about(client: FlaskClient) -> None:
    """One place alone, but not the one that was written: nobody is sent there without a word."""
    html, location = _post(client, "Equeurdreville")
    assert location == "/recherche?parmi=50173"
    assert "Est-ce" in html.one("h1").text


@pytest.mark.parametrize(
    "words",
    [
        "je veux plus vivre", "je ne veux plus vivre", "jveux crever", "crever",
        "je veux disparaître", "je vais me jeter du pont", "je vais mal", "je vé mal",
        "je souffre", "jsouffre", "ça va pas", "jvais pas bien", "je pleure", "idées noires",
        "la mort", "je me sens seule", "I wish I was dead", "dont want to live",
        "il m'enferme", "il menferme", "je suis enfermée", "il a un couteau", "il me bat",
        "he beats me", "he sells me", "he locked me in", "he has a knife",
        "je couche pour de l'argent", "sexe contre argent", "je vends mon corps",
        "jvend mon corp", "il me fait coucher avec des gens", "il m'oblige", "sex 4 money",
        "sell my body", "il prend mon argent", "il a pris mes papiers", "dette", "crack", "coke",
        "s.o.s", "jen peu plu", "im trapped", "i hate myself", "je dois de l'argent",
        "jai besoin daide", "need helpp", "je suis en danger à Guéret",
    ],
)  # fmt: skip
def test_plain_words_are_heard(index: SearchIndex, words: str) -> None:
    """Of wanting to die, of being held, of being sold: by people, never by a village."""
    found = search.answer(words, index)
    assert found.distress
    assert not found.choices


@pytest.mark.parametrize("words", ["je tombe", "elle tombe", "I fly to Lille", "il crie à Pleure"])
def test_whoever_speaks_of_a_person_is_not_sent_to_a_village(
    client: FlaskClient, words: str
) -> None:
    """A phrase with a pronoun is never surely a place: people stand on the page that asks."""
    html, location = _post(client, words)
    assert location == "/urgence" or location.startswith("/recherche?")
    assert "3114" in html.one("main").text


@pytest.mark.parametrize(
    ("words", "page"),
    [("Us", "/commune/95625"), ("Y", "/commune/80829"), ("L'Île-d'Elle", "/commune/85111")],
)
def test_a_commune_whose_name_is_a_pronoun_is_found(
    client: FlaskClient, words: str, page: str
) -> None:
    assert _post(client, words)[1] == page


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("words", ["sos", "je tombe", "zzzzqqq", "mamoudzu"])
def test_few_choices_or_none_show_the_first_numbers(
    client: FlaskClient, prefix: str, words: str
) -> None:
    """What no list of words can hold is answered too: body, then death, are among the numbers."""
    html, location = _post(client, words, prefix)
    cards = [heading.text.split(" ")[0].split("\n")[0] for heading in html.all("h3")]
    assert location.startswith(f"{prefix}/recherche?")
    assert cards == [phone.split(" ")[0] for phone in emergency.HOME]


def test_a_long_list_of_places_stays_a_list(client: FlaskClient) -> None:
    """Cards under fifty villages would be read by nobody: the link to people stands first."""
    html, _ = _post(client, "51300")
    assert not html.all("h3")


@pytest.mark.parametrize("words", ["réseau", "un réseau", "le réseau", "dispositif", "abri"])
def test_a_word_of_every_day_opens_no_shelter(client: FlaskClient, words: str) -> None:
    """Whoever says "network" did not ask for one in particular."""
    assert not _post(client, words)[1].startswith("/ressource/")


def test_a_name_with_a_hard_word_in_it_is_a_place(index: SearchIndex) -> None:
    assert not search.answer("Viols-le-Fort", index).distress
    assert not search.answer("La Force", index).distress


@pytest.mark.parametrize(
    "words", ["zzzzqqq", "<script>alert(1)</script>", "99999", "x" * 150, "uaped", "logement"]
)
def test_nothing_found_gives_people_and_advice(client: FlaskClient, words: str) -> None:
    """A kind of help without a place is asked where: its page says no more than an unknown word."""
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
     "zqmark" * 100, "zqmark\0", "Courcouronnes", "zqmark uaped guéret", "cabiria zqmark"],
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
     "Bretagne", "Sainte-Colombe", "courcouronnes", "Celles", "zzzzqqq", "17", "mouvement du nid",
     "amicale du nid", "51300 vitry"],
)  # fmt: skip
def test_the_address_of_an_answer_gives_it_back(
    catalogue: Catalogue, index: SearchIndex, words: str
) -> None:
    """The same places and records in the same order."""
    found = search.answer(words, index)
    said = search_address.parameters_of(found.choices)
    again = search_address.shown(said.get("parmi", ""), said.get("suite", ""), catalogue)
    assert again == found.choices


def test_no_answer_is_longer_than_its_address(catalogue: Catalogue, index: SearchIndex) -> None:
    """The postcodes and the names that the most places share: none is cut."""
    communes = list(catalogue.communes)
    served = Counter(code for commune in communes for code in commune.postcodes)
    named = Counter(commune.name for commune in communes)
    for words, _ in (*served.most_common(5), *named.most_common(5)):
        assert 1 < len(search.answer(words, index).choices) <= choices.MOST


@pytest.mark.parametrize(
    "query",
    [
        "parmi=99999", "parmi=59350.", "parmi=.59350", "parmi=lille", "parmi=59350,75111",
        "parmi=999", "parmi=%00", "parmi=1", "parmi=<b>", "suite=1", "suite=2", "suite=5",
        "suite=x", "suite=%00", "parmi=rzzzzzz", "parmi=r", "parmi=59350&suite=4",
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


@pytest.mark.parametrize("words", ["zzzzqqq", "Saint-Denis", ""])
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


@pytest.mark.parametrize(
    "words", ["   ", "aide\0moi", "aide " * 2000], ids=["blank", "nul", "long"]
)
def test_words_that_cannot_be_read_meet_people(client: FlaskClient, words: str) -> None:
    """Somebody who cries for help in an odd way is not only told to write better."""
    page = client.post("/recherche", data={"q": words}, follow_redirects=True).text
    assert "n’ont pas pu être lus" in page
    assert "parler à quelqu’un" in page
    assert 'href="tel:119"' in page
