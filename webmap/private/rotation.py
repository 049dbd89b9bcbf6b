"""Change keys: everything sealed again with the first key, in one transaction."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, inspect, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from webmap.errors import PrivateError
from webmap.private import audit
from webmap.private.columns import Sealed, SealedList
from webmap.private.database import Room, stored_mark, unchecked
from webmap.private.tables import Account, Attempt, Base, Invitation, Mark, Request


def rotate(url: str, keys: str, now: datetime) -> int:
    """Seal all again with the first of the keys. How many rows; 0 when that was done before.

    Hashes to look up by are made again from what was sealed. Where only a hash was kept
    (invitations, attempts) the rows go: they would not have lived long. Raises `PrivateError`
    when none of the keys opens the room; then nothing has changed.
    """
    room = unchecked(url, keys)
    mark = stored_mark(room)
    if mark == room.keyring.mark:
        return 0
    if not room.keyring.knows(mark):
        raise PrivateError("none of the keys is the one that the locked room was written with")
    with room.write() as session:
        session.execute(delete(Invitation))
        session.execute(delete(Attempt))
        done = sum(_table(session, mapper.class_) for mapper in Base.registry.mappers)
        _marks(session, room)
        audit.append(session, "command", "rotation", "", str(done), now)
    return done


def _table(session: Session, table: type[Base]) -> int:
    """Write the sealed values of a table again; the engine seals with the first key."""
    columns = inspect(table).columns
    sealed = [c.key for c in columns if isinstance(c.type, (Sealed, SealedList))]
    if not sealed:
        return 0
    rows = list(session.scalars(select(table).with_for_update()))
    for row in rows:
        for name in sealed:
            flag_modified(row, name)
        _index(row)
    session.flush()
    return len(rows)


def _index(row: Base) -> None:
    """Given its value again, a field gives its index its own (`tables`)."""
    if isinstance(row, Account):
        row.email, row.switchboard = row.email, row.switchboard
        row.proconnect_subject = row.proconnect_subject
    elif isinstance(row, Request):
        row.email = row.email


def _marks(session: Session, room: Room) -> None:
    root = session.get_one(Mark, "root", with_for_update=True)
    root.value = room.keyring.seal("mark.root", room.keyring.unseal("mark.root", root.value))
    session.get_one(Mark, "key").value = room.keyring.mark
