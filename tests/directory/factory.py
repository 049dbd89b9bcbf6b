"""Records made by hand, small enough to think about."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from webmap.directory.lines import COLUMNS, FILES
from webmap.directory.placenames import PlaceNames
from webmap.directory.record import Record
from webmap.directory.rules import Gazetteer
from webmap.directory.tables import FILES as TABLES

#: A country of three communes in two territories, one of which also names a territory; the names
#: of communes are those that are easy to write in several ways.
GAZETTEER = Gazetteer(
    commune_territory={"75056": "75", "53147": "53", "23096": "23"},
    populations={"75056": 2_103_778, "53147": 12_000, "23096": 13_000},
    town_halls={"75056": (2.352, 48.857), "53147": (-0.615, 48.303), "23096": (1.871, 46.170)},
    territory_names={"75": "Paris", "53": "Mayenne", "23": "Creuse", "976": "Mayotte"},
    region_names=frozenset({"Bretagne"}),
    place_names=PlaceNames(
        [
            "Paris", "Mayenne", "Guéret", "Sens", "Saint-Denis", "Bretagne", "Vers", "Le Havre",
            "Le Mans", "Les Sables-d'Olonne", "Les Abymes", "Le Creusot", "La Souterraine",
            "L'Haÿ-les-Roses", "Marvejols", "Œuilly", "Goes", "Place", "Ars", "L'Hôpital",
        ]
    ),
    secret_names=PlaceNames(["Paris", "Creuse", "Mayotte", "Bretagne", "Brittany"], strict=True),
)  # fmt: skip

CELLS: Mapping[str, str] = {
    "id": "rbcd123",
    "name": "Équipe mobile",
    "summary_fr": "Va vers les jeunes.",
    "summary_en": "Goes to young people.",
    "kinds": "accompagnement",
    "audiences": "mineurs",
    "territory": "23",
    "precision": "territory",
    "covers": "23",
    "status": "open",
    "source": "une page",
}


def cells(**changes: str) -> dict[str, str]:
    """Cells of a good association line, with changes."""
    return {**CELLS, **changes}


def record(category: str = "association", **changes: Any) -> Record:
    """A record; ids may be given as numbers."""
    return Record.model_validate({**CELLS, "category": category, **changes})


def write(folder: Path, lines: Mapping[str, Iterable[Mapping[str, str]]]) -> Path:
    """A folder of resource files with these lines by category; the others are empty."""
    for category, file in FILES.items():
        text = _csv(COLUMNS[category], lines.get(category, ()))
        (folder / file).write_text(text, "utf-8", newline="")
    for table, file in TABLES.items():
        (folder / file).write_text(_csv(tuple(table.__dataclass_fields__), ()), "utf-8")
    return folder


def _csv(columns: tuple[str, ...], lines: Iterable[Mapping[str, str]]) -> str:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, columns, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(lines)
    return out.getvalue()
