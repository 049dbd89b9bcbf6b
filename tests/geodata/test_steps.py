"""The pure steps of the build, on squares (tests/geodata/squares.py)."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import MultiPolygon, Point, box

from tests.geodata.squares import area, coverage, ring_of_eight, square
from webmap.errors import GeodataError
from webmap.geodata import coverage as cover
from webmap.geodata import islands, mend, overseas, population, project, territories, write
from webmap.geodata.cog import Entry, communes, entries, former_names
from webmap.geodata.sources import Package, check

KM = 1000.0


def test_cleaning_mends_a_gap_and_an_overlap() -> None:
    """Two squares 10 m apart and two that overlap by 10 m become a valid coverage."""
    torn = coverage(box(0, 0, KM, KM), box(KM + 10, 0, 2 * KM, KM), box(2 * KM - 10, 0, 3 * KM, KM))
    clean = cover.cleaned(torn)
    assert cover.bad_edges(torn) > 0
    assert cover.bad_edges(clean) == 0
    assert cover.area_changes(torn, clean).max() <= 0.02


def test_cleaning_keeps_a_strait() -> None:
    """Water wider than the tolerated gap is not filled: an island stays an island."""
    apart = coverage(box(0, 0, KM, KM), box(KM + 200, 0, 2 * KM, KM))
    assert shapely.area(cover.cleaned(apart)).tolist() == shapely.area(apart).tolist()


@given(st.lists(st.floats(-300, 300), min_size=9, max_size=9), st.sampled_from([50, 200, 500]))
def test_simplifying_keeps_neighbours_together(bends: list[float], tolerance: float) -> None:
    """Whatever the shared border, both sides lose the same vertices and nothing disappears."""
    border = [(KM + bend, 100.0 * (i + 1)) for i, bend in enumerate(bends)]
    left = shapely.Polygon([(0, 0), (KM, 0), *border, (KM, KM), (0, KM)])
    right = shapely.Polygon([(2 * KM, 0), (KM, 0), *border, (KM, KM), (2 * KM, KM)])
    simple = cover.simplified(coverage(left, right), tolerance)
    assert shapely.coverage_is_valid(simple)
    assert shapely.area(simple).sum() == pytest.approx(2 * KM * KM)


def test_an_invalid_coverage_is_refused() -> None:
    """Overlapping outlines never pass for a coverage."""
    with pytest.raises(GeodataError, match="do not match"):
        cover.require_valid(coverage(box(0, 0, 2, 2), box(1, 0, 3, 2)))
    with pytest.raises(GeodataError, match="empty"):
        cover.require_valid(coverage(shapely.Polygon()))


def test_rounding_keeps_a_coverage_valid() -> None:
    """A spike that rounding folds onto itself is cleaned away."""
    spike = shapely.Polygon([(0, 0), (1, 0), (1, 1), (0.5, 1), (0.500001, 3), (0.4, 1), (0, 1)])
    rounded = cover.rounded(coverage(spike, box(1, 0, 2, 1)), 1)
    assert shapely.is_valid(rounded).all()
    assert shapely.coverage_is_valid(rounded)


def test_islets_go_but_the_largest_part_stays() -> None:
    """A small part leaves the map; an outline made of small parts keeps its largest."""
    mainland = MultiPolygon([square(0, 0, 100), square(500, 500, 1)])
    atoll = MultiPolygon([square(900, 0, 1), square(450, 450, 2)])
    kept = cover.without_islets(coverage(mainland, atoll), 50)
    assert [shapely.area(shape) for shape in kept] == [100**2, 4]


def test_territories_are_the_union_of_their_communes() -> None:
    """Communes of one territory join; their inner borders go."""
    joined = territories.dissolve(
        {"01001": square(0, 0), "01002": square(1, 0), "2A1": square(5, 0)}
    )
    assert list(joined) == ["01", "2A"]
    assert joined["01"].equals(box(0, 0, 2, 1))


def test_neighbours_share_a_line_not_a_corner() -> None:
    """Territories that only meet at a point are not neighbours."""
    found = territories.neighbours({"a": square(0, 0), "b": square(1, 0), "c": square(1, 1)})
    assert found == {"a": ("b",), "b": ("a", "c"), "c": ("b",)}


def test_a_hole_goes_to_the_likeliest_merged_neighbour() -> None:
    """The first tier that has a neighbour wins, over a longer border outside it."""
    ring = ring_of_eight()
    grown, (filled,) = mend.fill_holes(ring, [frozenset({"99"}), frozenset({"21"})])
    assert list(grown) == ["21"]
    assert grown["21"].area == 2
    assert (filled.code, filled.area, filled.candidates) == ("21", 1, ("21",))


def test_a_hole_without_merged_neighbour_goes_to_the_longest_border() -> None:
    """No candidate: one of the four squares that share a side, never one that shares a corner."""
    grown, _ = mend.fill_holes(ring_of_eight(), [])
    assert set(grown) <= {"10", "01", "21", "12"}


def test_filling_does_not_change_its_input() -> None:
    """The outlines that came in are as they were."""
    ring = ring_of_eight()
    mend.fill_holes(ring, [frozenset({"21"})])
    assert ring["21"].area == 1


def test_an_enclave_stays_a_hole() -> None:
    """The hole around Llívia is Spain: it is given to nobody."""
    lon, lat = mend.ENCLAVES["Llívia"]
    around = box(lon - 1, lat - 1, lon + 1, lat + 1) - box(
        lon - 0.1, lat - 0.1, lon + 0.1, lat + 0.1
    )
    assert mend.fill_holes({"66001": around}, []) == ({}, [])


def test_a_commune_is_rebuilt_from_its_delegated_communes() -> None:
    """Without outline of its own, a commune is the union of its parts."""
    areas = [
        area("1"),
        area("1", "COMD", square(0, 0), parent="1"),
        area("2", "COMA", square(1, 0), parent="1"),
        area("3", outline=square(4, 0)),
        area("4", "COMD", square(4, 0), parent="3"),
        area("5", "COMD", parent="3"),
    ]
    known = mend.outlines(areas)
    assert list(known) == ["3"]
    assert mend.rebuilt(areas, known)["1"].equals(box(0, 0, 2, 1))
    assert mend.parents_of_lost_parts(areas) == {"3"}


def test_what_touches_is_one_island() -> None:
    """Communes that touch, even at a corner, are together; the largest group comes first."""
    squares = coverage(square(0, 0), square(1, 1), square(5, 0), square(6, 0), square(7, 0))
    groups = islands.components(["a", "b", "x", "y", "z"], squares)
    assert groups == [frozenset("xyz"), frozenset("ab")]


def test_a_bridge_joins_an_island() -> None:
    """An island has a name when the table says that no road joins it, none when one does."""
    groups = [frozenset("xyz"), frozenset("ab"), frozenset("c")]
    table = [
        {"island": "Ab", "code": "a", "joined": "no"},
        {"island": "C", "code": "c", "joined": "yes"},
    ]
    assert islands.named(groups, table) == {"a": "Ab", "b": "Ab"}


def test_an_island_nobody_described_stops_the_build() -> None:
    """A new island in the source must be looked at by a person."""
    with pytest.raises(GeodataError, match=r"\['c'\]"):
        islands.named([frozenset("ab"), frozenset("c")], [])


def test_a_shared_constituency_is_split_by_island() -> None:
    """Each island goes to the territory whose chief town is nearest."""
    shared = MultiPolygon([square(0, 0), square(2, 0), square(9, 0)])
    found = overseas.split(shared, {"977": Point(9.5, 0.5), "978": Point(0.5, 0.5)})
    assert found["977"].equals(square(9, 0))
    assert found["978"].area == 2


def test_projection_there_and_back() -> None:
    """Metres and back: the same place to a centimetre, in every land group."""
    middle = {
        "hexagone": (2.5, 46.5),
        "973": (-53.0, 4.0),
        "987": (-140.0, -17.5),
        "986": (-177, -14),
    }
    for land, (lon, lat) in middle.items():
        start = coverage(box(lon, lat, lon + 0.01, lat + 0.01))
        back = project.to_degrees(project.to_metres(start, land), land)
        assert shapely.equals_exact(back, start, tolerance=1e-7).all()


@pytest.mark.parametrize(
    ("code", "territory", "land"),
    [
        ("75111", "75", "hexagone"),
        ("2A004", "2A", "corse"),
        ("97411", "974", "974"),
        ("98735", "987", "987"),
        ("97801", "978", "978"),
    ],
)
def test_the_territory_and_land_of_a_code(code: str, territory: str, land: str) -> None:
    """Overseas codes carry three signs of territory, and each is a land of its own."""
    assert project.territory_of(code) == territory
    assert project.land_of(territory) == land


def entry(code: str, people: int | None) -> Entry:
    return Entry(code, code, "commune", code, people, (), ())


@given(st.lists(st.integers(0, 100_000), min_size=1, max_size=30), st.integers(0, 10**6))
def test_under_twenties_add_up_to_the_published_figure(people: list[int], count: int) -> None:
    """Spread over its communes, a département's figure is neither lost nor invented."""
    listed = [entry(f"01{i:03}", n) for i, n in enumerate(people)]
    spread = population.spread(listed, {"01": population.UnderTwenty(count, 1, 2023)})
    if sum(people):
        assert sum(v for v in spread.values() if v is not None) == pytest.approx(count)
    else:
        assert set(spread.values()) == {None}


