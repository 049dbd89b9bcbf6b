"""Where a number works: territories that one source speaks of alike, on one line.

Pure: takes the Catalogue, gives plain values.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Final

from webmap.directory.catalogue import MAINLAND, Catalogue
from webmap.directory.record import Record
from webmap.directory.tables import METROPOLE, Reach
from webmap.web.public.lines import works

_ORDER: Final = ("yes", "no", "unknown")


@dataclass(frozen=True, slots=True)
class Row:
    """places: codes of territories, or `METROPOLE`. reach: what the source says, None when none
    says anything of use there."""

    places: tuple[str, ...]
    works: str
    reach: Reach | None


def rows(catalogue: Catalogue, record: Record) -> tuple[Row, ...]:
    """What is known of a number from each place that it concerns: works, does not, unknown.

    Empty for a record without a number.
    """
    if not record.phone:
        return ()
    places: dict[tuple[str, ...], list[str]] = defaultdict(list)
    said: dict[tuple[str, ...], Reach | None] = {}
    for place in _places(catalogue, record):
        reach = catalogue.reach(record, place)
        known = _facts(works(record, reach), reach)
        places[known].append(place)
        said[known] = reach if known[1:] else None
    found = [Row(tuple(places[key]), key[0], said[key]) for key in places]
    return tuple(sorted(found, key=lambda row: _ORDER.index(row.works)))


def _places(catalogue: Catalogue, record: Record) -> tuple[str, ...]:
    if not record.national:
        return tuple(code for code in record.covers if code in catalogue.territories)
    territories = catalogue.territories.values()
    return (METROPOLE, *(t.code for t in territories if t.land not in MAINLAND))


def _facts(state: str, reach: Reach | None) -> tuple[str, ...]:
    """Equal for two places that make one line: where nothing is known, the page that fails to say
    it does not matter."""
    if reach is None or state == "unknown":
        return (state,)
    return (state, reach.free, reach.on_bill, reach.source, reach.source_date, reach.seen_on)
