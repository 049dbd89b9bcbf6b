"""A site with the wing open, its clock in our hands, and the people who come to it."""

from __future__ import annotations

import json
import re
import time
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from passlib.totp import TOTP
from werkzeug.test import TestResponse

from tests.web.pages import Html, read
from webmap.private import accounts, credentials, invitations
from webmap.private.accounts import NewAccount
from webmap.private.database import Room

BASE = "https://reperes.test"
PASSWORD = "sept cerfs vont au lac"  # noqa: S105 - of a test
ASKED = {
    "nom": "Camille Exemple",
    "courriel": "camille@departement.example.com",
    "organisme": "Département d’essai",
    "standard": "01 23 45 67 89",
    "fonction": "ase",
    "territoires": ["59"],
}
#: What the bureau writes after its call.
CALLED = {"standard": "01 98 76 54 32", "trouve": "site_officiel", "rappele": "y"}


@dataclass
class Clock:
    """The hour, moved by tests."""

    moment: datetime

    def __call__(self) -> datetime:
        return self.moment

    def move(self, **delta: float) -> None:
        self.moment += timedelta(**delta)


@dataclass
class Site:
    """The application, its locked room, its clock."""

    app: Flask
    room: Room
    clock: Clock

    @property
    def wing(self) -> Flask:
        wing: Flask = self.app.extensions["webmap_pro"]
        return wing

    def visitor(self) -> Visitor:
        return Visitor(self, self.app.test_client())

    def account(self, email: str, territories: tuple[str, ...] = ("59",), **values: Any) -> int:
        """An account without a password; granted now."""
        new = NewAccount("Camille", email, "Essai", "0123456789", "ase", territories, **values)
        with self.room.write() as session:
            return accounts.grant(session, new, "command", self.clock()).id

    def invitation(self, number: int) -> str:
        with self.room.write() as session:
            return invitations.make(session, number, "command", self.clock())

    def member(self, email: str = "camille@departement.example.com", **values: Any) -> Member:
        """Someone with both factors set, who has not signed in."""
        number = self.account(email, **values)
        totp = TOTP.new(digits=6)
        with self.wing.app_context():
            from flask_security import hash_password

            hashed = hash_password(PASSWORD)
        with self.room.write() as session:
            credentials.set_password(session, number, hashed, self.clock())
            secret = totp.to_json(encrypt=False)
            credentials.set_second_factor(session, number, "authenticator", secret, self.clock())
        return Member(self, self.app.test_client(), email=email, number=number, totp=totp)

    def bureau(self, email: str = "bureau@reperes.example.com") -> Member:
        """An administrator, inside."""
        return self.member(email, territories=(), role="bureau").inside()

    def professional(self, **values: Any) -> Member:
        """A professional past the first day, inside."""
        member = self.member(**values)
        self.clock.move(hours=25)
        return member.inside()


@dataclass
class Visitor:
    """A browser over HTTPS that sends no referrer."""

    site: Site
    client: FlaskClient
    origin: str = "same-origin"

    def get(self, path: str, **options: Any) -> TestResponse:
        return self.client.get(path, base_url=BASE, **options)

    def send(self, path: str, data: dict[str, Any] | None = None, **options: Any) -> TestResponse:
        """Post without looking at a page first."""
        headers = {"Sec-Fetch-Site": self.origin, **options.pop("headers", {})}
        return self.client.post(path, base_url=BASE, data=data or {}, headers=headers, **options)

    def page(self, path: str) -> Html:
        answer = self.get(path)
        assert answer.status_code == 200, answer.status
        return read(answer.text)

    def fill(
        self, page: str, data: dict[str, Any], action: str = "", **options: Any
    ) -> TestResponse:
        """Open a page and send its form, with its token."""
        text = self.get(page).text
        return self.send(action or page, {**token_of(text), **data}, **options)

    def cookie(self) -> str | None:
        found = self.client.get_cookie("pro", domain="reperes.test", path="/pro")
        return found.value if found else None


@dataclass
class Member(Visitor):
    """Someone with an account."""

    email: str = ""
    number: int = 0
    totp: Any = field(default=None)

    def code(self) -> str:
        """What the application shows at this hour."""
        return str(self.totp.generate(time=self.site.clock().timestamp()).token)

    def password(self, password: str = PASSWORD, **options: Any) -> TestResponse:
        return self.fill("/pro/connexion", {"email": self.email, "password": password}, **options)

    def second(self, code: str | None = None) -> TestResponse:
        return self.fill("/pro/code", {"code": code or self.code()})

    def sign_in(self) -> TestResponse:
        self.password()
        # A code works once: whoever comes again waits for the next.
        self.site.clock.move(seconds=31)
        answer = self.second()
        assert answer.status_code == 302, answer.text
        return answer

    def inside(self) -> Member:
        """As after `sign_in`, which other tests go through: a cookie that the wing signed."""
        with self.site.room.read() as session:
            word = accounts.by_id(session, self.number).fs_uniquifier
        hour = int(self.site.clock().timestamp())
        kept = {"_user_id": word, "_fresh": True, "_id": "", "began": hour, "used": hour}
        kept["fs_paa"] = time.time()
        signer = self.site.wing.session_interface.get_signing_serializer(self.site.wing)
        self.client.set_cookie("pro", signer.dumps(kept), domain="reperes.test", path="/pro")
        return self

    def press(self, page: str, action: str, data: dict[str, Any] | None = None) -> TestResponse:
        return self.fill(page, data or {}, action)


def token_of(text: str) -> dict[str, str]:
    """What the forms of a page hold out of sight: the token, the last line that was seen."""
    return dict(re.findall(r'name="(csrf_token|derniere)" value="([^"]+)"', text))


def session_of(visitor: Visitor) -> dict[str, Any]:
    """What the cookie holds: it is signed, not hidden."""
    import zlib

    from itsdangerous import base64_decode

    cookie = visitor.cookie()
    assert cookie
    payload = cookie.lstrip(".").split(".")[0]
    raw = base64_decode(payload)
    found: dict[str, Any] = json.loads(zlib.decompress(raw) if cookie.startswith(".") else raw)
    return found
