"""One line of `resources/<category>.csv` -> a `Record`, or all the problems of that line.

Lists are separated by `;`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from webmap import vocabulary as v
from webmap.directory.cells import split
from webmap.directory.problems import Problem
from webmap.directory.record import Record

_COMMON: Final = (
    "id", "name", "operator", "summary_fr", "summary_en", "kinds", "audiences", "age_min",
    "age_max", "genders", "admission", "access_fr", "access_en", "confidentialite", "qui_repond",
    "hours", "hours_date", "night_weekend", "languages", "phone", "phone_verified_on", "email",
    "website", "territory", "precision", "covers", "status", "source", "source_url",
    "source_date", "seen_on", "verified_on", "verified_by", "method",
)  # fmt: skip
_PLACE: Final = ("commune_code", "place_basis", "consent_precision", "consent_on", "consent_by")
_POINT: Final = ("address", "latitude", "longitude")

#: Columns of each file. `hebergement` has none for a commune, an address or a position: what no
#: column can hold cannot leak.
COLUMNS: Final[dict[str, tuple[str, ...]]] = {
    "hebergement": (*_COMMON, "origine_acceptee", "delay", "capacity", "capacity_on"),
    "association": (*_COMMON, *_PLACE, *_POINT, "valid_until"),
    "magistrat": (
        *_COMMON, *_PLACE, *_POINT, "court_type", "court_of_appeal", "designation_known_on",
    ),
    "uaped": (*_COMMON, *_PLACE, *_POINT, "protocol_courts"),
    "ecoute": (
        *_COMMON, "chat_url", "deaf_access_fr", "deaf_access_en", "transmits_fr", "transmits_en",
    ),
    "circuit": _COMMON,
}  # fmt: skip

FILES: Final = {
    "hebergement": "hebergement.csv",
    "association": "associations.csv",
    "magistrat": "magistrats.csv",
    "uaped": "uaped.csv",
    "ecoute": "ecoute.csv",
    "circuit": "circuits.csv",
}

#: What pydantic calls an error -> what we call it. The rest are our own codes.
_PYDANTIC: Final = {
    "missing": "required",
    "string_too_short": "required",
    "too_short": "required",
    "int_parsing": "not_a_number",
    "int_from_float": "not_a_number",
    "float_parsing": "not_a_number",
    "date_from_datetime_parsing": "bad_day",
    "date_parsing": "bad_day",
    "date_from_datetime_inexact": "bad_day",
}


def parse(category: str, row: Mapping[str, str], file: str, line: int) -> Record | list[Problem]:
    """Read one line: `row` maps column to cell text. Returns the record, or every problem."""
    problems = _kinds_problems(category, row, file, line)
    cells = {k: x for k, x in row.items() if x != "" or k in ("id", "name", "kinds")}
    try:
        record = Record.model_validate({**cells, "category": category})
    except ValidationError as error:
        return [_problem(details, row, file, line) for details in error.errors()] + problems
    return problems or record


def _kinds_problems(category: str, row: Mapping[str, str], file: str, line: int) -> list[Problem]:
    terms = v.KINDS[category]
    unknown = [kind for kind in split(row.get("kinds", "")) if kind not in terms]
    return [Problem(file, line, "kinds", k, "unknown_code", ", ".join(terms)) for k in unknown]


def _problem(details: ErrorDetails, row: Mapping[str, str], file: str, line: int) -> Problem:
    field = str(details["loc"][0])
    context = details.get("ctx", {})
    if details["type"] == "webmap":
        code, detail = context["code"], context["detail"]
    elif details["type"] == "literal_error":
        code, detail = "unknown_code", str(context["expected"]).replace("'", "")
    elif details["type"] in _PYDANTIC:
        code, detail = _PYDANTIC[details["type"]], ""
    else:
        code, detail = "out_of_range", str(details["msg"])
    return Problem(file, line, field, row.get(field, ""), code, detail)
