"""The plan board: for each public engagement and territory, what we can show of it.

One rule for each line (`engagements`). The states are those of the coverage. "Verified" takes a
record or an answer that anyone can look at; training never counts; what nobody was asked about
reads "not asked".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from webmap.coverage.engagements import ENGAGEMENTS, Engagement
from webmap.coverage.presence import STATES, Board
from webmap.directory.catalogue import Catalogue
from webmap.directory.freshness import VERIFIED_FOR, is_verified
from webmap.directory.helping import is_alive
from webmap.directory.record import Record
from webmap.directory.tables import Request

Answers = Mapping[tuple[str, str], Request]

#: What a state is made of: the records, and the answer when there is one.
_Found = tuple[str, tuple[str, ...], Request | None]
_NOTHING: Final[_Found] = ("not_asked", (), None)


@dataclass(frozen=True, slots=True)
class Promise:
    """What can be shown of an engagement in a territory: its state, the ids of the records that
    make it, and the answer that makes it, if it is one."""

    territory: str
    engagement: str
    state: str
    evidence: tuple[str, ...]
    answer: Request | None


class Plan:
    """Every engagement x territory."""

    def __init__(self, cells: Iterable[Promise]) -> None:
        self._cells = {(cell.engagement, cell.territory): cell for cell in cells}

    def get(self, engagement: str, territory: str) -> Promise:
        """One cell. Raises `KeyError` for a code that does not exist."""
        return self._cells[engagement, territory]

    def of(self, territory: str) -> tuple[Promise, ...]:
        """The cells of a territory, in the order of the board."""
        return tuple(self.get(code, territory) for code in ENGAGEMENTS)

    def across(self, engagement: str) -> tuple[Promise, ...]:
        """The cells of an engagement, in the order of the territories."""
        return tuple(cell for (code, _), cell in self._cells.items() if code == engagement)

    def sums(self, engagement: str) -> dict[str, int]:
        """How many territories are in each state, best state first; their sum is all of them."""
        found = [cell.state for cell in self.across(engagement)]
        return {state: found.count(state) for state in STATES}


def plan(catalogue: Catalogue, board: Board) -> Plan:
    """The plan board on the Catalogue's day."""
    answers = _newest(catalogue.requests, catalogue.as_of)
    return Plan(
        Promise(
            territory, engagement.code, *_state(catalogue, board, engagement, territory, answers)
        )
        for engagement in ENGAGEMENTS.values()
        for territory in catalogue.territories
    )


def _state(
    catalogue: Catalogue, board: Board, engagement: Engagement, territory: str, answers: Answers
) -> _Found:
    if engagement.needs:
        return _by_needs(catalogue, board, engagement, territory)
    found = [_by_answer(answers.get((territory, engagement.code)), catalogue.as_of)]
    if engagement.kind:
        found.append(_by_kind(catalogue, territory, *engagement.kind))
    return min(found, key=lambda each: STATES.index(each[0]))


def _by_needs(catalogue: Catalogue, board: Board, engagement: Engagement, territory: str) -> _Found:
    """The worst of the needs: an engagement for two publics is not kept for one."""
    cells = [board.get(territory, need) for need in engagement.needs]
    worst = max(cells, key=lambda cell: STATES.index(cell.state))
    state = worst.state
    if engagement.by_court and state == "listed" and not _each_court_named(catalogue, territory):
        state = "to_confirm"
    return state, worst.evidence, None


def _each_court_named(catalogue: Catalogue, territory: str) -> bool:
    """Whether the protocols of open, verified units name every court of the territory."""
    units = (r for r in catalogue.in_category("uaped") if r.status == "open")
    verified = [unit for unit in units if is_verified(unit, catalogue.as_of)]
    named = {court for unit in verified for court in unit.protocol_courts}
    courts = [c for c in catalogue.courts_of(territory) if "tribunal" in c.kinds]
    return bool(courts) and all(not named.isdisjoint((c.id, c.name)) for c in courts)


def _by_kind(catalogue: Catalogue, territory: str, category: str, kind: str) -> _Found:
    """Records of a kind, there or from elsewhere."""
    there = [r for r in catalogue.located_in(territory) if _is(r, category, kind)]
    away = [r for r in catalogue.serving(territory) if _is(r, category, kind)]
    mine = [*there, *(r for r in away if not r.territory)]
    known = [r for r in mine if is_alive(r)]
    found = {
        "listed": [r for r in known if r.status == "open" and is_verified(r, catalogue.as_of)],
        "to_confirm": known,
        "served": [r for r in away if r.territory and is_alive(r)],
        "planned": [r for r in mine if r.status == "planned"],
    }
    return next(((state, _ids(rs), None) for state, rs in found.items() if rs), _NOTHING)


def _is(record: Record, category: str, kind: str) -> bool:
    """Of this kind; an association counts when it serves minors."""
    served = category != "association" or record.serves_minors
    return record.category == category and kind in record.kinds and served


def _by_answer(answer: Request | None, as_of: date) -> _Found:
    """An answer that says no is firm; one that says yes holds for twelve months."""
    if answer is None:
        return _NOTHING
    if answer.answer == "none":
        return "none_listed", (), answer
    fresh = as_of - date.fromisoformat(answer.asked_on) <= VERIFIED_FOR
    return ("listed" if fresh else "to_confirm"), (), answer


def _newest(requests: Iterable[Request], as_of: date) -> Answers:
    """The last answer to each question, none of a day to come."""
    return {(r.territory, r.need): r for r in sorted(_asked(requests, as_of), key=_day)}


def _asked(requests: Iterable[Request], as_of: date) -> Iterator[Request]:
    return (r for r in requests if r.need in ENGAGEMENTS and r.asked_on <= as_of.isoformat())


def _day(request: Request) -> tuple[str, str]:
    # Two answers of one day: the one that says "none" is kept.
    return request.asked_on, "1" if request.answer == "none" else "0"


def _ids(records: Iterable[Record]) -> tuple[str, ...]:
    return tuple(sorted({record.id for record in records}))
