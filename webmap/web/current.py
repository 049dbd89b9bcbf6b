"""The directory in use: one snapshot per process, swapped whole when the store or the day moves."""

from __future__ import annotations

import logging
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from datetime import date, datetime
from functools import cached_property
from typing import Final
from zoneinfo import ZoneInfo

from flask import current_app

from webmap.coverage import reach_table
from webmap.coverage.plan import Plan, plan
from webmap.coverage.population import Ground, ground
from webmap.coverage.presence import Board, board
from webmap.coverage.reach import CATEGORIES, Reach, reach
from webmap.directory.catalogue import Catalogue
from webmap.directory.nearest import Nearest
from webmap.errors import StoreError
from webmap.geo.communes import Communes
from webmap.geo.territories import Territories
from webmap.store import resources
from webmap.store.kept import KeptResults
from webmap.web.representations import Ready

_log = logging.getLogger("webmap")

Clock = Callable[[], datetime]

#: The store is asked at most this often whether it moved.
_CHECK_SECONDS: Final = 1.0
#: Answers by place kept in each process: the communes people ask for most, about 3 kB each.
_PLACES_KEPT: Final = 4096
_PARIS: Final = ZoneInfo("Europe/Paris")


class Snapshot:
    """A Catalogue and all that follows from it."""

    def __init__(
        self,
        catalogue: Catalogue,
        scripts: dict[str, str],
        results: KeptResults,
        people: Callable[[], Ground],
    ) -> None:
        self.catalogue = catalogue
        self._people = people
        #: Dated results: read when a page asks, and again when a file changes.
        self.results = results
        self.board: Board = board(catalogue)
        self.nearest = Nearest(catalogue)
        self.scripts = {
            name: Ready(text.encode(), "text/javascript; charset=utf-8")
            for name, text in scripts.items()
        }
        self._files: dict[str, Ready] = {}
        self._places: OrderedDict[str, Ready] = OrderedDict()
        self._lock = threading.Lock()

    @cached_property
    def plan(self) -> Plan:
        """The public engagements by territory: made when first asked for."""
        return plan(self.catalogue, self.board)

    @property
    def people(self) -> Ground:
        """Who lives where: the same for every snapshot of the process."""
        return self._people()

    @cached_property
    def reaches(self) -> dict[str, Reach]:
        """By category, how far each commune is: made when first asked for."""
        return {code: reach(self.catalogue, self.people, code) for code in CATEGORIES}

    @cached_property
    def reach(self) -> tuple[reach_table.Line, ...]:
        """The reach of every territory, region and of the nation: made when first asked for."""
        return reach_table.rows(self.people, self.reaches.values())

    def file(self, name: str, make: Callable[[], Ready]) -> Ready:
        """A whole-country answer, made once."""
        if name not in self._files:
            self._files[name] = make()
        return self._files[name]

    def place(self, key: str, make: Callable[[], Ready]) -> Ready:
        """An answer for a place: the most asked are kept."""
        with self._lock:
            if key in self._places:
                self._places.move_to_end(key)
                return self._places[key]
        ready = make()
        with self._lock:
            self._places[key] = ready
            while len(self._places) > _PLACES_KEPT:
                self._places.popitem(last=False)
        return ready


class Directory:
    """Gives the snapshot of the moment."""

    def __init__(
        self,
        url: str,
        territories: Territories,
        communes: Communes,
        clock: Clock,
        results: KeptResults,
    ) -> None:
        self._url = url
        self._results = results
        self._territories = territories
        self._communes = communes
        self._clock = clock
        self._lock = threading.Lock()
        self._checked = 0.0
        self._origin: tuple[str, date] | None = None
        self._snapshot: Snapshot | None = None

    def snapshot(self) -> Snapshot:
        """Raises `StoreError` when there is no store and none was ever read."""
        with self._lock:
            now = time.monotonic()
            if self._snapshot is None or now - self._checked >= _CHECK_SECONDS:
                self._checked = now
                self._refresh()
            assert self._snapshot is not None  # noqa: S101 - _refresh sets it or raises
            return self._snapshot

    @cached_property
    def _ground(self) -> Ground:
        return ground(self._territories, self._communes)

    def _people(self) -> Ground:
        """Half a second, once in a process, and only where a page of distances is asked for."""
        return self._ground

    def now(self) -> datetime:
        """The moment, which knows its time zone."""
        return self._clock()

    def today(self) -> date:
        """The day in mainland France."""
        return self.now().astimezone(_PARIS).date()

    def _refresh(self) -> None:
        """Swap the snapshot if the store or the day moved; keep it when the store is gone: what
        was read stays true, and a visitor in danger does not care about our disk."""
        try:
            origin = (resources.built_from(self._url), self.today())
            if origin != self._origin:
                catalogue = resources.load(self._url, self._territories, self._communes, origin[1])
                ready = resources.ready(self._url)
                self._snapshot = Snapshot(catalogue, ready, self._results, self._people)
                self._origin = origin
        except StoreError:
            if self._snapshot is None:
                raise
            _log.error("the database cannot be read; the directory read before stays in use")


def current() -> Snapshot:
    """The snapshot of the application at hand."""
    directory: Directory = current_app.extensions["webmap"]
    return directory.snapshot()


def current_catalogue() -> Catalogue:
    return current().catalogue


def moment() -> datetime:
    """The moment of the request at hand, by the clock of the application."""
    directory: Directory = current_app.extensions["webmap"]
    return directory.now()
