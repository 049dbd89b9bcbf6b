"""Which of an account's territories a record may be asked for. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from webmap.directory.catalogue import Catalogue
from webmap.directory.record import Record

#: A record that says it serves the whole nation belongs to everyone's access.
NATIONAL = ""
#: What no access covers: a record that says neither where it is nor whom it serves.
NOWHERE = "-"
#: No line of theirs is kept from the public.
_WITHOUT_LINES = ("ecoute", "magistrat")


def territory_of(record: Record, territories: Iterable[str]) -> str:
    """The territory a line is asked for: one of the account's that the record is in or says it
    serves, else the nation, else the record's own, which the access does not cover."""
    served = {record.territory, *record.covers}
    return next((code for code in territories if code in served), _elsewhere(record))


def inside(record: Record, territories: Iterable[str]) -> bool:
    """Whether the record belongs to one of the territories, or to everyone."""
    return record.national or not {record.territory, *record.covers}.isdisjoint(territories)


def opens(record: Record) -> bool:
    """Whether a line can be asked for at all: nobody answers at a closed place."""
    return record.status != "closed" and record.category not in _WITHOUT_LINES


def within(catalogue: Catalogue, territories: Iterable[str]) -> tuple[Record, ...]:
    """Records that an account may ask about, by id: those of its territories and the nation's.

    Closed ones are left out; helplines and courts have no line kept from the public.
    """
    mine = frozenset(territories)
    return tuple(r for r in catalogue.records if opens(r) and inside(r, mine))


def _elsewhere(record: Record) -> str:
    if record.national:
        return NATIONAL
    return record.territory or next(iter(record.covers), NOWHERE)
