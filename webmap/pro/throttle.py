"""How many times one may try. Counted by account and in all, never by where it comes from.

A try is counted before it is looked at, in one transaction: a hundred tries at once are a hundred
tries. However an address is written, the tries of one account are counted together. An e-mail that
no account has is counted like the others: no answer tells them apart.
"""

from __future__ import annotations

import unicodedata
from datetime import timedelta
from typing import Any, Final

from flask import current_app
from flask_security import MailUtil

from webmap.private import accounts, alerts, attempts, audit
from webmap.private.tables import Account
from webmap.pro.here import now, room

WINDOW: Final = timedelta(minutes=15)
#: Tries for one account, then for all accounts together, in a window. The second shuts only doors
#: that were tried already: strangers who fail everywhere must not shut everyone out.
OF_ONE: Final = 5
OF_ALL: Final = 300

SIGN_IN: Final = "signin"
SECOND_FACTOR: Final = "second_factor"
#: The key of what is counted for everyone.
_ALL: Final = ""


def may_try(kind: str, email: str) -> bool:
    """Count one more try, unless the door is shut for a while.

    It shuts after `OF_ONE` tries; after one already, when `OF_ALL` were made on all accounts.
    """
    since = now() - WINDOW
    with room().write() as session:
        account = _account(session, email)
        key = _key(account, email)
        tries = attempts.count(session, kind, key, since)
        everyone = attempts.count(session, kind, _ALL, since)
        if tries >= OF_ONE or (tries and everyone >= OF_ALL):
            alerts.raise_(session, "connexions", account.id if account else None, now())
            return False
        attempts.note(session, kind, key, now())
        attempts.note(session, kind, _ALL, now())
        if everyone + 1 >= OF_ALL:
            alerts.raise_(session, "connexions", None, now())
        if tries + 1 == OF_ONE:
            _log(session, kind, account)
    return True


def proved(kind: str, email: str) -> None:
    """The person proved who they are: their tries no longer count."""
    with room().write() as session:
        attempts.forget(session, kind, _key(_account(session, email), email))


def _log(session: Any, kind: str, account: Account | None) -> None:
    """One line each time a door is about to shut: a line for each try would let anyone fill the
    log."""
    subject = accounts.subject(account.id) if account else ""
    audit.append(session, "public", "connexion_refusee", subject, kind, now())


def _account(session: Any, email: str) -> Account | None:
    """The account that signing in would find: Flask-Security reads the address the same way."""
    return accounts.by_email(session, _read(email))


def _key(account: Account | None, email: str) -> str:
    return account.email if account else unicodedata.normalize("NFKC", _read(email))


def _read(email: str) -> str:
    mail: MailUtil = current_app.extensions["security"].mail_util
    try:
        return mail.normalize(email)
    except ValueError:
        # No address: the form refuses it, whatever it is counted under.
        return email
