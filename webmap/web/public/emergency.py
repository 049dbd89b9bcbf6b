"""Whom to call first, in an order that never changes with the data (docs/glossary.md).

Pure: takes the Catalogue, gives plain values.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from webmap.directory.catalogue import Catalogue
from webmap.directory.record import Record
from webmap.directory.tables import METROPOLE
from webmap.web.public.lines import FIRST, RESCUE, Line, lines, own, rescue

#: Step of the page -> kinds of line that belong to it. Nothing else stands on the page.
STEPS: Final = {
    "danger": ("urgence_vitale",),
    "injured": ("urgence_vitale", "suicide"),
    "child": ("enfance_en_danger",),
    "missing": ("disparition",),
    "images": ("images",),
    "writing": ("police_ecrit",),
    "later": ("aide_victimes",),
}
#: Numbers that send rescue where neither 15 nor 18 is known to work, the best first.
_SEND_RESCUE: Final = ("112", "17")
#: The first numbers of the home page and of the search, in the order of the steps.
HOME: Final = ("17", "112", "114", "15", "3114", "119", "116 000", "3018")


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the emergency page: lines to use, and those that nobody has checked there.

    instead: lines of another step that work here, when the step has no number of its own.
    """

    code: str
    usable: tuple[Line, ...]
    unchecked: tuple[Line, ...]
    instead: tuple[Line, ...] = ()

    @property
    def numbers(self) -> tuple[Line, ...]:
        """Lines that a voice answers here."""
        return tuple(line for line in self.usable if line.by_voice)

    @property
    def answered(self) -> bool:
        """Whether someone answers here, for the three steps that cannot stay without."""
        if self.code not in ("danger", "injured", "child") or self.instead:
            return True
        return bool(rescue(self.usable) if self.code == "injured" else self.numbers)

    @property
    def shown(self) -> tuple[Line, ...]:
        """What to use here, first things first."""
        return (*self.instead, *self.usable)


@dataclass(frozen=True, slots=True)
class Missing:
    """Whom to call for a missing child from a territory; "" where no number is known to work."""

    police: str
    team: str
    child: str


def steps(catalogue: Catalogue, territory: str = METROPOLE) -> tuple[Step, ...]:
    """The seven steps for a territory, empty ones included: their advice still holds."""
    known = lines(catalogue, territory)
    return tuple(_step(code, known) for code in STEPS)


def home(catalogue: Catalogue) -> tuple[Line, ...]:
    """The first numbers, those of `HOME` that work on the mainland, in its order."""
    by_phone = {line.record.phone: line for line in lines(catalogue) if line.usable}
    return tuple(by_phone[phone] for phone in HOME if phone in by_phone)


def danger(catalogue: Catalogue, territory: str) -> dict[str, tuple[str, ...]]:
    """Numbers of the strip at the head of a territory's pages: `voice` and `text`."""
    step = _step("danger", lines(catalogue, territory))
    chosen = [line for line in step.usable if line.record.phone in FIRST] or step.shown
    numbers = [line for line in chosen if line.record.phone]
    return {
        "voice": tuple(line.record.phone for line in numbers if not line.by_text)[:2],
        "text": tuple(line.record.phone for line in numbers if line.by_text)[:1],
    }


def who_connects(catalogue: Catalogue, territory: str) -> tuple[str, ...]:
    """Numbers that work in a territory, to call where no contact is published: 119 and 116 000,
    which put people in touch; else the territory's own first line for a child."""
    known = lines(catalogue, territory)
    child, team = (_phones(_step(code, known).numbers) for code in ("child", "missing"))
    return (*child[:1], *team[:1])


def missing(catalogue: Catalogue, territory: str) -> Missing:
    """What to do for a missing child, with numbers that work in the territory."""
    known = lines(catalogue, territory)
    police = _phones(line for line in known if line.record.phone == "17" and line.by_voice)
    team, child = (_phones(_step(code, known).numbers) for code in ("missing", "child"))
    return Missing(*("".join(phones[:1]) for phones in (police, team, child)))


def _phones(found: Iterable[Line]) -> tuple[str, ...]:
    return tuple(line.record.phone for line in found)


def _step(code: str, known: tuple[Line, ...]) -> Step:
    of_step = [line for line in known if _belongs(line.record, code)]
    usable = tuple(line for line in of_step if line.usable)
    unchecked = tuple(line for line in of_step if not line.usable)
    return Step(code, usable, unchecked, _instead(code, usable, known))


def _instead(code: str, usable: tuple[Line, ...], known: tuple[Line, ...]) -> tuple[Line, ...]:
    """What answers a step of life or death where none of its own numbers is known to work."""
    if code == "injured" and not rescue(usable):
        by_phone = {line.record.phone: line for line in known if line.by_voice}
        return tuple(by_phone[phone] for phone in _SEND_RESCUE if phone in by_phone)[:1]
    if code in ("danger", "child") and not any(line.by_voice for line in usable):
        near = (line for line in known if own(line.record) and line.by_voice)
        return (*rescue(known), *near)[:1]
    return ()


def _belongs(record: Record, code: str) -> bool:
    if "urgence_vitale" in record.kinds:
        return code == ("injured" if record.phone in RESCUE else "danger")
    if _local_help(record):
        return code == "child"
    first = next((step for step, k in STEPS.items() if not set(k).isdisjoint(record.kinds)), None)
    return code == first


def _local_help(record: Record) -> bool:
    """A territory's own line against violence, open to minors, or day and night: the "119 or
    local line" of the third step."""
    always = record.hours == "24/7" or record.serves_minors
    return own(record) and "violences" in record.kinds and always
