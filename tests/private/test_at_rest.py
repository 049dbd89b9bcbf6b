"""At rest: the file tells nothing to whoever has it without the key; keys change; old data goes."""

from __future__ import annotations

import base64
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select, text

from tests.private.conftest import DAY, KEY, LINE, NOW, Professional
from tests.private.test_accounts import ASKED, PASSKEY
from webmap.errors import PrivateError
from webmap.private import (
    accounts,
    alerts,
    attempts,
    audit,
    callbacks,
    creation,
    credentials,
    invitations,
    referrals,
    requests,
    retention,
    reveals,
    rotation,
)
from webmap.private.database import Room, open_room
from webmap.private.keys import new_key
from webmap.private.tables import Account, Base, Callback, Request, Reveal

MARK = "zqmarkedqz"

MARKED_LINE = replace(
    LINE,
    phone="0999888777",
    email=f"{MARK}1@x.example",
    hours=f"{MARK}2",
    prepare=f"{MARK}3",
    who_decides=f"{MARK}4",
)


def fill(room: Room) -> str:
    """Something in every sealed column, all of it marked. Gives the invitation's token."""
    new = accounts.NewAccount(
        name=f"{MARK}n", email=f"{MARK}@ase.example", organisation=f"{MARK}o",
        switchboard="0888777666", function="ase", territories=("23",),
    )  # fmt: skip
    asked = replace(ASKED, name=f"{MARK}r", email=f"{MARK}r@x.example", siret=f"{MARK}s")
    asked = replace(asked, organisation=f"{MARK}ro", switchboard="0777666555")
    with room.write() as session:
        number = accounts.grant(session, new, "command", NOW - 9 * DAY).id
        accounts.link_proconnect(session, number, f"{MARK}sub", f"{MARK}siret", NOW)
        credentials.set_password(session, number, f"{MARK}hash", NOW)
        credentials.set_second_factor(session, number, "authenticator", f"{MARK}totp", NOW)
        credentials.add_passkey(session, number, replace(PASSKEY, name=f"{MARK}key"), NOW)
        requests.ask(session, replace(asked, proconnect_subject=f"{MARK}rs"), NOW)
        referrals.put(session, "rbbbbbb", MARKED_LINE, "command", NOW)
        attempts.note(session, "signin", f"{MARK}try@x.example", NOW)
        token = invitations.make(session, number, 1, NOW)
        accounts.add_admin(session, f"{MARK}adm@x.example", NOW)
    reveals.reveal(room, number, "rbbbbbb", "23", "orientation", NOW)
    callbacks.ask(room, number, "rbbbbbb", "23", "matin", NOW)
    return token


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "private.sqlite"


def raw(folder: Path) -> Iterator[bytes]:
    for path in folder.iterdir():
        yield path.read_bytes()


def test_the_files_hold_nothing_in_clear(file: Path) -> None:
    """The database and its journal, while it is written and after: no marked value, in capitals
    or small letters, plain or in base64; and deleted rows are overwritten."""
    creation.create(f"sqlite:///{file}", KEY, NOW)
    room = open_room(f"sqlite:///{file}", KEY)
    with room.engine.connect() as reader:  # keeps the journal alive
        reader.execute(text("select count(*) from audit"))
        token = fill(room)
        names = {path.name for path in file.parent.iterdir()}
        assert "private.sqlite-wal" in names
        texts = [MARK, token, "0999888777", "0888777666", "0777666555", "ase.example"]
        forms = [form(t).encode() for t in texts for form in (str.lower, str.upper, str)]
        forms += [base64.b64encode(t.encode())[:-4] for t in texts]
        content = b"".join(raw(file.parent))
        assert b"rbbbbbb" in content  # what is readable on purpose: the search can find
        assert not [form for form in forms if form in content]


def test_every_sealed_column_was_filled(room: Room) -> None:
    """The test above looks at all there is: no sealed column is empty in it."""
    fill(room)
    with room.read() as session:
        for mapper in Base.registry.mappers:
            for column in mapper.columns:
                if getattr(column.type, "use", None):
                    values = session.scalars(select(getattr(mapper.class_, column.key))).all()
                    assert any(values), column


def everything(room: Room) -> dict[str, list[tuple[object, ...]]]:
    """All that the room says, but hashes and what rotation writes."""
    said = {}
    with room.read() as session:
        for mapper in Base.registry.mappers:
            names = [c.key for c in mapper.columns if not c.key.endswith("_index")]
            if mapper.class_.__tablename__ not in ("mark", "audit", "invitation", "attempt"):
                rows = session.scalars(select(mapper.class_)).all()
                said[mapper.class_.__tablename__] = [
                    tuple(getattr(row, name) for name in names) for row in rows
                ]
    return said


