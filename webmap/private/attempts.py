"""Attempts, counted so that they can be limited: of what and of whom, never from where."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from webmap.private.tables import Attempt

#: Attempts older than this count for nothing and are deleted.
KEPT: Final = timedelta(days=1)


def note(session: Session, kind: str, key: str, now: datetime) -> None:
    """One more attempt. `key`: an e-mail as typed (only its keyed hash is kept) or "" for all."""
    session.add(Attempt(kind=kind, key_index=key, at=now))
    session.execute(delete(Attempt).where(Attempt.at < now - KEPT))
    session.flush()


def count(session: Session, kind: str, key: str, since: datetime) -> int:
    """How many there were after `since`."""
    of_key = (Attempt.kind == kind, Attempt.key_index == key, Attempt.at > since)
    return session.scalar(select(func.count()).where(*of_key)) or 0


def forget(session: Session, kind: str, key: str) -> None:
    """Begin again from none: it went well."""
    session.execute(delete(Attempt).where(Attempt.kind == kind, Attempt.key_index == key))
