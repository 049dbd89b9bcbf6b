"""The wing, open, on the real directory, with a locked room of its own for each test."""

from __future__ import annotations

import dataclasses
import shutil
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from jinja2 import FileSystemBytecodeCache
from passlib.context import CryptContext
from werkzeug.serving import make_server

from tests.browser.conftest import browser_type_launch_args  # noqa: F401 - a fixture
from tests.pro.people import BASE, Clock, Member, Site
from webmap.app import create_app
from webmap.directory.readers import Resources
from webmap.mapping.page import map_scripts
from webmap.private import creation, referrals
from webmap.private.database import open_room
from webmap.private.guard import Line
from webmap.pro import wing
from webmap.settings import Settings, load
from webmap.store.build import build
from webmap.web import headers

#: A key of these tests alone.
KEY = "hJx0k3Qm7Vt2ZbN8sYw5Rf1LcD4pGu6EoAiTqHdMvXI="
FIRST = datetime(2026, 11, 22, 9, tzinfo=UTC)
#: Accommodation of the real directory: of the territory 59 and for it, of 59 for the nation, of 69
#: for it, of no territory for the nation.
OF_59, NATIONAL_OF_59, OF_69, SECRET = "rgfmdf4", "rcp2qkt", "rdxpnk1", "r328crp"
LINE = Line(
    "01 99 00 12 34", "accueil@example.com", "jour et nuit", "yes", "un rapport", "le service"
)

MakeSite = Callable[..., Site]


@pytest.fixture(scope="session")
def empty_room(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A locked room without a line, to copy."""
    path = tmp_path_factory.mktemp("room") / "private.sqlite"
    creation.create(f"sqlite:///{path}", KEY, FIRST)
    return path


@pytest.fixture(scope="session")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> FileSystemBytecodeCache:
    """Templates, compiled once for all the wings."""
    return FileSystemBytecodeCache(str(tmp_path_factory.mktemp("templates")))


@pytest.fixture(scope="session")
def public(
    tmp_path_factory: pytest.TempPathFactory, resources: Resources
) -> tuple[Flask, Settings]:
    """The public application on the real directory, the wing off."""
    url = f"sqlite:///{tmp_path_factory.mktemp('pro') / 'webmap.sqlite'}"
    build(url, resources, map_scripts(), "test", lambda *_: None)
    settings = load({"WEBMAP_DATABASE_URL": url})
    return create_app(settings, clock=lambda: FIRST), settings


@pytest.fixture
def make_site(
    public: tuple[Flask, Settings],
    empty_room: Path,
    compiled: FileSystemBytecodeCache,
    tmp_path: Path,
) -> MakeSite:
    """Open a wing with a new locked room beside the public application. The wiring of
    `create_app` itself is tested in test_wing.py; here the directory is loaded once for all."""
    app, settings = public

    def make(**values: Any) -> Site:
        clock = Clock(FIRST)
        private_url = f"sqlite:///{shutil.copy(empty_room, tmp_path)}"
        chosen = dataclasses.replace(
            settings,
            pro=True,
            private_url=private_url,
            private_key=KEY,
            **{"public_url": BASE, **values},
        )
        bare = Flask.wsgi_app.__get__(app)
        app.wsgi_app = bare  # type: ignore[method-assign]
        mounted = wing.mounted(app, chosen, clock)
        made = app.extensions["webmap_pro"]
        made.jinja_env.bytecode_cache = compiled
        # The same hash, quickly: how long it takes is tested nowhere here.
        made.extensions["security"].pwd_context = CryptContext(
            ["argon2"], argon2__time_cost=1, argon2__memory_cost=8, argon2__parallelism=1
        )
        app.wsgi_app = headers.secured(mounted, chosen.public_url)  # type: ignore[method-assign]
        return Site(app, open_room(private_url, KEY), clock)

    return make


@pytest.fixture
def site(make_site: MakeSite) -> Site:
    """Lines for three records."""
    found = make_site()
    with found.room.write() as session:
        for record_id in (OF_59, OF_69, SECRET):
            referrals.put(session, record_id, LINE, "command", found.clock())
    return found


@pytest.fixture
def bureau(site: Site) -> Member:
    return site.bureau()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Flask-Security offers its choices in a form that WTForms 3.4 will refuse: theirs to mend."""
    old = "ignore:Passing SelectField choices as tuples:DeprecationWarning"
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.filterwarnings(old))


@pytest.fixture
def address(make_site: MakeSite) -> Iterator[tuple[Site, str]]:
    """A site that a browser can open, on this machine: its clock and its room stay in our hands.

    Browsers take `localhost` for a safe place: Secure cookies and passkeys work without TLS.
    """
    site = make_site(public_url="")
    with site.room.write() as session:
        referrals.put(session, OF_59, LINE, "command", site.clock())
    server = make_server("localhost", 0, site.app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    yield site, f"http://localhost:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()
