"""How sure we are of a record, from the day a person last checked it with the structure."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from webmap.directory.record import Record

#: A verification older than this no longer makes a record "listed".
VERIFIED_FOR: Final = timedelta(days=365)
#: A phone checked longer ago than this leaves the pages for young people and families.
PHONE_VERIFIED_FOR: Final = timedelta(days=183)


def is_verified(record: Record, as_of: date) -> bool:
    """Whether a person checked the record in the twelve months before `as_of`."""
    return _within(record.verified_on, as_of, VERIFIED_FOR)


def phone_is_fresh(record: Record, as_of: date) -> bool:
    """Whether a person called the number in the six months before `as_of`."""
    return _within(record.phone_verified_on, as_of, PHONE_VERIFIED_FOR)


def _within(day: date | None, as_of: date, span: timedelta) -> bool:
    # A day to come is a slip of the hand: it verifies nothing.
    return day is not None and timedelta(0) <= as_of - day <= span
