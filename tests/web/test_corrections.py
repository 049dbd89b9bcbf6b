"""`/ressource/<id>/corriger`: a choice and a day; what is refused; what is never kept."""

from __future__ import annotations

import logging
import os
import re
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.web.pages import read
from webmap import cli
from webmap.app import create_app
from webmap.errors import StoreError
from webmap.settings import load
from webmap.store.corrections import Correction, Corrections
from webmap.vocabulary import CORRECTIONS
from webmap.web.stamps import OLDEST, YOUNGEST

RECORD = "rlg9rg2"
OTHER = "rgvjvd7"
DAY = date(2026, 11, 22)
#: With the middle of the day, an hour on, in any zone: the same day.
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


class Site:
    """An application with a queue of its own and a clock that goes where it is told."""

    def __init__(self, where: dict[str, str], folder: Path, **settings: str) -> None:
        self.now = NOON
        self.folder = folder
        own = {**where, "WEBMAP_RESULTS": str(folder), **settings}
        self.app = create_app(load(own), clock=lambda: self.now)
        self.client = self.app.test_client()

    def stamp(self, record_id: str = RECORD) -> str:
        html = read(self.client.get(f"/ressource/{record_id}/corriger").text)
        (field,) = [i for i in html.all("input") if i.attributes.get("name") == "cachet"]
        self.now += timedelta(seconds=YOUNGEST + 1)
        return field.attributes["value"]

    def send(self, choice: str = "numero", record_id: str = RECORD, **form: str) -> TestResponse:
        stamp = form["cachet"] if "cachet" in form else self.stamp(record_id)
        data = {"choix": choice, "site": "", **form, "cachet": stamp}
        return self.client.post(f"/ressource/{record_id}/corriger", data=data)

    @property
    def kept(self) -> list[Correction]:
        return Corrections(self.folder / "corrections").read()


@pytest.fixture(scope="module")
def _site(app: Flask, tmp_path_factory: pytest.TempPathFactory) -> Site:
    return Site(app.extensions["webmap_where"], tmp_path_factory.mktemp("results"))


@pytest.fixture
def site(_site: Site) -> Site:
    """The same application; the queue is empty and the clock at noon."""
    _site.now = NOON
    Corrections(_site.folder / "corrections").take()
    return _site


def leads(response: TestResponse) -> str:
    assert response.status_code == 303
    return str(response.headers["Location"])


def test_a_choice_is_kept_with_its_day_and_nothing_else(site: Site) -> None:
    assert leads(site.send("ferme")) == "/merci"
    assert site.kept == [Correction(DAY, RECORD, "ferme")]
    files = [p for p in site.folder.rglob("*") if p.is_file()]
    assert [p.read_text("ascii") for p in files] == [f"2026-11-22 {RECORD} ferme\n"]


def test_there_are_choices_and_no_words(site: Site) -> None:
    """DOMAIN 1: words would receive cries for help. The one text field is a trap for machines."""
    page = site.client.get(f"/ressource/{RECORD}/corriger").text
    html = read(page)
    radios = [i.attributes["value"] for i in html.all("input") if i.attributes["type"] == "radio"]
    assert radios == list(CORRECTIONS)
    assert not html.all("textarea")
    typed = [i.attributes["name"] for i in html.all("input") if i.attributes["type"] == "text"]
    assert set(typed) <= {"site"}
    assert "pas un appel à l’aide" in html.one("main").text
    assert f'action="/ressource/{RECORD}/corriger" method="post"' in page


def test_nothing_is_said_of_a_place_that_is_not_shown(site: Site) -> None:
    """S2: nobody is asked to confirm or deny a town."""
    catalogue = site.app.extensions["webmap"].snapshot().catalogue
    home = catalogue.in_category("hebergement")[0]
    assert 'value="adresse"' not in site.client.get(f"/ressource/{home.id}/corriger").text
    assert leads(site.send("adresse", home.id)) == "/merci?suite=1"
    assert site.kept == []


@pytest.mark.parametrize("choice", ["", "autre", "j’ai peur", "numero\nrlg9rg2 ferme"])
def test_another_choice_is_not_kept(site: Site, choice: str) -> None:
    assert leads(site.send(choice)) == "/merci?suite=1"
    assert site.kept == []


