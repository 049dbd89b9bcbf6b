"""Make the locked room: whole, or not at all, in a database that holds nothing else."""

from __future__ import annotations

import os
import secrets
import sqlite3
import tempfile
from contextlib import closing
from datetime import datetime
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, inspect
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from webmap.errors import PrivateError
from webmap.private import audit
from webmap.private.database import connect, open_room, revision, sqlite_path
from webmap.private.keys import Keyring
from webmap.private.tables import Mark


def create(url: str, keys: str, now: datetime) -> bool:
    """Make the room. Returns False when it is there already, of this version and of these keys.

    Raises `PrivateError` when the keys are missing or weak, the room was made by another version
    or with other keys, or the database holds anything else.
    """
    keyring = Keyring.parse(keys)
    path = sqlite_path(url)
    try:
        if _taken(url, path, keyring):
            open_room(url, keys)
            return False
        if path is None:
            _fill(url, keyring, now)
        else:
            _beside(path, keyring, now)
    except (SQLAlchemyError, OSError) as error:
        raise PrivateError(f"the locked room cannot be made: {type(error).__name__}") from error
    return True


def migrate(connection: Connection) -> None:
    """Create the tables, in the transaction of the connection."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _taken(url: str, path: Path | None, keyring: Keyring) -> bool:
    """Whether a room is there already. Raises `PrivateError` when something else is."""
    if path is not None and not path.exists():
        return False
    with connect(url, keyring).connect() as connection:
        if revision(connection) is not None:
            return True
        if path is not None or inspect(connection).get_table_names():
            raise PrivateError("the locked room needs a database of its own: this one holds others")
        return False


def _beside(path: Path, keyring: Keyring, now: datetime) -> None:
    """A file that nobody sees before it is whole, for its owner alone."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    os.close(handle)
    try:
        _fill(f"sqlite:///{name}", keyring, now)
        with closing(sqlite3.connect(name)) as connection:
            # Readers then never wait for a writer, nor a writer for them. Kept in the file.
            connection.execute("pragma journal_mode = wal")
        os.link(name, path)  # fails when another made one meanwhile
    finally:
        Path(name).unlink()


def _fill(url: str, keyring: Keyring, now: datetime) -> None:
    with connect(url, keyring).begin() as connection:
        migrate(connection)
        with Session(connection) as session:
            root = keyring.seal("mark.root", secrets.token_hex(32))
            session.add_all([Mark(name="key", value=keyring.mark), Mark(name="root", value=root)])
            session.flush()
            audit.append(session, "command", "installation", "", "", now)
            session.flush()
