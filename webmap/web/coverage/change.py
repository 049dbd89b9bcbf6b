"""`/couverture/changements`: what opened, closed, went stale or was checked since a kept day."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from flask import render_template, request
from flask_babel import gettext as _

from webmap import vocabulary as v
from webmap.coverage.change import Changes
from webmap.coverage.news import KINDS, News
from webmap.coverage.openings import wide_regions
from webmap.coverage.snapshot import Snapshot as Taken
from webmap.errors import InvalidChoices
from webmap.web.asked import read_one
from webmap.web.coverage.kept import Snapshots
from webmap.web.current import current
from webmap.web.snapshot import Snapshot


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
        "needs": v.NEEDS,
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
