"""Signing in: two factors, few tries, the same answer for whoever is unknown (S9)."""

from __future__ import annotations

import pytest

from tests.pro.people import PASSWORD, Member, Site, token_of
from tests.web.pages import read
from webmap.private import accounts, audit, credentials
from webmap.pro import throttle
from webmap.pro.texts import REFUSED, WRONG_CODE

ELSEWHERE = (
    "https://evil.example",
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "https:evil.example",
    "https://reperes.test.evil.example/pro",
    "https://reperes.test@evil.example",
    "javascript:alert(1)",
    "/sortie",
    "/pro/../sortie",
)


def said(text: str) -> str:
    """The alert of a page."""
    return " ".join(e.text for e in read(text).all("div") if e.attributes.get("role") == "alert")


def stripped(text: str) -> str:
    """A page without its token, which changes at each visit."""
    return text.replace(token_of(text)["csrf_token"], "")


def test_both_factors_open_the_door(site: Site) -> None:
    member = site.member()
    assert member.password().headers["Location"] == "/pro/code?next=/pro"
    site.clock.move(seconds=31)
    assert member.second().headers["Location"] == "/pro"
    assert member.get("/pro").status_code == 200
    with site.room.read() as session:
        assert audit.entries(session, 1)[0].action == "connexion"


def test_the_second_factor_cannot_be_skipped(site: Site) -> None:
    member = site.member()
    member.password()
    for path in ("compte", "ailleurs", "ressource/rgfmdf4", "cles", "mot-de-passe", "carre"):
        assert member.get(f"/pro/{path}").status_code in (302, 404), path


def test_a_second_factor_cannot_be_chosen_by_whoever_has_the_password(site: Site) -> None:
    """One that is set is not replaced on the way in."""
    member = site.member()
    text = member.password(follow_redirects=True).text
    answer = member.send("/pro/second-facteur", {**token_of(text), "setup": "authenticator"})
    assert answer.headers["Location"] == "/pro/connexion"
    assert "authr_key" not in answer.text


def test_a_code_without_a_password_opens_nothing(site: Site) -> None:
    member = site.member()
    text = member.get("/pro/connexion").text
    answer = member.send("/pro/code", {**token_of(text), "code": member.code()})
    assert answer.headers["Location"] == "/pro/connexion"


def test_a_code_works_once(site: Site) -> None:
    """Seen over a shoulder, it is worth nothing."""
    member = site.member()
    member.password()
    site.clock.move(seconds=31)
    code = member.code()
    assert member.second(code).status_code == 302
    other = Member(site, site.app.test_client(), email=member.email, totp=member.totp)
    other.password()
    answer = other.second(code)
    assert answer.status_code == 200
    assert WRONG_CODE in said(answer.text)


def test_the_code_that_confirmed_the_set_up_does_not_sign_in(site: Site) -> None:
    member = site.member()
    with site.room.write() as session:
        assert credentials.take_counter(session, member.number, 10**9)
        credentials.set_second_factor(
            session, member.number, "authenticator", member.totp.to_json(False), site.clock()
        )
        assert not credentials.take_counter(session, member.number, 10**9)


def test_five_wrong_passwords_shut_the_door_for_a_quarter_of_an_hour(site: Site) -> None:
    member = site.member()
    for _ in range(throttle.OF_ONE):
        assert REFUSED in said(member.password("not this one at all").text)
    assert REFUSED in said(member.password().text)
    site.clock.move(minutes=16)
    assert member.password().status_code == 302


def test_another_browser_does_not_open_a_shut_door(site: Site) -> None:
    """Tries are counted by account, wherever they come from."""
    member = site.member()
    for _ in range(throttle.OF_ONE):
        other = Member(site, site.app.test_client(), email=member.email.upper())
        other.password("not this one at all")
    assert REFUSED in said(member.password().text)


def test_a_good_password_forgets_the_wrong_ones(site: Site) -> None:
    member = site.member()
    for _ in range(throttle.OF_ONE - 1):
        member.password("not this one at all")
    assert member.password().status_code == 302
    for _ in range(throttle.OF_ONE - 1):
        member.password("not this one at all")
    assert member.password().status_code == 302


def test_five_wrong_codes_shut_the_door(site: Site) -> None:
    """A million codes, five tries: and knowing the password again does not give five more."""
    member = site.member()
    member.password()
    right = member.code()
    wrong = f"{(int(right) + 1) % 10**6:06d}"
    for _ in range(throttle.OF_ONE):
        assert WRONG_CODE in said(member.second(wrong).text)
    assert WRONG_CODE in said(member.second(right).text)
    member.password()
    assert WRONG_CODE in said(member.second(right).text)


@pytest.mark.parametrize(
    "written",
    ["@ｄepartement.example.com", "@departement。example.com", "@DEPARTEMENT.example.com"],
)
def test_an_address_written_otherwise_gives_no_more_tries(site: Site, written: str) -> None:
    """Flask-Security reads full-width letters and dots: the tries are those of the account."""
    member = site.member()
    disguised = member.email.replace("@departement.example.com", written)
    for _ in range(throttle.OF_ONE):
        Member(site, site.app.test_client(), email=disguised).password("not this one at all")
    assert REFUSED in said(member.password().text)


