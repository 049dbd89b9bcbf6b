"""`webmap private init`: whole or not at all, in a database of its own, never over another."""

from __future__ import annotations

import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from tests.private.conftest import KEY, NOW
from webmap.directory.readers import Resources
from webmap.errors import PrivateError
from webmap.private import audit, creation
from webmap.private.database import open_room
from webmap.private.keys import new_key
from webmap.store.build import build


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "new" / "private.sqlite"


def test_it_is_made_once(url: str) -> None:
    """Again does nothing; the log begins with the installation."""
    assert creation.create(url, KEY, NOW)
    assert not creation.create(url, KEY, NOW)
    with open_room(url, KEY).read() as session:
        assert audit.verify(session) == 1


def test_the_file_is_for_its_owner_alone_and_nothing_is_left_beside(file: Path) -> None:
    """Other users of the machine read nothing, temporary files are gone."""
    creation.create(f"sqlite:///{file}", KEY, NOW)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert list(file.parent.iterdir()) == [file]


@pytest.mark.parametrize("key", ["", "weak", "a" * 43 + "="])
def test_without_a_key_nothing_is_made(file: Path, key: str) -> None:
    """Missing or weak."""
    with pytest.raises(PrivateError):
        creation.create(f"sqlite:///{file}", key, NOW)
    assert not file.parent.exists()


def test_a_failure_leaves_nothing(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Half a room is no room."""

    def fail(*_: object) -> str:
        raise OSError

    monkeypatch.setattr(creation.audit, "append", fail)
    with pytest.raises(PrivateError):
        creation.create(f"sqlite:///{file}", KEY, NOW)
    assert list(file.parent.iterdir()) == []


def test_it_never_moves_in_with_the_public_database(file: Path, resources: Resources) -> None:
    """Nor into any other file."""
    url = f"sqlite:///{file}"
    build(url, resources, {}, "hash", lambda *_: None)
    before = file.read_bytes()
    with pytest.raises(PrivateError, match="of its own"):
        creation.create(url, KEY, NOW)
    with pytest.raises(PrivateError, match="not a locked room"):
        open_room(url, KEY)
    assert file.read_bytes() == before
    file.write_text("not a database at all, but of some length")
    with pytest.raises(PrivateError):
        creation.create(url, KEY, NOW)


def test_a_room_of_another_version_is_refused(url: str) -> None:
    """Older or newer: neither opened nor made again."""
    creation.create(url, KEY, NOW)
    with open_room(url, KEY).write() as session:
        session.execute(text("update private_version set version_num = '9999'"))
    for attempt in (open_room, lambda u, k: creation.create(u, k, NOW)):
        with pytest.raises(PrivateError, match="another version"):
            attempt(url, KEY)


def test_another_key_does_not_open(url: str) -> None:
    """A new first key asks for a rotation, an unknown one for the right one."""
    creation.create(url, KEY, NOW)
    with pytest.raises(PrivateError, match="give that key"):
        open_room(url, new_key())
    with pytest.raises(PrivateError, match="webmap private rotate"):
        open_room(url, f"{new_key()},{KEY}")
    assert open_room(url, f"{KEY},{new_key()}")


def test_a_missing_room_says_how_to_make_one(file: Path) -> None:
    """And no empty file appears in its place."""
    with pytest.raises(PrivateError, match="webmap private init"):
        open_room(f"sqlite:///{file}", KEY)
    assert not file.exists()


def test_two_at_once_make_one(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second finds the place taken and touches nothing."""
    url = f"sqlite:///{file}"
    real = creation._fill

    def meanwhile(*arguments: object) -> None:
        real(*arguments)  # type: ignore[arg-type]
        if not file.exists():
            file.write_bytes(b"the other's")

    monkeypatch.setattr(creation, "_fill", meanwhile)
    with pytest.raises(PrivateError):
        creation.create(url, KEY, NOW)
    assert file.read_bytes() == b"the other's"


def test_readers_do_not_wait_for_a_writer(file: Path) -> None:
    """The journal is the one that lets a page be read while another is written."""
    creation.create(f"sqlite:///{file}", KEY, NOW)
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("pragma journal_mode").fetchone() == ("wal",)
