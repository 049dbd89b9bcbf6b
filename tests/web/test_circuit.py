"""The page of a commune for professionals: report, courts, unit, teams, training apart."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests.geo import places
from tests.web.pages import read

HERE = (places.PARIS_11, places.MAMOUDZOU, places.PAPEETE, "23096", places.MATA_UTU)


@pytest.mark.parametrize("code", HERE)
def test_two_questions_and_no_promise(client: FlaskClient, code: str) -> None:
    """Where one lives, where it happened; until the official table is here, one of these."""
    text = read(client.get(f"/commune/{code}/circuit").text).one("main").text
    assert text.index("le juge des enfants") < text.index("le procureur")
    assert "n’est pas encore chargé" in text or "Aucun tribunal recensé" in text
    assert "Une association ne remplace jamais le signalement" in text


def test_the_prosecutor_then_the_crip(client: FlaskClient) -> None:
    text = client.get("/commune/59350/circuit").text
    assert text.index("permanence du parquet") < text.index("information préoccupante à la CRIP")


def test_training_stands_apart_from_teams(client: FlaskClient) -> None:
    """DOMAIN 1: training never counts. A record is under one heading alone."""
    text = client.get("/commune/75111/circuit").text
    teams, apart = text.split('id="equipes"')[1].split('id="formation"')
    for part in apart.split('href="/ressource/')[1:]:
        record = part.split('"')[0]
        assert f'href="/ressource/{record}"' not in teams


def test_a_unit_says_how_one_is_admitted(client: FlaskClient) -> None:
    text = client.get("/commune/59350/circuit").text
    assert "Pour entrer" in text.split('id="c4"')[1].split('id="equipes"')[0]


def test_it_is_one_tap_from_the_commune(client: FlaskClient) -> None:
    assert 'href="/commune/23096/circuit"' in client.get("/commune/23096").text
