"""The locked room as the tests fill and change it, through `webmap.private` alone.

Texts are marked: they exist nowhere but in the room, and no public answer may hold them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from webmap.errors import WebmapError
from webmap.private import (
    accounts,
    alerts,
    attempts,
    callbacks,
    choices,
    credentials,
    invitations,
    referrals,
    requests,
    retention,
    reveals,
)
from webmap.private.accounts import NewAccount
from webmap.private.creation import create
from webmap.private.database import Room, open_room
from webmap.private.guard import Line
from webmap.private.keys import new_key
from webmap.private.requests import NewRequest

MARK: Final = "vlurbask"
NAME: Final = f"Camille {MARK}"
PHONE: Final = "06 39 98 71 23"
EMAIL: Final = f"ligne@{MARK}.invalid"
#: What only the room holds, as someone would search for it.
SECRETS: Final = (
    MARK, NAME, PHONE, PHONE.replace(" ", ""), EMAIL, f"agent0@{MARK}.invalid", f"Service {MARK}",
    f"Apporter {MARK}",
)  # fmt: skip


@dataclass
class Insider:
    """Whoever may write in a room. Time is passed in, and moves on by an hour at each change."""

    url: str
    key: str
    now: datetime
    records: tuple[str, ...]
    territories: tuple[str, ...]
    done: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        create(self.url, self.key, self.now)
        self.room: Room = open_room(self.url, self.key)

    @property
    def environment(self) -> dict[str, str]:
        """Settings of an application with this room."""
        return {
            "WEBMAP_PRO": "on",
            "WEBMAP_PRIVATE_URL": self.url,
            "WEBMAP_PRIVATE_KEY": self.key,
        }

    def change(self, name: str, number: int) -> None:
        """One change of `CHANGES`; what the room refuses is tried all the same."""
        self.now += timedelta(hours=1)
        try:
            CHANGES[name](self, number)
        except WebmapError as error:
            name = f"{name} ({type(error).__name__})"
        self.done.append(name)

    def record(self, number: int) -> str:
        return self.records[number % len(self.records)]

    def territory(self, number: int) -> str:
        return self.territories[number % len(self.territories)]

    def account(self, number: int) -> int:
        """The number of some account. Raises `UnknownAccount` when there is none."""
        with self.room.read() as session:
            known = [account.id for account in accounts.every(session)]
        return known[number % len(known)] if known else 0


def insider(
    folder: Path, now: datetime, records: tuple[str, ...], territories: tuple[str, ...]
) -> Insider:
    """A fresh, empty room with a key of its own."""
    return Insider(f"sqlite:///{folder / 'private.sqlite'}", new_key(), now, records, territories)


def line(number: int) -> Line:
    """A referral line with marked words."""
    return Line(PHONE, EMAIL, "Mo-Su 08:00-20:00", "yes", f"Apporter {MARK} {number}", NAME)


def _grant(insider: Insider, number: int) -> None:
    places = tuple(insider.territory(number + step) for step in range(number % 4 + 1))
    email = f"agent{len(insider.done)}@{MARK}.invalid"
    person = (NAME, email, f"Service {MARK}", PHONE, "ase", places)
    with insider.room.write() as session:
        account = accounts.grant(session, NewAccount(*person), "command", insider.now)
        credentials.set_password(session, account.id, f"hash {MARK}", insider.now)


def _ask(insider: Insider, number: int) -> None:
    asked = (NAME, f"demande{number}@{MARK}.invalid", f"Service {MARK}", PHONE, "crip")
    with insider.room.write() as session:
        requests.ask(session, NewRequest(*asked, (insider.territory(number),)), insider.now)


def _decide(insider: Insider, number: int) -> None:
    with insider.room.write() as session:
        waiting = requests.pending(session)
        chosen = waiting[number % len(waiting)].id if waiting else 0
        if number % 2:
            requests.accept(session, chosen, "deja_connu", 1, insider.now, switchboard=PHONE)
        else:
            requests.decline(session, chosen, "hors_champ", 1, insider.now)


def _write_line(insider: Insider, number: int) -> None:
    with insider.room.write() as session:
        referrals.put(session, insider.record(number), line(number), "command", insider.now)


def _take_line_away(insider: Insider, number: int) -> None:
    with insider.room.write() as session:
        referrals.remove(session, insider.record(number), "command", insider.now)


def _reveal(insider: Insider, number: int) -> None:
    reasons = tuple(choices.REASONS)
    who, record = insider.account(number), insider.record(number)
    reason = reasons[number % len(reasons)]
    reveals.reveal(insider.room, who, record, "", reason, insider.now)


def _call_back(insider: Insider, number: int) -> None:
    who, record = insider.account(number), insider.record(number)
    callbacks.ask(insider.room, who, record, "", "matin", insider.now)


def _block(insider: Insider, number: int) -> None:
    act = accounts.block if number % 2 else accounts.unblock
    with insider.room.write() as session:
        act(session, insider.account(number), "command", insider.now)


def _renew(insider: Insider, number: int) -> None:
    who, places = insider.account(number), [insider.territory(number)]
    with insider.room.write() as session:
        accounts.renew(session, who, "command", insider.now)
        accounts.set_territories(session, who, places, "command", insider.now)


def _invite(insider: Insider, number: int) -> None:
    who = insider.account(number)
    with insider.room.write() as session:
        invitations.make(session, who, "command", insider.now)


def _alert(insider: Insider, number: int) -> None:
    kinds = tuple(choices.ALERTS)
    with insider.room.write() as session:
        who = insider.account(number) or None
        alerts.raise_(session, kinds[number % len(kinds)], who, insider.now)


def _attempt(insider: Insider, number: int) -> None:
    with insider.room.write() as session:
        attempts.note(session, "signin", f"agent{number}@{MARK}.invalid", insider.now)


def _purge(insider: Insider, number: int) -> None:
    later = insider.now + timedelta(days=number % 400)
    with insider.room.write() as session:
        retention.purge(session, later)


#: What can happen in a room.
CHANGES: Final[dict[str, Callable[[Insider, int], None]]] = {
    "grant": _grant,
    "ask": _ask,
    "decide": _decide,
    "write a line": _write_line,
    "take a line away": _take_line_away,
    "reveal": _reveal,
    "call back": _call_back,
    "block": _block,
    "renew": _renew,
    "invite": _invite,
    "alert": _alert,
    "attempt": _attempt,
    "purge": _purge,
}


def fill(insider: Insider) -> None:
    """A room in use: accounts, requests, a line for half of the records, reveals, alerts."""
    for number in range(12):
        insider.change("grant", number)
        insider.change("ask", number)
    with insider.room.write() as session:
        for number, record_id in enumerate(insider.records[::2]):
            referrals.put(session, record_id, line(number), "command", insider.now)
    insider.now += timedelta(days=2)
    for number in range(0, 24, 2):
        for name in ("reveal", "call back", "alert", "attempt", "decide", "invite"):
            insider.change(name, number)
