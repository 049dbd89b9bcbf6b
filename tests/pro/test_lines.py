"""Referral lines: by territory, after a day, for a reason, a few, each written down (S9)."""

from __future__ import annotations

import pytest

from tests.pro.conftest import LINE, NATIONAL_OF_59, OF_59, OF_69, SECRET
from tests.pro.people import Member, Site, token_of
from webmap.directory.record import Record
from webmap.private import audit, callbacks, referrals, reveals
from webmap.web import parameters
from webmap.web.current import current_catalogue

WHY = {"motif": "orientation"}
#: As from a page made before any line was seen.
FIRST_LINE = {**WHY, "derniere": "0"}


def ask_line(member: Member, record_id: str, data: dict[str, str] = WHY) -> object:
    page = f"/pro/ressource/{record_id}"
    return member.press(page, f"{page}/ligne", data)


def record_of_59(site: Site) -> Record:
    with site.wing.app_context():
        return current_catalogue().get(OF_59)


def last_line(site: Site, member: Member) -> int:
    with site.room.read() as session:
        return reveals.of_account(session, member.number)[0].id


def test_the_first_thing_offered_is_to_be_called_back(site: Site) -> None:
    """The line itself is behind a fold, after it."""
    text = site.professional().get(f"/pro/ressource/{OF_59}").text
    line = text.index("Montrer la ligne")
    assert text.index("Être rappelé·e") < text.rindex("<details", 0, line)
    assert "</details>" not in text[text.rindex("<details", 0, line) : line]
    assert LINE.phone not in text


def test_a_line_is_shown_once_and_written_down(site: Site) -> None:
    member = site.professional()
    answer = ask_line(member, OF_59)
    assert LINE.phone in answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    assert LINE.phone not in member.get(f"/pro/ressource/{OF_59}").text
    assert member.get(f"/pro/ressource/{OF_59}/ligne").status_code == 405
    with site.room.read() as session:
        (row,) = reveals.of_account(session, member.number)
        assert (row.record_id, row.reason) == (OF_59, "orientation")
        assert audit.entries(session, 1)[0].action == "ligne_vue"


def test_the_same_form_sent_again_shows_nothing(site: Site) -> None:
    """Back or a reload sends the form again: whoever took the screen sees no line, none is
    counted. A form without its mark is no better."""
    member = site.professional()
    page = f"/pro/ressource/{OF_59}"
    form = {**token_of(member.get(page).text), **WHY}
    assert LINE.phone in member.send(f"{page}/ligne", form).text
    marks = ({"derniere": form["derniere"]}, {"derniere": ""}, {"derniere": "x"})
    for mark in marks:
        answer = member.send(f"{page}/ligne", {**form, **mark})
        assert answer.status_code == 409
        assert LINE.phone not in answer.text
        assert "aucune ligne n’a été montrée" in answer.text
    with site.room.read() as session:
        assert len(reveals.of_account(session, member.number)) == 1
    assert LINE.phone in ask_line(member, OF_59).text


