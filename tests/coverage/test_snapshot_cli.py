"""`webmap coverage snapshot`: kept where the pages look, and never finer on accommodation."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.conftest import FIRST_DAY, MakeCatalogue
from tests.directory.factory import record
from webmap import cli_change
from webmap.cli_change import snapshot
from webmap.directory.catalogue import Catalogue
from webmap.files import bundled


def run(results: Path, catalogue: Catalogue, *arguments: str) -> Result:
    return CliRunner().invoke(
        snapshot, arguments, obj=lambda: catalogue, env={"WEBMAP_RESULTS": str(results)}
    )


def test_a_day_is_kept_once_with_stable_bytes(tmp_path: Path, catalogue: Catalogue) -> None:
    assert run(tmp_path, catalogue).exit_code == 0
    (kept,) = (tmp_path / "snapshot").iterdir()
    assert kept.name == f"{FIRST_DAY}.json"
    first = kept.read_bytes()
    assert run(tmp_path, catalogue).exit_code == 0
    assert [path.read_bytes() for path in (tmp_path / "snapshot").iterdir()] == [first]


def test_written_elsewhere_it_takes_no_new_figure_on_accommodation(
    tmp_path: Path, make_catalogue: MakeCatalogue
) -> None:
    """A year later: what is kept renews the figures, a file elsewhere copies the last kept ones.
    Nobody would know of it the next day."""
    house = record("hebergement", kinds="urgence", audiences="mineurs")
    later = make_catalogue([house], FIRST_DAY + timedelta(days=365))
    elsewhere = tmp_path / "elsewhere.json"
    assert run(tmp_path, later, "--output", str(elsewhere)).exit_code == 0
    assert not (tmp_path / "snapshot").exists()
    shipped = bundled("resources", "results", "snapshot", f"{FIRST_DAY}.json")
    last = json.loads(shipped.read_bytes())["accommodation"]
    assert json.loads(elsewhere.read_bytes())["accommodation"] == last
    assert run(tmp_path, later).exit_code == 0
    kept = json.loads((tmp_path / "snapshot" / "2027-11-22.json").read_bytes())
    assert kept["accommodation"] == {"since": "2027-11-22", "regions": {"75": 1}, "elsewhere": 0}


def test_with_nothing_kept_no_file_elsewhere_counts_houses(
    tmp_path: Path, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The attack: a fresh figure each day in a file that nobody keeps. The first one is kept."""
    monkeypatch.setattr(cli_change, "bundled", lambda *_: tmp_path / "none")
    elsewhere = tmp_path / "elsewhere.json"
    result = run(tmp_path, catalogue, "--output", str(elsewhere))
    assert result.exit_code == 1
    assert "run it once without --output" in result.output
    assert not elsewhere.exists()
    assert run(tmp_path, catalogue).exit_code == 0
    assert run(tmp_path, catalogue, "--output", str(elsewhere)).exit_code == 0


def test_a_kept_file_that_cannot_be_read_stops_it(tmp_path: Path, catalogue: Catalogue) -> None:
    """It may hold the last figures on accommodation: named, with what to do, nothing written."""
    (tmp_path / "snapshot").mkdir()
    (tmp_path / "snapshot" / "2026-10-01.json").write_text('{"format": 0}', encoding="utf-8")
    result = run(tmp_path, catalogue)
    assert result.exit_code == 1
    assert "2026-10-01.json: format: an older webmap took it" in result.output
    assert len(list((tmp_path / "snapshot").iterdir())) == 1


def test_a_folder_that_cannot_be_written_is_said(
    tmp_path: Path, make_catalogue: MakeCatalogue
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    result = run(tmp_path / "file", make_catalogue([]))
    assert result.exit_code == 1
    assert "see WEBMAP_RESULTS" in result.output
