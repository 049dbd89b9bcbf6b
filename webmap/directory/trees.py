"""The nearest records to a point, by land group.

Order by chord between WGS84 geocentric coordinates, ties by id: on a unit sphere the order was
measured wrong by up to 539 m, in Lambert-93 by 872 km overseas.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
from scipy.spatial import cKDTree

from webmap.directory.catalogue import Catalogue, Point
from webmap.directory.record import Record
from webmap.geo.distance import ecef, geodesic_km


class Tree:
    """Records of one land group by distinct position: co-located records tie exactly, by id."""

    def __init__(self, placed: Mapping[Point, list[Record]]) -> None:
        self._points = list(placed)
        self._records = [sorted(records, key=lambda r: r.id) for records in placed.values()]
        longitudes, latitudes = np.array(self._points).T
        self._tree = cKDTree(ecef(longitudes, latitudes))

    def nearest(self, origin: Point, limit: int) -> list[tuple[Record, float]]:
        """At most `limit` (record, geodesic km), by chord then id."""
        here = ecef(np.array([origin.longitude]), np.array([origin.latitude]))
        count = min(limit, len(self._points))
        chords, indexes = self._tree.query(here, k=range(1, count + 1))
        found = [
            (chord, record.id, record, self._points[index])
            for chord, index in zip(chords[0], indexes[0], strict=True)
            for record in self._records[index]
        ]
        found.sort(key=lambda item: item[:2])
        return [(r, float(geodesic_km(*origin, *point))) for _, _, r, point in found[:limit]]


def by_land(catalogue: Catalogue, records: Iterable[Record]) -> dict[str, Tree]:
    """Land group -> the records that have a published point there."""
    placed: dict[str, dict[Point, list[Record]]] = {}
    for record in records:
        point = catalogue.point(record)
        if point is not None:
            land = catalogue.territories[record.territory].land
            placed.setdefault(land, {}).setdefault(point, []).append(record)
    return {land: Tree(points) for land, points in placed.items()}
