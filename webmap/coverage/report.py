"""Tables of the analysis: the same for pages, files and command line.

A territory has one or two houses: their number would change on the day one opens. So no cell of
accommodation has counts, on no page and in no file; by region and half-year there are `openings`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from webmap import vocabulary as v
from webmap.coverage.presence import Board, Presence
from webmap.directory.catalogue import Catalogue

HEADER: Final = (
    "territory", "name", "category", "need", "state", "open", "to_confirm", "planned", "serving",
    "population", "under_20",
)  # fmt: skip
#: Counts of a cell, in the order of HEADER.
COUNTS: Final = ("open", "to_confirm", "planned", "serving")
#: The category that is not counted by territory: empty is not zero.
UNCOUNTED: Final = "hebergement"

Values = dict[str, str | int | None]


def counts(cell: Presence) -> dict[str, int | None]:
    """COUNTS of a cell, None where they are not told."""
    told = cell.category != UNCOUNTED
    return {name: getattr(cell, name) if told else None for name in COUNTS}


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
            *counts(line).values(),
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
        cells |= {f"{need}_{name}": count for name, count in counts(cell).items()}
    return cells
