"""ProConnect: who it may let in, and every way in which its answer is refused.

The provider is a real one, started here on this machine (`oidc-provider-mock`).
"""

from __future__ import annotations

import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
import requests
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet, RSAKey

from tests.pro.conftest import MakeSite
from tests.pro.people import Member, Site, session_of
from webmap.private import accounts
from webmap.pro import proconnect
from webmap.pro.texts import PROCONNECT_REFUSED

EMAIL = "camille@departement.example.com"
GOOD = {"email": EMAIL, "acr": "eidas1", "siret": "13002526500013"}


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    """A process of its own: what it does of the past is not ours to mend."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "--port", str(port)]
    silent = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    process = subprocess.Popen(command, **silent)  # type: ignore[call-overload]
    address = f"http://127.0.0.1:{port}"
    while not _answers(address):
        assert process.poll() is None, "the provider stopped at start"
        time.sleep(0.1)
    yield address
    process.terminate()
    process.wait(timeout=120)


def _answers(address: str) -> bool:
    try:
        return requests.get(f"{address}/.well-known/openid-configuration", timeout=60).ok
    except requests.ConnectionError:
        return False


@pytest.fixture
def site(make_site: MakeSite, issuer: str) -> Site:
    return make_site(
        proconnect_issuer=issuer,
        proconnect_client_id="reperes",
        proconnect_client_secret="of a test",  # noqa: S106
    )


def know(issuer: str, subject: str, claims: dict[str, Any]) -> None:
    requests.put(f"{issuer}/users/{subject}", json=claims, timeout=60).raise_for_status()


def leave(visitor: Member) -> str:
    """The address that ProConnect is asked at."""
    answer = visitor.get("/pro/proconnect")
    assert answer.status_code == 302
    return answer.headers["Location"]


def approve(address: str, subject: str) -> str:
    """What a person does at ProConnect; the address it sends them back to."""
    answer = requests.post(address, data={"sub": subject}, allow_redirects=False, timeout=60)
    assert answer.status_code == 302, answer.text
    return answer.headers["Location"].removeprefix("https://reperes.test")


def come_back(visitor: Member, address: str) -> Any:
    """The first page asks the browser to come again, from here."""
    text = visitor.get(address).text
    (again,) = re.findall(r'http-equiv="refresh" content="0; url=([^"]+)"', text)
    return visitor.get(again.replace("&amp;", "&"))


def refused(visitor: Member, answer: Any) -> bool:
    assert answer.headers["Location"] == "/pro/connexion", answer.headers
    return PROCONNECT_REFUSED in visitor.get("/pro/connexion").text


def test_it_is_off_unless_it_is_set(make_site: MakeSite) -> None:
    site = make_site()
    assert site.visitor().get("/pro/proconnect").status_code == 404
    assert "ProConnect" not in site.visitor().get("/pro/connexion").text


def test_it_takes_the_place_of_the_password_and_of_nothing_else(site: Site, issuer: str) -> None:
    """Our second factor follows; then the account remembers the subject and the employer."""
    member = site.member(EMAIL)
    know(issuer, "sub-1", GOOD)
    answer = come_back(member, approve(leave(member), "sub-1"))
    assert answer.headers["Location"] == "/pro/code"
    assert member.get("/pro/compte").status_code == 302
    with site.room.read() as session:
        assert accounts.by_id(session, member.number).proconnect_subject is None
    assert member.second().headers["Location"] == "/pro"
    with site.room.read() as session:
        account = accounts.by_id(session, member.number)
    assert (account.proconnect_subject, account.siret) == ("sub-1", GOOD["siret"])


def test_what_it_is_asked(site: Site) -> None:
    """State, nonce and PKCE, long enough for it; e-mail, employer, and the level of assurance."""
    member = site.member(EMAIL)
    asked = {name: values[0] for name, values in parse_qs(urlsplit(leave(member)).query).items()}
    assert len(asked["state"]) >= 32
    assert len(asked["nonce"]) >= 32
    assert asked["code_challenge_method"] == "S256"
    assert set(asked["scope"].split()) == {"openid", "email", "siret"}
    assert '"acr"' in asked["claims"]
    assert '"eidas1"' in asked["claims"]
    assert asked["redirect_uri"] == "https://reperes.test/pro/proconnect/retour"


@pytest.mark.parametrize(
    "claims",
    [
        {**GOOD, "acr": "eidas0"},
        {name: value for name, value in GOOD.items() if name != "acr"},
        {**GOOD, "email": "personne@departement.example.com"},
        {**GOOD, "email_verified": False},
        {name: value for name, value in GOOD.items() if name != "email"},
        {**GOOD, "email": ["camille@departement.example.com"]},
    ],
    ids=["level", "no level", "unknown e-mail", "e-mail not verified", "no e-mail", "a list"],
)
def test_whoever_it_does_not_vouch_for_stays_out(
    site: Site, issuer: str, claims: dict[str, Any]
) -> None:
    """Wrong level, unknown address: one sentence for all, and no account is made."""
    member = site.member(EMAIL)
    know(issuer, "sub-2", claims)
    assert refused(member, come_back(member, approve(leave(member), "sub-2")))
    assert member.get("/pro/code").headers["Location"] == "/pro/connexion"
    with site.room.read() as session:
        assert len(accounts.every(session)) == 1


def test_an_account_without_a_password_is_not_opened_by_it(site: Site, issuer: str) -> None:
    """The invitation comes first: it proves that the bureau's call reached this person."""
    number = site.account(EMAIL)
    member = Member(site, site.app.test_client(), email=EMAIL, number=number)
    know(issuer, "sub-3", GOOD)
    assert refused(member, come_back(member, approve(leave(member), "sub-3")))


