"""A record as the rules see it: where it was read, on which day, and on what geography."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from webmap.directory.placenames import PlaceNames
from webmap.directory.problems import Problem
from webmap.directory.record import Record


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """What the rules need to know of the geography.

    `town_halls` are (longitude, latitude) in degrees, by code of commune. `secret_names` are those
    of territories and regions, which secret accommodation may not tell either.
    """

    commune_territory: Mapping[str, str]
    populations: Mapping[str, int]
    town_halls: Mapping[str, tuple[float, float]]
    territory_names: Mapping[str, str]
    region_names: frozenset[str]
    place_names: PlaceNames
    secret_names: PlaceNames


@dataclass(frozen=True, slots=True)
class Seen:
    """What every rule takes. `as_of` is the day of reading, None when days are not compared."""

    record: Record
    file: str
    line: int
    gazetteer: Gazetteer
    as_of: date | None = None

    def problem(self, field: str, code: str, detail: str = "") -> Problem:
        value = getattr(self.record, field)
        shown = ";".join(value) if isinstance(value, tuple) else str(value or "")
        return Problem(self.file, self.line, field, shown, code, detail)


Rule: TypeAlias = Callable[[Seen], Iterator[Problem]]
