"""From words to places: nothing is kept, nothing goes into an address but the code of a place.

Pure: takes the Catalogue, gives plain values.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from webmap.directory.catalogue import Catalogue
from webmap.errors import InvalidParameter, UnknownPlace, UnknownTerritory
from webmap.geo.places import Match, Place
from webmap.geo.territories import Territory
from webmap.geo.text import fold
from webmap.web import parameters
from webmap.web.public import distress, islands

_SURE: Final = frozenset({"exact", "code", "postcode"})

#: What the page shows beside places. Numbers: an address stays in a history, where a word such as
#: "aide" would tell what was looked for.
PEOPLE: Final = "1"
LIFE_FIRST: Final = "2"
NOTHING: Final = "3"
UNREADABLE: Final = "4"
#: Most places in one address. No postcode serves more, and no name is borne by more.
MOST: Final = 50
_TERRITORY_SIGNS: Final = 3


@dataclass(frozen=True, slots=True)
class Choice:
    """A place that may be meant. `place` is None when it is the territory itself."""

    territory: Territory
    place: Place | None

    @property
    def population(self) -> int:
        if self.place is None:
            return self.territory.population
        return self.place.population or self.place.commune.population


@dataclass(frozen=True, slots=True)
class Answer:
    """Places that the words may mean, most people first; `distress`: people answer first, the
    numbers of `first` before the others."""

    choices: tuple[Choice, ...]
    distress: bool
    first: tuple[str, ...] = ()

    @property
    def only(self) -> Choice | None:
        """The place meant, when no doubt is left."""
        return self.choices[0] if len(self.choices) == 1 and not self.distress else None


def answer(words: str, catalogue: Catalogue) -> Answer:
    """What the words typed in the search box may mean."""
    found = (*islands.find(words, catalogue.communes), *catalogue.communes.find(words))
    sure = tuple(match for match in found if match.how in _SURE)
    distressed = distress.is_heard(words, is_a_place=bool(sure))
    # A name that is nearly a place would hide a call for help: names in full only.
    kept = sure if sure or distressed else found
    return Answer(tuple(_choices(kept, catalogue)), distressed, distress.first(words))


def parameters_of(found: Answer) -> dict[str, str]:
    """Parameters of the address that shows an answer again: codes of places, never words."""
    codes = [_code(choice) for choice in found.choices[:MOST]]
    said = {"parmi": ".".join(codes)} if codes else {}
    if found.distress:
        return {**said, "suite": LIFE_FIRST if found.first else PEOPLE}
    return said or {"suite": NOTHING}


def shown(among: str, then: str, catalogue: Catalogue) -> Answer | None:
    """The answer of an address that `parameters_of` made; None when it asks nothing.

    Raises `InvalidParameter`.
    """
    if not among and not then:
        return None
    if then not in ("", PEOPLE, LIFE_FIRST, NOTHING) or (among and then == NOTHING):
        raise InvalidParameter("no such page of answers")
    first = distress.LIFE if then == LIFE_FIRST else ()
    return Answer(_chosen(among, catalogue), then in (PEOPLE, LIFE_FIRST), first)


def _chosen(among: str, catalogue: Catalogue) -> tuple[Choice, ...]:
    codes = dict.fromkeys(among.split(".")) if among else {}
    if len(codes) > MOST:
        raise InvalidParameter(f"more than {MOST} places")
    try:
        found = [_choice(code, catalogue) for code in codes]
    except (UnknownPlace, UnknownTerritory) as error:
        raise InvalidParameter("a code of no place") from error
    return tuple(sorted(found, key=lambda choice: -choice.population))


def _code(choice: Choice) -> str:
    return choice.place.code if choice.place else choice.territory.code


def _choice(code: str, catalogue: Catalogue) -> Choice:
    """Codes of territories have two or three signs, those of places five."""
    if len(code) <= _TERRITORY_SIGNS:
        return Choice(parameters.territory(code, catalogue), None)
    place = parameters.commune(code, catalogue)
    return Choice(catalogue.territories[place.territory], place)


def _choices(matches: tuple[Match, ...], catalogue: Catalogue) -> list[Choice]:
    cities = {match.territory for match in matches if _bears_its_territory(match, catalogue)}
    found = [
        Choice(catalogue.territories[match.territory], match.place)
        for match in matches
        if match.place is not None or match.territory not in cities
    ]
    # An island and its only commune may bear one name.
    once = {(c.territory.code, c.place and c.place.code): c for c in reversed(found)}
    return sorted(once.values(), key=lambda choice: -choice.population)


def _bears_its_territory(match: Match, catalogue: Catalogue) -> bool:
    """Paris is one commune and one territory: its commune answers for both."""
    name = catalogue.territories[match.territory].name
    return match.kind == "commune" and fold(match.name) == fold(name)
