"""The log: lines that are only added, each bound to the one before by a keyed hash.

A line holds numbers and codes, never a name or an address of any kind. The chain tells a line
changed, moved or taken out; that the last ones are gone is told by a head kept elsewhere.
"""

from __future__ import annotations

import hmac
import json
import re
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webmap.errors import AuditBroken
from webmap.private import choices
from webmap.private.columns import keys_of
from webmap.private.database import lasting
from webmap.private.tables import Entry, Mark

#: Head of a log without a line.
EMPTY: Final = "0" * 64

#: What is logged when a referral line is shown.
SHOWN: Final = "ligne_vue"

#: An account's number, or the name of a command.
By = int | str

_OPAQUE: Final = re.compile(r"[A-Za-z0-9_:.-]{0,80}")


def append(session: Session, by: By, action: str, subject: str, detail: str, now: datetime) -> str:
    """Add a line in the transaction of the session; its hash is the new head.

    Raises `InvalidParameter` for an action that is not listed, and `ValueError` for text that is
    neither a number nor a code: names do not belong here.
    """
    choices.check(action, choices.ACTIONS)
    if not (_OPAQUE.fullmatch(subject) and _OPAQUE.fullmatch(detail)):
        raise ValueError("the log holds numbers and codes only")
    alone(session)
    last = _last(session)
    entry = Entry(
        number=last.number + 1 if last else 1,
        at=_moment(now),
        actor=actor(by),
        action=action,
        subject=subject,
        detail=detail,
    )
    entry.hash = _hash(_key(session), last.hash if last else EMPTY, entry)
    session.add(entry)
    session.flush()
    return entry.hash


def alone(session: Session) -> None:
    """Nobody else adds a line until the transaction ends, so what was counted still holds.
    PostgreSQL waits here, SQLite waited when the transaction began. Lock accounts before."""
    session.execute(select(Mark.name).where(Mark.name == "root").with_for_update())


def actor(by: By) -> str:
    """How the log names who acts."""
    return f"account:{by}" if isinstance(by, int) else by


def count(session: Session, action: str, accounts: Iterable[int], since: datetime) -> int:
    """How many times these accounts did this after `since`, as the log has it."""
    who = Entry.actor.in_([actor(number) for number in accounts])
    # Moments are ISO text, all in UTC: the order of the texts is that of the moments.
    late = Entry.at > _moment(since)
    return session.scalar(select(func.count()).where(who, Entry.action == action, late)) or 0


def head(session: Session) -> str:
    """Hash of the last line. Kept elsewhere, it tells later that no line before it is gone."""
    last = _last(session)
    return last.hash if last else EMPTY


def verify(session: Session, kept: str | None = None) -> int:
    """How many lines there are, when all are as they were written.

    `kept`: a head noted earlier, which must still be in the chain. Raises `AuditBroken` that says
    the first line that is wrong.
    """
    key, previous, number = _key(session), EMPTY, 0
    seen = kept in (None, EMPTY)
    for number, entry in enumerate(session.scalars(select(Entry).order_by(Entry.number)), 1):
        right = entry.number == number
        if not (right and hmac.compare_digest(entry.hash, _hash(key, previous, entry))):
            raise AuditBroken(f"line {number} of the log was changed or taken out")
        previous = entry.hash
        seen = seen or previous == kept
    if not seen:
        raise AuditBroken(f"the log ends at line {number}, before the head that was kept")
    return number


def entries(session: Session, limit: int = 100) -> list[Entry]:
    """The last lines, newest first."""
    return list(session.scalars(select(Entry).order_by(Entry.number.desc()).limit(limit)))


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat()


def _last(session: Session) -> Entry | None:
    newest = select(func.max(Entry.number)).scalar_subquery()
    return session.scalar(select(Entry).where(Entry.number == newest))


def _key(session: Session) -> bytes:
    return bytes.fromhex(lasting(session, keys_of(session), "audit"))


def _hash(key: bytes, previous: str, entry: Entry) -> str:
    cells = [entry.number, entry.at, entry.actor, entry.action, entry.subject, entry.detail]
    return hmac.digest(key, json.dumps([previous, *cells]).encode(), "sha256").hex()
