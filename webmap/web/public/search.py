"""From words to places, records and people: nothing is kept, and an address holds codes alone.

Pure: takes the Catalogue, gives plain values. The whole search is in memory (docs/method.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from webmap.directory.catalogue import Catalogue
from webmap.directory.record import Record
from webmap.directory.search import RecordSearch, telling
from webmap.errors import InvalidParameter
from webmap.geo.places import Match
from webmap.geo.text import fold
from webmap.web.public import areas, choices, distress, islands, sentences
from webmap.web.public.choices import MOST, Choice

#: What a page without choices shows. Both are neutral: an address stays in a history, and no
#: number says that somebody asked for help (rule S4).
NOTHING: Final = "3"
UNREADABLE: Final = "4"


@dataclass(frozen=True, slots=True)
class Answer:
    """What the words may mean.

    distress: people answer first. territory: where the person in distress says to be, "" unless it
    is sure. sure: a single choice is opened without asking.
    """

    choices: tuple[Choice, ...]
    distress: bool = False
    territory: str = ""
    sure: bool = True

    @property
    def only(self) -> Choice | None:
        """What is meant, when no doubt is left."""
        alone = len(self.choices) == 1 and self.sure and not self.distress
        return self.choices[0] if alone else None


def answer(words: str, catalogue: Catalogue) -> Answer:
    """What the words typed in the search box may mean."""
    said = fold(words)
    whole = _whole(words, said, catalogue)
    distressed = distress.is_heard(said, is_a_place=bool(whole))
    places = whole if whole or distressed else _among_little(said, catalogue)
    records = _records(catalogue)
    if found := records.numbered(words):
        return Answer((*_of(found, catalogue), *choices.of_places(places, catalogue)))
    if places:
        sure = bool(whole) or not sentences.is_of_somebody(said)
        return Answer(choices.of_places(places, catalogue), distressed, sure=sure)
    if distressed:
        return _call(said, catalogue)
    if found := records.named(said):
        return _opened(found, said, catalogue)
    if not sentences.tells(said):
        return Answer(())
    return _in_the_sentence(words, said, catalogue) or _nearly(words, said, catalogue)


def parameters_of(found: Answer) -> dict[str, str]:
    """Parameters of the address that shows an answer again: codes, never words."""
    codes = [choice.code for choice in found.choices[:MOST]]
    return {"parmi": ".".join(codes)} if codes else {"suite": NOTHING}


def shown(among: str, then: str, catalogue: Catalogue) -> tuple[Choice, ...] | None:
    """The choices of an address that `parameters_of` made; None when it asks nothing.

    Raises `InvalidParameter`.
    """
    if not among and not then:
        return None
    if then not in ("", NOTHING) or (among and then):
        raise InvalidParameter("no such page of answers")
    return choices.read(among, catalogue) if among else ()


def _whole(words: str, said: str, catalogue: Catalogue) -> tuple[Match, ...]:
    """Places of which the words are the whole name or code."""
    island = islands.find(words, catalogue.communes)
    region = sentences.territories(areas.find(said, catalogue))
    return (*island, *catalogue.communes.exactly(words), *region)


def _among_little(said: str, catalogue: Catalogue) -> tuple[Match, ...]:
    """Places, when the words are but their names: "à Guéret, dans la Creuse"."""
    heard = sentences.heard(said, catalogue)
    return heard.places if not heard.left else ()


def _call(said: str, catalogue: Catalogue) -> Answer:
    """People. A structure whose name in full is a call for help stays found; not a helpline: the
    page of all numbers tells less of what was typed than the page of one."""
    named = [r for r in _records(catalogue).named(said) if r.category != "ecoute"]
    where = sentences.heard(distress.without(said), catalogue).territories
    # A wrong territory has other numbers: one that is sure, or none.
    territory = next(iter(where)) if len(where) == 1 else ""
    return Answer(_of(named, catalogue), distress=True, territory=territory)


def _in_the_sentence(words: str, said: str, catalogue: Catalogue) -> Answer | None:
    """Records that hold every word; else a place said among other words, with the records there
    that hold the others."""
    records = _records(catalogue)
    somebody = sentences.is_of_somebody(said)
    if found := _few(records.holding(said)):
        places = _of_a_town(words, catalogue) if " " not in said else ()
        return _opened(found, said, catalogue, places, sure=not (places or somebody))
    heard = sentences.heard(said, catalogue)
    if not heard.places:
        return None
    near = heard.territories
    if there := _few([r for r in records.holding(heard.left) if r.territory in near]):
        return _opened(there, heard.left, catalogue, sure=not somebody)
    sure = heard.understood and not somebody
    return Answer(choices.of_places(heard.places, catalogue), sure=sure)


def _opened(
    found: Sequence[Record],
    said: str,
    catalogue: Catalogue,
    places: tuple[Choice, ...] = (),
    *,
    sure: bool = True,
) -> Answer:
    """Records, after places. One word alone never opens a shelter: "réseau" asks for none in
    particular."""
    shelter = any(record.category == "hebergement" for record in found)
    sure = sure and not (shelter and len(telling(said)) == 1)
    return Answer((*places, *_of(found, catalogue))[:MOST], sure=sure)


def _of_a_town(word: str, catalogue: Catalogue) -> tuple[Choice, ...]:
    """Places whose name has the word too: a record may be named by its town."""
    found = (match for match in catalogue.communes.find(word) if match.how == "prefix")
    return choices.of_places(found, catalogue)


def _nearly(words: str, said: str, catalogue: Catalogue) -> Answer:
    """What a slip of the keyboard hides, or a name that is only begun."""
    places = choices.of_places(catalogue.communes.find(words), catalogue)
    distressed = distress.is_nearly_heard(said)
    records = [] if distressed else _few(_records(catalogue).nearly(said))
    return Answer((*places, *_of(records, catalogue))[:MOST], distressed, sure=False)


def _few(records: Sequence[Record]) -> Sequence[Record]:
    """Records, unless they are so many that the words tell nothing."""
    return records if len(records) <= MOST else ()


def _of(records: Iterable[Record], catalogue: Catalogue) -> tuple[Choice, ...]:
    return choices.of_records(records, catalogue)


@lru_cache(maxsize=2)
def _records(catalogue: Catalogue) -> RecordSearch:
    return RecordSearch(catalogue.records)
