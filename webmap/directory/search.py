"""Find records by their names, the names of who runs them, or the number of a helpline.

Pure. Reads published fields only: what is not on a record's page cannot be found here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Final

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from webmap.directory.phones import digits
from webmap.directory.record import Record
from webmap.geo.text import fold

_LITTLE: Final = """
a au aux ce d dans de des du elle en et il ils in is j je l la le les my near of ou par pour pres
sur the to un une vers
"""
#: Folded words that say nothing of who is looked for.
LITTLE: Final = frozenset(_LITTLE.split())
#: Other ways to say what our records write: folded, in full.
_ALSO: Final = {
    "court": "tribunal", "tj": "tribunal", "tgi": "tribunal", "juge": "tribunal",
    "juges": "tribunal", "judge": "tribunal", "courthouse": "tribunal",
}  # fmt: skip
#: Words that follow "tribunal" or "juge" and that no court has in its name.
_OF_A_COURT: Final = frozenset(("enfants", "enfant", "mineurs", "children", "instance", "grande"))
#: Under five letters, one slip makes any word out of any other.
_SHORTEST_SLIP: Final = 5
#: A word may be begun only: "uaped" of "uape". Under three letters everything begins so.
_SHORTEST_BEGINNING: Final = 3
_DASH: Final = " – "


class RecordSearch:
    """An index of public records. Immutable once made."""

    def __init__(self, records: Iterable[Record]) -> None:
        self._records = tuple(records)
        held: dict[str, set[int]] = defaultdict(set)
        names: dict[str, list[Record]] = defaultdict(list)
        phones: dict[str, list[Record]] = defaultdict(list)
        for row, record in enumerate(self._records):
            for word in telling(f"{record.name} {record.operator}"):
                held[word].add(row)
            for name in dict.fromkeys(_names(record)):
                names[name].append(record)
            if record.category == "ecoute" and record.phone:
                phones[digits(record.phone)].append(record)
        self._held: Mapping[str, frozenset[int]] = {w: frozenset(r) for w, r in held.items()}
        self._names, self._phones = dict(names), dict(phones)

    def numbered(self, text: str) -> tuple[Record, ...]:
        """The helplines of a number, however it is spaced."""
        return tuple(self._phones.get(digits(text), ())) if _is_number(text) else ()

    def named(self, folded: str) -> tuple[Record, ...]:
        """The records of this very name, or of this very operator. One word that others hold too
        names nobody: "UAPED" is what many are."""
        found = self._names.get(folded, ())
        shared = " " not in folded and len(self.holding(folded)) > len(found)
        return () if shared else tuple(found)

    def holding(self, folded: str) -> tuple[Record, ...]:
        """The records that hold every telling word, the last of which may be begun only."""
        words = telling(folded)
        return self._common([*map(self._exactly, words[:-1]), *map(self._begun, words[-1:])])

    def nearly(self, folded: str) -> tuple[Record, ...]:
        """The same, one slip of the keyboard forgiven in each word."""
        return self._common([self._slipped(word) for word in telling(folded)])

    def _common(self, rows: list[frozenset[int]]) -> tuple[Record, ...]:
        kept = frozenset.intersection(*rows) if rows else frozenset()
        return tuple(self._records[row] for row in sorted(kept))

    def _exactly(self, word: str) -> frozenset[int]:
        return self._held.get(word, frozenset())

    def _begun(self, word: str) -> frozenset[int]:
        if word in self._held or len(word) < _SHORTEST_BEGINNING:
            return self._exactly(word)
        return self._rows(key for key in self._held if key.startswith(word))

    def _slipped(self, word: str) -> frozenset[int]:
        if word in self._held or len(word) < _SHORTEST_SLIP:
            return self._exactly(word)
        near = extract(word, list(self._held), scorer=OSA.distance, score_cutoff=1, limit=None)
        return self._rows(key for key, _, _ in near)

    def _rows(self, keys: Iterable[str]) -> frozenset[int]:
        return frozenset().union(*(self._held[key] for key in keys))


def telling(text: str) -> list[str]:
    """The folded words of a text that tell who is meant, each once, in order."""
    words = [_ALSO.get(word, word) for word in fold(text).split() if word not in LITTLE]
    left_out = _OF_A_COURT if "tribunal" in words else frozenset()
    return list(dict.fromkeys(word for word in words if word not in left_out))


def _names(record: Record) -> Iterable[str]:
    """The name in full, what stands before its dash, and what stands after a number's."""
    first, _, rest = record.name.partition(_DASH)
    yield fold(record.name)
    yield fold(first)
    if _is_number(first):
        yield fold(rest)
    if record.operator and record.category != "magistrat":
        yield fold(record.operator)


def _is_number(text: str) -> bool:
    return bool(digits(text)) and not text.strip(" +.-()0123456789\u00a0\u202f")
