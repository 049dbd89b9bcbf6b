"""What stands on the sheet of a territory: one page to print, for whoever must decide.

Pure: takes the Catalogue, the Board and the reach, gives plain values.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from webmap import vocabulary as v
from webmap.coverage.axes import Accepted, axes
from webmap.coverage.presence import Board, Presence
from webmap.coverage.reach_table import Line
from webmap.directory.catalogue import Catalogue
from webmap.directory.record import Record
from webmap.geo.territories import Territory

#: Needs whose axes are shown: those that one person meets in the flesh. Not shelter: how many
#: houses answer is how many there are (`report`).
ASKED: Final = ("accompagnement", "uaped")
#: Needs that neighbours are compared by.
COMPARED: Final = ("accompagnement", "uaped")
#: Categories whose reach stands on a sheet. Three permanences in the country have a town that their
#: operator publishes: their kilometres would measure the directory, beside teams that are there.
#: `/couverture/distances` shows them, and says so.
MEASURED: Final = ("uaped",)
#: States that some record makes, there or from elsewhere.
_MET: Final = frozenset({"listed", "to_confirm", "served"})
#: Records named on the sheet; the page of the territory has them all.
_NAMED: Final = 12


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A territory that shares a border, with its state for each need of COMPARED."""

    place: Territory
    states: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Way:
    """The reach of a category: the line of all people, and how many under-20s (an estimate) have
    no place within 60 km by road; None where nobody publishes how many there are."""

    all: Line
    far_under_20: int | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """The parts of a sheet, in the order of the page.

    cells: the ten needs · asked: needs that some record meets, and accepted: for each axis, the
    answers of their records in the same order · reach: by category · unsure: records to confirm,
    the first _NAMED, and `others`: the rest of them · silent: needs nobody was asked about, or
    whose courts' designation is unknown.
    """

    cells: tuple[Presence, ...]
    asked: tuple[str, ...]
    accepted: tuple[tuple[Accepted, ...], ...]
    reach: tuple[Way, ...]
    neighbours: tuple[Neighbour, ...]
    unsure: tuple[Record, ...]
    others: tuple[Record, ...]
    silent: tuple[str, ...]

    @property
    def more(self) -> int:
        """How many records to confirm are not named on the page."""
        return len(self.others)


def sheet(catalogue: Catalogue, board: Board, reach: Iterable[Line], code: str) -> Sheet:
    """The sheet of a territory."""
    cells = board.of(code)
    asked = tuple(cell.need for cell in cells if cell.need in ASKED and cell.state in _MET)
    unsure = _unsure(catalogue, cells)
    return Sheet(
        cells=cells,
        asked=asked,
        accepted=tuple(zip(*(axes(catalogue, code, v.NEEDS[need]) for need in asked), strict=True)),
        reach=_ways(reach, code),
        neighbours=tuple(
            Neighbour(catalogue.territories[other], _states(board, other))
            for other in catalogue.territories[code].neighbours
        ),
        unsure=unsure[:_NAMED],
        others=unsure[_NAMED:],
        silent=tuple(cell.need for cell in cells if _is_silent(cell)),
    )


def _is_silent(cell: Presence) -> bool:
    """Where a designation is unknown there is nothing to confirm: it is to be asked."""
    unknown = cell.category == "magistrat" and cell.state == "to_confirm"
    return unknown or cell.state == "not_asked"


def _states(board: Board, code: str) -> tuple[str, ...]:
    return tuple(board.get(code, need).state for need in COMPARED)


def reach_lines(reach: Iterable[Line], code: str) -> tuple[Line, ...]:
    """The lines of reach of a territory: all people, then under-20s, of each category MEASURED."""
    here = (line for line in reach if (line.level, line.code) == ("territory", code))
    return tuple(line for line in here if line.category in MEASURED)


def _ways(reach: Iterable[Line], code: str) -> tuple[Way, ...]:
    here = reach_lines(reach, code)
    young = {line.category: line for line in here if line.people == "under_20"}
    return tuple(
        Way(line, _beyond_60(young[line.category])) for line in here if line.people == "all"
    )


def _beyond_60(line: Line) -> int | None:
    if line.total is None or line.within_60 is None:
        return None
    return line.total - line.within_60


def _unsure(catalogue: Catalogue, cells: Iterable[Presence]) -> tuple[Record, ...]:
    """The records that make a state nobody verified: once each, in order of need."""
    ids = {
        record_id: None
        for cell in cells
        if cell.state in ("to_confirm", "served") and not _is_silent(cell)
        for record_id in cell.evidence
    }
    return tuple(catalogue.get(record_id) for record_id in ids)
