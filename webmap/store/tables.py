"""Tables of the public database. Cells are text, as in the CSV files: one way to read a record.

The schema follows `directory.lines.COLUMNS`; `migrations/` holds its history.
"""

from __future__ import annotations

from dataclasses import fields
from typing import Final

from sqlalchemy import Column, Integer, MetaData, Table, Text

from webmap.directory.record import Record
from webmap.directory.tables import Competence, Reach, Request, Search

metadata: Final = MetaData(
    naming_convention={"pk": "pk_%(table_name)s", "ix": "ix_%(table_name)s_%(column_0_name)s"}
)

record: Final = Table(
    "record",
    metadata,
    *(
        Column(name, Text, primary_key=name == "id", nullable=False, index=name == "category")
        for name in Record.model_fields
    ),
)


def _side_table(name: str, row: type) -> Table:
    columns = (Column(field.name, Text, nullable=False) for field in fields(row))
    return Table(name, metadata, Column("line", Integer, primary_key=True), *columns)


reach: Final = _side_table("reach", Reach)
search: Final = _side_table("search", Search)
request: Final = _side_table("request", Request)
competence: Final = _side_table("competence", Competence)

#: Scripts of the maps, rendered once: a worker serves these bytes and never loads Folium.
ready: Final = Table(
    "ready",
    metadata,
    Column("name", Text, primary_key=True),
    Column("content", Text, nullable=False),
)

#: What the store was built from.
origin: Final = Table(
    "origin",
    metadata,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
)
