"""Outlines of the communes of one territory, read from disk when they are asked for.

May import only pyarrow, shapely and `webmap.geo`.
"""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import shapely
from shapely.geometry.base import BaseGeometry

from webmap.errors import GeodataError

_FILE = "outlines.parquet"


def outlines(directory: Path, territory: str) -> dict[str, BaseGeometry]:
    """Outline (degrees) of each commune of a territory, by code, reading only its row group.

    Empty for the overseas collectivities, whose communes have no outline in the sources. Raises
    GeodataError when the file is missing or damaged.
    """
    try:
        with pq.ParquetFile(directory / _FILE) as file:
            group = _group(file, territory)
            if group is None:
                return {}
            table = file.read_row_group(group, columns=["code", "geometry"], use_threads=False)
    except (OSError, pa.ArrowException) as error:
        raise GeodataError(f"{_FILE} cannot be read: run `webmap geodata build`") from error
    shapes = shapely.from_wkb(table.column("geometry").to_pylist())
    return dict(zip(table.column("code").to_pylist(), shapes, strict=True))


def _group(file: pq.ParquetFile, territory: str) -> int | None:
    """Number of the row group that holds a territory: the file has one for each."""
    column = file.schema_arrow.get_field_index("territory")
    for group in range(file.num_row_groups):
        if file.metadata.row_group(group).column(column).statistics.min == territory:
            return group
    return None
