"""Who lives where: every commune, as arrays.

May import only numpy, scipy and `webmap.geo`. Under-20s of a commune are those of its territory
(INSEE) spread in proportion of the communes' populations, as `data/communes` holds them: an
estimate. INSEE gives none for 975, 977, 978, 986, 987 and 988: they weigh nothing in a sum, and
the sum names them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from webmap.coverage.nearby import Spots
from webmap.coverage.zones import Zones, zones
from webmap.geo.communes import Communes
from webmap.geo.distance import Floats
from webmap.geo.territories import Territories

#: What a road joins: the land group and, in it, the island (None on its main part).
RoadKey = tuple[str, str | None]
_Key = TypeVar("_Key")


@dataclass(frozen=True, slots=True)
class Ground:
    """Every current commune, as arrays of shape (n,) in one order: `ranks` gives that of codes.

    `people` has the weights `all` and `under_20`; `roads` and `lands` give the number of what a
    road joins and of a land group; `spots` and `land_of` hold these numbers for each commune.
    """

    codes: tuple[str, ...]
    names: tuple[str, ...]
    territories: tuple[str, ...]
    ranks: NDArray[np.intp]
    spots: Spots
    land_of: NDArray[np.int16]
    people: Mapping[str, Floats]
    zones: Mapping[str, Zones]
    roads: Mapping[RoadKey, int]
    lands: Mapping[str, int]


def ground(territories: Territories, communes: Communes) -> Ground:
    """Read the communes once; keep the answer, it serves every category."""
    listed = sorted(communes, key=lambda commune: commune.code)
    roads = _numbered((c.land, c.island) for c in listed)
    lands = _numbered(c.land for c in listed)
    spots = Spots.at(
        [c.longitude for c in listed],
        [c.latitude for c in listed],
        [roads[c.land, c.island] for c in listed],
    )
    # Neighbours follow each other: a tree answers a fifth faster than in order of codes.
    order = cKDTree(spots.positions).indices
    listed = [listed[row] for row in order]
    homes = tuple(c.territory for c in listed)
    people = {
        "all": np.array([c.population for c in listed], dtype=np.float64),
        "under_20": np.array([c.under_20 or 0.0 for c in listed]),
    }
    return Ground(
        codes=tuple(c.code for c in listed),
        names=tuple(c.name for c in listed),
        territories=homes,
        ranks=order,
        spots=spots.take(order),
        land_of=np.array([lands[c.land] for c in listed], dtype=np.int16),
        people=people,
        zones=zones(territories, homes, people),
        roads=roads,
        lands=lands,
    )


def _numbered(keys: Iterable[_Key]) -> dict[_Key, int]:
    """A number for each key, in order of first sight."""
    numbers: dict[_Key, int] = {}
    for key in keys:
        numbers.setdefault(key, len(numbers))
    return numbers
