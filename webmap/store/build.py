"""Build the store from what the files say: whole, or not at all.

A SQLite store is made beside and takes the place of the old one at the end; a PostgreSQL one is
filled in one transaction. Whoever edits a store by hand never loses the edit to a rebuild.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Table, delete, insert, inspect, text
from sqlalchemy.exc import SQLAlchemyError

from webmap.directory.readers import Resources
from webmap.directory.record import Record
from webmap.errors import StoreError
from webmap.store import tables
from webmap.store.database import engine, is_current, migrate, sqlite_path
from webmap.store.resources import origin

#: Called with what is being written, how many are done, and of how many.
Progress = Callable[[str, int, int], None]

#: The tables that a person may edit.
_CONTENT: Final = ("record", "reach", "search", "request", "competence")
#: Those that every version had: a database without them is not ours.
_OURS: Final = frozenset({"origin", "record", "reach", "search", "request"})


@dataclass(frozen=True, slots=True)
class _State:
    """What a store was built from, and whether it was edited since."""

    built_from: str
    edited: bool


def build(
    url: str, resources: Resources, ready: Mapping[str, str], built_from: str, progress: Progress
) -> bool:
    """Make the store hold exactly these resources. Returns False when it already does.

    `ready`: rendered scripts by name. `built_from`: hash of the files. Raises `StoreError` when
    the store holds edits of its own, is not one of ours, or cannot be written.
    """
    state = _state(url)
    if state is not None and state.built_from == built_from:
        return False
    if state is not None and state.edited:
        raise StoreError(
            "the database was edited since it was built, and the files changed: write the edits "
            "into `resources/`, move the database away, then run `webmap init`"
        )
    path = sqlite_path(url)
    try:
        if path is None:
            _fill(url, resources, ready, built_from, progress)
        else:
            _beside(path, resources, ready, built_from, progress)
    except (SQLAlchemyError, OSError) as error:
        raise StoreError(f"the database cannot be written: {type(error).__name__}") from error
    return True


def _state(url: str) -> _State | None:
    """None when there is no store yet. Raises `StoreError` for a file that is not ours."""
    path = sqlite_path(url)
    if path is not None and not (path.is_file() and path.stat().st_size):
        return None
    try:
        with engine(url).connect() as connection:
            if not set(inspect(connection).get_table_names()) >= _OURS:
                _refuse(path)
                return None
            values = origin(connection)
            edited = values.get("content") != _content_hash(connection)
            current = values.get("built_from", "") if is_current(connection) else ""
            return _State(current, edited)
    except SQLAlchemyError:
        _refuse(path)
        return None


def _refuse(path: Path | None) -> None:
    # Beside our tables a PostgreSQL database may hold others; a file is ours or is not.
    if path is not None:
        raise StoreError(f"{path} is not a webmap database: move it away or name another file")


def _beside(
    path: Path, resources: Resources, ready: Mapping[str, str], built_from: str, progress: Progress
) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    os.close(handle)
    try:
        _fill(f"sqlite:///{name}", resources, ready, built_from, progress)
        with closing(sqlite3.connect(name)) as connection:
            connection.execute("vacuum")
        # A temporary file is for its owner alone; who serves may be another user.
        os.chmod(name, path.stat().st_mode if path.exists() else 0o644)
        os.replace(name, path)
    finally:
        Path(name).unlink(missing_ok=True)


def _fill(
    url: str, resources: Resources, ready: Mapping[str, str], built_from: str, progress: Progress
) -> None:
    with engine(url).begin() as connection:
        migrate(connection)
        for table in tables.metadata.sorted_tables:
            connection.execute(delete(table))
        for done, record in enumerate(resources.records, 1):
            connection.execute(insert(tables.record), [cells(record)])
            progress("record", done, len(resources.records))
        _insert(connection, tables.reach, map(asdict, resources.reach))
        _insert(connection, tables.search, map(asdict, resources.searches))
        _insert(connection, tables.request, map(asdict, resources.requests))
        _insert(connection, tables.competence, map(asdict, resources.competences))
        _insert(connection, tables.ready, ({"name": n, "content": c} for n, c in ready.items()))
        values = {"built_from": built_from, "content": _content_hash(connection)}
        _insert(connection, tables.origin, ({"key": k, "value": x} for k, x in values.items()))


def cells(record: Record) -> dict[str, str]:
    """A record as the text cells of a CSV line: what `Record.model_validate` reads back."""
    return {name: _cell(value) for name, value in record}


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, tuple):
        return ";".join(value)
    return value.isoformat() if isinstance(value, date) else str(value)


def _insert(connection: Connection, table: Table, rows: Iterable[Mapping[str, Any]]) -> None:
    values = list(rows)
    if values:
        connection.execute(insert(table), values)


def _content_hash(connection: Connection) -> str:
    """Hash of every cell that a person may edit, whatever the version of the schema."""
    digest = hashlib.sha256()
    there = set(inspect(connection).get_table_names())
    for name in (name for name in _CONTENT if name in there):
        for row in connection.execute(text(f"select * from {name} order by 1")):  # noqa: S608 - ours
            digest.update(repr(tuple(row)).encode())
    return digest.hexdigest()