def test_unknown_under_twenties_stay_unknown() -> None:
    """Where INSEE gives no figure a commune has none: not zero, not a guess."""
    assert population.spread([entry("98735", 26_654)], {}) == {"98735": None}


def test_the_official_code_is_read_by_kind() -> None:
    """Parts know their commune; uninhabited lands are left out; names of the past are kept."""
    records = [
        {"code": "2", "nom": "Neuve", "type": "commune-actuelle", "departement": "01"},
        {"code": "2", "nom": "Vieille", "type": "commune-deleguee", "departement": "01"},
        {"code": "1", "nom": "Ville", "type": "commune-actuelle", "departement": "01"},
        {"code": "9", "nom": "Îlot", "type": "commune-actuelle", "departement": "984"},
    ]
    records[1]["chefLieu"] = "2"
    found = entries(records)
    assert [e.code for e in communes(found)] == ["1", "2"]
    assert former_names(found) == {"2": ("Vieille",)}


def test_one_row_group_per_territory(tmp_path: Path) -> None:
    """A table written by group can be read one territory at a time, and is valid GeoParquet."""
    shapes = [square(0, 0), square(1, 0), square(2, 0)]
    table = pa.table({"code": ["b", "a", "c"], "t": ["2", "1", "2"], "geometry": write.wkb(shapes)})
    write.by_group(
        tmp_path / "x.parquet", table, "t", write.geo_metadata({"geometry": shapes}, "geometry")
    )
    with pq.ParquetFile(tmp_path / "x.parquet") as file:
        groups = [file.read_row_group(i)["code"].to_pylist() for i in range(file.num_row_groups)]
        geo = json.loads(file.schema_arrow.metadata[b"geo"])
    assert groups == [["a"], ["b", "c"]]
    assert geo["columns"]["geometry"]["encoding"] == "WKB"


def test_another_archive_is_refused(tmp_path: Path) -> None:
    """Bytes that are not the pinned ones, or no bytes, stop the build."""
    package = Package("x", "1", "PyPI", "x.whl", "0" * 64)
    with pytest.raises(GeodataError, match="not downloaded"):
        check(tmp_path / "x.whl", package)
    (tmp_path / "x.whl").write_bytes(b"other")
    with pytest.raises(GeodataError, match="sha256"):
        check(tmp_path / "x.whl", package)


def test_area_changes_are_relative() -> None:
    """A square that grows from 1 to 1.5 has changed by a half."""
    before, after = coverage(box(0, 0, 1, 1)), coverage(box(0, 0, 1.5, 1))
    assert np.allclose(cover.area_changes(before, after), [0.5])
