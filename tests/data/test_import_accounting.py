"""Every row that was read is accounted for, and every record comes from a row.

Compares three things: the ledgers `docs/imports/<day>/*.csv`, the table of `docs/data.md` and the
files of `resources/`.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

from webmap.directory import lines, schema
from webmap.files import bundled

ROOT = Path(__file__).resolve().parents[2]
LEDGERS = ROOT / "docs" / "imports" / "2026-11-22"
OUTCOMES = ("record", "merged", "left_out")
Row = dict[str, str]


def rows_of(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def ids_of(row: Row) -> list[str]:
    return [part for part in row["record_id"].split(";") if part]


def documented(pattern: str) -> dict[str, tuple[int, ...]]:
    """Lines of the tables of `docs/data.md`: file -> its numbers."""
    text = (ROOT / "docs" / "data.md").read_text(encoding="utf-8")
    found = re.findall(pattern, text, flags=re.MULTILINE)
    return {name: tuple(int(n) for n in re.findall(r"\d+", numbers)) for name, numbers in found}


READ = documented(r"^\| `(\w+\.csv)` ((?:\| \d+ ){4})\|")
MADE = documented(r"^\| `(\w+\.csv)` (\| \d+ )\|$")
#: Fact files whose rows are keyed by territory in another table, not by the id of a record.
BY_TERRITORY = {
    "searched.csv": bundled("resources", "recherches.csv"),
    "population_under_20.csv": bundled("data", "communes", "sources", "population_under_20.csv"),
}


def known_keys(fact_file: str) -> set[str]:
    """What `record_id` may hold in the ledger of this fact file."""
    if fact_file in BY_TERRITORY:
        return {next(iter(row.values())) for row in rows_of(BY_TERRITORY[fact_file])}
    return set(record_ids())


def record_ids() -> list[str]:
    return [row["id"] for f in lines.FILES.values() for row in rows_of(bundled("resources", f))]


def test_every_fact_file_has_its_ledger_and_its_line_in_the_docs() -> None:
    assert {path.name for path in LEDGERS.glob("*.csv")} == set(READ)
    assert len(READ) == 10


@pytest.mark.parametrize("fact_file", sorted(READ))
def test_every_row_stands_once_with_its_outcome(fact_file: str) -> None:
    rows = rows_of(LEDGERS / fact_file)
    assert sorted(int(row["row"]) for row in rows) == list(range(1, len(rows) + 1))
    assert {row["outcome"] for row in rows} <= set(OUTCOMES)
    for row in rows:
        assert bool(row["record_id"]) == (row["outcome"] != "left_out"), row
        assert row["reason"] or row["outcome"] == "record", row


@pytest.mark.parametrize("fact_file", sorted(READ))
def test_the_docs_give_the_numbers_of_the_ledger(fact_file: str) -> None:
    rows = rows_of(LEDGERS / fact_file)
    outcomes = Counter(row["outcome"] for row in rows)
    assert READ[fact_file] == (len(rows), *(outcomes[outcome] for outcome in OUTCOMES))


@pytest.mark.parametrize("fact_file", sorted(READ))
def test_every_id_of_a_ledger_exists(fact_file: str) -> None:
    keys = known_keys(fact_file)
    assert {key for row in rows_of(LEDGERS / fact_file) for key in ids_of(row)} <= keys


def test_the_docs_give_the_lines_of_each_file() -> None:
    files = {file: len(rows_of(bundled("resources", file))) for file in schema.FILES.values()}
    assert {name: numbers[0] for name, numbers in MADE.items()} == files


def test_every_record_comes_from_a_row() -> None:
    ledgers = [path for path in LEDGERS.parent.rglob("*.csv") if path.name not in BY_TERRITORY]
    kept = {
        key
        for path in ledgers
        for row in rows_of(path)
        if row["outcome"] == "record"
        for key in ids_of(row)
    }
    assert sorted(record_ids()) == sorted(kept)


def test_every_line_of_the_matrix_comes_from_one_row() -> None:
    matrix = rows_of(bundled("resources", "ecoute_par_territoire.csv"))
    ledger = rows_of(LEDGERS / "helplines_by_territory.csv")
    kept = Counter(row["record_id"] for row in ledger if row["outcome"] == "record")
    assert kept == Counter(row["record_id"] for row in matrix)
    assert len({(row["record_id"], row["territory"]) for row in matrix}) == len(matrix)


def test_the_matrix_shows_the_number_of_the_record() -> None:
    phones = {row["id"]: row["phone"] for row in rows_of(bundled("resources", "ecoute.csv"))}
    matrix = rows_of(bundled("resources", "ecoute_par_territoire.csv"))
    assert all(row["number"] == phones[row["record_id"]] for row in matrix)


def test_the_import_verified_nothing() -> None:
    """A person fills these, and then writes who and how; an import never does."""
    for file in lines.FILES.values():
        for row in rows_of(bundled("resources", file)):
            assert not row["verified_on"] or (row["verified_by"] and row["method"])
