"""Write the tables as Parquet, with the `geo` metadata of GeoParquet 1.1 where there are outlines.

Bytes do not depend on the day or the machine: a rebuild from the same sources changes nothing.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import shapely
from shapely.geometry.base import BaseGeometry

# A dictionary only helps the columns that repeat themselves.
REPEATED = ["territory", "land", "island", "point_source", "kind", "region", "region_name"]
COMPRESSION: dict[str, Any] = {
    "compression": "zstd",
    "compression_level": 9,
    "use_dictionary": REPEATED,
}


def geo_metadata(columns: Mapping[str, Sequence[BaseGeometry]], primary: str) -> dict[bytes, bytes]:
    """The `geo` key of a GeoParquet file. No `crs`: the default is longitude, latitude (CRS84)."""
    described = {name: _described(shapes) for name, shapes in columns.items()}
    text = {"version": "1.1.0", "primary_column": primary, "columns": described}
    return {b"geo": json.dumps(text, sort_keys=True).encode()}


def _described(shapes: Sequence[BaseGeometry]) -> dict[str, Any]:
    bounds = np.round(shapely.total_bounds(np.asarray(shapes, dtype=object)), 5)
    kinds = sorted({shape.geom_type for shape in shapes})
    return {"encoding": "WKB", "geometry_types": kinds, "bbox": bounds.tolist()}


def wkb(shapes: Iterable[BaseGeometry]) -> pa.Array:
    """Outlines as a binary column."""
    return pa.array(shapely.to_wkb(np.asarray(list(shapes), dtype=object)), pa.binary())


def table(path: Path, data: pa.Table, metadata: Mapping[bytes, bytes] | None = None) -> None:
    """Write one table in one row group."""
    pq.write_table(data.replace_schema_metadata(metadata), path, **COMPRESSION)


def by_group(
    path: Path, data: pa.Table, column: str, metadata: Mapping[bytes, bytes] | None = None
) -> None:
    """Write a table sorted by `column` with one row group per value, to be read one by one."""
    ordered = data.sort_by([(column, "ascending"), ("code", "ascending")])
    ordered = ordered.replace_schema_metadata(metadata)
    values = ordered.column(column).to_pylist()
    starts = [i for i, value in enumerate(values) if i == 0 or value != values[i - 1]]
    with pq.ParquetWriter(path, ordered.schema, **COMPRESSION) as writer:
        for start, end in zip(starts, [*starts[1:], len(values)], strict=True):
            writer.write_table(ordered.slice(start, end - start))


def lines(path: Path, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write a small CSV (UTF-8, header first)."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)
