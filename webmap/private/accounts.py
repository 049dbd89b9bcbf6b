"""Accounts: who may sign in, to what, until when. Every change leaves a line in the log."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from webmap.errors import AccessExpired, AccountBlocked, OutsideAccess, UnknownAccount
from webmap.private import audit, choices
from webmap.private.audit import By
from webmap.private.tables import Account

#: Access ends after six months, as people change posts; an administrator renews it.
ACCESS: Final = timedelta(days=183)

#: Nothing is shown in the first day: time for the employer, whom the administrator called, to say
#: that something is wrong.
FIRST_DAY: Final = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class NewAccount:
    """What an account begins with. `function`: a code; `territories`: codes of territories."""

    name: str
    email: str
    organisation: str
    switchboard: str
    function: str
    territories: tuple[str, ...]
    role: str = "professionnel"
    proconnect_subject: str | None = None
    siret: str | None = None


def by_email(session: Session, email: str) -> Account | None:
    """The account with this e-mail, whatever its case."""
    return session.scalar(select(Account).where(Account.email_index == email))


def by_uniquifier(session: Session, text: str) -> Account | None:
    """The account whose sessions name this text."""
    return session.scalar(select(Account).where(Account.fs_uniquifier == text))


def by_id(session: Session, account_id: int, lock: bool = False) -> Account:
    """The account; with `lock`, alone until the transaction ends. Raises `UnknownAccount`."""
    account = session.get(Account, account_id, with_for_update=lock or None)
    if account is None:
        raise UnknownAccount("no account has this number")
    return account


def every(session: Session) -> list[Account]:
    """All accounts, oldest first."""
    return list(session.scalars(select(Account).order_by(Account.id)))


def colleagues(session: Session, account_id: int) -> list[int]:
    """Numbers of the accounts behind the same switchboard, this one too."""
    # The hash as it was read: given to the column it would be hashed again.
    mine = select(Account.employer_index).where(Account.id == account_id).scalar_subquery()
    return list(session.scalars(select(Account.id).where(Account.employer_index == mine)))


def state(account: Account, now: datetime) -> str:
    """One of `choices.ACCOUNT_STATES`."""
    if not account.active:
        return "bloque"
    if account.expires_at <= now:
        return "expire"
    return "attente" if now < account.granted_at + FIRST_DAY else "actif"


def check(account: Account, now: datetime) -> None:
    """Raises `AccountBlocked` or `AccessExpired`."""
    if not account.active:
        raise AccountBlocked("an administrator blocked this account")
    if account.expires_at <= now:
        raise AccessExpired("access has ended: ask an administrator to renew it")


def check_territory(account: Account, territory: str) -> None:
    """Raises `OutsideAccess`. Whoever has a territory may ask about a national record ("")."""
    inside = territory in account.territories if territory else bool(account.territories)
    if not inside:
        raise OutsideAccess("this record is outside the territories of the access")


def grant(session: Session, new: NewAccount, by: By, now: datetime) -> Account:
    """Create an account, without a password: see `invitations`. Raises `InvalidParameter`."""
    choices.check(new.role, choices.ROLES)
    if new.role == "professionnel":
        choices.check(new.function, choices.FUNCTIONS)
    account = Account(
        fs_uniquifier=secrets.token_hex(32),
        fs_webauthn_user_handle=secrets.token_hex(32),
        role=new.role,
        active=True,
        name=new.name,
        email=new.email,
        organisation=new.organisation,
        switchboard=new.switchboard,
        function=new.function,
        territories=sorted(set(new.territories)),
        granted_at=now,
        expires_at=now + ACCESS,
        proconnect_subject=new.proconnect_subject,
        siret=new.siret,
    )
    session.add(account)
    session.flush()
    audit.append(session, by, "compte_cree", subject(account.id), new.role, now)
    return account


def add_admin(session: Session, email: str, now: datetime) -> Account:
    """An administrator's account, made or opened again from the command line.

    Opened again, its sessions end, its password and its second factors are gone.
    """
    account = by_email(session, email)
    if account is None:
        return grant(session, NewAccount("", email, "", "", "", (), "bureau"), "command", now)
    account.role, account.active, account.territories = "bureau", True, []
    account.expires_at = now + ACCESS
    account.forget_credentials()
    audit.append(session, "command", "compte_cree", subject(account.id), "bureau", now)
    return account


def renew(session: Session, account_id: int, by: By, now: datetime) -> None:
    """Six more months from now."""
    by_id(session, account_id, lock=True).expires_at = now + ACCESS
    audit.append(session, by, "compte_renouvele", subject(account_id), "", now)


def set_territories(
    session: Session, account_id: int, territories: Iterable[str], by: By, now: datetime
) -> None:
    """Change what the access covers. A territory more begins a first day again."""
    account, wanted = by_id(session, account_id, lock=True), sorted(set(territories))
    if set(wanted) - set(account.territories):
        account.granted_at = now
    account.territories = wanted
    audit.append(session, by, "compte_territoires", subject(account_id), str(len(wanted)), now)


def block(session: Session, account_id: int, by: By, now: datetime) -> None:
    """Stop an account at once: its sessions end too."""
    account = by_id(session, account_id, lock=True)
    account.active = False
    account.end_sessions()
    audit.append(session, by, "compte_bloque", subject(account_id), "", now)


def unblock(session: Session, account_id: int, by: By, now: datetime) -> None:
    """Open an account again, on a first day."""
    account = by_id(session, account_id, lock=True)
    account.active, account.granted_at = True, now
    audit.append(session, by, "compte_debloque", subject(account_id), "", now)


def link_proconnect(
    session: Session, account_id: int, proconnect: str, siret: str, now: datetime
) -> None:
    """Remember who the account is for ProConnect."""
    account = by_id(session, account_id, lock=True)
    account.proconnect_subject, account.siret = proconnect, siret
    audit.append(session, account_id, "compte_relie", subject(account_id), "", now)


def subject(account_id: int) -> str:
    """How the log names an account."""
    return f"account:{account_id}"
