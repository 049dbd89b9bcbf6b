"""Lines of the coverage table, sorted and chosen, with their sums. Pure: places and Board in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any, Final

from webmap import vocabulary as v
from webmap.coverage.presence import Board, Presence
from webmap.geo.territories import Territory
from webmap.geo.text import fold
from webmap.web.coverage.parameters import Order

_RANK: Final = {state: rank for rank, state in enumerate(v.PUBLIC_STATES)}


@dataclass(frozen=True, slots=True)
class Line:
    """A territory and its cells, one per need shown."""

    place: Territory
    cells: tuple[Presence, ...]


def needs(category: str, first: str) -> tuple[v.Need, ...]:
    """Needs shown: `first`, then those of the category, or all of them when it is empty."""
    rest = v.needs_of(category) if category else tuple(v.NEEDS.values())
    return (v.NEEDS[first], *(need for need in rest if need.code != first))


def lines(
    places: Iterable[Territory], board: Board, shown: tuple[v.Need, ...], order: Order
) -> list[Line]:
    """A line per territory, in the order asked; ties keep the order of the codes."""
    made = [
        Line(place, tuple(board.get(place.code, need.code) for need in shown)) for place in places
    ]
    if order.column == "code":
        return made[::-1] if order.descending else made
    return _sorted(made, _value(board, order.column), order.descending)


def only(found: Iterable[Line], board: Board, need: str, states: Collection[str]) -> list[Line]:
    """The lines whose state for a need is one of those, all of them when none is asked for."""
    return [
        line for line in found if not states or board.get(line.place.code, need).state in states
    ]


def _sorted(made: list[Line], value: Callable[[Line], Any], descending: bool) -> list[Line]:
    """Lines without a value come last whatever the direction: unknown is no quantity."""
    known = [line for line in made if value(line) is not None]
    unknown = [line for line in made if value(line) is None]
    return [*sorted(known, key=value, reverse=descending), *unknown]


def _value(board: Board, column: str) -> Callable[[Line], Any]:
    values: dict[str, Callable[[Line], Any]] = {
        "nom": lambda line: fold(line.place.name),
        "population": lambda line: line.place.population,
        "moins_de_20": lambda line: line.place.under_20,
    }
    return values.get(column, lambda line: _RANK[board.get(line.place.code, column).state])


def sums(
    places: Collection[Territory], board: Board, shown: Iterable[v.Need]
) -> list[tuple[v.Need, Counter[str]]]:
    """For each need, how many of the territories are in each state."""
    return [
        (need, Counter(board.get(place.code, need.code).state for place in places))
        for need in shown
    ]
