"""Whom the filters of a page may let through: what each of its records answers to each of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from webmap.coverage.axes import joint
from webmap.directory.opening import Opening, opening
from webmap.directory.record import Record
from webmap.web.current import moment

AGES: Final = ("jeune_moins_13", "jeune_13_15", "jeune_16_17", "jeune_majeur")
GENDERS: Final = ("filles", "garcons")
WALK_IN: Final = "libre"
NOW: Final = "now"
#: The category whose kinds one chooses among: the others have one or two.
_CHOSEN_BY_KIND: Final = "association"
_SAID: Final = {"open": "yes", "closed": "no"}


@dataclass(frozen=True, slots=True)
class Filters:
    """What the filters of a page may ask: codes that at least one of its records answers."""

    ages: tuple[str, ...]
    genders: tuple[str, ...]
    walk_in: bool
    now: bool
    kinds: tuple[str, ...]


def offered(records: Iterable[Record]) -> Filters:
    """The filters that can part the records of a page."""
    shown, now = list(records), moment()
    given = [answers(record, opening(record, now)) for record in shown]
    useful = {code for each in given for code, answer in each.items() if answer in ("yes", "no")}
    kinds = dict.fromkeys(kind for record in shown for kind in chosen_kinds(record))
    return Filters(
        tuple(code for code in AGES if code in useful),
        tuple(code for code in GENDERS if code in useful),
        WALK_IN in useful,
        NOW in useful,
        tuple(kinds) if len(kinds) > 1 else (),
    )


def answers(record: Record, found: Opening) -> dict[str, str]:
    """Code of a filter -> "yes", "no", or what is neither: not stated, or in part."""
    return {
        **{code: joint(record, (code,)) for code in (*AGES, *GENDERS)},
        WALK_IN: _walk_in(record),
        NOW: _SAID.get(found.state, "unknown"),
    }


def _walk_in(record: Record) -> str:
    if not admits(record):
        return "unknown"
    return "yes" if WALK_IN in record.admission else "no"


def admits(record: Record) -> bool:
    """Whether the page says how one is admitted."""
    return bool(record.admission) and record.admission != ("non_renseigne",)


def chosen_kinds(record: Record) -> tuple[str, ...]:
    return record.kinds if record.category == _CHOSEN_BY_KIND else ()
