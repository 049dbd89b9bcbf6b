"""What may be asked of the coverage page: a category, an order, a need for the map, a state.

Each function takes the text of a parameter and raises `InvalidParameter` for what it cannot be.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from flask_babel import gettext as _

from webmap import vocabulary as v
from webmap.errors import InvalidParameter

#: Columns of the table that are no need.
PLAIN_COLUMNS: Final = ("code", "nom", "population", "moins_de_20")
#: What the map shows when nobody chose: the need most visitors come with.
FIRST_NEED: Final = "accompagnement"


@dataclass(frozen=True, slots=True)
class Order:
    """A column and a direction."""

    column: str
    descending: bool


def category(text: str) -> str:
    """A category of the table, or an empty text for all of them."""
    return _among(text, ("", *v.COVERED_CATEGORIES))


def order(column: str, direction: str) -> Order:
    """How the lines are sorted; an empty column is the code, an empty direction is rising."""
    known = _among(column, ("", *PLAIN_COLUMNS, *v.NEEDS))
    return Order(known or "code", _among(direction, ("", "asc", "desc")) == "desc")


def need(text: str, category: str) -> str:
    """The need that shades the map: the one asked for, else the first of the category shown."""
    asked = _among(text, ("", *v.NEEDS))
    if asked:
        return asked
    return v.needs_of(category)[0].code if category else FIRST_NEED


def state(text: str) -> str:
    """A state to keep alone for the need shown, or an empty text for all of them."""
    return _among(text, ("", *v.STATES))


def _among(text: str, allowed: tuple[str, ...]) -> str:
    if text not in allowed:
        raise InvalidParameter(_("L’adresse demande un choix qui n’existe pas."))
    return text
