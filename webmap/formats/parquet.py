"""GeoParquet 1.1: one table, one column of outlines in WKB, longitude first, WGS84.

The metadata names no coordinate system: by the specification that means OGC:CRS84.
"""

from __future__ import annotations

import io
import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import shapely
from shapely.geometry.base import BaseGeometry

Cell = str | int | None

GEOMETRY: Final = "geometry"


def table(columns: Mapping[str, Sequence[Cell]], outlines: Sequence[BaseGeometry]) -> bytes:
    """A row per outline (degrees). Columns hold texts, or whole numbers and None."""
    shapes = shapely.orient_polygons(np.asarray(outlines, dtype=object))
    data = {name: _column(values) for name, values in columns.items()}
    data[GEOMETRY] = _bytes(shapely.to_wkb(shapes).tolist(), pa.binary())
    out = io.BytesIO()
    named = pa.table(data).replace_schema_metadata(_metadata(shapes))
    pq.write_table(named, out, compression="zstd")
    return out.getvalue()


# Arrays are made from buffers: `pa.array` imports pandas wherever it is installed, 2 s and 27 MB.


def _column(values: Sequence[Cell]) -> Any:
    texts = [value.encode() for value in values if isinstance(value, str)]
    return _bytes(texts, pa.string()) if texts else _numbers(values)


def _bytes(values: Sequence[bytes], kind: Any) -> Any:
    ends = np.cumsum([0, *map(len, values)], dtype=np.int32)
    buffers = [None, pa.py_buffer(ends), pa.py_buffer(b"".join(values))]
    return pa.Array.from_buffers(kind, len(values), buffers)


def _numbers(values: Sequence[Cell]) -> Any:
    known = np.packbits([value is not None for value in values], bitorder="little")
    whole = np.array([value or 0 for value in values], dtype=np.int64)
    buffers = [pa.py_buffer(known), pa.py_buffer(whole)]
    return pa.Array.from_buffers(pa.int64(), len(values), buffers)


def _metadata(shapes: Any) -> dict[bytes, bytes]:
    """The `geo` key: https://geoparquet.org/releases/v1.1.0/. `shapes`: an array of outlines."""
    column = {
        "encoding": "WKB",
        "geometry_types": sorted({shape.geom_type for shape in shapes}),
        "orientation": "counterclockwise",
        "edges": "planar",
        "bbox": shapely.total_bounds(shapes).tolist(),
    }
    geo = {"version": "1.1.0", "primary_column": GEOMETRY, "columns": {GEOMETRY: column}}
    return {b"geo": json.dumps(geo).encode()}
