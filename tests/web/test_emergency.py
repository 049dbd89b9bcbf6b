"""Whom to call first: the order, and that no number is promised where nobody checked it."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from tests.web.pages import read
from webmap.directory.catalogue import Catalogue
from webmap.web.public import context, emergency
from webmap.web.public.lines import lines

UNCERTAIN = ("975", "977", "978", "986", "987", "988")


def _phones(step: emergency.Step) -> list[str]:
    return [line.record.phone for line in step.usable if line.record.phone]


def _steps(catalogue: Catalogue, territory: str) -> dict[str, emergency.Step]:
    return {step.code: step for step in emergency.steps(catalogue, territory)}


def test_order_on_the_mainland(catalogue: Catalogue) -> None:
    """Danger, injury, child, missing, images, writing, later (DOMAIN 5D)."""
    steps = emergency.steps(catalogue)
    assert [step.code for step in steps] == list(emergency.STEPS)
    known = _steps(catalogue, "metropole")
    assert _phones(known["danger"]) == ["17", "112", "114"]
    assert _phones(known["injured"])[0] == "15"
    assert _phones(known["child"]) == ["119"]
    assert _phones(known["missing"]) == ["116 000"]
    assert _phones(known["images"]) == ["3018"]
    assert _phones(known["later"])[0] == "116 006"


def test_a_departement_of_the_mainland_has_the_mainland_matrix(catalogue: Catalogue) -> None:
    assert _phones(_steps(catalogue, "59")["danger"]) == ["17", "112", "114"]
    assert _phones(_steps(catalogue, "2B")["child"]) == ["119"]


@pytest.mark.parametrize("territory", [*UNCERTAIN, "971", "972", "973", "974", "976"])
def test_only_numbers_that_a_source_says_work(catalogue: Catalogue, territory: str) -> None:
    """S7: unknown is not usable, and no page offers to dial it."""
    for step in emergency.steps(catalogue, territory):
        for line in step.usable:
            if line.record.phone:
                assert line.reach is not None
                assert line.reach.reachable == "yes"
        assert all(line.works in ("no", "unknown") for line in step.unchecked)


@pytest.mark.parametrize("territory", UNCERTAIN)
def test_no_page_dials_an_unchecked_number(
    client: FlaskClient, catalogue: Catalogue, territory: str
) -> None:
    html = read(client.get(f"/urgence/{territory}").text)
    dialled = {
        a.attributes["href"].split(":")[1]
        for a in html.all("a")
        if a.attributes["href"].startswith(("tel:", "sms:"))
    }
    usable = {
        line.record.phone.replace(" ", "")
        for step in emergency.steps(catalogue, territory)
        for line in step.usable
    }
    assert dialled == {phone for phone in usable if phone}


@pytest.mark.parametrize("territory", [*UNCERTAIN, "971", "972", "973", "974", "976", "59"])
def test_an_injury_never_meets_an_empty_step(catalogue: Catalogue, territory: str) -> None:
    """15 or 18 where a source says so, else a number that is known to answer."""
    step = _steps(catalogue, territory)["injured"]
    assert step.answered
    assert {line.record.phone for line in step.shown if line.by_voice} & {"15", "18", "112", "17"}


@pytest.mark.parametrize(
    ("territory", "phone"), [("987", "17"), ("977", "17"), ("976", "112"), ("971", "112")]
)
def test_where_neither_15_nor_18_is_known(catalogue: Catalogue, territory: str, phone: str) -> None:
    (instead,) = _steps(catalogue, territory)["injured"].instead
    assert (instead.record.phone, instead.works) == (phone, "yes")


def test_a_step_without_any_answer_is_known_as_such() -> None:
    assert not emergency.Step("injured", (), ()).answered
    assert not emergency.Step("child", (), ()).answered
    assert emergency.Step("images", (), ()).answered


@pytest.mark.parametrize("territory", ["975", "986"])
def test_the_first_step_has_a_card_that_calls(client: FlaskClient, territory: str) -> None:
    """18 where 17 is not known to work: the same card as any line, its number said once."""
    page = client.get(f"/urgence/{territory}").text
    first = page.split('id="n1"')[1].split('id="n2"')[0]
    assert 'href="tel:18"' in first
    assert "18 (18" not in page


def test_the_local_lines_are_in_the_third_step(catalogue: Catalogue) -> None:
    """119 or the territory's own line, whichever answers there (DOMAIN 5D)."""
    assert _phones(_steps(catalogue, "986")["child"]) == ["98 60"]
    assert _phones(_steps(catalogue, "988")["child"]) == ["05 44 44", "05 30 30"]
    assert "0 805 218 218" in _phones(_steps(catalogue, "972")["later"])


