"""Writers: the same rows give the same bytes, and a reader gets back what was written."""

from __future__ import annotations

import csv
import io
import json

from hypothesis import given
from hypothesis import strategies as st

from webmap.formats import csv as csv_format
from webmap.formats import geojson, topojson

# What a spreadsheet may hold: no lone surrogates, no NUL, no bare carriage return in a cell.
_text = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"), max_size=20)


@given(st.lists(st.tuples(_text, st.integers() | st.none()), max_size=5))
def test_csv_is_read_back(rows: list[tuple[str, int | None]]) -> None:
    """Commas, quotes and line ends survive; None is an empty cell."""
    body = csv_format.table(("a", "b"), rows)
    header, *read = csv.reader(io.StringIO(body.decode(), newline=""))
    assert header == ["a", "b"]
    unquoted = [(a.removeprefix("'") if a[1:2] in "=+-@\t" else a, b) for a, b in read]
    expected = [(a.removeprefix("'") if a[1:2] in "=+-@\t" else a, b) for a, b in rows]
    assert unquoted == [(a, "" if b is None else str(b)) for a, b in expected]


def test_a_cell_that_a_spreadsheet_would_run_is_quoted() -> None:
    """S8: a name that begins with an equals sign is text, not a formula."""
    body = csv_format.table(("name",), [("=HYPERLINK(1)",), ("@x",), ("Nord",)])
    assert body == b"name\r\n'=HYPERLINK(1)\r\n'@x\r\nNord\r\n"


def test_geojson_says_null_where_there_is_no_place() -> None:
    """RFC 7946: an unlocated feature has a null geometry; the id stands on the feature too."""
    body = geojson.feature_collection(
        [({"id": "r1", "name": "É"}, None), ({"code": "2A"}, geojson.point(8.7386, 41.9192))]
    )
    first, second = json.loads(body)["features"]
    assert first == {
        "type": "Feature",
        "id": "r1",
        "geometry": None,
        "properties": {"id": "r1", "name": "É"},
    }
    assert second["geometry"]["coordinates"] == [8.7386, 41.9192]


def test_the_same_rows_give_the_same_bytes() -> None:
    """No time of making enters a file."""
    rows = [({"id": "r1"}, geojson.point(1, 2))]
    assert geojson.feature_collection(rows) == geojson.feature_collection(rows)


def test_topojson_of_a_square_is_the_one_of_its_specification() -> None:
    """A closed arc from (1, 1) in steps of half a degree: first the point, then the moves."""
    body = topojson.topology(
        "lands", [({"code": "2A"}, [[[0]]])], [[(1, 1), (3, 1), (3, 4), (1, 1)]], 0.5
    )
    assert json.loads(body) == {
        "type": "Topology",
        "transform": {"scale": [0.5, 0.5], "translate": [0, 0]},
        "objects": {
            "lands": {
                "type": "GeometryCollection",
                "geometries": [
                    {"type": "MultiPolygon", "properties": {"code": "2A"}, "arcs": [[[0]]]}
                ],
            }
        },
        "arcs": [[[1, 1], [2, 0], [0, 3], [-2, -3]]],
    }
