"""Show a referral line: to one person, one at a time, for a reason, counted, logged (rule S9)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webmap.errors import AccessRefused, AccessTooRecent, LimitReached, NoReferral, OutsideAccess
from webmap.private import accounts, alerts, audit, choices, patterns, referrals
from webmap.private.database import Room
from webmap.private.guard import Line
from webmap.private.tables import Account, Reveal

#: Lines that one person may see in a day: a professional orients one or two young people in a
#: day, and one who tries a third door may need five. A list is not made at five a day.
A_DAY: Final = 5

#: In thirty days: about one a working day. All the lines of the country would take years.
A_MONTH: Final = 20

_DAY: Final = timedelta(hours=24)
_MONTH: Final = timedelta(days=30)


def reveal(
    room: Room, account_id: int, record_id: str, territory: str, reason: str, now: datetime
) -> Line:
    """The line of one record, in one transaction with its count and its line in the log.

    `territory`: of the record, "" when it is national. `now`: in the time zone of the person, so
    that its hour tells the night. Raises `InvalidParameter`, `UnknownAccount`, `NoReferral`,
    `AccountBlocked`, `AccessExpired`, `AccessTooRecent`, `OutsideAccess`, `LimitReached`; a
    refusal is logged too.
    """
    choices.check(reason, choices.REASONS)
    try:
        with room.write() as session:
            account = accounts.by_id(session, account_id, lock=True)
            _allow(session, account, territory, now)
            line = referrals.get(session, record_id)
            _count(session, account, record_id, territory, reason, now)
            return line
    except (AccessRefused, NoReferral) as error:
        _refused(room, account_id, record_id, error, now)
        raise


def left(session: Session, account_id: int, now: datetime) -> int:
    """How many lines the person may still see now."""
    today = A_DAY - seen(session, account_id, now - _DAY)
    return max(0, min(today, A_MONTH - seen(session, account_id, now - _MONTH)))


def seen(session: Session, account_id: int, since: datetime) -> int:
    """How many lines the person saw after `since`."""
    own = (Reveal.account_id == account_id, Reveal.at > since)
    return session.scalar(select(func.count()).where(*own)) or 0


def of_account(session: Session, account_id: int) -> list[Reveal]:
    """What a person saw, newest first: hers or his to read too."""
    own = select(Reveal).where(Reveal.account_id == account_id).order_by(Reveal.id.desc())
    return list(session.scalars(own))


def _allow(session: Session, account: Account, territory: str, now: datetime) -> None:
    accounts.check(account, now)
    if now < account.granted_at + accounts.FIRST_DAY:
        raise AccessTooRecent("access was given less than a day ago: lines open after 24 hours")
    accounts.check_territory(account, territory)
    if not left(session, account.id, now):
        raise LimitReached(f"{A_DAY} lines in a day and {A_MONTH} in a month were seen")


def _count(
    session: Session, account: Account, record_id: str, territory: str, reason: str, now: datetime
) -> None:
    row = Reveal(
        account_id=account.id, record_id=record_id, territory=territory, reason=reason, at=now
    )
    session.add(row)
    session.flush()
    audit.append(session, account.id, "ligne_vue", f"record:{record_id}", reason, now)
    for kind in patterns.of(session, account, left(session, account.id, now), now):
        alerts.raise_(session, kind, account.id, now)


def _refused(room: Room, account_id: int, record_id: str, error: Exception, now: datetime) -> None:
    """Log a refusal, in a transaction of its own: the one of the answer is undone."""
    with room.write() as session:
        name = type(error).__name__
        audit.append(session, account_id, "ligne_refusee", f"record:{record_id}", name, now)
        if isinstance(error, LimitReached):
            alerts.raise_(session, "limite", account_id, now)
        if isinstance(error, OutsideAccess):
            alerts.raise_(session, "hors_acces", account_id, now)
