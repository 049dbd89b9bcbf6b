"""Open the public database, and bring its schema up to date."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, Engine, create_engine, make_url
from sqlalchemy.pool import NullPool

from webmap.errors import StoreError

#: Revision that this code reads and writes; the newest file of `migrations/versions`.
SCHEMA: Final = "0002"


def engine(url: str) -> Engine:
    """An engine for a database address, without a pool.

    The store is read whole, rarely: nothing would be gained by keeping a connection. And a SQLite
    file may be replaced whole: a kept connection would go on reading the one that is gone.
    Raises `StoreError` when the driver is not installed.
    """
    try:
        return create_engine(url, poolclass=NullPool)
    except ModuleNotFoundError as error:
        raise StoreError("PostgreSQL needs its driver: pip install 'webmap[postgresql]'") from error


def sqlite_path(url: str) -> Path | None:
    """The file of a SQLite address; None for another database."""
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite" or not parsed.database:
        return None
    return Path(parsed.database)


def migrate(connection: Connection) -> None:
    """Create or update the tables, in the transaction of the connection."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def is_current(connection: Connection) -> bool:
    """Whether the database was made by this version of the schema."""
    return MigrationContext.configure(connection).get_current_revision() == SCHEMA


def check_schema(connection: Connection) -> None:
    """Raises `StoreError` when the database was made by another version of the code."""
    if not is_current(connection):
        raise StoreError("the database is of another version: run `webmap init`")
