"""`/couverture/distances` and a territory opened: the figures of the analysis, and honest gaps."""

from __future__ import annotations

import csv
import io
import re
from html import unescape

import pytest
from flask.testing import FlaskClient

from tests.web.conftest import Run
from webmap.coverage import reach_communes, reach_table
from webmap.directory.catalogue import Catalogue

SILENT = ("Saint-Pierre-et-Miquelon", "Saint-Barthélemy", "Saint-Martin", "Wallis et Futuna",
          "Polynésie française", "Nouvelle-Calédonie")  # fmt: skip


def text(page: str) -> str:
    """A page as it is read: tags gone, spaces one."""
    plain = unescape(re.sub(r"<[^>]+>", " ", page))
    return re.sub(r"\s+", " ", plain)


def lines(page: str, title: str) -> list[list[str]]:
    """Cells of the table of this name."""
    start = page.index(f'aria-label="{title}"')
    body = page[page.index("<tbody>", start) : page.index("</tbody>", start)]
    rows = re.findall(r"<tr>(.*?)</tr>", body, re.DOTALL)
    return [
        [text(c).strip() for c in re.findall(r"<t[hd].*?</t[hd]>", row, re.DOTALL)] for row in rows
    ]


def table(client: FlaskClient, query: str = "") -> list[list[str]]:
    return lines(client.get(f"/couverture/distances{query}").text, "Distances par territoire")


def names(rows: list[list[str]]) -> list[str]:
    return [re.sub(r" (\d[\dAB]\d?)( \*)?$", "", row[0]) for row in rows]


def figures(client: FlaskClient) -> list[dict[str, str]]:
    answer = client.get("/couverture/distances.csv")
    assert answer.content_type == "text/csv; charset=utf-8"
    return list(csv.DictReader(io.StringIO(answer.text)))


def test_file_and_command_give_the_same_bytes(client: FlaskClient, coverage: Run) -> None:
    """Categories and people as `webmap coverage reach` gives them; territories first, then sums."""
    head, *rows = client.get("/couverture/distances.csv").text.splitlines()
    assert head == ",".join(reach_table.HEADER)
    first = coverage("reach", "--format", "csv").decode().splitlines()[1:]
    last = coverage("reach", "--level", "nation", "--format", "csv").decode().splitlines()[1:]
    assert (rows[: len(first)], rows[-len(last) :]) == (first, last)


def test_the_page_shows_the_figures_of_the_file(client: FlaskClient) -> None:
    """Every territory that a road leads from: shares cut to whole per cents, distances to 0.1."""
    rows = {
        r["name"]: r
        for r in figures(client)
        if (r["level"], r["category"], r["people"]) == ("territory", "uaped", "all")
    }
    shown = table(client, "?tri=nom")
    assert sorted(names(shown)) == sorted(rows)
    compared = 0
    for cells in shown:
        row = rows[names([cells])[0]]
        if float(row["by_road"]):
            compared += 1
            shares = [int(float(row[f"share_{b}"]) * 100 + 1e-9) for b in (30, 60, 100)]
            assert [int(c.rstrip("\u202f\u00a0 %")) for c in cells[1:4]] == shares
            assert [float(c.removesuffix("km").strip().replace(",", ".")) for c in cells[4:7]] == [
                float(row[c]) for c in ("mean", "median", "p90")
            ]
            assert row["farthest_name"] in cells[7]
    assert compared > 90


def test_a_territory_without_a_road_to_a_place_is_no_low_share(client: FlaskClient) -> None:
    """Guadeloupe: no known place, in words; the nation's unit without a town: unknown, not zero."""
    shown = dict(zip(names(table(client)), table(client), strict=True))
    assert shown["Guadeloupe"][1] == "aucun lieu connu par la route"
    assert shown["Polynésie française"][1] == "une unité ouverte, ville non publiée"
    assert not any("0 %" in cell for cell in shown["Mayotte"])


def test_young_people_that_nobody_publishes(client: FlaskClient) -> None:
    """Six territories: "non publié", last in any order; the sum names them and says estimate."""
    for order in ("", "&sens=desc"):
        shown = table(client, f"?public=under_20&tri=total{order}")
        assert sorted(names(shown[-6:])) == sorted(SILENT)
        assert all(row[1] == "non publié" for row in shown[-6:])
    said = text(client.get("/couverture/distances?public=under_20").text)
    assert all(name in said for name in SILENT)
    assert "(estimation)" in said
    assert "0 jeunes" not in said


