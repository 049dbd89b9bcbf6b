"""Travel time instead of kilometres, by an operator's own OSRM or Valhalla. Off by default.

Asked from the command line only, never by a page: the server learns town halls and published
places, nothing of a visitor. `routingpy` is imported when a provider is made (extra `travel`).
"""

from __future__ import annotations

import importlib
import warnings
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from webmap.coverage.nearby import Spots, candidates
from webmap.errors import WebmapError
from webmap.geo.distance import Floats

#: Servers known, with the profile of a car.
PROFILES: Final = {"osrm": "driving", "valhalla": "auto"}
#: Places asked about for each commune: the nearest by road is among the nearest as the crow flies.
_NEAREST: Final = 5
#: Communes in a request: 15 and 75 places at most, within what both servers accept by default.
_COMMUNES: Final = 15
_MINUTE: Final = 60
_SECONDS_TO_ANSWER: Final = 60
_SECONDS_OF_RETRIES: Final = 1


class TravelError(WebmapError):
    """The server of travel times cannot be used, or did not answer."""


class Routed:
    """Minutes by car to the place that is soonest reached."""

    unit = "min"

    def __init__(self, engine: str, url: str) -> None:
        """`engine`: a key of PROFILES. Raises TravelError when routingpy is not installed."""
        try:
            routers = importlib.import_module("routingpy.routers")
        except ImportError as error:
            raise TravelError("install routingpy first: pip install 'webmap[travel]'") from error
        make = routers.get_router_by_name(engine)
        self._profile = PROFILES[engine]
        self._client: Any = make(
            base_url=url, timeout=_SECONDS_TO_ANSWER, retry_timeout=_SECONDS_OF_RETRIES
        )

    def to_nearest(self, origins: Spots, places: Spots) -> Floats:
        """NaN where no road leads to a place, by our islands or by the server's roads.

        Raises TravelError when the server fails: a figure is for all communes or for none.
        """
        found = np.full(len(origins), np.nan)
        if not len(places):
            return found
        near, chords = candidates(origins, places, min(_NEAREST, len(places)))
        joined = np.flatnonzero(np.isfinite(chords[:, 0]))
        for start in range(0, len(joined), _COMMUNES):
            rows = joined[start : start + _COMMUNES]
            asked = np.isfinite(chords[rows])
            found[rows] = self._minutes(origins.take(rows), places, near[rows], asked)
        return found

    def _minutes(
        self, origins: Spots, places: Spots, near: NDArray[np.intp], asked: NDArray[np.bool_]
    ) -> Floats:
        """The least time of each origin, shape (n,), over its own candidates."""
        ends, columns = np.unique(near[asked], return_inverse=True)
        table = self._table(origins, places.take(ends))
        times = np.full(near.shape, np.inf)
        times[asked] = table[np.nonzero(asked)[0], columns]
        least = times.min(axis=1) / _MINUTE
        return np.where(np.isfinite(least), least, np.nan)

    def _table(self, origins: Spots, ends: Spots) -> Floats:
        """Seconds from each origin to each end, shape (n, m); infinite without a road."""
        here, there = _pairs(origins), _pairs(ends)
        sources = list(range(len(here)))
        targets = list(range(len(here), len(here) + len(there)))
        answer = self._ask([*here, *there], sources, targets)
        table = np.array(answer, dtype=np.float64)
        if table.shape != (len(here), len(there)):
            raise TravelError("the server of travel times answered with another table than asked")
        return np.where(np.isnan(table), np.inf, table)

    def _ask(self, points: list[list[float]], sources: list[int], targets: list[int]) -> Any:
        failures = importlib.import_module("routingpy.exceptions")
        network = importlib.import_module("requests.exceptions")
        known = (failures.RouterError, failures.Timeout, failures.JSONParseError)
        try:
            with warnings.catch_warnings():
                # A retry is warned of: what counts is whether an answer comes in the end.
                warnings.simplefilter("ignore", UserWarning)
                return self._client.matrix(
                    points, self._profile, sources=sources, destinations=targets
                ).durations
        except (*known, network.RequestException, LookupError, TypeError, ValueError) as error:
            kind = type(error).__name__
            raise TravelError(f"the server of travel times did not answer ({kind})") from error


def _pairs(spots: Spots) -> list[list[float]]:
    """Points as [longitude, latitude]."""
    return [[float(x), float(y)] for x, y in zip(spots.longitudes, spots.latitudes, strict=True)]
