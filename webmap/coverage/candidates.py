"""Which records can make a cell of the coverage: who counts for a need, and from where.

Rules: docs/method.md; what counts: `webmap.directory.helping`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from webmap import vocabulary as v
from webmap.directory.catalogue import Catalogue
from webmap.directory.helping import counts, meets
from webmap.directory.record import Record


class Candidates(NamedTuple):
    """The records that can make a cell: those that count, by where they are, and those announced
    there."""

    there: tuple[Record, ...]
    elsewhere: tuple[Record, ...]
    nation: tuple[Record, ...]
    planned: tuple[Record, ...]

    @property
    def counting(self) -> tuple[Record, ...]:
        """Those that count, wherever they are, each once."""
        found = (*self.there, *self.elsewhere, *self.nation)
        return tuple({record.id: record for record in found}.values())

    def only(self, accepts: Callable[[Record], bool]) -> Candidates:
        """Those of them that `accepts` lets through."""
        return Candidates(*(tuple(r for r in found if accepts(r)) for found in self))


def candidates(catalogue: Catalogue, territory: str, need: v.Need) -> Candidates:
    """What a cell is made from, for a need that is not judged by court."""
    there = tuple(_there(catalogue, territory))
    return Candidates(
        there=tuple(r for r in there if counts(r, need)),
        elsewhere=tuple(r for r in _elsewhere(catalogue, territory) if counts(r, need)),
        nation=tuple(_nation(catalogue, territory, need)),
        planned=tuple(r for r in there if r.status == "planned" and meets(r, need)),
    )


def _nation(catalogue: Catalogue, territory: str, need: v.Need) -> list[Record]:
    """National records that can meet the need: a line must be one that can be dialled there."""
    if not need.national:
        return []
    nation = (r for r in catalogue.national(need.category) if counts(r, need))
    if need.category == "hebergement":
        return list(nation)
    return [r for r in nation if r.phone and catalogue.dials(r.phone, territory)]


def _there(catalogue: Catalogue, territory: str) -> Iterator[Record]:
    """Located there, or a team without a seat elsewhere whose `covers` names the territory."""
    yield from (r for r in catalogue.located_in(territory) if not r.head_office)
    yield from (r for r in catalogue.serving(territory) if not r.territory)


def _elsewhere(catalogue: Catalogue, territory: str) -> Iterator[Record]:
    return (record for record in catalogue.serving(territory) if record.territory)


def ids(records: Iterable[Record]) -> tuple[str, ...]:
    """Ids of records, each once, sorted."""
    return tuple(sorted({record.id for record in records}))
