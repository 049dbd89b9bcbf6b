"""Show a referral line: to one person, one at a time, for a reason, counted, logged (rule S9)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webmap.errors import (
    AccessRefused,
    AccessTooRecent,
    CallBackOnly,
    EmployerLimitReached,
    LimitReached,
    NoReferral,
    OutsideAccess,
    TooFast,
)
from webmap.private import accounts, alerts, audit, choices, patterns, referrals
from webmap.private.database import Room
from webmap.private.guard import Line
from webmap.private.tables import Account, Reveal

#: Lines that one person may see in a day: a professional orients one or two young people in a
#: day, and one who tries a third door may need five. A list is not made at five a day.
A_DAY: Final = 5

#: In thirty days: about one a working day. All the lines of the country would take years.
A_MONTH: Final = 20

#: Lines that the accounts of one switchboard may see together: twice a person's. Colleagues share
#: cases, and a limit that each new account doubles is none; call-backs have their own.
EMPLOYER_A_DAY: Final = 2 * A_DAY
EMPLOYER_A_MONTH: Final = 2 * A_MONTH

#: A line takes a call, and a call takes minutes: after two, the next one waits.
AT_ONCE: Final = 2
PAUSE: Final = timedelta(minutes=10)

_DAY: Final = timedelta(hours=24)
_MONTH: Final = timedelta(days=30)

#: What the administrator is told of a refusal.
_ALERTS: Final[dict[type[Exception], str]] = {
    LimitReached: "limite",
    EmployerLimitReached: "limite_employeur",
    TooFast: "rafale",
    OutsideAccess: "hors_acces",
}


def reveal(
    room: Room,
    account_id: int,
    record_id: str,
    territory: str,
    reason: str,
    now: datetime,
    *,
    callback_only: bool = False,
) -> Line:
    """The line of one record, in one transaction with its count and its line in the log.

    `territory`: of the record, "" when it is national. `now`: in the time zone of the person, so
    that its hour tells the night. `callback_only`: the record's place is secret, nothing is shown.
    Raises `InvalidParameter`, `UnknownAccount`, `NoReferral`, `AccountBlocked`, `AccessExpired`,
    `AccessTooRecent`, `OutsideAccess`, `CallBackOnly`, `LimitReached`, `TooFast`,
    `EmployerLimitReached`; a refusal is logged too.
    """
    choices.check(reason, choices.REASONS)
    try:
        with room.write() as session:
            account = accounts.by_id(session, account_id, lock=True)
            _allow(session, account, territory, now)
            if callback_only:
                raise CallBackOnly("this line is not shown: ask to be called back")
            _within_limits(session, account.id, now)
            line = referrals.get(session, record_id)
            _count(session, account, record_id, territory, reason, now)
            return line
    except (AccessRefused, NoReferral) as error:
        _refused(room, account_id, record_id, error, now)
        raise


def left(session: Session, account_id: int, now: datetime) -> int:
    """How many lines the person may still see now, of her own and of her employer's."""
    return min(_own(session, account_id, now), _of_employer(session, account_id, now))


def seen(session: Session, account_ids: Collection[int], since: datetime) -> int:
    """How many lines they saw after `since`: by the rows or by the log, whichever tells more.

    Rows can be taken away by whoever may write the file, lines of the log not unseen.
    """
    theirs = (Reveal.account_id.in_(account_ids), Reveal.at > since)
    rows = session.scalar(select(func.count()).where(*theirs)) or 0
    return max(rows, audit.count(session, audit.SHOWN, account_ids, since))


def of_account(session: Session, account_id: int) -> list[Reveal]:
    """What a person saw, newest first: hers or his to read too."""
    own = select(Reveal).where(Reveal.account_id == account_id).order_by(Reveal.id.desc())
    return list(session.scalars(own))


def last_number(session: Session, account_id: int) -> int:
    """The number of the last line that a person saw, 0 before the first."""
    newest = select(func.max(Reveal.id)).where(Reveal.account_id == account_id)
    return session.scalar(newest) or 0


def _allow(session: Session, account: Account, territory: str, now: datetime) -> None:
    accounts.check(account, now)
    if now < account.granted_at + accounts.FIRST_DAY:
        raise AccessTooRecent("access was given less than a day ago: lines open after 24 hours")
    accounts.check_territory(account, territory)


def _within_limits(session: Session, account_id: int, now: datetime) -> None:
    """Counted alone: neither the person nor a colleague sees a line until the transaction ends."""
    audit.alone(session)
    if not _own(session, account_id, now):
        raise LimitReached(f"{A_DAY} lines in a day or {A_MONTH} in a month were seen")
    if seen(session, [account_id], now - PAUSE) >= AT_ONCE:
        raise TooFast(f"{AT_ONCE} lines were seen in ten minutes: the next opens a little later")
    if not _of_employer(session, account_id, now):
        raise EmployerLimitReached("the accounts of this employer saw all the lines they may")


def _own(session: Session, account_id: int, now: datetime) -> int:
    return _left(session, [account_id], A_DAY, A_MONTH, now)


def _of_employer(session: Session, account_id: int, now: datetime) -> int:
    team = accounts.colleagues(session, account_id)
    return _left(session, team, EMPLOYER_A_DAY, EMPLOYER_A_MONTH, now)


def _left(session: Session, who: Collection[int], day: int, month: int, now: datetime) -> int:
    today = day - seen(session, who, now - _DAY)
    return max(0, min(today, month - seen(session, who, now - _MONTH)))


def _count(
    session: Session, account: Account, record_id: str, territory: str, reason: str, now: datetime
) -> None:
    row = Reveal(
        account_id=account.id, record_id=record_id, territory=territory, reason=reason, at=now
    )
    session.add(row)
    session.flush()
    audit.append(session, account.id, audit.SHOWN, f"record:{record_id}", reason, now)
    for kind in patterns.of(session, account, _own(session, account.id, now), now):
        alerts.raise_(session, kind, account.id, now)


def _refused(room: Room, account_id: int, record_id: str, error: Exception, now: datetime) -> None:
    """Log a refusal, in a transaction of its own: the one of the answer is undone."""
    with room.write() as session:
        # The alert first: it holds the account, which is locked before the log (`audit.alone`).
        if type(error) in _ALERTS:
            alerts.raise_(session, _ALERTS[type(error)], account_id, now)
        name = type(error).__name__
        audit.append(session, account_id, "ligne_refusee", f"record:{record_id}", name, now)
