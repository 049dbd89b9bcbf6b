"""Choose the point of each commune: where a person would go, and how well it is known.

In order: the town hall of the source, when it stands within 2 km of the commune's own outline (a
few have a wrong sign or another town's position); the town hall of the delegated commune that bears
the same code; the hand-made table; the GeoNames place of the same name inside the outline; the
inner point of the outline.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from webmap.errors import GeodataError
from webmap.geo.distance import geodesic_km
from webmap.geodata.geonames import GeoNames, Located
from webmap.geodata.project import territory_of
from webmap.geodata.read import SourceArea

BELIEVED_KM = 2.0


@dataclass(frozen=True)
class Doubtful:
    """A town hall of the source that stands too far from its own commune to be believed."""

    code: str
    name: str
    kilometres: float


@dataclass(frozen=True)
class Stray:
    """A commune whose point stands far from the outline of its own territory."""

    code: str
    name: str
    kilometres: float


def kilometres_away(point: Point, outline: BaseGeometry) -> float:
    """Geodesic distance in km from a point to an outline, both in degrees; 0 inside."""
    if outline.contains(point):
        return 0.0
    # Degrees of longitude are shorter than degrees of latitude: compare at the point's latitude.
    scale = np.array([np.cos(np.radians(point.y)), 1.0])
    flat = shapely.transform([point, outline], lambda xy: xy * scale)
    _, nearest = (Point(c) for c in shapely.shortest_line(flat[0], flat[1]).coords)
    return geodesic_km(point.x, point.y, nearest.x / scale[0], nearest.y)


def town_halls(
    areas: Iterable[SourceArea], outlines: Mapping[str, BaseGeometry]
) -> tuple[dict[str, Located], list[Doubtful]]:
    """Town halls to believe, by code of the commune, and those that are not believed."""
    believed: dict[str, Located] = {}
    doubtful: list[Doubtful] = []
    # Communes after delegated communes: the commune's own town hall wins over its part's.
    for area in sorted(areas, key=lambda a: a.kind == "COM"):
        if area.kind not in ("COM", "COMD") or area.town_hall is None:
            continue
        outline = outlines.get(area.code)
        away = kilometres_away(area.town_hall, outline) if outline is not None else 0.0
        if away <= BELIEVED_KM:
            believed[area.code] = _located(area.town_hall, "town_hall")
        elif area.kind == "COM":
            doubtful.append(Doubtful(area.code, area.name, round(away, 1)))
    return believed, doubtful


def by_hand(
    table: Iterable[dict[str, str]], places: GeoNames, shapes: Mapping[str, BaseGeometry]
) -> dict[str, Located]:
    """Points of the hand-made table; `shapes` are the outlines of territories, by code."""
    return {line["code"]: _by_hand(line, places, shapes) for line in table}


def _by_hand(line: dict[str, str], places: GeoNames, shapes: Mapping[str, BaseGeometry]) -> Located:
    if line["point_source"] == "geonames":
        return places.one(line["country"], line["place"])
    point = Point(float(line["longitude"]), float(line["latitude"]))
    if line["point_source"] == "published":
        return _located(point, "published")
    parts = shapely.get_parts(shapes[line["code"][:3]])
    island = parts[int(np.argmin(shapely.distance(parts, point)))]
    return _located(island.representative_point(), "inner_point")


def parts(areas: Iterable[SourceArea]) -> dict[tuple[str, str], Located]:
    """Point of each arrondissement, delegated or associated commune that the source can place.

    Its own town hall if it stands within 2 km of its outline, else the inner point of its outline.
    By (code, kind), kind as in the official code.
    """
    kinds = {"ARM": "arrondissement", "COMD": "deleguee", "COMA": "associee"}
    found = ((a, _part(a)) for a in areas if a.kind in kinds)
    return {(a.code, kinds[a.kind]): point for a, point in found if point is not None}


def _part(area: SourceArea) -> Located | None:
    hall, outline = area.town_hall, area.outline
    if hall is not None and (outline is None or kilometres_away(hall, outline) <= BELIEVED_KM):
        return _located(hall, "town_hall")
    return inner(outline) if outline is not None else None


def inner(outline: BaseGeometry) -> Located:
    """A point inside the outline, far from nothing in particular: said to be approximate."""
    return _located(outline.representative_point(), "inner_point")


def _located(point: Point, source: str) -> Located:
    return Located(round(point.x, 5), round(point.y, 5), source)


def choose(
    codes: Mapping[str, str],
    believed: Mapping[str, Located],
    hand: Mapping[str, Located],
    places: GeoNames,
    outlines: Mapping[str, BaseGeometry],
) -> dict[str, Located]:
    """The point of each commune of `codes` (code -> name). GeodataError when one has none."""
    return {
        code: believed.get(code) or hand.get(code) or _from_outline(code, name, places, outlines)
        for code, name in codes.items()
    }


def _from_outline(
    code: str, name: str, places: GeoNames, outlines: Mapping[str, BaseGeometry]
) -> Located:
    if code not in outlines:
        raise GeodataError(f"{name} ({code}) has neither outline nor point")
    return places.inside(name, outlines[code]) or inner(outlines[code])


def strays(
    names: Mapping[str, str],
    points: Mapping[str, Located],
    territory_outlines: Mapping[str, BaseGeometry],
) -> list[Stray]:
    """Communes of `names` (code -> name) whose point is over 2 km from their own territory."""
    found: list[Stray] = []
    for outline in territory_outlines.values():
        shapely.prepare(outline)
    for code, name in names.items():
        point = Point(points[code].longitude, points[code].latitude)
        away = kilometres_away(point, territory_outlines[territory_of(code)])
        if away > BELIEVED_KM:
            found.append(Stray(code, name, round(away, 1)))
    return found
