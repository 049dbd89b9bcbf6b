"""Read the files of `resources/`: everything, or every problem in every file.

A file that is not UTF-8, lacks a column or holds one bad cell stops nothing: reading goes on so
that one run shows all there is to mend.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Final, TypeVar

from webmap.directory import lines, rules, table_checks
from webmap.directory.problems import Problem
from webmap.directory.record import Record
from webmap.directory.tables import FILES, Competence, Reach, Request, Search
from webmap.errors import InvalidResources

Row = tuple[int, dict[str, str]]


@dataclass(frozen=True, slots=True)
class Resources:
    """All that the files of `resources/` say."""

    records: tuple[Record, ...]
    reach: tuple[Reach, ...]
    searches: tuple[Search, ...]
    requests: tuple[Request, ...]
    competences: tuple[Competence, ...] = ()


def read(directory: Path, gazetteer: rules.Gazetteer, as_of: date | None = None) -> Resources:
    """Read a folder. Raises `InvalidResources` with every problem of every file.

    `as_of` is the day of reading: days set by a person may not be later. None compares nothing.
    """
    problems: list[Problem] = []
    found: list[tuple[Record, str, int]] = []
    for category, file in lines.FILES.items():
        found += _read_records(directory / file, category, problems, gazetteer, as_of)
    problems += _duplicates(found)
    known = {record.id for record, _, _ in found}
    reach = _read_table(directory, Reach, table_checks.reach_check(known, gazetteer), problems)
    searches = _read_table(directory, Search, table_checks.search_check(gazetteer), problems)
    requests = _read_table(directory, Request, table_checks.request_check(gazetteer), problems)
    courts = {record.id for record, _, _ in found if "tribunal" in record.kinds}
    competences = _read_table(
        directory, Competence, table_checks.court_check(courts, gazetteer), problems
    )
    if problems:
        raise InvalidResources(tuple(problems))
    ordered = sorted((record for record, _, _ in found), key=lambda record: record.id)
    return Resources(
        tuple(ordered), tuple(reach), tuple(searches), tuple(requests), tuple(competences)
    )


def rows(path: Path, columns: tuple[str, ...], problems: list[Problem]) -> Iterator[Row]:
    """Lines of a CSV file as (line number, cells), when its form allows it."""
    text = _text(path, problems)
    if text is None:
        return
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = next(reader, [])
        wrong = [Problem(path.name, 1, c, "", "missing_column") for c in columns if c not in header]
        wrong += [Problem(path.name, 1, c, c, "unknown_column") for c in header if c not in columns]
        problems += wrong
        if wrong:
            return
        for cells in reader:
            if len(cells) == len(header):
                yield reader.line_num, dict(zip(header, cells, strict=True))
            elif cells:
                count = str(len(cells))
                problems.append(
                    Problem(path.name, reader.line_num, "", count, "wrong_length", count)
                )
    except csv.Error as error:
        problems.append(Problem(path.name, reader.line_num, "", "", "csv", str(error)))


def _text(path: Path, problems: list[Problem]) -> str | None:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        problems.append(Problem(path.name, 0, "", "", "missing_file"))
        return None
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        problems.append(Problem(path.name, line, "", "", "encoding"))
        return None
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        problems.append(Problem(path.name, line, "", "", "nul"))
        return None
    return text


def _read_records(
    path: Path,
    category: str,
    problems: list[Problem],
    gazetteer: rules.Gazetteer,
    as_of: date | None,
) -> Iterator[tuple[Record, str, int]]:
    for line, cells in rows(path, lines.COLUMNS[category], problems):
        parsed = lines.parse(category, cells, path.name, line)
        if isinstance(parsed, Record):
            problems += rules.problems_of(parsed, path.name, line, gazetteer, as_of)
            yield parsed, path.name, line
        else:
            problems += parsed


def _duplicates(found: list[tuple[Record, str, int]]) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for record, file, line in found:
        place = f"{file}:{line}"
        if first.setdefault(record.id, place) != place:
            yield Problem(file, line, "id", record.id, "duplicate_id", first[record.id])


#: What makes a line of a table one line: a second one with the same cells would hide it.
KEYS: Final[dict[type, tuple[str, ...]]] = {
    Reach: ("record_id", "territory"),
    Search: ("territory",),
    Request: ("territory", "category", "need", "asked_on"),
    Competence: ("commune",),
}

Table = TypeVar("Table", Reach, Search, Request, Competence)


def _read_table(
    directory: Path, table: type[Table], check: table_checks.Check, problems: list[Problem]
) -> list[Table]:
    path = directory / FILES[table]
    columns = tuple(field.name for field in fields(table))
    out = []
    first: dict[tuple[str, ...], int] = {}
    for line, cells in rows(path, columns, problems):
        wrong = [(field, check(field, value)) for field, value in cells.items()]
        found = [Problem(path.name, line, f, cells[f], *code) for f, code in wrong if code]
        key = tuple(cells[column] for column in KEYS[table])
        if first.setdefault(key, line) != line:
            found.append(
                Problem(path.name, line, KEYS[table][0], key[0], "duplicate_row", str(first[key]))
            )
        problems += found
        if not found:
            out.append(table(**cells))
    return out
