"""The one session of the site: a signed cookie `pro`, sent back to `/pro` alone.

Two clocks end it, both ours: ten minutes without a page, eight hours in all. Signing out,
changing the password or being blocked ends every session of the account, because each names the
account by a word that the locked room changes then.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, Final

from flask import Flask, Request, Response
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface
from itsdangerous import BadSignature

COOKIE: Final = "pro"
PATH: Final = "/pro"
#: Short: the exit from a public page, or without scripts, cannot close it.
IDLE: Final = timedelta(minutes=10)
WHOLE: Final = timedelta(hours=8)

#: When the session began, and when it was last used: seconds since the epoch.
_BEGAN: Final = "began"
_USED: Final = "used"

COOKIE_SETTINGS: Final[dict[str, Any]] = {
    "SESSION_COOKIE_NAME": COOKIE,
    "SESSION_COOKIE_PATH": PATH,
    "SESSION_COOKIE_SECURE": True,
    "SESSION_COOKIE_HTTPONLY": True,
    "SESSION_COOKIE_SAMESITE": "Strict",
}


class ProSession(SecureCookieSessionInterface):
    """Opens no session that either clock has ended, and writes the hour on every page."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """The session of the cookie, or an empty one."""
        signer = self.get_signing_serializer(app)
        text = request.cookies.get(COOKIE)
        if signer is None or not text:
            return None if signer is None else self.session_class()
        try:
            values = signer.loads(text)
        except BadSignature:
            return self.session_class()
        return self.session_class(values if self._alive(values) else None)

    def save_session(self, app: Flask, session: Any, response: Response) -> None:
        """Write the hour in a session that holds something; say nothing otherwise."""
        if session:
            now = int(self._clock().timestamp())
            session.setdefault(_BEGAN, now)
            session[_USED] = now
        super().save_session(app, session, response)

    def _alive(self, values: dict[str, Any]) -> bool:
        now = self._clock().timestamp()
        idle, whole = (now - int(values.get(name, 0)) for name in (_USED, _BEGAN))
        return idle <= IDLE.total_seconds() and whole <= WHOLE.total_seconds()
