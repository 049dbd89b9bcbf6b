"""`/couverture/implanter`: where the next places would help most, from answers computed beforehand.

Accommodation is asked for like the rest, and answered by region or not at all: never by a town.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from flask import g, render_template, request
from flask_babel import gettext as _
from markupsafe import Markup

from webmap import vocabulary as v
from webmap.coverage import proposals
from webmap.coverage.accommodation import most_in_need
from webmap.coverage.proposals import Kept, Proposal
from webmap.coverage.reach import counts_for_reach
from webmap.coverage.today import fingerprint, served
from webmap.directory.catalogue import Catalogue
from webmap.directory.record import Record
from webmap.errors import InvalidResult
from webmap.mapping.plan import Spot, ground, plan
from webmap.mapping.svg import COLON
from webmap.web import maps
from webmap.web.asked import read
from webmap.web.coverage.reach_maps import dots_of
from webmap.web.current import current
from webmap.web.figures import figures
from webmap.web.snapshot import Snapshot

#: Asked for by its category: the answer is a region, never a town.
HOUSES: Final = "hebergement"
_RADII: Final = tuple(str(radius) for radius in proposals.RADII)
_PLACES: Final = tuple(str(count) for count in proposals.PLACES)
_FIRST: Final = {"places": 5, "radius": 60}


@dataclass(frozen=True, slots=True)
class Asked:
    """The question in the address."""

    need: str
    land: str
    places: int
    radius: int
    variant: str


@dataclass(frozen=True, slots=True)
class Line:
    """A proposed town in order, and people served once it is there. `there`: what the directory
    knows in that town and does not count, announced or of another name."""

    rank: int
    code: str
    name: str
    territory: str
    all: int
    under_20: int | None
    served: int
    there: tuple[Record, ...]


def implanter() -> str:
    """A question, and its answer when one is kept."""
    asked = _asked()
    snapshot = current()
    houses = asked.need == HOUSES
    kept = None if houses else _kept(snapshot, asked)
    found = kept.find(asked.places, asked.radius, asked.variant) if kept else None
    return render_template(
        "implanter.html",
        asked=asked,
        needs=(*proposals.NEEDS, HOUSES),
        lands=_land_words(snapshot.catalogue),
        counts=proposals.PLACES,
        radii=proposals.RADII,
        kept=kept,
        found=found,
        changed=kept is not None and kept.fingerprint != _fingerprint(snapshot, asked.need),
        houses=most_in_need(snapshot.catalogue),
        units=figures(snapshot.catalogue),
        catalogue=snapshot.catalogue,
        **(_answer(snapshot, asked, found) if found else {}),
    )


def _asked() -> Asked:
    """Raises `InvalidChoices`."""
    allowed = {
        "pour": (*proposals.NEEDS, HOUSES),
        "ou": proposals.LANDS,
        "nombre": _PLACES,
        "rayon": _RADII,
        "variante": proposals.VARIANTS,
    }
    given = read(request.args, allowed)
    return Asked(
        given["pour"] or proposals.NEEDS[0],
        given["ou"] or "hexagone",
        int(given["nombre"] or _FIRST["places"]),
        int(given["rayon"] or _FIRST["radius"]),
        given["variante"] or proposals.VARIANTS[0],
    )


def _kept(snapshot: Snapshot, asked: Asked) -> Kept | None:
    """The answers for this need and part of the country; None when there are none to be read: the
    page says how to make them."""
    name = proposals.name(asked.need, asked.land)
    try:
        found = snapshot.results.read("siting", name)
        return proposals.read(asked.need, asked.land, found, snapshot.catalogue.communes)
    except InvalidResult:
        return None


def _fingerprint(snapshot: Snapshot, need: str) -> str:
    return fingerprint(snapshot.catalogue, snapshot.people, need)


def _land_words(catalogue: Catalogue) -> dict[str, str]:
    words = {"hexagone": _("l’Hexagone"), "corse": _("la Corse")}
    return {c: words.get(c) or catalogue.territories[c].name for c in proposals.LANDS}


def _answer(snapshot: Snapshot, asked: Asked, found: Proposal) -> dict[str, Any]:
    catalogue = snapshot.catalogue
    lines = _lines(catalogue, asked.need, found)
    lowest = found.smallest.lowest if found.smallest else ()
    return {
        "lines": lines,
        "map": _plan(catalogue, asked, lines),
        "lowest": [catalogue.territories[code].name for code in lowest],
    }


def _lines(catalogue: Catalogue, need: str, found: Proposal) -> list[Line]:
    reached, lines = found.all.before, []
    for rank, town in enumerate(found.towns, 1):
        place = catalogue.communes[town.code]
        home = catalogue.territories[place.territory].name
        reached += town.all
        there = _uncounted(catalogue, town.code) if need == "uaped" else ()
        people = (town.all, town.under_20, reached)
        lines.append(Line(rank, town.code, place.name, home, *people, there))
    return lines


def _uncounted(catalogue: Catalogue, commune: str) -> tuple[Record, ...]:
    units = (r for r in catalogue.in_category("uaped") if r.commune_code == commune)
    return tuple(unit for unit in units if not counts_for_reach(unit, "uaped"))


def _plan(catalogue: Catalogue, asked: Asked, lines: list[Line]) -> Markup:
    teams = asked.need != "uaped"
    drawn = plan(
        ground(catalogue.territories, asked.land, maps.outlines_of(catalogue)),
        asked.radius,
        () if teams else dots_of(catalogue, asked.need),
        served(catalogue, v.NEEDS[asked.need]) if teams else (),
        [_spot(catalogue, line) for line in lines],
        _("Les lieux d’aujourd’hui et les villes proposées"),
    )
    return Markup(drawn)  # noqa: S704 - escaped by mapping


def _spot(catalogue: Catalogue, line: Line) -> Spot:
    place = catalogue.communes[line.code]
    return Spot(place.longitude, place.latitude, f"{line.rank}{COLON[g.language]}{line.name}")
