"""Whom the records that count for a need say they accept, axis by axis.

Most holes are there, not in kilometres. "Not stated" is a value of its own: it is never read as
accepted, nor as refused. Rules: docs/method.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from webmap import vocabulary as v
from webmap.directory.catalogue import Catalogue
from webmap.directory.helping import counts
from webmap.directory.record import Record

ANSWERS: Final = ("yes", "partly", "no", "unknown")
_WORST_FIRST: Final = ("no", "unknown", "partly", "yes")

#: Who is asked for: codes of AXES that hold together, such as boys and under 13. Never empty.
Public = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Accepted:
    """How many of the counting records give each answer on one axis. `yes` + ... = all of them."""

    axis: str
    yes: int
    partly: int
    no: int
    unknown: int


def axes(catalogue: Catalogue, territory: str, need: v.Need) -> tuple[Accepted, ...]:
    """One line per axis, over the records there or serving it from elsewhere, national ones apart.

    Night and weekend is not among them: with a territory it would tell when to come. It is
    `night_weekend`, for the nation.
    """
    around = (*catalogue.located_in(territory), *catalogue.serving(territory))
    found = [r for r in around if counts(r, need) and not r.head_office]
    return tuple(_line(axis, (answer(r) for r in found)) for axis, answer in _AXES.items())


def night_weekend(catalogue: Catalogue, need: v.Need) -> Accepted:
    """The same for nights and weekends, over the whole country only."""
    answers = (r.night_weekend for r in catalogue.records if counts(r, need))
    return _line("nuit_weekend", answers)


def joint(record: Record, public: Public) -> str:
    """Whether a record accepts who is all of this: the worst of its answers."""
    given = {_AXES[axis](record) for axis in public}
    return next(answer for answer in _WORST_FIRST if answer in given)


def counted(records: Iterable[Record], public: Public) -> Accepted:
    """How many of the records give each answer on a public."""
    return _line(" ".join(public), (joint(record, public) for record in records))


def _line(axis: str, answers: Iterable[str]) -> Accepted:
    given = list(answers)
    return Accepted(axis, *(given.count(answer) for answer in ANSWERS))


def _age(first: int, last: int, audience: str) -> Callable[[Record], str]:
    """Whether ages `first` to `last` (in whole years, both included) are accepted."""

    def answer(record: Record) -> str:
        if record.age_min is None and record.age_max is None:
            return "yes" if audience in record.audiences else "unknown"
        low = 0 if record.age_min is None else record.age_min
        # A lower bound alone says nothing of the age at which it ends.
        if record.age_max is None:
            return "unknown" if low <= first else "partly" if low <= last else "no"
        if low <= first and last <= record.age_max:
            return "yes"
        return "partly" if low <= last and first <= record.age_max else "no"

    return answer


def _gender(own: str) -> Callable[[Record], str]:
    def answer(record: Record) -> str:
        if record.genders:
            return "yes" if record.genders in (own, "tous") else "no"
        return "yes" if own in record.audiences else "unknown"

    return answer


def _audience(code: str) -> Callable[[Record], str]:
    return lambda record: "yes" if code in record.audiences else "unknown"


#: Axis -> the answer of a record. Codes are those of the audiences.
_AXES: Final[dict[str, Callable[[Record], str]]] = {
    "jeune_moins_13": _age(0, 12, "jeune_moins_13"),
    "jeune_13_15": _age(13, 15, "jeune_13_15"),
    "jeune_16_17": _age(16, 17, "jeune_16_17"),
    "jeune_majeur": _age(18, 20, "jeune_majeur"),
    "filles": _gender("filles"),
    "garcons": _gender("garcons"),
    "mna": _audience("mna"),
    "handicap": _audience("handicap"),
}
AXES: Final = tuple(_AXES)
