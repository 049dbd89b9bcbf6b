"""From words to places, records and people: nothing is kept, and an address holds codes alone.

Pure: takes the index of a Catalogue, gives plain values. The whole search is in memory
(docs/method.md).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from webmap.directory.record import Record
from webmap.directory.search import telling
from webmap.geo.places import Match
from webmap.geo.text import fold
from webmap.web.public import choices, distress, sentences
from webmap.web.public.choices import MOST, Choice
from webmap.web.public.search_index import SearchIndex

#: "crip59" is two words; "2a" and "m4" are not.
_GLUED: Final = re.compile(r"\b([a-z]{3,})(\d{2,3})\b")
#: The first words of a name, when the last are wrong, have as many letters or more.
_SHORTEST_BEGINNING: Final = 5


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


def answer(words: str, index: SearchIndex) -> Answer:
    """What the words typed in the search box may mean."""
    if not fold(words):
        return Answer((), distress=distress.is_drawn(words))
    said = _GLUED.sub(r"\1 \2", fold(distress.spelt(words)))
    whole = sentences.whole(said, index)
    distressed = distress.is_heard(said, is_a_place=bool(whole))
    places = whole if whole or distressed else _among_little(said, index)
    if found := index.records.numbered(words):
        return Answer((*_of(found, index), *choices.of_places(places, index.catalogue)))
    if places:
        asked = sentences.is_of_every_day(said, places) if whole else sentences.is_of_somebody(said)
        return Answer(choices.of_places(places, index.catalogue), distressed, sure=not asked)
    if distressed:
        return _call(said, index)
    if found := index.records.named(said):
        return _opened(found, said, index)
    return _told(said, index)


def _told(said: str, index: SearchIndex) -> Answer:
    """A sentence. Whoever tells of a person, and names nothing that we know, needs a person."""
    found = Answer(())
    if sentences.tells(said):
        found = _in_the_sentence(said, index) or _nearly(said, index)
    spoken = sentences.is_of_somebody(said) and not sentences.asks_where(said)
    return found if found.choices or not spoken else Answer((), distress=True)


def _among_little(said: str, index: SearchIndex) -> tuple[Match, ...]:
    """Places, when the words are but their names: "à Guéret, dans la Creuse"."""
    heard = sentences.heard(said, index)
    return heard.places if not heard.left else ()


def _call(said: str, index: SearchIndex) -> Answer:
    """People. A structure whose name in full is a call for help stays found; not a helpline: the
    page of all numbers tells less of what was typed than the page of one."""
    named = [r for r in index.records.named(said) if r.category != "ecoute"]
    where = sentences.heard(distress.without(said), index).territories
    # A wrong territory has other numbers: one that is sure, or none.
    territory = next(iter(where)) if len(where) == 1 else ""
    return Answer(_of(named, index), distress=True, territory=territory)


def _in_the_sentence(said: str, index: SearchIndex) -> Answer | None:
    """Records that hold every word; else a place said among other words, with the records there
    that hold the others."""
    records = index.records
    somebody = sentences.is_of_somebody(said)
    if found := _few(records.holding(sentences.of_whom(said))):
        places = _of_a_town(said, index) if " " not in said else ()
        return _opened(found, said, index, places, sure=not (places or somebody))
    heard = sentences.heard(said, index)
    if not heard.places:
        return None
    near = heard.territories
    if there := _few(
        [r for r in records.holding(sentences.of_whom(heard.left)) if r.territory in near]
    ):
        return _opened(there, heard.left, index, sure=not somebody)
    sure = heard.understood and not somebody
    return Answer(choices.of_places(heard.places, index.catalogue), sure=sure)


def _opened(
    found: Sequence[Record],
    said: str,
    index: SearchIndex,
    places: tuple[Choice, ...] = (),
    *,
    sure: bool = True,
) -> Answer:
    """Records, after places. One word alone never opens a shelter: "réseau" asks for none in
    particular."""
    shelter = any(record.category == "hebergement" for record in found)
    sure = sure and not (shelter and len(telling(said)) == 1)
    return Answer((*places, *_of(found, index))[:MOST], sure=sure)


def _of_a_town(word: str, index: SearchIndex) -> tuple[Choice, ...]:
    """Places whose name has the word too: a record may be named by its town."""
    found = (match for match in index.catalogue.communes.find(word) if match.how == "prefix")
    return choices.of_places(found, index.catalogue)


def _nearly(said: str, index: SearchIndex) -> Answer:
    """What a slip of the keyboard hides, or a name that is only begun."""
    places = choices.of_places(index.catalogue.communes.find(said), index.catalogue)
    distressed = distress.is_nearly_heard(said)
    records = [] if distressed else _few(index.records.nearly(sentences.of_whom(said)))
    found = (*places, *_of(records, index))[:MOST]
    if not found and not distressed and not sentences.is_of_somebody(said):
        found = _begun_so(said, index)
    return Answer(found, distressed, sure=False)


def _begun_so(said: str, index: SearchIndex) -> tuple[Choice, ...]:
    """Towns whose name begins so, the last words being wrong: "Châlons-sur-Marne" was one."""
    words = said.split()
    for count in range(len(words) - 1, 0, -1):
        beginning = " ".join(words[:count])
        told = len(beginning) >= _SHORTEST_BEGINNING and sentences.tells(beginning)
        if told and (towns := index.catalogue.communes.towns(beginning)):
            return choices.of_places(towns, index.catalogue)
    return ()


def _few(records: Sequence[Record]) -> Sequence[Record]:
    """Records, unless they are so many that the words tell nothing."""
    return records if len(records) <= MOST else ()


def _of(records: Iterable[Record], index: SearchIndex) -> tuple[Choice, ...]:
    return choices.of_records(records, index.catalogue)
