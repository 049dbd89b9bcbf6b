"""The official geographic code: current communes, their parts, their former codes.

Source: @etalab/decoupage-administratif, file `data/communes.json`. Communes of 984 and 989 have no
inhabitants and are left out.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from webmap.geodata.project import land_of, territory_of

UNINHABITED = ("984", "989")
KINDS = {
    "commune-actuelle": "commune",
    "arrondissement-municipal": "arrondissement",
    "commune-deleguee": "deleguee",
    "commune-associee": "associee",
}


@dataclass(frozen=True)
class Entry:
    """A code of the official code: a commune or a part of one (`current` is its commune)."""

    code: str
    name: str
    kind: str
    current: str
    population: int | None
    postcodes: tuple[str, ...]
    former_codes: tuple[str, ...]

    @property
    def territory(self) -> str:
        return territory_of(self.current)

    @property
    def land(self) -> str:
        return land_of(self.territory)


def entries(records: Iterable[dict[str, Any]]) -> list[Entry]:
    """All inhabited entries, in the order of the source."""
    return [_entry(r) for r in records if r["departement"] not in UNINHABITED]


def _entry(record: dict[str, Any]) -> Entry:
    parent = record.get("commune") or record.get("chefLieu") or record["code"]
    kind = KINDS[record["type"]]
    return Entry(
        code=record["code"],
        name=record["nom"],
        kind=kind,
        current=record["code"] if kind == "commune" else parent,
        population=record.get("population"),
        postcodes=tuple(record.get("codesPostaux", ())),
        former_codes=tuple(sorted(record.get("anciensCodes", ()))),
    )


def communes(found: Iterable[Entry]) -> list[Entry]:
    """The current communes, by code."""
    return sorted((e for e in found if e.kind == "commune"), key=lambda e: e.code)


def former_names(found: Iterable[Entry]) -> dict[str, tuple[str, ...]]:
    """Names that delegated and associated communes had, by current commune, without its own."""
    all_entries = list(found)
    own = {e.code: e.name for e in all_entries if e.kind == "commune"}
    names: dict[str, set[str]] = {}
    for entry in all_entries:
        if entry.kind in ("deleguee", "associee") and entry.name != own[entry.current]:
            names.setdefault(entry.current, set()).add(entry.name)
    return {code: tuple(sorted(found_names)) for code, found_names in names.items()}
