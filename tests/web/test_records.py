"""`/ressource/<id>`: contacts that may be shown, where a number works, words that fit."""

from __future__ import annotations

import json
from datetime import date, datetime

import pytest
from flask import Flask, render_template_string
from flask.testing import FlaskClient

from tests.web.pages import Html, read
from webmap.directory import contact
from webmap.directory.catalogue import Catalogue
from webmap.directory.tables import METROPOLE
from webmap.web.public import matrix, records
from webmap.web.public.facts import facts
from webmap.web.public.lines import lines

SIX_MONTHS = "Numéro non vérifié depuis six mois"


def _page(client: FlaskClient, record_id: str, prefix: str = "") -> Html:
    return read(client.get(f"{prefix}/ressource/{record_id}").text)


def _dials(html: Html) -> list[str]:
    return [a.attributes["href"] for a in html.all("a") if a.attributes["href"][:4] == "tel:"]


def test_a_phone_that_nobody_called_is_not_shown(client: FlaskClient, catalogue: Catalogue) -> None:
    """DOMAIN 1: after six months it leaves the pages for young people and families."""
    records = [
        record
        for category in ("association", "uaped", "hebergement")
        for record in catalogue.in_category(category)
        if record.phone
    ]
    assert records
    for record in records:
        html = _page(client, record.id)
        assert _dials(html) == []
        assert SIX_MONTHS in html.one("main").text
        assert "vous met en relation" in html.one("main").text


def test_helplines_and_services_keep_their_phone(client: FlaskClient, catalogue: Catalogue) -> None:
    assert _dials(_page(client, "rgb14pd")) == ["tel:119"]
    service = next(r for r in catalogue.in_category("circuit") if r.phone)
    assert _dials(_page(client, service.id))


def test_a_phone_called_lately_is_shown(catalogue: Catalogue) -> None:
    record = next(r for r in catalogue.in_category("association") if r.phone)
    called = record.model_copy(update={"phone_verified_on": date(2026, 10, 1)})
    assert not contact.phone_shown(record, date(2026, 11, 22))
    assert contact.phone_shown(called, date(2026, 11, 22))
    assert not contact.phone_shown(called, date(2027, 10, 1))


def test_a_card_does_not_send_to_a_page_without_contact(catalogue: Catalogue) -> None:
    """A phone that stays hidden is no contact."""
    only = [
        record
        for record in catalogue.in_category("association")
        if record.phone and not (record.email or record.website)
    ]
    assert only
    assert not [record for record in only if contact.reached(record, date(2026, 11, 22))]


def test_an_association_with_a_helpline_number_leads_to_the_helpline(client: FlaskClient) -> None:
    """116 000 is not known to work overseas: its own page says where it does."""
    html = _page(client, "rbh30z8")
    assert _dials(html) == []
    assert "/ressource/rjth5bv" in [a.attributes["href"] for a in html.all("a")]


def test_where_119_works(client: FlaskClient, catalogue: Catalogue) -> None:
    """The matrix on the page, and nothing said as true of everywhere."""
    html = _page(client, "rgb14pd")
    (table,) = html.all("table")
    for words in ("Métropole et Corse", "Mayotte", "Wallis et Futuna", "Fonctionne", "Non vérifié"):
        assert words in table.text
    before = html.one("main").text.split("Où ce numéro fonctionne")[0]
    assert "Gratuit" not in before
    assert "En métropole" in before


def test_the_matrix_names_each_place_once(catalogue: Catalogue) -> None:
    for record in catalogue.in_category("ecoute"):
        rows = matrix.rows(catalogue, record)
        places = [place for row in rows for place in row.places]
        assert len(places) == len(set(places))
        if record.national and record.phone:
            assert places[0] == METROPOLE or rows[0].works == "yes"
            assert len(places) == 12
        assert [row for row in rows if row.works == "yes" and row.reach is None] == []


