"""What the home page counts: no figure promises more than the directory knows."""

from __future__ import annotations

from flask.testing import FlaskClient

from tests.web.pages import read
from webmap.directory.catalogue import Catalogue
from webmap.web.figures import figures


def test_every_record_is_counted_once(catalogue: Catalogue) -> None:
    known = figures(catalogue)
    uaped = known.uaped_open + known.uaped_planned + known.uaped_to_confirm + known.other_units
    assert uaped == len(catalogue.in_category("uaped"))
    assert known.courts + known.court_sites == len(catalogue.in_category("magistrat"))


def test_a_court_is_not_a_designation(client: FlaskClient, catalogue: Catalogue) -> None:
    known = figures(catalogue)
    text = read(client.get("/").text).one("main").text
    assert known.designated == 0
    assert f"Tribunaux\u00a0: {known.courts}, et {known.court_sites} sites" in text
    assert "aucun magistrat référent connu" in text


def test_planned_is_not_open(client: FlaskClient, catalogue: Catalogue) -> None:
    known = figures(catalogue)
    text = read(client.get("/").text).one("main").text
    assert f"{known.uaped_open} ouvertes selon leur source, {known.uaped_planned} annonc" in text
    assert f"{known.hebergement}, dont {known.hebergement_planned} annoncé" in text
