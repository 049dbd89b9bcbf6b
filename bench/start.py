"""How long `webmap serve` takes to answer, and what two preloaded workers hold (PSS, Linux).

python -m bench.start [repeats]
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from bench import servers

AIM_SECONDS, AIM_MEGABYTES = 3.0, 400.0
PAGES = ("/", "/carte", "/commune/23096", "/departement/59", "/couverture", "/urgence/976")


def main(repeats: int = 5) -> None:
    """Print start times and the memory of the workers after they answered every kind of page."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "WEBMAP_DATABASE_URL": f"sqlite:///{folder}/webmap.sqlite"}
        command = [sys.executable, "-m", "webmap"]
        subprocess.run([*command, "init"], check=True, env=environment, capture_output=True)
        runs = [_start(command, environment) for _ in range(repeats)]
    seconds = [run[0] for run in runs]
    workers = statistics.median(run[1] for run in runs)
    whole = statistics.median(run[2] for run in runs)
    print(
        f"start    {statistics.median(seconds):.2f} s "
        f"(min {min(seconds):.2f}, max {max(seconds):.2f}; aim {AIM_SECONDS})"
    )
    print(f"workers  {workers:.0f} MB of PSS for two (aim {AIM_MEGABYTES:.0f})")
    print(f"with the parent process: {whole:.0f} MB")


def _start(command: list[str], environment: dict[str, str]) -> tuple[float, float, float]:
    port = servers.free_port()
    begin = time.perf_counter()
    with servers.running([*command, "serve", "--port", str(port)], port, environment):
        seconds = time.perf_counter() - begin
        for _ in range(10):
            for page in PAGES:
                urllib.request.urlopen(f"http://127.0.0.1:{port}{page}").read()
        parent = _listener(port)
        children = _children(parent)
        workers = sum(map(_pss, children))
        return seconds, workers, workers + _pss(parent)


def _listener(port: int) -> int:
    """The process whose command line holds the port and which has children."""
    for process in Path("/proc").glob("[0-9]*"):
        try:
            words = (process / "cmdline").read_bytes().split(b"\0")
        except OSError:
            continue
        if str(port).encode() in words and _children(int(process.name)):
            return int(process.name)
    raise SystemExit("the server's process was not found")


def _children(parent: int) -> list[int]:
    found = (Path("/proc") / str(parent) / "task" / str(parent) / "children").read_text()
    return [int(child) for child in found.split()]


def _pss(process: int) -> float:
    lines = (Path("/proc") / str(process) / "smaps_rollup").read_text().splitlines()
    kilobytes = next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return kilobytes / 1000


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:2]))
