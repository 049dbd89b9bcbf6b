"""Siting accommodation: a region or nothing, never a commune (docs/siting.md)."""

from __future__ import annotations

import io
import json
import math
from typing import Any

import pytest
from click.testing import CliRunner
from rich.console import Console

from tests.coverage.country import commune, country, territory
from tests.directory.factory import record
from webmap import cli_siting
from webmap.coverage.accommodation import most_in_need
from webmap.coverage.siting import bound, proof
from webmap.coverage.siting.answer import HEADER
from webmap.directory.catalogue import Catalogue
from webmap.directory.record import Record


def _house(number: int, home: str, places: int | None) -> Record:
    values: dict[str, Any] = {"id": f"rhhhhh{number}", "territory": home, "covers": home}
    known = {} if places is None else {"capacity": places}
    return record("hebergement", kinds="urgence", **values, **known)


def _two_regions(*houses: Record) -> Catalogue:
    """Two regions of 10,000 under-20s each."""
    lands = [territory("01", 10_000, "R1"), territory("02", 10_000, "R2")]
    towns = [commune("01001", 50_000, (2.0, 46.0)), commune("02001", 50_000, (4.0, 46.0))]
    return country(lands, towns, houses)


def _three(home: str, places: int | None, first: int) -> list[Record]:
    return [_house(first + n, home, places) for n in range(3)]


def test_the_region_with_the_fewest_places_comes_first() -> None:
    """Three houses of 4 places against three of 2: 12 and 6 for 10,000."""
    need = most_in_need(_two_regions(*_three("01", 4, 1), *_three("02", 2, 4)))
    assert [(line.code, line.per_10_000) for line in need.ranked] == [("R2", 6), ("R1", 12)]
    assert (need.known, need.houses, need.answered) == (6, 6, True)


def test_unknown_capacities_make_no_order() -> None:
    """One region known and one not: an order would show where we know most."""
    need = most_in_need(_two_regions(*_three("01", 4, 1), *_three("02", None, 4)))
    assert (need.ranked, need.answered, need.known, need.houses) == ((), False, 3, 6)
    assert need.without == ("Région R2",)


def test_nothing_recorded_is_no_order() -> None:
    """No house at all: not that every region has the same need."""
    assert not most_in_need(_two_regions()).answered


def test_the_first_directory_cannot_say_where(catalogue: Catalogue) -> None:
    """Capacity is unknown nearly everywhere: the function says so."""
    need = most_in_need(catalogue)
    assert not need.answered
    assert need.known < need.houses
    assert "Nouvelle-Calédonie" in need.left_out


def _run(catalogue: Catalogue, *words: str) -> str:
    result = CliRunner().invoke(cli_siting.siting, words, obj=lambda: catalogue)
    assert result.exit_code == 0, result.output
    return result.output


def test_the_command_names_no_commune_for_accommodation(catalogue: Catalogue) -> None:
    """Neither in the table nor in the file."""
    for form in ("table", "json"):
        said = _run(catalogue, "--need", "hebergement", "--within", "Bretagne", "--format", form)
        assert not any(town in said for town in ("Rennes", "Brest", "Quimper", "35238"))


def test_table_and_file_say_the_same(catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    """Same towns, same figures; that it is proven, once."""
    words = ("--places", "2", "--radius", "30", "--within", "R53")
    file = json.loads(_run(catalogue, *words, "--format", "json"))
    screen = Console(record=True, width=200, file=io.StringIO())
    monkeypatch.setattr(cli_siting, "out", screen)
    _run(catalogue, *words)
    said = screen.export_text()
    assert len(file["chosen"]) == 2
    for town in file["chosen"]:
        line = next(line for line in said.splitlines() if town["code"] in line)
        cells = [cell.strip() for cell in line.strip(" │").split("│")]
        assert cells == [str(town[name]) for name in HEADER]
    assert f"{file['before']} -> {file['after']} of {file['people']}" in said
    assert said.count("proven") == 1


def test_equity_says_the_share(catalogue: Catalogue) -> None:
    """The file holds the smallest share with its bound."""
    words = ("--places", "2", "--radius", "60", "--within", "Bretagne", "--equity")
    share = json.loads(_run(catalogue, *words, "--format", "json"))["share"]
    assert share["before"] <= share["after"] <= share["bound"] <= 1


def test_the_order_of_regions_on_the_screen() -> None:
    """Both forms, when there are figures."""
    there = _two_regions(*_three("01", 4, 1), *_three("02", 2, 4))
    need = json.loads(_run(there, "--need", "hebergement", "--format", "json"))
    assert [line["code"] for line in need["ranked"]] == ["R2", "R1"]


@pytest.mark.parametrize("more", [[], ["--equity"]])
def test_a_gap_is_said(
    catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch, more: list[str]
) -> None:
    """Without a proof the screen never says proven, but by how much it may be beaten."""
    words = ["--places", "2", "--within", "R53", "--radius", "30", *more]
    monkeypatch.setattr(bound, "_STEPS", 0)
    monkeypatch.setattr(proof, "solve", lambda *_: proof.Outcome(None, math.inf, False))
    answer = json.loads(_run(catalogue, *words, "--format", "json"))
    screen = Console(record=True, width=200, file=io.StringIO())
    monkeypatch.setattr(cli_siting, "out", screen)
    _run(catalogue, *words)
    said = screen.export_text()
    assert answer["status"] == "bound"
    assert answer["gap"] == answer["bound"] - answer["after"] > 0
    assert f"not proven: nothing covers more than {answer['bound']}" in said
    if more:
        assert answer["share"]["status"] == "bound"
        assert f"at most {answer['share']['bound']:.2%} is possible" in said


@pytest.mark.parametrize("words", [["--places", "0"], ["--radius", "0"], ["--within", "Nulle"]])
def test_a_wrong_call_is_one_sentence(catalogue: Catalogue, words: list[str]) -> None:
    """Exit code 1, no stack."""
    result = CliRunner().invoke(cli_siting.siting, words, obj=lambda: catalogue)
    assert result.exit_code == 1
    assert isinstance(result.exception, SystemExit)
