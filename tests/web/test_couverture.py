"""`/couverture`: the answer, the filters, the table, its orders, its file."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter

import pytest
from flask.testing import FlaskClient

from webmap import vocabulary as v
from webmap.coverage import report
from webmap.coverage.axes import joint
from webmap.coverage.presence import board
from webmap.coverage.publics import SAME_FOR_ALL, for_public
from webmap.directory.catalogue import Catalogue
from webmap.web.coverage import table
from webmap.web.coverage.parameters import Order, regions


def codes(catalogue: Catalogue, column: str, descending: bool = False) -> list[str]:
    """Codes of the territories in the order asked."""
    places, shown = catalogue.territories.values(), table.needs("", "accompagnement")
    found = table.lines(places, board(catalogue), shown, Order(column, descending))
    return [line.place.code for line in found]


def body(page: str) -> str:
    """The big table of a page; empty where no territory is in it."""
    rest = page[page.index('id="tableau"') : page.index('id="sources"')]
    return rest[rest.index("<tbody>") :] if "<tbody>" in rest else ""


def rows(client: FlaskClient, query: str) -> list[str]:
    """Codes of the territories of the table."""
    page = body(client.get(f"/couverture?{query}").text)
    return re.findall(r'<th scope="row"><a href="/couverture/(\w+)"', page)


def test_a_line_per_territory_and_a_cell_per_need(
    client: FlaskClient, catalogue: Catalogue
) -> None:
    """The table has every territory of the map, by code."""
    assert rows(client, "") == list(catalogue.territories)
    page = client.get("/couverture").text
    assert len(re.findall(r'class="state state-\w+"', body(page))) == 1070
    drawn = page[page.index('class="map-main"') : page.index('class="states-meaning"')]
    assert set(re.findall(r'data-code="(\w+)"', drawn)) == set(catalogue.territories)


@pytest.mark.parametrize("category", v.COVERED_CATEGORIES)
def test_a_category_shows_its_needs_alone(client: FlaskClient, category: str) -> None:
    need = v.needs_of(category)[0].code
    for chosen in ("", f"&besoin={need}"):
        page = client.get(f"/couverture?categorie={category}{chosen}").text
        cells = len(re.findall(r'class="state state-\w+"', body(page)))
        assert cells == 107 * len(v.needs_of(category))


def test_the_need_chosen_is_the_first_column(client: FlaskClient) -> None:
    """On a phone the rest of the table is out of sight."""
    page = client.get("/couverture?categorie=uaped&besoin=aller_vers").text
    heads = re.findall(r'<th scope="col"[^>]*><a href="[^"]*tri=(\w+)', page)
    assert heads[:3] == ["nom", "aller_vers", "uaped"]


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


def test_sorting_keeps_the_other_choices(client: FlaskClient) -> None:
    page = client.get("/couverture?besoin=uaped&region=32&age=jeune_13_15&etat=unsaid").text
    links = re.findall(r'<th scope="col"[^>]*><a href="([^"]+)"', page)
    kept = "besoin=uaped&amp;etat=unsaid&amp;region=32&amp;age=jeune_13_15&amp;tri="
    assert len(links) == 13
    assert all(kept in link for link in links)


BAD = ["tri=x", "sens=up", "categorie=ecoute", "besoin=<b>", "tri=%00", "etat=green", "etat=%00",
       "region=99", "region=32&region=11", "age=12", "genre=tous", "mna=non", "handicap=1",
       "etat=unsaid", "etat=refused"]  # fmt: skip


@pytest.mark.parametrize("query", BAD)
def test_a_choice_that_does_not_exist_is_refused(client: FlaskClient, query: str) -> None:
    """A clear 400, not an empty table that would read as "no hole"; what was typed is not said."""
    answer = client.get(f"/couverture?{query}")
    assert answer.status_code == 400
    assert f"«\u00a0{query.split('=')[0]}\u00a0»" in answer.text
    assert "&lt;b&gt;" not in answer.text
    assert 'href="/couverture"' in answer.text


def test_an_empty_value_does_not_hide_another(client: FlaskClient) -> None:
    """The address says under 13: so must the figures."""
    plain, twice = (
        client.get(f"/couverture?{query}age=jeune_moins_13").text for query in ("", "age=&")
    )
    assert answered(twice) == answered(plain) != answered(client.get("/couverture").text)
    answer = client.get("/couverture?age=&age=jeune_moins_13&age=jeune_majeur")
    assert (answer.status_code, "une seule valeur" in answer.text) == (400, True)


@pytest.mark.parametrize(
    ("path", "word"),
    [
        ("/couverture", "Désignation inconnue"),
        ("/en/couverture", "Designation unknown"),
        ("/couverture?besoin=designation", "Désignation inconnue"),
        ("/couverture/engagements?engagement=plan_2021_11", "Désignation inconnue"),
        ("/couverture/engagements", "Désignation inconnue"),
        ("/couverture/59", "Désignation inconnue"),
    ],
)
def test_a_court_is_never_to_confirm(client: FlaskClient, path: str, word: str) -> None:
    """One wording: nobody said that a magistrate is named, so there is nothing to confirm."""
    page = client.get(path).text
    assert word in page
    if "besoin=designation" in path:
        drawn = page[page.index('class="map-main"') : page.index('id="tableau"')]
        assert "Nord\u202f: Désignation inconnue" in drawn
    if "plan_2021_11" in path:
        shown = page[page.index('id="liste"') :]
        assert "À confirmer" not in shown
    if path == "/couverture":
        brief = page[page.index("En bref") : page.index('id="tableau"')]
        line = brief[brief.index("Magistrat référent désigné") :]
        assert word in line[: line.index("</tr>")]
    if path.endswith("/59"):
        promised = page[: page.index("Un magistrat référent dans chaque tribunal")]
        assert re.findall(r'class="state [^>]*>([^<]*)<', promised)[-1] == word


def test_map_and_table_lead_to_the_same_sheet(client: FlaskClient) -> None:
    """One way in: the sheet, and from there the territory's page."""
    page = client.get("/couverture").text
    drawn = page[page.index('class="map-main"') : page.index('class="states-meaning"')]
    assert set(re.findall(r'data-code="(\w+)" href="([^"]+)"', drawn)) == {
        (code, f"/couverture/{code}") for code in set(re.findall(r'data-code="(\w+)"', drawn))
    }
    assert '"territory": "/couverture/__"' in page
    assert 'href="/departement/59"' in client.get("/couverture/59").text


