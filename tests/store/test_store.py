"""The store: built whole or not at all, again changes nothing, an edit is never lost."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text

from webmap.directory.readers import Resources
from webmap.errors import StoreError
from webmap.geo.communes import Communes
from webmap.geo.territories import Territories
from webmap.store import resources as store
from webmap.store.build import build
from webmap.store.database import engine

TODAY = date(2026, 11, 22)
SCRIPTS = {"carte.fr.js": "1"}


def quiet(name: str, done: int, total: int) -> None:
    """Nobody looks at the progress of a test."""


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'new' / 'webmap.sqlite'}"


def test_what_is_written_is_read_back(
    url: str, resources: Resources, territories: Territories, communes: Communes
) -> None:
    """Every field of every real record survives the database."""
    assert build(url, resources, SCRIPTS, "hash", quiet)
    catalogue = store.load(url, territories, communes, TODAY)
    assert catalogue.records == resources.records
    assert store.ready(url) == SCRIPTS


def test_again_changes_nothing(url: str, resources: Resources, tmp_path: Path) -> None:
    """The same files: not a byte is touched."""
    build(url, resources, SCRIPTS, "hash", quiet)
    before = (tmp_path / "new" / "webmap.sqlite").stat()
    assert not build(url, resources, SCRIPTS, "hash", quiet)
    assert (tmp_path / "new" / "webmap.sqlite").stat().st_mtime_ns == before.st_mtime_ns


def test_changed_files_replace_the_store_whole(url: str, resources: Resources) -> None:
    """Other files: another store, nothing left of the old one."""
    build(url, resources, SCRIPTS, "hash", quiet)
    fewer = Resources(resources.records[:3], (), (), ())
    assert build(url, fewer, {}, "other", quiet)
    with engine(url).connect() as connection:
        assert connection.execute(text("select count(*) from record")).scalar() == 3
        assert connection.execute(text("select count(*) from reach")).scalar() == 0


def test_an_edit_is_never_overwritten(url: str, resources: Resources) -> None:
    """Edited by hand and files changed: refused, and the way out is named."""
    build(url, resources, SCRIPTS, "hash", quiet)
    with engine(url).begin() as connection:
        connection.execute(text("update record set name = 'mine' where rowid = 1"))
    assert not build(url, resources, SCRIPTS, "hash", quiet)
    with pytest.raises(StoreError, match="move the database away"):
        build(url, resources, SCRIPTS, "other", quiet)


def test_a_failure_on_the_way_leaves_the_old_store(
    url: str, resources: Resources, tmp_path: Path, territories: Territories, communes: Communes
) -> None:
    """An interruption in the middle: the old store answers as before, no half file stays."""
    build(url, resources, SCRIPTS, "hash", quiet)

    def stop(name: str, done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build(url, resources, SCRIPTS, "other", stop)
    assert store.built_from(url) == "hash"
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["webmap.sqlite"]
    assert store.load(url, territories, communes, TODAY).records


def test_no_store_is_said_plainly(url: str, territories: Territories, communes: Communes) -> None:
    """A missing store names the command that makes it."""
    with pytest.raises(StoreError, match="webmap init"):
        store.load(url, territories, communes, TODAY)


@pytest.mark.parametrize("content", ["not a database " * 100, "sqlite"])
def test_what_is_not_ours_is_never_overwritten(
    tmp_path: Path,
    resources: Resources,
    territories: Territories,
    communes: Communes,
    content: str,
) -> None:
    """Somebody's notes, somebody's other database: refused, and left as they were."""
    path = tmp_path / "webmap.sqlite"
    path.write_text(content)
    url = f"sqlite:///{path}"
    if content == "sqlite":
        path.unlink()
        with engine(url).begin() as connection:
            connection.execute(text("create table mine (x text)"))
            connection.execute(text("insert into mine values ('precious')"))
    before = path.read_bytes()
    with pytest.raises(StoreError, match="webmap init"):
        store.load(url, territories, communes, TODAY)
    with pytest.raises(StoreError, match="not a webmap database"):
        build(url, resources, SCRIPTS, "hash", quiet)
    assert path.read_bytes() == before


def test_an_empty_file_is_no_store_yet(tmp_path: Path, resources: Resources) -> None:
    """What `touch` makes."""
    (tmp_path / "webmap.sqlite").touch()
    assert build(f"sqlite:///{tmp_path}/webmap.sqlite", resources, SCRIPTS, "hash", quiet)


def test_whoever_serves_may_read_what_was_built(url: str, resources: Resources) -> None:
    """Built by one user, served by another; a mode chosen by the operator is kept."""
    build(url, resources, SCRIPTS, "one", quiet)
    path = Path(url.removeprefix("sqlite:///"))
    assert path.stat().st_mode & 0o777 == 0o644
    path.chmod(0o640)
    build(url, resources, SCRIPTS, "two", quiet)
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_cell_that_cannot_be_read_is_said_plainly(
    url: str, resources: Resources, territories: Territories, communes: Communes
) -> None:
    """An edit by hand with a wrong code: a sentence, not a trace."""
    build(url, resources, SCRIPTS, "hash", quiet)
    with engine(url).begin() as connection:
        connection.execute(text("update record set status = 'maybe' where rowid = 1"))
    with pytest.raises(StoreError, match="cannot be read"):
        store.load(url, territories, communes, TODAY)


def test_an_edit_survives_a_new_version_of_the_code(url: str, resources: Resources) -> None:
    """Edited by hand, then the schema moved on: still refused."""
    build(url, resources, SCRIPTS, "hash", quiet)
    with engine(url).begin() as connection:
        connection.execute(text("update record set name = 'mine' where rowid = 1"))
        connection.execute(text("update alembic_version set version_num = '0000'"))
        connection.execute(text("update origin set value = 'older' where key = 'built_from'"))
    with pytest.raises(StoreError, match="move the database away"):
        build(url, resources, SCRIPTS, "hash", quiet)


def test_a_store_of_another_version_is_refused(
    url: str, resources: Resources, territories: Territories, communes: Communes
) -> None:
    """Older than the code: rebuilt by `webmap init`, never read half-understood."""
    build(url, resources, SCRIPTS, "hash", quiet)
    with engine(url).begin() as connection:
        connection.execute(text("update alembic_version set version_num = '0000'"))
    with pytest.raises(StoreError, match="another version"):
        store.load(url, territories, communes, TODAY)
    assert build(url, resources, SCRIPTS, "hash", quiet)


def test_an_unwritable_place_is_said_plainly(tmp_path: Path, resources: Resources) -> None:
    """A file where a folder should be."""
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="cannot be written"):
        build(f"sqlite:///{tmp_path}/file/x.sqlite", resources, {}, "h", quiet)
