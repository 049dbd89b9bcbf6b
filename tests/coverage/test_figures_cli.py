"""`webmap coverage figures`: every need, language and form, for the revision of the day."""

from __future__ import annotations

import builtins
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from webmap import cli_figures
from webmap import vocabulary as v
from webmap.directory.catalogue import Catalogue


def run(catalogue: Catalogue, folder: Path) -> str:
    where = {"WEBMAP_RESULTS": str(folder)}
    done = CliRunner().invoke(cli_figures.figures, [], obj=lambda: catalogue, env=where)
    return f"{done.exit_code} {done.output}"


def test_it_draws_what_the_site_offers_once(
    catalogue: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sixty names; a second call the same day draws nothing."""
    drawn: list[tuple[str, ...]] = []

    def quick(form: str, _catalogue: Any, _board: Any, need: str, language: str) -> bytes:
        drawn.append((need, language, form))
        return b"drawn"

    monkeypatch.setattr(cli_figures, "figure", quick)
    assert run(catalogue, tmp_path).startswith("0 ")
    folder = tmp_path / "figures" / catalogue.revision
    expected = {
        f"{need}.{language}.{form}"
        for need in v.NEEDS
        for language in ("fr", "en")
        for form in ("png", "svg", "pdf")
    }
    assert {path.name for path in folder.iterdir()} == expected
    assert len(drawn) == len(expected) == 60
    assert "already" in run(catalogue, tmp_path)
    assert len(drawn) == 60


def test_without_matplotlib_the_remedy_is_said(
    catalogue: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And no folder is left: it would say that the figures are there."""
    load = builtins.__import__

    def without(name: str, *arguments: Any, **more: Any) -> Any:
        if name.split(".")[0] == "matplotlib":
            raise ModuleNotFoundError("not here", name="matplotlib")
        return load(name, *arguments, **more)

    for name in [n for n in sys.modules if n.startswith("webmap.mapping.")]:
        monkeypatch.delitem(sys.modules, name)
    # `from webmap.mapping import figures` would find it on the package.
    monkeypatch.delattr("webmap.mapping.figures", raising=False)
    monkeypatch.setattr(builtins, "__import__", without)
    said = run(catalogue, tmp_path)
    assert said.startswith("1 ")
    assert "webmap[figures]" in said
    assert list(tmp_path.iterdir()) == []
