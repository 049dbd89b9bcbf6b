"""« Ailleurs »: accommodation that takes young people from elsewhere, by its operator's word.

Pure but for the page. Whether a place is away is told by the territory it publishes and by no
other fact: no distance, and an order that holds nothing of where anything is (S2).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final, NamedTuple

from flask import render_template, request

from webmap.directory.catalogue import Catalogue
from webmap.directory.helping import is_alive
from webmap.directory.record import Record
from webmap.errors import InvalidParameter
from webmap.geo.territories import Territory
from webmap.pro.gates import me, professional
from webmap.web import parameters
from webmap.web.asked import read_one
from webmap.web.current import current_catalogue

#: How far is away -> whether a territory is, seen from another.
AWAY: Final[dict[str, tuple[str, Callable[[Territory, Territory], bool]]]] = {
    "departement": ("Hors du département", lambda home, there: there.code != home.code),
    "region": ("Hors de la région", lambda home, there: there.region != home.region),
    "voisins": (
        "Hors du département et de ses voisins",
        lambda home, there: there.code != home.code and there.code not in home.neighbours,
    ),
}


class Found(NamedTuple):
    """Accommodation for someone from a territory: away by its published territory, and that of
    which no territory is published, by secrecy: it alone can say."""

    away: tuple[Record, ...]
    unsaid: tuple[Record, ...]


@professional
def ailleurs() -> str:
    """Where someone from one of my territories could go, away."""
    catalogue = current_catalogue()
    mine = [catalogue.territories[code] for code in me().territories]
    home = _home(catalogue, mine)
    how = read_one(request.args, "hors") or "departement"
    if how not in AWAY:
        raise InvalidParameter("this is not one of the ways to be away")
    found = find(catalogue, home, how) if home else Found((), ())
    return render_template(
        "pro/ailleurs.html",
        mine=mine,
        home=home,
        how=how,
        ways={code: text for code, (text, _) in AWAY.items()},
        found=found,
        territories=catalogue.territories,
    )


def find(catalogue: Catalogue, home: Territory, how: str) -> Found:
    """Accommodation that accepts from `home` by declaration and is away from it."""
    accepting = sorted(
        (r for r in catalogue.in_category("hebergement") if accepts(r, home)), key=_usefulness
    )
    is_away = AWAY[how][1]
    away = (
        record
        for record in accepting
        if record.territory and is_away(home, catalogue.territories[record.territory])
    )
    return Found(tuple(away), tuple(record for record in accepting if not record.territory))


def accepts(record: Record, home: Territory) -> bool:
    """Whether the operator declares to take young people from a territory. What it does not say
    is never read as accepted."""
    declared = record.national or home.code in record.covers
    return is_alive(record) and record.serves_minors and declared


def _usefulness(record: Record) -> tuple[bool, bool, bool, str, str]:
    """Open, then what says its delay, then its places: never where it is."""
    return (
        record.status != "open",
        not record.delay,
        record.capacity is None,
        record.name,
        record.id,
    )


def _home(catalogue: Catalogue, mine: Iterable[Territory]) -> Territory | None:
    """The territory asked for, among one's own; the first when none is asked for."""
    asked = read_one(request.args, "de")
    if not asked:
        return next(iter(mine), None)
    wanted = parameters.territory(asked, catalogue)
    if wanted not in mine:
        raise InvalidParameter("this is not one of the account's territories")
    return wanted
