"""One snapshot per process, swapped whole when the store or the day moves."""

from __future__ import annotations

import gc
import weakref
from datetime import UTC, datetime
from pathlib import Path

import pytest

from webmap.app import create_app
from webmap.directory.readers import Resources
from webmap.mapping.page import map_scripts
from webmap.settings import load
from webmap.store.build import build


def quiet(name: str, done: int, total: int) -> None:
    """Nobody looks at the progress of a test."""


@pytest.fixture
def url(tmp_path: Path, resources: Resources) -> str:
    address = f"sqlite:///{tmp_path / 'webmap.sqlite'}"
    build(address, resources, map_scripts(), "one", quiet)
    return address


def test_a_rebuilt_store_is_seen_without_a_restart(
    url: str, resources: Resources, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`webmap init` beside a running server: the next look shows the new directory, whole."""
    monkeypatch.setattr("webmap.web.current._CHECK_SECONDS", 0.0)
    client = create_app(load({"WEBMAP_DATABASE_URL": url})).test_client()
    assert client.get("/healthz").json == {"status": "ok", "records": len(resources.records)}
    first = client.get("/donnees/ressources.geojson").headers["ETag"]
    fewer = Resources(resources.records[:10], (), (), ())
    build(url, fewer, map_scripts(), "two", quiet)
    assert client.get("/healthz").json == {"status": "ok", "records": 10}
    assert client.get("/donnees/ressources.geojson").headers["ETag"] != first


def test_the_store_is_asked_at_most_once_a_second(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A hundred visitors in a second cost one look."""
    app = create_app(load({"WEBMAP_DATABASE_URL": url}))
    client = app.test_client()
    client.get("/healthz")
    asked: list[str] = []
    monkeypatch.setattr("webmap.web.current.time.monotonic", lambda: 1e9)

    def built_from(address: str) -> str:
        asked.append(address)
        return "one"

    monkeypatch.setattr("webmap.web.current.resources.built_from", built_from)
    for _ in range(100):
        client.get("/healthz")
    assert len(asked) == 1


def test_what_is_derived_of_an_old_store_goes_with_it(
    url: str, resources: Resources, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The index of the search too: a worker that saw a hundred stores holds one."""
    monkeypatch.setattr("webmap.web.current._CHECK_SECONDS", 0.0)
    app = create_app(load({"WEBMAP_DATABASE_URL": url}))
    client = app.test_client()
    court = {"q": "tribunal judiciaire de lille"}
    assert client.post("/recherche", data=court).headers["Location"].startswith("/ressource/")
    snapshot = app.extensions["webmap"].snapshot()
    old = [weakref.ref(each) for each in (snapshot, snapshot.search, snapshot.search.records)]
    del snapshot
    courtless = [record for record in resources.records if record.category != "magistrat"]
    build(url, Resources(tuple(courtless), (), (), ()), map_scripts(), "two", quiet)
    assert client.post("/recherche", data=court).headers["Location"].endswith("59350")
    gc.collect()
    assert [each() for each in old] == [None, None, None]


def test_a_new_day_makes_a_new_directory(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """At midnight in Paris freshness is judged anew, without a restart."""
    monkeypatch.setattr("webmap.web.current._CHECK_SECONDS", 0.0)
    now = [datetime(2026, 11, 22, 22, 59, tzinfo=UTC)]
    app = create_app(load({"WEBMAP_DATABASE_URL": url}), clock=lambda: now[0])
    directory = app.extensions["webmap"]
    before = directory.snapshot().catalogue
    now[0] = datetime(2026, 11, 22, 23, 1, tzinfo=UTC)
    after = directory.snapshot().catalogue
    assert (before.as_of.day, after.as_of.day) == (22, 23)
    assert before.revision != after.revision


def test_a_store_that_vanishes_does_not_silence_the_site(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was read stays usable: a frightened visitor does not care about our disk."""
    monkeypatch.setattr("webmap.web.current._CHECK_SECONDS", 0.0)
    client = create_app(load({"WEBMAP_DATABASE_URL": url})).test_client()
    assert client.get("/urgence/976").status_code == 200
    (tmp_path / "webmap.sqlite").unlink()
    assert client.get("/urgence/976").status_code == 200
    assert "119" in client.get("/urgence/976").text
