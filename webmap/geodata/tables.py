"""Make the four tables of `data/communes/` from what the other modules found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pyarrow as pa
from shapely.geometry.base import BaseGeometry

from webmap.geodata import population, write
from webmap.geodata.cog import Entry
from webmap.geodata.geonames import Located
from webmap.geodata.population import UnderTwenty
from webmap.geodata.project import land_of
from webmap.geodata.territories import Names

TEXTS = pa.list_(pa.string())


@dataclass(frozen=True)
class Found:
    """All that the build found out, before it is laid out in tables."""

    communes: list[Entry]
    parts: list[Entry]
    former_names: Mapping[str, tuple[str, ...]]
    old: Mapping[str, tuple[str, str | None]]
    points: Mapping[str, Located]
    part_points: Mapping[tuple[str, str], Located]
    islands: Mapping[str, str]
    young: Mapping[str, UnderTwenty]
    outlines: Mapping[str, BaseGeometry]
    territories: list[Names]
    full: Mapping[str, BaseGeometry]
    simple: Mapping[str, BaseGeometry]
    neighbours: Mapping[str, tuple[str, ...]]


def communes(found: Found) -> pa.Table:
    """One line per current commune, by code."""
    spread = population.spread(found.communes, dict(found.young))
    points = [found.points[c.code] for c in found.communes]
    former = former_codes(found)
    return pa.table(
        {
            "code": [c.code for c in found.communes],
            "name": [c.name for c in found.communes],
            "territory": [c.territory for c in found.communes],
            "land": [c.land for c in found.communes],
            "island": pa.array([found.islands.get(c.code) for c in found.communes], pa.string()),
            "population": pa.array([c.population for c in found.communes], pa.int32()),
            "under_20": pa.array([spread[c.code] for c in found.communes], pa.float64()),
            "longitude": [p.longitude for p in points],
            "latitude": [p.latitude for p in points],
            "point_source": [p.source for p in points],
            "postcodes": pa.array([c.postcodes for c in found.communes], TEXTS),
            "former_codes": pa.array([former.get(c.code, ()) for c in found.communes], TEXTS),
            "former_names": pa.array(
                [found.former_names.get(c.code, ()) for c in found.communes], TEXTS
            ),
        }
    )


def former_codes(found: Found) -> dict[str, tuple[str, ...]]:
    """Every code that leads to a current commune and is not its own."""
    codes: dict[str, set[str]] = {c.code: set(c.former_codes) for c in found.communes}
    for old, (current, _) in found.old.items():
        codes[current].add(old)
    return {code: tuple(sorted(old)) for code, old in codes.items()}


@dataclass(frozen=True)
class CodeLine:
    """A code that is not a current commune's: a part of a commune, or a code of the past."""

    code: str
    name: str | None
    kind: str
    current: str
    population: int | None
    postcodes: tuple[str, ...]
    point: Located


def codes(found: Found) -> pa.Table:
    """One line per arrondissement, delegated or associated commune and former code."""
    lines = sorted([*_parts(found), *_old(found)], key=lambda line: (line.code, line.kind))
    return pa.table(
        {
            "code": [line.code for line in lines],
            "name": pa.array([line.name for line in lines], pa.string()),
            "kind": [line.kind for line in lines],
            "current_code": [line.current for line in lines],
            "population": pa.array([line.population for line in lines], pa.int32()),
            "postcodes": pa.array([line.postcodes for line in lines], TEXTS),
            "longitude": [line.point.longitude for line in lines],
            "latitude": [line.point.latitude for line in lines],
            "point_source": [line.point.source for line in lines],
        }
    )


def _parts(found: Found) -> list[CodeLine]:
    return [
        CodeLine(
            p.code,
            p.name,
            p.kind,
            p.current,
            p.population,
            p.postcodes,
            found.part_points.get((p.code, p.kind)) or _parent_point(found, p.current),
        )
        for p in found.parts
    ]


def _old(found: Found) -> list[CodeLine]:
    listed = {p.code for p in found.parts}
    former = former_codes(found)
    return [
        CodeLine(
            old,
            found.old.get(old, (current, None))[1],
            "ancienne",
            current,
            None,
            (),
            _parent_point(found, current),
        )
        for current, all_old in former.items()
        for old in all_old
        if old not in listed
    ]


def _parent_point(found: Found, current: str) -> Located:
    parent = found.points[current]
    return Located(parent.longitude, parent.latitude, "commune")


def outlines(found: Found) -> tuple[pa.Table, dict[bytes, bytes]]:
    """Code, territory and outline of each commune that has one, with the metadata of the file."""
    territory = {c.code: c.territory for c in found.communes}
    listed = [c for c in sorted(found.outlines) if c in territory]
    shapes = [found.outlines[c] for c in listed]
    columns = {
        "code": listed,
        "territory": [territory[c] for c in listed],
        "geometry": write.wkb(shapes),
    }
    return pa.table(columns), write.geo_metadata({"geometry": shapes}, "geometry")


def territories(found: Found) -> tuple[pa.Table, dict[bytes, bytes]]:
    """One line per territory, in their order, with the metadata of the file."""
    listed = found.territories
    totals = population.totals(found.communes)
    young = [found.young.get(t.code) for t in listed]
    chief = [found.points[t.chief_town] for t in listed]
    simple = [found.simple[t.code] for t in listed]
    full = [found.full[t.code] for t in listed]
    columns = {
        "code": [t.code for t in listed],
        "name": [t.name for t in listed],
        "land": [land_of(t.code) for t in listed],
        "region": [t.region for t in listed],
        "region_name": [t.region_name for t in listed],
        "population": pa.array([totals[t.code] for t in listed], pa.int32()),
        "population_year": pa.array([population.year_of(t.code) for t in listed], pa.int16()),
        "under_20": pa.array([y.count if y else None for y in young], pa.int32()),
        "under_20_year": pa.array([y.year if y else None for y in young], pa.int16()),
        "chief_town": [t.chief_town for t in listed],
        "longitude": [p.longitude for p in chief],
        "latitude": [p.latitude for p in chief],
        "neighbours": pa.array([found.neighbours[t.code] for t in listed], TEXTS),
        "geometry": write.wkb(simple),
        "geometry_full": write.wkb(full),
    }
    shapes = {"geometry": simple, "geometry_full": full}
    return pa.table(columns), write.geo_metadata(shapes, "geometry")
