"""What a cell of the other tables of `resources/` may hold: one check for each table."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Final

from pydantic_core import PydanticCustomError

from webmap import vocabulary as v
from webmap.directory import cells, rules
from webmap.directory.tables import METROPOLE

#: (column, cell) -> (code of the problem, its detail), or None when the cell is right.
Check = Callable[[str, str], tuple[str, str] | None]


def reach_check(known: set[str], gazetteer: rules.Gazetteer) -> Check:
    """Which line works from where. `known`: ids of records."""

    answers = ", ".join(v.YES_NO_UNKNOWN)

    def check(field: str, value: str) -> tuple[str, str] | None:
        if field == "record_id" and value not in known:
            return "unknown_record", ""
        if field == "territory" and value != METROPOLE and value not in gazetteer.territory_names:
            return "unknown_territory", ""
        if field in ("reachable", "free", "on_bill") and value not in v.YES_NO_UNKNOWN:
            return "unknown_code", answers
        return _plain_cell(field, value)

    return check


def search_check(gazetteer: rules.Gazetteer) -> Check:
    """Looks on the web, by territory."""

    def check(field: str, value: str) -> tuple[str, str] | None:
        if field == "territory" and value not in (*gazetteer.territory_names, "national"):
            return "unknown_territory", ""
        if field == "queries" and not value.isdecimal():
            return "not_a_number", ""
        return _plain_cell(field, value)

    return check


#: What a CRIP or a prefecture may be asked about.
_ASKED_ABOUT: Final = (*v.COVERED_CATEGORIES, v.ENGAGEMENT)
_QUESTIONS: Final = (*v.NEEDS, *v.ASKED_ENGAGEMENTS)


def request_check(gazetteer: rules.Gazetteer) -> Check:
    """What was asked of a CRIP or a prefecture."""

    def check(field: str, value: str) -> tuple[str, str] | None:
        if field == "territory" and value not in gazetteer.territory_names:
            return "unknown_territory", ""
        if field == "category" and value not in _ASKED_ABOUT:
            return "unknown_code", ", ".join(_ASKED_ABOUT)
        if field == "need" and value not in _QUESTIONS:
            return "unknown_code", ", ".join(_QUESTIONS)
        if field == "answer" and value not in ("none", "yes"):
            return "unknown_code", "none, yes"
        return _plain_cell(field, value)

    return check


def court_check(courts: set[str], gazetteer: rules.Gazetteer) -> Check:
    """The courts of a commune. `courts`: ids of records."""

    def check(field: str, value: str) -> tuple[str, str] | None:
        if field == "commune" and value not in gazetteer.commune_territory:
            return "unknown_commune", ""
        if field in ("court", "children_court") and value not in courts:
            return "unknown_court", ""
        if field in ("source", "source_date") and not value:
            return "required", ""
        return _plain_cell(field, value)

    return check


_DAYS = ("searched_on", "asked_on", "seen_on")


def _plain_cell(field: str, value: str) -> tuple[str, str] | None:
    """Rules of every table: days are days, links are links, text holds no markup."""
    try:
        if field in _DAYS:
            date.fromisoformat(value)
        elif field == "source_url":
            cells.check_link(value)
        elif field == "number":
            cells.check_phone(value)
        else:
            cells.check_plain(value)
    except PydanticCustomError as error:
        context = error.context or {}
        return context["code"], context["detail"]
    except ValueError:
        return "bad_day", ""
    return None
