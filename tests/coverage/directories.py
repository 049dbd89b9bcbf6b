"""Directories drawn at random, of every category, on a country of four territories."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any, Final

from tests.coverage.country import commune, country, identifier, territory
from tests.directory.factory import record
from webmap import vocabulary as v
from webmap.directory.catalogue import Catalogue
from webmap.directory.record import Record
from webmap.directory.tables import Reach, Request

#: How often each category is drawn.
CATEGORIES: Final = (*v.COVERED_CATEGORIES, "association", "hebergement", "ecoute")
PHONES: Final = ("116 000", "119", "")
_CODES: Final = ("01", "02", "03", "97")
_COVERS: Final = ("", "01", "02", "01;02", "02;03;97", "national", "national;03")
_AUDIENCES: Final = ("mineurs", "jeune_13_15;filles", "parents", "jeune_majeur", "adultes", "")
#: In time, a day too late, to come: the Catalogue stands on 22 November 2026.
_VERIFIED: Final = ("", "", "2026-06-01", "2025-11-22", "2025-11-21", "2027-01-01")
_NUMBERS_AND_DAYS: Final = ("capacity", "verified_on", "designation_known_on")


class Directory:
    """Records, answers of prefectures and lines that can be dialled, drawn from a seed."""

    def __init__(self, seed: int, categories: Sequence[str] = CATEGORIES) -> None:
        draw = random.Random(seed)  # noqa: S311 - a fixed draw, no secret
        young = [draw.choice([None, 0, draw.randint(1, 9_000)]) for _ in _CODES]
        regions = ("R1", "R1", "R2", "R3")
        self.territories = [
            territory(code, people, region, "97" if code == "97" else "hexagone")
            for code, people, region in zip(_CODES, young, regions, strict=True)
        ]
        self.records = [_record(draw, number, categories) for number in range(draw.randint(0, 16))]
        self.requests = [_request(draw) for _ in range(draw.randint(0, 3))]
        self.reach = [
            _reach(draw, one.id, code)
            for one in self.records
            if one.category == "ecoute"
            for code in ("metropole", "97")
        ]

    def catalogue(self, *more: Record, records: list[Record] | None = None) -> Catalogue:
        """The directory, with more records, or with others in the place of its own."""
        homes = [commune(f"{t.code}001", 10, (0, 45), land=t.land) for t in self.territories]
        held = self.records if records is None else records
        tables = {"requests": self.requests, "reach": self.reach}
        return country(self.territories, homes, [*held, *more], **tables)


def drawn_record(seed: int) -> Record:
    """One more record, of an id that no drawn directory has."""
    return _record(random.Random(seed), 999, CATEGORIES)  # noqa: S311 - a fixed draw, no secret


def _record(draw: random.Random, number: int, categories: Sequence[str]) -> Record:
    category = draw.choice(categories)
    make = {"magistrat": _court, "ecoute": _line}.get(category, _service)
    values = make(draw, category)
    # An empty cell of these is no value at all: the readers leave it out.
    given = {name: x for name, x in values.items() if x != "" or name not in _NUMBERS_AND_DAYS}
    return record(category, id=identifier(number), **given)


def _service(draw: random.Random, category: str) -> dict[str, Any]:
    home, covers = draw.choice([*_CODES, ""]), draw.choice(_COVERS)
    return {
        "kinds": _kinds(draw, category),
        "audiences": draw.choice(_AUDIENCES),
        "status": draw.choice(["open", "open", *v.STATUSES]),
        "territory": home,
        "covers": covers,
        "precision": "territory" if home else "national",
        "place_basis": draw.choice(["", "office"]),
        "phone": draw.choice(PHONES),
        "verified_on": draw.choice(_VERIFIED),
        "capacity": draw.choice(["", "0", str(draw.randint(1, 12))]),
    }


def _kinds(draw: random.Random, category: str) -> str:
    every = list(v.KINDS[category])
    return ";".join(draw.sample(every, draw.randint(1, min(3, len(every)))))


def _court(draw: random.Random, category: str) -> dict[str, Any]:
    home = draw.choice(_CODES)
    return {
        "kinds": _kinds(draw, category),
        "territory": home,
        "covers": ";".join({home: None, draw.choice(_CODES): None}),
        "designation_known_on": draw.choice(["", "2026-03-01"]),
    }


def _line(draw: random.Random, category: str) -> dict[str, Any]:
    return {
        "kinds": "disparition",
        "territory": "",
        "covers": "national",
        "precision": "national",
        "phone": draw.choice(PHONES[:2]),
    }


def _request(draw: random.Random) -> Request:
    need = draw.choice([need for need in v.NEEDS.values() if need.category != "magistrat"])
    answer = draw.choice(["none", "exists"])
    return Request(draw.choice(_CODES), need.category, need.code, "2026-10-01", "CRIP", answer)


def _reach(draw: random.Random, record_id: str, code: str) -> Reach:
    return Reach(record_id, "", code, draw.choice(["yes", "no", "unknown"]), *[""] * 8)
