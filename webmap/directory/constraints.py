"""What a cell of each column must satisfy, in the words of Table Schema constraints.

The rules of `record` and `rules` say more (two fields together, geography, consent); these are
the part that any tool can check on one cell.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from webmap import vocabulary as v
from webmap.directory import record, tables

Descriptor = dict[str, Any]

#: Code of a department, a collectivity or a country overseas, as INSEE writes it.
TERRITORY: Final = "(?:0[1-9]|1[0-9]|2[1-9AB]|[3-8][0-9]|9[0-5]|97[1-8]|98[678])"

_REQUIRED: Final = frozenset(
    {
        "id", "name", "summary_fr", "summary_en", "kinds", "precision", "status", "source",
        "record_id", "reachable", "free", "on_bill", "searched_on", "queries", "found",
        "category", "need", "asked_on", "asked_whom", "answer", "commune", "court",
        "children_court",
    }
)  # fmt: skip
_REQUIRED_TERRITORY: Final = frozenset({"ecoute_par_territoire", "recherches", "demandes"})
_DAYS: Final = frozenset(
    {
        "phone_verified_on", "seen_on", "verified_on", "valid_until", "designation_known_on",
        "searched_on", "asked_on",
    }
)  # fmt: skip
#: Days of a source are text: a page often shows a year or a month only.
_PARTIAL_DAYS: Final = frozenset({"hours_date", "source_date", "consent_on", "capacity_on"})
_LINKS: Final = frozenset({"website", "chat_url", "source_url"})
#: column -> (type, least value, greatest value or None)
_QUANTITIES: Final[dict[str, tuple[str, int, int | None]]] = {
    "age_min": ("integer", 0, 25),
    "age_max": ("integer", 0, 25),
    "capacity": ("integer", 0, 1000),
    "queries": ("integer", 1, None),
    "latitude": ("number", -90, 90),
    "longitude": ("number", -180, 180),
}
_CHOICES: Final[dict[str, Iterable[str]]] = {
    "genders": v.GENDERS,
    "confidentialite": v.CONFIDENTIALITY,
    "night_weekend": v.YES_NO_UNKNOWN,
    "precision": v.PRECISIONS,
    "consent_precision": v.PRECISIONS,
    "place_basis": v.PLACE_BASES,
    "status": v.STATUSES,
    "court_type": v.COURT_TYPES,
    "reachable": v.YES_NO_UNKNOWN,
    "free": v.YES_NO_UNKNOWN,
    "on_bill": v.YES_NO_UNKNOWN,
    "category": (*v.COVERED_CATEGORIES, v.ENGAGEMENT),
    "need": (*v.NEEDS, *v.ASKED_ENGAGEMENTS),
    "found": ("yes", "no"),
    "answer": ("none", "yes"),
}
_LISTS: Final[dict[str, Iterable[str]]] = {
    "audiences": v.AUDIENCES,
    "admission": v.ADMISSION,
    "qui_repond": v.WHO_ANSWERS,
}
_PATTERNS: Final[dict[str, str]] = {
    "id": record.ID_PATTERN.pattern,
    "record_id": record.ID_PATTERN.pattern,
    "court": record.ID_PATTERN.pattern,
    "children_court": record.ID_PATTERN.pattern,
    "commune": "[0-9][0-9AB][0-9]{3}",
    "commune_code": "[0-9][0-9AB][0-9]{3}",
    "email": r"[^@\s]+@[^@\s]+\.[A-Za-z]{2,}",
}


def is_required(table: str, column: str) -> bool:
    """Whether the cell may not be empty."""
    return column in _REQUIRED or (column == "territory" and table in _REQUIRED_TERRITORY)


def is_list(column: str) -> bool:
    """Whether the cell holds several codes, separated by `;`."""
    return column in _LISTS or column in ("kinds", "covers", "languages", "protocol_courts")


def constraints_of(table: str, column: str) -> tuple[str, Descriptor]:
    """Type of a column and what its cells must satisfy, whether filled or not."""
    if column in _QUANTITIES:
        kind, least, greatest = _QUANTITIES[column]
        return kind, _without_none({"minimum": least, "maximum": greatest})
    if column in _DAYS:
        return "date", {}
    if column in _CHOICES:
        return "string", {"enum": list(_CHOICES[column])}
    pattern = _pattern(table, column)
    return "string", {"pattern": pattern} if pattern else {}


def _pattern(table: str, column: str) -> str:
    if column in _LINKS:
        return r"https?://[^\s]+"
    if column in _PARTIAL_DAYS:
        return "[0-9]{4}(?:-[0-9]{2}){0,2}"
    if column in ("territory", "covers"):
        return _territory_pattern(table, column)
    codes = v.KINDS[table] if column == "kinds" else _LISTS.get(column)
    return _list_of("|".join(codes)) if codes else _PATTERNS.get(column, "")


def _territory_pattern(table: str, column: str) -> str:
    if column == "covers":
        return _list_of(f"national|{TERRITORY}")
    other = {"ecoute_par_territoire": tables.METROPOLE, "recherches": "national"}.get(table)
    return f"(?:{other}|{TERRITORY})" if other else TERRITORY


def _list_of(item: str) -> str:
    return f"(?:{item})(?:;(?:{item}))*"


def _without_none(values: Mapping[str, int | None]) -> Descriptor:
    return {name: value for name, value in values.items() if value is not None}
