"""`webmap audit verify` looks beyond the chain: at the triggers, and at who was shown what."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import text

from tests.private.conftest import DAY, NOW, Professional, unguarded
from webmap.errors import AuditBroken
from webmap.private import accounts, retention, reveals, witness
from webmap.private.database import Room


@pytest.fixture
def used(room: Room, professional: Professional, lines: tuple[str, ...]) -> Room:
    """Two accounts, three lines shown, two of them at the same moment to one person."""
    team = (professional(), professional("b@ase.example", switchboard="09"))
    for account, record in ((team[0], lines[0]), (team[0], lines[0]), (team[1], lines[1])):
        reveals.reveal(room, account, record, "23", "orientation", NOW)
    return room


def verdict(room: Room) -> str:
    try:
        with room.read() as session:
            return str(witness.verify(session))
    except AuditBroken as error:
        return str(error)


def change(room: Room, *statements: str) -> None:
    with room.write() as session:
        for statement in statements:
            session.execute(text(statement))


def test_a_room_in_use_is_right(used: Room) -> None:
    """Nothing is told of what nobody touched, and a head is looked for as ever."""
    assert int(verdict(used)) > 3
    with used.read() as session, pytest.raises(AuditBroken, match="before the head"):
        witness.verify(session, "f" * 64)


def test_triggers_taken_away_are_told(used: Room) -> None:
    """Even when no line was changed: the next change would not be refused."""
    with used.write() as session:
        unguarded(session)
    assert "triggers" in verdict(used)


def test_a_trigger_that_does_nothing_is_told(used: Room) -> None:
    """Its name alone proves nothing."""
    if used.engine.dialect.name != "sqlite":
        change(used, "alter table audit disable trigger audit_change")
    else:
        empty = "create trigger audit_delete before delete on audit begin select 1; end"
        change(used, "drop trigger audit_delete", empty)
    assert "triggers" in verdict(used)


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("delete from reveal where id = 1", "was shown"),
        ("delete from reveal", "was shown"),
        ("update reveal set account_id = 1 where id = 3", "no line in the log"),
        ("update reveal set record_id = 'rzzzzzz' where id = 3", "no line in the log"),
        ("update reveal set reason = 'admission' where id = 3", "no line in the log"),
        ("update reveal set at = '2026-11-01 00:00:00.000000' where id = 3", "no line in the log"),
        (
            "insert into reveal (id, account_id, record_id, territory, reason, at) "
            "select 9, account_id, record_id, territory, reason, at from reveal where id = 1",
            "no line in the log",
        ),
    ],
)
def test_reveals_and_the_log_tell_the_same(used: Room, statement: str, told: str) -> None:
    """Who saw what, when and why: a row changed, taken out or put in, by any program."""
    change(used, statement)
    assert told in verdict(used)


def test_what_was_forgotten_on_time_is_no_fault(used: Room) -> None:
    """Reveals go after a year, accounts later with theirs: the log stays, and is right."""
    for days in (364, 366, 900):
        with used.write() as session:
            retention.purge(session, NOW + days * DAY)
        assert int(verdict(used)) > 3


def test_what_a_deleted_account_saw_is_gone_with_it(used: Room) -> None:
    """Its rows go with it; those of others must be there."""
    with used.write() as session:
        session.delete(accounts.every(session)[0])
    assert int(verdict(used)) > 3
    change(used, "delete from reveal")
    assert "was shown" in verdict(used)


def test_a_purge_excuses_no_young_reveal(used: Room) -> None:
    """Only what is older than a year at the last purge may be missing."""
    with used.write() as session:
        retention.purge(session, NOW + retention.REVEALS - timedelta(seconds=1))
    change(used, "delete from reveal where id = 2")
    assert "was shown" in verdict(used)
