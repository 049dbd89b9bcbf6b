"""Tables of the analysis: the same for pages, files and command line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from webmap.coverage.presence import Board
from webmap.directory.catalogue import Catalogue

HEADER: Final = (
    "territory", "name", "category", "need", "state", "open", "to_confirm", "planned", "serving",
    "population", "under_20",
)  # fmt: skip


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
