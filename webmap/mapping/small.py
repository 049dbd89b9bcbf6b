"""The small map of one territory: its outline, its neighbours lightly, its records' points."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from typing import Final

import numpy as np

from webmap.geo.territories import Territory
from webmap.mapping import frame
from webmap.mapping.apart import apart
from webmap.mapping.projection import Box, View, framed
from webmap.mapping.sketch import drawn, outlines_of
from webmap.mapping.svg import drawing

_BOX: Final = Box(320, 260, margin=14)
#: Between two marks, from middle to middle: a mark is 14 units wide at most.
_GAP: Final = 15


@dataclass(frozen=True, slots=True)
class Mark:
    """A record's point: its category gives the shape. Degrees. note: of `mapping.marks`."""

    category: str
    longitude: float
    latitude: float
    label: str
    href: str
    note: str


#: Shape of each category around 0,0: told apart without colour. map.css draws the same on the
#: Folium map.
SHAPES: Final = {
    "association": "M-6 0a6 6 0 1 0 12 0a6 6 0 1 0-12 0z",
    "magistrat": "M0-7l7 13h-14z",
    "uaped": "M-5.5-5.5h11v11h-11z",
    "hebergement": "M0-7l7 7-7 7-7-7z",
}


def mark_svg(category: str) -> str:
    """The shape of a category, for a legend. The word stands beside it."""
    return (
        '<svg class="swatch swatch-mark" viewBox="-10 -10 20 20" aria-hidden="true" '
        f'focusable="false"><path class="mark-shape mark-{category}" d="{SHAPES[category]}"/></svg>'
    )


def territory_map(
    territories: Mapping[str, Territory],
    code: str,
    marks: Iterable[Mark],
    href: Callable[[str], str],
    title: str,
) -> str:
    """One territory, its neighbours lightly, its records' points. `href`: code -> page."""
    place = territories[code]
    codes = (code, *place.neighbours)
    degrees = outlines_of(territories, codes)
    view = framed(degrees[:1], code in frame.OVERSEAS, _BOX)
    shapes = drawn(codes, degrees, view)
    around = (_neighbour(territories[c], shapes[c], href(c)) for c in place.neighbours)
    middle = f'<path class="land-own" d="{shapes[code]}"/>'
    return drawing("map-territory", _BOX, title, (*around, middle, *_marks(tuple(marks), view)))


def _neighbour(place: Territory, shape: str, href: str) -> str:
    return (
        f'<a class="land-near" href="{escape(href)}"><title>{escape(place.name)}</title>'
        f'<path d="{shape}"/></a>'
    )


def _marks(marks: tuple[Mark, ...], view: View) -> Iterator[str]:
    """Each at its point, or beside it with a line to it."""
    if not marks:
        return
    points = view(np.array([[mark.longitude, mark.latitude] for mark in marks]))
    stands = apart(points, _GAP, _BOX).round()
    pairs = zip(points.round().tolist(), stands.tolist(), strict=True)
    yield "".join(_leader(*pair) for pair in pairs)
    yield from (_mark(mark, *stand) for mark, stand in zip(marks, stands.tolist(), strict=True))


def _leader(point: list[float], stand: list[float]) -> str:
    if math.dist(point, stand) < _GAP / 2:
        return ""
    (x, y), (right, down) = point, stand
    return f'<path class="leader" d="M{x:.0f} {y:.0f}L{right:.0f} {down:.0f}"/>'


def _mark(mark: Mark, x: float, y: float) -> str:
    return (
        f'<a class="mark-link" href="{escape(mark.href)}" transform="translate({x:.0f} {y:.0f})" '
        f'data-category="{mark.category}" data-mark="{escape(mark.note)}">'
        f"<title>{escape(mark.label)}</title>"
        f'<path class="mark-shape mark-{mark.category}" d="{SHAPES[mark.category]}"/></a>'
    )
