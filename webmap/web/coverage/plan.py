"""`/couverture/engagements`: what was promised, how we would know, and what we can show of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from flask import render_template, request

from webmap import vocabulary as v
from webmap.coverage import wording
from webmap.coverage.engagements import ENGAGEMENTS, Engagement
from webmap.coverage.plan import Promise
from webmap.directory.catalogue import Catalogue
from webmap.directory.record import Record
from webmap.geo.territories import Territory
from webmap.web.asked import read
from webmap.web.current import current
from webmap.web.snapshot import Snapshot


class Line(NamedTuple):
    """An engagement in a territory, with the records that make its state."""

    engagement: Engagement
    place: Territory
    cell: Promise
    records: tuple[Record, ...]


def engagements() -> str:
    """The board: every engagement with its sums; one of them, by state; or one territory."""
    snapshot = current()
    catalogue = snapshot.catalogue
    allowed = {
        "engagement": ENGAGEMENTS,
        "territoire": catalogue.territories,
        "etat": v.STATES,
    }
    chosen = read(request.args, allowed)
    return render_template(
        "engagements.html",
        engagements=ENGAGEMENTS,
        shown=_engagements(chosen["engagement"]),
        sums={code: snapshot.plan.sums(code) for code in ENGAGEMENTS},
        territories=catalogue.territories,
        place=catalogue.territories.get(chosen["territoire"]),
        states=v.STATES,
        chosen=chosen,
        catalogue=catalogue,
        **_lines(snapshot, chosen),
    )


def lines_of(snapshot: Snapshot, territory: str) -> tuple[Line, ...]:
    """The board of a territory."""
    return _told(snapshot.catalogue, snapshot.plan.of(territory))


def by_word(lines: Iterable[Line]) -> dict[tuple[str, str], list[Line]]:
    """The same lines under the words of their states, best state first: a state, and the category
    that gives it a word of its own, else empty."""
    groups: dict[tuple[str, str], list[Line]] = {}
    for state, found in by_state(lines).items():
        for line in found:
            category = line.engagement.category
            own = wording.state(state, category) is not wording.state(state)
            groups.setdefault((state, category if own else ""), []).append(line)
    return groups


def by_state(lines: Iterable[Line]) -> dict[str, list[Line]]:
    """The same lines under their states, best state first; no state without a line."""
    found = list(lines)
    groups = {code: [line for line in found if line.cell.state == code] for code in v.STATES}
    return {code: group for code, group in groups.items() if group}


def _engagements(code: str) -> tuple[Engagement, ...]:
    return (ENGAGEMENTS[code],) if code else tuple(ENGAGEMENTS.values())


def _lines(snapshot: Snapshot, chosen: dict[str, str]) -> dict[str, Any]:
    """`here`: the lines of the territory chosen · `groups`: those of the engagement, by state."""
    state, engagement, territory = chosen["etat"], chosen["engagement"], chosen["territoire"]
    if territory:
        lines = [
            line
            for line in lines_of(snapshot, territory)
            if engagement in ("", line.engagement.code) and state in ("", line.cell.state)
        ]
        return {"here": lines, "groups": {}}
    if not engagement:
        return {"here": (), "groups": {}}
    groups = by_state(_told(snapshot.catalogue, snapshot.plan.across(engagement)))
    return {"here": (), "groups": {state: groups.get(state, [])} if state else groups}


def _told(catalogue: Catalogue, cells: Iterable[Promise]) -> tuple[Line, ...]:
    return tuple(
        Line(
            ENGAGEMENTS[cell.engagement],
            catalogue.territories[cell.territory],
            cell,
            tuple(catalogue.get(record_id) for record_id in cell.evidence),
        )
        for cell in cells
    )
