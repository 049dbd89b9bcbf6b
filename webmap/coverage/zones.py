"""The zones that figures are given for: territories, regions, the nation.

A code alone does not name a zone: 84 is a territory and a region. May import only numpy and
`webmap.geo`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from webmap.coverage.spread import Cut
from webmap.geo.distance import Floats
from webmap.geo.territories import Territories, Territory

#: Code and name of the whole country as a zone.
NATION: Final = ("FR", "France")

Named = tuple[str, str]
_NAMED: Final[dict[str, Callable[[Territory], Named]]] = {
    "territory": lambda territory: (territory.code, territory.name),
    "region": lambda territory: (territory.region, territory.region_name),
    "nation": lambda _: NATION,
}
LEVELS: Final = tuple(_NAMED)


@dataclass(frozen=True, slots=True)
class Zones:
    """The zones of a level: their codes and names, and the communes cut into them.

    numbers: the zone of each territory · totals: the people of each zone, by kind of people ·
    left_out: for each zone, its territories whose under-20s nobody publishes.
    """

    level: str
    codes: tuple[str, ...]
    names: tuple[str, ...]
    cut: Cut
    numbers: Mapping[str, int]
    totals: Mapping[str, Floats]
    left_out: tuple[tuple[str, ...], ...]


def by_zone(territories: Territories, level: str) -> dict[Named, tuple[Territory, ...]]:
    """The territories of each zone of a level, by its code and name, in order."""
    found: dict[Named, tuple[Territory, ...]] = {}
    for territory in territories.values():
        key = _NAMED[level](territory)
        found[key] = (*found.get(key, ()), territory)
    return found


def zones(
    territories: Territories, homes: Sequence[str], people: Mapping[str, Floats]
) -> dict[str, Zones]:
    """The zones of every level. `homes`: the territory of each commune."""
    return {level: _zones(territories, level, homes, people) for level in LEVELS}


def _zones(
    territories: Territories, level: str, homes: Sequence[str], people: Mapping[str, Floats]
) -> Zones:
    found = by_zone(territories, level)
    numbers = {t.code: n for n, inside in enumerate(found.values()) for t in inside}
    cut = Cut(np.array([numbers[code] for code in homes], dtype=np.intp), len(found))
    return Zones(
        level,
        tuple(code for code, _ in found),
        tuple(name for _, name in found),
        cut,
        numbers,
        {kind: cut.sums(weights) for kind, weights in people.items()},
        tuple(tuple(t.code for t in inside if t.under_20 is None) for inside in found.values()),
    )
