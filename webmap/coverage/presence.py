"""Presence: for each territory and need, what is there, from where, and how sure we are.

States and rules: docs/method.md. A record counts for a need only if it serves minors (or their
parents), is open or to confirm, and one of its kinds counts for that need. Nothing recorded is
"not asked" until somebody was asked on a date: a hole is never painted green, nor a silence red.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from webmap import vocabulary as v
from webmap.directory.catalogue import Catalogue
from webmap.directory.freshness import is_verified
from webmap.directory.record import Record

#: Best first: the first state that holds is the state.
STATES: Final = tuple(v.STATES)

#: Needs whose state speaks for their category. For accommodation all three lamps are asked for:
#: the worst of them is the state. An association's territory is judged by accompaniment.
_SPEAKS_FOR: Final = {
    "hebergement": ("abri_immediat", "hors_territoire", "sejour_long"),
    "association": ("accompagnement",),
    "magistrat": ("designation",),
    "uaped": ("uaped",),
}


@dataclass(frozen=True, slots=True)
class Presence:
    """One cell of the coverage table, with what it is made of.

    open: counting records there whose source says they are open (for magistrats: designations
    known) · to_confirm: those there, open or unknown, that no person verified in twelve months ·
    planned: announced there · serving: elsewhere and declared to cover it · evidence: ids of the
    records that make the state, sorted: the ones to look at first.
    """

    territory: str
    category: str
    need: str
    state: str
    open: int
    to_confirm: int
    planned: int
    serving: int
    evidence: tuple[str, ...]


class Board:
    """Every territory x need, in table order (territories, then needs)."""

    def __init__(self, lines: Iterable[Presence]) -> None:
        self.lines = tuple(lines)
        self._by_key = {(line.territory, line.need): line for line in self.lines}

    def get(self, territory: str, need: str) -> Presence:
        """One cell. Raises `KeyError` for a territory or need that does not exist."""
        return self._by_key[territory, need]

    def of(self, territory: str) -> tuple[Presence, ...]:
        """The ten cells of a territory, in table order."""
        return tuple(self.get(territory, need) for need in v.NEEDS)

    def category_state(self, territory: str, category: str) -> str:
        """The state that stands for a category on a map: the worst of the needs it asks for."""
        states = (self.get(territory, need).state for need in _SPEAKS_FOR[category])
        return max(states, key=STATES.index)


def board(catalogue: Catalogue) -> Board:
    """The coverage of every territory on the Catalogue's day."""
    asked = {(r.territory, r.need) for r in catalogue.requests if r.answer == "none"}
    return Board(
        presence(catalogue, territory, need, (territory, need.code) in asked)
        for territory in catalogue.territories
        for need in v.NEEDS.values()
    )


def presence(catalogue: Catalogue, territory: str, need: v.Need, asked: bool) -> Presence:
    """One cell. `asked`: a CRIP or prefecture answered that there is none."""
    if need.category == "magistrat":
        return _courts(catalogue, territory, need)
    there = [r for r in _there(catalogue, territory) if counts(r, need)]
    found = {
        "listed": [r for r in there if r.status == "open" and is_verified(r, catalogue.as_of)],
        "to_confirm": there,
        "served": [r for r in _elsewhere(catalogue, territory) if counts(r, need)],
        "national_only": _nation(catalogue, territory, need),
        "planned": [
            r for r in _there(catalogue, territory) if r.status == "planned" and _meets(r, need)
        ],
    }
    state = next((state for state, records in found.items() if records), _silence(asked))
    return Presence(
        territory,
        need.category,
        need.code,
        state,
        open=sum(r.status == "open" for r in there),
        to_confirm=len(there) - len(found["listed"]),
        planned=len(found["planned"]),
        serving=len(found["served"]),
        evidence=_ids(found.get(state, ())),
    )


def _silence(asked: bool) -> str:
    return "none_listed" if asked else "not_asked"


def _nation(catalogue: Catalogue, territory: str, need: v.Need) -> list[Record]:
    """National records that can meet the need: a line must be one that can be dialled there."""
    if not need.national:
        return []
    nation = (r for r in catalogue.national(need.category) if counts(r, need))
    if need.category == "hebergement":
        return list(nation)
    return [r for r in nation if r.phone and catalogue.dials(r.phone, territory)]


def counts(record: Record, need: v.Need) -> bool:
    """Whether a record counts for a need, wherever it is."""
    return record.status in ("open", "unknown") and _meets(record, need)


def _meets(record: Record, need: v.Need) -> bool:
    """Serves those whom the need is for, by a kind that counts for it."""
    if record.category != need.category:
        return False
    served = "parents" in record.audiences if need.code == "parents" else record.serves_minors
    return served and need.code in v.needs_met(record.category, record.kinds)


def _there(catalogue: Catalogue, territory: str) -> Iterator[Record]:
    """Located there, or a team without a seat elsewhere whose `covers` names the territory."""
    yield from (r for r in catalogue.located_in(territory) if not r.head_office)
    yield from (r for r in catalogue.serving(territory) if not r.territory)


def _elsewhere(catalogue: Catalogue, territory: str) -> Iterator[Record]:
    return (record for record in catalogue.serving(territory) if record.territory)


def _courts(catalogue: Catalogue, territory: str, need: v.Need) -> Presence:
    """By court: a court is not a designation. Listed when every court's is known."""
    courts = [c for c in catalogue.courts_of(territory) if need.code in _needs_met(c)]
    known = [court for court in courts if court.designation_known_on is not None]
    state = "to_confirm" if courts else "not_asked"
    if courts and known == courts:
        state = "listed"
    return Presence(
        territory,
        need.category,
        need.code,
        state,
        open=len(known),
        to_confirm=len(courts) - len(known),
        planned=0,
        serving=sum(court.territory != territory for court in courts),
        evidence=_ids(courts),
    )


def _needs_met(record: Record) -> frozenset[str]:
    return v.needs_met(record.category, record.kinds)


def _ids(records: Iterable[Record]) -> tuple[str, ...]:
    return tuple(sorted({record.id for record in records}))