def test_a_stamp_too_young_or_too_old(site: Site) -> None:
    """A machine answers at once; a page of yesterday is asked to be opened again."""
    stamp = site.stamp()
    made = site.now - timedelta(seconds=YOUNGEST + 1)
    ages = {0: "", YOUNGEST - 1: "", OLDEST + 1: "", OLDEST - 1: "age", YOUNGEST: "langue"}
    for seconds, kept in ages.items():
        site.now = made + timedelta(seconds=seconds)
        expected = "/merci" if kept else "/merci?suite=1"
        assert leads(site.send(kept or "ferme", cachet=stamp)) == expected, seconds
    assert [each.choice for each in site.kept] == ["age", "langue"]


def test_a_stamp_of_a_time_to_come_is_not_ours(site: Site) -> None:
    stamp = site.stamp()
    site.now -= timedelta(hours=1)
    assert leads(site.send(cachet=stamp)) == "/merci?suite=1"


@pytest.mark.parametrize("forged", ["", "x", "rlg9rg2", "rlg9rg2.aiaiai.AAAA", "é.é.é", "." * 500])
def test_a_forged_stamp(site: Site, forged: str) -> None:
    assert leads(site.send(cachet=forged)) == "/merci?suite=1"
    assert site.kept == []


def test_a_stamp_of_another_record_or_with_one_letter_changed(site: Site) -> None:
    good = site.stamp()
    assert leads(site.send(cachet=site.stamp(OTHER))) == "/merci?suite=1"
    bad = good[:-1] + ("A" if good[-1] != "A" else "B")
    # The last letter of a signature holds spare bits: change another as well.
    bad = bad[:-5] + ("A" if bad[-5] != "A" else "B") + bad[-4:]
    assert leads(site.send(cachet=bad)) == "/merci?suite=1"
    assert site.kept == []
    assert leads(site.send(cachet=good)) == "/merci"


def test_a_machine_that_fills_every_field_is_thanked_and_forgotten(site: Site) -> None:
    assert leads(site.send(site="https://pub.example")) == "/merci"
    assert site.kept == []


def test_a_form_that_is_not_ours_is_unreadable(site: Site) -> None:
    assert (
        site.client.post(f"/ressource/{RECORD}/corriger", data={"choix": "age"}).status_code == 400
    )
    assert site.client.post("/ressource/rzzzzzz/corriger", data={"cachet": "x"}).status_code == 404


def test_another_site_cannot_send_it(site: Site) -> None:
    stamp = {"choix": "age", "site": "", "cachet": site.stamp()}
    answer = site.client.post(
        f"/ressource/{RECORD}/corriger", data=stamp, headers={"Sec-Fetch-Site": "cross-site"}
    )
    assert answer.status_code == 403
    assert site.kept == []


def test_the_same_said_again_answers_as_the_first_time(site: Site) -> None:
    """S1: nobody learns what others sent. A choice about a record is kept once, whoever repeats
    it, and hides no other."""
    answers = [site.send() for _ in range(4)]
    assert {(a.status_code, a.headers["Location"], a.text) for a in answers} == {
        (303, "/merci", answers[0].text)
    }
    assert len(site.kept) == 1
    assert leads(site.send(record_id=OTHER)) == "/merci"
    assert leads(site.send("langue")) == "/merci"
    assert len(site.kept) == 3


def test_the_page_of_a_record_does_not_depend_on_the_queue(site: Site) -> None:
    """S1: no counter, no mark, in either state."""
    before = site.client.get(f"/ressource/{RECORD}").data
    site.send()
    site.now = NOON
    assert site.client.get(f"/ressource/{RECORD}").data == before
    assert site.client.get("/merci").text.count("Merci") >= 1


def test_no_log_line_tells_of_it(site: Site, caplog: pytest.LogCaptureFixture) -> None:
    """S5: neither the record nor the choice; not when the disk refuses either."""
    with caplog.at_level(logging.DEBUG):
        site.send("langue")
        site.app.extensions["webmap_corrections"] = Corrections(Path("/proc/none"))
        try:
            assert leads(site.send("langue")) == "/merci"
        finally:
            site.app.extensions["webmap_corrections"] = Corrections(site.folder / "corrections")
    assert "a correction cannot be kept" in caplog.text
    assert RECORD not in caplog.text
    assert "langue" not in caplog.text


