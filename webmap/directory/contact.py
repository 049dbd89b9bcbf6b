"""Which contacts of a record may be shown to young people and families.

A phone that nobody called in the last six months is not shown to them, and so is no contact;
helplines stay, since the matrix says where each of them works, and so do the services and courts
that stand under "for professionals".
"""

from __future__ import annotations

from datetime import date
from typing import Final

from webmap.directory.freshness import phone_is_fresh
from webmap.directory.record import Record

_SHOWN_UNVERIFIED: Final = frozenset({"ecoute", "circuit", "magistrat"})


def phone_shown(record: Record, as_of: date) -> bool:
    """Whether the record has a phone that may be shown and dialled on `as_of`."""
    fresh = record.category in _SHOWN_UNVERIFIED or phone_is_fresh(record, as_of)
    return bool(record.phone) and fresh


def reached(record: Record, as_of: date) -> bool:
    """Whether the page of the record shows a way to reach it on `as_of`."""
    return phone_shown(record, as_of) or bool(record.email or record.website or record.chat_url)
