"""What each kind of page weighs without its map, and how soon it can be read on a poor line.

python -m bench.weights [repeats]

Bytes as transferred, headers with them, in a browser that knows nothing of the site. Aim of issue
5: under 60 kB a page, the map left out. The poor line is 2G: 800 ms there and back, 250 kbit/s, on
a processor four times slower; `read` is the first paint, `whole` the end of the page, both in
seconds. Beside them a bare page of one sentence on the same line: the floor.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from pathlib import Path
from typing import Final, NamedTuple

from playwright.sync_api import Browser

from bench import servers
from bench.browser import Profile, chromium, throttle
from bench.traffic import Traffic

AIM_KILOBYTES: Final = 60.0
POOR: Final = Profile("2G", 800, 250_000, 4)
#: A page of each kind, the heaviest place of each known to be large.
PAGES: Final = (
    "/", "/urgence", "/urgence/976", "/recherche", "/commune/59350", "/commune/59350/circuit",
    "/departement/59", "/departement/59/affiche", "/departement/976", "/ressource/rgfmdf4",
    "/comprendre/a", "/comprendre/b", "/comprendre/c", "/securite", "/couverture/59",
    "/couverture", "/carte",
)  # fmt: skip
#: What a live map is made of, left out of `page`; its drawing stands in the page and is weighed.
_MAP: Final = ("/static/vendor/", "/donnees/territoires", "/carte/", "/static/map.")
_FLOOR: Final = "/healthz"
_TIMES: Final = """() => [
  performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0,
  performance.timing.domContentLoadedEventEnd - performance.timing.navigationStart,
]"""


class Weight(NamedTuple):
    """One view: kB without the map and with it, seconds until text is painted and until the page
    is whole."""

    page: float
    all: float
    read: float
    whole: float


def weigh(browser: Browser, url: str) -> Weight:
    """A first view on the poor line."""
    context = browser.new_context()
    try:
        page = context.new_page()
        session = context.new_cdp_session(page)
        traffic = Traffic(session)
        throttle(session, POOR)
        page.goto(url, wait_until="load", timeout=120_000)
        traffic.settle(page)
        read, whole = page.evaluate(_TIMES)
    finally:
        context.close()
    files = traffic.done.items()
    own = sum(size for path, size in files if not path.startswith(_MAP))
    return Weight(own / 1000, sum(traffic.done.values()) / 1000, read / 1000, whole / 1000)


def main(repeats: int) -> None:
    print(f"{POOR.name}: {POOR.latency} ms, {POOR.bits // 1000} kbit/s, processor / {POOR.slower}")
    print(f"{'page':28} {'page, kB':>9} {'all, kB':>8} {'read, s':>8} {'whole, s':>8}  aim")
    with (
        tempfile.TemporaryDirectory() as name,
        servers.webmap(Path(name)) as port,
        chromium() as browser,
    ):
        site = f"http://127.0.0.1:{port}"
        for path in (_FLOOR, *PAGES):
            _show(path, [weigh(browser, site + path) for _ in range(repeats)])


def _show(path: str, seen: list[Weight]) -> None:
    own, everything, read, whole = (statistics.median(side) for side in zip(*seen, strict=True))
    met = "met" if own < AIM_KILOBYTES else "NOT met"
    aim = "the floor" if path == _FLOOR else f"under {AIM_KILOBYTES:.0f} kB, {met}"
    print(f"{path:28} {own:9.1f} {everything:8.1f} {read:8.1f} {whole:8.1f}  {aim}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
