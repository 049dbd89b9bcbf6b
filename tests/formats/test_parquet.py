"""GeoParquet: the `geo` metadata field by field, as version 1.1.0 of the specification asks.

What is asked: https://geoparquet.org/releases/v1.1.0/
"""

from __future__ import annotations

import io
import json
import sys
from subprocess import run
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import shapely
from shapely.geometry import MultiPolygon, Polygon

from webmap.formats.parquet import table

#: Clockwise, with a hole: GeoParquet asks for the other way round.
SQUARE = Polygon(
    [(0, 0), (0, 4), (4, 4), (4, 0)], [[(1, 1), (2, 1), (2, 2), (1, 2)]]
)  # fmt: skip
FAR = MultiPolygon([Polygon([(-178.2, -14.3), (-178.1, -14.3), (-178.1, -14.2)])])
COLUMNS = {"code": ["01", "975"], "name": ["Été, « à »", ""], "under_20": [0, None]}


@pytest.fixture(scope="module")
def file() -> pq.ParquetFile:
    return pq.ParquetFile(io.BytesIO(table(COLUMNS, [SQUARE, FAR])))


@pytest.fixture(scope="module")
def geo(file: pq.ParquetFile) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(file.metadata.metadata[b"geo"].decode("utf-8"))
    return found


def test_values_are_read_back(file: pq.ParquetFile) -> None:
    """Null is null and 0 is 0; accents survive."""
    read = file.read()
    read.validate(full=True)
    assert {name: read[name].to_pylist() for name in COLUMNS} == COLUMNS
    assert [read.schema.field(name).type for name in COLUMNS] == [
        pa.string(), pa.string(), pa.int64(),
    ]  # fmt: skip


def test_file_metadata(geo: dict[str, Any]) -> None:
    """Three required fields; the primary column is described."""
    assert list(geo) == ["version", "primary_column", "columns"]
    assert geo["version"] == "1.1.0"
    assert geo["primary_column"] == "geometry"
    assert list(geo["columns"]) == ["geometry"]


def test_column_metadata(geo: dict[str, Any]) -> None:
    """Encoding and types are required; without `crs` the coordinates are OGC:CRS84."""
    column = geo["columns"]["geometry"]
    assert set(column) == {"encoding", "geometry_types", "orientation", "edges", "bbox"}
    assert column["encoding"] == "WKB"
    assert column["geometry_types"] == ["MultiPolygon", "Polygon"]
    assert column["orientation"] == "counterclockwise"
    assert column["edges"] == "planar"
    assert column["bbox"] == [-178.2, -14.3, 4, 4]


def test_the_geometry_column(file: pq.ParquetFile) -> None:
    """At the root, bytes, optional and never repeated; ISO WKB in two dimensions."""
    column = file.schema.column(file.schema.names.index("geometry"))
    assert column.physical_type == "BYTE_ARRAY"
    assert column.path == "geometry"
    assert column.max_repetition_level == 0
    shapes = [shapely.from_wkb(value) for value in file.read()["geometry"].to_pylist()]
    assert [shape.equals(own) for shape, own in zip(shapes, (SQUARE, FAR), strict=True)] == [
        True, True,
    ]  # fmt: skip
    assert shapes[0].exterior.is_ccw
    assert not shapes[0].interiors[0].is_ccw
    assert not any(shape.has_z for shape in shapes)


def test_numbers_unknown_everywhere_are_null() -> None:
    read = pq.read_table(io.BytesIO(table({"n": [None, None]}, [SQUARE, FAR])))
    assert read["n"].to_pylist() == [None, None]


def test_pandas_stays_out_of_the_workers() -> None:
    """pyarrow imports it by itself wherever it is installed: 2 s and 27 MB for nothing."""
    code = (
        "import sys, shapely; from webmap.formats.parquet import table; "
        "table({'a': ['x'], 'n': [None]}, [shapely.box(0, 0, 1, 1)]); "
        "print('pandas' in sys.modules)"
    )
    done = run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
