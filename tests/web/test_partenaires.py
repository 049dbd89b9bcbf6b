"""How another site links to this one: a link to copy, no frame, nothing that counts visits."""

from __future__ import annotations

from flask.testing import FlaskClient

from tests.web.pages import read


def test_the_block_is_a_link_and_nothing_else(client: FlaskClient) -> None:
    """No frame, no script, no image of ours on another page: a visit begins with a tap."""
    block = read(client.get("/partenaires?territoire=976").text).one("code").text
    assert block.startswith('<a href="https://…/urgence/976" rel="noreferrer noopener">')
    assert block.count("<") == 2


def test_a_territory_that_does_not_exist_is_said(client: FlaskClient) -> None:
    answer = client.get("/partenaires?territoire=999")
    assert answer.status_code == 404
    assert "999" not in answer.text
    assert client.get("/partenaires?territoire=2A&territoire=976").status_code == 400
