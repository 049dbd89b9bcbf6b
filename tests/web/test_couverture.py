"""`/couverture`: the table, its orders, its file."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter

import pytest
from flask.testing import FlaskClient

from webmap import vocabulary as v
from webmap.coverage import report
from webmap.coverage.presence import board
from webmap.directory.catalogue import Catalogue
from webmap.web.coverage import table
from webmap.web.coverage.parameters import Order


def codes(catalogue: Catalogue, column: str, descending: bool = False) -> list[str]:
    """Codes of the territories in the order asked."""
    found = table.lines(catalogue, board(catalogue), table.needs(""), Order(column, descending))
    return [line.place.code for line in found]


def test_a_line_per_territory_and_a_cell_per_need(client: FlaskClient) -> None:
    page = client.get("/couverture").text
    body = page[page.index('id="tableau"') :]
    assert body.count('<th scope="row">') == 107
    assert len(re.findall(r'class="state state-\w+"', body)) == 1070


@pytest.mark.parametrize("category", v.COVERED_CATEGORIES)
def test_a_category_shows_its_needs_alone(client: FlaskClient, category: str) -> None:
    page = client.get(f"/couverture?categorie={category}").text
    body = page[page.index('id="tableau"') :]
    cells = len(re.findall(r'class="state state-\w+"', body))
    assert cells == 107 * len(v.needs_of(category))


def test_orders(catalogue: Catalogue) -> None:
    assert codes(catalogue, "code") == list(catalogue.territories)
    assert codes(catalogue, "code", descending=True) == list(catalogue.territories)[::-1]
    assert codes(catalogue, "nom")[:2] == ["01", "02"]
    assert codes(catalogue, "population", descending=True)[0] == "59"
    assert codes(catalogue, "population")[0] == "975"


@pytest.mark.parametrize("descending", [False, True])
def test_unknown_numbers_of_young_people_come_last(catalogue: Catalogue, descending: bool) -> None:
    last = codes(catalogue, "moins_de_20", descending)[-6:]
    assert last == ["975", "977", "978", "986", "987", "988"]


def test_a_need_sorts_by_its_states(catalogue: Catalogue) -> None:
    made = board(catalogue)
    ranks = list(v.STATES)
    found = [ranks.index(made.get(code, "uaped").state) for code in codes(catalogue, "uaped")]
    assert found == sorted(found)
    assert len(set(found)) > 1


def test_the_head_that_sorts_turns_round(client: FlaskClient) -> None:
    rising = client.get("/couverture?tri=population").text
    assert 'aria-sort="ascending"' in rising
    assert re.search(r'href="/couverture\?tri=population&amp;sens=desc', rising)
    assert 'aria-sort="descending"' in client.get("/couverture?tri=population&sens=desc").text


@pytest.mark.parametrize("query", ["tri=x", "sens=up", "categorie=ecoute", "besoin=<b>", "tri=%00"])
def test_an_order_that_does_not_exist_is_refused(client: FlaskClient, query: str) -> None:
    answer = client.get(f"/couverture?{query}")
    assert answer.status_code == 400
    assert "<b>" not in answer.text


def test_sums_count_every_territory(catalogue: Catalogue) -> None:
    for _, found in table.sums(board(catalogue), table.needs("")):
        assert sum(found.values()) == 107


def test_each_state_is_explained(client: FlaskClient) -> None:
    page = client.get("/couverture").text
    explained = page[page.index("states-meaning") : page.index("</dl>")]
    assert explained.count("<dd>") == len(v.STATES)


def test_the_file_is_the_contract(client: FlaskClient, catalogue: Catalogue) -> None:
    answer = client.get("/couverture.csv")
    assert answer.content_type == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert tuple(rows[0]) == report.HEADER
    assert len(rows) == 107 * len(v.NEEDS)
    states = Counter(row["state"] for row in rows)
    assert states == Counter(line.state for line in board(catalogue).lines)
    young = {row["territory"]: row["under_20"] for row in rows}
    assert [code for code, text in young.items() if text == ""] == list(young)[-6:]
    assert "0" not in young.values()


def test_both_languages_show_the_same_table(client: FlaskClient) -> None:
    french, english = (client.get(f"{p}/couverture").text for p in ("", "/en"))
    pattern = r'class="state (state-\w+)"'
    assert re.findall(pattern, french) == re.findall(pattern, english)


def test_which_territories_have_nothing_is_one_click_away(client: FlaskClient) -> None:
    """The first question of a coordinator: a count on top, a list behind it."""
    page = client.get("/couverture").text
    link = re.search(
        r'href="(/couverture\?besoin=accompagnement&amp;etat=not_asked#tableau)"', page
    )
    assert link
    listed = client.get(link[1].replace("&amp;", "&")).text
    body = listed[listed.index('id="tableau"') :]
    count = body.count('<th scope="row">')
    assert 0 < count < 107
    assert f"{count} territoires n’ont rien d’enregistré" in page
    assert 'href="/departement/59"' not in body  # the Nord has teams


@pytest.mark.parametrize("query", ["etat=green", "etat=%00", "besoin=x&etat=not_asked"])
def test_a_state_that_does_not_exist_is_refused(client: FlaskClient, query: str) -> None:
    """A clear 400, not an empty table that would read as "no hole"."""
    assert client.get(f"/couverture?{query}").status_code == 400


def test_the_number_beside_a_state_is_that_of_its_records(
    client: FlaskClient, catalogue: Catalogue
) -> None:
    """ "(5)" means five records make the state: those the file counts."""
    rows = csv.DictReader(io.StringIO(client.get("/couverture.csv").text))
    nord = next(r for r in rows if (r["territory"], r["need"]) == ("59", "uaped"))
    cell = board(catalogue).get("59", "uaped")
    assert (nord["state"], int(nord["to_confirm"])) == ("to_confirm", len(cell.evidence))
