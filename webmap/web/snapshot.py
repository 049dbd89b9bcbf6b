"""A Catalogue and all that follows from it: what a worker holds, and lets go whole."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from functools import cached_property
from typing import Final

from webmap.coverage import reach_table
from webmap.coverage.plan import Plan, plan
from webmap.coverage.population import Ground
from webmap.coverage.presence import Board, board
from webmap.coverage.reach import CATEGORIES, Reach, reach
from webmap.directory.catalogue import Catalogue
from webmap.directory.nearest import Nearest
from webmap.store.kept import KeptResults
from webmap.web.public.search_index import SearchIndex
from webmap.web.representations import Ready

#: Answers by place kept in each process: the communes people ask for most, about 3 kB each.
_PLACES_KEPT: Final = 4096


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
        self._places: OrderedDict[bytes, Ready] = OrderedDict()
        self._lock = threading.Lock()

    @cached_property
    def plan(self) -> Plan:
        """The public engagements by territory: made when first asked for."""
        return plan(self.catalogue, self.board)

    @cached_property
    def search(self) -> SearchIndex:
        """What the search box looks into: made when first asked for."""
        return SearchIndex(self.catalogue)

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

    def place(self, question: bytes, make: Callable[[Snapshot], Ready]) -> Ready:
        """The answer to a question about a place: the most asked are kept. What `make` raises
        is not."""
        with self._lock:
            if question in self._places:
                self._places.move_to_end(question)
                return self._places[question]
        ready = make(self)
        with self._lock:
            self._places[question] = ready
            while len(self._places) > _PLACES_KEPT:
                self._places.popitem(last=False)
        return ready
