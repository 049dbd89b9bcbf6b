"""Alerts: patterns that an administrator should look at. They accuse nobody."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from webmap.errors import InvalidParameter
from webmap.private import audit, choices
from webmap.private.audit import By
from webmap.private.tables import Alert

#: The same alert about the same account is raised once in this time: a list is read when short.
_QUIET: Final = timedelta(days=1)


def raise_(session: Session, kind: str, account_id: int | None, now: datetime) -> None:
    """Raise an alert, unless the same was raised in the last day."""
    choices.check(kind, choices.ALERTS)
    same = (Alert.kind == kind, Alert.account_id == account_id, Alert.raised_at > now - _QUIET)
    if session.scalar(select(Alert.id).where(*same).limit(1)) is None:
        session.add(Alert(kind=kind, account_id=account_id, raised_at=now))
        session.flush()


def unseen(session: Session) -> list[Alert]:
    """Alerts that no administrator has seen, newest first."""
    newest = select(Alert).where(Alert.seen_at.is_(None)).order_by(Alert.raised_at.desc())
    return list(session.scalars(newest))


def see(session: Session, alert_id: int, by: By, now: datetime) -> None:
    """An administrator looked at it. Raises `InvalidParameter` when there is none."""
    alert = session.get(Alert, alert_id)
    if alert is None:
        raise InvalidParameter("no alert has this number")
    alert.seen_at, alert.seen_by = now, by if isinstance(by, int) else None
    audit.append(session, by, "alerte_vue", f"alert:{alert_id}", alert.kind, now)
