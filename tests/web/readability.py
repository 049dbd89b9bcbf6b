"""How easy our French is to read: the index of Kandel and Moles (1958), after Flesch.

    207 - 1.015 x words per sentence - 73.6 x syllables per word

(cordial.fr, "Comment est calculé l'indice de lisibilité", seen on 2026-11-22.) On Flesch's scale 70
and more is "fairly easy", read at twelve or thirteen; under 60 is hard. Our adaptations, each of
which makes a text look harder or leaves it as it is:

- a sentence ends at . ! ? or …, or with its block (a paragraph, a line of a list, a heading);
- a word is what stands between two spaces, an elided article included ("l'eau" is one word);
  numbers are left out, of the words and of the syllables;
- a syllable is a group of vowels; "é" and "ï" stand alone; the last "e" or "es" is silent where
  there is another; the "ent" of a verb is counted, since spelling does not tell it from "moment".
"""

from __future__ import annotations

import re
from html.parser import HTMLParser
from statistics import median

#: Blocks whose end is the end of a sentence.
BLOCKS = frozenset({"p", "li", "dd", "dt", "h1", "h2", "h3", "summary", "td", "th"})
#: Parts of a page that are not its own prose: what records and sources say, menus.
SKIPPED = frozenset({"source", "to-check", "lines", "origin", "overseas", "search", "chips"})
_VOID = frozenset({"br", "input", "meta", "link", "img", "hr"})
_VOWELS = re.compile(r"[éï]|[aeiouyàâèêëîôöùûüÿœæ]+")
_SILENT_U = re.compile(r"qu(?=[^a-z]|[aeiouyéèêàâî])|(?<=g)u(?=[eiéèêî])")


class _Prose(HTMLParser):
    """The text of each block of `main`, without what `SKIPPED` names."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[str] = []
        self._open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _VOID:
            return
        classes = frozenset((dict(attrs).get("class") or "").split())
        inside = tag == "main" or bool(self._open and self._open[-1][1])
        self._open.append((tag, inside and classes.isdisjoint(SKIPPED)))
        if tag in BLOCKS:
            self.blocks.append("")

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass
        if tag in BLOCKS:
            self.blocks.append("")

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1][1] and self.blocks:
            self.blocks[-1] += data


def prose(html: str) -> list[str]:
    """The blocks of text that a page says itself, in order."""
    reader = _Prose()
    reader.feed(html)
    return [" ".join(block.split()) for block in reader.blocks if block.strip()]


def sentences(blocks: list[str]) -> list[list[str]]:
    """The words of each sentence, those without a letter left out."""
    cut = [part for block in blocks for part in re.split(r"(?<=[.!?…])\s+", block)]
    found = [[word for word in part.split() if re.search(r"[^\W\d_]", word)] for part in cut]
    return [words for words in found if words]


def syllables(word: str) -> int:
    """Spoken syllables of a French word, one at least."""
    plain = _SILENT_U.sub(lambda m: m[0][:-1], word.lower().replace("’", "'"))
    letters = re.sub(r"[^a-zà-ÿœæ']", "", plain)
    groups = sum(len(_VOWELS.findall(part)) for part in letters.split("'"))
    if groups > 1 and re.search(r"es?$", letters):
        groups -= 1
    return max(groups, 1)


def index(blocks: list[str]) -> float:
    """The index of Kandel and Moles: the higher, the easier."""
    found = sentences(blocks)
    words = [word for sentence in found for word in sentence]
    by_sentence = len(words) / len(found)
    by_word = sum(map(syllables, words)) / len(words)
    return 207 - 1.015 * by_sentence - 73.6 * by_word


def length(blocks: list[str]) -> float:
    """The median number of words of a sentence."""
    return median(len(sentence) for sentence in sentences(blocks))
