"""Table Schemas of the files of `resources/`, made from the columns and the vocabulary.

The JSON files are committed beside the data so that any tool that reads Table Schema
(https://specs.frictionlessdata.io/table-schema/) can check a file without this code. They are
never edited by hand: change `record`, `tables` or `vocabulary`, then call `write_schemas`.
"""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path
from typing import Final

from webmap.directory import lines, tables
from webmap.directory.constraints import Descriptor, constraints_of, is_list, is_required
from webmap.directory.titles import TITLES

#: table -> its columns. A table is a category of records, or the stem of its file.
COLUMNS: Final[dict[str, tuple[str, ...]]] = {
    **lines.COLUMNS,
    **{
        Path(file).stem: tuple(field.name for field in fields(table))
        for table, file in tables.FILES.items()
    },
}
#: table -> name of its file.
FILES: Final[dict[str, str]] = {
    **lines.FILES,
    **{Path(file).stem: file for file in tables.FILES.values()},
}

_LIST_HINT: Final = ("valeurs séparées par ;", "values separated by ;")


def table_schema(table: str) -> Descriptor:
    """Table Schema of a table: a category ("uaped") or the stem of a file ("recherches")."""
    columns = COLUMNS[table]
    descriptor: Descriptor = {"fields": [_field(table, column) for column in columns]}
    descriptor["missingValues"] = [""]
    descriptor["primaryKey"] = _key(columns)
    return descriptor


def write_schemas(directory: Path) -> None:
    """Write one `<stem of the CSV>.schema.json` per table into `directory`."""
    for table, file in FILES.items():
        path = directory / f"{Path(file).stem}.schema.json"
        path.write_text(schema_text(table), encoding="utf-8")


def schema_text(table: str) -> str:
    """The schema as it is committed: JSON, two spaces, one line feed at the end."""
    return json.dumps(table_schema(table), ensure_ascii=False, indent=2) + "\n"


def _key(columns: tuple[str, ...]) -> list[str]:
    keys = (
        ("id",),
        ("record_id", "territory"),
        ("territory", "category", "need", "asked_on"),
        ("commune",),
    )
    return list(next((key for key in keys if set(key) <= set(columns)), ("territory",)))


def _field(table: str, column: str) -> Descriptor:
    french, english = TITLES[column]
    kind, constraints = constraints_of(table, column)
    hint_fr, hint_en = (f" ({hint})" if is_list(column) else "" for hint in _LIST_HINT)
    if is_required(table, column):
        constraints = {"required": True, **constraints}
    described = f"{french}{hint_fr} — {english}{hint_en}"
    field: Descriptor = {"name": column, "type": kind, "title": french, "description": described}
    return {**field, "constraints": constraints} if constraints else field
