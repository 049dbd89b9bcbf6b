"""Figures drawn ahead of time: whole or not there, of one revision at a time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from webmap.errors import StoreError
from webmap.store.drawn import Drawn

OLD, NEW = "0" * 16, "1" * 16


def test_a_set_is_read_as_it_was_written(tmp_path: Path) -> None:
    drawn = Drawn(tmp_path / "figures")
    assert not drawn.has(OLD)
    assert drawn.read(OLD, "a.png") is None
    drawn.write(OLD, [("a.png", b"A"), ("b.svg", b"B")])
    assert drawn.has(OLD)
    assert (drawn.read(OLD, "a.png"), drawn.read(OLD, "b.svg")) == (b"A", b"B")
    assert drawn.read(OLD, "c.pdf") is None


def test_a_new_revision_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    """Thirty megabytes a day would fill a disk; what is not ours stays."""
    drawn = Drawn(tmp_path)
    (tmp_path / "notes").mkdir()
    drawn.write(OLD, [("a.png", b"A")])
    drawn.write(NEW, [("a.png", b"N")])
    assert sorted(path.name for path in tmp_path.iterdir()) == [NEW, "notes"]
    assert not drawn.has(OLD)


def test_an_interrupted_drawing_leaves_nothing(tmp_path: Path) -> None:
    """A reader never sees half a set, and the old one is still there."""

    def stopped() -> Iterator[tuple[str, bytes]]:
        yield "a.png", b"N"
        raise KeyboardInterrupt

    drawn = Drawn(tmp_path)
    drawn.write(OLD, [("a.png", b"A")])
    with pytest.raises(KeyboardInterrupt):
        drawn.write(NEW, stopped())
    assert [path.name for path in tmp_path.iterdir()] == [OLD]


def test_a_folder_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "figures").write_bytes(b"a file")
    with pytest.raises(StoreError, match="WEBMAP_RESULTS"):
        Drawn(tmp_path / "figures").write(OLD, [])


def test_the_server_may_be_another_user(tmp_path: Path) -> None:
    """A temporary folder is its maker's alone; what is kept can be read."""
    folder = Drawn(tmp_path).write(OLD, [("a.png", b"A")])
    assert folder.stat().st_mode & 0o055 == 0o055
    assert (folder / "a.png").stat().st_mode & 0o044 == 0o044
