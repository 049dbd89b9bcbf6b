"""Applications to crawl and to attack: on the real directory, and on one made for the attacks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Final

import pytest
from flask import Flask

from tests.safety import marked
from tests.safety.crawl import PUBLIC_URL
from webmap import vocabulary as v
from webmap.app import create_app
from webmap.coverage.wording import LANGUAGES
from webmap.directory.gazetteer import gazetteer
from webmap.directory.readers import Resources
from webmap.directory.seen import Gazetteer
from webmap.geo.communes import Communes
from webmap.geo.territories import Territories
from webmap.mapping.page import map_scripts
from webmap.settings import load
from webmap.store.build import build
from webmap.web.coverage.files import FIGURES
from webmap.web.current import Clock, Directory

#: When the clocks stand still: a day that is not today, whatever today is.
NOON: Final = datetime(2031, 3, 18, 12, tzinfo=UTC)

MakeApp = Callable[..., Flask]


def noon() -> datetime:
    """The clock of the applications."""
    return NOON


@pytest.fixture(scope="session")
def names(territories: Territories, communes: Communes) -> Gazetteer:
    return gazetteer(territories, communes)


@pytest.fixture(scope="session")
def make_app(tmp_path_factory: pytest.TempPathFactory) -> MakeApp:
    """An application with a store of its own; `environment`: further settings."""
    scripts = map_scripts()

    def make(
        resources: Resources, environment: dict[str, str] | None = None, clock: Clock = noon
    ) -> Flask:
        folder = tmp_path_factory.mktemp("safety")
        url = f"sqlite:///{folder / 'webmap.sqlite'}"
        build(url, resources, scripts, "test", lambda *_: None)
        where = {"WEBMAP_DATABASE_URL": url, "WEBMAP_PUBLIC_URL": PUBLIC_URL}
        where["WEBMAP_RESULTS"] = str(folder / "results")
        # Two applications are compared: what one signs, the other would.
        where["WEBMAP_FORM_KEY"] = "k" * 32
        app = create_app(load({**where, **(environment or {})}), clock)
        app.extensions["webmap_url"] = url
        _draw(app)
        return app

    return make


def _draw(app: Flask) -> None:
    """Figures of the day, as files that stand for them: real ones take a minute, and no more is
    asked of a worker than to send what is there."""
    names = [f"{n}.{lang}.{form}" for n in v.NEEDS for lang in LANGUAGES for form in FIGURES]
    revision = app.extensions["webmap"].snapshot().catalogue.revision
    app.extensions["webmap_figures"].write(revision, ((name, name.encode()) for name in names))


def forget(app: Flask) -> None:
    """Make an application read its store again, and keep none of its ready answers."""
    before = app.extensions["webmap"].snapshot()
    read = before.catalogue
    url = app.extensions["webmap_url"]
    app.extensions["webmap"] = Directory(url, read.territories, read.communes, noon, before.results)
    if "webmap_pro" in app.extensions:
        app.extensions["webmap_pro"].extensions["webmap"] = app.extensions["webmap"]


@pytest.fixture(scope="session")
def real(make_app: MakeApp, resources: Resources) -> Flask:
    """The committed directory, the signed-in wing off."""
    return make_app(resources)


@pytest.fixture(scope="session")
def entered(
    resources: Resources, names: Gazetteer, tmp_path_factory: pytest.TempPathFactory
) -> Resources:
    """The directory of `tests.safety.marked` as its files have it."""
    return marked.entered(tmp_path_factory.mktemp("marked"), names, resources)


@pytest.fixture(scope="session")
def hidden_resources(entered: Resources) -> Resources:
    """The same in a database that knows places which nobody may learn."""
    return marked.with_hidden_places(entered)


@pytest.fixture(scope="session")
def hiding(make_app: MakeApp, hidden_resources: Resources) -> Flask:
    return make_app(hidden_resources)
