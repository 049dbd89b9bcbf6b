"""What words may mean: a place, a territory or a record; and the codes that say it in an address.

Pure: takes the Catalogue, gives plain values.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from webmap.directory import contact
from webmap.directory.catalogue import Catalogue
from webmap.directory.record import Record
from webmap.errors import InvalidParameter, UnknownPlace, UnknownRecord, UnknownTerritory
from webmap.geo.places import Match, Place
from webmap.geo.territories import Territory
from webmap.geo.text import fold
from webmap.web import parameters

#: Most codes in one address. No postcode serves more, and no name is borne by more.
MOST: Final = 50
_TERRITORY_SIGNS: Final = 3
_RECORD: Final = "r"


@dataclass(frozen=True, slots=True)
class Choice:
    """A record when it has one, else a place, else the territory itself.

    territory: None for a record of the whole nation.
    """

    territory: Territory | None
    place: Place | None = None
    record: Record | None = None

    @property
    def code(self) -> str:
        """What stands for it in an address."""
        if self.record is not None:
            return self.record.id
        return self.place.code if self.place else self.territory.code if self.territory else ""

    @property
    def population(self) -> int:
        """Inhabitants; 0 for a record."""
        if self.place is not None:
            return self.place.population or self.place.commune.population
        return self.territory.population if self.territory and self.record is None else 0


def of_places(matches: Iterable[Match], catalogue: Catalogue) -> tuple[Choice, ...]:
    """The places of a search, each once, most people first."""
    known = tuple(matches)
    cities = {match.territory for match in known if _bears_its_territory(match, catalogue)}
    found = [
        Choice(catalogue.territories[match.territory], match.place)
        for match in known
        if match.place is not None or match.territory not in cities
    ]
    # An island and its only commune may bear one name.
    once = {choice.code: choice for choice in reversed(found)}
    return tuple(sorted(once.values(), key=lambda choice: -choice.population))


def of_records(records: Iterable[Record], catalogue: Catalogue) -> tuple[Choice, ...]:
    """Records, those with a contact first, then by territory and name."""
    ordered = sorted(
        records,
        key=lambda r: (not contact.reached(r, catalogue.as_of), r.territory, r.name, r.id),
    )
    return tuple(_of_record(record, catalogue) for record in ordered)


def read(among: str, catalogue: Catalogue) -> tuple[Choice, ...]:
    """The choices of an address, in its order. Raises `InvalidParameter`."""
    codes = dict.fromkeys(among.split("."))
    if len(codes) > MOST:
        raise InvalidParameter(f"more than {MOST} codes")
    try:
        return tuple(_choice(code, catalogue) for code in codes)
    except (UnknownPlace, UnknownTerritory, UnknownRecord) as error:
        raise InvalidParameter("a code of nothing") from error


def _choice(code: str, catalogue: Catalogue) -> Choice:
    """Codes of territories have two or three signs, those of places five; records begin by r."""
    if code.startswith(_RECORD):
        return _of_record(parameters.record(code, catalogue), catalogue)
    if len(code) <= _TERRITORY_SIGNS:
        return Choice(parameters.territory(code, catalogue))
    place = parameters.commune(code, catalogue)
    return Choice(catalogue.territories[place.territory], place)


def _of_record(record: Record, catalogue: Catalogue) -> Choice:
    return Choice(catalogue.territories.get(record.territory), record=record)


def _bears_its_territory(match: Match, catalogue: Catalogue) -> bool:
    """Paris is one commune and one territory: its commune answers for both."""
    name = catalogue.territories[match.territory].name
    return match.kind == "commune" and fold(match.name) == fold(name)
