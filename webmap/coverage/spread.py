"""How people are spread over a cost: sums, shares, mean, quantiles by zone. Arrays only.

May import only numpy. Nothing here divides by zero: what has no value is NaN inside, and None when
it is told.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from webmap.geo.distance import Floats

#: Greatest costs (km, or minutes) that the shares are given for.
BANDS: Final = (30, 60, 100)
#: Half, and nine in ten, of those who have a way live no farther than this.
QUANTILES: Final = (0.5, 0.9)
#: People: below any person, above the rounding of a sum.
_NOBODY: Final = 1e-6

Rows = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Spread:
    """Of each zone, shape (z,): `within` has one array for each band, `quantiles` one for each.

    by_road: people who have a cost · farthest: row of the inhabited commune of greatest cost, -1
    where there is none; of several, that of the first rank.
    """

    by_road: Floats
    within: tuple[Floats, ...]
    mean: Floats
    quantiles: tuple[Floats, ...]
    farthest: Rows


@dataclass(frozen=True, slots=True)
class Cut:
    """Communes cut into zones: the zone of each, shape (n,), and how many zones there are."""

    zone_of: Rows
    zones: int

    def sums(self, values: Floats, rows: Rows | slice = slice(None)) -> Floats:
        """Sums by zone of one value per commune, or of those of some rows."""
        found = np.bincount(self.zone_of[rows], values[rows], self.zones)
        return np.asarray(found, dtype=np.float64)


class Ways:
    """The communes that have a cost, zone by zone and in each by cost: sorted once, for whatever
    people are counted. `order` is `by_cost(cost)`."""

    def __init__(self, cost: Floats, cut: Cut, order: Rows) -> None:
        # Few zones: sixteen bits make it a radix sort.
        by_zone = np.argsort(cut.zone_of[order].astype(np.int16), kind="stable")
        self.zones = cut.zones
        self.rows = order[by_zone]
        self.zone = cut.zone_of[self.rows]
        self.cost = cost[self.rows]
        ends = np.searchsorted(self.zone, np.arange(cut.zones), side="right")
        starts = np.concatenate(([0], ends[:-1]))
        #: Zones that hold a commune with a cost, and where each begins and ends.
        self.some = np.flatnonzero(ends > starts)
        self.starts, self.ends = starts[self.some], ends[self.some]
        self.within = tuple((self.cost <= band).astype(np.float64) for band in BANDS)

    def sums(self, values: Floats) -> Floats:
        """Sums by zone of one value per commune, in our order."""
        found = np.zeros(self.zones)
        if len(self.some):
            found[self.some] = np.add.reduceat(values, self.starts)
        return found

    def quantile(self, share: float, running: Floats) -> Floats:
        """The least cost within which at least this share of the people live; NaN without people.

        `running`: the people summed up along our order.
        """
        before, after = np.append(0.0, running)[self.starts], running[self.ends - 1]
        at = np.searchsorted(running, before + share * (after - before) - _NOBODY)
        found = np.full(self.zones, np.nan)
        peopled = after > before
        found[self.some[peopled]] = self.cost[at[peopled]]
        return found

    def farthest(self, weight: Floats, ranks: Rows) -> Rows:
        """The row of greatest cost that holds people, by zone; -1 without; of several, the first
        rank."""
        held = np.flatnonzero(weight > 0)
        greatest = np.full(self.zones, np.nan)
        # Costs grow along a zone: the last one written is the greatest.
        greatest[self.zone[held]] = self.cost[held]
        tied = held[self.cost[held] == greatest[self.zone[held]]]
        tied = tied[np.argsort(-ranks[self.rows[tied]])]
        found = np.full(self.zones, -1, dtype=np.intp)
        found[self.zone[tied]] = self.rows[tied]
        return found


def by_cost(cost: Floats) -> Rows:
    """Rows that have a cost, by cost: made once, for every level."""
    return np.argsort(cost)[: int(np.count_nonzero(~np.isnan(cost)))]


def spread(ways: Ways, people: Floats, ranks: Rows) -> Spread:
    """Sum up by zone; `people` and `ranks` have one value per commune."""
    weight = people[ways.rows]
    by_road = ways.sums(weight)
    running = np.cumsum(weight)
    return Spread(
        by_road=by_road,
        within=tuple(ways.sums(weight * inside) for inside in ways.within),
        mean=_ratio(ways.sums(weight * ways.cost), by_road),
        quantiles=tuple(ways.quantile(share, running) for share in QUANTILES),
        farthest=ways.farthest(weight, ranks),
    )


def _ratio(part: Floats, whole: Floats) -> Floats:
    """Shares by zone, NaN where the whole is nothing."""
    found: Floats = np.full(len(whole), np.nan)
    np.divide(part, whole, out=found, where=whole > 0)
    return found