def test_no_number_of_houses_by_territory(client: FlaskClient, catalogue: Catalogue) -> None:
    """A number would change on the day a house opens; the state and the link stay."""
    for query in ("categorie=hebergement", "categorie=hebergement&genre=filles"):
        page = client.get(f"/couverture?{query}&besoin=abri_immediat").text
        links = re.findall(r'<a class="evidence" href="([^"]+)">(.*?)</a>', page)
        assert links
        for address, word in links:
            if address.endswith("#c1"):
                assert word.startswith("(voir")
    page = client.get("/couverture?categorie=hebergement&genre=filles").text
    table = page[page.index('id="tableau"') :]
    rows = re.findall(r"<td>.*?</td>", table, re.DOTALL)
    housed = [row for row in rows if "#c1" in row]
    assert housed
    assert not any(re.search(r"\d+ (accepte|refuse|ne le)", row) for row in housed)


def test_all_that_is_wrong_is_said_at_once(client: FlaskClient) -> None:
    page = client.get("/en/couverture?besoin=x&age=y&genre=garcons&sens=z").text
    assert page.count("there is no such value") == 3
    assert "jeune_moins_13, jeune_13_15, jeune_16_17, jeune_majeur" in page


def test_sums_count_every_territory(catalogue: Catalogue) -> None:
    places = catalogue.territories.values()
    for _, found in table.sums(places, board(catalogue), v.NEEDS.values()):
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
    link = re.search(r'href="/couverture\?(besoin=accompagnement&amp;etat=rien)#tableau"', page)
    assert link
    listed = rows(client, link[1].replace("&amp;", "&"))
    assert 0 < len(listed) < 107
    assert f"{len(listed)} territoires n’ont rien d’enregistré" in page
    assert "59" not in listed  # the Nord has teams


def answered(page: str) -> dict[str, int]:
    """`etat` of each sentence of the answer -> the number that it says."""
    said = page[page.index('class="answer"') : page.index("</section>")]
    return {q: int(n) for q, n in re.findall(r'etat=(\w+)[^"]*">(\d+) ', said)}


@pytest.mark.parametrize(
    "query",
    ["age=jeune_moins_13&genre=garcons", "besoin=sejour_long&genre=garcons&region=11",
     "besoin=ecoute&age=jeune_16_17&mna=oui", "besoin=designation&handicap=oui",
     "besoin=uaped&region=975", "besoin=aller_vers&age=jeune_majeur"],
)  # fmt: skip
def test_the_answer_counts_each_territory_once(client: FlaskClient, query: str) -> None:
    """Holes, silences and answers add up, and each leads to its own lines."""
    found = answered(client.get(f"/couverture?{query}").text)
    lines = {state: rows(client, f"{query}&etat={state}") for state in found}
    assert {state: len(codes) for state, codes in lines.items()} == found
    assert sorted(c for codes in lines.values() for c in codes) == sorted(rows(client, query))


