"""Commands of the locked room. The room is imported when one runs: most servers have none."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from rich.table import Table

from webmap.errors import PrivateError, UnknownRecord
from webmap.terminal import Command, cells, err, friendly, out, read_settings

if TYPE_CHECKING:
    from webmap.private.database import Room
    from webmap.private.guard import Line

#: Who acts, in the log.
_BY = "command"

_head = click.option("--head", metavar="HASH", help="Head kept elsewhere: finds lines cut off.")


def attach(main: click.Group, public_ids: Callable[[], frozenset[str]]) -> None:
    """Add the groups of commands. `public_ids`: ids of the records of the public directory."""
    referral.add_command(_referral_add(public_ids))
    for group in (private, audit, account, referral):
        main.add_command(group)


def _with_room(command: Command) -> Command:
    """Errors said plainly; a server without the extra `pro` is told to install it."""

    @functools.wraps(command)
    def run(*args: Any, **kwargs: Any) -> Any:
        try:
            return command(*args, **kwargs)
        except ModuleNotFoundError as error:
            if error.name not in ("cryptography", "cryptography.fernet"):
                raise
            raise PrivateError("the locked room needs more: install `webmap[pro]`") from error

    return friendly(run)


@click.group()
def private() -> None:
    """The locked room: make it, change its keys, forget what is old."""


@private.command("init")
@_with_room
def init() -> None:
    """Make the locked room; does nothing when it is there."""
    from webmap.private.creation import create

    values = read_settings()
    made = create(values.private_url, values.private_key, _now())
    err.print("webmap: " + ("the locked room is made" if made else "already there"))


@private.command("key")
@_with_room
def key() -> None:
    """Print a new key. Keep it apart from the database and from its backups."""
    from webmap.private.keys import new_key

    click.echo(new_key())


@private.command("rotate")
@_with_room
def rotate() -> None:
    """Seal everything again with the first key of WEBMAP_PRIVATE_KEY. Stop the server before."""
    from webmap.private.rotation import rotate as seal_again

    values = read_settings()
    done = seal_again(values.private_url, values.private_key, _now())
    err.print(f"webmap: {done} row(s) sealed again" if done else "webmap: nothing to do")


@private.command("purge")
@_with_room
def purge() -> None:
    """Forget what is older than docs/private.md says. Run it every day."""
    from webmap.private.retention import purge as forget

    with _room().write() as session:
        gone = forget(session, _now())
    for name, number in gone.items():
        out.print(f"{name}: {number}", markup=False)


@click.group()
def audit() -> None:
    """The log of the locked room."""


@audit.command("head")
@_with_room
def audit_head() -> None:
    """Print the head: keep it elsewhere, for `webmap audit verify`."""
    from webmap.private.audit import head

    with _room().read() as session:
        click.echo(head(session))


@audit.command("verify")
@_head
@_with_room
def audit_verify(head: str | None) -> None:
    """Read the whole log again, look at its triggers, and hold the reveals against it."""
    from webmap.private.witness import verify

    with _room().read() as session:
        out.print(f"webmap: {verify(session, head)} line(s), none changed")


@click.group()
def account() -> None:
    """Accounts of the locked room."""


@account.command("add-admin")
@click.argument("email", metavar="E-MAIL")
@_with_room
def add_admin(email: str) -> None:
    """Make an administrator, or open the account again; prints the invitation, once."""
    from webmap.private import accounts, invitations

    with _room().write() as session:
        made = accounts.add_admin(session, email, _now())
        token = invitations.make(session, made.id, _BY, _now())
    click.echo(f"{read_settings().public_url}/pro/invitation/{token}")


@click.group()
def referral() -> None:
    """Referral lines: how professionals reach a record kept from the public."""


def _referral_add(public_ids: Callable[[], frozenset[str]]) -> click.Command:
    @click.command("add")
    @click.argument("record_id", required=False)
    @click.option("--file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
    @_with_room
    def add(record_id: str | None, file: Path | None) -> None:
        """Write the line of a record, asked field by field, or those of a CSV file: all, or none
        when one has a problem."""
        from webmap.private import referrals

        if (record_id is None) == (file is None):
            raise click.UsageError("give the id of a record, or --file")
        known = public_ids()
        lines = referrals.read_csv(file, known) if file else _asked(str(record_id), known)
        with _room().write() as session:
            for number, line in lines.items():
                referrals.put(session, number, line, _BY, _now())
        err.print(f"webmap: {len(lines)} line(s) written")

    return add


def _asked(record_id: str, known: frozenset[str]) -> dict[str, Line]:
    """A line as it is typed: as options, it would stay in the shell's history."""
    from webmap.private.guard import Line

    if record_id not in known:
        raise UnknownRecord("the directory has no such record")
    names = (field.name for field in dataclasses.fields(Line))
    cells = {name: click.prompt(name, default="", show_default=False, err=True) for name in names}
    return {record_id: Line(**cells)}


@referral.command("list")
@_with_room
def referral_list() -> None:
    """Show every line, phone and e-mail included. The log says that you did."""
    from webmap.private.referrals import COLUMNS, listed

    table = Table(*COLUMNS, "updated_at")
    with _room().write() as session:
        for record_id, (line, updated_at) in listed(session, _BY, _now()).items():
            said = [getattr(line, name) for name in COLUMNS[1:]]
            table.add_row(*cells(record_id, *said, updated_at.date()))
    out.print(table)


@referral.command("remove")
@click.argument("record_id")
@_with_room
def referral_remove(record_id: str) -> None:
    """Take the line of a record away."""
    from webmap.private import referrals

    with _room().write() as session:
        referrals.remove(session, record_id, _BY, _now())


def _room() -> Room:
    from webmap.private.database import open_room

    values = read_settings()
    return open_room(values.private_url, values.private_key)


def _now() -> datetime:
    return datetime.now(UTC)
