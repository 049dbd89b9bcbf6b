"""Passkeys: a second factor of one's own account, after the password, and nothing else.

The cryptography is the library's and is tested in a browser (test_journey.py); here it is made to
say yes, to see what else stands in the way.
"""

from __future__ import annotations

import json
import re
from types import SimpleNamespace

import pytest
from flask_security import webauthn
from webauthn.helpers import bytes_to_base64url

from tests.pro.people import Member, Site, token_of
from webmap.pro.texts import WRONG_KEY


@pytest.fixture
def believed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every signature is good."""
    yes = SimpleNamespace(
        new_sign_count=1, credential_backed_up=False, credential_device_type="single_device"
    )
    monkeypatch.setattr(webauthn.webauthn, "verify_authentication_response", lambda **_: yes)


def give_key(site: Site, member: Member, credential: bytes) -> None:
    with site.wing.test_request_context():
        store = site.wing.extensions["security"].datastore
        store.create_webauthn(
            store.find_user(email=member.email),
            credential_id=credential,
            public_key=b"public",
            name="clé",
            sign_count=0,
            usage="secondary",
            device_type="single_device",
            backup_state=False,
            transports=["usb"],
            extensions=None,
        )


def answer_with(member: Member, credential: bytes) -> object:
    """Past the password: choose the key, and answer with this one."""
    member.fill("/pro/choix", {"which": "webauthn"})
    text = member.fill("/pro/cle", {}).text
    (action,) = re.findall(r'data-wan="get"[^>]* action="([^"]+)"', text)
    said = {
        "id": bytes_to_base64url(credential),
        "rawId": bytes_to_base64url(credential),
        "type": "public-key",
        "response": dict.fromkeys(("clientDataJSON", "authenticatorData", "signature"), "e30"),
    }
    return member.send(action, {**token_of(text), "credential": json.dumps(said)})


@pytest.mark.usefixtures("believed")
def test_ones_own_key_opens_the_door(site: Site) -> None:
    member = site.member()
    give_key(site, member, b"mine")
    member.password()
    assert answer_with(member, b"mine").headers["Location"] == "/pro"
    assert member.get("/pro/compte").status_code == 200


@pytest.mark.usefixtures("believed")
def test_the_key_of_another_account_opens_neither(site: Site) -> None:
    """Found on the ground, a key needs its owner's password, not the finder's."""
    finder = site.member("sasha@departement.example.com")
    owner = site.member()
    give_key(site, finder, b"finder")
    give_key(site, owner, b"owner")
    finder.password()
    assert answer_with(finder, b"owner").headers["Location"] == "/pro/cle"
    assert WRONG_KEY in finder.get("/pro/cle").text
    assert finder.get("/pro/compte").status_code == 302


def test_a_key_alone_is_not_asked_for(site: Site) -> None:
    """No sign-in without a password."""
    assert site.visitor().get("/pro/cle").status_code == 404


def test_a_signature_that_is_not_good_is_refused(site: Site) -> None:
    member = site.member()
    give_key(site, member, b"mine")
    member.password()
    assert answer_with(member, b"mine").headers["Location"] == "/pro/cle"
    assert member.get("/pro/compte").status_code == 302
