"""A country of five communes that fits in the head, as the tables that the room reads."""

from __future__ import annotations

from typing import Any

import pyarrow as pa

from webmap.geo.communes import Communes

_TEXTS = pa.list_(pa.string())
TERRITORIES = {"01": "Ain", "2A": "Corse-du-Sud"}


def _commune(code: str, name: str, people: int, point: tuple[float, float], **more: Any) -> Any:
    return {
        "code": code,
        "name": name,
        "territory": code[:2],
        "land": "corse" if code.startswith("2A") else "hexagone",
        "population": people,
        "under_20": None,
        "longitude": point[0],
        "latitude": point[1],
        "point_source": "town_hall",
        "postcodes": more.get("postcodes", []),
        "former_codes": more.get("former_codes", []),
        "former_names": more.get("former_names", []),
        "island": more.get("island"),
    }


COMMUNES = [
    _commune("01001", "Saint-Œuf", 100, (5.0, 46.0), postcodes=["01400"]),
    _commune("01002", "L'Île-Dée", 10, (5.1, 46.0), postcodes=["01400"], island="Dée"),
    _commune("01003", "Villeneuve", 50, (5.2, 46.0), former_codes=["01004", "01009"]),
    _commune("01010", "Grandville", 900, (5.3, 46.0), postcodes=["01001", "01011"]),
    _commune("2A001", "Villeneuve", 70, (9.0, 42.0), postcodes=["20100"]),
]


def _part(code: str, name: str | None, kind: str, current: str, **more: Any) -> Any:
    return {
        "code": code,
        "name": name,
        "kind": kind,
        "current_code": current,
        "population": more.get("population"),
        "postcodes": more.get("postcodes", []),
        "longitude": 5.25,
        "latitude": 46.05,
    }


PARTS = [
    _part("01003", "Villeneuve", "deleguee", "01003"),
    _part("01004", "Vieuxbourg", "deleguee", "01003"),
    _part("01009", None, "ancienne", "01003"),
    _part(
        "01011",
        "Grandville 1er Arrondissement",
        "arrondissement",
        "01010",
        population=400,
        postcodes=["01011"],
    ),
]


def small_country() -> Communes:
    """The five communes, read as if from disk."""
    return Communes(_table(COMMUNES), _table(PARTS), TERRITORIES)


def _table(records: list[Any]) -> pa.Table:
    lists = ("postcodes", "former_codes", "former_names")
    columns: dict[str, Any] = {}
    for name in records[0]:
        values = [record[name] for record in records]
        columns[name] = pa.array(values, _TEXTS) if name in lists else pa.array(values)
    return pa.table(columns)
