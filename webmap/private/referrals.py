"""Referral lines: how a professional reaches a record whose contact is kept from the public."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, fields
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from webmap.errors import InvalidReferral, NoReferral
from webmap.private import audit
from webmap.private.audit import By
from webmap.private.guard import Line, Problem, problems
from webmap.private.tables import Referral

#: Stands for a line with a cell longer than any reader takes.
_ENDLESS: Final = ["endless"]

#: What a byte that is not UTF-8 becomes (PEP 383).
_NOT_UTF8: Final = re.compile("[\udc80-\udcff]")

#: Columns of a file of lines.
COLUMNS: Final = ("record_id", *(field.name for field in fields(Line)))


def with_line(session: Session, record_ids: Iterable[str]) -> frozenset[str]:
    """Which of these records have a line; nothing of what it says."""
    wanted = select(Referral.record_id).where(Referral.record_id.in_(list(record_ids)))
    return frozenset(session.scalars(wanted))


def get(session: Session, record_id: str) -> Line:
    """The line of a record. For `reveals` and the office only. Raises `NoReferral`."""
    row = session.get(Referral, record_id)
    if row is None:
        raise NoReferral("this record has no referral line")
    return _line(row)


def put(session: Session, record_id: str, line: Line, by: By, now: datetime) -> None:
    """Write the line of a record. Raises `InvalidReferral` with all its problems."""
    wrong = problems(line)
    if wrong:
        raise InvalidReferral(tuple(wrong))
    session.merge(Referral(record_id=record_id, updated_at=now, **asdict(line)))
    session.flush()
    audit.append(session, by, "ligne_ecrite", f"record:{record_id}", "", now)


def remove(session: Session, record_id: str, by: By, now: datetime) -> None:
    """Take a line away. Raises `NoReferral`."""
    row = session.get(Referral, record_id)
    if row is None:
        raise NoReferral("this record has no referral line")
    session.delete(row)
    session.flush()
    audit.append(session, by, "ligne_retiree", f"record:{record_id}", "", now)


def listed(session: Session, by: By, now: datetime) -> dict[str, tuple[Line, datetime]]:
    """All lines by record, with when each was written: for whoever writes them. Logged."""
    rows = list(session.scalars(select(Referral).order_by(Referral.record_id)))
    audit.append(session, by, "lignes_consultees", "", str(len(rows)), now)
    return {row.record_id: (_line(row), row.updated_at) for row in rows}


def read_csv(path: Path, known: frozenset[str]) -> dict[str, Line]:
    """Lines of a file by record. `known`: ids of the public directory.

    Raises `InvalidReferral` with all the problems of all lines.
    """
    wrong: list[Problem] = []
    lines: dict[str, Line] = {}
    for where, cells in _rows(path):
        if isinstance(cells, Problem):
            wrong.append(cells)
            continue
        record_id = cells.pop("record_id")
        line = Line(**cells)
        wrong += [*_identity(record_id, lines, known, where), *problems(line, where)]
        lines[record_id] = line
    if wrong:
        raise InvalidReferral(tuple(wrong))
    return lines


def _rows(path: Path) -> Iterator[tuple[str, dict[str, str] | Problem]]:
    """Number and cells of each line, or why it cannot be read."""
    # Bytes that are not UTF-8 become signs that text never has: the line can still be told.
    text = path.read_bytes().decode("utf-8-sig", "surrogateescape")
    reader = csv.reader(io.StringIO(text, newline=""))
    if _next(reader) != list(COLUMNS):
        names = ",".join(COLUMNS)
        problem = Problem("", f"les colonnes sont {names}", f"the columns are {names}", "1")
        raise InvalidReferral((problem,))
    while (row := _next(reader)) is not None:
        if row:
            where = str(reader.line_num)
            yield where, _cells(row, where)


def _next(reader: Any) -> list[str] | None:
    """The next line; `_ENDLESS` when it cannot be read; None at the end."""
    try:
        return next(reader, None)
    except csv.Error:
        return _ENDLESS


def _cells(row: list[str], where: str) -> dict[str, str] | Problem:
    if row is _ENDLESS:
        fr = "une cellule ne finit pas : cherchez un guillemet de trop"
        return Problem("", fr, "a cell does not end: look for a quotation mark too many", where)
    if any(_NOT_UTF8.search(cell) for cell in row):
        fr = "n’est pas en UTF-8 : enregistrez le fichier en « CSV UTF-8 »"
        return Problem("", fr, "is not UTF-8: save the file as “CSV UTF-8”", where)
    filled = [*row, *[""] * len(COLUMNS)]
    return {name: cell.strip() for name, cell in zip(COLUMNS, filled, strict=False)}


def _identity(
    record_id: str, seen: dict[str, Line], known: frozenset[str], where: str
) -> list[Problem]:
    if record_id not in known:
        fr, en = "cette fiche n’est pas dans l’annuaire", "the directory has no such record"
        return [Problem("record_id", fr, en, where)]
    if record_id in seen:
        return [Problem("record_id", "cette fiche est écrite deux fois", "written twice", where)]
    return []


def _line(row: Referral) -> Line:
    return Line(**{field.name: getattr(row, field.name) for field in fields(Line)})
