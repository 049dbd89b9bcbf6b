"""Presence for a public: is there somebody who says that they take boys under 13?

The seven states are worked out again over the records that say they accept all of the public. Where
none does, the cell says whether records count all the same: `unsaid`, one of them does not say or
takes a part; `refused`, all of them say no. A record that does not say never makes a presence, and
never a refusal. Rules: docs/method.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from webmap import vocabulary as v
from webmap.coverage.axes import Accepted, Public, counted, joint
from webmap.coverage.candidates import Candidates, candidates, ids
from webmap.coverage.presence import Board, Presence, answered_none, weighed
from webmap.directory.catalogue import Catalogue

#: Needs that no public changes: those of parents, and those judged by court.
SAME_FOR_ALL: Final = frozenset({"parents", "designation"})

_SILENT: Final = frozenset({"none_listed", "not_asked"})


@dataclass(frozen=True, slots=True)
class ForPublic:
    """A Board whose states are of PUBLIC_STATES. `answers`: (territory, need) -> how many of the
    records that count give each answer, national ones among them; not for SAME_FOR_ALL."""

    board: Board
    answers: Mapping[tuple[str, str], Accepted]


def for_public(catalogue: Catalogue, board: Board, public: Public) -> ForPublic:
    """The coverage of a public. `board`: that of everybody, on the same Catalogue."""
    none, answers = answered_none(catalogue), {}
    cells = []
    for cell in board.lines:
        key = cell.territory, cell.need
        if cell.need not in SAME_FOR_ALL:
            found = candidates(catalogue, cell.territory, v.NEEDS[cell.need])
            answers[key] = counted(found.counting, public)
            cell = _cell(found, cell, public, catalogue.as_of, key in none)
        cells.append(cell)
    return ForPublic(Board(cells), answers)


def _cell(
    found: Candidates, everybody: Presence, public: Public, as_of: date, asked: bool
) -> Presence:
    willing = found.only(lambda record: joint(record, public) == "yes")
    need = v.NEEDS[everybody.need]
    cell = weighed(willing, everybody.territory, need, as_of, asked)
    if cell.state not in _SILENT or not found.counting:
        return cell
    unsure = [record for record in found.counting if joint(record, public) != "no"]
    state = "unsaid" if unsure else "refused"
    return replace(cell, state=state, evidence=ids(unsure or found.counting))
