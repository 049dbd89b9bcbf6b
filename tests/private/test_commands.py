"""The commands of the locked room: what they do, what they say, what they refuse."""

from __future__ import annotations

import re
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.private.conftest import KEY, LINE, NOW, unguarded
from webmap import cli, cli_private
from webmap.cli import main
from webmap.files import bundled
from webmap.private import accounts, invitations, referrals
from webmap.private.database import Room, open_room
from webmap.private.keys import Keyring, new_key

HEADER = "record_id,phone,email,hours,nights,prepare,who_decides\n"


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    return {
        "WEBMAP_PRIVATE_URL": f"sqlite:///{tmp_path / 'private.sqlite'}",
        "WEBMAP_PRIVATE_KEY": KEY,
        "WEBMAP_PUBLIC_URL": "https://site.example",
        "WEBMAP_LANGUAGE": "en",
        "COLUMNS": "300",
    }


@pytest.fixture
def made(environment: dict[str, str]) -> dict[str, str]:
    assert run(environment, "private init").exit_code == 0
    return environment


def run(environment: dict[str, str], command: str, *more: str) -> Result:
    arguments = [*command.split(), *more]
    return CliRunner().invoke(main, arguments, env=environment, catch_exceptions=False)


def room(environment: dict[str, str]) -> Room:
    return open_room(environment["WEBMAP_PRIVATE_URL"], environment["WEBMAP_PRIVATE_KEY"])


def test_a_printed_key_is_taken(environment: dict[str, str]) -> None:
    """On a line of its own, never the same."""
    key = run(environment, "private key").stdout
    assert Keyring.parse(key.strip())
    assert key != run(environment, "private key").stdout


def test_init_makes_it_once(environment: dict[str, str]) -> None:
    """Again does nothing; a missing key says how to make one."""
    assert "is made" in run(environment, "private init").output
    assert "already there" in run(environment, "private init").output
    missing = run({**environment, "WEBMAP_PRIVATE_KEY": ""}, "private init")
    assert missing.exit_code == 1
    assert "webmap private key" in missing.output


@pytest.mark.parametrize(
    "command", ["private purge", "private rotate", "audit head", "audit verify", "referral list"]
)
def test_without_a_room_each_command_says_so(environment: dict[str, str], command: str) -> None:
    """One sentence, exit code 1, and no empty file made."""
    result = run(environment, command)
    assert result.exit_code == 1
    assert "webmap private init" in result.output
    assert not Path(environment["WEBMAP_PRIVATE_URL"].removeprefix("sqlite:///")).exists()


def test_the_head_kept_elsewhere(made: dict[str, str]) -> None:
    """Verified against it, and against one that was never there."""
    head = run(made, "audit head").stdout.strip()
    assert re.fullmatch("[0-9a-f]{64}", head)
    assert "1 line(s)" in run(made, "audit verify", "--head", head).output
    assert "1 line(s)" in run(made, "audit verify").output
    gone = run(made, "audit verify", "--head", "f" * 64)
    assert gone.exit_code == 1
    assert "before the head" in gone.output


def test_triggers_that_are_gone_are_told(made: dict[str, str]) -> None:
    """The command looks at the triggers and the reveals, not at the chain alone."""
    with room(made).write() as session:
        unguarded(session)
    result = run(made, "audit verify")
    assert (result.exit_code, "triggers" in result.output) == (1, True)


def test_keys_change(made: dict[str, str]) -> None:
    """New and old, rotate, new alone."""
    fresh = new_key()
    both = {**made, "WEBMAP_PRIVATE_KEY": f"{fresh},{KEY}"}
    refused = run(both, "audit verify")
    assert "webmap private rotate" in refused.output
    run(made, "account add-admin", "chef@bureau.example")
    assert "1 row(s)" in run(both, "private rotate").output
    assert "nothing to do" in run(both, "private rotate").output
    assert run({**made, "WEBMAP_PRIVATE_KEY": fresh}, "audit verify").exit_code == 0
    assert run(made, "audit verify").exit_code == 1


def test_the_first_administrator(made: dict[str, str]) -> None:
    """The invitation is printed once, and works."""
    printed = run(made, "account add-admin", "chef@bureau.example").stdout.strip()
    address, _, token = printed.rpartition("/")
    assert address == "https://site.example/pro/invitation"
    with room(made).write() as session:
        account = accounts.by_email(session, "chef@bureau.example")
        assert account is not None
        assert account.role == "bureau"
        assert invitations.find(session, token, account.granted_at) is account


