"""The directory in use: one snapshot per process, swapped whole when the store or the day moves."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from datetime import date, datetime
from functools import cached_property
from typing import Final

from flask import current_app

from webmap.coverage.population import Ground, ground
from webmap.directory.catalogue import Catalogue
from webmap.errors import StoreError
from webmap.geo import clock
from webmap.geo.communes import Communes
from webmap.geo.territories import Territories
from webmap.store import resources
from webmap.store.kept import KeptResults
from webmap.web.snapshot import Snapshot

_log = logging.getLogger("webmap")

Clock = Callable[[], datetime]

#: The store is asked at most this often whether it moved.
_CHECK_SECONDS: Final = 1.0


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
        return clock.today(self.now())

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
