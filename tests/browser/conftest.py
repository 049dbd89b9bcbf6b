"""A real server (gunicorn, two workers) and a real browser (Chromium, as Debian ships it)."""

from __future__ import annotations

import fcntl
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.error import URLError

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser import chromium, followed

# What is awaited comes in a tenth of a second, and much later on a machine with other work.
expect.set_options(timeout=30_000)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        pytest.fail("no Chromium: `make test` installs it; a browser test is never skipped")
    return {**browser_type_launch_args, "executable_path": found, "args": chromium.ARGUMENTS}


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a server on the real directory, in a folder of its own, with kept results: one
    for all the workers of a run. The first to ask starts it, and ends it after the last."""
    run = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        run = run.parent
    with (run / "site.users").open("w") as users:
        with _alone(run):
            # Whoever reads shares this lock until the worker ends, however it ends.
            fcntl.flock(users, fcntl.LOCK_SH)
            server = None if (run / "site.address").exists() else _start(run)
            address = (run / "site.address").read_text()
        yield address
        if server is not None:
            with _alone(run):
                fcntl.flock(users, fcntl.LOCK_EX)
                (run / "site.address").unlink()
                server.__exit__()


@contextmanager
def _alone(run: Path) -> Iterator[None]:
    """One worker at a time."""
    with (run / "site.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _start(run: Path) -> served:
    folder = run / "site"
    followed.keep(folder / "var" / "results" / "snapshot")
    server = served(folder)
    (run / "site.address").write_text(server.__enter__())
    return server


class served:  # noqa: N801 - reads as a verb: `with served(folder) as address`
    """`webmap init` then `webmap serve` in `folder`, on a free port, until the block ends."""

    def __init__(self, folder: Path, python: str = sys.executable, **settings: str) -> None:
        self._folder = folder
        self._python = python
        self._environment = {
            **{k: v for k, v in os.environ.items() if not k.startswith("WEBMAP_")},
            "WEBMAP_DATABASE_URL": f"sqlite:///{folder / 'webmap.sqlite'}",
            **settings,
        }

    def __enter__(self) -> str:
        command = [self._python, "-m", "webmap"]
        options: dict[str, Any] = {"env": self._environment, "cwd": self._folder}
        subprocess.run([*command, "init"], check=True, capture_output=True, **options)
        port = _free_port()
        self._log = (self._folder / "server.log").open("w")
        self._process = subprocess.Popen(
            [*command, "serve", "--port", str(port)],
            stdout=self._log,
            stderr=subprocess.STDOUT,
            **options,
        )
        address = f"http://127.0.0.1:{port}"
        _wait(address, self._process)
        return address

    def __exit__(self, *exc: object) -> None:
        self._process.terminate()
        self._process.wait(timeout=120)
        self._log.close()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(address: str, process: subprocess.Popen[bytes]) -> None:
    """Until the server answers or ends, however busy the machine: no clock decides."""
    while process.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/healthz", timeout=60):  # noqa: S310 - loopback
                return
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    pytest.fail("the server stopped at start")


@pytest.fixture
def watched(context: BrowserContext, page: Page, site: str) -> Iterator[Page]:
    """A page whose every request, console line and cookie is held to rule S3 at the end."""
    wrong: list[str] = []
    outside = [r"data:", r"blob:", site]
    page.on("request", lambda r: r.url.startswith(tuple(outside)) or wrong.append(r.url))
    page.on("console", lambda m: wrong.append(m.text) if m.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    yield page
    assert wrong == []
    assert context.cookies() == []


@pytest.fixture(params=[390, 1280])
def width(request: pytest.FixtureRequest) -> int:
    """A phone and a desk."""
    return int(request.param)
