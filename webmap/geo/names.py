"""An index of folded names: exact, then by beginning, then with one slip of the keyboard.

May import only rapidfuzz and `webmap.geo.text`. Subjects are numbers: the caller knows what they
stand for.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Literal

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from webmap.geo.text import fold, without_article

How = Literal["exact", "prefix", "typo"]

# Under four letters, one slip makes any name out of any other.
SHORTEST_TYPO = 4
# "Saint Martin" begins 210 names, "saint" thousands.
MOST_BEGUN = 400
_ARRONDISSEMENT = re.compile(r"(.+) (\d+)(er|e) arrondissement")

_FIGURE = re.compile(r"\d")


def spellings(name: str) -> Iterator[str]:
    """The folded ways to write a name in full: as it is, without its article, as a number.

    "Le Havre" is also "havre"; "Paris 11e Arrondissement" is also "paris 11" and "paris 11e".
    """
    folded = fold(name)
    yield folded
    yield without_article(folded)
    if numbered := _ARRONDISSEMENT.fullmatch(folded):
        city, number, ordinal = numbered.groups()
        for suffix in ("", ordinal, "e", "eme", "ieme"):
            yield f"{city} {number}{suffix}"
        yield f"{city} {int(number):02}"


class NameIndex:
    """Which subjects bear a name. Immutable once made."""

    def __init__(self, names: Iterable[tuple[int, str]]) -> None:
        found: dict[str, tuple[int, ...]] = {}
        for subject, name in names:
            for key in dict.fromkeys(spellings(name)):
                found[key] = (*found.get(key, ()), subject)
        self._subjects = found
        self._keys = sorted(found)
        lettered = [key for key in self._keys if not _FIGURE.search(key)]
        # One text: looking through it costs a tenth of looking through each key.
        self._page = "\n".join(("", *lettered, ""))
        self._sized: dict[int, list[str]] = defaultdict(list)
        for key in lettered:
            self._sized[len(key)].append(key)

    def exact(self, folded: str) -> tuple[int, ...]:
        """Subjects whose name is `folded`, in the order they were given."""
        return self._subjects.get(folded, ())

    def begun(self, folded: str) -> set[int]:
        """Subjects whose name has these whole words first, and more after them; none where the
        words begin so many names that they mean no place ("saint", "la")."""
        keys = self._beginning(f"{folded} ") if folded else []
        if len(keys) > MOST_BEGUN:
            return set()
        return {subject for key in keys for subject in self._subjects[key]}

    def search(self, folded: str) -> dict[int, How]:
        """Subjects by the best way in which their name matches, the best ways first.

        Slips are looked for only when no name is written exactly so.
        """
        found: dict[int, How] = {}
        if folded:
            self._add(found, [folded], "exact")
            self._add(found, self._beginning(folded), "prefix")
        if not found and len(folded) >= SHORTEST_TYPO:
            self._add(found, self._within(folded), "prefix")
        if len(folded) >= SHORTEST_TYPO and folded not in self._subjects:
            self._add(found, self._slips(folded), "typo")
        return found

    def _add(self, found: dict[int, How], keys: Iterable[str], how: How) -> None:
        for key in keys:
            for subject in self._subjects.get(key, ()):
                found.setdefault(subject, how)

    def _beginning(self, folded: str) -> list[str]:
        start = bisect_left(self._keys, folded)
        end = bisect_left(self._keys, folded + "\uffff", start)
        return self._keys[start:end]

    def _within(self, folded: str) -> list[str]:
        """Keys of which a later word begins so: "hainneville" of "equeurdreville hainneville"."""
        found: list[str] = []
        page, wanted = self._page, f" {folded}"
        at = page.find(wanted)
        while at >= 0:
            end = page.index("\n", at)
            found.append(page[page.rindex("\n", 0, at) + 1 : end])
            at = page.find(wanted, end)
        return found

    def _slips(self, folded: str) -> list[str]:
        """Keys at one insertion, deletion, change or swap of two neighbours from `folded`.

        Not those with a figure: the 12th arrondissement is not a misspelt 13th.
        """
        count = len(folded)
        keys = [key for size in (count - 1, count, count + 1) for key in self._sized.get(size, ())]
        near = extract(folded, keys, scorer=OSA.distance, score_cutoff=1, limit=None)
        return [key for key, _, _ in near]
