"""Read the files of `resources/`: everything, or every problem in every file.

A file that is not UTF-8, lacks a column or holds one bad cell stops nothing: reading goes on so
that one run shows all there is to mend.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Final, TypeVar

from pydantic_core import PydanticCustomError

from webmap import vocabulary as v
from webmap.directory import record as records
from webmap.directory import rules
from webmap.directory.problems import Problem
from webmap.directory.record import Record
from webmap.directory.tables import FILES, METROPOLE, Competence, Reach, Request, Search
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
    for category, file in records.FILES.items():
        found += _read_records(directory / file, category, problems, gazetteer, as_of)
    problems += _duplicates(found)
    known = {record.id for record, _, _ in found}
    reach = _read_table(directory, Reach, _reach_problems(known, gazetteer), problems)
    searches = _read_table(directory, Search, _search_problems(gazetteer), problems)
    requests = _read_table(directory, Request, _request_problems(gazetteer), problems)
    courts = {record.id for record, _, _ in found if "tribunal" in record.kinds}
    competences = _read_table(directory, Competence, _court_problems(courts, gazetteer), problems)
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
    for line, cells in rows(path, records.COLUMNS[category], problems):
        parsed = records.parse(category, cells, path.name, line)
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

#: (column, cell) -> (code of the problem, its detail), or None when the cell is right.
Check = Callable[[str, str], tuple[str, str] | None]
Table = TypeVar("Table", Reach, Search, Request, Competence)


def _read_table(
    directory: Path, table: type[Table], check: Check, problems: list[Problem]
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


def _reach_problems(known: set[str], gazetteer: rules.Gazetteer) -> Check:
    answers = ", ".join(v.YES_NO_UNKNOWN)

    def check(field: str, value: str) -> tuple[str, str] | None:
        if field == "record_id" and value not in known:
            return "unknown_record", ""
        if field == "territory" and value != METROPOLE and value not in gazetteer.territory_names:
            return "unknown_territory", ""
        if field in ("reachable", "free", "on_bill") and value not in v.YES_NO_UNKNOWN:
            return "unknown_code", answers
        return _plain_cell(field, value)

    return check


def _search_problems(gazetteer: rules.Gazetteer) -> Check:
    def check(field: str, value: str) -> tuple[str, str] | None:
        if field == "territory" and value not in (*gazetteer.territory_names, "national"):
            return "unknown_territory", ""
        if field == "queries" and not value.isdecimal():
            return "not_a_number", ""
        return _plain_cell(field, value)

    return check


#: What a CRIP or a prefecture may be asked about.
_ASKED_ABOUT: Final = (*v.COVERED_CATEGORIES, v.ENGAGEMENT)
_QUESTIONS: Final = (*v.NEEDS, *v.ASKED_ENGAGEMENTS)


def _request_problems(gazetteer: rules.Gazetteer) -> Check:
    def check(field: str, value: str) -> tuple[str, str] | None:
        if field == "territory" and value not in gazetteer.territory_names:
            return "unknown_territory", ""
        if field == "category" and value not in _ASKED_ABOUT:
            return "unknown_code", ", ".join(_ASKED_ABOUT)
        if field == "need" and value not in _QUESTIONS:
            return "unknown_code", ", ".join(_QUESTIONS)
        if field == "answer" and value not in ("none", "yes"):
            return "unknown_code", "none, yes"
        return _plain_cell(field, value)

    return check


def _court_problems(courts: set[str], gazetteer: rules.Gazetteer) -> Check:
    def check(field: str, value: str) -> tuple[str, str] | None:
        if field == "commune" and value not in gazetteer.commune_territory:
            return "unknown_commune", ""
        if field in ("court", "children_court") and value not in courts:
            return "unknown_court", ""
        if field in ("source", "source_date") and not value:
            return "required", ""
        return _plain_cell(field, value)

    return check


_DAYS = ("searched_on", "asked_on", "seen_on")


def _plain_cell(field: str, value: str) -> tuple[str, str] | None:
    """Rules of every table: days are days, links are links, text holds no markup."""
    try:
        if field in _DAYS:
            date.fromisoformat(value)
        elif field == "source_url":
            records.check_link(value)
        elif field == "number":
            records.check_phone(value)
        else:
            records.check_plain(value)
    except PydanticCustomError as error:
        context = error.context or {}
        return context["code"], context["detail"]
    except ValueError:
        return "bad_day", ""
    return None
