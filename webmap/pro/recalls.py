"""A call-back as pages show it: to whoever asked, and to the bureau that follows it up."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from webmap.directory.record import Record
from webmap.errors import UnknownRecord
from webmap.geo.clock import local
from webmap.private import choices
from webmap.private.tables import Callback
from webmap.web.current import current_catalogue


class Recall(NamedTuple):
    """record: None when it left the directory since."""

    id: int
    account_id: int
    record: Record | None
    asked_at: datetime
    slot: str
    state: str


def recall(row: Callback, territories: Iterable[str] = ()) -> Recall:
    """A call-back, its hour on the clocks of the first of these territories."""
    return Recall(
        row.id,
        row.account_id,
        _record(row.record_id),
        local(row.asked_at, next(iter(territories), "")),
        choices.SLOTS[row.slot].fr,
        choices.CALLBACK_STATES[row.state].fr,
    )


def _record(record_id: str) -> Record | None:
    try:
        return current_catalogue().get(record_id)
    except UnknownRecord:
        return None
