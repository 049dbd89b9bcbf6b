"""Read the Parquet files of `data/communes/` without pandas.

May import only pyarrow, numpy, shapely and `webmap.errors`.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from webmap.errors import GeodataError


def read(directory: Path, name: str, columns: Sequence[str]) -> pa.Table:
    """Columns of the file `name`. Raises GeodataError when the file or a column is missing."""
    path = directory / name
    try:
        # ParquetFile and one thread: `read_table` would load the dataset machinery of pyarrow
        # into every web worker for files of a megabyte.
        with pq.ParquetFile(path) as file:
            table = file.read(columns=list(columns), use_threads=False)
    except (OSError, pa.ArrowException) as error:
        raise GeodataError(f"{name} cannot be read: run `webmap geodata build`") from error
    if missing := set(columns) - set(table.column_names):
        raise GeodataError(f"{name} lacks {sorted(missing)}: run `webmap geodata build`")
    # Decompression leaves several times the size of the table behind.
    pa.default_memory_pool().release_unused()
    return table


def texts(table: pa.Table, column: str) -> list[Any]:
    """A column as a list of Python values (None where there is none)."""
    values: list[Any] = table.column(column).to_pylist()
    return values


def numbers(table: pa.Table, column: str) -> NDArray[np.float64]:
    """A column as floats, shape (n,), NaN where there is none."""
    # By a list: `to_numpy` imports pandas wherever it is installed, 35 MB for nothing.
    return np.asarray(table.column(column).to_pylist(), dtype=np.float64)


def shapes(table: pa.Table, column: str) -> list[BaseGeometry]:
    """A column of WKB as geometries in degrees."""
    return [shapely.from_wkb(value) for value in table.column(column).to_pylist()]
