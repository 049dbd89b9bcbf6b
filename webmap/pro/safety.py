"""Signing in, by Flask-Security: what it is given, and what it is not let do."""

from __future__ import annotations

import re
from typing import Any, Final

from flask import Flask, Request, abort, g, request, session
from flask_login import user_logged_in, user_logged_out
from flask_security import MailUtil, Security
from flask_security.totp import Totp
from passlib.exc import UsedTokenError
from passlib.totp import TotpMatch

from webmap.private import accounts, audit, credentials
from webmap.pro import proconnect, signin
from webmap.pro.config import CLOSED
from webmap.pro.here import now, room
from webmap.pro.passwords import Passwords
from webmap.pro.users import Datastore, User
from webmap.web.current import Clock

#: Where a sign-in may lead back to: plain addresses of the wing.
_OURS: Final = re.compile(r"/pro(/[A-Za-z0-9/_-]*)?(\?[A-Za-z0-9=&_-]*)?")
#: What Flask-Login writes at sign-in; all else of the old session goes.
_KEPT: Final = ("_user_id", "_fresh", "_id")


class Silent(MailUtil):
    """No mail ever leaves: the wing has no mail server, and what it sends could be read."""

    def send_mail(self, *_: Any, **__: Any) -> None:
        """Nothing."""


class Codes(Totp):
    """Codes by application. Each works once."""

    def get_last_counter(self, user: Any) -> int | None:
        counter: int | None = user.tf_totp_counter
        return counter

    def set_last_counter(self, user: Any, tmatch: TotpMatch) -> None:
        with room().write() as writing:
            if not credentials.take_counter(writing, user.id, tmatch.counter):
                raise UsedTokenError

    def generate_qrcode(self, username: str, totp: str) -> str:
        """Nothing: the picture has an address of its own, an inline one is against the policy."""
        return ""


def install(wing: Flask, clock: Clock) -> None:
    """Flask-Security with our accounts, forms and templates. CSRFProtect must be there first."""

    class OurCodes(Codes):
        def __init__(self, *arguments: Any) -> None:
            super().__init__(*arguments)
            self._totp = self._totp.using(now=lambda: clock().timestamp())

    wing.config["SECURITY_DATETIME_FACTORY"] = now
    security = Security(
        wing,
        Datastore(),
        login_form=signin.SignIn,
        verify_form=signin.Again,
        two_factor_verify_code_form=signin.Code,
        wan_signin_response_form=signin.KeyAnswer,
        mail_util_cls=Silent,
        password_util_cls=Passwords,
        totp_cls=OurCodes,
    )
    security.want_json(_never)
    manager = wing.login_manager  # type: ignore[attr-defined]
    manager.request_loader(_nobody)
    # It would keep a hash of the visitor's address and browser in the session.
    manager.session_protection = None
    manager._session_identifier_generator = _nothing
    wing.before_request(_close)
    user_logged_in.connect(_new_session, wing)
    user_logged_out.connect(_end_every_session, wing)


def _never(_: Request) -> bool:
    return False


def _nobody(_: Request) -> None:
    """No account by a token in an address or a header."""


def _nothing() -> str:
    return ""


def _close() -> None:
    if request.endpoint in CLOSED:
        abort(404)
    if any(wanted and not _OURS.fullmatch(wanted) for wanted in request.values.getlist("next")):
        abort(400)


def _new_session(_: Flask, user: User, **__: Any) -> None:
    """Whoever knew the session before sign-in knows nothing of the one after."""
    proconnect.remember(user.id, session)
    with room().write() as writing:
        audit.append(writing, user.id, "connexion", accounts.subject(user.id), "", now())
    kept = {name: session[name] for name in _KEPT if name in session}
    session.clear()
    session.update(kept)
    g.pop("csrf_token", None)


def _end_every_session(_: Flask, user: User, **__: Any) -> None:
    """The cookie holds the session: the word it names the account by stops being true."""
    with room().write() as writing:
        credentials.end_sessions(writing, user.id)
