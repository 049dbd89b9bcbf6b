"""What a card says of a record at the moment: open or not, what its page leaves unsaid, and whom
the filters of the page may let through. Given to templates as filters: `record|card(territory)`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from flask_babel import gettext as _

from webmap.coverage.axes import joint
from webmap.directory.opening import Opening, opening
from webmap.directory.record import Record
from webmap.web.current import moment
from webmap.web.public.hours import in_words

AGES: Final = ("jeune_moins_13", "jeune_13_15", "jeune_16_17", "jeune_majeur")
GENDERS: Final = ("filles", "garcons")
WALK_IN: Final = "libre"
NOW: Final = "now"
#: The category whose kinds one chooses among: the others have one or two.
_CHOSEN_BY_KIND: Final = "association"
_SAID: Final = {"open": "yes", "closed": "no"}


@dataclass(frozen=True, slots=True)
class Card:
    """now: open or closed, in words, "" where nothing is known · unsaid: what the page that was
    seen does not say, in words · yes, no: codes of the filters that let it through or not; a code
    in neither is one that its page does not answer · kinds: those one may choose among."""

    now: str
    unsaid: tuple[str, ...]
    yes: str
    no: str
    kinds: str


@dataclass(frozen=True, slots=True)
class Filters:
    """What the filters of a page may ask: codes that at least one of its records answers."""

    ages: tuple[str, ...]
    genders: tuple[str, ...]
    walk_in: bool
    now: bool
    kinds: tuple[str, ...]


def card(record: Record, territory: str = "") -> Card:
    """What the card of a record says, on a page of `territory` ("": of none)."""
    now = moment()
    found = opening(record, now)
    given = _answers(record, found)
    return Card(
        now=in_words(found, now, territory),
        unsaid=tuple(_unsaid(record, found)),
        yes=" ".join(code for code, answer in given.items() if answer == "yes"),
        no=" ".join(code for code, answer in given.items() if answer == "no"),
        kinds=" ".join(_kinds(record)),
    )


def open_now(record: Record, territory: str = "") -> str:
    """Open or closed, in words; "" where nothing is known."""
    now = moment()
    return in_words(opening(record, now), now, territory)


def filters(records: Iterable[Record]) -> Filters:
    """The filters that can part the records of a page."""
    shown, now = list(records), moment()
    answers = [_answers(record, opening(record, now)) for record in shown]
    useful = {code for each in answers for code, answer in each.items() if answer in ("yes", "no")}
    kinds = dict.fromkeys(kind for record in shown for kind in _kinds(record))
    return Filters(
        tuple(code for code in AGES if code in useful),
        tuple(code for code in GENDERS if code in useful),
        WALK_IN in useful,
        NOW in useful,
        tuple(kinds) if len(kinds) > 1 else (),
    )


def _answers(record: Record, found: Opening) -> dict[str, str]:
    """Code of a filter -> "yes", "no", or what is neither: not stated, or in part."""
    return {
        **{code: joint(record, (code,)) for code in (*AGES, *GENDERS)},
        WALK_IN: _walk_in(record),
        NOW: _SAID.get(found.state, "unknown"),
    }


def _walk_in(record: Record) -> str:
    if not _admits(record):
        return "unknown"
    return "yes" if WALK_IN in record.admission else "no"


def _admits(record: Record) -> bool:
    """Whether the page says how one is admitted."""
    return bool(record.admission) and record.admission != ("non_renseigne",)


def _kinds(record: Record) -> tuple[str, ...]:
    return record.kinds if record.category == _CHOSEN_BY_KIND else ()


def _unsaid(record: Record, found: Opening) -> Iterable[str]:
    """Never guessed: what one must ask."""
    known = {
        _("comment entrer"): _admits(record),
        _("qui répond"): record.qui_repond not in ((), ("inconnu",)),
        _("ce qui peut être transmis"): record.confidentialite != "inconnu",
        **(_of_a_place(record) if record.category == "hebergement" else _of_a_service(found)),
    }
    return (words for words, said in known.items() if not said)


def _of_a_place(record: Record) -> dict[str, bool]:
    return {
        _("le délai"): bool(record.delay),
        _("d’où viennent les jeunes"): bool(record.origine_acceptee),
        _("le nombre de places"): record.capacity is not None,
    }


def _of_a_service(found: Opening) -> dict[str, bool]:
    # No source gave a price so far, and a record has no column for one.
    return {_("les horaires"): found.state != "unknown" or found.holiday, _("le prix"): False}
