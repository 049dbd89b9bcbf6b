"""The communes of one territory, filled by class: a drawing without scripts.

The sources give no outline to the communes of the overseas collectivities: there, each is a square
at its town hall, on the outline of the territory.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Final, NamedTuple

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from webmap.geo.territories import Territory
from webmap.mapping import frame, paths
from webmap.mapping.dots import Dot, dots
from webmap.mapping.patterns import fill
from webmap.mapping.projection import Box, View, framed
from webmap.mapping.svg import drawing

BOX: Final = Box(640, 560, margin=8)
_TOLERANCE: Final = 0.9
#: Side of the square that stands for a commune without an outline.
_SQUARE: Final = 9


class Town(NamedTuple):
    """A commune to draw: its class, what is said of it, its town hall (degrees)."""

    code: str
    class_: str
    words: str
    longitude: float
    latitude: float


def communes_map(
    place: Territory,
    outlines: Mapping[str, BaseGeometry],
    towns: Sequence[Town],
    found: Iterable[Dot],
    title: str,
) -> str:
    """The communes of `place`, and the dots of the records found in it. `outlines`: by code."""
    view = _view(place, outlines)
    shapes = _shapes(outlines, view) if outlines else _squares(towns, view)
    ground = () if outlines else (_outline(place, view),)
    drawn = (_commune(town, shapes[town.code]) for town in towns if town.code in shapes)
    return drawing(
        "map-communes", BOX, title, (*ground, *drawn, dots(found, view, {place.code: place}))
    )


def _view(place: Territory, outlines: Mapping[str, BaseGeometry]) -> View:
    degrees = np.asarray([*outlines.values()] or [place.outline], dtype=object)
    return framed(degrees, place.code in frame.OVERSEAS, BOX)


def _shapes(outlines: Mapping[str, BaseGeometry], view: View) -> dict[str, str]:
    units = view.geometries(np.asarray([*outlines.values()], dtype=object))
    simple = paths.simplified(units, _TOLERANCE)
    return {
        code: paths.path(paths.without_specks(shape))
        for code, shape in zip(outlines, simple, strict=True)
        if not shapely.is_empty(shape)
    }


def _squares(towns: Sequence[Town], view: View) -> dict[str, str]:
    points = view(np.array([[town.longitude, town.latitude] for town in towns])).round()
    side = _SQUARE
    return {
        town.code: f"M{x - side // 2:.0f} {y - side // 2:.0f}h{side}v{side}h-{side}z"
        for town, (x, y) in zip(towns, points.tolist(), strict=True)
    }


def _outline(place: Territory, view: View) -> str:
    shape = view.geometries(np.asarray([place.outline], dtype=object))[0]
    return f'<path class="land-own" d="{paths.path(paths.without_specks(shape))}"/>'


def _commune(town: Town, shape: str) -> str:
    return (
        f'<path class="town" fill="{fill(town.class_)}" d="{shape}">'
        f"<title>{escape(town.words)}</title></path>"
    )