def test_a_closed_place_opens_no_line(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not on its page, not by its form sent all the same; the refusal is written down."""
    member = site.professional()
    page = f"/pro/ressource/{OF_59}"
    form = {**token_of(member.get(page).text), **WHY, "moment": "soir"}
    closed = record_of_59(site).model_copy(update={"status": "closed"})
    monkeypatch.setattr(parameters, "record", lambda *_: closed)
    assert "Montrer la ligne" not in member.get(page).text
    for action in ("ligne", "rappel"):
        answer = member.send(f"{page}/{action}", form)
        assert answer.status_code == 404
        assert LINE.phone not in answer.text
        with site.room.read() as session:
            assert audit.entries(session, 1)[0].action == "ligne_refusee"


def test_a_record_that_says_no_territory_is_nobodys(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither of a territory nor national: it was taken for a national one."""
    member = site.professional()
    form = {**token_of(member.get(f"/pro/ressource/{OF_59}").text), **WHY}
    lost = record_of_59(site).model_copy(update={"territory": "", "covers": ()})
    monkeypatch.setattr(parameters, "record", lambda *_: lost)
    answer = member.send(f"/pro/ressource/{OF_59}/ligne", form)
    assert answer.status_code == 403
    assert LINE.phone not in answer.text


def test_a_secret_place_calls_back_and_shows_no_line(site: Site) -> None:
    """Its page has no form for the line; the form of another page does not open it."""
    member = site.professional()
    text = member.get(f"/pro/ressource/{SECRET}").text
    assert "seul le rappel est possible" in text
    assert "Demander à être rappelé·e" in text
    assert "Montrer la ligne" not in text
    form = {**token_of(member.get(f"/pro/ressource/{OF_59}").text), **WHY}
    answer = member.send(f"/pro/ressource/{SECRET}/ligne", form)
    assert answer.status_code == 403
    assert LINE.phone not in answer.text
    assert "rappel" in answer.text


def test_nothing_in_the_first_day(site: Site) -> None:
    """A day for the employer, who was called, to say that something is wrong."""
    member = site.member()
    member.inside()
    assert "Pas le premier jour" in member.get(f"/pro/ressource/{OF_59}").text
    site.clock.move(hours=23)
    member.inside()
    answer = member.press("/pro/compte", f"/pro/ressource/{OF_59}/ligne", FIRST_LINE)
    assert answer.status_code == 403
    assert "vingt-quatre heures" in answer.text
    assert LINE.phone not in answer.text
    site.clock.move(hours=1)
    member.inside()
    assert LINE.phone in ask_line(member, OF_59).text


def test_being_called_back_is_open_from_the_first_day(site: Site) -> None:
    member = site.member()
    member.inside()
    page = f"/pro/ressource/{OF_59}"
    assert member.press(page, f"{page}/rappel", {"moment": "soir"}).status_code == 303
    assert "Le soir" in member.get("/pro").text
    with site.room.read() as session:
        (row,) = callbacks.of_account(session, member.number)
    assert (row.record_id, row.slot, row.state) == (OF_59, "soir", "demande")


@pytest.mark.parametrize("data", [{}, {"motif": ""}, {"motif": "curiosité"}])
def test_a_reason_among_the_choices_is_needed(site: Site, data: dict[str, str]) -> None:
    answer = ask_line(site.professional(), OF_59, data)
    assert answer.status_code == 400
    assert LINE.phone not in answer.text
    assert "<details open>" in answer.text


def test_the_limit_of_a_day_is_said_and_held(site: Site) -> None:
    member = site.professional()
    for _ in range(reveals.A_DAY):
        form = {**token_of(member.get(f"/pro/ressource/{OF_59}").text), **WHY}
        assert LINE.phone in member.send(f"/pro/ressource/{OF_59}/ligne", form).text
        site.clock.move(minutes=11)
        member.inside()
    assert "toutes les lignes permises" in member.get(f"/pro/ressource/{OF_59}").text
    form = {**WHY, "derniere": str(last_line(site, member))}
    answer = member.press("/pro/compte", f"/pro/ressource/{OF_59}/ligne", form)
    assert answer.status_code == 403
    assert "nombre de demandes permis" in answer.text
    assert "Limite atteinte" in site.bureau().get("/pro/bureau").text


def test_a_third_line_waits_and_says_so(site: Site) -> None:
    """A script is stopped at two; the sentence says what to do meanwhile."""
    member = site.professional()
    for _ in range(reveals.AT_ONCE):
        assert LINE.phone in ask_line(member, OF_59).text
    answer = ask_line(member, OF_59)
    assert answer.status_code == 403
    assert "dix minutes" in answer.text
    assert LINE.phone not in answer.text


def test_the_limit_of_an_employer_is_said(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reveals, "EMPLOYER_A_DAY", 1)
    first = site.professional()
    second = site.professional(email="sasha@departement.example.com")
    assert LINE.phone in ask_line(first.inside(), OF_59).text
    answer = second.press("/pro/compte", f"/pro/ressource/{OF_59}/ligne", FIRST_LINE)
    assert answer.status_code == 403
    assert "votre employeur" in answer.text


def test_a_record_of_another_territory_stays_shut(site: Site) -> None:
    """Insecure direct object reference: its number is known, its line is not given."""
    member = site.professional()
    page = member.get(f"/pro/ressource/{OF_69}")
    assert page.status_code == 200
    assert "aucun de vos territoires" in page.text
    for action, data in (("ligne", FIRST_LINE), ("rappel", {"moment": "soir"})):
        answer = member.press("/pro/compte", f"/pro/ressource/{OF_69}/{action}", data)
        assert answer.status_code == 403
        assert LINE.phone not in answer.text
    assert "Essai hors de ses territoires" in site.bureau().get("/pro/bureau").text


def test_whether_a_record_outside_has_a_line_is_not_told(site: Site) -> None:
    member = site.professional(territories=("33",))
    with_line = member.get(f"/pro/ressource/{OF_69}").text
    without = member.get("/pro/ressource/r2hl44r").text
    told = "sa ligne n’est pas ouverte à votre compte"
    assert told in with_line
    assert told in without


def test_a_national_record_is_open_to_every_access(site: Site) -> None:
    member = site.professional(territories=("33",))
    with site.room.write() as session:
        referrals.put(session, NATIONAL_OF_59, LINE, "command", site.clock())
    assert LINE.phone in ask_line(member, NATIONAL_OF_59).text


def test_a_record_without_a_line_says_so(site: Site) -> None:
    member = site.professional()
    assert "Aucune ligne" in member.get(f"/pro/ressource/{NATIONAL_OF_59}").text
    path = f"/pro/ressource/{NATIONAL_OF_59}/ligne"
    answer = member.press("/pro/compte", path, FIRST_LINE)
    assert answer.status_code == 404


def test_an_access_that_ended_shows_nothing(site: Site) -> None:
    member = site.member()
    site.clock.move(days=184)
    member.inside()
    assert "a pris fin" in member.get("/pro").text
    for action, data in (("ligne", FIRST_LINE), ("rappel", {"moment": "soir"})):
        answer = member.press("/pro/compte", f"/pro/ressource/{OF_59}/{action}", data)
        assert answer.status_code == 403
        assert LINE.phone not in answer.text


def test_only_what_is_within_reach_is_listed(site: Site) -> None:
    text = site.professional().get("/pro").text
    assert f"/pro/ressource/{OF_59}" in text
    assert f"/pro/ressource/{SECRET}" in text
    assert f"/pro/ressource/{OF_69}" not in text


@pytest.mark.parametrize("record_id", ["r000000", "nothing", "../bureau", "%00"])
def test_a_record_that_is_not_is_not_found(site: Site, record_id: str) -> None:
    assert site.professional().get(f"/pro/ressource/{record_id}").status_code == 404


def test_one_does_not_see_what_others_asked(site: Site) -> None:
    first = site.professional()
    page = f"/pro/ressource/{OF_59}"
    first.press(page, f"{page}/rappel", {"moment": "soir"})
    second = site.professional(email="sasha@departement.example.com")
    assert "Le soir" not in second.get("/pro").text
