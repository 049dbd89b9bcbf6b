"""`/carte`: the map of the country, and the list of the same records."""

from __future__ import annotations

from functools import partial
from typing import Final

from flask import Response, g, render_template
from flask_babel import gettext as _
from markupsafe import Markup

from webmap import vocabulary as v
from webmap.directory.catalogue import Catalogue
from webmap.mapping import frame
from webmap.mapping.marks import note
from webmap.mapping.small import Mark, territory_map
from webmap.web import maps
from webmap.web.current import Snapshot, current
from webmap.web.labels import label
from webmap.web.language import url
from webmap.web.public.listing import groups
from webmap.web.representations import NO_STORE, Ready

#: What the map shows first: who accompanies minors, the question most visitors come with.
FIRST_SHADE: Final = "association"


def carte() -> Response:
    """The page changes only with the Catalogue: made once per language."""
    snapshot = current()
    return snapshot.file(f"carte.{g.language}", lambda: _page(snapshot)).response(NO_STORE)


def _page(snapshot: Snapshot) -> Ready:
    catalogue = snapshot.catalogue
    shades = {
        category: maps.category_states(snapshot.board, catalogue, category)
        for category in _shade_order()
    }
    html = render_template(
        "carte.html",
        map=maps.drawings(
            catalogue,
            shades[FIRST_SHADE],
            _("France, territoire par territoire"),
            maps.records(catalogue),
        ),
        block=maps.block(catalogue, shades, records=True),
        shades=[(category, label(category, "categories")) for category in shades],
        legend=maps.legend(),
        marks=maps.mark_legend(),
        jumps=frame.mainland_jumps(catalogue.territories),
        script=frame.script_name("carte", g.language),
        groups=groups(catalogue),
        note=partial(note, catalogue),
        catalogue=catalogue,
    )
    return Ready(html.encode(), "text/html; charset=utf-8")


def _shade_order() -> tuple[str, ...]:
    rest = (category for category in v.COVERED_CATEGORIES if category != FIRST_SHADE)
    return (FIRST_SHADE, *rest)


def small_map(code: str) -> dict[str, object]:
    """For the page of a territory: `svg`, and the `block` and `script` of the Folium map."""
    catalogue = current().catalogue
    place = catalogue.territories[code]
    svg = territory_map(
        catalogue.territories,
        code,
        _marks(catalogue, code),
        lambda near: url("public.departement", code=near),
        place.name,
    )
    return {
        "svg": Markup(svg),  # noqa: S704 - escaped by mapping
        "block": maps.block(catalogue, {}, records=True, code=code),
        "script": frame.script_name("departement", g.language),
    }


def _marks(catalogue: Catalogue, code: str) -> list[Mark]:
    found = ((record, catalogue.point(record)) for record in catalogue.located_in(code))
    return [
        Mark(
            record.category,
            point.longitude,
            point.latitude,
            record.name,
            url("public.ressource", record_id=record.id),
            note(catalogue, record),
        )
        for record, point in found
        if point is not None and record.category in frame.POINTED
    ]
