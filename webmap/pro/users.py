"""Accounts as Flask-Security wants them: a picture of an account, and a store that writes changes.

A picture is taken in a short reading; each change is a short writing of the locked room. Nothing
is left open over a request.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_security import RoleMixin, UserMixin, WebAuthnMixin
from flask_security.datastore import UserDatastore

from webmap.private import accounts, credentials
from webmap.private.credentials import NewPasskey
from webmap.private.tables import Account, Passkey
from webmap.pro.here import now, room

#: Role of those who grant access.
BUREAU = "bureau"


@dataclass
class Key(WebAuthnMixin):
    """A passkey of an account."""

    user_id: int
    name: str
    credential_id: bytes
    public_key: bytes
    sign_count: int
    usage: str
    transports: list[str] | None
    extensions: str | None
    backup_state: bool
    device_type: str
    lastuse_datetime: datetime

    @classmethod
    def of(cls, row: Passkey) -> Key:
        return cls(**{name: getattr(row, name) for name in cls.__dataclass_fields__})


class User(UserMixin):
    """A picture of an account, as it was when it was read."""

    fs_uniquifier: str = ""
    fs_webauthn_user_handle: str = ""
    tf_phone_number = None

    def __init__(self, account: Account) -> None:
        self.id = account.id
        self.name = account.name
        self.email = account.email
        self.role = account.role
        self.active = account.active
        self.password = account.password
        self.fs_uniquifier = account.fs_uniquifier
        self.fs_webauthn_user_handle = account.fs_webauthn_user_handle or ""
        self.tf_primary_method = account.tf_primary_method
        self.tf_totp_secret = account.tf_totp_secret
        self.tf_totp_counter = account.tf_totp_counter
        self.territories = tuple(account.territories)
        self.granted_at = account.granted_at
        self.expires_at = account.expires_at
        self.webauthn = [Key.of(row) for row in account.webauthn]
        self.roles: list[Any] = []

    @property
    def admin(self) -> bool:
        """Whether the account belongs to the bureau."""
        return self.role == BUREAU


class Datastore(UserDatastore):
    """Reads and writes accounts through the functions of the locked room."""

    def __init__(self) -> None:
        super().__init__(User, RoleMixin, Key)

    def commit(self) -> None:
        """Nothing: each change is written when it is made."""

    def find_user(self, case_insensitive: bool = False, **by: Any) -> User | None:
        """The account with this e-mail, this word of session or this number."""
        ((name, value),) = by.items()
        with room().read() as session:
            if name == "email":
                account = accounts.by_email(session, value)
            elif name == "fs_uniquifier":
                account = accounts.by_uniquifier(session, value)
            else:
                account = accounts.by_id(session, value)
            return User(account) if account else None

    def find_role(self, role: str) -> None:
        """No role of Flask-Security's is used."""

    def find_webauthn(self, credential_id: bytes) -> Key | None:
        with room().read() as session:
            account = credentials.by_passkey(session, credential_id)
            rows = account.webauthn if account else ()
            return next((Key.of(r) for r in rows if r.credential_id == credential_id), None)

    def put(self, model: User | Key) -> None:
        """Write what Flask-Security may have changed: a password, the use of a passkey."""
        if isinstance(model, Key):
            _put_key(model)
        else:
            _put_user(model)

    def set_uniquifier(self, user: Any, uniquifier: str | None = None) -> None:
        """A new word of session: every session of the account ends."""
        with room().write() as session:
            credentials.end_sessions(session, user.id)
            user.fs_uniquifier = accounts.by_id(session, user.id).fs_uniquifier

    def tf_set(
        self,
        user: Any,
        primary_method: str,
        totp_secret: str | None = None,
        phone: str | None = None,
    ) -> None:
        # Called at each sign-in too: nothing is written when nothing changed.
        if totp_secret and totp_secret != user.tf_totp_secret:
            with room().write() as session:
                credentials.set_second_factor(session, user.id, primary_method, totp_secret, now())
            user.tf_primary_method, user.tf_totp_secret = primary_method, totp_secret

    def set_webauthn_user_handle(self, user: Any, user_handle: str | None = None) -> None:
        """Nothing: every account has one from the start."""

    def create_webauthn(self, user: Any, *_: Any, **fields: Any) -> None:
        fields["transports"] = tuple(fields["transports"] or ())
        with room().write() as session:
            credentials.add_passkey(session, user.id, NewPasskey(**fields), now())

    def delete_webauthn(self, webauthn: Any) -> None:
        with room().write() as session:
            credentials.drop_passkey(session, webauthn.user_id, webauthn.name, now())


def _put_user(user: User) -> None:
    with room().write() as session:
        if user.password and user.password != accounts.by_id(session, user.id).password:
            account = credentials.set_password(session, user.id, user.password, now())
            user.fs_uniquifier = account.fs_uniquifier


def _put_key(key: Key) -> None:
    with room().write() as session:
        credentials.use_passkey(session, key.credential_id, key.sign_count, key.backup_state, now())
