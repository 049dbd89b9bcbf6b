"""The small map of a territory, for its page and for its sheet: a drawing, and what the live map
needs where there is one."""

from __future__ import annotations

from flask import g
from markupsafe import Markup

from webmap.directory.catalogue import Catalogue
from webmap.mapping import frame
from webmap.mapping.marks import note
from webmap.mapping.small import Mark, territory_map
from webmap.web import maps
from webmap.web.current import current
from webmap.web.language import url


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