def test_an_address_given_to_somebody_else_does_not_open_the_account(
    site: Site, issuer: str
) -> None:
    member = site.member(EMAIL)
    know(issuer, "sub-4", GOOD)
    come_back(member, approve(leave(member), "sub-4"))
    member.second()
    member.press("/pro/compte", "/pro/deconnexion")
    know(issuer, "sub-5", GOOD)
    assert refused(member, come_back(member, approve(leave(member), "sub-5")))


def test_a_state_that_is_not_ours_is_refused(site: Site, issuer: str) -> None:
    """Sign-in CSRF: an answer that another browser asked for."""
    know(issuer, "sub-6", GOOD)
    attacker, victim = (
        Member(site, site.app.test_client(), email=EMAIL),
        site.member(EMAIL),
    )
    back = approve(leave(attacker), "sub-6")
    leave(victim)
    assert refused(victim, come_back(victim, back))
    made_up = "/pro/proconnect/retour?" + urlencode({"code": "x", "state": "y" * 48})
    assert refused(victim, come_back(victim, made_up))


def test_an_answer_is_used_once(site: Site, issuer: str) -> None:
    member = site.member(EMAIL)
    know(issuer, "sub-7", GOOD)
    back = approve(leave(member), "sub-7")
    assert come_back(member, back).headers["Location"] == "/pro/code"
    assert refused(member, come_back(member, back))


def test_a_nonce_that_is_not_ours_is_refused(site: Site, issuer: str) -> None:
    """A token made for another sign-in, slipped into this one."""
    member = site.member(EMAIL)
    know(issuer, "sub-8", GOOD)
    address = leave(member)
    parts = urlsplit(address)
    query = {name: values[0] for name, values in parse_qs(parts.query).items()}
    query["nonce"] = "n" * 48
    back = approve(parts._replace(query=urlencode(query)).geturl(), "sub-8")
    assert refused(member, come_back(member, back))


def test_a_refusal_over_there_is_a_refusal_here(site: Site) -> None:
    member = site.member(EMAIL)
    state = parse_qs(urlsplit(leave(member)).query)["state"][0]
    back = "/pro/proconnect/retour?" + urlencode({"error": "access_denied", "state": state})
    assert refused(member, come_back(member, back))


def test_a_provider_that_is_down_is_said_in_a_sentence(make_site: MakeSite) -> None:
    site = make_site(
        proconnect_issuer="http://127.0.0.1:9",
        proconnect_client_id="reperes",
        proconnect_client_secret="of a test",  # noqa: S106
    )
    member = site.member(EMAIL)
    assert refused(member, member.get("/pro/proconnect"))


def test_the_page_of_the_way_back_repeats_only_what_is_expected(site: Site) -> None:
    member = site.member(EMAIL)
    text = member.get("/pro/proconnect/retour?code=a%22b&state=c&next=//evil.example").text
    assert "evil" not in text
    assert 'a"b' not in text


def test_the_session_of_before_is_gone(site: Site, issuer: str) -> None:
    """Fixation: what a planted session held does not reach the second factor."""
    member = site.member(EMAIL)
    know(issuer, "sub-9", GOOD)
    member.get("/pro/connexion")
    planted = session_of(member)["csrf_token"]
    come_back(member, approve(leave(member), "sub-9"))
    assert session_of(member).get("csrf_token") != planted


def test_facts_that_are_signed_are_read_only_from_the_issuer_and_for_us() -> None:
    """ProConnect signs its answer on the person; the provider above sends plain JSON."""
    key, other = (RSAKey.generate_key(2048, {"kid": name}) for name in "ab")
    keys = KeySet([key]).as_dict()
    facts = {"sub": "1", "email": EMAIL, "aud": "reperes", "iss": "https://issuer.example"}

    def answer(by: RSAKey = key, **changes: Any) -> dict[str, Any]:
        text = jwt.encode({"alg": "RS256", "kid": "a"}, {**facts, **changes}, by)
        return proconnect.signed(text, keys, "reperes", "https://issuer.example")

    assert answer()["email"] == EMAIL
    assert answer(aud=["reperes", "x"])["email"] == EMAIL
    for changes in ({"aud": "another"}, {"aud": None}, {"iss": "https://evil.example"}):
        with pytest.raises(ValueError, match="another"):
            answer(**changes)
    with pytest.raises(JoseError):
        answer(by=other)
