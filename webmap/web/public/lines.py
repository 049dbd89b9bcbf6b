"""Helplines as seen from one place: what works there, in the order in which they are said.

Pure: takes the Catalogue, gives plain values. A number is usable from a territory only when a
source says so; a site is usable wherever there is a network.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from webmap.directory.catalogue import Catalogue
from webmap.directory.record import Record
from webmap.directory.tables import METROPOLE, Reach

#: Rescue of bodies, not of a child held by force: the second step.
RESCUE: Final = ("15", "18")
#: Numbers said first, in this order, wherever they work.
FIRST: Final = ("17", "112", "114", "15", "18", "119", "116 000", "3018", "116 006")
_NUMBER: Final = re.compile(r"\b\d{2,4}\b")


@dataclass(frozen=True, slots=True)
class Line:
    """A number or a site, with what is known of it from one place.

    works: "yes", "no" or "unknown" for a number, "web" for a site without a number.
    unsure: the number that it gives to whoever cannot hear, where no source says that it works.
    """

    record: Record
    reach: Reach | None
    works: str
    unsure: str = ""

    @property
    def usable(self) -> bool:
        return self.works in ("yes", "web")

    @property
    def by_text(self) -> bool:
        """Whether the number takes messages only: no voice answers there."""
        return self.record.phone == "114" or "SMS" in self.record.name

    @property
    def by_voice(self) -> bool:
        """Whether a voice answers here."""
        return self.works == "yes" and not self.by_text


def lines(catalogue: Catalogue, territory: str = METROPOLE) -> tuple[Line, ...]:
    """Every helpline that concerns a territory, first numbers first."""
    known = (
        Line(record, reach, works(record, reach), _unsure(catalogue, record, territory))
        for record, reach in catalogue.lines(territory)
    )
    return tuple(sorted(known, key=_order))


def line_of(catalogue: Catalogue, record: Record, territory: str) -> Line | None:
    """A helpline as seen from a territory; None for a record that is no helpline."""
    if record.category != "ecoute":
        return None
    reach = catalogue.reach(record, territory) or _anywhere(catalogue, record)
    return Line(record, reach, works(record, reach), _unsure(catalogue, record, territory))


def rescue(known: Iterable[Line]) -> tuple[Line, ...]:
    """The lines of `known` that send help for a body, where they work."""
    return tuple(line for line in known if line.usable and line.record.phone in RESCUE)


def own(record: Record) -> bool:
    """Whether a line is one territory's own. A line for all of overseas is answered from afar."""
    return len(record.covers) == 1 and not record.national


def works(record: Record, reach: Reach | None) -> str:
    """What `Line.works` says of a record where `reach` is known."""
    if not record.phone:
        return "web"
    return reach.reachable if reach else "unknown"


def _unsure(catalogue: Catalogue, record: Record, territory: str) -> str:
    """ "114" of "Écrire au 114", from where 114 is not known to work; "" elsewhere."""
    named = _NUMBER.findall(record.deaf_access_fr)
    unsure = (n for n in named if catalogue.helpline(n) and not catalogue.dials(n, territory))
    return next(unsure, "")


def _anywhere(catalogue: Catalogue, record: Record) -> Reach | None:
    """What is known of a line from the first territory that it covers."""
    codes = (code for code in record.covers if code in catalogue.territories)
    return next((r for code in codes if (r := catalogue.reach(record, code))), None)


def _order(line: Line) -> tuple[int, bool, str]:
    phone = line.record.phone
    return (FIRST.index(phone) if phone in FIRST else len(FIRST), not phone, line.record.id)