def test_after_a_rotation_the_old_key_opens_nothing_and_nothing_is_lost(url: str) -> None:
    """Every value the same, every look-up too, lasting secrets as well; the log goes on."""
    creation.create(url, KEY, NOW)
    old = open_room(url, KEY)
    token = fill(old)
    before, lasting = everything(old), old.lasting_secret("totp")
    fresh = new_key()
    assert rotation.rotate(url, f"{fresh},{KEY}", NOW) > 3
    assert rotation.rotate(url, f"{fresh},{KEY}", NOW) == 0
    room = open_room(url, fresh)
    assert everything(room) == before
    assert room.lasting_secret("totp") == lasting
    assert room.secret("session") != old.secret("session")
    with room.write() as session:
        assert accounts.by_email(session, f"{MARK}@ase.example") is not None
        known = select(Account).where(Account.proconnect_index == f"{MARK}sub")
        assert session.scalar(known) is not None
        assert requests.ask(session, replace(ASKED, email=f"{MARK}r@x.example"), NOW) is None
        assert invitations.find(session, token, NOW) is None
        assert audit.entries(session, 1)[0].action == "rotation"
        audit.verify(session)
    with pytest.raises(PrivateError):
        open_room(url, KEY)
    with pytest.raises(PrivateError, match="no key opens"):
        everything(old)


def test_no_value_sealed_by_the_old_key_is_left(url: str) -> None:
    """Row by row, as the database has it: whatever the new key does not open was forgotten."""
    creation.create(url, KEY, NOW)
    fill(open_room(url, KEY))

    def sealed(key: str) -> set[str]:
        found: set[str] = set()
        with open_room(url, key).engine.connect() as connection:
            for table in Base.metadata.sorted_tables:
                for row in connection.execute(text(f"select * from {table.name}")):  # noqa: S608
                    found |= {c for c in row if isinstance(c, str) and c.startswith("gAAAA")}
        return found

    before, fresh = sealed(KEY), new_key()
    rotation.rotate(url, f"{fresh},{KEY}", NOW)
    after = sealed(fresh)
    assert len(before) == len(after) > 20
    assert before.isdisjoint(after)


def test_a_rotation_that_fails_changes_nothing(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """One transaction: the old key goes on; without it nothing begins."""
    creation.create(url, KEY, NOW)
    fill(open_room(url, KEY))
    before = everything(open_room(url, KEY))
    with pytest.raises(PrivateError, match="none of the keys"):
        rotation.rotate(url, new_key(), NOW)

    def fail(*_: object) -> str:
        raise OSError("disk full")

    with monkeypatch.context() as patch:
        patch.setattr(rotation.audit, "append", fail)
        with pytest.raises(OSError, match="disk full"):
            rotation.rotate(url, f"{new_key()},{KEY}", NOW)
    assert everything(open_room(url, KEY)) == before


def test_what_is_old_is_forgotten_and_nothing_else(
    room: Room, professional: Professional, lines: tuple[str, ...]
) -> None:
    """Each kind at its own age; an account takes along what is left of it; the log stays."""
    number = professional(granted=NOW - 2 * DAY)
    reveals.reveal(room, number, lines[0], "23", "orientation", NOW)
    callbacks.ask(room, number, lines[0], "23", "matin", NOW)
    with room.write() as session:
        alerts.raise_(session, "nuit", number, NOW)
        invitations.make(session, number, 1, NOW)
        declined = requests.ask(session, ASKED, NOW)
        waiting = requests.ask(session, replace(ASKED, email="w@x.example"), NOW)
        assert declined is not None
        assert waiting is not None
        requests.decline(session, declined.id, "hors_champ", 1, NOW)

    def purged(days: int) -> dict[str, int]:
        with room.write() as session:
            return {k: n for k, n in retention.purge(session, NOW + days * DAY).items() if n}

    assert purged(0) == {}
    assert purged(29) == {"invitation": 1}
    assert purged(31) == {"request": 1}
    assert purged(179) == {}
    assert purged(181) == {"request": 1, "callback": 1, "alert": 1}
    assert purged(364) == {}
    assert purged(366) == {"reveal": 1}
    assert purged(183 + 364 - 2) == {}
    assert purged(183 + 366 - 2) == {"account": 1}
    with room.read() as session:
        for table in (Account, Request, Reveal, Callback):
            assert session.scalars(select(table)).all() == []
        assert audit.verify(session) > 40


def test_the_number_of_a_forgotten_account_is_never_given_again(
    room: Room, professional: Professional
) -> None:
    """The log names it: another person must not inherit its past."""
    first = professional()
    with room.write() as session:
        session.delete(accounts.by_id(session, first))
    assert professional() == first + 1


def test_a_writer_waits_for_another(room: Room, professional: Professional) -> None:
    """Two changes of the same account at the same time: both are there afterwards."""
    number = professional()

    def more(territory: str) -> None:
        with room.write() as session:
            account = accounts.by_id(session, number, lock=True)
            account.territories = [*account.territories, territory]

    threads = [threading.Thread(target=more, args=(f"0{n}",)) for n in range(1, 9)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with room.read() as session:
        assert len(accounts.by_id(session, number).territories) == 2 + 8


def test_an_error_of_the_database_tells_no_value(room: Room, professional: Professional) -> None:
    """What a log or a page might show of it: no e-mail, no name."""
    professional("a@ase.example")
    with pytest.raises(Exception, match="hide_parameters") as refusal:
        professional("a@ase.example")
    assert "ase" not in str(refusal.value).replace("webmap", "")
