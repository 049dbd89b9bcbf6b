"""Names of places inside a text: the guard of rule S2.

A record of precision `territory` or `national` must not tell where it is. Both sides are folded
(case, accents, ligatures, St and Saint, hyphens, invisible signs) and compared on whole words, the
longest name first. A name is found with its article, contracted or without. An ordinary word that
is also a commune (`common_words`) is a name only with a capital inside a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from webmap.directory.common_words import ORDINARY, TOWNS
from webmap.directory.words import Word, link_words, sentence_words
from webmap.geo.text import ARTICLES, fold, without_article

#: An address of the web or of a person inside a sentence.
_ADDRESS: Final = re.compile(r"[\w.+-]+@[\w.-]+|\b[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}\b")
#: What stands before the name of an article that French joins to its preposition.
_CONTRACTED: Final = frozenset({*ARTICLES, "au", "aux", "du", "des"})
#: A name broken in two by a space is looked for from this length on.
_LONG: Final = 6
#: ARS, SOS: a word in capitals is an acronym up to this length.
_ACRONYM: Final = 4

Words = tuple[str, ...]


class PlaceNames:
    """Names of places, ready to be looked for in texts.

    `strict`: no name is taken for an ordinary word.
    """

    def __init__(self, names: Iterable[str], strict: bool = False) -> None:
        self._ordinary = frozenset() if strict else ORDINARY
        self._towns = frozenset() if strict else TOWNS
        self._forms: set[Words] = set()
        self._longest: dict[str, int] = {}
        self._after_article: set[str] = set()
        self._single: set[str] = set()
        for name in {fold(name) for name in names} - {""}:
            self._add(name)

    def _add(self, name: str) -> None:
        words, core = tuple(name.split()), without_article(name)
        joined = () if core in self._ordinary else ("".join(words),)
        for form in {words, joined, tuple(core.split()) if " " in core else ()} - {()}:
            self._forms.add(form)
            self._longest[form[0]] = max(len(form), self._longest.get(form[0], 0))
        if core != name and " " not in core:
            self._after_article.add(core)
        if len(words) == 1:
            self._single |= {name} - self._ordinary

    def found_in(self, text: str, allowed: Iterable[str] = (), link: bool = False) -> Words:
        """Folded names in `text`, in order, outside the phrases `allowed`.

        `link`: the text is an address of the web or an e-mail, where capitals mean nothing.
        """
        phrases = [words for phrase in allowed if (words := _folded(phrase))]
        addresses = [text] if link else _ADDRESS.findall(text)
        found = [] if link else [*self._scan(sentence_words(text), phrases, link=False)]
        for address in addresses:
            found += self._scan(link_words(address), phrases, link=True)
        return tuple(found)

    def _scan(self, words: list[Word], phrases: list[Words], link: bool) -> Iterator[str]:
        folded = tuple(word.folded for word in words)
        at = 0
        while at < len(words):
            phrase, name = _phrase_at(phrases, folded, at), self._longest_at(folded, at)
            if len(name) > len(phrase):
                yield from [" ".join(name)] * self._is_a_name(name, words, at, link)
            elif not phrase and not link:
                yield from self._broken_at(words, at)
            at += max(len(phrase), len(name), 1)

    def _longest_at(self, folded: Words, at: int) -> Words:
        for length in range(self._longest.get(folded[at], 0), 0, -1):
            if folded[at : at + length] in self._forms:
                return folded[at : at + length]
        if folded[at] in self._after_article and at and folded[at - 1] in _CONTRACTED:
            return (folded[at],)
        return ()

    def _broken_at(self, words: list[Word], at: int) -> Iterator[str]:
        """A name in two pieces ("Gué ret"), the first with a capital."""
        one, *others = words[at : at + 2]
        joined = "".join((one.folded, *(other.folded for other in others)))
        if others and len(joined) >= _LONG and joined in self._single:
            split = one.written[0].isupper() and others[0].written.islower()
            yield from [joined] * (split and not one.first)

    def _is_a_name(self, name: Words, words: list[Word], at: int, link: bool) -> bool:
        core = name[1:] if len(name) > 1 and name[0] in ARTICLES else name
        word = words[at + len(name) - 1]
        if core[0] in self._towns and len(core) == 1:
            after_to = at > 0 and words[at - 1].written.lower() == "à"
            return link or word.written[0].isupper() or after_to
        if core[0] in self._ordinary and len(core) == 1:
            acronym = 1 < len(word.written) <= _ACRONYM and word.written.isupper()
            return word.written[0].isupper() and not (word.first or acronym or link)
        return True


@lru_cache(maxsize=1024)
def _folded(phrase: str) -> Words:
    return tuple(fold(phrase).split())


def _phrase_at(phrases: list[Words], folded: Words, at: int) -> Words:
    starting = (p for p in phrases if p[0] == folded[at] and p == folded[at : at + len(p)])
    return max(starting, key=len, default=())
