"""The snapshots that are kept, for the page of changes: what can be read of them."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any, TypeVar

from webmap.coverage import snapshot_reader
from webmap.coverage.change import Changes, changes
from webmap.coverage.openings import Openings
from webmap.coverage.snapshot import Snapshot as Taken
from webmap.coverage.snapshot import snapshot as take
from webmap.errors import InvalidResult
from webmap.geo.territories import Territories
from webmap.web.snapshot import Snapshot

Part = TypeVar("Part")
#: Of `snapshot_reader`: a whole snapshot, or its figures on accommodation.
Reader = Callable[[str, Mapping[str, Any], Territories, date], Part]

_log = logging.getLogger("webmap")


class Snapshots:
    """The snapshots that are kept. `unread`: names of the files that could not be read."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self.days = snapshot.results.names("snapshot")
        self.unread: list[str] = []

    def at(self, day: date) -> Taken | None:
        """The last one of this day or before; else the first of all."""
        earlier = [name for name in self.days if name <= day.isoformat()]
        later = [name for name in self.days if name not in earlier]
        return self._first([*reversed(earlier), *later])

    def before(self, day: date) -> Taken | None:
        """The last one before this day; else the one of this day."""
        earlier = [name for name in self.days if name < day.isoformat()]
        return self._first([*reversed(earlier), *(n for n in self.days if n not in earlier)])

    def compared(self, since: Taken) -> Changes:
        """What changed until today. Accommodation is not counted afresh: the last kept figures."""
        snapshot = self._snapshot
        last = self._first(reversed(self.days)) or since
        now = take(snapshot.catalogue, snapshot.board, snapshot.reach, last.accommodation)
        return changes(since, now, self._figures())

    def _figures(self) -> list[Openings]:
        """Those on accommodation of every snapshot: any two of them may be asked for in turn."""
        found = (self._read(name, snapshot_reader.figures) for name in self.days)
        return [figures for figures in found if figures is not None]

    def _first(self, names: Iterable[str]) -> Taken | None:
        found = (self._read(name, snapshot_reader.read) for name in names)
        return next((taken for taken in found if taken is not None), None)

    def _read(self, name: str, reader: Reader[Part]) -> Part | None:
        catalogue = self._snapshot.catalogue
        try:
            payload = self._snapshot.results.read("snapshot", name)
            return reader(name, payload, catalogue.territories, catalogue.as_of)
        except InvalidResult as error:
            _complain(str(error))
            if name not in self.unread:
                self.unread.append(name)
            return None


@lru_cache(maxsize=64)
def _complain(problem: str) -> None:
    """To the log, once in a process: the page may be asked for all day."""
    _log.error("a kept result cannot be read: %s", problem)
