"""The coverage of a day, as it is kept: what a later day is compared with.

Records are kept by id and state, presence by territory and need, reach as shares. Accommodation is
in none of these: `openings` says the little that is kept of it. Rules: docs/method.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from webmap import vocabulary as v
from webmap.coverage.openings import Openings
from webmap.coverage.presence import Board
from webmap.coverage.reach_table import Line
from webmap.directory.catalogue import Catalogue
from webmap.directory.freshness import is_verified
from webmap.directory.helping import meets
from webmap.directory.record import Record

FORMAT: Final = 1
#: Categories whose records and presence are kept.
KEPT: Final = tuple(c for c in v.COVERED_CATEGORIES if c != "hebergement")
NEEDS: Final = tuple(need.code for need in v.NEEDS.values() if need.category in KEPT)

#: verified: open, checked within twelve months (a magistrate: designation known) · stale: open,
#: checked longer ago · to_confirm: open or unknown, never checked.
RECORD_STATES: Final = ("verified", "stale", "to_confirm", "planned", "closed")

#: Category, level and code of a zone.
Zone = tuple[str, str, str]
#: Shares of all people within 30, 60 and 100 km; None where nobody lives.
Shares = tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """presence: (territory, need) -> state · records: category -> id -> state · verified: id -> day
    of the last check, or of the designation · reach: zone -> shares."""

    as_of: date
    presence: Mapping[tuple[str, str], str]
    records: Mapping[str, Mapping[str, str]]
    verified: Mapping[str, date]
    reach: Mapping[Zone, Shares]
    accommodation: Openings


def snapshot(
    catalogue: Catalogue, board: Board, reach: Iterable[Line], accommodation: Openings
) -> Snapshot:
    """The coverage on the Catalogue's day. `accommodation`: never counted here (`openings`)."""
    kept = {category: _records(catalogue, category) for category in KEPT}
    days = {r.id: _checked(r) for records in kept.values() for r in records}
    return Snapshot(
        catalogue.as_of,
        {(c.territory, c.need): c.state for c in board.lines if c.need in NEEDS},
        {
            category: {r.id: state_of(r, catalogue.as_of) for r in records}
            for category, records in kept.items()
        },
        {record_id: day for record_id, day in days.items() if day is not None},
        {
            (line.category, line.level, line.code): (line.share_30, line.share_60, line.share_100)
            for line in reach
            if line.people == "all"
        },
        accommodation,
    )


def state_of(record: Record, as_of: date) -> str:
    """One of RECORD_STATES."""
    if record.status in ("planned", "closed"):
        return record.status
    if record.category == "magistrat":
        return "verified" if record.designation_known_on is not None else "to_confirm"
    if record.status == "open" and is_verified(record, as_of):
        return "verified"
    return "stale" if record.verified_on is not None else "to_confirm"


def payload(taken: Snapshot) -> dict[str, Any]:
    """A snapshot as plain values: what its file holds."""
    reach: dict[str, dict[str, dict[str, list[float | None]]]] = {}
    for (category, level, code), shares in taken.reach.items():
        reach.setdefault(category, {}).setdefault(level, {})[code] = list(shares)
    presence: dict[str, dict[str, str]] = {}
    for (territory, need), state in taken.presence.items():
        presence.setdefault(need, {})[territory] = state
    return {
        "format": FORMAT,
        "as_of": taken.as_of.isoformat(),
        "presence": presence,
        "records": {category: dict(found) for category, found in taken.records.items()},
        "verified": {record_id: day.isoformat() for record_id, day in taken.verified.items()},
        "reach": reach,
        "accommodation": {
            "since": taken.accommodation.since.isoformat(),
            "regions": dict(taken.accommodation.regions),
            "elsewhere": taken.accommodation.elsewhere,
        },
    }


def _records(catalogue: Catalogue, category: str) -> list[Record]:
    """Records that can meet a need: training never counts, not even as news."""
    needs = v.needs_of(category)
    found = catalogue.in_category(category)
    if category == "magistrat":
        return [court for court in found if v.needs_met(category, court.kinds)]
    return [r for r in found if any(meets(r, need) for need in needs)]


def _checked(record: Record) -> date | None:
    return record.designation_known_on if record.category == "magistrat" else record.verified_on
