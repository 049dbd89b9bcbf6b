"""The page of changes when kept results are missing, broken, of another version or a day to come:
clear words, a line in the log, never an error.
"""

from __future__ import annotations

import json
import logging
import re
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from webmap.files import bundled
from webmap.store.kept import KeptResults

SHIPPED = bundled("resources", "results", "snapshot", "2026-11-22.json")


@pytest.fixture
def folder(app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An operator's folder of snapshots, without the shipped ones behind it."""
    snapshot = app.extensions["webmap"].snapshot()
    monkeypatch.setattr(snapshot, "results", KeptResults(tmp_path, tmp_path / "none"))
    (tmp_path / "snapshot").mkdir()
    return tmp_path / "snapshot"


def test_without_a_snapshot_the_page_says_how_one_comes(client: FlaskClient, folder: Path) -> None:
    page = client.get("/couverture/changements")
    assert page.status_code == 200
    assert "Aucun relevé n’est gardé" in page.text
    assert "L’équipe qui tient ce site en garde un" in page.text


@pytest.mark.parametrize(
    "path", ["changements", "methode", "implanter", "distances", "engagements"]
)
def test_no_page_speaks_of_commands_or_files_of_the_code(client: FlaskClient, path: str) -> None:
    """They are for coordinators; commands stay in docs/operators.md."""
    for prefix in ("", "/en"):
        page = client.get(f"{prefix}/couverture/{path}").text
        content = page[page.index("<main") : page.index("</main>")]
        assert not re.search(r"webmap |docs/|\.md\b", re.sub(r"<[^>]+>", " ", content))


@pytest.mark.parametrize(
    "body",
    [
        "{",
        "[]",
        '{"format": 0}',
        '{"format": 1}',
        '{"format": 99}',
        '{"format": 1, "as_of": "2030-01-01"}',
    ],
)
def test_what_cannot_be_read_is_said_and_logged(
    client: FlaskClient, folder: Path, caplog: pytest.LogCaptureFixture, body: str
) -> None:
    """Beside a good one, which is used; the reason is for the log, once."""
    name = f"2026-11-1{len(body) % 9}"
    (folder / f"{name}.json").write_text(body, encoding="utf-8")
    with caplog.at_level(logging.ERROR, "webmap"):
        alone = client.get("/couverture/changements?depuis=2026-11-20")
        again = client.get("/en/couverture/changements")
    assert alone.status_code == again.status_code == 200
    assert f"{name}. Il n’est pas comparé" in alone.text
    assert "A kept snapshot cannot be read" in again.text
    assert [record.getMessage().count(f"{name}.json") for record in caplog.records] == [1]
    (folder / "2026-11-09.json").write_text(
        SHIPPED.read_text("utf-8")
        .replace('"as_of": "2026-11-22"', '"as_of": "2026-11-09"')
        .replace('"since": "2026-11-22"', '"since": "2026-11-09"'),
        encoding="utf-8",
    )
    beside = client.get("/couverture/changements?depuis=2026-11-20").text
    assert f"{name}. Il n’est pas comparé" in beside
    assert "9 novembre 2026 et le 22 novembre 2026" in beside


@pytest.mark.parametrize(
    ("day", "status"),
    [("", 200), ("2026-11-22", 200), ("2020-01-01", 200), ("2026-11-23", 400), ("20261122", 400),
     ("2026-02-30", 400), ("hier", 400), ("<script>", 400), ("٢٠٢٦-١١-٢٢", 400)],
)  # fmt: skip
def test_the_day_asked_for(client: FlaskClient, day: str, status: int) -> None:
    page = client.get("/couverture/changements", query_string={"depuis": day})
    assert page.status_code == status
    assert "<script>" not in page.text.replace("<script ", "")


@pytest.mark.parametrize(
    "query", ["depuis=&depuis=2026-11-22", "depuis=2026-11-22&depuis=2026-11-22"]
)
def test_the_day_is_the_one_that_is_given(client: FlaskClient, query: str) -> None:
    page = client.get(f"/couverture/changements?{query}")
    assert "Le relevé choisi est celui d’aujourd’hui, 22 novembre 2026" in page.text


def test_two_days_are_refused(client: FlaskClient) -> None:
    page = client.get("/couverture/changements?depuis=2026-11-22&depuis=2026-11-21")
    assert (page.status_code, "une seule valeur" in page.text) == (400, True)


def test_a_record_taken_out_is_never_named(client: FlaskClient, folder: Path) -> None:
    """S2: it may have been for somebody's safety. A number, no id, and no state that fell."""
    old = json.loads(SHIPPED.read_bytes())
    old["as_of"] = old["accommodation"]["since"] = "2026-11-09"
    old["records"]["association"]["rzzzzz2"] = "to_confirm"
    # Once told as association, a house by now.
    old["records"]["association"]["rgfmdf4"] = "verified"
    old["presence"]["aller_vers"]["23"] = "listed"
    old["reach"]["association"]["territory"]["23"] = [1, 1, 1]
    (folder / "2026-11-09.json").write_text(json.dumps(old), encoding="utf-8")
    page = client.get("/couverture/changements").text
    content = page[page.index("<main") : page.index("</main>")]
    assert re.search(r"<li>Associations et équipes\s*: 2</li>", content)
    assert "Seul ce qui s’est amélioré est dit" in content
    for word in ("rzzzzz2", "rgfmdf4", "Creuse"):
        assert word not in content


def test_figures_too_near_are_said_so(client: FlaskClient, folder: Path) -> None:
    for day, count in (("2026-09-01", 7), ("2026-11-09", 8)):
        old = json.loads(SHIPPED.read_bytes())
        old["as_of"] = day
        old["accommodation"] = {"since": day, "regions": {"53": count}, "elsewhere": 3}
        (folder / f"{day}.json").write_text(json.dumps(old), encoding="utf-8")
    page = client.get("/couverture/changements?depuis=2026-09-01").text
    assert "moins d’un semestre" in page
    assert "Bretagne" not in page


def test_near_figures_are_not_compared_through_a_third(client: FlaskClient, folder: Path) -> None:
    """The attack: a figure of January and one of February, each beside that of November, two
    pages later: their difference says that a house opened in between. One of the two is silent."""
    for day, count in (("2026-01-05", 7), ("2026-02-05", 8), ("2026-11-09", 9)):
        old = json.loads(SHIPPED.read_bytes())
        old["as_of"] = day
        old["accommodation"] = {"since": day, "regions": {"53": count}, "elsewhere": 3}
        (folder / f"{day}.json").write_text(json.dumps(old), encoding="utf-8")
    first = client.get("/couverture/changements?depuis=2026-01-05").text
    second = client.get("/couverture/changements?depuis=2026-02-05").text
    assert "7 → 9" in first
    assert "→ 9" not in second
    assert "Bretagne" not in second
    assert "moins d’un semestre" in second


def test_nothing_is_told_of_a_house(client: FlaskClient, folder: Path) -> None:
    """A house that opens or closes tomorrow must not show: only kept figures are compared."""
    old = json.loads(SHIPPED.read_bytes())
    old["as_of"] = "2026-11-09"
    old["accommodation"] = {"since": "2026-11-09", "regions": {"53": 7}, "elsewhere": 3}
    (folder / "2026-11-09.json").write_text(json.dumps(old), encoding="utf-8")
    page = client.get("/couverture/changements").text
    assert "Le dernier chiffre est du 9 novembre 2026" in page
    assert "Bretagne" not in page
    for record in ("rgfmdf4", "rcp2qkt", "rdxpnk1", "r2hl44r", "r328crp", "rtldbxq"):
        assert record not in page
