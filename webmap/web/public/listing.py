"""Every public record once, under the territory where it is, or under a heading of its own.

Pure: takes the Catalogue, gives plain values. Beside the map: what has no point is here too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from webmap import vocabulary as v
from webmap.directory.catalogue import Catalogue
from webmap.directory.record import Record

#: Headings that are no territory.
NATIONAL: Final = "national"
SEVERAL: Final = "several"

_ORDER: Final = tuple(v.CATEGORIES)


@dataclass(frozen=True, slots=True)
class Group:
    """Records of a place, by category in the order of every table.

    place: code of a territory, `NATIONAL`, or `SEVERAL` for what serves several territories and
    stands in none.
    """

    place: str
    categories: tuple[tuple[str, tuple[Record, ...]], ...]

    @property
    def count(self) -> int:
        return sum(len(records) for _, records in self.categories)


def groups(catalogue: Catalogue) -> tuple[Group, ...]:
    """All records: the nation first, then several territories, then territory by territory."""
    found: dict[str, list[Record]] = defaultdict(list)
    for record in catalogue.records:
        found[_place(record)].append(record)
    places = (NATIONAL, SEVERAL, *catalogue.territories)
    return tuple(_group(place, found[place]) for place in places if place in found)


def _place(record: Record) -> str:
    if record.territory:
        return record.territory
    if record.national or not record.covers:
        return NATIONAL
    return record.covers[0] if len(record.covers) == 1 else SEVERAL


def _group(place: str, records: Iterable[Record]) -> Group:
    by_category: dict[str, list[Record]] = defaultdict(list)
    for record in sorted(records, key=lambda record: (record.name, record.id)):
        by_category[record.category].append(record)
    return Group(place, tuple((c, tuple(by_category[c])) for c in _ORDER if c in by_category))
