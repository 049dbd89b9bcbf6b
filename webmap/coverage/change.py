"""What changed between two days of the coverage.

A snapshot compared with itself tells nothing, and the order of rows never matters. Records: `news`.
Accommodation is told by region, from figures at least half a year apart (`openings`).

A record that is no longer in its category may have been taken out for somebody's safety, or be a
house by now: it is a number by category. Where there is one, what got worse in that category is not
told: it would say where the record was.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from webmap import vocabulary as v
from webmap.coverage import news
from webmap.coverage.news import News
from webmap.coverage.openings import Openings, tellable
from webmap.coverage.presence import STATES
from webmap.coverage.snapshot import KEPT, RECORD_STATES, Shares, Snapshot, Zone

#: A move of reach smaller than this is of the rounding.
_MOVED: Final = 0.001


class Moved(NamedTuple):
    """A state of presence that is no longer what it was."""

    territory: str
    need: str
    before: str
    after: str


class Reached(NamedTuple):
    """Shares of a zone before and after."""

    zone: Zone
    before: Shares
    after: Shares


@dataclass(frozen=True, slots=True)
class Changes:
    """since, until: the two days · news: by kind, category, id · gone: category -> how many records
    are no longer in it, only where there are some · counts: category -> state -> how many records
    before and after · housed: region -> (before, after), with "" for the small regions together;
    None while the two days hold the same figures, or ones too near to be compared (too_near)."""

    since: date
    until: date
    news: tuple[News, ...]
    gone: Mapping[str, int]
    moved: tuple[Moved, ...]
    reached: tuple[Reached, ...]
    counts: Mapping[str, Mapping[str, tuple[int, int]]]
    housed: Mapping[str, tuple[int, int]] | None
    too_near: bool


def changes(before: Snapshot, after: Snapshot, kept: Iterable[Openings] = ()) -> Changes:
    """What changed from a day to a later one. `kept`: the figures on accommodation of all the
    snapshots that anyone may compare."""
    gone = _gone(before, after)
    was, now = before.accommodation, after.accommodation
    told = tellable([*kept, was, now])
    may_tell = was in told and now in told and now.may_follow(was)
    return Changes(
        before.as_of,
        after.as_of,
        news.told(before, after),
        gone,
        tuple(sorted(_moved(before, after, gone))),
        tuple(sorted(_reached(before, after, gone), key=lambda each: each.zone)),
        {category: _counts(before, after, category) for category in KEPT},
        _housed(was, now) if may_tell else None,
        was.since != now.since and not may_tell,
    )


def _gone(before: Snapshot, after: Snapshot) -> dict[str, int]:
    found = {c: len(before.records[c].keys() - after.records[c].keys()) for c in KEPT}
    return {category: count for category, count in found.items() if count}


def _moved(before: Snapshot, after: Snapshot, gone: Collection[str]) -> Iterator[Moved]:
    for key in before.presence.keys() & after.presence.keys():
        move = Moved(*key, before.presence[key], after.presence[key])
        category = v.NEEDS[move.need].category
        if move.before != move.after and (category not in gone or _better(move, category)):
            yield move


def _better(move: Moved, category: str) -> bool:
    # Without one court, all the others may be known: nothing of courts is sure to be an opening.
    return category != "magistrat" and STATES.index(move.after) < STATES.index(move.before)


def _reached(before: Snapshot, after: Snapshot, gone: Collection[str]) -> Iterator[Reached]:
    for zone in before.reach.keys() & after.reach.keys():
        was, now = before.reach[zone], after.reach[zone]
        pairs = list(zip(was, now, strict=True))
        silent = zone[0] in gone and any(_fell(*pair) for pair in pairs)
        if not silent and any(_differ(*pair) for pair in pairs):
            yield Reached(zone, was, now)


def _fell(was: float | None, now: float | None) -> bool:
    return was is not None and (now is None or now < was)


def _differ(was: float | None, now: float | None) -> bool:
    if was is None or now is None:
        return was is not now
    return abs(now - was) >= _MOVED


def _counts(before: Snapshot, after: Snapshot, category: str) -> dict[str, tuple[int, int]]:
    was, now = (list(taken.records[category].values()) for taken in (before, after))
    return {state: (was.count(state), now.count(state)) for state in RECORD_STATES}


def _housed(was: Openings, now: Openings) -> dict[str, tuple[int, int]]:
    regions = {
        code: (was.regions.get(code, 0), now.regions.get(code, 0))
        for code in sorted({*was.regions, *now.regions})
    }
    return {**regions, "": (was.elsewhere, now.elsewhere)}
