"""What is forgotten, and when: nothing about a person is kept longer than it serves.

The log stays: it holds numbers and codes, and when an account is gone its number names nobody.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, delete
from sqlalchemy.orm import Session

from webmap.private import attempts, audit
from webmap.private.tables import (
    Account,
    Alert,
    Attempt,
    Base,
    Callback,
    Invitation,
    Request,
    Reveal,
)

#: A declined request: a month to ask why.
DECLINED: Final = timedelta(days=30)

#: An accepted request: its content is in the account; the administrator's decision is in the log.
ACCEPTED: Final = timedelta(days=30)

#: A request that nobody decided: the employer changed, the switchboard too.
WAITING: Final = timedelta(days=180)

#: Who saw which line: a year, for a structure or a court that asks afterwards.
REVEALS: Final = timedelta(days=365)

#: Call-backs and alerts: what is left of them after half a year helps nobody.
CALLBACKS: Final = timedelta(days=180)
ALERTS: Final = timedelta(days=180)

#: An account whose access ended: as long as what it saw.
ACCOUNTS: Final = timedelta(days=365)


def purge(session: Session, now: datetime) -> dict[str, int]:
    """Delete what is old, in one transaction. How many rows of each table went."""
    decided = Request.decided_at
    old: tuple[tuple[type[Base], ColumnElement[bool]], ...] = (
        (Request, (Request.state == "refusee") & (decided < now - DECLINED)),
        (Request, (Request.state == "acceptee") & (decided < now - ACCEPTED)),
        (Request, (Request.state == "attente") & (Request.asked_at < now - WAITING)),
        (Reveal, Reveal.at < now - REVEALS),
        (Callback, Callback.asked_at < now - CALLBACKS),
        (Alert, Alert.raised_at < now - ALERTS),
        (Invitation, Invitation.expires_at < now),
        (Attempt, Attempt.at < now - attempts.KEPT),
        (Account, Account.expires_at < now - ACCOUNTS),
    )
    gone: dict[str, int] = {}
    for table, condition in old:
        name = table.__tablename__
        gone[name] = gone.get(name, 0) + _delete(session, table, condition)
    audit.append(session, "command", "purge", "", str(sum(gone.values())), now)
    return gone


def _delete(session: Session, table: type[Base], condition: ColumnElement[bool]) -> int:
    done: Any = session.execute(delete(table).where(condition))
    return int(done.rowcount)
