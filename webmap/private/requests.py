"""Requests for access: asked in choices, decided by an administrator who called the employer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from webmap.errors import RequestRefused
from webmap.private import accounts, alerts, audit, choices
from webmap.private.tables import Account, Request

#: Requests that wait, in all: beyond, someone is flooding the office, and nothing is added.
WAITING: Final = 500

#: From this many on, the office is told: an accident, or a flood that begins.
MANY: Final = 50

#: Requests kept in an hour: a training day sends some, a program hundreds. At this pace a flood
#: needs most of a day to fill the list, and the office is told within two hours.
AN_HOUR: Final = 30
_HOUR: Final = timedelta(hours=1)

#: After a refusal, the same e-mail may ask again.
PATIENCE: Final = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class NewRequest:
    """What someone writes to ask for access. `function` and `territories` are codes."""

    name: str
    email: str
    organisation: str
    switchboard: str
    function: str
    territories: tuple[str, ...]
    proconnect_subject: str | None = None
    siret: str | None = None


def ask(session: Session, new: NewRequest, now: datetime) -> Request | None:
    """Keep a request. None when nothing was kept: the e-mail has an account or asked already, or
    the office is flooded, which it is told. Whoever asks is told the same either way.

    Raises `InvalidParameter` for an unknown function.
    """
    choices.check(new.function, choices.FUNCTIONS)
    if _known(session, new.email, now) or _flooded(session, now):
        return None
    request = Request(
        state="attente",
        asked_at=now,
        name=new.name,
        email=new.email,
        organisation=new.organisation,
        switchboard=new.switchboard,
        function=new.function,
        territories=sorted(set(new.territories)),
        proconnect_subject=new.proconnect_subject,
        siret=new.siret,
    )
    session.add(request)
    session.flush()
    audit.append(session, "public", "demande", f"request:{request.id}", "", now)
    if _waiting(session) >= MANY:
        alerts.raise_(session, "demandes", None, now)
    return request


def pending(session: Session) -> list[Request]:
    """Requests that wait, oldest first."""
    oldest = select(Request).where(Request.state == "attente").order_by(Request.id)
    return list(session.scalars(oldest))


def get(session: Session, request_id: int, lock: bool = False) -> Request:
    """Raises `RequestRefused` when there is none, or it is decided already."""
    request = session.get(Request, request_id, with_for_update=lock or None)
    if request is None or request.state != "attente":
        raise RequestRefused("no request that waits has this number")
    return request


def accept(
    session: Session,
    request_id: int,
    found_through: str,
    by: int,
    now: datetime,
    *,
    switchboard: str,
    territories: Iterable[str] | None = None,
) -> Account:
    """Make the account. `switchboard`: the number that the administrator found and called, through
    which call-backs go, never the one that was given; `found_through`: how it was found;
    `territories`: fewer than asked, when the employer says so.

    Raises `RequestRefused`, `InvalidParameter`.
    """
    choices.check(found_through, choices.FOUND_THROUGH)
    request = get(session, request_id, lock=True)
    given = tuple(request.territories if territories is None else territories)
    if not given or not set(given) <= set(request.territories):
        raise RequestRefused("territories must be among those asked for, one at least")
    if accounts.by_email(session, request.email):
        raise RequestRefused("this e-mail has an account: decline as asked twice, renew the other")
    account = accounts.grant(session, _account(request, switchboard, given), by, now)
    _decide(request, "acceptee", found_through, by, now)
    audit.append(session, by, "demande_acceptee", f"request:{request.id}", found_through, now)
    return account


def decline(session: Session, request_id: int, decision: str, by: int, now: datetime) -> None:
    """Decline a request, for a reason among the choices."""
    choices.check(decision, choices.DECLINES)
    request = get(session, request_id, lock=True)
    _decide(request, "refusee", decision, by, now)
    audit.append(session, by, "demande_refusee", f"request:{request.id}", decision, now)


def _known(session: Session, email: str, now: datetime) -> bool:
    if accounts.by_email(session, email):
        return True
    of_email = select(Request).where(Request.email_index == email)
    return any(
        request.state == "attente" or request.asked_at > now - PATIENCE
        for request in session.scalars(of_email)
    )


def _flooded(session: Session, now: datetime) -> bool:
    if _waiting(session) >= WAITING:
        alerts.raise_(session, "demandes_pleines", None, now)
    elif _number(session, Request.asked_at > now - _HOUR) >= AN_HOUR:
        alerts.raise_(session, "demandes_vite", None, now)
    else:
        return False
    return True


def _waiting(session: Session) -> int:
    return _number(session, Request.state == "attente")


def _number(session: Session, which: ColumnElement[bool]) -> int:
    return session.scalar(select(func.count()).where(which)) or 0


def _account(
    request: Request, switchboard: str, territories: tuple[str, ...]
) -> accounts.NewAccount:
    return accounts.NewAccount(
        request.name,
        request.email,
        request.organisation,
        switchboard,
        request.function,
        territories,
        proconnect_subject=request.proconnect_subject,
        siret=request.siret,
    )


def _decide(request: Request, state: str, decision: str, by: int, now: datetime) -> None:
    request.state, request.decision = state, decision
    request.decided_by, request.decided_at = by, now
