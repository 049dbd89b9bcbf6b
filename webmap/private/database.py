"""Open the locked room: its own database, its keys, its transactions."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session
from sqlalchemy.pool import NullPool

from webmap.errors import PrivateError
from webmap.private.columns import lock
from webmap.private.keys import Keyring, derive
from webmap.private.tables import Mark

#: Revision that this code reads and writes; the newest file of `migrations/versions`.
SCHEMA: Final = "0001"

#: Table where Alembic notes the revision: not the public chain's.
VERSION_TABLE: Final = "private_version"

#: Option of a connection whose transaction will write.
_WRITES: Final = "webmap_writes"

#: Seconds that a writer waits for another.
_PATIENCE: Final = 10


@dataclass(frozen=True, slots=True)
class Room:
    """The locked room, open."""

    engine: Engine
    keyring: Keyring

    def session(self, write: bool = False) -> Session:
        """A session that its owner commits and closes. With `write`, it is alone to write from its
        first statement on (SQLite), so that what it counted still holds when it commits."""
        bind = self.engine.execution_options(**{_WRITES: write})
        return Session(bind, expire_on_commit=False)

    @contextmanager
    def write(self) -> Iterator[Session]:
        """One transaction: all of it is kept, or nothing."""
        with self.session(write=True) as session, session.begin():
            yield session

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session to read; nothing it holds is kept."""
        with self.session() as session:
            yield session

    def secret(self, name: str) -> str:
        """64 hexadecimal digits for another use; they change when the first key does."""
        return self.keyring.secret(name)

    def lasting_secret(self, name: str) -> str:
        """64 hexadecimal digits for another use; they survive a change of keys."""
        with self.read() as session:
            return lasting(session, self.keyring, name)


def lasting(session: Session, keyring: Keyring, name: str) -> str:
    """A secret derived from the one that the room was made with."""
    root = session.get_one(Mark, "root").value
    return derive(bytes.fromhex(keyring.unseal("mark.root", root)), f"lasting {name}").hex()


def connect(url: str, keyring: Keyring) -> Engine:
    """An engine without a pool: no connection is shared by forked workers.

    Raises `PrivateError` when the driver is not installed.
    """
    try:
        engine = create_engine(url, poolclass=NullPool, hide_parameters=True)
    except ModuleNotFoundError as error:
        raise PrivateError("PostgreSQL needs its driver: install `webmap[postgresql]`") from error
    lock(engine, keyring)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare)
        event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: Any, _: Any) -> None:
    connection.isolation_level = None  # transactions begin where `_begin` says
    connection.execute(f"PRAGMA busy_timeout = {_PATIENCE * 1000}")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA secure_delete = ON")  # what is deleted is overwritten


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get(_WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def open_room(url: str, keys: str) -> Room:
    """The room, after looking that it is one, of this version, and written with the first key.

    Raises `PrivateError` with what to do otherwise.
    """
    room = unchecked(url, keys)
    mark = stored_mark(room)
    if mark != room.keyring.mark:
        remedy = "run `webmap private rotate`" if room.keyring.knows(mark) else "give that key"
        raise PrivateError(f"the locked room was written with another key than the first: {remedy}")
    return room


def unchecked(url: str, keys: str) -> Room:
    """The room, whatever key it was written with. Raises `PrivateError` when there is none."""
    keyring = Keyring.parse(keys)
    path = sqlite_path(url)
    if path is not None and not path.is_file():
        raise PrivateError("there is no locked room yet: run `webmap private init`")
    return Room(connect(url, keyring), keyring)


def stored_mark(room: Room) -> str:
    """The mark of the key that the room was written with. Raises `PrivateError`."""
    try:
        with room.engine.connect() as connection:
            found = revision(connection)
        if found == SCHEMA:
            with room.read() as session:
                return session.get_one(Mark, "key").value
    except SQLAlchemyError as error:
        raise PrivateError(f"the locked room cannot be read: {type(error).__name__}") from error
    if found is None:
        raise PrivateError("this database is not a locked room: run `webmap private init`")
    raise PrivateError("the locked room is of another version of webmap than this one")


def sqlite_path(url: str) -> Path | None:
    """The file of a SQLite address; None for another database."""
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite" or not parsed.database:
        return None
    return Path(parsed.database)


def revision(connection: Connection) -> str | None:
    """Version of the schema that the database holds."""
    options = {"version_table": VERSION_TABLE}
    return MigrationContext.configure(connection, opts=options).get_current_revision()
