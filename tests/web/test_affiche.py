"""The sheet of paper of a territory: numbers that work there, words that betray nobody."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from tests.web.pages import read
from webmap.directory.catalogue import Catalogue
from webmap.web.public.poster import parts, square

#: What a sheet on a fridge must not say.
TELLING = re.compile("prostitu|exploit|sexu|victim|viol|mineur|abus|proxén|traffick", re.IGNORECASE)


def test_every_territory_has_words_that_are_safe_on_a_wall(
    client: FlaskClient, catalogue: Catalogue
) -> None:
    for code in catalogue.territories:
        for language in ("", "/en"):
            text = read(client.get(f"{language}/departement/{code}/affiche").text).one("main").text
            assert not TELLING.search(text), (code, language)


@pytest.mark.parametrize("code", ["23", "976", "987", "986"])
def test_only_numbers_that_work_there(catalogue: Catalogue, code: str) -> None:
    """A number that nobody checked from a territory is not printed for it (S7)."""
    printed = [line for part in parts(catalogue, code) for line in part.lines]
    assert printed
    for line in printed:
        reach = catalogue.reach(line.record, code)
        assert reach is not None
        assert reach.reachable == "yes"


def test_a_code_is_drawn_only_for_a_known_address(client: FlaskClient) -> None:
    """Without WEBMAP_PUBLIC_URL the server knows no address of its own, and invents none."""
    page = client.get("/departement/23/affiche").text
    assert 'class="qr"' not in page
    assert "WEBMAP_PUBLIC_URL" in page


def test_the_code_can_be_found_by_a_camera() -> None:
    """A quiet margin of four cells, and the three marks that a camera looks for."""
    drawn = str(square("https://reperes.test/urgence/23"))
    side = int(re.findall(r'viewBox="0 0 (\d+) ', drawn)[0])
    cells = {(int(x), int(y)) for x, y in re.findall(r"M(\d+) (\d+)h1", drawn)}
    assert all(4 <= x < side - 4 and 4 <= y < side - 4 for x, y in cells)
    # The three finders: a dark square of seven, hollow, with a dark heart of three.
    for left, top in ((4, 4), (side - 11, 4), (4, side - 11)):
        assert {(left + n, top) for n in range(7)} <= cells
        assert (left + 1, top + 1) not in cells
        assert (left + 3, top + 3) in cells
