"""Search places by what a person types in one box.

May import only `webmap.geo`.
"""

from __future__ import annotations

import re
from functools import cached_property

from webmap.geo.names import NameIndex
from webmap.geo.places import How, Match, Place
from webmap.geo.register import Register
from webmap.geo.text import fold

# Nobody's town has a longer name: what is longer is not looked up.
LONGEST_TEXT = 100
# The code of all Corsica until 1976, and still the beginning of its postcodes.
_CORSICA = {"20": ("2A", "2B")}
_FIVE_SIGNS = re.compile(r"\d[\dABab]\d{3}")
_BEST = {"exact": 0, "prefix": 1, "typo": 2}
# People call a town by the first words of its name: "Boulogne", "Évry", "Aix".
_TOWN = 10_000
# How much larger than the village of that very name such a town must be to be meant too.
_LARGER = 5
# What exists now comes before the names of the past.
_NOW = {"commune": 0, "arrondissement": 0, "territory": 0, "deleguee": 1, "associee": 1}
_PAST = 2


class Search:
    """Matches by name, code or postcode in a register."""

    def __init__(self, register: Register) -> None:
        self._register = register

    def postcode(self, postcode: str) -> tuple[Place, ...]:
        """The places that a postcode serves, most populous first."""
        subjects = self._postcodes.get(postcode, ())
        places = [self._register.place(subject) for subject in subjects]
        divided = {p.commune.code for p in places if p.kind == "arrondissement"}
        kept = [p for p in places if p.kind == "arrondissement" or p.code not in divided]
        return tuple(sorted(kept, key=lambda p: (-(p.population or 0), p.code)))

    def number(self, words: str) -> tuple[Match, ...]:
        """Matches of five signs: a postcode before a code.

        13001 is the postcode of Marseille 1er and the code of Aix-en-Provence: people type
        postcodes.
        """
        if places := self.postcode(words):
            return tuple(_match(place, "postcode") for place in places)
        subject = self._register.subject(words.upper())
        return () if subject is None else (_match(self._register.place(subject), "code"),)

    def name(self, text: str, limit: int) -> tuple[Match, ...]:
        """Matches of a name: every exact one, then others up to `limit`."""
        if len(text) > LONGEST_TEXT:
            return ()
        folded, within = self._split(fold(text))
        found = self._names.search(folded)
        kept = {
            subject: how
            for subject, how in found.items()
            if within is None or self._register.territory_of(subject) == within
        }
        ranked = sorted(kept, key=lambda subject: self._rank(subject, kept[subject]))
        exact = sum(how == "exact" for how in kept.values())
        return tuple(self._matched(s, kept[s]) for s in ranked[: max(limit, exact)])

    def anything(self, text: str, limit: int) -> tuple[Match, ...]:
        """Matches of a postcode, a code of place or territory, or a name."""
        return self._coded(text.strip()) or self.name(text.strip(), limit)

    def exactly(self, text: str) -> tuple[Match, ...]:
        """The same for a name in full: no slip, for whoever asks for every part of a sentence. No
        beginning either, but of a town that is far larger than what has the whole name."""
        if coded := self._coded(text.strip()):
            return coded
        found = self._names.exact(fold(text))
        named = sorted(found, key=lambda subject: self._rank(subject, "exact"))
        most = max((self._register.people[subject] for subject in named), default=0)
        larger = self._begun(fold(text), max(_TOWN, most * _LARGER)) if named else []
        return (
            *(self._matched(subject, "exact") for subject in named),
            *(self._matched(subject, "prefix") for subject in larger),
        )

    def towns(self, text: str) -> tuple[Match, ...]:
        """Towns whose name begins with these words, most populous first."""
        return tuple(self._matched(subject, "prefix") for subject in self._begun(fold(text), _TOWN))

    def _begun(self, folded: str, people: float) -> list[int]:
        """Communes of so many inhabitants whose name begins with these words."""
        count = self._register.people
        large = (subject for subject in self._names.begun(folded) if count[subject] >= people)
        found = (subject for subject in large if self._register.kind(subject) == "commune")
        return sorted(found, key=lambda subject: self._rank(subject, "prefix"))

    def _coded(self, words: str) -> tuple[Match, ...]:
        if _FIVE_SIGNS.fullmatch(words):
            return self.number(words)
        codes = _CORSICA.get(words, (words.upper(),))
        known = self._register.territories
        return tuple(self._territory(code, "code") for code in codes if code in known)

    def _split(self, folded: str) -> tuple[str, str | None]:
        """Take apart "saint denis 974", unless that is a name in itself, as "paris 11" is."""
        name, _, last = folded.rpartition(" ")
        code = last.upper()
        if name and code in self._register.territories and not self._names.exact(folded):
            return name, code
        return folded, None

    def _rank(self, subject: int, how: str) -> tuple[int, int, float, int]:
        now = _NOW.get(self._register.kind(subject), _PAST)
        return _BEST[how], now, -float(self._register.people[subject]), subject

    def _matched(self, subject: int, how: How) -> Match:
        if self._register.kind(subject) == "territory":
            return self._territory(self._register.territory_of(subject), how)
        return _match(self._register.place(subject), how)

    def _territory(self, code: str, how: How) -> Match:
        return Match(code, self._register.territories[code], "territory", code, how, None)

    @cached_property
    def _names(self) -> NameIndex:
        return NameIndex(self._register.names())

    @cached_property
    def _postcodes(self) -> dict[str, tuple[int, ...]]:
        found: dict[str, tuple[int, ...]] = {}
        for subject, postcodes in self._register.postcodes():
            for postcode in postcodes:
                found[postcode] = (*found.get(postcode, ()), subject)
        return found


def _match(place: Place, how: How) -> Match:
    return Match(place.code, place.name, place.kind, place.territory, how, place)