def test_the_worst_come_first(client: FlaskClient) -> None:
    """A coordinator looks for holes: the least share first; the head turns it round."""
    page = client.get("/couverture/distances?rayon=30").text
    shares = [int(cells[1].split()[0]) for cells in table(client, "?rayon=30") if "%" in cells[1]]
    assert shares == sorted(shares)
    assert 'aria-sort="ascending"' in page
    turned = re.search(r'href="([^"]*tri=part_30[^"]*sens=desc[^"]*)"', page)
    assert turned
    again = client.get(unescape(turned[1])).text
    assert 'aria-sort="descending"' in again


def test_few_places_are_said_to_be_few(client: FlaskClient, catalogue: Catalogue) -> None:
    """With three permanences a share says what we know, not what is."""
    said = text(client.get("/couverture/distances?categorie=association").text)
    assert "3 permanences seulement sont comptées" in said
    assert "ce que l’annuaire ne sait pas encore" in said


@pytest.mark.parametrize(
    "query",
    ["categorie=hebergement", "categorie=<b>", "public=victimes", "rayon=45", "rayon=60.0",
     "tri=share_60", "sens=up", "rayon=%00"],
)  # fmt: skip
def test_what_does_not_exist_is_refused(client: FlaskClient, query: str) -> None:
    """Accommodation has no distance, on any page."""
    for path in ("distances", "23/communes"):
        if path == "distances" or not query.startswith(("public", "rayon")):
            assert client.get(f"/couverture/{path}?{query}").status_code == 400


def test_classes_are_counted(client: FlaskClient) -> None:
    """107 territories, each in one class of the legend, and in it on the map."""
    page = client.get("/couverture/distances").text
    counts = [int(n) for n in re.findall(r'class="count">(\d+)<', page)]
    assert sum(counts) == 107
    main = page[page.index('class="map-main"') :]
    assert len(re.findall(r'<a class="land state-step-4"', main)) == counts[4]
    assert len(re.findall(r'<a class="land state-no-way"', main)) == counts[5]


def test_both_languages_show_the_same_classes(client: FlaskClient) -> None:
    french, english = (client.get(f"{p}/couverture/distances").text for p in ("", "/en"))
    pattern = r'class="land state-([\w-]+)" data-code="(\w+)"'
    assert re.findall(pattern, french) == re.findall(pattern, english)


@pytest.mark.parametrize("code", ["29", "75", "976", "987", "973"])
def test_a_territory_opens_commune_by_commune(
    client: FlaskClient, catalogue: Catalogue, code: str
) -> None:
    """Islands, one commune, overseas: all in the table and on the map, and in the file."""
    page = client.get(f"/couverture/{code}/communes").text
    count = sum(commune.territory == code for commune in catalogue.communes)
    assert len(lines(page, "Distances par commune")) == page.count('class="town"') == count
    body = client.get(f"/couverture/{code}/communes.csv").data
    assert body.decode().splitlines()[0] == ",".join(reach_communes.HEADER)
    assert len(body.splitlines()) == 1 + 2 * count


def test_the_file_of_communes_is_the_commands(client: FlaskClient, coverage: Run) -> None:
    said = coverage("reach", "--communes", "29", "--format", "csv")
    assert client.get("/couverture/29/communes.csv").data == said


def test_an_island_has_no_kilometres(client: FlaskClient) -> None:
    """Ouessant: by boat or plane, in words, and last in either order."""
    for query in ("", "?tri=uaped"):
        rows = lines(client.get(f"/couverture/29/communes{query}").text, "Distances par commune")
        isle = next(row for row in rows if row[0] == "Ouessant")
        assert isle[1] == "par bateau ou avion seulement"
        assert isle in rows[-5:]


def test_what_must_be_said_of_a_territory(client: FlaskClient) -> None:
    """Mayotte's census; a unit whose town is not published; squares for want of outlines."""
    assert "recensement de 2017" in text(client.get("/couverture/976/communes").text)
    polynesie = text(client.get("/couverture/987/communes").text)
    assert "sa ville n’est pas publiée" in polynesie
    assert "un carré par commune" in polynesie
    assert "Aucune route ne mène" in text(client.get("/couverture/973/communes").text)


def test_an_unknown_territory_is_not_found(client: FlaskClient) -> None:
    for path in ("999/communes", "20/communes", "distances/communes", "999/communes.csv"):
        assert client.get(f"/couverture/{path}").status_code == 404
