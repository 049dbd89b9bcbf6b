"""What the database itself refuses: the log gets a line after the last one, and nothing else."""

from __future__ import annotations

from typing import Final

from sqlalchemy import text
from sqlalchemy.orm import Session

#: No line is changed or taken away. REPLACE would take one away unseen by the second trigger: the
#: third refuses it.
SQLITE: Final = (
    "create trigger audit_update before update on audit "
    "begin select raise(abort, 'the log only grows'); end",
    "create trigger audit_delete before delete on audit "
    "begin select raise(abort, 'the log only grows'); end",
    "create trigger audit_insert before insert on audit "
    "when new.number <> (select coalesce(max(number), 0) + 1 from audit) "
    "begin select raise(abort, 'the log only grows'); end",
)

_BODY: Final = (
    " begin "
    "if tg_op = 'INSERT' then "
    "if new.number = (select coalesce(max(number), 0) + 1 from audit) then return new; end if; "
    "end if; "
    "raise exception 'the log only grows'; end "
)
POSTGRESQL: Final = (
    f"create function audit_only_grows() returns trigger language plpgsql as $${_BODY}$$",
    "create trigger audit_change before insert or update or delete on audit "
    "for each row execute function audit_only_grows()",
    "create trigger audit_truncate before truncate on audit "
    "for each statement execute function audit_only_grows()",
)

_IN_SQLITE: Final = "select sql from sqlite_master where type = 'trigger' and tbl_name = 'audit'"
_IN_POSTGRESQL: Final = (
    "select tgname || ' ' || tgenabled::text || prosrc from pg_trigger "
    "join pg_proc on pg_proc.oid = tgfoid "
    "where tgrelid = 'audit'::regclass and not tgisinternal"
)


def whole(session: Session) -> bool:
    """Whether the triggers are those that the room was made with: all, on, and no other."""
    if session.get_bind().dialect.name == "sqlite":
        found = {_plain(sql) for sql in session.scalars(text(_IN_SQLITE))}
        return found == {_plain(sql) for sql in SQLITE}
    expected = {f"{name} O{_BODY}" for name in ("audit_change", "audit_truncate")}
    return set(session.scalars(text(_IN_POSTGRESQL))) == expected


def _plain(sql: str) -> str:
    return " ".join(sql.casefold().split())
