"""Start and stop the servers that the benchmarks compare, each under gunicorn with two workers."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from urllib.error import URLError


def webmap(
    folder: Path, fill: Callable[[str], object] | None = None
) -> AbstractContextManager[int]:
    """Our server on a database of its own; gives its port.

    The database is the real directory's, or what `fill` writes at the address it is given.
    """
    url = f"sqlite:///{folder}/webmap.sqlite"
    environment = {**os.environ, "WEBMAP_DATABASE_URL": url}
    command = [sys.executable, "-m", "webmap"]
    if fill is None:
        subprocess.run([*command, "init"], check=True, env=environment, capture_output=True)
    else:
        fill(url)
    port = free_port()
    return running([*command, "serve", "--port", str(port)], port, environment)


def bare(app: str, size: int) -> AbstractContextManager[int]:
    """A Flask application of `bench.bare` under gunicorn, with the same workers and threads."""
    return _gunicorn(app, {"BENCH_SIZE": str(size)})


def stock(folder: Path) -> AbstractContextManager[int]:
    """The stock map's files, served the same way."""
    return _gunicorn("stock()", {"BENCH_FOLDER": str(folder)})


def _gunicorn(app: str, settings: dict[str, str]) -> AbstractContextManager[int]:
    port = free_port()
    options = ["--workers", "2", "--threads", "4", "--preload", "--bind", f"127.0.0.1:{port}"]
    command = [sys.executable, "-m", "gunicorn", *options, f"bench.bare:{app}"]
    return running(command, port, {**os.environ, **settings})


@contextmanager
def running(command: list[str], port: int, environment: dict[str, str]) -> Iterator[int]:
    """A server process, from its first answer to the end of the block."""
    process = subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        wait(port)
        yield port
    finally:
        process.terminate()
        process.wait(timeout=20)


def wait(port: int, seconds: float = 60) -> None:
    """Until something answers on the port."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=2):
                return
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.01)
    raise SystemExit(f"nothing answered on port {port} in {seconds} s")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
