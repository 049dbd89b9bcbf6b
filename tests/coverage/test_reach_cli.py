"""`webmap coverage reach` and `availability`: the same figures as the analysis, in three forms."""

from __future__ import annotations

import csv
import io
import json

import pytest
from click.testing import CliRunner

from tests.coverage.country import commune, country, permanence, territory, unit
from webmap.cli_reach import availability, reach
from webmap.coverage import availability as availabilities
from webmap.coverage import reach_table

NEAR = commune("01001", 60, (0, 45), under_20=12.0)
FAR = commune("02001", 40, (0, 45.4))
CATALOGUE = country(
    [territory("01", 12), territory("02", None)], [NEAR, FAR], [unit(1, NEAR), permanence(2, FAR)]
)


def run(*arguments: str) -> str:
    result = CliRunner().invoke(reach, arguments, obj=lambda: CATALOGUE)
    assert result.exit_code == 0, result.output
    return result.output


def test_csv_and_json_hold_the_same_table() -> None:
    """One header, one line for each territory, category and people; empty where none is known."""
    lines = list(csv.DictReader(io.StringIO(run("--format", "csv"))))
    values = json.loads(run("--format", "json"))
    assert list(lines[0]) == list(values[0]) == list(reach_table.HEADER)
    assert len(lines) == len(values) == 2 * 2 * 2
    for line, value in zip(lines, values, strict=True):
        assert line == {key: "" if cell is None else str(cell) for key, cell in value.items()}
    silent = next(v for v in values if (v["code"], v["people"]) == ("02", "under_20"))
    assert silent["total"] is None
    assert silent["left_out"] == "02"


def test_a_category_and_a_level_are_chosen() -> None:
    """The nation's reach of UAPED alone: two lines."""
    lines = json.loads(run("--category", "uaped", "--level", "nation", "--format", "json"))
    assert [(v["level"], v["code"], v["category"], v["people"]) for v in lines] == [
        ("nation", "FR", "uaped", "all"),
        ("nation", "FR", "uaped", "under_20"),
    ]
    assert lines[0]["share_30"] == 0.6
    assert lines[0]["farthest"] == "02001"


def test_the_table_names_the_farthest_commune() -> None:
    """What a person reads in a terminal."""
    assert "Bourg 02001" in run("--level", "region")


@pytest.mark.parametrize(
    "arguments",
    [("--travel", "osrm"), ("--url", "http://127.0.0.1:9"), ("--category", "hebergement")],
)
def test_a_wrong_call_says_so(arguments: tuple[str, ...]) -> None:
    """Half a server is no server, and accommodation has no reach: exit code 2."""
    assert CliRunner().invoke(reach, arguments, obj=lambda: CATALOGUE).exit_code == 2


def test_a_server_that_is_not_there_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    """Exit code 1, no table, no stack."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    call = ["--travel", "osrm", "--url", "http://127.0.0.1:9"]
    result = CliRunner().invoke(reach, call, obj=lambda: CATALOGUE)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("webmap: the server of travel times")


def test_availability_in_a_file() -> None:
    """Every zone, with how many places are known."""
    result = CliRunner().invoke(availability, ["--format", "json"], obj=lambda: CATALOGUE)
    lines = json.loads(result.output)
    assert [tuple(line.values()) for line in lines] == [
        tuple(line) for line in availabilities.availability(CATALOGUE)
    ]
