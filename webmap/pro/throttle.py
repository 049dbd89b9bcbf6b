"""How many times one may try. Counted by account and in all, never by where it comes from.

A try is counted before it is looked at, in one transaction: a hundred tries at once are a hundred
tries. An e-mail that no account has is counted like the others: no answer tells them apart.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

from webmap.private import accounts, alerts, attempts, audit
from webmap.pro.here import now, room

WINDOW: Final = timedelta(minutes=15)
#: Tries for one account, then for all accounts together, in a window.
OF_ONE: Final = 5
OF_ALL: Final = 300

SIGN_IN: Final = "signin"
SECOND_FACTOR: Final = "second_factor"
#: The key of what is counted for everyone.
_ALL: Final = ""


def may_try(kind: str, email: str) -> bool:
    """Count one more try, unless the door is shut for a while for this account, or for all."""
    since = now() - WINDOW
    with room().write() as session:
        tries = attempts.count(session, kind, email, since)
        if tries >= OF_ONE or attempts.count(session, kind, _ALL, since) >= OF_ALL:
            alerts.raise_(session, "connexions", _number(session, email), now())
            return False
        attempts.note(session, kind, email, now())
        attempts.note(session, kind, _ALL, now())
        if tries + 1 == OF_ONE:
            _log(session, kind, email)
    return True


def proved(kind: str, email: str) -> None:
    """The person proved who they are: their tries no longer count."""
    with room().write() as session:
        attempts.forget(session, kind, email)


def _log(session: Any, kind: str, email: str) -> None:
    """One line each time a door is about to shut: a line for each try would let anyone fill the
    log."""
    number = _number(session, email)
    subject = "" if number is None else accounts.subject(number)
    audit.append(session, "public", "connexion_refusee", subject, kind, now())


def _number(session: Any, email: str) -> int | None:
    account = accounts.by_email(session, email)
    return account.id if account else None
