"""Whether words call for a person, not for a place.

Pure. Everything here is folded (`webmap.geo.text.fold`); the words are in `distress_words`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import Final

from rapidfuzz.distance import OSA
from rapidfuzz.process import extractOne

from webmap.web.public.distress_words import ALONE, PHRASES, WORDS

#: Phrases without their spaces: "jen ai marre" and "j'enai marre" are said too.
_CLOSE: Final = tuple(phrase.replace(" ", "") for phrase in PHRASES)
_MOST_WORDS: Final = max(phrase.count(" ") for phrase in PHRASES) + 1
#: What stands for a call for help where places are looked for: the name of none.
_NO_PLACE: Final = "xx"
#: Under these many letters, one slip makes a call for help out of a word of every day.
_SHORTEST_WORD: Final = 6
_SHORTEST_PHRASE: Final = 8


def is_heard(said: str, *, is_a_place: bool) -> bool:
    """Whether people must answer. One word may be both ("Plan" is a commune): people, and the
    place; several words that are a place's whole name are the place."""
    told = not WORDS.isdisjoint(said.split()) or any(f" {p} " in f" {said} " for p in PHRASES)
    called = told or said in ALONE
    return called and not (is_a_place and " " in said)


def is_drawn(words: str) -> bool:
    """Whether words hold a picture: "😭" alone is the name of no place."""
    return any(unicodedata.category(sign) == "So" for sign in words)


def spelt(words: str) -> str:
    """The same with its pictures of a call written out."""
    return words.replace("🆘", " sos ")


def without(said: str) -> str:
    """The same sentence for whoever looks for a place in it: "je pleure" says nothing of Pleure,
    nor "sos" of Sos."""
    sentence = f" {said} "
    for phrase in PHRASES:
        sentence = sentence.replace(f" {phrase} ", f" {_NO_PLACE} ")
    return " ".join(_NO_PLACE if word in WORDS else word for word in sentence.split())


def is_nearly_heard(said: str) -> bool:
    """The same, one slip of the keyboard forgiven in a long word or in a phrase."""
    words = said.split()
    alone = (word for word in words if len(word) >= _SHORTEST_WORD)
    return any(_slips(word, _long_words()) for word in alone) or any(
        _slips(row, _long_phrases()) for row in _rows(words) if len(row) >= _SHORTEST_PHRASE
    )


def _rows(words: list[str]) -> Iterator[str]:
    """Words in a row, written as one."""
    for start in range(len(words)):
        for end in range(start + 1, min(start + _MOST_WORDS + 1, len(words) + 1)):
            yield "".join(words[start:end])


def _slips(word: str, meant: tuple[str, ...]) -> bool:
    return extractOne(word, meant, scorer=OSA.distance, score_cutoff=1) is not None


@cache
def _long_words() -> tuple[str, ...]:
    return tuple(sorted(word for word in WORDS if len(word) >= _SHORTEST_WORD))


@cache
def _long_phrases() -> tuple[str, ...]:
    return tuple(phrase for phrase in _CLOSE if len(phrase) >= _SHORTEST_PHRASE)
