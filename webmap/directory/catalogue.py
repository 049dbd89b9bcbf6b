"""The directory in memory: immutable, indexed, with a revision.

A worker holds one Catalogue and swaps it whole when the store's revision moves. Everything that
depends on the day takes it from `as_of`; nothing here reads a clock or a file.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from datetime import date
from typing import Final, NamedTuple, TypeVar

from webmap.directory.phones import digits
from webmap.directory.readers import Resources
from webmap.directory.record import Record
from webmap.directory.tables import METROPOLE, Competence, Reach, Request, Search
from webmap.errors import UnknownRecord
from webmap.geo.communes import Communes
from webmap.geo.territories import Territories

#: Order of the emergency page (docs/glossary.md): it never changes with the data.
LINE_ORDER: Final = (
    "urgence_vitale", "enfance_en_danger", "disparition", "images", "police_ecrit",
    "aide_victimes", "violences", "suicide", "sante_jeunes", "abri",
)  # fmt: skip

MAINLAND: Final = frozenset({"hexagone", "corse"})


class Point(NamedTuple):
    """A published position, WGS84 degrees."""

    longitude: float
    latitude: float


#: Fields that no page and no file gives: the revision is published, and a hash of them would let
#: anyone try guesses. Of a record without a place, who checked it and how, and the place too, were
#: there one.
_UNPUBLISHED: Final = frozenset({"consent_precision", "consent_on", "consent_by"})
_PLACE: Final = frozenset(
    {"commune_code", "address", "latitude", "longitude", "verified_by", "method"}
)

Key = TypeVar("Key", bound=Hashable)
Index = Mapping[Key, tuple[Record, ...]]


class Catalogue:
    """Public records with their indexes. Nothing private ever enters it."""

    def __init__(
        self, resources: Resources, territories: Territories, communes: Communes, as_of: date
    ) -> None:
        self.records = tuple(sorted(resources.records, key=lambda record: record.id))
        self.territories = territories
        self.communes = communes
        self.as_of = as_of
        self.requests: tuple[Request, ...] = resources.requests
        self.revision = revision(resources, as_of)
        self._by_id = {record.id: record for record in self.records}
        self._by_category = _index(self.records, lambda record: [record.category])
        self._located = _index(self.records, lambda record: [record.territory])
        self._covering = _index(self.records, lambda record: record.covers)
        self._reach = {(reach.record_id, reach.territory): reach for reach in resources.reach}
        self._competences = {row.commune: row for row in resources.competences}
        self._searches = {search.territory: search for search in resources.searches}
        self._by_phone = _index(
            [record for record in self.in_category("ecoute") if record.phone],
            lambda record: [digits(record.phone)],
        )
        self._points = {record.id: self._point(record) for record in self.records}

    def get(self, record_id: str) -> Record:
        """The record with this id. Raises `UnknownRecord`."""
        try:
            return self._by_id[record_id]
        except KeyError:
            raise UnknownRecord(record_id) from None

    def in_category(self, category: str) -> tuple[Record, ...]:
        """Records of a category, by id."""
        return self._by_category.get(category, ())

    def located_in(self, territory: str) -> tuple[Record, ...]:
        """Records whose own territory this is, by id. A court is under `courts_of`."""
        return self._located.get(territory, ())

    def serving(self, territory: str) -> tuple[Record, ...]:
        """Records that declare to cover a territory without being located there, by id."""
        covering = self._covering.get(territory, ())
        return tuple(record for record in covering if record.territory != territory)

    def national(self, category: str) -> tuple[Record, ...]:
        """Records of a category that declare to cover the nation, by id."""
        covering = self._covering.get("national", ())
        return tuple(record for record in covering if record.category == category)

    def courts_of(self, territory: str) -> tuple[Record, ...]:
        """Courts whose jurisdiction holds a part of the territory, by name."""
        covering = self._covering.get(territory, ())
        courts = (record for record in covering if record.category == "magistrat")
        return tuple(sorted(courts, key=lambda record: (record.name, record.id)))

    def competence(self, commune: str) -> Competence | None:
        """The courts of a commune by the official table; None where it was not loaded."""
        return self._competences.get(commune)

    def point(self, record: Record) -> Point | None:
        """Where to draw a record: its own point, else its town hall; None without a place."""
        return self._points[record.id]

    def lines(self, territory: str) -> tuple[tuple[Record, Reach | None], ...]:
        """Helplines with what is known of them from a territory, in emergency order.

        A line that belongs to other territories only is left out. None means unknown.
        """
        lines = (
            record
            for record in self.in_category("ecoute")
            if record.national or territory in record.covers
        )
        ordered = sorted(lines, key=lambda record: (_line_rank(record), record.phone, record.id))
        return tuple((record, self.reach(record, territory)) for record in ordered)

    def reach(self, record: Record, territory: str) -> Reach | None:
        """What a source says of dialling a line from a territory; None when none says."""
        group = METROPOLE if territory == METROPOLE or self._is_mainland(territory) else territory
        return self._reach.get((record.id, territory)) or self._reach.get((record.id, group))

    def helpline(self, phone: str) -> Record | None:
        """The helpline that answers a number, however it is spaced and whoever gives it again."""
        return next(iter(self._by_phone.get(digits(phone), ())), None)

    def dials(self, phone: str, territory: str) -> bool:
        """Whether a source says that a number, whoever's it is, can be dialled from a territory."""
        lines = self._by_phone.get(digits(phone), ())
        found = (self.reach(line, territory) for line in lines)
        return any(reach is not None and reach.reachable == "yes" for reach in found)

    def search_of(self, territory: str) -> Search | None:
        """The look on the web made for a territory, if any. It is not asking."""
        return self._searches.get(territory)

    def _is_mainland(self, territory: str) -> bool:
        return self.territories[territory].land in MAINLAND

    def _point(self, record: Record) -> Point | None:
        if record.placeless:
            return None
        if record.longitude is not None and record.latitude is not None:
            return Point(record.longitude, record.latitude)
        place = self.communes.by_code(record.commune_code).commune
        return Point(place.longitude, place.latitude)


def revision(resources: Resources, as_of: date) -> str:
    """Hash of all that the public may see, and of the day it stands for."""
    digest = hashlib.sha256(as_of.isoformat().encode())
    for record in resources.records:
        left_out = {*_UNPUBLISHED, *(_PLACE if record.placeless else ())}
        digest.update(record.model_dump_json(exclude=left_out).encode())
    for rows in (resources.reach, resources.searches, resources.requests, resources.competences):
        digest.update(repr(rows).encode())
    return digest.hexdigest()[:16]


def _line_rank(record: Record) -> int:
    return min(LINE_ORDER.index(kind) for kind in record.kinds)


def _index(
    records: Iterable[Record], keys: Callable[[Record], Iterable[Key]]
) -> dict[Key, tuple[Record, ...]]:
    found: dict[Key, list[Record]] = defaultdict(list)
    for record in records:
        for key in keys(record):
            found[key].append(record)
    return {key: tuple(values) for key, values in found.items()}
