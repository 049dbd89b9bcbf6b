"""`/couverture/implanter`: kept answers in words, proven or not; accommodation never in a town."""

from __future__ import annotations

import copy
import itertools
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from flask import Flask
from flask.testing import FlaskClient

from tests.web.test_distances import lines, text
from webmap import cli_siting
from webmap.coverage import proposals
from webmap.coverage.accommodation import Need
from webmap.coverage.availability import HEADER, Availability
from webmap.coverage.siting.question import Question
from webmap.directory.catalogue import Catalogue
from webmap.errors import InvalidParameter, InvalidResult
from webmap.files import bundled
from webmap.web.coverage import implanter

SHIPPED = bundled("resources", "results", "siting")
Change = Callable[[dict[str, Any]], None]
Eye = Callable[[str], set[str]]


def shipped(need: str, land: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(
        (SHIPPED / f"{proposals.name(need, land)}.json").read_text(encoding="utf-8")
    )
    return found


@pytest.fixture
def folder(app: Flask) -> Iterator[Path]:
    """Where the operator's own answers are; empty again afterwards."""
    made = Path(app.extensions["webmap_where"]["WEBMAP_RESULTS"]) / "siting"
    made.mkdir(parents=True, exist_ok=True)
    yield made
    for path in made.iterdir():
        path.unlink()


@pytest.fixture
def said(client: FlaskClient, folder: Path) -> Callable[[Change, str], str]:
    """What the page says when the answers for Corsica are changed so."""

    def page(change: Change, variant: str = "most") -> str:
        payload = copy.deepcopy(shipped("uaped", "corse"))
        change(payload)
        (folder / "uaped-corse.json").write_text(json.dumps(payload), encoding="utf-8")
        query = f"?ou=corse&nombre=1&rayon=60&variante={variant}"
        answer = client.get(f"/couverture/implanter{query}")
        assert answer.status_code == 200
        return text(answer.text)

    return page


def _gap(people: int) -> Change:
    def change(payload: dict[str, Any]) -> None:
        for proposal in payload["proposals"]:
            proposal["gap"] = people

    return change


def _bound(payload: dict[str, Any]) -> None:
    for proposal in payload["proposals"]:
        if proposal["variant"] == "equity":
            proposal["smallest"]["bound"] = 0.995


def test_the_shipped_answer(client: FlaskClient) -> None:
    """Towns in order, gains that add up, before and after, proven in words."""
    page = client.get("/couverture/implanter?nombre=3&rayon=60").text
    rows = lines(page, "Villes proposées")
    proposal = next(
        p for p in shipped("uaped", "hexagone")["proposals"]
        if (p["places"], p["radius_km"], p["variant"]) == (3, 60, "most")
    )  # fmt: skip
    digits = [[int(re.sub(r"\D", "", cell)) for cell in row[2:5]] for row in rows]
    assert [d[0] for d in digits] == [town["all"] for town in proposal["towns"]]
    assert [d[1] for d in digits] == [town["under_20"] for town in proposal["towns"]]
    assert digits[-1][2] == proposal["all"]["after"]
    assert "Prouvé : aucun autre choix" in text(page)
    assert "Un calcul, pas une décision." in text(page)
    assert re.findall(r"<text[^>]*>(\d+)</text>", page) == ["1", "2", "3"]


def test_what_is_not_proven_is_said(said: Callable[..., str]) -> None:
    """Never "proven" with a gap: how much more is possible at most."""
    words = said(_gap(1234))
    assert "au plus 1 234 habitants de plus" in words.replace("\u202f", " ")
    assert "Prouvé" not in words
    assert "Prouvé" in said(_gap(0))


def test_a_share_that_is_not_proven_is_said(said: Callable[..., str]) -> None:
    words = said(_bound, "equity")
    assert "pourrait atteindre 99" in words
    assert "Prouvé" not in words
    assert "Prouvé" in said(_gap(0), "equity")


def test_a_proposed_town_says_what_is_announced_there(client: FlaskClient) -> None:
    """Alençon has a unit that nobody saw open: whoever reads "open one there" must know."""
    page = client.get("/couverture/implanter?nombre=5&rayon=60").text
    line = page[page.index(">Alençon</a>") :]
    line = line[: line.index("</tr>")]
    assert 'href="/ressource/rdzvhz2"' in line
    assert "Annoncé" in line


def test_old_answers_say_so(said: Callable[..., str]) -> None:
    """Places changed since: the day it was computed, and that it is to be done again."""

    def older(payload: dict[str, Any]) -> None:
        payload.update(fingerprint="0" * 16, as_of="2026-03-01")

    words = said(older)
    assert "1 mars 2026" in words
    assert "il est à refaire" in words
    assert "il est à refaire" not in said(_gap(0))


@pytest.mark.parametrize("body", ["", "[]", "{}", '{"format": 1}', "\0", "<b>"])
def test_a_damaged_file_is_no_failure(client: FlaskClient, folder: Path, body: str) -> None:
    """The page stands, and says how the answer is made; nothing of the file is shown."""
    (folder / "uaped-corse.json").write_text(body)
    answer = client.get("/couverture/implanter?ou=corse")
    assert answer.status_code == 200
    assert "demandez le calcul à l’équipe" in text(answer.text)
    assert "<b>" not in answer.text


def test_a_question_without_an_answer_leads_to_those_that_have_one(client: FlaskClient) -> None:
    """Small lands have few towns; without figures on young people there is no fairness to weigh."""
    page = client.get("/couverture/implanter?ou=987&variante=equity").text
    assert "la population jeune n’est pas publiée" in text(page)
    assert 'href="/couverture/implanter?pour=uaped&amp;ou=987&amp;nombre=1' in page
    assert "n’a pas de réponse gardée" in text(
        client.get("/couverture/implanter?ou=corse&nombre=10").text
    )


@pytest.mark.parametrize(
    "query",
    ["pour=abri_immediat", "pour=magistrat", "ou=23", "ou=france", "nombre=2", "nombre=-1",
     "rayon=10", "variante=best", "ou=%00", "pour=<b>"],
)  # fmt: skip
def test_what_does_not_exist_is_refused(client: FlaskClient, query: str) -> None:
    answer = client.get(f"/couverture/implanter?{query}")
    assert answer.status_code == 400
    assert "<b>" not in answer.text


def test_every_answer_that_is_shipped_is_shown(client: FlaskClient) -> None:
    """No combination of the form fails; every town is one of the file."""
    for need, land in itertools.product(proposals.NEEDS, proposals.LANDS):
        last = shipped(need, land)["proposals"][-1]
        query = f"?pour={need}&ou={land}&nombre={last['places']}&rayon={last['radius_km']}"
        page = client.get(f"/couverture/implanter{query}&variante={last['variant']}").text
        assert page.count('class="proposed"') == len(last["towns"])


# ---- Attack: accommodation in a town, by any door


def houses(client: FlaskClient) -> Iterator[str]:
    """The page on accommodation, under every other choice at least once, in both languages."""
    choices = itertools.zip_longest(proposals.LANDS, proposals.PLACES, proposals.RADII)
    for number, (land, places, radius) in enumerate(choices):
        prefix, variant = ("", "/en")[number % 2], proposals.VARIANTS[number // 2 % 2]
        query = f"pour=hebergement&ou={land}&nombre={places or 1}&rayon={radius or 30}"
        answer = client.get(f"{prefix}/couverture/implanter?{query}&variante={variant}")
        assert answer.status_code == 200
        yield answer.text[answer.text.index("</form>") : answer.text.index("</main>")]


@pytest.fixture(scope="session")
def towns_in(catalogue: Catalogue) -> Callable[[str], set[str]]:
    """Names of towns of 20,000 people or more in a text, but for those that are a territory's."""
    lands = {t.name for t in catalogue.territories.values()}
    names = {c.name for c in catalogue.communes if c.population >= 20_000} - lands
    any_name = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    pattern = re.compile(rf"(?<![\w-])(?:{any_name})(?![\w-])")
    return lambda page: set(pattern.findall(text(page)))


def test_accommodation_is_never_sited_in_a_town(client: FlaskClient, towns_in: Eye) -> None:
    """No name, no link to a commune, no map, no number of a place."""
    told = client.get("/couverture/implanter").text
    assert towns_in(told)  # the eye of this test sees the towns of other needs
    for page in houses(client):
        assert towns_in(page) == set()
        assert "/commune/" not in page
        assert "map-plan" not in page
        assert "proposed" not in page


def test_a_planted_answer_on_accommodation_is_not_shown(
    client: FlaskClient, catalogue: Catalogue, folder: Path, towns_in: Eye
) -> None:
    """Files as an intruder of the results' folder would write them."""
    payload = shipped("uaped", "hexagone") | {"need": "hebergement"}
    for name in ("hebergement-hexagone", "uaped-corse", "abri-immediat-hexagone"):
        (folder / f"{name}.json").write_text(json.dumps(payload), encoding="utf-8")
    for page in houses(client):
        assert towns_in(page) == set()
    corsica = client.get("/couverture/implanter?ou=corse").text
    assert 'class="proposed"' not in corsica
    with pytest.raises(InvalidResult):
        proposals.read("hebergement", "hexagone", payload, catalogue.communes)


def test_a_ranking_of_accommodation_names_regions_alone(
    client: FlaskClient, towns_in: Eye, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once enough is known: regions, the least first, without a town or a territory's code."""
    empty = dict.fromkeys(HEADER)
    ranked = [
        Availability(**{**empty, "level": "region", "code": code, "name": name, "per_10_000": rate})  # type: ignore[arg-type]
        for code, name, rate in (("53", "Bretagne", 0.5), ("44", "Grand Est", 1.25))
    ]
    monkeypatch.setattr(implanter, "most_in_need", lambda _: Need(tuple(ranked), 9, 9, (), ()))
    for page in houses(client):
        assert "Bretagne" in page
        assert towns_in(page) == set()


@pytest.mark.parametrize("need", ["hebergement", "abri_immediat", "sejour_long", "hors_territoire"])
def test_no_command_sites_accommodation(catalogue: Catalogue, towns_in: Eye, need: str) -> None:
    """Neither the question nor the command knows a town for it."""
    with pytest.raises(InvalidParameter):
        Question(1, 30.0, need)
    for form in ("table", "json"):
        done = CliRunner().invoke(
            cli_siting.siting, ["--need", need, "--format", form], obj=lambda: catalogue
        )
        assert done.exit_code == (0 if need == "hebergement" else 2)
        assert towns_in(done.output) == set()
