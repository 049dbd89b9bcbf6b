"""What an account signs in with: a password's hash, a second factor, passkeys."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from webmap.private import accounts, audit
from webmap.private.audit import By
from webmap.private.tables import Account, Passkey


@dataclass(frozen=True, slots=True)
class NewPasskey:
    """The public half of a passkey, as the browser gave it."""

    credential_id: bytes
    public_key: bytes
    sign_count: int
    transports: tuple[str, ...]
    backup_state: bool
    device_type: str
    extensions: str | None
    name: str
    usage: str


def set_password(session: Session, account_id: int, hashed: str, now: datetime) -> Account:
    """Keep the hash of a new password; whoever is signed in no longer is."""
    account = accounts.by_id(session, account_id, lock=True)
    account.password = hashed
    account.confirmed_at = account.confirmed_at or now
    account.end_sessions()
    _log(session, account_id, "mot_de_passe", account_id, now)
    return account


def end_sessions(session: Session, account_id: int) -> None:
    """Sign out everywhere."""
    accounts.by_id(session, account_id, lock=True).end_sessions()


def set_second_factor(
    session: Session, account_id: int, method: str | None, totp_secret: str | None, now: datetime
) -> None:
    """Keep a second factor, or none. The code that proved it counts as used."""
    account = accounts.by_id(session, account_id, lock=True)
    account.tf_primary_method, account.tf_totp_secret = method, totp_secret
    _log(session, account_id, "second_facteur", account_id, now)


def take_counter(session: Session, account_id: int, counter: int) -> bool:
    """Whether a one-time code is newer than the last one: none works twice."""
    account = accounts.by_id(session, account_id, lock=True)
    if account.tf_totp_counter is not None and account.tf_totp_counter >= counter:
        return False
    account.tf_totp_counter = counter
    return True


def reset(session: Session, account_id: int, by: By, now: datetime) -> None:
    """Clear all that an account signs in with, on a first day: see `invitations` for what next."""
    account = accounts.by_id(session, account_id, lock=True)
    account.forget_credentials()
    account.granted_at = now
    _log(session, by, "identifiants_effaces", account_id, now)


def by_passkey(session: Session, credential_id: bytes) -> Account | None:
    """Whose passkey it is."""
    passkey = _passkey(session, credential_id)
    return None if passkey is None else accounts.by_id(session, passkey.user_id)


def add_passkey(session: Session, account_id: int, new: NewPasskey, now: datetime) -> None:
    """Add a passkey to an account."""
    account = accounts.by_id(session, account_id, lock=True)
    account.webauthn.append(
        Passkey(
            credential_id=new.credential_id,
            public_key=new.public_key,
            sign_count=new.sign_count,
            transports=list(new.transports),
            backup_state=new.backup_state,
            device_type=new.device_type,
            extensions=new.extensions,
            lastuse_datetime=now,
            name=new.name,
            usage=new.usage,
        )
    )
    _log(session, account_id, "cle_ajoutee", account_id, now)


def drop_passkey(session: Session, account_id: int, name: str, now: datetime) -> bool:
    """Take away the passkey of this name; whether there was one."""
    account = accounts.by_id(session, account_id, lock=True)
    for passkey in account.webauthn:
        if passkey.name == name:
            account.webauthn.remove(passkey)
            _log(session, account_id, "cle_retiree", account_id, now)
            return True
    return False


def use_passkey(
    session: Session, credential_id: bytes, sign_count: int, backup_state: bool, now: datetime
) -> None:
    """Note what a passkey said of itself when it was last used."""
    passkey = _passkey(session, credential_id)
    if passkey is not None:
        passkey.sign_count, passkey.backup_state = sign_count, backup_state
        passkey.lastuse_datetime = now


def _passkey(session: Session, credential_id: bytes) -> Passkey | None:
    return session.scalar(select(Passkey).where(Passkey.credential_id == credential_id))


def _log(session: Session, by: By, action: str, account_id: int, now: datetime) -> None:
    audit.append(session, by, action, accounts.subject(account_id), "", now)
