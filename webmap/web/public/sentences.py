"""Places said inside a sentence: "avocat à Guéret", "saint denis la réunion", "23000 gueret".

Pure. Names are looked for in full, the longest first; slips are for names typed alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from webmap.directory.catalogue import Catalogue
from webmap.directory.common_words import ORDINARY, TOWNS
from webmap.directory.search import LITTLE
from webmap.geo.places import Match
from webmap.geo.territories import Territory
from webmap.web.public import areas, islands

_AROUND_PLACES: Final = """
about am chez city cote county departement departements department dept found france habite i island
live mairie near outre prefecture pres proche region secteur suis territoire town village ville
"""
#: Folded words around the name of a place.
_AROUND: Final = frozenset(_AROUND_PLACES.split())
_KINDS: Final = """
accompagnement accueil administrateur ado adolescent adolescente adolescents ados aemo ase asso
associatif association associations assos astreinte avocat avocate avocats barreau brigade cegidd
centre charity cidff circuit commissariat conseil contact contacts courts crip doctor ecoute educ
educateur educateurs educatrice enfance enfant enfants equipe foyer foyers gendarmerie gendarmes
hebergement hebergements hopital hopitaux hospital hospitals hotel housing infirmiere jeune jeunes
juge juges juridique lawyer lawyers logement magistrat magistrats maison maraude medecin mineur
mineure mineures mineurs mna numero numeros organisation parents parquet permanence planning point
pour prevention procureur procureure protection psy psychiatre psychologist psychologue refuge sante
service services sexuelle shelter shelters social sociale soin soins soutien specialise specialisee
structure structures tchat telephone therapist therapy tribunal uaped umj umjp unite urgences
victimes youth
"""
#: Kinds of help, folded. They tell what to show of a place, and the page of a place shows it all.
KINDS: Final = frozenset(_KINDS.split())
_PRONOUNS: Final = """
chui elle elles he her him i il ils j jai je jme jsui jsuis jte jvais jveux lui ma me mes moi mon
my nous on she t te they toi tu vous we you
"""
#: Folded words by which somebody is told of. "J'habite", "I live" are asked about too: whoever
#: writes them to find a town loses one tap, and "je tombe" is no village.
PRONOUNS: Final = frozenset(_PRONOUNS.split())
_MOST_WORDS: Final = 6
#: Under this many letters a word of a sentence is not the name of a place.
_SHORTEST: Final = 4
#: In a sentence whose every word is not understood, a village's name is more often a word.
_TOWN: Final = 2_000
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


def heard(folded: str, catalogue: Catalogue) -> Heard:
    """The places named in a sentence; where a territory or a postcode is said too, in it only."""
    words = folded.split()
    found, rest = _parts(words, catalogue)
    left = [word for word in rest if word not in LITTLE | _AROUND]
    understood = not set(left) - KINDS
    kept = [part for part in found if understood or _stands_out(part)]
    return Heard(_together([matches for _, matches in kept]), " ".join(left), understood)


def tells(folded: str) -> bool:
    """Whether a sentence holds more than little words and kinds of help."""
    return not set(folded.split()) <= LITTLE | _AROUND | KINDS


def is_of_somebody(folded: str) -> bool:
    """Whether a sentence tells of a person: it is never surely a place."""
    return not PRONOUNS.isdisjoint(folded.split())


def territories(found: Iterable[Territory]) -> tuple[Match, ...]:
    """Territories as a search of places gives them."""
    return tuple(Match(t.code, t.name, "territory", t.code, "exact", None) for t in found)


_Part = tuple[str, tuple[Match, ...]]


def _parts(words: list[str], catalogue: Catalogue) -> tuple[list[_Part], list[str]]:
    """Parts of a sentence that are names of places, in order, and the words between."""
    found: list[_Part] = []
    rest: list[str] = []
    start = 0
    while start < len(words):
        for said in _begun(words[start:]):
            if matches := _named(said, catalogue):
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


def _named(said: str, catalogue: Catalogue) -> tuple[Match, ...]:
    if said in LITTLE or said in _AROUND or said in KINDS:
        return ()
    named = (*islands.find(said, catalogue.communes), *catalogue.communes.exactly(said))
    return (*named, *territories(areas.find(said, catalogue)))


def _stands_out(part: _Part) -> bool:
    """Whether a part of a sentence that is not understood can only be a place."""
    said, matches = part
    if said.isdecimal():
        return len(said) == _POSTCODE or (len(said) == _OVERSEAS_CODE and said.startswith("9"))
    if len(said) < _SHORTEST or said in ORDINARY | TOWNS:
        return False
    return any(m.place is None or (m.place.population or 0) >= _TOWN for m in matches)


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
