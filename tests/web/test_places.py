"""Pages of communes, territories and records: what they say and what they must not."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.geo import places
from tests.web.pages import read
from webmap.coverage.presence import board
from webmap.directory.catalogue import Catalogue
from webmap.directory.contact import reached
from webmap.directory.helping import is_apart
from webmap.web.public import territory, wording
from webmap.web.public.cards import price_said

#: Id and HTML of each card of a page.
CARD = re.compile(r'<li class="cat-[^"]*" id="f-(\w+)"(.*?)\n</li>', re.S)
SOURCES = Path(__file__).parents[2] / "data" / "communes" / "sources"


def _main(client: FlaskClient, path: str) -> str:
    return read(client.get(path).text).one("main").text


@pytest.mark.parametrize(
    ("code", "said"),
    [("75111", "arrondissement de Paris"), ("59355", "commune de Lille")],
)
def test_a_code_that_is_part_of_a_commune_says_so(
    client: FlaskClient, code: str, said: str
) -> None:
    assert said in _main(client, f"/commune/{code}")


def test_a_commune_shows_why_each_answer_is_there(client: FlaskClient) -> None:
    text = _main(client, "/commune/59350")
    assert "à vol d’oiseau" in text
    assert "Dans ce territoire" in text
    assert "À confirmer" in text


def test_an_island_says_boat_or_plane(client: FlaskClient) -> None:
    assert "par bateau ou avion" in _main(client, "/commune/29155")


def test_accommodation_has_no_distance(client: FlaskClient) -> None:
    """A place to sleep is never the nearest."""
    for code in ("59350", "75056", "97608"):
        text = client.get(f"/commune/{code}").text
        section = text.split('id="c1"')[1].split('id="professionnels"')[0]
        assert "vol d’oiseau" not in section
        assert "au plus près" in section


def test_accommodation_is_not_counted_by_territory(
    client: FlaskClient, catalogue: Catalogue
) -> None:
    """A number that moves tells the day a house opens: the table has a state, as in the files."""
    cells = board(catalogue).lines
    planned = [cell for cell in cells if cell.category == "hebergement" and cell.planned]
    assert planned, "no announced house: the test is blind"
    for cell in planned:
        table = client.get(f"/departement/{cell.territory}").text.split('id="besoins"')[1]
        houses = table.split("<tbody>")[1]
        assert re.findall(r"\d+ (?:annoncé|depuis ailleurs)", houses) == []


def test_a_court_is_not_a_contact_for_families(client: FlaskClient) -> None:
    text = _main(client, "/departement/59")
    assert "un magistrat n’est pas un contact pour les familles" in text
    assert "L’un de ces tribunaux" in text
    assert "désignation à confirmer" in text


def test_what_is_not_known_is_said(client: FlaskClient) -> None:
    """Lozère: nothing recorded is "not asked", and its missing posts are "not verified"."""
    text = _main(client, "/departement/48")
    assert "Pas encore demandé" in text
    assert "Non vérifié ici." in text
    assert "Cela ne veut pas dire que rien n’existe." in text


def test_119_passes_on_only_where_it_works(client: FlaskClient) -> None:
    assert "Le 119 transmet" in _main(client, "/departement/01")
    assert "Le 119 transmet" not in _main(client, "/departement/986")


@pytest.mark.parametrize("code", ["975", "977", "978", "986", "987", "988"])
def test_unpublished_youth_is_not_zero(client: FlaskClient, code: str) -> None:
    assert "population jeune non publiée" in _main(client, f"/departement/{code}")


def test_mayotte_says_how_old_its_figures_are(client: FlaskClient) -> None:
    text = _main(client, "/departement/976")
    assert "recensement de 2017" in text
    assert "2023" in text
    with (SOURCES / "population_under_20.csv").open(encoding="utf-8") as file:
        (row,) = [row for row in csv.DictReader(file) if row["department_code"] == "976"]
    assert row["year"] == "2023"
    assert int(row["population_total"]) == wording.MAYOTTE_2023
    assert re.search(r"256.518.*310.022", text)


@pytest.mark.parametrize(("code", "known"), [("59", True), ("974", True), ("975", False)])
def test_a_region_only_where_there_is_one(client: FlaskClient, code: str, known: bool) -> None:
    terms = [dt.text for dt in read(client.get(f"/departement/{code}").text).all("dt")]
    assert ("Région" in terms) is known


def test_what_is_missing_does_not_repeat_the_table(client: FlaskClient) -> None:
    page = client.get("/departement/48").text
    assert "Soutien aux parents" in page.split('id="manque"')[0]
    assert "Soutien aux parents" not in page.split('id="manque"')[1].split("<h2")[0]


def test_victim_support_of_the_territory_is_in_its_circuit(client: FlaskClient) -> None:
    """Never "not verified" above lines that answer."""
    for code, phone in (("988", "27 76 08"), ("976", "5555"), ("59", "116 006")):
        page = client.get(f"/departement/{code}").text
        post = page.split("<h4>Aide aux victimes</h4>")[1].split("</li>")[0]
        assert phone in post
        assert "Non vérifié ici" not in post


def test_an_unverified_line_of_the_circuit_shows_no_number(client: FlaskClient) -> None:
    text = _main(client, "/departement/973")
    assert "AAVIP 973" in text
    assert "06 94 95 34 03" not in text


def test_a_detached_site_is_no_place_of_designation(
    client: FlaskClient, catalogue: Catalogue
) -> None:
    sites = [r for r in catalogue.in_category("magistrat") if "site_detache" in r.kinds]
    assert sites
    for site in sites:
        html = read(client.get(f"/ressource/{site.id}").text)
        assert "Magistrat référent" not in [dt.text for dt in html.all("dt")]


def test_neighbours_are_links(client: FlaskClient) -> None:
    links = {a.attributes["href"] for a in read(client.get("/departement/59").text).all("a")}
    assert {"/departement/02", "/departement/62", "/departement/80"} <= links


def test_training_stands_apart(client: FlaskClient, catalogue: Catalogue) -> None:
    """Associations that train or serve adults are never among the help for minors."""
    for code in catalogue.territories:
        shown = [r for s in territory.sections(catalogue, code) for r in (*s.here, *s.serving)]
        assert not [record for record in shown if is_apart(record)]
    assert "ne compte pas comme une aide aux mineurs" in _main(client, "/departement/59")


def test_contacts_come_first(catalogue: Catalogue) -> None:
    """A record that cannot be reached never stands above one that can: a hidden phone is none."""
    for code in catalogue.territories:
        for section in territory.sections(catalogue, code):
            for records in (section.here, section.serving, section.national):
                contacts = [reached(record, catalogue.as_of) for record in records]
                assert contacts == sorted(contacts, reverse=True)


def test_a_record_without_contact_says_who_connects(client: FlaskClient) -> None:
    assert "le 119 ou le 116 000 vous met en relation" in _main(client, "/departement/59")


def test_absent_fields_are_unsaid_or_not_shown(client: FlaskClient, catalogue: Catalogue) -> None:
    """Hours matter to whoever would come: their absence is said."""
    record = next(r for r in catalogue.in_category("uaped") if not r.hours and not r.languages)
    text = _main(client, f"/ressource/{record.id}")
    assert re.search(r"Horaires\s*La page vue ne le dit pas", text)
    assert "Langues" not in text


def test_each_card_says_what_its_page_does_not(client: FlaskClient, catalogue: Catalogue) -> None:
    """S7: unsaid is said once, and never read as a yes; what is said is not among it."""
    for path in ("/commune/23096", "/departement/59", "/departement/2A"):
        cards = CARD.findall(client.get(path).text)
        assert cards
        for record_id, card in cards:
            record = catalogue.get(record_id)
            unsaid = re.findall(r"La page vue ne dit pas\s*:(.*?)</p>", card)
            assert len(unsaid) == 1, record_id
            assert ("qui répond" in unsaid[0]) is (not record.qui_repond), record_id
            admitted = record.admission not in ((), ("non_renseigne",))
            assert ("comment entrer" in unsaid[0]) is not admitted, record_id
            assert ("Pour entrer" in card) is admitted, record_id
            assert 'class="why"' in card, record_id


def test_a_price_that_no_page_gives_is_unsaid(client: FlaskClient, catalogue: Catalogue) -> None:
    """Free is never implied: said by the page in so many words, or unsaid, on cards and sheets."""
    said = [r for r in catalogue.records if price_said(r)]
    unsaid = [r for r in catalogue.in_category("uaped") if not price_said(r)]
    assert {r.category for r in said} >= {"association"}
    row = re.compile(r"Prix\s*La page vue ne le dit pas")
    for record in (*said[:3], *unsaid[:3]):
        if record.category in ("association", "uaped"):
            assert bool(row.search(_main(client, f"/ressource/{record.id}"))) is (record in unsaid)
    for path in ("/commune/44109", "/departement/93"):
        for record_id, card in CARD.findall(client.get(path).text):
            listed = re.findall(r"La page vue ne dit pas\s*:(.*?)</p>", card)
            record = catalogue.get(record_id)
            if record.category != "hebergement":
                assert any("le prix" in words for words in listed) is not price_said(record)


OVERSEAS = (
    places.MAMOUDZOU, places.PAPEETE, places.NOUMEA, places.SAINT_PIERRE_ET_MIQUELON,
    places.MATA_UTU, places.SAINT_MARTIN,
)  # fmt: skip


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("code", OVERSEAS)
def test_no_number_is_offered_where_no_source_says_that_it_works(
    client: FlaskClient, catalogue: Catalogue, code: str, prefix: str
) -> None:
    """S7, on every page of six places: a number of the matrix that is not a "yes" there stands
    beside the words "not checked from this territory", or not at all."""
    here = code[:3]
    asked = {line.phone for line in catalogue.in_category("ecoute") if len(line.phone) > 2}
    unsure = sorted(phone for phone in asked if not catalogue.dials(phone, here))
    assert "116 000" in unsure
    number = re.compile(rf"(?<!\w)(?<!\d )(?:{'|'.join(map(re.escape, unsure))})(?! ?\d)")
    named = [record.name for record in catalogue.records if number.search(record.name)]
    for page in (
        "commune/{0}",
        "commune/{0}/circuit",
        "departement/{1}",
        "departement/{1}/affiche",
        "urgence/{1}",
    ):
        path = f"{prefix}/{page.format(code, here)}"
        for part in re.split("<li|<p", client.get(path).text.split("<main")[1]):
            text = re.sub("<[^>]*>", " ", f"<{part}")
            for name in named:
                text = text.replace(name, "")
            if number.search(text):
                # The chat of 119 is a site; 116 006 is what the line for overseas stands for; a
                # team was set up with the 119 helpline: no number to call.
                told = (
                    "(vérifié|checked) (depuis|from)|par internet|online|116 006|avec le|with the"
                )
                assert re.search(told, text), (path, text)


@pytest.mark.parametrize("code", OVERSEAS)
def test_a_national_team_says_that_its_number_is_not_checked_there(
    client: FlaskClient, catalogue: Catalogue, code: str
) -> None:
    """The team of 116 000 answers for the whole of France, but nobody says by that number."""
    team = "rbh30z8"
    assert catalogue.get(team).phone == "116 000"
    warning = "Le 116 000 n’est pas vérifié depuis ce territoire."
    cards = dict(CARD.findall(client.get(f"/commune/{code}").text))
    if team in cards:
        assert warning in cards[team]
    listed = client.get(f"/departement/{code[:3]}").text.split(f'href="/ressource/{team}"')
    assert all(warning in after.split("</li>")[0] for after in listed[1:])
    assert len(listed) > 1 or team in cards
    assert warning not in client.get("/commune/23096").text


def test_a_page_of_a_family_leads_to_no_court(client: FlaskClient, catalogue: Catalogue) -> None:
    """DOMAIN 1: courts are on the page for professionals, one tap away and named so."""
    for code in ("23096", "59350", places.MAMOUDZOU):
        page = client.get(f"/commune/{code}").text
        linked = {catalogue.get(i).category for i in re.findall(r'/ressource/(\w+)"', page)}
        assert linked
        assert "magistrat" not in linked
        assert "magistrat" not in _main(client, f"/commune/{code}").lower()
        assert f'href="/commune/{code}/circuit"' in page


def test_words_of_the_table_are_explained_where_they_stand(client: FlaskClient) -> None:
    """A place outside the territory; listening, which counts otherwise overseas."""
    for code, overseas in (("59", False), ("976", True)):
        text = _main(client, f"/departement/{code}")
        assert "une place dans un autre territoire, quand il faut s’éloigner" in text
        assert ("ne compte que si une source dit que son numéro fonctionne" in text) is overseas


def test_not_stated_is_not_accepted(client: FlaskClient, catalogue: Catalogue) -> None:
    record = next(r for r in catalogue.records if not r.audiences)
    assert "La page vue ne le dit pas" in _main(client, f"/ressource/{record.id}")


def test_a_sensitive_record_links_no_source(client: FlaskClient, catalogue: Catalogue) -> None:
    """Publisher and date, never the page; no town either."""
    for record in catalogue.in_category("hebergement"):
        html = read(client.get(f"/ressource/{record.id}").text)
        outside = {
            a.attributes["href"] for a in html.all("a") if a.attributes["href"].startswith("http")
        }
        assert outside <= {record.website}
        assert "Lieu" not in [dt.text for dt in html.all("dt")]


def test_an_unknown_record_is_a_page_with_people_first(client: FlaskClient) -> None:
    response = client.get("/ressource/rzzzzzz")
    assert response.status_code == 404
    assert "119" in read(response.text).one("main").text
