"""`/couverture/changements`: what opened, closed, went stale or was checked since a kept day."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import Any

from flask import render_template, request
from flask_babel import gettext as _

from webmap.coverage import snapshot_reader
from webmap.coverage.change import KINDS, Changes, News, changes
from webmap.coverage.openings import wide_regions
from webmap.coverage.snapshot import Snapshot as Taken
from webmap.coverage.snapshot import snapshot as take
from webmap.errors import InvalidChoices, InvalidResult
from webmap.web.coverage.parameters import read_one
from webmap.web.current import Snapshot, current

_log = logging.getLogger("webmap")


def changements() -> str:
    """The changes since the day asked for, or since the last kept day before today."""
    snapshot = current()
    kept = Snapshots(snapshot)
    today = snapshot.catalogue.as_of
    asked = _day(read_one(request.args, "depuis"), today)
    since = kept.at(asked) if asked else kept.before(today)
    found = kept.compared(since) if since else None
    return render_template(
        "changements.html",
        days=kept.days,
        asked=asked,
        since=since,
        unread=kept.unread,
        catalogue=snapshot.catalogue,
        **(_shown(snapshot, found, since) if found and since else {"changes": None}),
    )


class Snapshots:
    """The snapshots that are kept. `unread`: names of the files that could not be read."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self.days = snapshot.results.names("snapshot")
        self.unread: list[str] = []

    def at(self, day: date) -> Taken | None:
        """The last one of this day or before; else the first of all."""
        earlier = [name for name in self.days if name <= day.isoformat()]
        later = [name for name in self.days if name not in earlier]
        return self._first([*reversed(earlier), *later])

    def before(self, day: date) -> Taken | None:
        """The last one before this day; else the one of this day."""
        earlier = [name for name in self.days if name < day.isoformat()]
        return self._first([*reversed(earlier), *(n for n in self.days if n not in earlier)])

    def compared(self, since: Taken) -> Changes:
        """What changed until today. Accommodation is not counted afresh: the last kept figures."""
        snapshot = self._snapshot
        last = self._first(reversed(self.days)) or since
        now = take(snapshot.catalogue, snapshot.board, snapshot.reach, last.accommodation)
        return changes(since, now)

    def _first(self, names: Iterable[str]) -> Taken | None:
        return next((taken for taken in map(self._read, names) if taken is not None), None)

    def _read(self, name: str) -> Taken | None:
        catalogue = self._snapshot.catalogue
        try:
            payload = self._snapshot.results.read("snapshot", name)
            return snapshot_reader.read(name, payload, catalogue.territories, catalogue.as_of)
        except InvalidResult as error:
            _complain(str(error))
            if name not in self.unread:
                self.unread.append(name)
            return None


@lru_cache(maxsize=64)
def _complain(problem: str) -> None:
    """To the log, once in a process: the page may be asked for all day."""
    _log.error("a kept result cannot be read: %s", problem)


def _day(text: str, today: date) -> date | None:
    if not text:
        return None
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII):
        raise InvalidChoices((_("« depuis » : un jour, comme 2026-11-22."),))
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise InvalidChoices((_("« depuis » : ce jour n’existe pas."),)) from None
    if day > today:
        raise InvalidChoices((_("« depuis » : ce jour n’est pas encore passé."),))
    return day


def _shown(snapshot: Snapshot, found: Changes, since: Taken) -> dict[str, Any]:
    regions = wide_regions(snapshot.catalogue.territories)
    told = {kind: _by_category(found.news, kind) for kind in KINDS}
    return {
        "changes": found,
        "news": {kind: groups for kind, groups in told.items() if groups},
        "records": {record.id: record for record in snapshot.catalogue.records},
        "regions": {**regions, "": _("autres régions, ensemble")},
        "zones": {line[:2]: line.name for line in snapshot.reach},
        "accommodation": since.accommodation,
    }


def _by_category(news: Iterable[News], kind: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for each in news:
        if each.kind == kind:
            found.setdefault(each.category, []).append(each.record_id)
    return found
