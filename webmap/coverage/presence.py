"""Presence: for each territory and need, what is there, from where, and how sure we are.

States and rules: docs/method.md. A record counts for a need only if it serves minors (or their
parents), is open or to confirm, and one of its kinds counts for that need. Nothing recorded is
"not asked" until somebody was asked on a date: a hole is never painted green, nor a silence red.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from webmap import vocabulary as v
from webmap.coverage.candidates import Candidates, candidates, ids
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
    none = answered_none(catalogue)
    return Board(
        presence(catalogue, territory, need, (territory, need.code) in none)
        for territory in catalogue.territories
        for need in v.NEEDS.values()
    )


def answered_none(catalogue: Catalogue) -> frozenset[tuple[str, str]]:
    """(territory, need) of which a CRIP or a prefecture said that there is none."""
    return frozenset((r.territory, r.need) for r in catalogue.requests if r.answer == "none")


def presence(catalogue: Catalogue, territory: str, need: v.Need, asked: bool) -> Presence:
    """One cell. `asked`: a CRIP or prefecture answered that there is none."""
    if need.category == "magistrat":
        return _courts(catalogue, territory, need)
    found = candidates(catalogue, territory, need)
    return weighed(found, territory, need, catalogue.as_of, asked)


def weighed(found: Candidates, territory: str, need: v.Need, as_of: date, asked: bool) -> Presence:
    """The cell that candidates make: the first state that one of them holds."""
    there = found.there
    holding = {
        "listed": [r for r in there if r.status == "open" and is_verified(r, as_of)],
        "to_confirm": there,
        "served": found.elsewhere,
        "national_only": found.nation,
        "planned": found.planned,
    }
    state = next((state for state, records in holding.items() if records), _silence(asked))
    return Presence(
        territory,
        need.category,
        need.code,
        state,
        open=sum(r.status == "open" for r in there),
        to_confirm=len(there) - len(holding["listed"]),
        planned=len(found.planned),
        serving=len(found.elsewhere),
        evidence=ids(holding.get(state, ())),
    )


def _silence(asked: bool) -> str:
    return "none_listed" if asked else "not_asked"


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
        evidence=ids(courts),
    )


def _needs_met(record: Record) -> frozenset[str]:
    return v.needs_met(record.category, record.kinds)
