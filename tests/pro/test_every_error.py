"""Every error raised on purpose has its answer: a new one without is found here."""

from __future__ import annotations

import inspect

from webmap import errors
from webmap.pro import refusals
from webmap.web import problems

#: Raised by commands and at the start of a server, never while a page is made; a kept result that
#: cannot be read is said in the words of the page that shows it.
BEFORE = {
    errors.SettingsError, errors.InvalidResources, errors.InvalidReferral, errors.AuditBroken,
    errors.InvalidResult,
}  # fmt: skip


def test_every_error_has_a_status_or_stops_a_command() -> None:
    kinds = {
        kind
        for _, kind in inspect.getmembers(errors, inspect.isclass)
        if issubclass(kind, errors.WebmapError) and kind is not errors.WebmapError
    }
    answered = {
        kind
        for kind in kinds
        if any(base in problems.STATUS or base in refusals.STATUS for base in kind.__mro__)
    }
    assert answered.isdisjoint(BEFORE)
    assert answered | BEFORE == kinds
