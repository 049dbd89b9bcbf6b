"""The application on the real directory, its clock stopped on the first day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from click.testing import CliRunner
from flask import Flask
from flask.testing import FlaskClient

from tests.conftest import FIRST_DAY
from webmap import cli
from webmap.app import create_app
from webmap.directory.readers import Resources
from webmap.geo.communes import Communes
from webmap.geo.territories import Territories
from webmap.mapping.page import map_scripts
from webmap.settings import load
from webmap.store.build import build

Run = Callable[..., bytes]


@pytest.fixture(scope="session")
def app(tmp_path_factory: pytest.TempPathFactory, resources: Resources) -> Flask:
    folder = tmp_path_factory.mktemp("web")
    url = f"sqlite:///{folder / 'webmap.sqlite'}"
    build(url, resources, map_scripts(), "test", lambda *_: None)
    where = {"WEBMAP_DATABASE_URL": url, "WEBMAP_RESULTS": str(folder / "results")}
    app = create_app(load(where), clock=lambda: datetime(2026, 11, 22, 12, tzinfo=UTC))
    app.extensions["webmap_where"] = where
    return app


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def coverage(
    app: Flask, territories: Territories, communes: Communes, monkeypatch: pytest.MonkeyPatch
) -> Run:
    """`webmap coverage` on the store and the day of the site: what it wrote on its output."""
    monkeypatch.setattr(cli, "_today", lambda: FIRST_DAY)
    # Read once for all the tests: it is most of the time of a command.
    monkeypatch.setattr(cli, "_geography", lambda: (territories, communes))

    def run(*arguments: str) -> bytes:
        where = app.extensions["webmap_where"]
        done = CliRunner().invoke(
            cli.main, ["coverage", *arguments], env=where, catch_exceptions=False
        )
        assert done.exit_code == 0, done.output
        return done.stdout_bytes

    return run
