"""Tables of the locked room. No column holds an address or a position, nor could be taken for one.

Contents are sealed; what stays readable is what look-ups, limits and the log need: opaque numbers,
codes, moments. `migrations/` holds the history of the schema.
"""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Annotated, Any

from sqlalchemy import Boolean, ForeignKey, Index, Integer, LargeBinary, MetaData, Text
from sqlalchemy.ext.mutable import MutableList
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship, validates

from webmap.private.columns import Blind, Moment, Sealed, SealedList

Number = Annotated[int, mapped_column(Integer, primary_key=True)]


class Base(DeclarativeBase):
    """All tables of the room."""

    metadata = MetaData(
        naming_convention={
            "pk": "pk_%(table_name)s",
            "ix": "ix_%(table_name)s_%(column_0_name)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
        }
    )
    type_annotation_map = {bool: Boolean, datetime: Moment, str: Text}  # noqa: RUF012


def _list(use: str, nullable: bool = False) -> Any:
    return mapped_column(MutableList.as_mutable(SealedList(use)), nullable=nullable)


class Mark(Base):
    """What the room knows of itself: the mark of its key, its lasting secret (sealed)."""

    __tablename__ = "mark"

    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]


class Account(Base):
    """Someone who may sign in. Names of columns are those that Flask-Security expects."""

    __tablename__ = "account"
    # The log names these numbers for ever: none is given twice.
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012

    id: Mapped[Number]
    fs_uniquifier: Mapped[str] = mapped_column(unique=True)
    role: Mapped[str]
    active: Mapped[bool]
    name: Mapped[str] = mapped_column(Sealed("account.name"))
    email: Mapped[str] = mapped_column(Sealed("account.email"))
    email_index: Mapped[str] = mapped_column(Blind("account.email"), unique=True)
    organisation: Mapped[str] = mapped_column(Sealed("account.organisation"))
    switchboard: Mapped[str] = mapped_column(Sealed("account.switchboard"))
    employer_index: Mapped[str] = mapped_column(Blind("account.employer"), index=True)
    function: Mapped[str] = mapped_column(Sealed("account.function"))
    territories: Mapped[list[str]] = _list("account.territories")
    granted_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]
    password: Mapped[str | None] = mapped_column(Sealed("account.password"))
    tf_primary_method: Mapped[str | None]
    tf_totp_secret: Mapped[str | None] = mapped_column(Sealed("account.tf_totp_secret"))
    tf_totp_counter: Mapped[int | None]
    fs_webauthn_user_handle: Mapped[str | None] = mapped_column(unique=True)
    proconnect_subject: Mapped[str | None] = mapped_column(Sealed("account.proconnect_subject"))
    proconnect_index: Mapped[str | None] = mapped_column(Blind("account.proconnect"), unique=True)
    siret: Mapped[str | None] = mapped_column(Sealed("account.siret"))

    webauthn: Mapped[list[Passkey]] = relationship(cascade="all, delete-orphan")

    @validates("email", "switchboard", "proconnect_subject")
    def _indexed(self, name: str, value: str | None) -> str | None:
        if name == "switchboard":
            self.employer_index = "".join(c for c in value or "" if c.isdigit())
        else:
            setattr(self, "email_index" if name == "email" else "proconnect_index", value)
        return value

    def end_sessions(self) -> None:
        """Whoever is signed in with this account no longer is: sessions name this text."""
        self.fs_uniquifier = secrets.token_hex(32)

    def forget_credentials(self) -> None:
        """No password, no second factor, no session: only a new invitation opens it again."""
        self.password = self.tf_primary_method = None
        self.tf_totp_secret = self.tf_totp_counter = None
        self.webauthn.clear()
        self.end_sessions()


class Passkey(Base):
    """A passkey of an account (a `WebAuthn` row of Flask-Security): public half only."""

    __tablename__ = "passkey"

    id: Mapped[Number]
    user_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    credential_id: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    public_key: Mapped[bytes] = mapped_column(LargeBinary)
    sign_count: Mapped[int]
    transports: Mapped[list[str] | None] = _list("passkey.transports", nullable=True)
    backup_state: Mapped[bool]
    device_type: Mapped[str]
    extensions: Mapped[str | None]
    lastuse_datetime: Mapped[datetime]
    name: Mapped[str] = mapped_column(Sealed("passkey.name"))
    usage: Mapped[str]


