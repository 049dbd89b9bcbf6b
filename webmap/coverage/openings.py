"""Accommodation in kept results: how many places of it are open, by region and half-year.

Two figures of one zone taken on two near days would tell when a house opened. So a figure is taken
once and copied by every snapshot of the next half-year at least, and of all that are kept only
those half a year apart are ever shown. Regions of one or two territories are counted together, and
secret accommodation, which has no place, nowhere.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from webmap import vocabulary as v
from webmap.directory.catalogue import Catalogue
from webmap.directory.helping import meets
from webmap.directory.record import Record
from webmap.geo.territories import Territories

#: From 1 January to 1 July: the shorter half of a year.
APART: Final = timedelta(days=181)
#: A region with fewer territories would nearly be one of them.
ENOUGH: Final = 3


@dataclass(frozen=True, slots=True)
class Openings:
    """`since`: day the figures were taken · regions: how many are open, by code of region, only
    where there are some · elsewhere: in regions of fewer than ENOUGH territories, together."""

    since: date
    regions: Mapping[str, int]
    elsewhere: int

    @property
    def half_year(self) -> str:
        """Such as "2026-S2"."""
        return f"{self.since.year}-S{1 if self.since.month <= 6 else 2}"

    @property
    def next_day(self) -> date:
        """The first day on which new figures may be taken."""
        year, month = (self.since.year, 7) if self.since.month <= 6 else (self.since.year + 1, 1)
        return max(self.since + APART, date(year, month, 1))

    def may_follow(self, before: Openings) -> bool:
        """Whether both figures may be known: half a year apart, and of two half-years."""
        return self.since - before.since >= APART and self.half_year != before.half_year


def openings(catalogue: Catalogue, before: Openings | None) -> Openings:
    """The figures a snapshot of the Catalogue's day may hold: those taken before, until half a
    year has passed."""
    now = Openings(catalogue.as_of, *_counted(catalogue))
    return now if before is None or now.may_follow(before) else before


def tellable(kept: Iterable[Openings]) -> tuple[Openings, ...]:
    """The figures that may be shown, whatever each is compared with: the first of all, then each
    that may follow the last one told.

    Two near figures, of two machines or two hands, would be compared with each other by whoever
    compares both with a third.
    """
    told: list[Openings] = []
    for figures in sorted(kept, key=_in_order):
        if not told or figures.may_follow(told[-1]):
            told.append(figures)
    return tuple(told)


def _in_order(figures: Openings) -> tuple[date, list[tuple[str, int]], int]:
    return figures.since, sorted(figures.regions.items()), figures.elsewhere


def wide_regions(territories: Territories) -> dict[str, str]:
    """Code and name of the regions of ENOUGH territories or more, in the order of territories."""
    sizes = Counter(territory.region for territory in territories.values())
    return {t.region: t.region_name for t in territories.values() if sizes[t.region] >= ENOUGH}


def _counted(catalogue: Catalogue) -> tuple[dict[str, int], int]:
    wide = wide_regions(catalogue.territories)
    found: Counter[str] = Counter()
    for record in catalogue.in_category("hebergement"):
        if record.territory and _is_open(record):
            region = catalogue.territories[record.territory].region
            found[region if region in wide else ""] += 1
    elsewhere = found.pop("", 0)
    return dict(sorted(found.items())), elsewhere


def _is_open(record: Record) -> bool:
    needs = v.needs_of("hebergement")
    return record.status == "open" and any(meets(record, need) for need in needs)
