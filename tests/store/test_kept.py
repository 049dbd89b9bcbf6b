"""Dated results: the operator's before ours, whole or not at all, and never a stack trace."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from webmap.errors import InvalidResult
from webmap.store.kept import KeptResults, encoded


@pytest.fixture
def kept(tmp_path: Path) -> KeptResults:
    return KeptResults(tmp_path / "own", tmp_path / "shipped")


def put(folder: Path, name: str, body: bytes) -> Path:
    path = folder / "snapshot" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(body)
    return path


def test_folders_that_are_not_there_are_empty(kept: KeptResults) -> None:
    assert kept.names("snapshot") == []
    assert kept.names("siting") == []


def test_what_is_written_is_read_back_with_the_same_bytes(kept: KeptResults) -> None:
    path = kept.write("snapshot", "2026-11-22", {"b": [1, None], "a": "é"})
    first = path.read_bytes()
    assert kept.read("snapshot", "2026-11-22") == {"a": "é", "b": [1, None]}
    kept.write("snapshot", "2026-11-22", {"a": "é", "b": [1, None]})
    assert path.read_bytes() == first == encoded({"a": "é", "b": [1, None]})
    assert [file.name for file in path.parent.iterdir()] == ["2026-11-22.json"]


def test_the_newest_is_last_and_the_operators_file_wins(kept: KeptResults, tmp_path: Path) -> None:
    put(tmp_path / "shipped", "2026-11-22.json", b'{"whose": "ours"}')
    put(tmp_path / "shipped", "2026-01-01.json", b"{}")
    put(tmp_path / "own", "2026-11-22.json", b'{"whose": "theirs"}')
    put(tmp_path / "own", "2027-01-01.json", b"{}")
    assert kept.names("snapshot") == ["2026-01-01", "2026-11-22", "2027-01-01"]
    assert kept.read("snapshot", "2026-11-22") == {"whose": "theirs"}


def test_other_files_are_not_results(kept: KeptResults, tmp_path: Path) -> None:
    for name in ("notes.txt", ".hidden.json", "Name.json", "tmpabc", "a b.json"):
        put(tmp_path / "own", name, b"{}")
    (tmp_path / "own" / "snapshot" / "folder.json").mkdir()
    assert kept.names("snapshot") == []


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"\xff",
        b"[1]",
        b'"text"',
        b'{"a": NaN}',
        b'{"a": Infinity}',
        b"[" * 100_000,
    ],
)
def test_a_file_that_cannot_be_read_is_named(
    kept: KeptResults, tmp_path: Path, body: bytes
) -> None:
    put(tmp_path / "own", "2026-11-22.json", body)
    assert kept.names("snapshot") == ["2026-11-22"]
    for _ in range(2):
        with pytest.raises(InvalidResult, match=r"2026-11-22\.json: .*make it again"):
            kept.read("snapshot", "2026-11-22")


def test_a_huge_file_is_not_read(kept: KeptResults, tmp_path: Path) -> None:
    path = put(tmp_path / "own", "2026-11-22.json", b"{}")
    os.truncate(path, 9 * 1024 * 1024)
    with pytest.raises(InvalidResult, match="larger than any result"):
        kept.read("snapshot", "2026-11-22")


def test_a_mended_file_is_read_again(kept: KeptResults, tmp_path: Path) -> None:
    put(tmp_path / "own", "2026-11-22.json", b"{")
    with pytest.raises(InvalidResult):
        kept.read("snapshot", "2026-11-22")
    put(tmp_path / "own", "2026-11-22.json", b'{"a": 1}')
    assert kept.read("snapshot", "2026-11-22") == {"a": 1}


@pytest.mark.parametrize("name", ["../secret", "a/b", "", ".", "A", "a" * 81, "a\n"])
def test_a_name_never_leaves_the_folder(kept: KeptResults, name: str) -> None:
    with pytest.raises(InvalidResult):
        kept.read("snapshot", name)
    with pytest.raises(InvalidResult):
        kept.write("snapshot", name, {})


def test_only_known_kinds(kept: KeptResults) -> None:
    for act in (lambda: kept.names("../x"), lambda: kept.write("private", "a", {})):
        with pytest.raises(InvalidResult, match="snapshot and siting"):
            act()


def test_what_is_gone_or_cannot_be_written_is_said(kept: KeptResults, tmp_path: Path) -> None:
    with pytest.raises(InvalidResult, match="it is not there"):
        kept.read("snapshot", "2026-11-22")
    (tmp_path / "own").write_text("a file where a folder should be", encoding="utf-8")
    with pytest.raises(InvalidResult, match="WEBMAP_RESULTS"):
        kept.write("snapshot", "2026-11-22", {})
