"""Which of an account's territories a record may be asked for. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from webmap.directory.catalogue import Catalogue
from webmap.directory.record import Record

#: A record that says it serves the whole nation belongs to everyone's access.
NATIONAL = ""


def territory_of(record: Record, territories: Iterable[str]) -> str:
    """The territory a line is asked for: one of the account's that the record is in or says it
    serves, else the nation, else the record's own."""
    served = {record.territory, *record.covers}
    return next((code for code in territories if code in served), _elsewhere(record))


def within(catalogue: Catalogue, territories: Iterable[str]) -> tuple[Record, ...]:
    """Records that an account may ask about, by id: those of its territories and the nation's.

    Closed ones are left out; helplines and courts have no line kept from the public.
    """
    inside = set(territories)
    return tuple(
        record
        for record in catalogue.records
        if record.status != "closed"
        and record.category not in ("ecoute", "magistrat")
        and (record.national or not inside.isdisjoint({record.territory, *record.covers}))
    )


def _elsewhere(record: Record) -> str:
    if record.national:
        return NATIONAL
    return record.territory or next(iter(record.covers), NATIONAL)
