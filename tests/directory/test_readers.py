"""Bad files: every problem of every file at once, nothing half-read."""

from datetime import date
from pathlib import Path

import pytest

from tests.directory.factory import GAZETTEER, cells, write
from webmap.directory.assign import assign_ids
from webmap.directory.problems import Problem
from webmap.directory.readers import read
from webmap.errors import InvalidResources


def problems(folder: Path) -> list[Problem]:
    with pytest.raises(InvalidResources) as caught:
        read(folder, GAZETTEER)
    return list(caught.value.problems)  # type: ignore[arg-type]


def test_good_files_are_read(tmp_path: Path) -> None:
    """Records come sorted by id, whatever the order of the lines."""
    lines = [cells(id="rzzz999"), cells(id="rbbb111")]
    found = read(write(tmp_path, {"association": lines}), GAZETTEER)
    assert [record.id for record in found.records] == ["rbbb111", "rzzz999"]


def test_a_file_in_another_encoding_names_its_line(tmp_path: Path) -> None:
    """Latin-1 is the commonest accident of a spreadsheet."""
    write(tmp_path, {"association": [cells()]})
    path = tmp_path / "associations.csv"
    path.write_bytes(path.read_text("utf-8").encode("latin-1"))
    found = problems(tmp_path)
    assert [(p.file, p.line, p.code) for p in found] == [("associations.csv", 2, "encoding")]


def test_a_missing_column_and_a_missing_file_come_together(tmp_path: Path) -> None:
    """One run shows the problems of all files."""
    write(tmp_path, {"association": [cells()]})
    path = tmp_path / "associations.csv"
    path.write_text(path.read_text("utf-8").replace("precision", "precisionn"), "utf-8")
    (tmp_path / "uaped.csv").unlink()
    found = {(p.file, p.field, p.code) for p in problems(tmp_path)}
    assert ("associations.csv", "precision", "missing_column") in found
    assert ("associations.csv", "precisionn", "unknown_column") in found
    assert ("uaped.csv", "", "missing_file") in found


def test_a_nul_a_short_line_and_a_bare_quote_are_named(tmp_path: Path) -> None:
    """Forms that a CSV reader would choke on or silently mend."""
    write(tmp_path, {})
    (tmp_path / "uaped.csv").write_bytes(b"a\0b\n")
    ecoute = tmp_path / "ecoute.csv"
    ecoute.write_text(ecoute.read_text("utf-8") + "only,three,cells\n", "utf-8")
    circuits = tmp_path / "circuits.csv"
    circuits.write_text(circuits.read_text("utf-8") + '"never closed\n', "utf-8")
    found = {(p.file, p.code) for p in problems(tmp_path)}
    assert found == {("uaped.csv", "nul"), ("ecoute.csv", "wrong_length"), ("circuits.csv", "csv")}


def test_an_id_serves_once_over_all_files(tmp_path: Path) -> None:
    """An id names one record for ever; the problem says where it is already."""
    secret = cells(kinds="urgence", territory="23")
    write(tmp_path, {"association": [cells()], "hebergement": [secret]})
    found = problems(tmp_path)
    assert [(p.code, p.detail) for p in found] == [("duplicate_id", "hebergement.csv:2")]


def test_side_tables_are_checked_too(tmp_path: Path) -> None:
    """A line of the matrix must name a record, a territory and plain answers."""
    write(tmp_path, {})
    path = tmp_path / "ecoute_par_territoire.csv"
    row = "rbcd123,119,999,maybe,yes,no,,,page,notalink,2024,today\n"
    path.write_text(path.read_text("utf-8") + row, "utf-8")
    found = {(p.field, p.code) for p in problems(tmp_path)}
    assert found == {
        ("record_id", "unknown_record"),
        ("territory", "unknown_territory"),
        ("reachable", "unknown_code"),
        ("source_url", "bad_link"),
        ("seen_on", "bad_day"),
    }


def test_a_table_says_a_thing_once(tmp_path: Path) -> None:
    """Two lines for one line and territory: the reader would see one of them, by chance."""
    write(tmp_path, {"association": [cells()]})
    path = tmp_path / "ecoute_par_territoire.csv"
    row = "rbcd123,+33 1 80 52 33 76,23,yes,yes,no,,,page,,2024,2026-11-22\n"
    path.write_text(path.read_text("utf-8") + row * 2, "utf-8")
    found = problems(tmp_path)
    assert [(p.line, p.code, p.detail) for p in found] == [(3, "duplicate_row", "2")]


def test_days_to_come_are_refused_when_the_day_is_known(tmp_path: Path) -> None:
    """The day of reading is passed in; without it nothing is compared."""
    late = cells(verified_on="2026-11-23", verified_by="coordination", method="appel")
    write(tmp_path, {"association": [late]})
    assert len(read(tmp_path, GAZETTEER).records) == 1
    with pytest.raises(InvalidResources) as caught:
        read(tmp_path, GAZETTEER, date(2026, 11, 22))
    assert [p.code for p in caught.value.problems] == ["future_day"]


def test_ids_are_given_once_and_lines_kept(tmp_path: Path) -> None:
    """`--assign` fills the empty ids and touches nothing else."""
    write(tmp_path, {"association": [cells(id=""), cells(id="rbcd123", name="Autre")]})
    before = (tmp_path / "uaped.csv").read_bytes()
    assert assign_ids(tmp_path) == 1
    assert assign_ids(tmp_path) == 0
    found = read(tmp_path, GAZETTEER)
    assert {record.name for record in found.records} == {"Équipe mobile", "Autre"}
    assert (tmp_path / "uaped.csv").read_bytes() == before


def test_a_broken_file_loses_nothing_to_assign(tmp_path: Path) -> None:
    """A file with a line too short is left as it is, to be mended by hand."""
    write(tmp_path, {"association": [cells(id="")]})
    path = tmp_path / "associations.csv"
    path.write_text(path.read_text("utf-8") + "short\n", "utf-8")
    before = path.read_bytes()
    assert assign_ids(tmp_path) == 0
    assert path.read_bytes() == before
