"""Lines of the coverage table, sorted, with their sums. Pure: Catalogue and Board in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Final

from webmap import vocabulary as v
from webmap.coverage.presence import STATES, Board, Presence
from webmap.directory.catalogue import Catalogue
from webmap.geo.territories import Territory
from webmap.geo.text import fold
from webmap.web.coverage.parameters import Order

_RANK: Final = {state: rank for rank, state in enumerate(STATES)}


@dataclass(frozen=True, slots=True)
class Line:
    """A territory and its cells, one per need shown."""

    place: Territory
    cells: tuple[Presence, ...]


def needs(category: str) -> tuple[v.Need, ...]:
    """Needs shown: those of the category, or all of them when it is empty."""
    return v.needs_of(category) if category else tuple(v.NEEDS.values())


def lines(
    catalogue: Catalogue, board: Board, shown: tuple[v.Need, ...], order: Order
) -> list[Line]:
    """A line per territory, in the order asked; ties keep the order of the codes."""
    made = [
        Line(place, tuple(board.get(code, need.code) for need in shown))
        for code, place in catalogue.territories.items()
    ]
    if order.column == "code":
        return made[::-1] if order.descending else made
    return _sorted(made, _value(board, order.column), order.descending)


def only(found: list[Line], board: Board, need: str, state: str) -> list[Line]:
    """The lines of the territories that are in a state for a need; all when the state is empty."""
    if not state:
        return found
    return [line for line in found if board.get(line.place.code, need).state == state]


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


def sums(board: Board, shown: Iterable[v.Need]) -> list[tuple[v.Need, dict[str, int]]]:
    """For each need, how many territories are in each state."""
    counted = {need.code: Counter[str]() for need in shown}
    for cell in board.lines:
        if cell.need in counted:
            counted[cell.need][cell.state] += 1
    return [
        (v.NEEDS[need], {state: found[state] for state in v.STATES})
        for need, found in counted.items()
    ]
