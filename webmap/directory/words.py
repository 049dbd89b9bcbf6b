"""A text, or an address of the web, cut into folded words that can be compared.

Accents, capitals, ligatures, invisible signs, percent signs and punycode hide nothing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote

from webmap.geo.text import fold

#: A word (a combining accent belongs to the letter before it) or a number.
_TOKEN: Final = re.compile(r"(?:[^\W\d_][\u0300-\u036f]*)+|\d+")
#: "G-u-é-r-e-t": one letter at a time. The word before ("à G u é r e t") is not part of it.
_SPELLED: Final = re.compile(
    r"(?<!\w)(?![àÀ][-. _/·]|[ay][-. _/·][A-ZÀ-Þ])\w(?:([-. _/·])\w)(?:\1\w){2,}(?!\w)"
)
#: After these a capital only says that a sentence, or a part of a title, begins.
_ENDS: Final = frozenset('.!?:;•|–—(«“"')
#: What the host of a public body puts before its town, in one word: villegueret.fr.
_HOST: Final = re.compile(r"(?:mairie|ville|agglo|ccas|foyer|maison|chu?)(?:de)?(?=[a-z]{4})")
_PUNYCODE: Final = re.compile(r"(?<![\w-])xn--[a-z0-9-]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Word:
    """A folded word, as it was written, and whether it begins a sentence."""

    folded: str
    written: str
    first: bool


def visible(text: str) -> str:
    """A text as it is seen: composed, without invisible signs."""
    composed = unicodedata.normalize("NFKC", text)
    return "".join(sign for sign in composed if unicodedata.category(sign) != "Cf")


def sentence_words(text: str) -> list[Word]:
    """The words of a sentence, without invisible signs; one spelled out is put together."""
    spelled = _SPELLED.sub(lambda found: re.sub(r"[-. _/·]", "", found[0]), visible(text))
    return list(_split(spelled))


def _split(text: str) -> Iterator[Word]:
    for match in _TOKEN.finditer(text):
        before = text[: match.start()].rstrip()
        first = not before or before[-1] in _ENDS
        for word in fold(match[0]).split():
            yield Word(word, match[0], first)


def link_words(address: str) -> list[Word]:
    """The words of an address, decoded; a town glued to what its host is called comes after it."""
    decoded = _PUNYCODE.sub(_from_punycode, _decoded(address))
    found = []
    for word in sentence_words(decoded):
        found.append(word)
        glued = _HOST.sub("", word.folded, count=1) if _HOST.match(word.folded) else ""
        found += [Word(glued, glued, first=False)] if glued else []
    return found


def _decoded(address: str) -> str:
    while (decoded := unquote(address)) != address:
        address = decoded
    return address


def _from_punycode(found: re.Match[str]) -> str:
    try:
        return found[0].lower().encode("ascii").decode("idna")
    except UnicodeError:
        return found[0]
