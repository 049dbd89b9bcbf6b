"""The schema: no place for a place, nothing readable that should be sealed, one history."""

from __future__ import annotations

import re

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import inspect

from webmap.private.columns import Blind, Sealed, SealedList
from webmap.private.database import VERSION_TABLE, Room
from webmap.private.tables import Base

#: Words, in both languages, of an address or a position.
PLACE = re.compile(
    r"addr|adress|street|\brue\b|voie|postcode|postal|zip|commune|city|ville|town|place|location"
    r"|\blieu|lat(itude)?$|^lat|lon(gitude)?$|^lng|coord|point|posit|geo|map|gps|insee|floor|etage"
)

#: Readable on purpose: numbers, codes, moments, hashes, and names chosen by chance.
READABLE = {
    "mark": {"name", "value"},
    "account": {
        "id", "fs_uniquifier", "role", "active", "granted_at", "expires_at", "confirmed_at",
        "tf_primary_method", "tf_totp_counter", "fs_webauthn_user_handle",
    },
    "passkey": {
        "id", "user_id", "credential_id", "public_key", "sign_count", "backup_state", "device_type",
        "extensions", "lastuse_datetime", "usage",
    },
    "invitation": {"account_id", "expires_at"},
    "request": {"id", "state", "asked_at", "decided_at", "decided_by", "decision"},
    "referral": {"record_id", "updated_at"},
    "callback": {"id", "record_id", "account_id", "slot", "state", "asked_at", "state_at"},
    "reveal": {"id", "account_id", "record_id", "territory", "reason", "at"},
    "audit": {"number", "at", "actor", "action", "subject", "detail", "hash"},
    "alert": {"id", "kind", "account_id", "raised_at", "seen_at", "seen_by"},
    "attempt": {"id", "kind", "at"},
}  # fmt: skip


def test_no_table_has_room_for_a_place() -> None:
    """Names and comments of tables and columns, as the code knows them."""
    for table in Base.metadata.sorted_tables:
        for named in (table, *table.columns):
            words = f"{named.name} {named.comment or ''}".lower()
            assert not PLACE.search(words), words


def test_no_migrated_table_has_room_for_a_place(room: Room) -> None:
    """The same of the database itself: what a migration added by hand counts too."""
    inspector = inspect(room.engine)
    names = inspector.get_table_names()
    assert {*READABLE, VERSION_TABLE} == set(names)
    for name in names:
        assert not PLACE.search(name)
        for column in inspector.get_columns(name):
            words = f"{column['name']} {column.get('comment') or ''}".lower()
            assert not PLACE.search(words), words


def test_the_search_for_places_finds_them() -> None:
    """The two tests above could fail: names that must not come are seen."""
    unwanted = ("address", "adresse", "latitude", "lat", "lon", "ville", "commune_code", "geometry")
    assert all(PLACE.search(name) for name in unwanted)


def test_whatever_is_not_a_number_a_code_or_a_moment_is_sealed() -> None:
    """A column added tomorrow is sealed, or named here on purpose."""
    for table in Base.metadata.sorted_tables:
        hidden = (Sealed, SealedList, Blind)
        readable = {c.name for c in table.columns if not isinstance(c.type, hidden)}
        assert readable == READABLE[table.name], table.name


def test_each_column_is_sealed_for_itself_alone() -> None:
    """No two columns share a use: a value of one never opens in the other."""
    uses = [
        column.type.use
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if isinstance(column.type, (Sealed, SealedList))
    ]
    assert len(set(uses)) == len(uses) > 15


def test_the_migrations_make_what_the_code_reads(room: Room) -> None:
    """Tables, columns, types, indexes: no difference."""
    with room.engine.connect() as connection:
        options = {"version_table": VERSION_TABLE, "compare_type": True}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, Base.metadata) == []
