"""Maps of the reach: the country by share within a distance, a territory by distance."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from itertools import pairwise
from typing import Any

from flask import g
from flask_babel import gettext as _
from markupsafe import Markup

from webmap.coverage.reach_communes import CommuneLine
from webmap.coverage.reach_places import placed
from webmap.coverage.reach_table import Line
from webmap.coverage.spread import BANDS
from webmap.directory.catalogue import Catalogue
from webmap.files import bundled
from webmap.geo.outlines import outlines
from webmap.mapping import classes, frame
from webmap.mapping.communes import Town, communes_map
from webmap.mapping.dots import Dot
from webmap.mapping.marks import note
from webmap.mapping.patterns import swatch
from webmap.mapping.small import mark_svg
from webmap.mapping.steps import step_patterns
from webmap.mapping.svg import COLON
from webmap.web import maps
from webmap.web.snapshot import Snapshot
from webmap.web.wording import number, percent


def share_words() -> dict[str, str]:
    """Classes of a share, in the order of a legend."""
    breaks = [percent(share) for share in classes.SHARES]
    words = (
        _("%(share)s ou plus", share=breaks[0]),
        *(_("de %(low)s à %(high)s", low=low, high=high) for high, low in pairwise(breaks)),
        _("moins de %(share)s", share=breaks[-1]),
        _("aucun lieu connu par la route"),
        _("chiffre non publié"),
    )
    return dict(zip(classes.SHARE_CLASSES, words, strict=True))


def distance_words() -> dict[str, str]:
    """Classes of a distance, in the order of a legend."""
    breaks = classes.DISTANCES
    words = (
        _("jusqu’à %(n)s km", n=breaks[0]),
        *(_("de %(low)s à %(high)s km", low=low, high=high) for low, high in pairwise(breaks)),
        _("plus de %(n)s km", n=breaks[-1]),
        _("par bateau ou avion seulement"),
        _("aucun lieu connu par la route"),
    )
    return dict(zip(classes.DISTANCE_CLASSES, words, strict=True))


def patterns() -> Markup:
    """Fills of the classes: before the first drawing of a page."""
    return Markup(step_patterns())  # noqa: S704 - fixed markup


def legend_swatch(code: str) -> Markup:
    """The square of a class, for a legend."""
    return Markup(swatch(code))  # noqa: S704 - fixed markup


def country(snapshot: Snapshot, lines: Sequence[Line], category: str, band: int) -> dict[str, Any]:
    """The map of the country, for all the bands: `band` shades it first. The live one reads its
    marks from the list of the places counted."""
    catalogue, words = snapshot.catalogue, share_words()
    ordered = (band, *(other for other in BANDS if other != band))
    shades = {str(b): {x.code: classes.of_share(x, b) for x in lines} for b in ordered}
    page, title = "coverage.communes", _("Part des personnes à moins de %(n)s km", n=band)
    drawn = maps.drawings(
        catalogue, shades[str(band)], words, page, title, dots_of(catalogue, category)
    )
    return {
        "map": drawn | {"patterns": patterns()},
        "swatch": legend_swatch,
        "sign": Markup(mark_svg(category)),  # noqa: S704 - fixed markup
        "block": maps.shaded(catalogue, shades, words, page, marks=True),
        "script": frame.script_name("distances", g.language),
        "note": partial(note, catalogue),
    }


def territory(snapshot: Snapshot, code: str, lines: Iterable[CommuneLine], category: str) -> Markup:
    """The communes of a territory, by distance."""
    place = snapshot.catalogue.territories[code]
    shapes = outlines(bundled("data", "communes"), code)
    words = distance_words()
    towns = [_town(snapshot.catalogue, line, words) for line in lines]
    found = [dot for dot in dots_of(snapshot.catalogue, category) if dot.territory == code]
    drawn = communes_map(place, shapes, towns, found, place.name)
    return Markup(drawn)  # noqa: S704 - escaped by mapping


def dots_of(catalogue: Catalogue, category: str) -> list[Dot]:
    """The points that the reach of a category counts."""
    points = ((r, catalogue.point(r)) for r in placed(catalogue, category))
    return [Dot(category, r.territory, *point) for r, point in points if point is not None]


def _town(catalogue: Catalogue, line: CommuneLine, words: Mapping[str, str]) -> Town:
    commune = catalogue.communes[line.code]
    class_ = classes.of_distance(line)
    way = words[class_] if line.cost is None else f"{number(line.cost)} km"
    said = f"{line.name}{COLON[g.language]}{way}"
    return Town(line.code, class_, said, commune.longitude, commune.latitude)
