"""First view of `/carte`, cold, beside stock Folium with the same records and outlines.

python -m bench.map_view [repeats]
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from functools import partial
from http import HTTPStatus
from http.client import HTTPConnection
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser

from bench import browser, outside, servers, stock, synthetic, verdict
from bench.browser import Profile, Visit

PROFILES: Final = (
    Profile("fast line, CPU x1", 0, 0, 1),
    Profile("slow line, CPU x1", 150, 1_600_000, 1),
    Profile("slow line, CPU x4", 150, 1_600_000, 4),
)
POINTS: Final = 2000
#: Ours shows its marks on the drawing first. A live marker, which opens a card, counts when the
#: live map has taken the drawing's place, not while it is hidden.
OURS: Final = {
    "territory": "a.land path, .land-live",
    "marker": ".map-main .dot",
    "live": ".map-frame.ready .leaflet-marker-icon",
}
THEIRS: Final = {
    "territory": "path.leaflet-interactive",
    "marker": ".leaflet-marker-icon",
    "live": ".leaflet-marker-icon",
}

Pair = tuple[Visit, Visit]
Look = Callable[[Profile], Visit]


def main(repeats: int = 9) -> None:
    """Print what each directory costs, ours beside stock, with the aims."""
    print(f"slow line: 150 ms, 1.6 Mbit/s; medians of {repeats} views, ours and stock in turn")
    print(f"stock, served empty as npm has them not: {', '.join(outside.missing())}")
    site = outside.FOLDER / "site"
    outside.copy_all(site)
    with browser.chromium() as chromium:
        _compare(chromium, site, "real directory", None, repeats)
        fill = partial(synthetic.fill, count=POINTS)
        _compare(chromium, site, f"{POINTS} synthetic points", fill, repeats)


def _compare(
    chromium: Browser, site: Path, title: str, fill: Callable[[str], object] | None, repeats: int
) -> None:
    with tempfile.TemporaryDirectory() as folder, servers.webmap(Path(folder), fill) as ours:
        points = _write_stock(ours, site)
        print(f"\n{title}: {points} points on both maps", flush=True)
        with servers.stock(site) as theirs:
            our_look = _ready(chromium, ours, "/carte", OURS)
            their_look = _ready(chromium, theirs, "/index.html", THEIRS)
            for profile in PROFILES:
                pairs = [(our_look(profile), their_look(profile)) for _ in range(repeats)]
                verdict.show(profile, pairs, real=fill is None)
    verdict.show_requests(*pairs[-1])


def _write_stock(port: int, site: Path) -> int:
    """Make the stock page from what our server publishes. Returns how many points it has."""
    territories = json.loads(_fetch(port, "/donnees/territoires.geojson"))
    records = json.loads(_fetch(port, "/donnees/ressources.geojson"))
    (site / "index.html").write_text(stock.page(territories, records), encoding="utf-8")
    return len(stock.placed(records))


def _ready(chromium: Browser, port: int, path: str, selectors: dict[str, str]) -> Look:
    """A way to view a page whose server has already made every answer, in both its workers."""
    look = partial(browser.visit, chromium, f"http://127.0.0.1:{port}{path}", selectors)
    paths = list(look(PROFILES[0]).requests)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda asked: _fetch(port, asked, "br"), paths * 24))
    return look


def _fetch(port: int, path: str, encoding: str = "identity") -> bytes:
    connection = HTTPConnection("127.0.0.1", port)
    with closing(connection):
        connection.request("GET", path, headers={"Accept-Encoding": encoding})
        answer = connection.getresponse()
        if answer.status != HTTPStatus.OK:
            raise SystemExit(f"{path} answers {answer.status}")
        return answer.read()


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:2]))
