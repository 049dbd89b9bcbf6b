"""`/carte`: the map of the country, and the list of the same records."""

from __future__ import annotations

from functools import partial
from typing import Final

from flask import Response, g, render_template
from flask_babel import gettext as _
from markupsafe import Markup

from webmap import vocabulary as v
from webmap.mapping import frame
from webmap.mapping.marks import note
from webmap.web import assets, headers, maps
from webmap.web.current import current
from webmap.web.labels import label
from webmap.web.public.listing import groups
from webmap.web.representations import NO_STORE, Ready
from webmap.web.snapshot import Snapshot

#: What the map shows first: who accompanies minors, the question most visitors come with.
FIRST_SHADE: Final = "association"
#: What the first frame waits for. This page holds it, since its drawing is asked for: on a slow
#: line, files of their own would come a whole turn later. The policy names each by its hash.
_WITHIN: Final = {"script": ("exit.js",), "style": ("app.css", "map.css")}


def carte() -> Response:
    """The page changes only with the Catalogue: made once per language."""
    snapshot = current()
    response = snapshot.file(f"carte.{g.language}", lambda: _page(snapshot)).response(NO_STORE)
    digests = {kind: assets.digest(text) for kind, text in _within().items()}
    response.headers[headers.POLICY] = headers.policy(**digests)
    return response


def _within() -> dict[str, Markup]:
    return {kind: assets.text_of(*names) for kind, names in _WITHIN.items()}


def _page(snapshot: Snapshot) -> Ready:
    catalogue = snapshot.catalogue
    shades = {
        category: maps.category_states(snapshot.board, catalogue, category)
        for category in _shade_order()
    }
    html = render_template(
        "carte.html",
        within=_within(),
        map=maps.drawings(
            catalogue,
            shades[FIRST_SHADE],
            maps.state_words(),
            "public.departement",
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