def test_strangers_who_fail_everywhere_shut_no_door_that_they_did_not_touch(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Three hundred wrong tries by anybody would otherwise shut out all professionals. A door
    that was tried shuts at its next failure; the bureau is told."""
    monkeypatch.setattr(throttle, "OF_ALL", 3)
    member, tried = site.member(), site.member("sasha@departement.example.com")
    tried.password("not this one at all")
    for number in range(2):
        Member(site, site.app.test_client(), email=f"a{number}@example.com").password("a" * 20)
    assert "Connexions refusées à la suite" in site.bureau().get("/pro/bureau").text
    assert REFUSED in said(tried.password().text)
    assert member.password().status_code == 302


def test_a_shut_door_is_told_to_the_bureau(site: Site) -> None:
    member = site.member()
    for _ in range(throttle.OF_ONE + 1):
        member.password("not this one at all")
    bureau = site.bureau()
    assert "Connexions refusées à la suite" in bureau.get("/pro/bureau").text


@pytest.mark.parametrize("tries", [1, throttle.OF_ONE + 1])
def test_an_unknown_address_is_answered_like_a_known_one(site: Site, tries: int) -> None:
    """User enumeration: word for word, before and after the door shuts."""
    site.member()
    pages = []
    for email in ("camille@departement.example.com", "personne@departement.example.com"):
        visitor = Member(site, site.app.test_client(), email=email)
        for _ in range(tries):
            answer = visitor.password("not this one at all")
        pages.append(stripped(answer.text).replace(email, ""))
        assert answer.status_code == 200
    assert pages[0] == pages[1]


def test_a_blocked_account_is_answered_like_an_unknown_one(site: Site) -> None:
    member = site.member()
    with site.room.write() as session:
        accounts.block(session, member.number, "command", site.clock())
    answer = member.password()
    assert REFUSED in said(answer.text)


def test_an_unknown_address_costs_as_much_work_as_a_known_one(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Time would tell them apart: a password is worked on once in every case."""
    context = site.wing.extensions["security"].pwd_context
    work: list[str] = []
    for name in ("hash", "verify"):
        real = getattr(context, name)
        monkeypatch.setattr(
            context, name, lambda *a, _n=name, _r=real, **k: (work.append(_n), _r(*a, **k))[1]
        )
    counts = []
    known = site.member()
    shut = site.member("sasha@departement.example.com")
    for _ in range(throttle.OF_ONE):
        shut.password("not this one at all")
    for email in (known.email, "personne@departement.example.com", shut.email):
        work.clear()
        Member(site, site.app.test_client(), email=email).password("not this one at all")
        counts.append(len(work))
    assert counts == [1, 1, 1]


def test_signing_in_never_leads_elsewhere(site: Site) -> None:
    """Open redirect: such a link is refused at every step, in the address and in the form."""
    member = site.member()
    form = {"email": member.email, "password": PASSWORD}
    for wanted in ELSEWHERE:
        address = {"next": wanted}
        assert member.get("/pro/connexion", query_string=address).status_code == 400, wanted
        assert member.fill("/pro/connexion", {**form, **address}).status_code == 400, wanted
    assert member.password().headers["Location"] == "/pro/code?next=/pro"
    for wanted in ELSEWHERE:
        address = {"next": wanted}
        assert member.get("/pro/code", query_string=address).status_code == 400, wanted
        assert member.fill("/pro/code", {"code": member.code(), **address}).status_code == 400


def test_signing_in_leads_back_to_the_record_asked_for(site: Site) -> None:
    member = site.member()
    location = member.get("/pro/ressource/rgfmdf4").headers["Location"]
    text = member.get(location).text
    form = {**token_of(text), "email": member.email, "password": PASSWORD}
    location = member.send(location, form).headers["Location"]
    site.clock.move(seconds=31)
    text = member.get(location).text
    form = {**token_of(text), "code": member.code()}
    assert member.send(location, form).headers["Location"] == "/pro/ressource/rgfmdf4"


def test_nobody_is_remembered(site: Site) -> None:
    """Mass assignment: the box that Flask-Security knows and we do not offer."""
    member = site.member()
    text = member.get("/pro/connexion").text
    form = {**token_of(text), "email": member.email, "password": PASSWORD, "remember": "y"}
    member.send("/pro/connexion", form)
    site.clock.move(seconds=31)
    answer = member.second()
    cookies = [header.split("=")[0] for header in answer.headers.getlist("Set-Cookie")]
    assert cookies == ["pro"]


def test_no_token_signs_in(site: Site) -> None:
    """Flask-Security's tokens for programs: in an address or a header, they are nobody."""
    member = site.professional()
    with site.wing.test_request_context():
        user = site.wing.extensions["security"].datastore.find_user(email=member.email)
        token = user.get_auth_token()
    stranger = site.visitor()
    assert stranger.get("/pro/compte", query_string={"auth_token": token}).status_code == 302
    header = {"Authentication-Token": token}
    assert stranger.get("/pro/compte", headers=header).status_code == 302


def test_no_answer_is_json(site: Site) -> None:
    """Flask-Security would say more to programs than to people."""
    visitor = site.visitor()
    answer = visitor.get("/pro/connexion", headers={"Accept": "application/json"})
    assert answer.mimetype == "text/html"


def test_what_is_not_needed_is_closed(site: Site) -> None:
    for path in ("code-perdu", "register", "reset", "fs-static/js/webauthn.js", "verify"):
        assert site.visitor().get(f"/pro/{path}").status_code == 404, path
