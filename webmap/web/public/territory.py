"""What stands on the page of a territory: sections by category, the circuit, what is missing.

Pure: takes the Catalogue and the Board, gives plain values.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from webmap import vocabulary as v
from webmap.coverage.presence import Board, Presence
from webmap.directory.catalogue import Catalogue
from webmap.directory.record import Record
from webmap.web.public.lines import Line, lines, own

#: What a professional needs to find in every territory: absent, it is said.
CIRCUIT: Final = (
    "crip", "ase_astreinte", "parquet_mineurs", "aide_victimes", "commission_departementale",
)  # fmt: skip
#: Kinds that help adults to help, not a young person: shown apart.
_APART_KINDS: Final = frozenset({"formation", "prevention", "coordination", "appui_pro"})
#: States in which a need has nobody near to meet it.
_MISSING: Final = frozenset({"not_asked", "none_listed", "national_only"})


@dataclass(frozen=True, slots=True)
class Section:
    """Records of one category around a territory, contacts first."""

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
    return tuple(
        _section(catalogue, code, category) for category in ("association", "uaped", "hebergement")
    )


def apart(catalogue: Catalogue, code: str) -> tuple[Record, ...]:
    """Associations of a territory that train, prevent, coordinate or serve adults."""
    around = (*catalogue.located_in(code), *catalogue.serving(code))
    return _ordered(record for record in around if is_apart(record))


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
            _ordered(record for record in around if kind in record.kinds),
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


def is_apart(record: Record) -> bool:
    """Whether an association does not count as help for minors, whatever it does well."""
    if record.category != "association":
        return False
    for_minors = record.serves_minors or "parents" in record.audiences
    return not for_minors or _APART_KINDS.issuperset(record.kinds)


def _section(catalogue: Catalogue, code: str, category: str) -> Section:
    return Section(
        category,
        _shown(catalogue.located_in(code), category),
        _shown(catalogue.serving(code), category),
        _shown(catalogue.national(category), category),
    )


def _shown(records: Iterable[Record], category: str) -> tuple[Record, ...]:
    return _ordered(
        record for record in records if record.category == category and not is_apart(record)
    )


def _ordered(records: Iterable[Record]) -> tuple[Record, ...]:
    """Contacts first, open before to confirm, then by name; closed ones are left out."""
    kept = (record for record in records if record.status != "closed")
    return tuple(sorted(kept, key=lambda r: (not r.has_contact, r.status != "open", r.name, r.id)))
