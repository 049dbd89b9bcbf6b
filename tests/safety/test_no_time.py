"""Public files carry no time of making: a revision and the directory's own day, nothing else.

The clock of the application stands on another day than today, and its records are of 2019: today's
date, in any form, can only come from the real hour.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Final

import pytest
from babel.dates import format_date
from flask import Flask, Response
from werkzeug.http import http_date

from tests.safety.conftest import NOON
from tests.safety.crawl import asks, reduced, send

# The same lines as elsewhere, thousands of times: coverage would double the time.
pytestmark = pytest.mark.whole


#: The day our own files were made: pages that show them say it, whatever the hour.
_OUR_DAY: Final = datetime(2026, 11, 22, 12, tzinfo=UTC)
_OUR_FILES: Final = re.compile(
    r"/couverture/(engagements|changements|implanter)|/comprendre/|/accessibilite"
)


def told(app: Flask, now: datetime) -> Iterator[str]:
    """Answers that hold, in some form, the day `now` or one beside it: a test may run at midnight.

    The header `Date` is the hour of the answer, and no fact about what it holds.
    """
    days = [now + timedelta(days=step) for step in (-1, 0, 1)]
    forms = re.compile("|".join(re.escape(form) for day in days for form in _forms(day)))
    client = app.test_client(use_cookies=False)
    ours = abs(now - _OUR_DAY) < timedelta(days=3)
    for ask in reduced(asks(app), 3):
        if ours and _OUR_FILES.search(ask.path):
            continue
        response = send(client, ask)
        headers = [pair for pair in response.headers if pair[0] != "Date"]
        text = f"{headers}\n{response.data.decode(errors='replace')}"
        seconds = [int(number) for number in re.findall(r"(?<![\d.])\d{10}(?!\d)", text)]
        close = [number for number in seconds if abs(number - now.timestamp()) < 86_400]
        if said := [*map(str, close), *forms.findall(text)]:
            yield f"{ask.name}: {said[0]}"


def _forms(day: datetime) -> list[str]:
    """A date as it would be written in a header, a file or a page, in both languages."""
    languages = ("fr", "en_GB", "en_US")
    return [
        day.strftime("%Y-%m-%d"),
        day.strftime("%d/%m/%Y"),
        day.strftime("%d %b %Y"),
        day.strftime("%Y%m%d"),
        *(format_date(day, "long", locale=language) for language in languages),
    ]


def test_no_answer_tells_the_hour(hiding: Flask) -> None:
    now = datetime.now(UTC)
    assert abs(now - NOON) > timedelta(days=3), "the clock of the tests is today: choose another"
    found = list(told(hiding, now))
    assert found == [], found[:9]


def test_the_day_of_the_directory_is_told(hiding: Flask) -> None:
    """The search above sees a date that is there."""
    assert any(line.startswith("GET /carte: ") for line in told(hiding, NOON))


def test_a_time_of_making_would_be_seen(hiding: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """The leaky switch: `Last-Modified` on every answer."""
    now = datetime.now(UTC)

    def leaky(response: Response) -> Response:
        response.headers["Last-Modified"] = http_date(now)
        return response

    kept = hiding.after_request_funcs.get(None, [])
    monkeypatch.setitem(hiding.after_request_funcs, None, [*kept, leaky])
    assert len(list(islice(told(hiding, now), 71))) > 70