def _of_commune(catalogue: Catalogue, code: str) -> dict[str, list[str]]:
    return {
        step.code: [line.record.phone for line in step.shown]
        for step in context.steps_now(catalogue, code)
    }


def test_a_commune_opens_on_the_first_steps(client: FlaskClient, catalogue: Catalogue) -> None:
    """Every number that works there, in the order of the emergency page, folded under what happens;
    a missing child has a line without a number too: whom to tell first."""
    first = {
        "danger": ["17", "112", "114"],
        "injured": ["15", "18", "3114"],
        "child": ["119", ""],
        "missing": ["116 000"],
    }
    assert _of_commune(catalogue, "59").items() >= first.items()
    assert list(_of_commune(catalogue, "59")) == list(context.NOW)
    assert _of_commune(catalogue, "986")["child"][0] == "98 60"
    assert _of_commune(catalogue, "976")["missing"] == []
    page = client.get("/commune/97611").text.split('<details class="folded">')
    missing = next(part for part in page if "<strong>Fugue ou disparition" in part)
    assert "Signalez tout de suite la disparition au 17" in missing


def test_a_missing_child_where_no_number_is_known(
    client: FlaskClient, catalogue: Catalogue
) -> None:
    """No promise: the gendarmerie itself, then the line that answers there."""
    assert emergency.missing(catalogue, "986") == emergency.Missing("", "", "98 60")
    assert emergency.missing(catalogue, "974") == emergency.Missing("17", "", "119")
    text = client.get("/urgence/986").text.split('id="n4"')[1].split('id="n5"')[0]
    assert "gendarmerie" in text
    assert "98 60" in text
    assert "une équipe" not in text
    assert "étape 1" not in text


def test_a_missing_child_on_the_mainland(client: FlaskClient, catalogue: Catalogue) -> None:
    assert emergency.missing(catalogue, "59") == emergency.Missing("17", "116 000", "119")
    assert "une équipe" in client.get("/urgence").text


@pytest.mark.parametrize("path", ["/urgence", "/urgence/986", "/urgence/59"])
def test_overseas_chooses_before_any_number(client: FlaskClient, path: str) -> None:
    """On a phone the list at the foot was 10,000 pixels away."""
    page = client.get(path).text
    assert page.index('href="/urgence/971"') < page.index('href="/urgence/01"')
    assert page.index('href="/urgence/01"') < page.index('class="steps"')


def test_a_number_on_a_page_does_not_prove_that_it_works(catalogue: Catalogue) -> None:
    """AAVIP 973: a press page of 2021. 5555: free from two operators only."""
    known = {line.record.phone: line for line in lines(catalogue, "973")}
    assert known["06 94 95 34 03"].works == "unknown"
    here = {line.record.phone: line.reach for line in lines(catalogue, "976")}
    assert here["5555"] is not None
    assert here["5555"].free == "unknown"


def test_the_two_records_of_98_60_agree(catalogue: Catalogue) -> None:
    first, second = catalogue.get("rp6hnsm"), catalogue.get("r7b7h3f")
    for field in ("name", "confidentialite", "access_fr", "access_en", "hours", "audiences"):
        assert getattr(first, field) == getattr(second, field), field
    assert second.summary_fr.startswith(first.summary_fr)
    assert second.summary_en.startswith(first.summary_en)


def test_wallis_has_a_number_that_works(client: FlaskClient, catalogue: Catalogue) -> None:
    """17 and 119 are not verified there: 18 and the local line are, and the page gives them."""
    assert emergency.danger(catalogue, "986") == {"voice": ("18",), "text": ()}
    text = read(client.get("/urgence/986").text).one("main").text
    assert "98 60" in text
    strip = next(
        p.text for p in read(client.get("/urgence/986").text).all("p")
        if p.attributes.get("class") == "strip"
    )  # fmt: skip
    assert "17" not in strip
    assert "18" in strip


