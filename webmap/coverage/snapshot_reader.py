"""A kept snapshot read back: every cell is checked, and what is wrong is said by field.

A file may come from another version, another hand or a broken disk: nothing of it is believed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import Any, Final, NoReturn

from webmap.coverage.openings import Openings, wide_regions
from webmap.coverage.presence import STATES
from webmap.coverage.reach import CATEGORIES
from webmap.coverage.snapshot import FORMAT, KEPT, NEEDS, RECORD_STATES, Shares, Snapshot, Zone
from webmap.coverage.zones import LEVELS, NATION
from webmap.directory.record import ID_PATTERN
from webmap.errors import InvalidResult
from webmap.geo.territories import Territories

_AGAIN: Final = "take it again with `webmap coverage snapshot`"


def read(name: str, payload: Mapping[str, Any], territories: Territories, today: date) -> Snapshot:
    """The snapshot of a file called `name`, the day it was taken. Raises `InvalidResult`."""
    return _Reader(name, payload, territories).snapshot(today)


def figures(
    name: str, payload: Mapping[str, Any], territories: Territories, today: date
) -> Openings:
    """The figures on accommodation of a snapshot alone. Raises `InvalidResult`."""
    return _Reader(name, payload, territories).figures(today)


class _Reader:
    def __init__(self, name: str, payload: Mapping[str, Any], territories: Territories) -> None:
        self._name = name
        self._payload = payload
        self._territories = territories
        self._zones: dict[str, Collection[str]] = {
            "territory": set(territories),
            "region": {territory.region for territory in territories.values()},
            "nation": {NATION[0]},
        }

    def snapshot(self, today: date) -> Snapshot:
        self._check_format()
        as_of = self._as_of(today)
        return Snapshot(
            as_of,
            dict(self._presence()),
            {category: self._states(category) for category in KEPT},
            dict(self._verified()),
            dict(self._reach()),
            self._accommodation(as_of),
        )

    def figures(self, today: date) -> Openings:
        self._check_format()
        return self._accommodation(self._as_of(today))

    def _check_format(self) -> None:
        made = self._payload.get("format")
        if type(made) is not int:
            self._wrong("format", f"it is not a snapshot of webmap: {_AGAIN}")
        if made < FORMAT:
            self._wrong("format", f"an older webmap took it, in a form no longer read: {_AGAIN}")
        if made > FORMAT:
            self._wrong("format", "a newer webmap took it: update webmap, or move it away")

    def _as_of(self, today: date) -> date:
        day = self._day("as_of", self._payload.get("as_of"))
        if day.isoformat() != self._name:
            self._wrong("as_of", "it is not the day of the file's name: rename the file")
        if day > today:
            self._wrong("as_of", "this day is still to come: check the clock, move it away")
        return day

    def _presence(self) -> Iterator[tuple[tuple[str, str], str]]:
        for need, states in self._table("presence").items():
            field = f"presence.{need}"
            self._among(field, need, NEEDS)
            for territory, state in self._table(field, states).items():
                self._among(field, territory, self._territories)
                yield (territory, need), self._among(f"{field}.{territory}", state, STATES)

    def _states(self, category: str) -> dict[str, str]:
        records = self._table("records")
        for one in records:
            self._among("records", one, KEPT)
        field = f"records.{category}"
        found = self._table(field, records.get(category, {}))
        return {
            self._identifier(field, one): self._among(f"{field}.{one}", state, RECORD_STATES)
            for one, state in found.items()
        }

    def _verified(self) -> Iterator[tuple[str, date]]:
        for one, day in self._table("verified").items():
            yield self._identifier("verified", one), self._day(f"verified.{one}", day)

    def _reach(self) -> Iterator[tuple[Zone, Shares]]:
        for category, levels in self._table("reach").items():
            self._among("reach", category, CATEGORIES)
            for level, zones in self._table(f"reach.{category}", levels).items():
                field = f"reach.{category}.{level}"
                self._among(field, level, LEVELS)
                for code, shares in self._table(field, zones).items():
                    self._among(field, code, self._zones[level])
                    yield (category, level, code), self._shares(f"{field}.{code}", shares)

    def _accommodation(self, as_of: date) -> Openings:
        found = self._table("accommodation")
        since = self._day("accommodation.since", found.get("since"))
        if since > as_of:
            self._wrong("accommodation.since", f"it is after the snapshot: {_AGAIN}")
        regions = self._table("accommodation.regions", found.get("regions"))
        for code in regions:
            self._among("accommodation.regions", code, wide_regions(self._territories))
        return Openings(
            since,
            {code: self._count(f"accommodation.regions.{code}", n) for code, n in regions.items()},
            self._count("accommodation.elsewhere", found.get("elsewhere")),
        )

    def _table(self, field: str, *value: Any) -> dict[str, Any]:
        """A table of the payload, or the one given."""
        found = value[0] if value else self._payload.get(field)
        if not isinstance(found, dict):
            self._wrong(field, f"it is missing, or not a table: {_AGAIN}")
        return found

    def _among(self, field: str, value: Any, known: Collection[str]) -> str:
        if not isinstance(value, str) or value not in known:
            self._wrong(field, f"{str(value)[:30]!r} is not known: {_AGAIN}")
        return value

    def _identifier(self, field: str, value: str) -> str:
        if not ID_PATTERN.fullmatch(value):
            self._wrong(field, f"{value[:30]!r} is no id of a record: {_AGAIN}")
        return value

    def _day(self, field: str, value: Any) -> date:
        try:
            return date.fromisoformat(value)
        except (TypeError, ValueError):
            self._wrong(field, f"write a day as 2026-11-22, or {_AGAIN}")

    def _count(self, field: str, value: Any) -> int:
        if type(value) is not int or value < 0:
            self._wrong(field, f"it is not a count: {_AGAIN}")
        return int(value)

    def _shares(self, field: str, value: Any) -> Shares:
        if not isinstance(value, list) or len(value) != 3 or not all(map(_is_share, value)):
            self._wrong(field, f"it is not three shares from 0 to 1: {_AGAIN}")
        return tuple(value)

    def _wrong(self, field: str, remedy: str) -> NoReturn:
        raise InvalidResult(f"{self._name}.json", field, remedy)


def _is_share(value: Any) -> bool:
    return value is None or (type(value) in (int, float) and 0 <= value <= 1)
