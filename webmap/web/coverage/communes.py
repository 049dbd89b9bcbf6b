"""`/couverture/<code>/communes`: one territory opened, commune by commune."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from flask import Response, render_template, request
from flask_babel import gettext as _

from webmap.coverage import reach_communes
from webmap.coverage.reach import CATEGORIES
from webmap.coverage.reach_communes import CommuneLine
from webmap.coverage.reach_places import nearest
from webmap.directory.record import Record
from webmap.formats import csv
from webmap.geo.text import fold
from webmap.mapping import classes
from webmap.web.asked import read
from webmap.web.coverage import reach_maps
from webmap.web.coverage.heads import Column, heads
from webmap.web.coverage.parameters import DIRECTIONS, Order
from webmap.web.current import current
from webmap.web.parameters import territory as territory_parameter
from webmap.web.representations import NO_STORE, Ready
from webmap.web.snapshot import Snapshot

#: A column of distances is called as its category.
COLUMNS: Final = ("nom", *CATEGORIES, "habitants")


@dataclass(frozen=True, slots=True)
class Way:
    """The way from a commune to the nearest place of a category: its class and the record."""

    line: CommuneLine
    class_: str
    record: Record | None


@dataclass(frozen=True, slots=True)
class Row:
    """A commune, and its way for each category."""

    code: str
    name: str
    population: int
    ways: tuple[Way, ...]


def communes(code: str) -> str:
    """The distances of a territory's communes, sorted, with a map of one category."""
    snapshot = current()
    place = territory_parameter(code, snapshot.catalogue)
    category, order = _asked()
    address = {"code": place.code, "categorie": category}
    ways = {one: _ways(snapshot, one, place.code) for one in CATEGORIES}
    rows = [_row(some) for some in zip(*ways.values(), strict=True)]
    shown = [way.line for way in ways[category]]
    return render_template(
        "communes.html",
        place=place,
        category=category,
        categories=CATEGORIES,
        rows=_sorted(rows, order),
        words=reach_maps.distance_words(),
        legend=_legend(ways[category]),
        columns=heads("coverage.communes", _columns(), order, address),
        places={one: snapshot.reaches[one].places for one in CATEGORIES},
        lines={x.category: x for x in snapshot.reach if _is_of(x, place.code)},
        patterns=reach_maps.patterns(),
        swatch=reach_maps.legend_swatch,
        map=reach_maps.territory(snapshot, place.code, shown, category),
        catalogue=snapshot.catalogue,
    )


def communes_file(code: str) -> Response:
    """The same distances as a file: a line for each category and commune."""
    snapshot = current()
    place = territory_parameter(code, snapshot.catalogue)
    rows = reach_communes.table(snapshot.people, snapshot.reaches.values(), place.code)
    body = csv.table(reach_communes.HEADER, rows)
    return Ready(body, "text/csv; charset=utf-8").response(NO_STORE)


def _is_of(line: Any, code: str) -> bool:
    return (line.level, line.code, line.people) == ("territory", code, "all")


def _asked() -> tuple[str, Order]:
    """The category, and the order: the farthest first when nobody chose. Raises
    `InvalidChoices`."""
    allowed = {"categorie": CATEGORIES, "tri": COLUMNS, "sens": DIRECTIONS}
    given = read(request.args, allowed)
    category, column = given["categorie"] or CATEGORIES[0], given["tri"]
    return category, Order(column or category, given["sens"] == "desc" or not column)


def _ways(snapshot: Snapshot, category: str, code: str) -> list[Way]:
    people = snapshot.people
    lines = reach_communes.rows(people, snapshot.reaches[category], code)
    found = nearest(snapshot.catalogue, people, category, code)
    return [Way(line, classes.of_distance(line), found.get(line.code)) for line in lines]


def _row(ways: tuple[Way, ...]) -> Row:
    line = ways[0].line
    return Row(line.code, line.name, line.population, ways)


def _sorted(rows: Iterable[Row], order: Order) -> list[Row]:
    """Communes that no road joins to a place come last whatever the direction."""
    if order.column == "nom":
        return sorted(rows, key=lambda row: fold(row.name), reverse=order.descending)
    if order.column == "habitants":
        return sorted(rows, key=lambda row: row.population, reverse=order.descending)
    rank = CATEGORIES.index(order.column)
    made = [(row.ways[rank].line.cost, row) for row in rows]
    known = [(cost, row) for cost, row in made if cost is not None]
    known.sort(key=lambda pair: pair[0], reverse=order.descending)
    return [row for _cost, row in known] + [row for cost, row in made if cost is None]


def _legend(ways: Iterable[Way]) -> list[tuple[str, str, int]]:
    """Classes with their word, and how many people live in the communes of each."""
    people = dict.fromkeys(classes.DISTANCE_CLASSES, 0)
    for way in ways:
        people[way.class_] += way.line.population
    return [(code, word, people[code]) for code, word in reach_maps.distance_words().items()]


def _columns() -> list[Column]:
    return [
        Column("nom", _("Commune")),
        Column("uaped", _("UAPED ouverte la plus proche")),
        Column("association", _("Permanence la plus proche")),
        Column("habitants", _("Habitants")),
    ]
