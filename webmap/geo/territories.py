"""The 107 territories: 101 départements and six overseas collectivities.

May import only numpy, shapely, pyarrow and `webmap.errors`: no other room of webmap, no geopandas.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TypeVar, overload

import shapely
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from webmap.errors import UnknownTerritory
from webmap.geo import parquet

_T = TypeVar("_T")
_FILE = "territories.parquet"
_PLAIN = (
    "code",
    "name",
    "land",
    "region",
    "region_name",
    "population",
    "population_year",
    "under_20",
    "under_20_year",
    "chief_town",
    "longitude",
    "latitude",
    "neighbours",
)


@dataclass(frozen=True, slots=True)
class Territory:
    """A territory. `under_20` is None where INSEE gives no figure: unknown is not zero.

    `land` is what a road joins: "hexagone", "corse", or the code of an overseas territory.
    `longitude`, `latitude` (degrees) place the chief town; `outline` (degrees) is simplified for a
    map of the country; `neighbours` share a land border.
    """

    code: str
    name: str
    land: str
    region: str
    region_name: str
    population: int
    population_year: int
    under_20: int | None
    under_20_year: int | None
    chief_town: str
    longitude: float
    latitude: float
    neighbours: tuple[str, ...]
    outline: BaseGeometry


class Territories(Mapping[str, Territory]):
    """The territories by code, in order: départements by code, then the overseas collectivities."""

    def __init__(self, territories: Iterable[Territory], directory: Path | None = None) -> None:
        self._by_code = {t.code: t for t in territories}
        self._directory = directory

    def __getitem__(self, code: str) -> Territory:
        if code not in self._by_code:
            raise UnknownTerritory(f"no territory has the code {code[:10]!r}")
        return self._by_code[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_code)

    def __len__(self) -> int:
        return len(self._by_code)

    def __contains__(self, code: object) -> bool:
        return code in self._by_code

    @overload
    def get(self, code: str, /) -> Territory | None: ...
    @overload
    def get(self, code: str, /, default: Territory | _T) -> Territory | _T: ...
    def get(self, code: str, /, default: Territory | _T | None = None) -> Territory | _T | None:
        # Mapping.get waits for a KeyError, and ours is a named error.
        return self._by_code.get(code, default)

    def at(self, longitude: float, latitude: float) -> Territory | None:
        """The territory that holds a point (degrees), or None at sea and abroad.

        Uses the detailed outlines, read from disk the first time.
        """
        codes, tree = self._detailed
        found = tree.query(Point(longitude, latitude), predicate="intersects")
        return self._by_code[codes[int(found.min())]] if len(found) else None

    @cached_property
    def _detailed(self) -> tuple[list[str], shapely.STRtree]:
        if self._directory is None:
            shapes = [t.outline for t in self._by_code.values()]
            return list(self._by_code), shapely.STRtree(shapes)
        table = parquet.read(self._directory, _FILE, ("code", "geometry_full"))
        return parquet.texts(table, "code"), shapely.STRtree(parquet.shapes(table, "geometry_full"))


def load_territories(directory: Path) -> Territories:
    """Read the territories. Raises GeodataError when the file is missing or damaged."""
    table = parquet.read(directory, _FILE, (*_PLAIN, "geometry"))
    outlines = parquet.shapes(table, "geometry")
    records = table.select(list(_PLAIN)).to_pylist()
    return Territories(
        (
            Territory(**{**record, "neighbours": tuple(record["neighbours"])}, outline=outline)
            for record, outline in zip(records, outlines, strict=True)
        ),
        directory,
    )
