"""One rule for the parameters of every address: one value each, whatever reads them."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

#: Every address that reads a parameter: path, parameter, two values that are right one by one.
ADDRESSES = (
    ("/recherche", "parmi", "59350", "75056"),
    ("/recherche", "suite", "3", "4"),
    ("/partenaires", "territoire", "2A", "976"),
    ("/donnees/proches", "commune", "59350", "75056"),
    ("/couverture", "besoin", "ecoute", "uaped"),
)


@pytest.mark.parametrize(("path", "name", "one", "other"), ADDRESSES)
def test_two_values_are_refused_by_the_name_of_the_parameter(
    client: FlaskClient, path: str, name: str, one: str, other: str
) -> None:
    """Neither is taken in silence: whoever made the link learns what to mend."""
    answer = client.get(path, query_string={name: [one, other]})
    assert answer.status_code == 400
    assert f"« {name} » : une seule valeur." in answer.text.replace("\u00a0", " ")


@pytest.mark.parametrize(("path", "name", "one", "other"), ADDRESSES)
def test_a_value_twice_or_with_an_empty_one_is_that_value(
    client: FlaskClient, path: str, name: str, one: str, other: str
) -> None:
    """A form adds an empty field; a link made twice says the same."""
    alone = client.get(path, query_string={name: one})
    assert alone.status_code == 200
    for values in ([one, one], ["", one], [one, ""]):
        assert client.get(path, query_string={name: values}).status_code == 200


def test_the_refusal_is_in_the_visitor_s_language(client: FlaskClient) -> None:
    answer = client.get("/en/recherche?parmi=59350&parmi=75056")
    assert answer.status_code == 400
    assert "only one value" in answer.text or "one value only" in answer.text


@pytest.mark.parametrize("typed", ["", "lille", "6935", "<script>"])
def test_a_commune_code_that_cannot_be_read_says_how_one_is_written(
    client: FlaskClient, typed: str
) -> None:
    """In the JSON too: the sentence, not what was typed."""
    answer = client.get("/donnees/proches", query_string={"commune": typed})
    assert answer.status_code == 400
    assert answer.json is not None
    assert "59350" in answer.json["message"]
    assert not typed or typed not in answer.text
