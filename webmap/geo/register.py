"""The table of places in compact columns, and the numbers by which a search names them.

May import only numpy, pyarrow and `webmap.geo`. A subject is a number: first the current communes,
in order of code, then the parts and former codes, then the territories. A Commune or a Place is
made when it is asked for: 35,000 of them in memory would cost every web worker 25 MB.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from webmap.geo import parquet
from webmap.geo.places import Commune, Kind, Place

COMMUNE_COLUMNS = (
    "code",
    "name",
    "territory",
    "land",
    "population",
    "under_20",
    "longitude",
    "latitude",
    "point_source",
    "postcodes",
    "former_codes",
    "former_names",
    "island",
)
PART_COLUMNS = (
    "code",
    "name",
    "kind",
    "current_code",
    "population",
    "postcodes",
    "longitude",
    "latitude",
)
_LISTS = ("postcodes", "former_codes", "former_names")


class Register:
    """Communes, parts and territories by subject. Immutable."""

    def __init__(self, communes: pa.Table, parts: pa.Table, territories: Mapping[str, str]) -> None:
        self._communes = communes.select(list(COMMUNE_COLUMNS)).combine_chunks()
        self._parts = parts.select(list(PART_COLUMNS)).combine_chunks()
        self.territories = dict(territories)
        self.codes: tuple[str, ...] = tuple(parquet.texts(communes, "code"))
        self.rows = {code: row for row, code in enumerate(self.codes)}
        self.part_rows = {code: row for row, code in enumerate(parquet.texts(parts, "code"))}
        self._first_territory = len(communes) + len(parts)

    def numbers(self, column: str) -> NDArray[np.float64]:
        """A column of the communes as floats, shape (n,)."""
        return parquet.numbers(self._communes, column)

    def communes(self) -> Iterator[Commune]:
        """All current communes, in order of code."""
        columns = (self._column(name) for name in COMMUNE_COLUMNS)
        return (Commune(*row) for row in zip(*columns, strict=True))

    def islanders(self) -> tuple[Commune, ...]:
        """Communes that no road joins to the rest of their land group, in order of code."""
        named = enumerate(self._communes.column("island").to_pylist())
        return tuple(self.commune(row) for row, island in named if island)

    def _column(self, name: str) -> Iterable[Any]:
        values: list[Any] = self._communes.column(name).to_pylist()
        return map(tuple, values) if name in _LISTS else values

    def commune(self, row: int) -> Commune:
        """The commune of a row."""
        return _commune(self._communes.slice(row, 1).to_pylist()[0])

    def subject(self, code: str) -> int | None:
        """The subject of a code: a current commune before a part or a former one."""
        if code in self.rows:
            return self.rows[code]
        part = self.part_rows.get(code)
        return None if part is None else len(self.codes) + part

    def place(self, subject: int) -> Place:
        """The place of a subject that is not a territory."""
        if subject < len(self.codes):
            whole = self.commune(subject)
            point = (whole.longitude, whole.latitude)
            return Place(whole.code, whole.name, "commune", whole, *point, whole.population)
        part = self._parts.slice(subject - len(self.codes), 1).to_pylist()[0]
        whole = self.commune(self.rows[part.pop("current_code")])
        del part["postcodes"]
        return Place(**{**part, "name": part["name"] or whole.name}, commune=whole)

    def kind(self, subject: int) -> Kind:
        """What a subject is."""
        if subject < len(self.codes):
            return "commune"
        if subject < self._first_territory:
            return self._part_kinds[subject - len(self.codes)]
        return "territory"

    def territory_of(self, subject: int) -> str:
        """Code of the territory that a subject is or belongs to."""
        if subject >= self._first_territory:
            return list(self.territories)[subject - self._first_territory]
        part = subject - len(self.codes)
        row = subject if part < 0 else self._parents[part]
        code: str = self._communes.column("territory")[row].as_py()
        return code

    def names(self) -> Iterator[tuple[int, str]]:
        """Each subject with its name; not a part that bears the name of its commune."""
        whole = parquet.texts(self._communes, "name")
        parts = zip(parquet.texts(self._parts, "name"), self._parents, strict=True)
        own = (None if name == whole[parent] else name for name, parent in parts)
        every = enumerate([*whole, *own, *self.territories.values()])
        return ((subject, name) for subject, name in every if name)

    def postcodes(self) -> Iterator[tuple[int, list[str]]]:
        """Each subject with its postcodes."""
        communes = parquet.texts(self._communes, "postcodes")
        return enumerate([*communes, *parquet.texts(self._parts, "postcodes")])

    @cached_property
    def people(self) -> NDArray[np.float64]:
        """Population of each subject; a part of unknown population has its commune's."""
        communes = self.numbers("population")
        own = parquet.numbers(self._parts, "population")
        parents = communes[np.asarray(self._parents, dtype=np.intp)]
        homes = np.asarray(parquet.texts(self._communes, "territory"))
        totals = [communes[homes == code].sum() for code in self.territories]
        return np.concatenate([communes, np.where(np.isnan(own), parents, own), totals])

    @cached_property
    def _part_kinds(self) -> list[Kind]:
        return parquet.texts(self._parts, "kind")

    @cached_property
    def _parents(self) -> list[int]:
        return [self.rows[code] for code in parquet.texts(self._parts, "current_code")]


def _commune(record: dict[str, Any]) -> Commune:
    return Commune(**{**record, **{name: tuple(record[name]) for name in _LISTS}})
