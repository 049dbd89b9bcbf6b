"""Which place is the nearest, for the communes of a territory that one opens."""

from __future__ import annotations

from typing import Final

import numpy as np

from webmap.coverage.nearby import Spots, kilometres
from webmap.coverage.population import Ground
from webmap.coverage.reach import counts_for_reach
from webmap.directory.catalogue import Catalogue
from webmap.directory.record import Record

#: Ways nearer to each other than this (km) are the same: the first id stands for both.
_SAME: Final = 1e-6


def placed(catalogue: Catalogue, category: str) -> tuple[Record, ...]:
    """The records whose point counts for the reach, by id. Raises `KeyError` as it does."""
    counted = (r for r in catalogue.in_category(category) if counts_for_reach(r, category))
    return tuple(record for record in counted if catalogue.point(record) is not None)


def nearest(
    catalogue: Catalogue, ground: Ground, category: str, territory: str
) -> dict[str, Record]:
    """Code of each commune of a territory -> its nearest place by road, as the crow flies.

    A commune from which no road leads to any is left out.
    """
    records = placed(catalogue, category)
    rows = np.flatnonzero(np.array(ground.territories) == territory)
    if not records or not len(rows):
        return {}
    ways = _ways(ground.spots.take(rows), _spots(catalogue, ground, records))
    least = ways.min(axis=1, keepdims=True)
    first = np.argmax(ways <= least + _SAME, axis=1)
    reached = np.isfinite(least[:, 0])
    return {ground.codes[rows[n]]: records[first[n]] for n in np.flatnonzero(reached)}


def _ways(towns: Spots, places: Spots) -> np.typing.NDArray[np.float64]:
    """Kilometres, shape (towns, places); infinite where no road leads."""
    rows, columns = np.indices((len(towns), len(places))).reshape(2, -1)
    ways = kilometres(towns.take(rows), places.take(columns)).reshape(len(towns), len(places))
    return np.where(towns.roads[:, None] == places.roads, ways, np.inf)


def _spots(catalogue: Catalogue, ground: Ground, records: tuple[Record, ...]) -> Spots:
    communes = [catalogue.communes.by_code(record.commune_code).commune for record in records]
    points = [point for record in records if (point := catalogue.point(record)) is not None]
    return Spots.at(
        [point.longitude for point in points],
        [point.latitude for point in points],
        [ground.roads[commune.land, commune.island] for commune in communes],
    )
