"""S1: no byte of a public answer depends on the locked room.

Compared: the status, every header but `Date`, the body. `make soak` asks every address every time.
`make test` asks every kind of page and file, all errors, and a quarter of the long lists (English
pages and files by territory or record) with the room absent and full, and elsewhere a short list,
another one at each crawl.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import count
from typing import Final

import pytest
from flask import Flask
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from tests.safety import room, words
from tests.safety.conftest import NOON, MakeApp
from tests.safety.crawl import PUBLIC_URL, Answer, Ask, asks, crawl, differences, reduced
from webmap.directory.readers import Resources
from webmap.private import referrals
from webmap.private.tables import Base
from webmap.web.public import search, views
from webmap.web.public.search_index import SearchIndex

# The same lines as elsewhere, thousands of times: coverage would double the time.
pytestmark = pytest.mark.whole

SOAK: Final = bool(os.environ.get("WEBMAP_SOAK"))
_SLOW: Final = re.compile(r"territoires|couverture\.geojson|/static/|/carte/")
#: Lists of a page or a file for each record or territory, of which a quarter stands for all.
_LONG: Final = re.compile(
    r"/en/(?:ressource|departement|urgence|couverture)/"
    r"|/(?:departement/\w+/affiche|couverture/\w+(?:\.|/communes)|ressource/\w+/corriger)"
)
#: Random changes of the room at least, and how many of them lie between two crawls.
CHANGES, BETWEEN = (200, 20) if SOAK else (20, 10)
#: Hypothesis begins with the simplest series, which counts for little.
SERIES: Final = 3

Answers = dict[str, Answer]


_TURNS: Final = count()


def short(app: Flask) -> list[Ask]:
    """Three of each kind of address, others at each crawl: all are in `wide`."""
    return asks(app) if SOAK else reduced(wide(app), 3, next(_TURNS))


def wide(app: Flask) -> list[Ask]:
    """Every address; in `make test` a quarter of the long lists in English."""
    every = asks(app)
    return [ask for n, ask in enumerate(every) if SOAK or n % 4 == 0 or not _LONG.match(ask.path)]


@pytest.fixture(scope="module")
def absent(real: Flask) -> Answers:
    """The answers without the wing and without a room."""
    return crawl(real, wide(real))


def moved(absent: Answers, app: Flask, asked: Iterable[Ask]) -> list[str]:
    """What an application answers otherwise than one without a room."""
    found = crawl(app, asked)
    assert len(found) > 120
    return differences({name: absent[name] for name in found}, found)


@pytest.fixture(scope="module")
def insider(real: Flask, tmp_path_factory: pytest.TempPathFactory) -> room.Insider:
    catalogue = real.extensions["webmap"].snapshot().catalogue
    return room.insider(
        tmp_path_factory.mktemp("room"),
        NOON,
        tuple(record.id for record in catalogue.records),
        tuple(catalogue.territories),
    )


@pytest.fixture(scope="module")
def locked(make_app: MakeApp, resources: Resources, insider: room.Insider) -> Flask:
    """A second application, built apart with a store of its own, the wing on, its room empty."""
    return make_app(resources, insider.environment)


def test_nothing_changed_and_no_answer_did(real: Flask, absent: Answers) -> None:
    """Twice the same, in one process: nothing hangs on the hour or on who came before."""
    assert moved(absent, real, short(real)) == []


def test_two_applications_answer_alike(
    absent: Answers, make_app: MakeApp, resources: Resources
) -> None:
    """Built apart, as two workers or two servers are."""
    other = make_app(resources)
    assert moved(absent, other, short(other)) == []


def test_an_empty_room(absent: Answers, locked: Flask) -> None:
    """The wing is there, and no public answer says so."""
    assert locked.test_client().get("/pro", base_url=PUBLIC_URL).status_code != 404
    assert moved(absent, locked, short(locked)) == []


def test_a_full_room(absent: Answers, locked: Flask, insider: room.Insider) -> None:
    """Accounts, requests, lines of half of the records, reveals, alerts: every address."""
    room.fill(insider)
    with insider.room.write() as session:
        assert len(referrals.listed(session, "command", insider.now)) > 200
    assert {"reveal", "call back", "alert", "decide"} <= set(insider.done)
    every = wide(locked)
    assert len(every) > 1000
    assert moved(absent, locked, every) == []


def test_changes_of_the_room(absent: Answers, locked: Flask, insider: room.Insider) -> None:
    """Random changes of the room in use, a crawl between them."""
    counted = len(insider.done)

    class Changes(RuleBasedStateMachine):
        @rule(name=st.sampled_from(tuple(room.CHANGES)), number=st.integers(0, 600))
        def change(self, name: str, number: int) -> None:
            insider.change(name, number)
            if (len(insider.done) - counted) % BETWEEN == 0:
                assert moved(absent, locked, short(locked)) == []

    series = settings(
        max_examples=SERIES,
        stateful_step_count=CHANGES // (SERIES - 1),
        phases=[Phase.generate],
        derandomize=not SOAK,
        database=None,
    )
    run_state_machine_as_test(Changes, settings=series)
    done = insider.done[counted:]
    assert len(done) >= CHANGES
    kept = {name for name in done if "(" not in name}
    assert len(kept) >= 6, f"the room refused most changes: {done}"


def test_a_full_room_compressed(real: Flask, locked: Flask) -> None:
    """Sizes after compression are bytes too. Borders and scripts take seconds to compress and hold
    no record: `make soak` alone does it."""
    asked = [ask for ask in short(real) if SOAK or not _SLOW.search(ask.kind)]
    one, other = (crawl(app, asked, "br") for app in (real, locked))
    assert len(one) > 100
    assert differences(one, other) == []
    assert one["GET /"] != crawl(real, [Ask("/")])["GET /"]


def test_a_room_that_is_gone(absent: Answers, locked: Flask, insider: room.Insider) -> None:
    """Somebody takes the private database away while the server runs."""
    file = insider.room.engine.url.database
    assert file
    os.rename(file, f"{file}.away")
    try:
        assert moved(absent, locked, short(locked)) == []
    finally:
        os.rename(f"{file}.away", file)


def test_a_leaky_page_would_be_seen(
    absent: Answers, locked: Flask, insider: room.Insider, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The leaky switch of this proof: the home page counts the lines of the room."""
    sound = views.figures

    def leaky(catalogue: object) -> object:
        with insider.room.write() as session:
            more = len(referrals.listed(session, "command", insider.now))
        figures = sound(catalogue)
        return replace(figures, hebergement=figures.hebergement + more)

    monkeypatch.setattr(views, "figures", leaky)
    names = {line.split(":")[0] for line in moved(absent, locked, short(locked))}
    assert {"GET /", "GET /en/"} <= names


def test_nobody_finds_the_room_by_its_words(locked: Flask) -> None:
    """Attacks 7, 8 and 9 with what only the room holds: texts, and the names of its columns."""
    columns = {column.name for table in Base.metadata.tables.values() for column in table.columns}
    assert {"prepare", "who_decides", "switchboard"} <= columns
    assert words.private_search(locked, room.SECRETS) == []
    assert words.error_messages(locked, room.SECRETS) == []
    assert words.property_names(locked, columns) == []


def test_a_search_that_reads_the_room_is_seen(
    locked: Flask, insider: room.Insider, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The leaky switch of attack 9: a professional's phone finds the record it belongs to."""
    sound = search.answer

    def leaky(asked: str, index: SearchIndex) -> search.Answer:
        with insider.room.write() as session:
            lines = referrals.listed(session, "command", insider.now)
        found = any(asked in (line.phone, line.email) for line, _ in lines.values())
        return search.Answer((), distress=True) if found else sound(asked, index)

    monkeypatch.setattr(search, "answer", leaky)
    found = words.private_search(locked, room.SECRETS)
    assert any(room.PHONE in line for line in found)
    assert any(room.EMAIL in line for line in found)
