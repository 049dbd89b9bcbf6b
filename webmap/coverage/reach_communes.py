"""The reach, commune by commune, of a territory that one opens."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from webmap.coverage.population import Ground
from webmap.coverage.reach import Reach


class CommuneLine(NamedTuple):
    """A commune of an opened territory. `cost` is None where no road leads to a place;
    `over_water` says that one goes by boat or by plane."""

    code: str
    name: str
    population: int
    category: str
    unit: str
    cost: float | None
    over_water: bool


HEADER: Final = CommuneLine._fields


def rows(ground: Ground, one: Reach, territory: str) -> tuple[CommuneLine, ...]:
    """The communes of a territory, by code; empty for an unknown one."""
    here = (row for row, code in enumerate(ground.territories) if code == territory)
    return tuple(_line(ground, one, row) for row in sorted(here, key=lambda n: ground.ranks[n]))


def table(ground: Ground, reaches: Iterable[Reach], territory: str) -> Iterator[CommuneLine]:
    """The communes of a territory for each category, as the file and the command give them."""
    return (line for one in reaches for line in rows(ground, one, territory))


def told(cost: float) -> float | None:
    """A cost as it is told: to 0.1, None where there is none."""
    return None if math.isnan(cost) else round(cost, 1)


def _line(ground: Ground, one: Reach, row: int) -> CommuneLine:
    return CommuneLine(
        ground.codes[row],
        ground.names[row],
        int(ground.people["all"][row]),
        one.category,
        one.unit,
        told(float(one.cost[row])),
        bool(one.over_water[row]),
    )
