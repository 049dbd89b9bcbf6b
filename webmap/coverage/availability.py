"""Availability of accommodation: places for 10,000 under-20s, where the number of places is known.

The enhanced two-step floating catchment area (Luo and Qi, Health & Place 15, 2009, 1100-1107) with
one change: accommodation has no distance here, so the steps are those of the declared service. An
unknown capacity is said and never guessed. Secret places count for the nation alone. Worked
example: docs/reach.md.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

import numpy as np

from webmap import vocabulary as v
from webmap.coverage.zones import NATION, by_zone
from webmap.directory.catalogue import Catalogue
from webmap.directory.record import Record
from webmap.geo.distance import Floats
from webmap.geo.territories import Territory

#: Weights of the steps, the slower decay of Luo and Qi: the territory of the place, another of its
#: region, any other that it declares to serve.
WEIGHTS: Final = (1.0, 0.68, 0.22)
#: With fewer places than this a figure would speak of one house: it is given for a wider zone.
LEAST: Final = 3
_PER: Final = 10_000


class Availability(NamedTuple):
    """A line: `known` houses serve the zone with a known capacity, `unknown` ones without.

    `per_10_000` is None with fewer than three known, and where nobody publishes the under-20s
    (`left_out`: those territories, joined by ";"). `see`: level of the wider zone with a figure.
    """

    level: str
    code: str
    name: str
    known: int
    unknown: int
    per_10_000: float | None
    see: str | None
    left_out: str | None


HEADER: Final = Availability._fields


def e2sfca(supply: Floats, weights: Floats, demand: Floats) -> Floats:
    """Supply for one unit of demand, by zone, shape (n,).

    `supply` (m,), `weights` (m, n): 0 outside the catchment, `demand` (n,). A supply whose
    catchment holds nobody reaches nobody.
    """
    sought = weights @ demand
    ratios = np.divide(supply, sought, out=np.zeros(len(supply)), where=sought > 0)
    return np.asarray(ratios @ weights, dtype=np.float64)


def availability(catalogue: Catalogue) -> tuple[Availability, ...]:
    """Every territory, then every region, then the nation."""
    houses = [r for r in catalogue.in_category("hebergement") if _counts(r)]
    local = [house for house in houses if house.territory]
    every = tuple(catalogue.territories.values())
    reached = _reached(local, every)
    whole = sum(house.capacity or 0 for house in houses)
    nation = _line("nation", NATION, every, houses, whole, ())
    regions = {
        key: _line("region", key, inside, _serving(local, inside), _sum(reached, inside), [nation])
        for key, inside in by_zone(catalogue.territories, "region").items()
    }
    lines = (
        _line(
            "territory",
            (t.code, t.name),
            (t,),
            _serving(local, (t,)),
            reached[t.code],
            [regions[t.region, t.region_name], nation],
        )
        for t in every
    )
    return (*lines, *regions.values(), nation)


def _counts(record: Record) -> bool:
    """Open, for minors, and of a kind that counts for a need: never day reception nor training."""
    needs = v.needs_met(record.category, record.kinds)
    return record.status == "open" and record.serves_minors and bool(needs)


def _reached(houses: Sequence[Record], every: Sequence[Territory]) -> dict[str, float]:
    """Places that fall to each territory: what is available to one under-20, times their number."""
    homes = {territory.code: territory.region for territory in every}
    weights = [[_weight(house, t, homes[house.territory]) for t in every] for house in houses]
    supply = np.array([house.capacity or 0 for house in houses], dtype=np.float64)
    young = np.array([territory.under_20 or 0 for territory in every], dtype=np.float64)
    matrix = np.array(weights, dtype=np.float64).reshape(len(houses), len(every))
    places = e2sfca(supply, matrix, young) * young
    return dict(zip(homes, places.tolist(), strict=True))


def _weight(house: Record, territory: Territory, region: str) -> float:
    """The weight of a territory in the catchment of a house of a region; 0 where it serves not."""
    if not _serves(house, territory):
        return 0.0
    if house.territory == territory.code:
        return WEIGHTS[0]
    return WEIGHTS[1] if region == territory.region else WEIGHTS[2]


def _serves(house: Record, territory: Territory) -> bool:
    return house.national or territory.code in (house.territory, *house.covers)


def _serving(houses: Sequence[Record], inside: Sequence[Territory]) -> list[Record]:
    return [house for house in houses if any(_serves(house, territory) for territory in inside)]


def _sum(reached: Mapping[str, float], inside: Sequence[Territory]) -> float:
    return sum(reached[territory.code] for territory in inside)


def _line(
    level: str,
    zone: tuple[str, str],
    inside: Sequence[Territory],
    houses: Sequence[Record],
    places: float,
    wider: Sequence[Availability],
) -> Availability:
    """`wider`: the lines of the zones around, the smaller one first."""
    known = sum(house.capacity is not None for house in houses)
    young = sum(territory.under_20 or 0 for territory in inside)
    told = known >= LEAST and young > 0
    return Availability(
        level,
        *zone,
        known,
        len(houses) - known,
        round(places / young * _PER, 3) if told else None,
        None if told else next((line.level for line in wider if line.per_10_000 is not None), None),
        ";".join(t.code for t in inside if t.under_20 is None) or None,
    )
