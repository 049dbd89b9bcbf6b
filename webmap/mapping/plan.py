"""Proposed places on a drawing: numbered discs, unlike the places of today, with what each serves.

A circle is what a place serves as the crow flies; it runs over the sea and borders, where nobody is
counted.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from html import escape
from typing import Final, NamedTuple

import numpy as np

from webmap.geo.territories import Territory
from webmap.mapping import frame
from webmap.mapping.dots import Dot, dots
from webmap.mapping.projection import Box, View, framed
from webmap.mapping.sketch import MAIN, Sketch, drawn, outlines_of
from webmap.mapping.svg import drawing

_BOX: Final = Box(480, 420, margin=24)
_KM_PER_DEGREE: Final = 111.2
_DISC: Final = 9


class Spot(NamedTuple):
    """A proposed place: degrees, and what is said of it."""

    longitude: float
    latitude: float
    words: str


class Ground(NamedTuple):
    """The land of a plan, in paths by territory."""

    box: Box
    view: View
    shapes: Mapping[str, str]


def ground(territories: Mapping[str, Territory], land: str, outlines: Sketch) -> Ground:
    """The land group `land`: the hexagone as the country is drawn, another on its own."""
    codes = tuple(code for code, place in territories.items() if place.land == land)
    if land == "hexagone":
        shapes = {code: outlines.main[code] for code in codes}
        return Ground(MAIN, outlines.view, shapes)
    degrees = outlines_of(territories, codes)
    view = framed(degrees, not frozenset(codes).isdisjoint(frame.OVERSEAS), _BOX)
    return Ground(_BOX, view, drawn(codes, degrees, view))


def plan(
    land: Ground,
    radius_km: int,
    existing: Sequence[Dot],
    served: Collection[str],
    proposed: Sequence[Spot],
    title: str,
) -> str:
    """The places of today (`existing`, or the territories `served`) and those proposed, by rank."""
    here = [dot for dot in existing if dot.territory in land.shapes]
    today = _circles("today", here, land.view, radius_km)
    added = _circles("added", proposed, land.view, radius_km)
    lands = (_land(shape, code in served) for code, shape in land.shapes.items())
    discs = (_disc(rank, spot, land.view) for rank, spot in enumerate(proposed, 1))
    seen = dots(here, land.view, land.shapes)
    return drawing("map-plan", land.box, title, (*lands, today, added, seen, *discs))


def _land(shape: str, served: bool) -> str:
    kind = "land-own land-served" if served else "land-own"
    return f'<path class="{kind}" d="{shape}"/>'


def _circles(kind: str, spots: Iterable[Dot | Spot], view: View, radius_km: int) -> str:
    """One group: circles that overlap are one surface."""
    circles = (_circle(spot.longitude, spot.latitude, view, radius_km) for spot in spots)
    return f'<g class="circles circles-{kind}">{"".join(circles)}</g>'


def _circle(longitude: float, latitude: float, view: View, radius_km: int) -> str:
    north = latitude + radius_km / _KM_PER_DEGREE
    (x, y), top = view(np.array([[longitude, latitude], [longitude, north]])).tolist()
    return f'<circle cx="{x:.0f}" cy="{y:.0f}" r="{math.dist((x, y), top):.0f}"/>'


def _disc(rank: int, spot: Spot, view: View) -> str:
    x, y = view(np.array([[spot.longitude, spot.latitude]])).round()[0].tolist()
    return (
        f'<g class="proposed" transform="translate({x:.0f} {y:.0f})"><title>{escape(spot.words)}'
        f'</title><circle r="{_DISC}"/><text text-anchor="middle" y="4">{rank}</text></g>'
    )
