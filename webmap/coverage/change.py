"""What changed between two days of the coverage.

Each record is told once, by the first of KINDS that fits; a snapshot compared with itself tells
nothing, and the order of rows never matters. Accommodation is told by region, from figures at least
half a year apart (`openings`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from webmap.coverage.snapshot import KEPT, RECORD_STATES, Shares, Snapshot, Zone

#: opened: open, and was not, or not known here · announced · closed · withdrawn: no longer said to
#: be open · gone: no longer in the directory · stale: to confirm again · verified: checked with the
#: structure since.
KINDS: Final = ("opened", "announced", "closed", "withdrawn", "gone", "stale", "verified")

_OPEN: Final = frozenset({"verified", "stale", "to_confirm"})
#: A move of reach smaller than this is of the rounding.
_MOVED: Final = 0.001


class News(NamedTuple):
    """What became of a record."""

    kind: str
    category: str
    record_id: str


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
    """since, until: the two days · news: by kind, category, id · counts: category -> state -> how
    many records before and after · housed: region -> (before, after), with "" for the small
    regions together; None while the two days hold the same figures."""

    since: date
    until: date
    news: tuple[News, ...]
    moved: tuple[Moved, ...]
    reached: tuple[Reached, ...]
    counts: Mapping[str, Mapping[str, tuple[int, int]]]
    housed: Mapping[str, tuple[int, int]] | None


def changes(before: Snapshot, after: Snapshot) -> Changes:
    """What changed from a day to a later one."""
    return Changes(
        before.as_of,
        after.as_of,
        tuple(sorted(_news(before, after), key=_place)),
        tuple(sorted(_moved(before, after))),
        tuple(sorted(_reached(before, after), key=lambda each: each.zone)),
        {category: _counts(before, after, category) for category in KEPT},
        _housed(before, after),
    )


def _place(news: News) -> tuple[int, int, str]:
    return KINDS.index(news.kind), KEPT.index(news.category), news.record_id


def _news(before: Snapshot, after: Snapshot) -> Iterator[News]:
    for category in KEPT:
        was, now = before.records[category], after.records[category]
        for record_id in was.keys() | now.keys():
            kind = _kind(was.get(record_id), now.get(record_id))
            if kind is None and _checked_since(before, after, record_id):
                kind = "verified"
            if kind is not None:
                yield News(kind, category, record_id)


def _kind(was: str | None, now: str | None) -> str | None:
    if now is None:
        return "gone"
    if now in _OPEN and was not in _OPEN:
        return "opened"
    if now == "planned" and was != "planned":
        return "withdrawn" if was in _OPEN else "announced"
    # A record that enters as closed was never open here: no news.
    if now == "closed":
        return "closed" if was not in ("closed", None) else None
    if "verified" in (was, now) and was != now:
        return "verified" if now == "verified" else "stale"
    return None


def _checked_since(before: Snapshot, after: Snapshot, record_id: str) -> bool:
    """Verified then and now, but checked again in between."""
    still = any(found.get(record_id) == "verified" for found in after.records.values())
    day = after.verified.get(record_id)
    return still and day is not None and day > before.as_of


def _moved(before: Snapshot, after: Snapshot) -> Iterator[Moved]:
    for key in before.presence.keys() & after.presence.keys():
        if before.presence[key] != after.presence[key]:
            yield Moved(*key, before.presence[key], after.presence[key])


def _reached(before: Snapshot, after: Snapshot) -> Iterator[Reached]:
    for zone in before.reach.keys() & after.reach.keys():
        was, now = before.reach[zone], after.reach[zone]
        if any(_differ(*pair) for pair in zip(was, now, strict=True)):
            yield Reached(zone, was, now)


def _differ(was: float | None, now: float | None) -> bool:
    if was is None or now is None:
        return was is not now
    return abs(now - was) >= _MOVED


def _counts(before: Snapshot, after: Snapshot, category: str) -> dict[str, tuple[int, int]]:
    was, now = (list(taken.records[category].values()) for taken in (before, after))
    return {state: (was.count(state), now.count(state)) for state in RECORD_STATES}


def _housed(before: Snapshot, after: Snapshot) -> dict[str, tuple[int, int]] | None:
    was, now = before.accommodation, after.accommodation
    if was.since == now.since:
        return None
    regions = {
        code: (was.regions.get(code, 0), now.regions.get(code, 0))
        for code in sorted({*was.regions, *now.regions})
    }
    return {**regions, "": (was.elsewhere, now.elsewhere)}
