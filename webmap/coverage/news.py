"""What became of each record between two days: told once, by the first of KINDS that fits."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from webmap.coverage.snapshot import KEPT, Snapshot

#: opened: open, and was not, or not known here · announced · closed · withdrawn: no longer said to
#: be open · stale: to confirm again · verified: checked with the structure since.
KINDS: Final = ("opened", "announced", "closed", "withdrawn", "stale", "verified")

_OPEN: Final = frozenset({"verified", "stale", "to_confirm"})


class News(NamedTuple):
    """What became of a record."""

    kind: str
    category: str
    record_id: str


def told(before: Snapshot, after: Snapshot) -> tuple[News, ...]:
    """The news by kind, category, id."""
    return tuple(sorted(_news(before, after), key=_place))


def _place(news: News) -> tuple[int, int, str]:
    return KINDS.index(news.kind), KEPT.index(news.category), news.record_id


def _news(before: Snapshot, after: Snapshot) -> Iterator[News]:
    known = {record_id for records in before.records.values() for record_id in records}
    for category in KEPT:
        was, now = before.records[category], after.records[category]
        # A record of another category then is gone from there, and nothing opened here.
        for record_id in now.keys() - (known - was.keys()):
            kind = _kind(was.get(record_id), now[record_id])
            if kind is None and _checked_since(before, after, record_id):
                kind = "verified"
            if kind is not None:
                yield News(kind, category, record_id)


def _kind(was: str | None, now: str) -> str | None:
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
