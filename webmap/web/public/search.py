"""From words to places: nothing is kept, nothing goes into an address but the code of a place.

Pure: takes the Catalogue, gives plain values.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from webmap.directory.catalogue import Catalogue
from webmap.geo.places import Match, Place
from webmap.geo.territories import Territory
from webmap.geo.text import fold
from webmap.web.public import distress, islands

_SURE: Final = frozenset({"exact", "code", "postcode"})


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
