"""Tables of the analysis: the same for pages, files and command line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from webmap import vocabulary as v
from webmap.coverage.presence import Board
from webmap.directory.catalogue import Catalogue

HEADER: Final = (
    "territory", "name", "category", "need", "state", "open", "to_confirm", "planned", "serving",
    "population", "under_20",
)  # fmt: skip
#: Counts of a cell, in the order of HEADER.
_COUNTS: Final = ("open", "to_confirm", "planned", "serving")

Values = dict[str, str | int | None]


def rows(catalogue: Catalogue, board: Board) -> Iterator[tuple[str | int | None, ...]]:
    """A row per territory, category and need. `under_20` is None where nobody publishes it."""
    for line in board.lines:
        territory = catalogue.territories[line.territory]
        yield (
            line.territory,
            territory.name,
            line.category,
            line.need,
            line.state,
            line.open,
            line.to_confirm,
            line.planned,
            line.serving,
            territory.population,
            territory.under_20,
        )


def territories(catalogue: Catalogue, board: Board) -> Iterator[Values]:
    """The same figures, a line per territory: `<need>` is the state, `<need>_open` a count.

    `as_of` is the day they stand for, `revision` that of the directory.
    """
    for code, territory in catalogue.territories.items():
        yield {
            "territory": code,
            "name": territory.name,
            "as_of": catalogue.as_of.isoformat(),
            "revision": catalogue.revision,
            "population": territory.population,
            "under_20": territory.under_20,
            **_cells(board, code),
        }


def _cells(board: Board, territory: str) -> Values:
    cells: Values = {}
    for need in v.NEEDS:
        cell = board.get(territory, need)
        cells[need] = cell.state
        cells |= {f"{need}_{count}": getattr(cell, count) for count in _COUNTS}
    return cells
