"""The application on the real directory, its clock stopped on the first day."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient

from webmap.app import create_app
from webmap.directory.readers import Resources
from webmap.mapping.page import map_scripts
from webmap.settings import load
from webmap.store.build import build


@pytest.fixture(scope="session")
def app(tmp_path_factory: pytest.TempPathFactory, resources: Resources) -> Flask:
    url = f"sqlite:///{tmp_path_factory.mktemp('web') / 'webmap.sqlite'}"
    build(url, resources, map_scripts(), "test", lambda *_: None)
    settings = load({"WEBMAP_DATABASE_URL": url})
    return create_app(settings, clock=lambda: datetime(2026, 11, 22, 12, tzinfo=UTC))


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()
