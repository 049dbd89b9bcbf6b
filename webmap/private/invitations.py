"""Invitations: how someone whose access was granted sets a first password, once."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from webmap.private import accounts, audit
from webmap.private.audit import By
from webmap.private.tables import Account, Invitation

#: Long enough for a letter of the house, short enough to be of no use in an old drawer.
LIFE: Final = timedelta(days=3)


def make(session: Session, account_id: int, by: By, now: datetime) -> str:
    """A new invitation, shown this once; those given before are void."""
    accounts.by_id(session, account_id)
    _forget(session, account_id)
    token = secrets.token_urlsafe(32)
    session.add(Invitation(token_index=token, account_id=account_id, expires_at=now + LIFE))
    session.flush()
    audit.append(session, by, "invitation", accounts.subject(account_id), "", now)
    return token


def find(session: Session, token: str, now: datetime) -> Account | None:
    """Whose invitation it is, while it may be used: the page that asks for a password."""
    row = session.scalar(select(Invitation).where(Invitation.token_index == token))
    if row is None or row.expires_at <= now:
        return None
    account = accounts.by_id(session, row.account_id, lock=True)
    return account if account.active and account.expires_at > now else None


def take(session: Session, token: str, now: datetime) -> Account | None:
    """Use an invitation up: call it in the transaction that sets the password."""
    account = find(session, token, now)
    if account is None or not _forget(session, account.id):
        return None
    account.confirmed_at = now
    audit.append(session, account.id, "invitation_prise", accounts.subject(account.id), "", now)
    return account


def _forget(session: Session, account_id: int) -> int:
    """How many invitations of an account were there."""
    gone = session.execute(delete(Invitation).where(Invitation.account_id == account_id))
    return int(gone.rowcount)  # type: ignore[attr-defined]