def test_a_chat_has_no_matrix(client: FlaskClient) -> None:
    html = _page(client, "rqzm7p3")
    assert not html.all("table")
    assert "Par internet" in html.one("main").text


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_services_for_professionals_put_nobody_in_touch(
    client: FlaskClient, catalogue: Catalogue, prefix: str
) -> None:
    for category in ("magistrat", "circuit"):
        for record in catalogue.in_category(category):
            text = _page(client, record.id, prefix).one("main").text
            assert "vous met en relation" not in text
            assert "puts you in touch" not in text


def test_words_that_fit_a_helpline(client: FlaskClient, catalogue: Catalogue) -> None:
    """One goes nowhere, nothing is hidden, and "age not stated" is no audience."""
    for record in catalogue.in_category("ecoute"):
        text = _page(client, record.id).one("main").text
        assert "avant de vous déplacer" not in text
        assert "avant de venir" not in text
        assert "Le lieu n’est pas montré" not in text
        assert "âge non précisé" not in text


def test_a_hidden_place_is_explained_where_people_come(
    client: FlaskClient, catalogue: Catalogue
) -> None:
    for record in catalogue.records:
        if record.precision == "territory":
            said = "Le lieu n’est pas montré" in _page(client, record.id).one("main").text
            assert said is (record.category in ("hebergement", "association")), record.id


def test_the_date_of_hours_reads_well(client: FlaskClient) -> None:
    assert "selon une page du 24 septembre 2025" in _page(client, "rgb14pd").one("main").text
    assert "of 24 September 2025" in _page(client, "rgb14pd", "/en").one("main").text
    assert "selon une page de mai 2024" in _page(client, "rjth5bv").one("main").text


@pytest.mark.parametrize(
    ("record_id", "moment", "said"),
    [
        ("rlg9rg2", "2026-11-23T09:30+01:00", "Ouvert jusqu’à 13 h"),
        ("rlg9rg2", "2026-11-21T23:40+01:00", "Fermé, rouvre lundi à 9 h"),
        ("rgvjvd7", "2026-11-21T23:40-10:00", "Fermé, rouvre lundi à 7 h"),
        ("rgvjvd7", "2026-11-22T23:40-10:00", "Fermé, rouvre demain à 7 h"),
        ("rlg9rg2", "2026-05-01T10:00+02:00", "Jour férié : horaires à vérifier"),
        ("rgb14pd", "2026-11-21T23:40-10:00", "Ouvert jour et nuit"),
        ("rj9cg87", "2026-11-21T23:40+01:00", "Fermé, rouvre demain à 9 h (heure de Paris)"),
        ("rkpmgb1", "2026-11-22T00:30+11:00", "Ouvert jusqu’à 1 h"),
    ],
)
def test_open_or_closed_at_the_hour_of_its_place(
    app: Flask, monkeypatch: pytest.MonkeyPatch, record_id: str, moment: str, said: str
) -> None:
    """Saturday 23:40 in Rennes, in Papeete; a Friday of May; a night in Nouméa."""
    directory = app.extensions["webmap"]
    monkeypatch.setattr(directory, "now", lambda: datetime.fromisoformat(moment))
    text = _page(app.test_client(), record_id).one("main").text.replace("\u00a0", " ")
    assert said in text


@pytest.mark.parametrize(
    ("place", "moment"),
    [
        ("23096", "2026-11-21T23:40+01:00"),
        ("97611", "2026-11-21T23:40+03:00"),
        ("98735", "2026-11-21T23:40-10:00"),
    ],
)
def test_on_saturday_night_somebody_is_open(
    app: Flask, monkeypatch: pytest.MonkeyPatch, place: str, moment: str
) -> None:
    """Guéret, Mamoudzou, Papeete: a number that works there, open now, with what is passed on."""
    directory = app.extensions["webmap"]
    monkeypatch.setattr(directory, "now", lambda: datetime.fromisoformat(moment))
    page = app.test_client().get(f"/commune/{place}").text
    lines = page.split('id="c5"')[1].split("<h2")[0].split('<li class="line">')
    assert any(
        "Ouvert jour et nuit" in one and "Transmis" in one and "tel:" in one for one in lines
    )


