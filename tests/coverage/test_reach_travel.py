"""Travel time by an operator's own server: asked of a server of ours, on this machine."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import numpy as np
import pytest

from tests.coverage.country import commune, country, territory, unit
from webmap.coverage import reach_table
from webmap.coverage.nearby import Geodesic, Spots
from webmap.coverage.population import ground
from webmap.coverage.reach import reach
from webmap.coverage.travel import Routed, TravelError

TOWN = commune("01001", 100, (0, 45))
BYPASS = commune("01002", 50, (0.5, 45))
FAR = commune("01003", 30, (2.0, 45))
ISLE = commune("01004", 20, (0.2, 45), island="Dée")
#: A pass is closed: no road joins it to anything.
CLOSED = commune("01005", 10, (1.0, 45.5))
MINUTES_PER_DEGREE = 60


class Server(HTTPServer):
    """Answers as OSRM's table or Valhalla's matrix do; one minute for a sixtieth of a degree."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[tuple[int, int]] = []
        self.failure: tuple[int, bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def seconds(self, here: list[float], there: list[float]) -> float | None:
        if here == [CLOSED["longitude"], CLOSED["latitude"]]:
            return None
        return abs(here[0] - there[0]) * MINUTES_PER_DEGREE * 60


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        """OSRM: /table/v1/driving/lon,lat;...?sources=0;1&destinations=2"""
        path, _, query = self.path.partition("?")
        points = [[float(x) for x in pair.split(",")] for pair in path.split("/")[-1].split(";")]
        rows = {key: self._rows(key, query) for key in ("sources", "destinations")}
        table = self._table(
            [points[n] for n in rows["sources"]], [points[n] for n in rows["destinations"]]
        )
        self._answer({"code": "Ok", "durations": table})

    def do_POST(self) -> None:
        """Valhalla: /sources_to_targets, points as {"lon", "lat"}."""
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        assert asked["costing"] == "auto"
        sources, targets = (
            [[p["lon"], p["lat"]] for p in asked[k]] for k in ("sources", "targets")
        )
        table = self._table(sources, targets)
        cells = [[{"time": cell, "distance": 1} for cell in row] for row in table]
        self._answer({"sources_to_targets": cells})

    def log_message(self, *_: Any) -> None:
        """Nothing on the terminal."""

    def _rows(self, key: str, query: str) -> list[int]:
        found = re.search(rf"(?:^|&){key}=([^&]*)", query)
        assert found, query
        return [int(number) for number in re.split(";|%3B", found[1])]

    def _table(self, sources: Any, targets: Any) -> list[list[float | None]]:
        self.server.asked.append((len(sources), len(targets)))
        return [[self.server.seconds(here, there) for there in targets] for here in sources]

    def _answer(self, value: Any) -> None:
        status, body = self.server.failure or (200, json.dumps(value).encode())
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def serving() -> Iterator[Server]:
    server = Server()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as one:
        yield one


@pytest.fixture(autouse=True)
def _direct(monkeypatch: pytest.MonkeyPatch) -> None:
    """A proxy of this machine has no part in it."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")


@pytest.mark.parametrize("engine", ["osrm", "valhalla"])
def test_the_same_report_in_minutes(server: Server, engine: str) -> None:
    """30 minutes and 120 minutes to the unit of the town; the island by boat; the closed pass
    without; the same columns as in kilometres."""
    catalogue = country([territory("01", None)], [TOWN, BYPASS, FAR, ISLE, CLOSED], [unit(1, TOWN)])
    land = ground(catalogue.territories, catalogue.communes)
    minutes = reach_table.rows(
        land, [reach(catalogue, land, "uaped", Routed(engine, server.url))], ["territory"]
    )[0]
    km = reach_table.rows(land, [reach(catalogue, land, "uaped")], ["territory"])[0]
    assert minutes._fields == km._fields
    assert (minutes.unit, km.unit) == ("min", "km")
    assert (minutes.total, minutes.by_road, minutes.over_water, minutes.without) == (
        210,
        180,
        20,
        10,
    )
    assert (minutes.within_30, minutes.within_100) == (150, 150)
    assert (minutes.farthest, minutes.farthest_cost) == ("01003", 120.0)
    assert minutes.mean == round((50 * 30 + 30 * 120) / 180, 1)


def test_the_soonest_place_wins_not_the_nearest(server: Server) -> None:
    """To the north 20 km as the crow flies but no time by the road; to the east 8 km and six
    minutes: time decides."""
    origin, both = Spots.at([0.0], [45.0], [0]), Spots.at([0.1, 0.0], [45.0, 45.2], [0, 0])
    assert Routed("osrm", server.url).to_nearest(origin, both)[0] == pytest.approx(0.0)
    assert Geodesic().to_nearest(origin, both)[0] == pytest.approx(7.9, abs=0.1)


def test_requests_stay_within_what_servers_accept(server: Server) -> None:
    """40 communes and 200 places: no request of more than 100 points."""
    origins = Spots.at([n / 5 for n in range(40)], [45.0] * 40, [0] * 40)
    places = Spots.at([n / 25 for n in range(200)], [46.0] * 200, [0] * 200)
    found = Routed("osrm", server.url).to_nearest(origins, places)
    assert np.isfinite(found).all()
    assert len(server.asked) == 3
    assert max(sum(size) for size in server.asked) <= 100


def test_no_place_asks_nothing(server: Server) -> None:
    """Nothing to reach, nothing to ask."""
    none = Spots.at([], [], [])
    one = Spots.at([0.0], [0.0], [0])
    assert np.isnan(Routed("osrm", server.url).to_nearest(one, none)).all()
    assert server.asked == []


@pytest.mark.parametrize(
    "failure",
    [
        (500, b"{}"),
        (400, b"{}"),
        (429, b"{}"),
        (200, b"not json"),
        (200, b"{}"),
        (200, b'{"durations": [[1, 2, 3]], "sources_to_targets": [[]]}'),
    ],
)
@pytest.mark.parametrize("engine", ["osrm", "valhalla"])
def test_a_server_that_fails_is_one_clear_error(
    server: Server, engine: str, failure: tuple[int, bytes]
) -> None:
    """Never a half table, never a stack, never the address in the message."""
    server.failure = failure
    one = Spots.at([0.0], [0.0], [0])
    with pytest.raises(TravelError, match="server of travel times") as error:
        Routed(engine, server.url).to_nearest(one, one)
    assert "127.0.0.1" not in str(error.value)


def test_a_server_that_is_not_there_is_one_clear_error() -> None:
    """Nobody listens."""
    with serving() as gone:
        url = gone.url
    one = Spots.at([0.0], [0.0], [0])
    with pytest.raises(TravelError, match="did not answer"):
        Routed("osrm", url).to_nearest(one, one)


def test_off_by_default_nothing_that_speaks_to_a_server_is_loaded() -> None:
    """The analysis and its command import neither routingpy nor requests."""
    code = (
        "import sys, webmap.cli_reach\n"
        "sys.exit(any(name in sys.modules for name in ('routingpy', 'requests')))"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
