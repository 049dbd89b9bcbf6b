"""What may be asked of the pages of the coverage, in codes, and what is wrong with it, all at once.

What was typed is never repeated: it would end in a page. The name of the parameter is, and the
values that there are.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from webmap import vocabulary as v
from webmap.coverage.axes import AXES, Public
from webmap.errors import InvalidChoices
from webmap.geo.territories import Territories
from webmap.web.asked import read

#: Columns of the table that are no need.
PLAIN_COLUMNS: Final = ("code", "nom", "population", "moins_de_20")
#: What the map shows when nobody chose: the need most visitors come with.
FIRST_NEED: Final = "accompagnement"
#: Questions that several states answer: is there somebody, is there nothing at all.
GROUPS: Final = {
    "oui": ("listed", "to_confirm", "served"),
    "rien": ("none_listed", "not_asked"),
}
#: Parameter -> value -> axis. Values of one parameter exclude each other; parameters add up.
PUBLICS: Final[Mapping[str, Mapping[str, str]]] = {
    "age": {code: code for code in AXES if code.startswith("jeune_")},
    "genre": {"filles": "filles", "garcons": "garcons"},
    "mna": {"oui": "mna"},
    "handicap": {"oui": "handicap"},
}
DIRECTIONS: Final = ("asc", "desc")
_ONLY_FOR_A_PUBLIC: Final = frozenset({"unsaid", "refused"})


@dataclass(frozen=True, slots=True)
class Order:
    """A column and a direction."""

    column: str
    descending: bool


@dataclass(frozen=True, slots=True)
class Choices:
    """What `/couverture` is asked: codes as in the address, empty where nothing was chosen."""

    given: Mapping[str, str]

    @property
    def category(self) -> str:
        """The category shown alone."""
        return self.given["categorie"]

    @property
    def need(self) -> str:
        """The need of the map: the one asked for, else the first of the category shown."""
        first = v.needs_of(self.category)[0].code if self.category else FIRST_NEED
        return self.given["besoin"] or first

    @property
    def state(self) -> str:
        """The state, or the group of states, to keep alone for the need."""
        return self.given["etat"]

    @property
    def states(self) -> tuple[str, ...]:
        """The states to keep, empty for all of them. A court is not a designation: no answer."""
        if self.state == "oui" and v.NEEDS[self.need].category == "magistrat":
            return ("listed",)
        return GROUPS.get(self.state, (self.state,) if self.state else ())

    @property
    def region(self) -> str:
        """The region shown alone."""
        return self.given["region"]

    @property
    def public(self) -> Public:
        """The axes of the public asked for, in the order of AXES."""
        asked = {axes[self.given[name]] for name, axes in PUBLICS.items() if self.given[name]}
        return tuple(axis for axis in AXES if axis in asked)

    @property
    def order(self) -> Order:
        """How the lines are sorted; an empty column is the code, an empty direction is rising."""
        return Order(self.given["tri"] or "code", self.given["sens"] == "desc")

    def address(self, **changes: str) -> dict[str, str]:
        """Parameters of an address that asks for the same, but for the changes."""
        return {name: code for name, code in {**self.given, **changes}.items() if code}


def choices(args: MultiDict[str, str], territories: Territories) -> Choices:
    """Raises `InvalidChoices`."""
    allowed = {
        "categorie": v.COVERED_CATEGORIES,
        "besoin": v.NEEDS,
        "etat": (*GROUPS, *v.PUBLIC_STATES),
        "region": regions(territories),
        **PUBLICS,
        "tri": (*PLAIN_COLUMNS, *v.NEEDS),
        "sens": DIRECTIONS,
    }
    found = Choices(read(args, allowed))
    if found.state in _ONLY_FOR_A_PUBLIC and not found.public:
        raise InvalidChoices(
            (_("« etat » : cette valeur demande aussi age, genre, mna ou handicap."),)
        )
    return found


def regions(territories: Territories) -> dict[str, str]:
    """Code -> name of the regions; a collectivity without one stands for itself."""
    return {place.region: place.region_name for place in territories.values()}