def test_every_unit_says_where_to_go_by_night(client: FlaskClient, catalogue: Catalogue) -> None:
    night = "Nuit, week-end : urgences pédiatriques de l’hôpital"
    for record in catalogue.in_category("uaped"):
        text = _page(client, record.id).one("main").text.replace("\u00a0", " ")
        numbers = ", ".join(records.night(catalogue, record.territory))
        assert f"{night}, {numbers}." in text, record.id
    assert records.night(catalogue, "35") == ("15", "17")


def test_by_night_only_numbers_that_work_there(catalogue: Catalogue) -> None:
    """S7: a number not known to work in a territory is not given."""
    for code in catalogue.territories:
        voices = {line.record.phone for line in lines(catalogue, code) if line.by_voice}
        assert set(records.night(catalogue, code)) <= voices


def test_near_is_the_same_territory_and_help(catalogue: Catalogue) -> None:
    """No distance, never oneself, never a place where minors sleep, whoever is reached first."""
    for record in catalogue.records:
        found = records.near(catalogue, record)
        assert not (found and record.placeless)
        assert {other.territory for other in found} <= {record.territory}
        assert record not in found
        assert {other.category for other in found} <= {"association", "uaped"}
        known = [contact.reached(other, catalogue.as_of) for other in found]
        assert known == sorted(known, reverse=True)


# ---- facts for machines


def test_a_machine_reads_what_the_page_says(client: FlaskClient) -> None:
    """Types of schema.org; the page stays whole without them."""
    html = _page(client, "rlg9rg2")
    (block,) = [s for s in html.all("script") if s.attributes.get("type") == "application/ld+json"]
    found = json.loads(block.text)
    assert found["@type"] == "MedicalOrganization"
    assert found["name"] == "UAPED Sud (Rennes)"
    assert found["address"]["addressLocality"] == "Rennes"
    assert "location" not in found


def test_facts_tell_no_place_that_is_not_shown(catalogue: Catalogue) -> None:
    """S2: nothing for accommodation, courts and places that receive without a published town; no
    town, street or point but published ones."""
    hidden = {"commune_code": "23176", "address": "9 rue Zorblat", "latitude": 46.24}
    for record in catalogue.records:
        shown = facts(catalogue, record, "")
        received = record.placeless and "accueil_jour" in record.kinds
        if record.category in ("hebergement", "magistrat") or record.status != "open" or received:
            assert shown is None, record.id
            continue
        assert shown is not None
        if record.placeless:
            hand = record.model_copy(update={**hidden, "longitude": 1.48})
            assert facts(catalogue, hand, "") == shown, record.id
            assert not {"address", "location"} & set(shown), record.id
        assert ("location" in shown) <= (record.precision == "address"), record.id


def test_facts_give_no_number_that_the_page_hides(catalogue: Catalogue) -> None:
    """Nor a helpline where no source says that it works."""
    for record in catalogue.records:
        shown = facts(catalogue, record, "") or {}
        point = shown.get("contactPoint", {})
        assert bool(point) <= contact.phone_shown(record, catalogue.as_of), record.id
        if point and record.category == "ecoute":
            assert "Wallis et Futuna" not in point["areaServed"] or record.phone != "119"
            assert point["areaServed"]


def test_hostile_facts_stay_data(client: FlaskClient, app: Flask) -> None:
    """S8: the end of a script in a name ends nothing."""
    with app.test_request_context():
        text = render_template_string("{{ f|tojson }}", f={"name": "</script><script>alert(1)"})
    assert "<" not in text


def test_who_checked_is_said_by_function_where_the_place_is_public(
    app: Flask, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On, by, how. Of a record without a place the day alone: words may tell one."""
    told = {"verified_on": date(2026, 10, 1), "verified_by": "coordination", "method": "appel"}
    placed = catalogue.get("rlg9rg2").model_copy(update=told)
    hidden = catalogue.in_category("hebergement")[0].model_copy(update=told)
    pages = []
    for record in (placed, hidden):
        monkeypatch.setattr(Catalogue, "get", lambda *_args, one=record: one)
        pages.append(_page(app.test_client(), record.id).one("main").text)
    assert all("1 octobre 2026" in page for page in pages)
    assert "coordination · appel" in pages[0]
    assert "coordination" not in pages[1]