def test_two_machines_with_one_key_accept_each_other(
    site: Site, app: Flask, tmp_path: Path
) -> None:
    """And two without a key do not: each made its own."""
    where = app.extensions["webmap_where"]
    one, two = (Site(where, tmp_path, WEBMAP_FORM_KEY="k" * 32) for _ in range(2))
    two.now = NOON + timedelta(minutes=1)
    assert leads(two.send(cachet=one.stamp())) == "/merci"
    assert two.kept
    assert leads(one.send(cachet=site.stamp())) == "/merci?suite=1"


def test_a_short_key_is_refused() -> None:
    with pytest.raises(Exception, match="WEBMAP_FORM_KEY") as refused:
        load({"WEBMAP_FORM_KEY": "court"})
    assert "court" not in str(refused.value)


# ---- the file


def correction(number: int = 0, day: date = DAY, choice: str = "age") -> Correction:
    return Correction(day, f"rbcd{number:03d}", choice)


def test_a_choice_is_kept_once_with_its_first_day(tmp_path: Path) -> None:
    """Until a person has read it: then it may be said again."""
    kept = Corrections(tmp_path)
    assert kept.add(correction())
    assert not kept.add(correction(day=DAY + timedelta(days=1)))
    assert kept.add(correction(choice="numero"))
    assert kept.take() == [correction(), correction(choice="numero")]
    assert kept.add(correction())


def test_what_is_taken_is_kept_no_more(tmp_path: Path) -> None:
    kept = Corrections(tmp_path)
    assert kept.take() == []
    kept.add(correction())
    assert kept.take() == [correction()]
    assert kept.read() == []


def test_a_line_that_is_not_ours_is_passed_over(tmp_path: Path) -> None:
    lines = (
        "garbage\n2026-11-22 rbcd001 autre\n\xff\n2026-13-45 rbcd003 age\n"
        "2026-11-22 rbcd002 age\n2026-11-22 rb"
    )
    (tmp_path / "corrections.txt").write_text(lines, "latin-1")
    assert Corrections(tmp_path).read() == [correction(2)]


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "ascii")
    with pytest.raises(StoreError, match="WEBMAP_RESULTS"):
        Corrections(tmp_path / "file" / "corrections").add(correction())


WRITES = """
import sys
from datetime import date
from pathlib import Path
from webmap.store.corrections import Correction, Corrections
kept = Corrections(Path(sys.argv[1]))
for n in range(60):
    kept.add(Correction(date(2026, 11, 22), f"rbcd{n:03d}", sys.argv[2]))
"""


def test_several_processes_write_whole_lines_each_once(tmp_path: Path) -> None:
    """Six workers, 360 lines of which 180 differ: none torn, none twice."""
    command = [sys.executable, "-c", WRITES, str(tmp_path)]
    workers = [subprocess.Popen([*command, choice]) for choice in ("age", "numero", "ferme") * 2]
    assert [worker.wait(timeout=300) for worker in workers] == [0] * 6
    text = (tmp_path / "corrections.txt").read_text("ascii")
    assert len(text.splitlines()) == len(set(text.splitlines())) == 180
    assert all(re.fullmatch(r"2026-11-22 rbcd\d{3} [a-z]+", line) for line in text.splitlines())


def test_the_operator_reads_and_empties(
    site: Site, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    where = {**app.extensions["webmap_where"], "WEBMAP_RESULTS": str(site.folder)}
    catalogue = app.extensions["webmap"].snapshot().catalogue
    monkeypatch.setattr(cli, "_catalogue", lambda: catalogue)
    site.send("age")
    site.send("langue")

    def run(*arguments: str) -> str:
        done = CliRunner().invoke(
            cli.main, ["corrections", *arguments], env={**os.environ, **where}
        )
        assert done.exit_code == 0, done.output
        return done.output

    for arguments, left in (((), 2), (("--empty",), 0)):
        shown = run(*arguments)
        assert RECORD in shown
        assert CORRECTIONS["age"].fr in shown
        assert len(site.kept) == left
    assert RECORD not in run()


def test_a_public_page_without_scripts_has_the_whole_form(client: FlaskClient) -> None:
    """Plain fields and a button: nothing waits for a script."""
    html = read(client.get(f"/ressource/{RECORD}/corriger").text)
    assert "submit" in [button.attributes["type"] for button in html.all("button")]
    links = {a.attributes["href"] for a in read(client.get(f"/ressource/{RECORD}").text).all("a")}
    assert f"/ressource/{RECORD}/corriger" in links
