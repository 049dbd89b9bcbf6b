"""The log: it only grows, and any change of it is told, with the first line that is wrong."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from tests.private.conftest import KEY, NOW
from webmap.errors import AuditBroken, InvalidParameter
from webmap.private import audit, creation
from webmap.private.database import Room, open_room
from webmap.private.tables import Entry

LINES = 6


def write(room: Room, number: int = 1) -> str:
    """Add lines; the head after the last."""
    head = ""
    with room.write() as session:
        for n in range(number):
            at = NOW + timedelta(minutes=n)
            head = audit.append(session, n, "connexion", f"account:{n}", "", at)
    return head


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Room:
    """A log of six lines that the tests change without keeping the change."""
    url = f"sqlite:///{tmp_path_factory.mktemp('log') / 'private.sqlite'}"
    creation.create(url, KEY, NOW)
    room = open_room(url, KEY)
    write(room, LINES - 1)
    return room


def forced(connection: Connection, *statements: str) -> None:
    """What someone who owns the file can do: the triggers go first."""
    for name in ("update", "delete", "insert"):
        connection.exec_driver_sql(f"drop trigger audit_{name}")
    for statement in statements:
        connection.exec_driver_sql(statement)


def verdict(connection: Connection, head: str | None = None) -> str:
    try:
        with Session(connection) as session:
            return str(audit.verify(session, head))
    except AuditBroken as error:
        return str(error)


def test_an_untouched_log_is_right(old: Room) -> None:
    """Alone, and with any head that was ever its own."""
    with old.read() as session:
        heads = [entry.hash for entry in audit.entries(session)]
        assert audit.head(session) == heads[0]
        for head in (None, audit.EMPTY, *heads):
            assert audit.verify(session, head) == LINES


@given(
    line=st.integers(1, LINES),
    column=st.sampled_from(["at", "actor", "action", "subject", "detail", "hash"]),
    value=st.text("abcdef0123456789:", max_size=64),
)
def test_any_change_of_one_cell_is_told(old: Room, line: int, column: str, value: str) -> None:
    """Whatever is written in whichever cell: the line is named."""
    with old.engine.connect() as connection:
        forced(connection)
        query = text(f"select {column} from audit where number = {line}")  # noqa: S608 - ours
        before = connection.execute(query).scalar_one()
        change = text(f"update audit set {column} = :value where number = {line}")  # noqa: S608
        connection.execute(change, {"value": value})
        said = verdict(connection)
    expected = str(LINES) if value == before else f"line {line} of the log was changed or taken out"
    assert said == expected


@given(line=st.integers(1, LINES - 1))
def test_a_line_taken_out_of_the_middle_is_told(old: Room, line: int) -> None:
    """Even when the numbers are closed up behind it."""
    with old.engine.connect() as connection:
        forced(connection, f"delete from audit where number = {line}")  # noqa: S608 - ours
        assert f"line {line} " in verdict(connection)
        connection.exec_driver_sql(f"update audit set number = number - 1 where number > {line}")  # noqa: S608
        assert f"line {line} " in verdict(connection)


def test_lines_that_change_places_are_told(old: Room) -> None:
    """Order is part of what happened."""
    with old.engine.connect() as connection:
        forced(connection, "update audit set number = 90 where number = 2")
        connection.exec_driver_sql("update audit set number = 2 where number = 3")
        connection.exec_driver_sql("update audit set number = 3 where number = 90")
        assert "line 2 " in verdict(connection)


def test_the_end_cut_off_is_told_by_a_head_kept_elsewhere(old: Room) -> None:
    """Alone, a shorter chain is a right chain: the head is why it is kept elsewhere."""
    with old.read() as session:
        head = audit.head(session)
    with old.engine.connect() as connection:
        forced(connection, f"delete from audit where number > {LINES - 2}")  # noqa: S608 - ours
        assert verdict(connection) == str(LINES - 2)
        assert "ends at line 4, before the head" in verdict(connection, head)
        connection.exec_driver_sql("delete from audit")
        assert "ends at line 0" in verdict(connection, head)


def test_a_past_rewritten_under_its_last_line_is_told(old: Room) -> None:
    """Someone who owns the file *and* the key cuts, writes other lines, puts the last one back:
    a line is bound to the one before it, not to its number alone."""
    with old.read() as session:
        last = session.get_one(Entry, LINES)
    with old.engine.connect() as connection, Session(connection) as session:
        forced(connection, "create table kept as select * from audit where number = 6")
        connection.exec_driver_sql("delete from audit where number >= 4")
        for _ in range(2):
            audit.append(session, 9, "connexion", "account:9", "", NOW)
        assert verdict(connection) == "5"
        connection.exec_driver_sql("insert into audit select * from kept")
        assert "line 6 " in verdict(connection, last.hash)


def test_a_chain_forged_without_the_key_is_told(old: Room) -> None:
    """Hashes are keyed: whoever has the file alone cannot make the chain right again."""
    with old.read() as session:
        entry = session.get_one(Entry, LINES)
        forged = audit._hash(b"another key", session.get_one(Entry, LINES - 1).hash, entry)
    with old.engine.connect() as connection:
        forced(connection, f"update audit set hash = '{forged}' where number = {LINES}")  # noqa: S608
        assert f"line {LINES} " in verdict(connection)


@pytest.mark.parametrize(
    "statement",
    [
        "update audit set detail = 'x' where number = 1",
        "delete from audit",
        "delete from audit where number = 2",
        "insert into audit select 9, at, actor, action, subject, detail, hash from audit "
        "where number = 1",
    ],
)
def test_the_database_itself_refuses_changes(room: Room, statement: str) -> None:
    """Not our code: triggers, whatever program is used."""
    write(room)
    with pytest.raises(DBAPIError, match="the log only grows"), room.write() as session:
        session.execute(text(statement))
    with room.read() as session:
        assert audit.verify(session) == 2


def test_the_file_refuses_a_line_put_in_place_of_another(old: Room) -> None:
    """SQLite's REPLACE deletes without the delete trigger."""
    replace = (
        "insert or replace into audit select 2, at, actor, action, subject, 'x', hash from audit"
    )
    with pytest.raises(DBAPIError, match="the log only grows"), old.write() as session:
        session.execute(text(f"{replace} where number = 1"))


def test_a_line_that_failed_is_not_there(room: Room) -> None:
    """The log and what it tells of are one transaction."""

    def fail() -> None:
        with room.write() as session:
            audit.append(session, 1, "connexion", "account:1", "", NOW)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    with room.read() as session:
        assert audit.verify(session) == 1


@pytest.mark.parametrize("text", ["Dominique", "a@b.fr", "12 rue", "é", "x" * 81, "<b>"])
def test_the_log_holds_no_text(room: Room, text: str) -> None:
    """Numbers and codes: a name cannot slip in by mistake."""
    if text == "Dominique":  # one word alone looks like a code: the listed actions stop it
        with pytest.raises(InvalidParameter), room.write() as session:
            audit.append(session, 1, text, "account:1", "", NOW)
        return
    for subject, detail in ((text, ""), ("account:1", text)):
        with pytest.raises(ValueError, match="codes only"), room.write() as session:
            audit.append(session, 1, "connexion", subject, detail, NOW)


def test_many_at_once_make_one_chain(room: Room) -> None:
    """Eight threads of five lines: 41 lines, none lost, none forked."""
    threads = [threading.Thread(target=write, args=(room, 5)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with room.read() as session:
        assert audit.verify(session) == 41
