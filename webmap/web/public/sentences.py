"""Places said inside a sentence: "avocat à Guéret", "saint denis la réunion", "23000 gueret".

Pure. Names are looked for in full, the longest first; slips are for names typed alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from webmap.directory.common_words import ORDINARY, TOWNS
from webmap.directory.search import LITTLE
from webmap.geo.places import Match
from webmap.geo.territories import Territory
from webmap.geo.text import without_article
from webmap.web.public.search_index import SearchIndex
from webmap.web.public.sentence_words import AROUND, KINDS, PRONOUNS

_MOST_WORDS: Final = 6
#: Under this many letters a word of a sentence is not the name of a place.
_SHORTEST: Final = 4
#: In a sentence whose every word is not understood, a village's name is more often a word.
_TOWN: Final = 2_000
_INITIALS: Final = 2
_POSTCODE: Final = 5
_OVERSEAS_CODE: Final = 3


@dataclass(frozen=True, slots=True)
class Heard:
    """Places of a sentence, and its words that are no part of them.

    `understood`: every word that is left is one around a place, or a kind of help.
    """

    places: tuple[Match, ...]
    left: str
    understood: bool

    @property
    def territories(self) -> frozenset[str]:
        return frozenset(match.territory for match in self.places)


def heard(folded: str, index: SearchIndex) -> Heard:
    """The places named in a sentence; where a territory or a postcode is said too, in it only."""
    words = folded.split()
    found, rest = _parts(words, index)
    left = [word for word in rest if word not in LITTLE | AROUND]
    understood = not set(left) - KINDS
    kept = [part for part in found if understood or _stands_out(part)]
    return Heard(_together([matches for _, matches in kept]), " ".join(left), understood)


def tells(folded: str) -> bool:
    """Whether a sentence holds more than little words, pronouns and kinds of help."""
    return not set(folded.split()) <= LITTLE | AROUND | KINDS | PRONOUNS


def asks_where(folded: str) -> bool:
    """Whether a sentence names a kind of help, or looks for a place, and says no place."""
    return not tells(folded) and not (KINDS | AROUND).isdisjoint(folded.split())


def is_of_somebody(folded: str) -> bool:
    """Whether a sentence tells of a person: it is never surely a place."""
    return not PRONOUNS.isdisjoint(folded.split())


def is_of_every_day(folded: str, places: Iterable[Match]) -> bool:
    """Whether a village's name is first a word: "sourd", "mère" and "trans" are villages too."""
    small = all(m.place is not None and (m.place.population or 0) < _TOWN for m in places)
    # "Us" and "Y" are typed by those who live there.
    return small and len(folded) > _INITIALS and without_article(folded) in ORDINARY


def of_whom(folded: str) -> str:
    """The words by which a record may be found: not the pronouns."""
    return " ".join(word for word in folded.split() if word not in PRONOUNS)


def whole(folded: str, index: SearchIndex) -> tuple[Match, ...]:
    """Places of which the words are the whole name or code: island, commune, territory, region."""
    known = index.catalogue.communes.exactly(folded)
    return (*index.island(folded), *known, *_territories(index.area(folded)))


def _territories(found: Iterable[Territory]) -> tuple[Match, ...]:
    return tuple(Match(t.code, t.name, "territory", t.code, "exact", None) for t in found)


_Part = tuple[str, tuple[Match, ...]]


def _parts(words: list[str], index: SearchIndex) -> tuple[list[_Part], list[str]]:
    """Parts of a sentence that are names of places, in order, and the words between."""
    found: list[_Part] = []
    rest: list[str] = []
    start = 0
    while start < len(words):
        for said in _begun(words[start:]):
            if matches := _named(said, index):
                found.append((said, matches))
                start += said.count(" ") + 1
                break
        else:
            rest.append(words[start])
            start += 1
    return found, rest


def _begun(words: list[str]) -> Iterator[str]:
    """Beginnings of what is left of a sentence, the longest first."""
    for count in range(min(len(words), _MOST_WORDS), 0, -1):
        yield " ".join(words[:count])


def _named(said: str, index: SearchIndex) -> tuple[Match, ...]:
    if said in LITTLE or said in AROUND or said in KINDS:
        return ()
    return whole(said, index)


def _stands_out(part: _Part) -> bool:
    """Whether a part of a sentence that is not understood can only be a place."""
    said, matches = part
    if said.isdecimal():
        return len(said) == _POSTCODE or (len(said) == _OVERSEAS_CODE and said.startswith("9"))
    if len(said) < _SHORTEST or said in ORDINARY | TOWNS:
        return False
    named = (match for match in matches if match.how != "prefix")
    return any(m.place is None or (m.place.population or 0) >= _TOWN for m in named)


def _together(parts: list[tuple[Match, ...]]) -> tuple[Match, ...]:
    """Places of several names: those that the other names hold, or all of them."""
    if not parts:
        return ()
    first, *others = sorted(parts, key=_is_wide)
    for other in others:
        inside = {m.territory for m in other if m.place is None}
        codes_ = {m.code for m in other}
        kept = tuple(m for m in first if m.territory in inside or m.code in codes_)
        first = kept or (*first, *other)
    return tuple(dict.fromkeys(first))


def _is_wide(matches: tuple[Match, ...]) -> bool:
    """Territories after towns: "Guéret, Creuse" means Guéret."""
    return any(match.place is None for match in matches)
