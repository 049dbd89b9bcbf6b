"""`/ressource/<id>`: contacts that may be shown, where a number works, words that fit."""

from __future__ import annotations

from datetime import date

import pytest
from flask.testing import FlaskClient

from tests.web.pages import Html, read
from webmap.directory.catalogue import Catalogue
from webmap.directory.tables import METROPOLE
from webmap.web.public import contact, matrix

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
