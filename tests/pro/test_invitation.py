"""The first sign-in: one link, once, for a few days; then a password and a second factor."""

from __future__ import annotations

import re

import pytest
from passlib.totp import TOTP

from tests.pro.people import PASSWORD, Member, Site, session_of
from tests.web.pages import read
from webmap.private import invitations


def test_from_the_link_to_the_door(site: Site) -> None:
    """A password, then a key to copy, then a code: the account is in."""
    number = site.account("camille@departement.example.com")
    path = f"/pro/invitation/{site.invitation(number)}"
    member = Member(
        site, site.app.test_client(), email="camille@departement.example.com", number=number
    )
    form = {"password": PASSWORD, "confirmation": PASSWORD}
    assert member.fill(path, form).headers["Location"] == "/pro/connexion"
    assert member.password().headers["Location"] == "/pro/second-facteur"
    page = member.fill("/pro/second-facteur", {"setup": "authenticator"}).text
    (key,) = re.findall(r'<code class="key">([A-Z2-7-]+)</code>', page)
    member.totp = TOTP(key.replace("-", ""), format="base32", digits=6)
    assert member.fill("/pro/code", {"code": member.code()}).headers["Location"] == "/pro"
    assert member.get("/pro").status_code == 200


def test_the_square_is_the_key_and_belongs_to_whoever_sets_it_up(site: Site) -> None:
    number = site.account("camille@departement.example.com")
    member = Member(site, site.app.test_client(), email="camille@departement.example.com")
    form = {"password": PASSWORD, "confirmation": PASSWORD}
    member.fill(f"/pro/invitation/{site.invitation(number)}", form)
    assert member.get("/pro/carre").status_code == 404
    member.password()
    assert member.get("/pro/carre").status_code == 404
    member.fill("/pro/second-facteur", {"setup": "authenticator"})
    answer = member.get("/pro/carre")
    assert answer.mimetype == "image/svg+xml"
    assert answer.headers["Cache-Control"] == "no-store"
    assert b"<svg" in answer.data
    assert site.visitor().get("/pro/carre").status_code == 404


def test_the_key_is_not_readable_in_the_cookie(site: Site) -> None:
    """The session is signed, not hidden: what it carries of the key is sealed."""
    number = site.account("camille@departement.example.com")
    member = Member(site, site.app.test_client(), email="camille@departement.example.com")
    form = {"password": PASSWORD, "confirmation": PASSWORD}
    member.fill(f"/pro/invitation/{site.invitation(number)}", form)
    member.password()
    page = member.fill("/pro/second-facteur", {"setup": "authenticator"}).text
    (key,) = re.findall(r'<code class="key">([A-Z2-7-]+)</code>', page)
    assert key.replace("-", "") not in str(session_of(member))
    assert "enckey" in session_of(member)["tf_totp_secret"]


def test_a_link_serves_once(site: Site) -> None:
    number = site.account("camille@departement.example.com")
    path = f"/pro/invitation/{site.invitation(number)}"
    form = {"password": PASSWORD, "confirmation": PASSWORD}
    assert site.visitor().fill(path, form).status_code == 303
    assert site.visitor().get(path).status_code == 404


def test_two_at_once_cannot_both_use_it(site: Site) -> None:
    """Both opened the page before either sent it."""
    number = site.account("camille@departement.example.com")
    path = f"/pro/invitation/{site.invitation(number)}"
    first, second = site.visitor(), site.visitor()
    forms = [read(v.get(path).text) for v in (first, second)]
    tokens = [
        next(e.attributes["value"] for e in f.all("input") if e.attributes["name"] == "csrf_token")
        for f in forms
    ]
    data = {"password": PASSWORD, "confirmation": PASSWORD}
    assert first.send(path, {**data, "csrf_token": tokens[0]}).status_code == 303
    assert second.send(path, {**data, "csrf_token": tokens[1]}).status_code == 404


def test_a_link_ends(site: Site) -> None:
    number = site.account("camille@departement.example.com")
    path = f"/pro/invitation/{site.invitation(number)}"
    site.clock.moment += invitations.LIFE
    answer = site.visitor().get(path)
    assert answer.status_code == 404
    assert "camille" not in answer.text


def test_a_new_link_voids_the_old(site: Site) -> None:
    number = site.account("camille@departement.example.com")
    old = site.invitation(number)
    site.invitation(number)
    assert site.visitor().get(f"/pro/invitation/{old}").status_code == 404


@pytest.mark.parametrize("token", ["x", "A" * 43, "../bureau", "' or 1=1 --"])
def test_a_made_up_link_opens_nothing(site: Site, token: str) -> None:
    site.invitation(site.account("camille@departement.example.com"))
    assert site.visitor().get(f"/pro/invitation/{token}").status_code == 404


@pytest.mark.parametrize(
    ("password", "confirmation"),
    [
        ("court", "court"),
        (PASSWORD, "un autre mot de passe"),
        ("", ""),
        ("a" * 200, "a" * 200),
        *((easy, easy) for easy in ("motdepasse123", "camille.departement", "a" * 100)),
    ],
)
def test_a_weak_password_is_refused_and_the_link_lives(
    site: Site, password: str, confirmation: str
) -> None:
    number = site.account("camille@departement.example.com")
    path = f"/pro/invitation/{site.invitation(number)}"
    visitor = site.visitor()
    answer = visitor.fill(path, {"password": password, "confirmation": confirmation})
    assert answer.status_code == 400
    assert visitor.get(path).status_code == 200


def test_long_and_not_easy_is_taken(site: Site) -> None:
    """What zxcvbn does not read, beyond 72 signs, is no reason to refuse."""
    number = site.account("camille@departement.example.com")
    path = f"/pro/invitation/{site.invitation(number)}"
    long = f"{PASSWORD} {'puis un autre sentier ' * 4}".strip()
    assert len(long) > 72
    answer = site.visitor().fill(path, {"password": long, "confirmation": long})
    assert answer.status_code == 303


def test_an_easy_password_is_refused_at_a_change_too(site: Site) -> None:
    member = site.professional()
    form = {"password": PASSWORD, "new_password": "azertyuiop12"}
    form["new_password_confirm"] = form["new_password"]
    answer = member.fill("/pro/mot-de-passe", form)
    assert answer.status_code == 200
    assert "se devine trop vite" in answer.text