def test_purge_says_what_went(made: dict[str, str]) -> None:
    """Table by table."""
    result = run(made, "private purge")
    assert result.exit_code == 0
    assert "reveal: 0" in result.output


@pytest.fixture
def known(monkeypatch: pytest.MonkeyPatch) -> None:
    """A public directory of two records, without building one."""
    monkeypatch.setattr(cli, "_catalogue", lambda: type("", (), {"records": _records()})())


def _records() -> list[object]:
    return [type("", (), {"id": record_id})() for record_id in ("rbbbbbb", "rcccccc")]


@pytest.mark.usefixtures("known")
def test_lines_from_a_file(made: dict[str, str], tmp_path: Path) -> None:
    """Written, shown, taken away."""
    file = tmp_path / "lines.csv"
    file.write_text(HEADER + "rbbbbbb,01 00 00 00 00,,9 h - 18 h,no,,l’équipe\n", "utf-8")
    assert "1 line(s) written" in run(made, "referral add --file", str(file)).output
    shown = run(made, "referral list").output
    assert "rbbbbbb" in shown
    assert "01 00 00 00 00" in shown
    assert run(made, "referral remove", "rbbbbbb").exit_code == 0
    assert "rbbbbbb" not in run(made, "referral list").output
    again = run(made, "referral remove", "rbbbbbb")
    assert (again.exit_code, "no referral line" in again.output) == (1, True)


@pytest.mark.usefixtures("known")
@pytest.mark.parametrize("text", ["[/nope] accord", "[red]accord[/red]"])
def test_a_line_with_square_brackets_is_shown_as_written(made: dict[str, str], text: str) -> None:
    """Text is never taken for colours: it neither fails nor disappears."""
    with room(made).write() as session:
        referrals.put(session, "rbbbbbb", replace(LINE, prepare=text), "command", NOW)
    result = run(made, "referral list")
    assert (result.exit_code, text in result.output) == (0, True)


@pytest.mark.usefixtures("known")
def test_a_file_with_problems_writes_nothing(made: dict[str, str], tmp_path: Path) -> None:
    """Line, field and remedy of each; the refused place is not repeated on the screen."""
    file = tmp_path / "lines.csv"
    rows = "rbbbbbb,01 00 00 00 00,,,no,,\nrzzzzzz,01 00 00 00 00,,,no,12 rue Noire,\n"
    file.write_text(HEADER + rows, "utf-8")
    result = run(made, "referral add --file", str(file))
    assert result.exit_code == 1
    assert "3: record_id : the directory has no such record." in result.output
    assert "3: prepare : holds an address" in result.output
    assert "2 problem(s)" in result.output
    assert "Noire" not in result.output
    assert "rbbbbbb" not in run(made, "referral list").output


@pytest.mark.usefixtures("known")
def test_a_line_typed_at_the_terminal(made: dict[str, str]) -> None:
    """Field by field; an unknown record, neither or both ways are refused."""
    typed = "01 00 00 00 00\n\n9 h - 18 h\nno\nrien\nl’équipe\n"

    def add(*arguments: str) -> Result:
        command = ["referral", "add", *arguments]
        return CliRunner().invoke(main, command, env=made, input=typed, catch_exceptions=False)

    assert "1 line(s) written" in add("rcccccc").output
    assert "9 h - 18 h" in run(made, "referral list").output
    unknown = add("rzzzzzz")
    assert (unknown.exit_code, "no such record" in unknown.output) == (1, True)
    assert add().exit_code == 2


def test_a_server_without_the_extra_is_told_what_to_install(
    environment: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """`cryptography` comes with `webmap[pro]` alone."""
    for name in [name for name in sys.modules if name.startswith("webmap.private")]:
        monkeypatch.delitem(sys.modules, name)
    for name in [name for name in sys.modules if name.split(".")[0] == "cryptography"]:
        monkeypatch.setitem(sys.modules, name, None)
    result = run(environment, "private init")
    assert result.exit_code == 1
    assert "webmap[pro]" in result.output


def test_every_command_is_helped_and_documented() -> None:
    """Each subcommand has its sentence, and docs/private.md names it."""
    documented = (bundled("static").parent / "docs" / "private.md").read_text("utf-8")
    for group in (cli_private.private, cli_private.audit, cli_private.account):
        for command in group.commands.values():
            assert command.help
            assert f"`webmap {group.name} {command.name}" in documented
    for command in cli_private.referral.commands.values():
        assert f"`webmap referral {command.name}" in documented
