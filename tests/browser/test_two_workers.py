"""Two workers, two servers: a visitor gets the same bytes whoever answers."""

from __future__ import annotations

import hashlib
import urllib.request
from pathlib import Path

from tests.browser.conftest import served

PATHS = (
    "/carte",
    "/en/carte",
    "/carte/carte.fr.js",
    "/donnees/territoires.geojson",
    "/donnees/territoires.topojson",
)


def digests(address: str) -> set[tuple[str, str]]:
    """Hash of each path, asked twenty times over new connections: both workers answer."""
    found = set()
    for path in PATHS:
        for _ in range(20):
            with urllib.request.urlopen(address + path, timeout=60) as answer:  # noqa: S310 - loopback
                found.add((path, hashlib.sha256(answer.read()).hexdigest()))
    return found


def test_the_same_bytes_from_every_worker_and_every_server(site: str, tmp_path: Path) -> None:
    """Folium's element ids are random by default: two workers would break the map."""
    first = digests(site)
    assert len(first) == len(PATHS)
    with served(tmp_path) as other:
        assert digests(other) == first
