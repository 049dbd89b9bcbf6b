"""Read the store: the Catalogue of a day, the maps' scripts, what it was built from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import fields
from datetime import date
from typing import Any, TypeVar

from pydantic import ValidationError
from sqlalchemy import Connection, Table, select
from sqlalchemy.exc import SQLAlchemyError

from webmap.directory.catalogue import Catalogue
from webmap.directory.readers import Resources
from webmap.directory.record import Record
from webmap.directory.tables import Competence, Reach, Request, Search
from webmap.errors import StoreError
from webmap.geo.communes import Communes
from webmap.geo.territories import Territories
from webmap.store import tables
from webmap.store.database import check_schema, engine, sqlite_path

Row = TypeVar("Row", Reach, Search, Request, Competence)


def load(url: str, territories: Territories, communes: Communes, as_of: date) -> Catalogue:
    """The Catalogue of a store on a day. Raises `StoreError` when there is none to read."""
    with _reading(url) as connection:
        rows = connection.execute(select(tables.record)).mappings().all()
        resources = Resources(
            tuple(_record(row) for row in rows),
            _rows(connection, tables.reach, Reach),
            _rows(connection, tables.search, Search),
            _rows(connection, tables.request, Request),
            _rows(connection, tables.competence, Competence),
        )
    return Catalogue(resources, territories, communes, as_of)


def ready(url: str) -> dict[str, str]:
    """The rendered scripts of the maps, by name. Raises `StoreError`."""
    with _reading(url) as connection:
        return {row.name: row.content for row in connection.execute(select(tables.ready))}


def built_from(url: str) -> str:
    """Hash of the files that the store was built from: a worker reads it once a second.

    Raises `StoreError`.
    """
    with _reading(url) as connection:
        return origin(connection)["built_from"]


@contextmanager
def _reading(url: str) -> Iterator[Connection]:
    """A connection to a store that exists and is of this version. Raises `StoreError`."""
    path = sqlite_path(url)
    if path is not None and not path.is_file():
        raise StoreError("there is no database yet: run `webmap init`")
    try:
        with engine(url).connect() as connection:
            check_schema(connection)
            yield connection
    except (SQLAlchemyError, ValidationError, KeyError) as error:
        raise StoreError("the database cannot be read: run `webmap init`") from error


def origin(connection: Connection) -> dict[str, str]:
    """What the store was built from: hash of the files, hash of the content as it was built."""
    return {row.key: row.value for row in connection.execute(select(tables.origin))}


def _record(row: Mapping[Any, str]) -> Record:
    # An empty cell means the field's default; only filled ones are given.
    return Record.model_validate({str(k): text for k, text in row.items() if text != ""})


def _rows(connection: Connection, table: Table, row: type[Row]) -> tuple[Row, ...]:
    columns = [table.c[field.name] for field in fields(row)]
    found = connection.execute(select(*columns).order_by(table.c.line))
    return tuple(row(*values) for values in found)