@pytest.mark.parametrize("axis", ["jeune_16_17", "jeune_majeur"])
def test_a_silence_is_never_a_presence(
    client: FlaskClient, catalogue: Catalogue, axis: str
) -> None:
    """For a public, whatever is painted as presence has records that say yes to it."""
    asked = for_public(catalogue, board(catalogue), (axis,))
    said = [
        joint(catalogue.get(record_id), (axis,))
        for need in v.NEEDS
        if need not in SAME_FOR_ALL
        for code in rows(client, f"age={axis}&besoin={need}&etat=oui")
        for record_id in asked.board.get(code, need).evidence
    ]
    assert set(said) == {"yes"}


def test_a_region_is_shown_alone(client: FlaskClient, catalogue: Catalogue) -> None:
    assert rows(client, "region=94") == ["2A", "2B"]
    assert rows(client, "region=988") == ["988"]
    assert "sur 2." in client.get("/couverture?region=94").text
    everywhere = [rows(client, f"region={code}") for code in regions(catalogue.territories)]
    assert sorted(c for codes in everywhere for c in codes) == sorted(catalogue.territories)


def test_no_territory_in_a_state_is_said(client: FlaskClient) -> None:
    page = client.get("/couverture?besoin=uaped&etat=listed&region=975").text
    assert "Aucun territoire n’est dans cet état" in page
    assert body(page) == ""
    assert "Les montrer tous" in page


def test_nights_are_said_for_the_country_alone(client: FlaskClient) -> None:
    """Safety: with a territory, they would tell when to come."""
    page = client.get("/couverture?region=93").text
    assert "Nuit et week-end" not in page[: page.index('id="sources"')]
    nation = page[page.index('id="sources"') :]
    whole = client.get("/couverture").text
    assert nation == whole[whole.index('id="sources"') :]


def test_official_counts_stand_beside_ours_with_their_dates(
    client: FlaskClient, catalogue: Catalogue
) -> None:
    page = client.get("/couverture").text
    official = page[page.index("Les chiffres officiels, à côté") :]
    rows_ = re.findall(r"<th scope=\"row\">(.*?)</th><td>(.*?)</td>", official)
    units = Counter(r.status for r in catalogue.in_category("uaped") if "uaped" in r.kinds)
    assert [day for _, day in rows_] == ["décembre 2023", "19 mars 2025", "22 novembre 2026"]
    assert rows_[0][0].startswith("145 ")
    assert rows_[1][0].startswith("88 ouvertes et 27 ")
    assert rows_[2][0].startswith(f"{units['open']} dites ouvertes, {units['planned']} annoncées")


@pytest.mark.parametrize("path", ["/couverture", "/couverture/methode"])
def test_the_pages_of_the_coverage_lead_to_each_other(client: FlaskClient, path: str) -> None:
    page = client.get(path).text
    links = re.findall(r'href="([^"]+)"', page[page.index('class="sisters') :].split("</nav>")[0])
    assert len(links) == 6
    assert all(client.get(link).status_code == 200 for link in links)
    assert page.count('aria-current="page"') == 1


def test_every_link_to_a_rule_finds_it(client: FlaskClient) -> None:
    """ "See the rule" leads to a paragraph that is there."""
    method = client.get("/couverture/methode").text
    pages = ("", "?age=jeune_13_15", "/93", "/distances", "/implanter", "/engagements",
             "/changements")  # fmt: skip
    texts = [client.get(f"/couverture{page}").text for page in pages]
    asked = {a for text in texts for a in re.findall(r'/couverture/methode#(\w+)"', text)}
    assert {"etats", "public"} <= asked
    assert [anchor for anchor in asked if f'id="{anchor}"' not in method] == []


def test_the_number_beside_a_state_is_that_of_its_records(
    client: FlaskClient, catalogue: Catalogue
) -> None:
    """ "(5)" means five records make the state: those the file counts."""
    rows = csv.DictReader(io.StringIO(client.get("/couverture.csv").text))
    nord = next(r for r in rows if (r["territory"], r["need"]) == ("59", "uaped"))
    cell = board(catalogue).get("59", "uaped")
    assert (nord["state"], int(nord["to_confirm"])) == ("to_confirm", len(cell.evidence))


def test_the_days_of_official_counts_are_in_the_language_of_the_page(client: FlaskClient) -> None:
    """Not in that of whoever came first: a filter of a fixed value is no part of the template."""
    for _ in range(2):
        assert "<td>décembre 2023</td>" in client.get("/couverture").text
        assert "<td>December 2023</td>" in client.get("/en/couverture").text


def test_the_map_of_everybody_speaks_of_courts_as_the_table_does(client: FlaskClient) -> None:
    """A court whose designation is unknown has nothing to confirm: `wording.state`."""
    page = client.get("/carte").text
    block = re.search(r'id="map-data">(.*?)</script>', page, re.DOTALL)
    assert block is not None
    own = json.loads(block[1])["labels"]["own"]
    assert own == {"magistrat": {"to_confirm": "Désignation inconnue"}}
