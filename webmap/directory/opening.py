"""Whether a service is open at a moment, by the hours of its source and the clocks of its place.

Hours are OpenStreetMap's (`opening_hours`). What they do not say stays unknown: a public holiday
that no rule names, school holidays, the sun, several time zones. Holidays are those of the whole
of France: the library has no others, and official lists of the others leave some out. Where a
territory has its own, "open" is true but for them, and is said so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Final
from zoneinfo import ZoneInfo

from opening_hours import OpeningHours, State

from webmap.directory.record import Record
from webmap.directory.tables import METROPOLE
from webmap.geo.clock import NOT_TAHITI, local, zone

#: What the library answers "closed" to for want of knowing: school holidays and the sun.
_NOT_KNOWN: Final = re.compile(r"SH|sun(?:rise|set)|dawn|dusk")
_SPAN: Final = re.compile(r"(\d\d):\d\d-(\d\d):\d\d")
#: Territories with public holidays of their own: those that have a list apart in "Jours fériés en
#: France" (DINUM, data.gouv.fr, seen on 22 November 2026), Alsace-Moselle among them.
_OWN_HOLIDAYS: Final = frozenset({
    "57", "67", "68", "971", "972", "973", "974", "975", "976", "977", "978", "986", "987", "988",
})  # fmt: skip
#: States looked at for the next opening: two a day, with a pause at noon four, for a week.
_LOOKED_AT: Final = 40
_STATES: Final = {State.OPEN: "open", State.CLOSED: "closed", State.UNKNOWN: "unknown"}


@dataclass(frozen=True, slots=True)
class Opening:
    """state: "open", "closed" or "unknown" · until: when it closes, or opens again, on the clocks
    of `territory`; None when it never does, or is not known · holiday: unknown because of a public
    holiday that the hours do not name · territory: whose clocks, or `METROPOLE` · but_holidays:
    whether what is said may be wrong on a public holiday of that territory alone."""

    state: str
    until: datetime | None = None
    holiday: bool = False
    territory: str = METROPOLE
    but_holidays: bool = False

    @property
    def always(self) -> bool:
        return self.state == "open" and self.until is None


UNKNOWN: Final = Opening("unknown")


def opening(record: Record, moment: datetime) -> Opening:
    """What the hours of a record say of a moment, which knows its own time zone."""
    place = _clocks(record, moment)
    if not record.hours or record.status in ("planned", "closed") or _unclear(record.hours):
        return UNKNOWN
    if record.hours == "24/7":
        return Opening("open", territory=place or METROPOLE)
    return UNKNOWN if place is None else _at(record.hours, moment, place)


def _clocks(record: Record, moment: datetime) -> str | None:
    """The territory whose clocks the hours go by; None when theirs differ at that moment."""
    if record.commune_code in NOT_TAHITI:
        return None
    if record.national or record.territory:
        return record.territory or METROPOLE
    shown = {local(moment, code).utcoffset(): code for code in record.covers}
    return next(iter(shown.values())) if len(shown) == 1 else None


def _unclear(hours: str) -> bool:
    """Whether the library would answer without knowing. After midnight, the rule of the new day
    hides the end of a night that another rule began: such hours are written with a comma."""
    overnight = any(int(end) >= 24 or int(end) < int(start) for start, end in _SPAN.findall(hours))
    return bool(_NOT_KNOWN.search(hours)) or (overnight and ";" in hours)


def _at(hours: str, moment: datetime, place: str) -> Opening:
    here = local(moment, place)
    known = _read(hours, zone(place))
    state = _STATES[known.state(here)[0]]
    until = _until(known, here, state)
    return Opening(state, until, state == "unknown", place, place in _OWN_HOLIDAYS)


def _read(hours: str, clocks: ZoneInfo) -> OpeningHours:
    """The hours, where a public holiday that they do not name is neither open nor closed."""
    whole = hours if "PH" in hours else f"{hours}; PH unknown"
    return OpeningHours(whole, timezone=clocks, country="FR")


def _until(known: OpeningHours, here: datetime, state: str) -> datetime | None:
    spans = islice(known.intervals(here), _LOOKED_AT)
    if state == "open":
        return next(spans)[1]
    opens = (start for start, _, then, _ in spans if then == State.OPEN)
    return next(opens, None) if state == "closed" else None
