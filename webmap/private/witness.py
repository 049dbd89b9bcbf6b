"""Read the log again, and hold it against what stands beside it: triggers, and reveals."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from webmap.errors import AuditBroken
from webmap.private import audit, retention, triggers
from webmap.private.tables import Account, Entry, Reveal

#: Who, which record, why, when: as the log writes them.
Shown = tuple[str, str, str, str]


def verify(session: Session, kept: str | None = None) -> int:
    """How many lines the log has, when nothing is wrong. `kept`: a head noted earlier.

    Raises `AuditBroken` when a line was changed or taken out, a trigger is not as it was made,
    someone was shown a line that the log does not tell of, or the other way round.
    """
    audit.alone(session)
    number = audit.verify(session, kept)
    if not triggers.whole(session):
        raise AuditBroken("the triggers that protect the log were changed or taken away")
    _compare(session)
    return number


def _compare(session: Session) -> None:
    rows = Counter(_of_row(row) for row in session.scalars(select(Reveal)))
    lines = Counter(_of_entry(entry) for entry in _told(session))
    for actor, record, _, at in rows - lines:
        raise AuditBroken(f"no line in the log tells that {actor} saw {record} at {at}")
    oldest = _oldest(session)
    known = {audit.actor(number) for number in session.scalars(select(Account.id))}
    for actor, record, _, at in lines - rows:
        if actor in known and datetime.fromisoformat(at) >= oldest:
            raise AuditBroken(f"the log tells that {record} was shown to {actor} at {at}: no row")


def _told(session: Session) -> list[Entry]:
    return list(session.scalars(select(Entry).where(Entry.action == audit.SHOWN)))


def _oldest(session: Session) -> datetime:
    """Reveals from this moment on were not forgotten by the last purge."""
    purges = session.scalars(select(Entry.at).where(Entry.action == "purge"))
    last = max(map(datetime.fromisoformat, purges), default=None)
    return last - retention.REVEALS if last else datetime.min.replace(tzinfo=UTC)


def _of_row(row: Reveal) -> Shown:
    return audit.actor(row.account_id), f"record:{row.record_id}", row.reason, row.at.isoformat()


def _of_entry(entry: Entry) -> Shown:
    return entry.actor, entry.subject, entry.detail, entry.at
