"""Reach: how far everybody lives from the nearest open UAPED, or permanence that agreed to be
placed.

Rules and worked examples: docs/reach.md. A place counts when it is open, receives minors and has a
published point. The way is by road: same land group, same island. Where no road leads to any, the
commune has no distance: it is counted as not within, and the figures say how many people it is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from webmap.coverage.nearby import Geodesic, Provider, Spots
from webmap.coverage.population import Ground
from webmap.directory.catalogue import Catalogue
from webmap.directory.nearest import is_open_uaped, is_permanence
from webmap.directory.record import Record
from webmap.geo.distance import Floats

_GEODESIC: Final = Geodesic()
_RULES: Final[Mapping[str, Callable[[Record], bool]]] = {
    "uaped": is_open_uaped,
    "association": is_permanence,
}
#: Categories whose places one goes to. Accommodation is never measured by distance.
CATEGORIES: Final = tuple(_RULES)


@dataclass(frozen=True, slots=True)
class Reach:
    """Of one category: the cost of the way from each commune, in the order of the `Ground`.

    cost: in `unit`, shape (n,), NaN where no road leads to a place · over_water: where there is a
    place in the land group, but by boat or plane · places: how many points count · unplaced: id
    and territory of the records that would count, but whose town is not published: they change no
    figure.
    """

    category: str
    unit: str
    cost: Floats
    over_water: NDArray[np.bool_]
    places: int
    unplaced: tuple[tuple[str, str], ...]


def counts_for_reach(record: Record, category: str) -> bool:
    """Whether a record is a place to go for minors, open, of a category measured by distance.

    Raises `KeyError` for a category that is not.
    """
    return _RULES[category](record) and record.status == "open" and record.serves_minors


def reach(
    catalogue: Catalogue, ground: Ground, category: str, provider: Provider = _GEODESIC
) -> Reach:
    """The reach of a category on the Catalogue's day. Raises `KeyError` outside CATEGORIES."""
    if category not in _RULES:
        raise KeyError(category)
    counted = [r for r in catalogue.in_category(category) if counts_for_reach(r, category)]
    points = {record: catalogue.point(record) for record in counted}
    placed = sorted(
        {(*point, _road(catalogue, ground, r)) for r, point in points.items() if point is not None}
    )
    unplaced = tuple((r.id, r.territory) for r, point in points.items() if point is None)
    return measure(ground, category, _spots(placed), unplaced, provider)


def measure(
    ground: Ground,
    category: str,
    places: Spots,
    unplaced: tuple[tuple[str, str], ...] = (),
    provider: Provider = _GEODESIC,
) -> Reach:
    """The reach of places given as points."""
    cost = provider.to_nearest(ground.spots, places)
    land_of_road = np.array([ground.lands[land] for land, _ in ground.roads], dtype=np.int16)
    by_road = np.isin(ground.spots.roads, places.roads)
    in_land = np.isin(ground.land_of, land_of_road[places.roads])
    return Reach(category, provider.unit, cost, in_land & ~by_road, len(places), unplaced)


def _road(catalogue: Catalogue, ground: Ground, record: Record) -> int:
    """The number of what a road joins the record's commune to."""
    commune = catalogue.communes.by_code(record.commune_code).commune
    return ground.roads[commune.land, commune.island]


def _spots(placed: Sequence[tuple[float, float, int]]) -> Spots:
    """Distinct points: many records stand at one town hall."""
    longitudes, latitudes, roads = zip(*placed, strict=True) if placed else ((), (), ())
    return Spots.at(longitudes, latitudes, roads)