class Invitation(Base):
    """A word, given by voice or by hand, that lets someone set a first password, once."""

    __tablename__ = "invitation"

    token_index: Mapped[str] = mapped_column(Blind("invitation.token"), primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"))
    expires_at: Mapped[datetime]


class Request(Base):
    """A request for access, until an administrator has called the employer back."""

    __tablename__ = "request"
    # The log names these numbers for ever: none is given twice.
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012

    id: Mapped[Number]
    state: Mapped[str]
    asked_at: Mapped[datetime]
    name: Mapped[str] = mapped_column(Sealed("request.name"))
    email: Mapped[str] = mapped_column(Sealed("request.email"))
    email_index: Mapped[str] = mapped_column(Blind("request.email"), index=True)
    organisation: Mapped[str] = mapped_column(Sealed("request.organisation"))
    switchboard: Mapped[str] = mapped_column(Sealed("request.switchboard"))
    function: Mapped[str] = mapped_column(Sealed("request.function"))
    territories: Mapped[list[str]] = _list("request.territories")
    proconnect_subject: Mapped[str | None] = mapped_column(Sealed("request.proconnect_subject"))
    siret: Mapped[str | None] = mapped_column(Sealed("request.siret"))
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[int | None]
    decision: Mapped[str | None]

    @validates("email")
    def _indexed(self, _: str, value: str) -> str:
        self.email_index = value
        return value


class Referral(Base):
    """How professionals reach a record of the public directory."""

    __tablename__ = "referral"

    record_id: Mapped[str] = mapped_column(primary_key=True)
    phone: Mapped[str] = mapped_column(Sealed("referral.phone"))
    email: Mapped[str] = mapped_column(Sealed("referral.email"))
    hours: Mapped[str] = mapped_column(Sealed("referral.hours"))
    nights: Mapped[str] = mapped_column(Sealed("referral.nights"))
    prepare: Mapped[str] = mapped_column(Sealed("referral.prepare"))
    who_decides: Mapped[str] = mapped_column(Sealed("referral.who_decides"))
    updated_at: Mapped[datetime]


class Callback(Base):
    """ "Être rappelé·e": the structure calls back through the employer's switchboard."""

    __tablename__ = "callback"

    id: Mapped[Number]
    record_id: Mapped[str]
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"))
    slot: Mapped[str]
    state: Mapped[str]
    asked_at: Mapped[datetime]
    state_at: Mapped[datetime]

    __table_args__ = (Index("ix_callback_account_id", "account_id", "asked_at"),)


class Reveal(Base):
    """A referral line shown to someone, once."""

    __tablename__ = "reveal"

    id: Mapped[Number]
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"))
    record_id: Mapped[str]
    territory: Mapped[str]
    reason: Mapped[str]
    at: Mapped[datetime]

    __table_args__ = (Index("ix_reveal_account_id", "account_id", "at"),)


class Entry(Base):
    """A line of the log: numbers and codes only. The database itself refuses to change one."""

    __tablename__ = "audit"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[str]
    actor: Mapped[str]
    action: Mapped[str]
    subject: Mapped[str]
    detail: Mapped[str]
    hash: Mapped[str]


class Alert(Base):
    """Something an administrator should look at."""

    __tablename__ = "alert"

    id: Mapped[Number]
    kind: Mapped[str]
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"))
    raised_at: Mapped[datetime] = mapped_column(index=True)
    seen_at: Mapped[datetime | None]
    seen_by: Mapped[int | None]


class Attempt(Base):
    """Something tried that is counted: a sign-in that failed, a request sent. Never from where."""

    __tablename__ = "attempt"

    id: Mapped[Number]
    kind: Mapped[str]
    key_index: Mapped[str] = mapped_column(Blind("attempt.key"))
    at: Mapped[datetime]

    __table_args__ = (Index("ix_attempt_kind", "kind", "key_index", "at"),)
