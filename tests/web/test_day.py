"""One day for the site and for its command line: that of mainland France."""

from __future__ import annotations

from datetime import UTC, date, datetime, tzinfo

import pytest
from flask import Flask

from webmap import cli
from webmap.geo.clock import today
from webmap.web.current import Directory

#: In Paris it is already half past midnight.
LATE = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)


class Late(datetime):
    """A clock that stands at LATE."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
        return LATE.astimezone(tz)


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (LATE, date(2026, 11, 23)),
        (datetime(2026, 11, 22, 22, 59, tzinfo=UTC), date(2026, 11, 22)),
        (datetime(2026, 7, 14, 22, 0, tzinfo=UTC), date(2026, 7, 15)),
    ],
)
def test_the_day_changes_at_midnight_in_paris(moment: datetime, day: date) -> None:
    """Winter and summer time."""
    assert today(moment) == day


def test_site_and_command_line_agree_on_the_day(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At 23:30 UTC a nightly `webmap coverage snapshot` is of the day that the site shows."""
    directory: Directory = app.extensions["webmap"]
    monkeypatch.setattr(directory, "_clock", lambda: LATE)
    monkeypatch.setattr(cli, "datetime", Late)
    assert cli._today() == directory.today() == date(2026, 11, 23)
