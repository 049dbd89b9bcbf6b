"""A locked room per test, on SQLite; on PostgreSQL when TEST_POSTGRESQL names a server to use."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session

from webmap.private import accounts, creation, referrals
from webmap.private.database import Room, open_room
from webmap.private.guard import Line
from webmap.private.keys import new_key

#: A Monday morning, in the time zone of the person who asks.
NOW = datetime(2026, 11, 23, 10, tzinfo=ZoneInfo("Europe/Paris"))
DAY = timedelta(days=1)

KEY = new_key()

LINE = Line(
    phone="01 00 00 00 00",
    email="equipe@structure.example",
    hours="du lundi au vendredi, 9 h - 18 h",
    nights="yes",
    prepare="le rapport social, l’accord de l’ASE",
    who_decides="l’équipe, dans la journée",
)

Professional = Callable[..., int]


def unguarded(session: Session) -> None:
    """What someone who may write the file without the key can do: the triggers go first."""
    sqlite = session.get_bind().dialect.name == "sqlite"
    for name in ("update", "delete", "insert") if sqlite else ("change", "truncate"):
        session.execute(text(f"drop trigger audit_{name}" + ("" if sqlite else " on audit")))


@pytest.fixture
def url(tmp_path: Path) -> Iterator[str]:
    server = os.environ.get("TEST_POSTGRESQL")
    if server is None:
        yield f"sqlite:///{tmp_path / 'private.sqlite'}"
        return
    name = f"room_{uuid4().hex}"
    engine = create_engine(f"{server}/postgres", isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"create database {name}"))
        yield f"{server}/{name}"
        connection.execute(text(f"drop database {name} with (force)"))
    engine.dispose()


@pytest.fixture
def room(url: str) -> Room:
    creation.create(url, KEY, NOW - 10 * DAY)
    return open_room(url, KEY)


@pytest.fixture
def professional(room: Room) -> Professional:
    """Makes accounts whose first day is over; gives their numbers."""

    def make(
        email: str = "a@ase.example", granted: datetime = NOW - 2 * DAY, **changes: str
    ) -> int:
        new = accounts.NewAccount(
            name=changes.get("name", "Dominique Marquée"),
            email=email,
            organisation="ASE marquée",
            switchboard=changes.get("switchboard", "01 02 03 04 05"),
            function="ase",
            territories=tuple(changes.get("territories", "23 75").split()),
        )
        with room.write() as session:
            return accounts.grant(session, new, "command", granted).id

    return make


@pytest.fixture
def lines(room: Room) -> tuple[str, ...]:
    """Records with a referral line."""
    ids = tuple(f"r{letter * 6}" for letter in "bcdfghjklmnpqrstvwxz23456789")
    with room.write() as session:
        for record_id in ids:
            referrals.put(session, record_id, LINE, "command", NOW)
    return ids
