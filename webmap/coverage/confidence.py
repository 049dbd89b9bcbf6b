"""How sure the states are: when the records behind them were checked, or last written by a source.

For the whole country, need by need; so is what they say of nights and weekends, which by territory
would tell when to come.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from webmap import vocabulary as v
from webmap.coverage.axes import Accepted, night_weekend
from webmap.directory.catalogue import Catalogue
from webmap.directory.freshness import is_verified
from webmap.directory.helping import counts
from webmap.directory.record import Record

#: A source older than this is called old.
RECENT: Final = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Confidence:
    """The records that count for a need, each in one of four: checked with the structure by a
    person in twelve months; else by the day of the source. `nights`: their answers."""

    need: str
    records: int
    verified: int
    recent: int
    older: int
    undated: int
    nights: Accepted


def confidence(catalogue: Catalogue, needs: Iterable[v.Need]) -> tuple[Confidence, ...]:
    """A line per need, but those judged by court."""
    return tuple(_line(catalogue, need) for need in needs if need.category != "magistrat")


def oldest_read(catalogue: Catalogue) -> date:
    """The day before which no source was read; that of the Catalogue where it is empty."""
    days = (record.seen_on for record in catalogue.records if record.seen_on)
    return min(days, default=catalogue.as_of)


def _line(catalogue: Catalogue, need: v.Need) -> Confidence:
    records = [record for record in catalogue.records if counts(record, need)]
    found = Counter(_age(record, catalogue.as_of) for record in records)
    return Confidence(
        need.code,
        len(records),
        verified=found["verified"],
        recent=found["recent"],
        older=found["older"],
        undated=found["undated"],
        nights=night_weekend(catalogue, need),
    )


def _age(record: Record, as_of: date) -> str:
    if is_verified(record, as_of):
        return "verified"
    if not record.source_date:
        return "undated"
    return "recent" if as_of - _first_day(record.source_date) <= RECENT else "older"


def _first_day(written: str) -> date:
    """The earliest day that a source's year, month or day can mean: age is never made younger."""
    year, month, day = [*(int(part) for part in written.split("-")), 1, 1][:3]
    return date(year, month, day)
