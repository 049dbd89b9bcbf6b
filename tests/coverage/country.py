"""Small countries, made by hand or drawn at random, on which reach can be worked out slowly."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import pyarrow as pa
from shapely.geometry import Point

from tests.directory.factory import record
from webmap.directory.catalogue import Catalogue
from webmap.directory.readers import Resources
from webmap.directory.record import Record
from webmap.directory.tables import Reach, Request
from webmap.geo.communes import Communes
from webmap.geo.register import COMMUNE_COLUMNS, PART_COLUMNS
from webmap.geo.territories import Territories, Territory

DAY = date(2026, 11, 22)
_ID_LETTERS = "bcdfghjkmnpqrstvwxz"
_LISTS = ("postcodes", "former_codes", "former_names")


def commune(code: str, people: int, point: tuple[float, float], **more: Any) -> dict[str, Any]:
    """A commune; its territory is the first two signs of its code."""
    values: dict[str, Any] = {
        "code": code,
        "name": f"Bourg {code}",
        "territory": code[:2],
        "land": "hexagone",
        "population": people,
        "under_20": None,
        "longitude": point[0],
        "latitude": point[1],
        "point_source": "town_hall",
        "island": None,
        **{name: [] for name in _LISTS},
    }
    return {**values, **more}


def territory(code: str, under_20: int | None, region: str = "R1", land: str = "hexagone") -> Any:
    """A territory; only what the analysis reads matters."""
    return Territory(
        code=code,
        name=f"Pays {code}",
        land=land,
        region=region,
        region_name=f"Région {region}",
        population=0,
        population_year=2023,
        under_20=under_20,
        under_20_year=None,
        chief_town="",
        longitude=0.0,
        latitude=0.0,
        neighbours=(),
        outline=Point(0, 0),
    )


def country(
    territories: Iterable[Territory],
    communes: Sequence[Mapping[str, Any]],
    records: Iterable[Record] = (),
    *,
    requests: Iterable[Request] = (),
    reach: Iterable[Reach] = (),
) -> Catalogue:
    """The directory of a country."""
    table = pa.table({name: _column(communes, name) for name in COMMUNE_COLUMNS})
    parts = pa.table({name: _column([], name) for name in PART_COLUMNS})
    resources = Resources(tuple(records), tuple(reach), (), tuple(requests))
    return Catalogue(resources, Territories(territories), Communes(table, parts), DAY)


def unit(number: int, home: Mapping[str, Any], **changes: Any) -> Record:
    """An open UAPED at the town hall of a commune."""
    values = {
        "id": identifier(number),
        "kinds": "uaped",
        "precision": "commune",
        "place_basis": "public_building",
        "commune_code": home["code"],
        "territory": home["territory"],
        "covers": home["territory"],
    }
    return record("uaped", **{**values, **changes})


def permanence(number: int, home: Mapping[str, Any], **changes: Any) -> Record:
    """An open permanence whose operator names the town."""
    values = {
        "id": identifier(number),
        "kinds": "accompagnement",
        "precision": "commune",
        "place_basis": "operator",
        "commune_code": home["code"],
        "territory": home["territory"],
        "covers": home["territory"],
    }
    return record(**{**values, **changes})


def identifier(number: int) -> str:
    """The id of a number."""
    signs = []
    for _ in range(6):
        number, sign = divmod(number, len(_ID_LETTERS))
        signs.append(_ID_LETTERS[sign])
    return "r" + "".join(reversed(signs))


class Drawn:
    """A country drawn from a seed: territories, communes (some empty, some on islands), records."""

    def __init__(self, seed: int) -> None:
        draw = random.Random(seed)  # noqa: S311 - a fixed draw, no secret
        lands = ["hexagone", "hexagone", "corse", "97"][: draw.randint(1, 4)]
        codes = [f"{number:02}" for number in range(1, len(lands) + 1)]
        known = [draw.choice([None, draw.randint(1, 5000)]) for _ in codes]
        self.territories = [
            territory(code, young, f"R{draw.randint(1, 2)}", land)
            for code, young, land in zip(codes, known, lands, strict=True)
        ]
        self.communes = [
            self._commune(draw, draw.choice(self.territories), number)
            for number in range(draw.randint(1, 25))
        ]
        self._share_the_young()
        self.records = [self._record(draw, number) for number in range(draw.randint(0, 10))]

    def catalogue(self, *more: Record) -> Catalogue:
        """The directory of this country, with more records."""
        return country(self.territories, self.communes, [*self.records, *more])

    def _commune(self, draw: random.Random, home: Territory, number: int) -> dict[str, Any]:
        west, south = (55, -21) if home.land == "97" else (0, 45)
        return commune(
            f"{home.code}{number:03}",
            draw.choice([0, draw.randint(1, 100), draw.randint(100, 50_000)]),
            (west + draw.uniform(0, 2), south + draw.uniform(0, 2)),
            land=home.land,
            island=draw.choice([None, None, None, "Dée", "Ré"]),
        )

    def _share_the_young(self) -> None:
        for home in self.territories:
            mine = [one for one in self.communes if one["territory"] == home.code]
            people = sum(one["population"] for one in mine)
            for one in mine:
                if home.under_20 is not None:
                    one["under_20"] = home.under_20 * one["population"] / people if people else 0.0

    def _record(self, draw: random.Random, number: int) -> Record:
        home = draw.choice(self.communes)
        make = draw.choice([unit, permanence])
        changes: dict[str, Any] = {"status": draw.choice(["open", "open", "open", "planned"])}
        if draw.random() < 0.2:
            changes |= {"precision": "territory", "commune_code": "", "place_basis": ""}
        elif draw.random() < 0.3:
            changes |= {"precision": "address", "longitude": home["longitude"] + 0.01}
            changes |= {"latitude": home["latitude"] - 0.01}
        return make(number, home, **changes)


def _column(rows: Sequence[Mapping[str, Any]], name: str) -> pa.Array:
    values = [row[name] for row in rows]
    return pa.array(values, pa.list_(pa.string())) if name in _LISTS else pa.array(values)