def test_the_strip_of_the_mainland(catalogue: Catalogue) -> None:
    assert emergency.danger(catalogue, "59") == {"voice": ("17", "112"), "text": ("114",)}


def test_who_connects(catalogue: Catalogue) -> None:
    """119 and 116 000 where they work, else the territory's own line for a child."""
    assert emergency.who_connects(catalogue, "59") == ("119", "116 000")
    assert emergency.who_connects(catalogue, "974") == ("119",)
    assert emergency.who_connects(catalogue, "988") == ("05 44 44",)
    assert emergency.who_connects(catalogue, "986") == ("98 60",)


def test_114_takes_messages_only(client: FlaskClient) -> None:
    """No voice answers there: the page never offers to call it."""
    text = client.get("/urgence").text
    assert 'href="sms:114"' in text
    assert 'href="tel:114"' not in text


@pytest.mark.parametrize("path", ["/", "/urgence", "/urgence/976", "/commune/59350"])
def test_numbers_are_dialled_only_after_a_warning(client: FlaskClient, path: str) -> None:
    """Each is in a closed `details`, after a sentence that says what the phone will keep."""
    page = client.get(path).text
    said, *dialled = re.split(r'href="(?:tel|sms):', page)
    assert dialled
    for before in (said, *dialled[:-1]):
        last = before[before.rindex("<p>L") if "<p>L" in before else 0 :]
        assert "journal du téléphone" in last or "messages du téléphone" in last
    closed = re.compile(r"<details(?: class=\"[\w ]+\")?>(?:(?!</?details)[\s\S])*</details>")
    folded = 1
    while folded:
        page, folded = closed.subn("", page)
    assert "<details" not in page, "a details that is open, or is not closed"
    assert not re.search("(?:tel|sms):", page)


@pytest.mark.parametrize("path", ["/urgence", "/urgence/974"])
def test_each_line_says_who_answers_and_what_is_passed_on(client: FlaskClient, path: str) -> None:
    html = read(client.get(path).text)
    for line in (li for li in html.all("li") if li.attributes.get("class") == "line"):
        assert "Qui répond" in line.text
        assert "Prix" in line.text
        assert "Transmis" in line.text
        assert "Ici" in line.text


def test_a_source_without_a_date_says_when_it_was_seen(client: FlaskClient) -> None:
    text = read(client.get("/urgence").text).one("main").text
    assert "page sans date, vue le 22 novembre 2026" in text


def test_the_strip_of_every_page_says_where(client: FlaskClient) -> None:
    strips = [
        p.text for p in read(client.get("/").text).all("p") if p.attributes.get("class") == "strip"
    ]
    assert len(strips) == 1
    assert "en métropole" in strips[0]


def test_first_numbers_of_the_home_page(catalogue: Catalogue) -> None:
    """In the order of the steps: danger, body and suicide, child, missing, images."""
    assert list(emergency.HOME) == ["17", "112", "114", "15", "3114", "119", "116 000", "3018"]
    assert [line.record.phone for line in emergency.home(catalogue)] == list(emergency.HOME)


def test_nothing_promises_secrecy(client: FlaskClient) -> None:
    """S10: never "sans trace", never a promise that nobody will know."""
    for path in ("/", "/urgence", "/recherche", "/commune/59350", "/departement/59"):
        text = client.get(path).text.lower()
        assert "sans trace" not in text
        assert "personne ne saura" not in text


@pytest.mark.parametrize("path", ["/urgence", "/urgence/976"])
def test_who_cannot_hear_is_told_how(client: FlaskClient, catalogue: Catalogue, path: str) -> None:
    """Each line that says how deaf people reach it says so on the page that sends to it."""
    text = read(client.get(path).text).one("main").text
    said = [r.deaf_access_fr for r in catalogue.in_category("ecoute") if r.deaf_access_fr]
    assert said
    assert any(sentence in text for sentence in said)


def test_a_helpline_is_known_however_its_number_is_written(catalogue: Catalogue) -> None:
    """A record that writes 116000 is told as not checked in Mayotte too (S7)."""
    line = catalogue.helpline("116 000")
    assert line is not None
    assert catalogue.helpline("116000") is line
    assert not catalogue.dials("116000", "976")
    assert catalogue.helpline("") is None
