"""`/couverture/distances`: how far people live from the nearest open place, zone by zone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from flask import Response, render_template, request
from flask_babel import gettext as _

from webmap.coverage import reach_table
from webmap.coverage.reach import CATEGORIES
from webmap.coverage.reach_places import placed
from webmap.coverage.reach_table import Line
from webmap.coverage.spread import BANDS
from webmap.formats import csv
from webmap.geo.text import fold
from webmap.mapping import classes, frame
from webmap.web.asked import read
from webmap.web.coverage import reach_maps
from webmap.web.coverage.heads import Column, heads
from webmap.web.coverage.parameters import DIRECTIONS, Order
from webmap.web.current import current
from webmap.web.representations import REVALIDATE, Ready
from webmap.web.snapshot import Snapshot

#: Whose figures: codes of the address -> kinds of people of the reach.
PEOPLE: Final = ("all", "under_20")
_BANDS: Final = tuple(str(band) for band in BANDS)
#: What is shown when nobody chose: the middle one.
_FIRST_BAND: Final = 60
#: Column of the address -> field of a line.
COLUMNS: Final = {
    "nom": "name",
    **{f"part_{band}": f"share_{band}" for band in _BANDS},
    "moyenne": "mean",
    "mediane": "median",
    "neuf_sur_dix": "p90",
    "plus_loin": "farthest_cost",
    "eau": "over_water",
    "sans": "without",
    "total": "total",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for."""

    category: str
    people: str
    band: int
    order: Order

    @property
    def address(self) -> dict[str, object]:
        """Its parameters, but for the order."""
        return {"categorie": self.category, "public": self.people, "rayon": self.band}


def distances() -> str:
    """The reach of a category: a sentence, a map, the regions, the territories."""
    asked = _asked()
    snapshot = current()
    lines = [x for x in snapshot.reach if (x.category, x.people) == (asked.category, asked.people)]
    zones = {level: [x for x in lines if x.level == level] for level in ("territory", "region")}
    return render_template(
        "distances.html",
        asked=asked,
        categories=CATEGORIES,
        bands=BANDS,
        nation=next(x for x in lines if x.level == "nation"),
        regions=_sorted(zones["region"], Order("nom", False)),
        lines=_sorted(zones["territory"], asked.order),
        columns=heads("coverage.distances", _columns(), asked.order, asked.address),
        places=placed(snapshot.catalogue, asked.category),
        names=_left_out(snapshot, lines),
        legend=_legend(zones["territory"], asked.band),
        of_share=classes.of_share,
        catalogue=snapshot.catalogue,
        jumps=frame.mainland_jumps(snapshot.catalogue.territories),
        **reach_maps.country(snapshot, zones["territory"], asked.category, asked.band),
    )


def distances_file() -> Response:
    """Every line of the reach, all zones, categories and people: the figures of the page."""
    snapshot = current()
    return snapshot.file("distances.csv", lambda: _file(snapshot)).response(REVALIDATE)


def _file(snapshot: Snapshot) -> Ready:
    return Ready(csv.table(reach_table.HEADER, snapshot.reach), "text/csv; charset=utf-8")


def _asked() -> Asked:
    """Raises `InvalidChoices`."""
    allowed = {
        "categorie": CATEGORIES,
        "public": PEOPLE,
        "rayon": _BANDS,
        "tri": COLUMNS,
        "sens": DIRECTIONS,
    }
    given = read(request.args, allowed)
    band = int(given["rayon"] or _FIRST_BAND)
    return Asked(
        given["categorie"] or CATEGORIES[0],
        given["public"] or PEOPLE[0],
        band,
        Order(given["tri"] or f"part_{band}", given["sens"] == "desc"),
    )


def _sorted(lines: Iterable[Line], order: Order) -> list[Line]:
    """Lines without a figure come last whatever the direction: unknown is no quantity."""
    field = COLUMNS[order.column]
    made = [(getattr(line, field), line) for line in lines]
    known = [(fold(x) if isinstance(x, str) else x, line) for x, line in made if x is not None]
    known.sort(key=lambda pair: pair[0], reverse=order.descending)
    return [line for _x, line in known] + [line for x, line in made if x is None]


def _left_out(snapshot: Snapshot, lines: list[Line]) -> list[str]:
    """Names of the territories that the sum of the nation does not count."""
    codes = next(x.left_out for x in lines if x.level == "nation")
    return [snapshot.catalogue.territories[c].name for c in (codes.split(";") if codes else ())]


def _legend(lines: list[Line], band: int) -> list[tuple[str, str, int]]:
    """Classes with their word, and how many territories are in each."""
    found = [classes.of_share(line, band) for line in lines]
    return [(c, word, found.count(c)) for c, word in reach_maps.share_words().items()]


def _columns() -> list[Column]:
    return [
        Column("nom", _("Territoire")),
        *(Column(f"part_{band}", _("À moins de %(n)s km", n=band)) for band in _BANDS),
        Column("moyenne", _("Distance moyenne")),
        Column("mediane", _("La moitié à moins de")),
        Column("neuf_sur_dix", _("Neuf sur dix à moins de")),
        Column("plus_loin", _("Commune la plus loin")),
        Column("eau", _("Par bateau ou avion seulement")),
        Column("sans", _("Sans lieu connu")),
        Column("total", _("Personnes comptées")),
    ]
