"""What stands on the page of a territory: sections by category, the circuit, what is missing.

Pure: takes the Catalogue and the Board, gives plain values.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from webmap import vocabulary as v
from webmap.coverage.presence import Board, Presence
from webmap.directory.catalogue import Catalogue
from webmap.directory.contact import reached
from webmap.directory.helping import is_apart
from webmap.directory.nearest import accommodation_order
from webmap.directory.record import Record
from webmap.web.public.lines import Line, lines, own

#: Categories that a page lists card by card, for whoever looks for help.
SECTIONS: Final = ("association", "uaped", "hebergement")
#: What a professional needs to find in every territory: absent, it is said.
CIRCUIT: Final = (
    "crip", "ase_astreinte", "parquet_mineurs", "aide_victimes", "commission_departementale",
)  # fmt: skip
#: States in which a need has nobody near to meet it.
_MISSING: Final = frozenset({"not_asked", "none_listed", "national_only"})


@dataclass(frozen=True, slots=True)
class Section:
    """Records of one category around a territory, whoever can be reached first."""

    category: str
    here: tuple[Record, ...]
    serving: tuple[Record, ...]
    national: tuple[Record, ...]

    @property
    def empty(self) -> bool:
        return not (self.here or self.serving)


@dataclass(frozen=True, slots=True)
class Duty:
    """One post of the child-protection circuit and the records that hold it, none included.

    lines: helplines for victims, under the post of that name.
    """

    kind: str
    records: tuple[Record, ...]
    lines: tuple[Line, ...] = ()


def sections(catalogue: Catalogue, code: str) -> tuple[Section, ...]:
    """A section for associations, hospital units and accommodation."""
    return tuple(_section(catalogue, code, category) for category in SECTIONS)


def apart(catalogue: Catalogue, code: str) -> tuple[Record, ...]:
    """Associations of a territory that train, prevent, coordinate or serve adults."""
    around = (*catalogue.located_in(code), *catalogue.serving(code))
    return _ordered((r for r in around if is_apart(r)), catalogue.as_of)


def circuit(catalogue: Catalogue, code: str) -> tuple[Duty, ...]:
    """The posts of the circuit, in order of use, each with what is known here."""
    around = [
        record
        for record in (*catalogue.located_in(code), *catalogue.serving(code))
        if record.category == "circuit"
    ]
    return tuple(
        Duty(
            kind,
            _ordered((r for r in around if kind in r.kinds), catalogue.as_of),
            _support(catalogue, code) if kind == "aide_victimes" else (),
        )
        for kind in CIRCUIT
    )


def _support(catalogue: Catalogue, code: str) -> tuple[Line, ...]:
    """Victim support by phone: the territory's own lines, then those for everyone that work. A
    number that a record of the circuit bears already is not said twice."""
    posts = {record.phone for record in catalogue.located_in(code) if record.category == "circuit"}
    known = [
        line
        for line in lines(catalogue, code)
        if line.record.kinds[0] == "aide_victimes" and line.record.phone not in {"", *posts}
    ]
    local = [line for line in known if own(line.record)]
    return (*local, *(line for line in known if line.usable and not own(line.record)))


def by_category(board: Board, code: str) -> tuple[tuple[str, tuple[Presence, ...]], ...]:
    """The cells of a territory under their category, in table order."""
    cells = board.of(code)
    return tuple(
        (category, tuple(cell for cell in cells if cell.category == category))
        for category in v.COVERED_CATEGORIES
    )


def missing(board: Board, code: str) -> tuple[tuple[str, int], ...]:
    """State -> number of needs that nobody near is known to meet, most first."""
    states = Counter(presence.state for presence in board.of(code))
    return tuple((state, count) for state, count in states.most_common() if state in _MISSING)


def _section(catalogue: Catalogue, code: str, category: str) -> Section:
    def shown(records: Iterable[Record]) -> tuple[Record, ...]:
        wanted = (r for r in records if r.category == category and not is_apart(r))
        return _ordered(wanted, catalogue.as_of)

    return Section(
        category,
        shown(catalogue.located_in(code)),
        shown(catalogue.serving(code)),
        shown(catalogue.national(category)),
    )


def _ordered(records: Iterable[Record], as_of: date) -> tuple[Record, ...]:
    """Who can be reached first, open before to confirm, then by name; closed ones are left out."""

    def order(record: Record) -> tuple[object, ...]:
        if record.category == "hebergement":
            return (accommodation_order(record, as_of), record.id)
        return (not reached(record, as_of), record.status != "open", record.name, record.id)

    return tuple(sorted((r for r in records if r.status != "closed"), key=order))
