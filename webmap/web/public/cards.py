"""What a card says of a record at the moment: open or not, what its page leaves unsaid, a number
that may not work there. Given to templates as filters: `record|card(territory)`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from flask_babel import gettext as _

from webmap.directory.opening import opening
from webmap.directory.record import Record
from webmap.web.current import current_catalogue, moment
from webmap.web.public.filters import admits, answers, chosen_kinds
from webmap.web.public.hours import in_words


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


def card(record: Record, territory: str = "") -> Card:
    """What the card of a record says, on a page of `territory` ("": of none)."""
    now = moment()
    found = opening(record, now)
    given = answers(record, found)
    return Card(
        now=in_words(found, now, territory),
        unsaid=tuple(_unsaid(record)),
        yes=" ".join(code for code, answer in given.items() if answer == "yes"),
        no=" ".join(code for code, answer in given.items() if answer == "no"),
        kinds=" ".join(chosen_kinds(record)),
    )


def open_now(record: Record, territory: str = "") -> str:
    """Open or closed, in words; "" where nothing is known."""
    now = moment()
    return in_words(opening(record, now), now, territory)


def unsure_number(record: Record, territory: str = "") -> str:
    """The helpline's number that a record gives and that no source says to work in `territory`;
    "" where it works, where it is no helpline's, or on a page of no territory."""
    catalogue = current_catalogue()
    if not territory or catalogue.helpline(record.phone) is None:
        return ""
    return "" if catalogue.dials(record.phone, territory) else record.phone


def _unsaid(record: Record) -> Iterable[str]:
    """Never guessed: what one must ask."""
    known = {
        _("comment entrer"): admits(record),
        _("qui répond"): record.qui_repond not in ((), ("inconnu",)),
        _("ce qui peut être transmis"): record.confidentialite != "inconnu",
    }
    house = record.category == "hebergement"
    known |= _of_a_place(record) if house else _of_a_service(record)
    return (words for words, said in known.items() if not said)


def _of_a_place(record: Record) -> dict[str, bool]:
    return {
        _("le délai"): bool(record.delay),
        _("d’où viennent les jeunes"): bool(record.origine_acceptee),
        _("le nombre de places"): record.capacity is not None,
    }


def _of_a_service(record: Record) -> dict[str, bool]:
    return {
        _("les horaires"): bool(record.hours),
        _("le prix"): price_said(record),
    }


def price_said(record: Record) -> bool:
    """Whether the words of a record say that it is free: it has no column for a price, and no page
    gave another one so far."""
    return "gratuit" in f"{record.summary_fr} {record.access_fr}".lower()
