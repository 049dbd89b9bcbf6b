"""Give an id to the lines that have none: drawn at random, once, never derived from anything."""

from __future__ import annotations

import csv
import io
import os
import secrets
from pathlib import Path

from webmap.directory.lines import FILES
from webmap.directory.record import ID_ALPHABET

_LENGTH = 6


def assign_ids(directory: Path) -> int:
    """Fill the empty ids of every record file in place. Returns how many were given.

    A file is written beside and swapped, so that an interruption leaves the old one whole.
    """
    tables = {file: _read(directory / file) for file in FILES.values()}
    taken = {row.get("id", "") for _, rows in tables.values() for row in rows}
    given = 0
    for file, (header, rows) in tables.items():
        empty = [row for row in rows if "id" in row and not row["id"]]
        for row in empty:
            row["id"] = _new_id(taken)
        if empty:
            _write(directory / file, header, rows)
        given += len(empty)
    return given


def _new_id(taken: set[str]) -> str:
    while True:
        new = "r" + "".join(secrets.choice(ID_ALPHABET) for _ in range(_LENGTH))
        if new not in taken:
            taken.add(new)
            return new


def _read(path: Path) -> tuple[list[str], list[dict[str, str]]]:
    """Header and rows. A file with anything wrong in its form is left alone: `check` says why."""
    try:
        text = path.read_text("utf-8-sig")
        lines = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except (FileNotFoundError, UnicodeDecodeError, csv.Error):
        return [], []
    if not lines or any(len(line) != len(lines[0]) for line in lines):
        return [], []
    header = lines[0]
    return header, [dict(zip(header, line, strict=True)) for line in lines[1:]]


def _write(path: Path, header: list[str], rows: list[dict[str, str]]) -> None:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, header, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    beside = path.with_suffix(".csv.new")
    beside.write_text(out.getvalue(), "utf-8", newline="")
    os.replace(beside, path)
