"""Ask to be called back: the structure calls through the employer's switchboard."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webmap.errors import InvalidParameter, LimitReached, NoReferral
from webmap.private import accounts, audit, choices, referrals
from webmap.private.audit import By
from webmap.private.database import Room
from webmap.private.tables import Callback

#: Call-backs that one person may ask in a day: each takes a team's time.
A_DAY: Final = 5
_DAY: Final = timedelta(hours=24)

#: States that still ask for something.
_OPEN: Final = ("demande", "transmis")


def ask(
    room: Room, account_id: int, record_id: str, territory: str, slot: str, now: datetime
) -> Callback:
    """Ask that the structure of a record calls back. Shows nothing, so it is open from the first
    day on. Asked twice while the first is open, the first stands.

    Raises `InvalidParameter`, `UnknownAccount`, `NoReferral`, `AccountBlocked`, `AccessExpired`,
    `OutsideAccess`, `LimitReached`.
    """
    choices.check(slot, choices.SLOTS)
    with room.write() as session:
        account = accounts.by_id(session, account_id, lock=True)
        accounts.check(account, now)
        accounts.check_territory(account, territory)
        if not referrals.with_line(session, [record_id]):
            raise NoReferral("this record has no referral line")
        return _same(session, account_id, record_id) or _new(
            session, account_id, record_id, slot, now
        )


def waiting(session: Session) -> list[Callback]:
    """Call-backs that still ask for something, oldest first."""
    oldest = select(Callback).where(Callback.state.in_(_OPEN)).order_by(Callback.id)
    return list(session.scalars(oldest))


def of_account(session: Session, account_id: int) -> list[Callback]:
    """What a person asked, newest first."""
    own = select(Callback).where(Callback.account_id == account_id).order_by(Callback.id.desc())
    return list(session.scalars(own))


def move(session: Session, callback_id: int, state: str, by: By, now: datetime) -> None:
    """Note what became of a call-back. Raises `InvalidParameter`."""
    choices.check(state, choices.CALLBACK_STATES)
    callback = session.get(Callback, callback_id, with_for_update=True)
    if callback is None:
        raise InvalidParameter("no call-back has this number")
    callback.state, callback.state_at = state, now
    audit.append(session, by, "rappel_suivi", f"callback:{callback_id}", state, now)


def _same(session: Session, account_id: int, record_id: str) -> Callback | None:
    same = (Callback.account_id == account_id, Callback.record_id == record_id)
    return session.scalar(select(Callback).where(*same, Callback.state.in_(_OPEN)).limit(1))


def _new(session: Session, account_id: int, record_id: str, slot: str, now: datetime) -> Callback:
    today = (Callback.account_id == account_id, Callback.asked_at > now - _DAY)
    if (session.scalar(select(func.count()).where(*today)) or 0) >= A_DAY:
        raise LimitReached(f"{A_DAY} call-backs were asked in a day")
    callback = Callback(
        record_id=record_id,
        account_id=account_id,
        slot=slot,
        state="demande",
        asked_at=now,
        state_at=now,
    )
    session.add(callback)
    session.flush()
    audit.append(session, account_id, "rappel_demande", f"record:{record_id}", slot, now)
    return callback
