"""Reveals (S9): who may, one at a time, for a reason, counted and logged in one transaction."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import text

from tests.private.conftest import DAY, LINE, NOW, Professional, unguarded
from webmap.errors import (
    AccessExpired,
    AccessTooRecent,
    AccountBlocked,
    CallBackOnly,
    EmployerLimitReached,
    InvalidParameter,
    LimitReached,
    NoReferral,
    OutsideAccess,
    TooFast,
    UnknownAccount,
    WebmapError,
)
from webmap.private import accounts, alerts, audit, reveals
from webmap.private.database import Room

REASON = "orientation"
HOUR = timedelta(hours=1)


def show(room: Room, account: int, record: str, at: datetime = NOW, territory: str = "23") -> None:
    reveals.reveal(room, account, record, territory, REASON, at)


def kinds(room: Room) -> set[str]:
    """What the administrator is told."""
    with room.read() as session:
        return {alert.kind for alert in alerts.unseen(session)}


def log(room: Room) -> Counter[str]:
    with room.read() as session:
        audit.verify(session)
        return Counter(entry.action for entry in audit.entries(session))


def test_the_line_the_count_and_the_log_come_together(
    room: Room, professional: Professional, lines: tuple[str, ...]
) -> None:
    """What is shown is what was written; the person can read later what she saw."""
    account = professional()
    assert reveals.reveal(room, account, lines[0], "23", REASON, NOW) == LINE
    with room.read() as session:
        (row,) = reveals.of_account(session, account)
        assert (row.record_id, row.territory, row.reason, row.at) == (lines[0], "23", REASON, NOW)
        assert reveals.left(session, account, NOW) == reveals.A_DAY - 1
        entry = audit.entries(session, 1)[0]
    assert (entry.actor, entry.action) == (f"account:{account}", "ligne_vue")
    assert (entry.subject, entry.detail) == (f"record:{lines[0]}", REASON)


def test_nothing_is_shown_when_the_log_cannot_be_written(
    room: Room,
    professional: Professional,
    lines: tuple[str, ...],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """No line without its trace, no trace without its line."""
    account = professional()

    def fail(*_: object) -> str:
        raise OSError("disk full")

    with monkeypatch.context() as patch:
        patch.setattr(audit, "append", fail)
        with pytest.raises(OSError, match="disk full"):
            show(room, account, lines[0])
    with room.read() as session:
        assert reveals.of_account(session, account) == []
    assert log(room)["ligne_vue"] == 0


def test_a_reason_is_one_of_the_choices(
    room: Room, professional: Professional, lines: tuple[str, ...]
) -> None:
    """No free text: it would tell of a child."""
    with pytest.raises(InvalidParameter):
        reveals.reveal(room, professional(), lines[0], "23", "parce que Léa", NOW)


@pytest.mark.parametrize(
    ("granted", "at", "error"),
    [
        (NOW - timedelta(hours=23, minutes=59), NOW, AccessTooRecent),
        (NOW - timedelta(hours=24), NOW, None),
        (NOW - accounts.ACCESS + timedelta(seconds=1), NOW, None),
        (NOW - accounts.ACCESS, NOW, AccessExpired),
    ],
)
def test_access_opens_after_a_day_and_ends_after_six_months(
    room: Room,
    professional: Professional,
    lines: tuple[str, ...],
    granted: datetime,
    at: datetime,
    error: type[WebmapError] | None,
) -> None:
    """To the second, at both ends."""
    account = professional(granted=granted)
    if error is None:
        show(room, account, lines[0], at)
        return
    with pytest.raises(error):
        show(room, account, lines[0], at)
    assert log(room)["ligne_refusee"] == 1


@pytest.mark.parametrize(
    ("territories", "territory", "allowed"),
    [
        ("23 75", "23", True),
        ("23 75", "75", True),
        ("23 75", "87", False),
        ("2A", "2a", False),
        ("23", "", True),
        ("", "", False),
        ("", "23", False),
        ("97", "971", False),
    ],
)
def test_access_is_by_territory(
    room: Room,
    professional: Professional,
    lines: tuple[str, ...],
    territories: str,
    territory: str,
    allowed: bool,
) -> None:
    """National records are for whoever has a territory; a code never stands for a longer one."""
    account = professional(territories=territories)
    if allowed:
        show(room, account, lines[0], territory=territory)
        return
    with pytest.raises(OutsideAccess):
        show(room, account, lines[0], territory=territory)
    assert "hors_acces" in kinds(room)


def test_a_blocked_account_an_unknown_one_and_a_record_without_line(
    room: Room, professional: Professional, lines: tuple[str, ...]
) -> None:
    """Each has its own name."""
    account = professional()
    with pytest.raises(NoReferral):
        show(room, account, "raaaaaa")
    with pytest.raises(UnknownAccount):
        show(room, account + 1, lines[0])
    with room.write() as session:
        accounts.block(session, account, "command", NOW)
    with pytest.raises(AccountBlocked):
        show(room, account, lines[0])


def test_a_person_sees_five_in_a_day(
    room: Room, professional: Professional, lines: tuple[str, ...]
) -> None:
    """The sixth is refused and told; a day later there is room again; another person has hers."""
    account, other = professional(), professional("b@ase.example", switchboard="09")
    for n in range(reveals.A_DAY):
        show(room, account, lines[n], NOW + timedelta(hours=n))
    with pytest.raises(LimitReached):
        show(room, account, lines[7], NOW + timedelta(hours=6))
    assert {"pres_limite", "limite"} <= kinds(room)
    show(room, other, lines[0], NOW)
    with pytest.raises(LimitReached):
        show(room, account, lines[7], NOW + DAY - timedelta(seconds=1))
    show(room, account, lines[7], NOW + DAY)


def test_a_person_sees_twenty_in_a_month(
    room: Room, professional: Professional, lines: tuple[str, ...]
) -> None:
    """Two a day for ten days, and no more before thirty days are over."""
    account = professional()
    for n in range(reveals.A_MONTH):
        show(room, account, lines[n], NOW + (n // 2) * DAY)
    with room.read() as session:
        assert reveals.left(session, account, NOW + 10 * DAY) == 0
    with pytest.raises(LimitReached):
        show(room, account, lines[0], NOW + 10 * DAY)
    show(room, account, lines[0], NOW + 30 * DAY)


def at_once(room: Room, team: Sequence[int], lines: Sequence[str]) -> Counter[str]:
    """Each asks for a line at the same moment: how many were shown, and why others were not."""
    barrier, results = threading.Barrier(len(team)), []

    def ask(account: int, record: str) -> None:
        barrier.wait()
        try:
            show(room, account, record)
            results.append("shown")
        except LimitReached as error:
            results.append(type(error).__name__)

    threads = [threading.Thread(target=ask, args=pair) for pair in zip(team, lines, strict=False)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return Counter(results)


@pytest.mark.parametrize(
    ("before", "shown", "refusal"), [(0, 2, "TooFast"), (reveals.A_DAY - 1, 1, "LimitReached")]
)
def test_the_limits_of_a_person_hold_against_threads(
    room: Room,
    professional: Professional,
    lines: tuple[str, ...],
    before: int,
    shown: int,
    refusal: str,
) -> None:
    """Eight requests of one person at the same moment: the pace, or what is left of the day."""
    account = professional()
    for n in range(before):
        show(room, account, lines[n], NOW - (before - n) * HOUR)
    assert at_once(room, [account] * 8, lines) == {"shown": shown, refusal: 8 - shown}
    assert log(room)["ligne_vue"] == before + shown
    assert log(room)["ligne_refusee"] == 8 - shown


def test_the_limit_of_an_employer_holds_against_threads(
    room: Room, professional: Professional, lines: tuple[str, ...]
) -> None:
    """Twelve colleagues at the same moment, one line each: ten lines, two refusals."""
    team = [professional(f"{n}@x.example") for n in range(12)]
    most = reveals.EMPLOYER_A_DAY
    refused = {"shown": most, "EmployerLimitReached": 12 - most}
    assert at_once(room, team, lines) == refused


def test_a_third_line_within_minutes_is_refused_and_told(
    room: Room, professional: Professional, lines: tuple[str, ...]
) -> None:
    """A line takes a call, and a call takes minutes: a script is stopped at two."""
    account = professional()
    for n in range(2):
        show(room, account, lines[n], NOW + n * timedelta(seconds=1))
    assert kinds(room) == set()
    with pytest.raises(TooFast):
        show(room, account, lines[2], NOW + timedelta(minutes=9, seconds=59))
    assert kinds(room) == {"rafale"}
    show(room, account, lines[2], NOW + timedelta(minutes=10))


def test_colleagues_share_a_limit(
    room: Room, professional: Professional, lines: tuple[str, ...]
) -> None:
    """Ten lines in a day behind one switchboard, whoever asks; the stranger has hers."""
    team = [professional(f"{n}@x.example") for n in range(3)]
    stranger = professional("z@y.example", switchboard="09 09")
    for n in range(reveals.EMPLOYER_A_DAY):
        show(room, team[n % 3], lines[n], NOW + n * HOUR)
    with room.read() as session:
        assert reveals.left(session, team[2], NOW + 11 * HOUR) == 0
        assert reveals.left(session, stranger, NOW + 11 * HOUR) == reveals.A_DAY
    with pytest.raises(EmployerLimitReached):
        show(room, team[2], lines[12], NOW + 11 * HOUR)
    assert "limite_employeur" in kinds(room)
    show(room, stranger, lines[12], NOW + 11 * HOUR)
    show(room, team[2], lines[12], NOW + 25 * HOUR)


def test_colleagues_share_a_limit_of_a_month(
    room: Room, professional: Professional, lines: tuple[str, ...]
) -> None:
    """Four a day by four people for ten days, and no more before thirty days are over."""
    team = [professional(f"{n}@x.example") for n in range(5)]
    for n in range(reveals.EMPLOYER_A_MONTH):
        show(room, team[n % 4], lines[n % len(lines)], NOW + (n // 4) * DAY)
    with pytest.raises(EmployerLimitReached):
        show(room, team[4], lines[0], NOW + 10 * DAY)
    show(room, team[4], lines[0], NOW + 30 * DAY)


@pytest.mark.parametrize("statement", ["delete from reveal", "update reveal set at = '2020-01-01'"])
def test_limits_survive_a_write_to_the_file(
    room: Room, professional: Professional, lines: tuple[str, ...], statement: str
) -> None:
    """Rows taken away or aged: the log, which nobody writes without the key, still counts them."""
    account = professional()
    for n in range(reveals.A_DAY):
        show(room, account, lines[n], NOW + n * HOUR)
    with room.write() as session:
        session.execute(text(statement))
    with room.read() as session:
        assert reveals.left(session, account, NOW + 6 * HOUR) == 0
    with pytest.raises(LimitReached):
        show(room, account, lines[7], NOW + 6 * HOUR)


def test_a_log_cut_short_gives_no_line_more(
    room: Room, professional: Professional, lines: tuple[str, ...]
) -> None:
    """The rows count then: whoever wants more must cut both, and the head kept elsewhere tells."""
    account = professional()
    for n in range(reveals.A_DAY):
        show(room, account, lines[n], NOW + n * HOUR)
    with room.write() as session:
        unguarded(session)
        session.execute(text("delete from audit where action = 'ligne_vue'"))
    with room.read() as session:
        assert reveals.left(session, account, NOW + 6 * HOUR) == 0


def test_a_record_with_a_secret_place_opens_no_line(
    room: Room, professional: Professional, lines: tuple[str, ...]
) -> None:
    """Call-back only: nothing is shown or counted, the refusal is logged; a blocked account is
    told that it is blocked."""
    account = professional()
    with pytest.raises(CallBackOnly):
        reveals.reveal(room, account, lines[0], "23", REASON, NOW, callback_only=True)
    with room.write() as session:
        assert reveals.left(session, account, NOW) == reveals.A_DAY
        assert audit.entries(session, 1)[0].detail == "CallBackOnly"
        accounts.block(session, account, "command", NOW)
    with pytest.raises(AccountBlocked):
        reveals.reveal(room, account, lines[0], "23", REASON, NOW, callback_only=True)


@pytest.mark.parametrize(
    ("at", "night"),
    [
        (datetime(2026, 11, 23, 21, 59, tzinfo=ZoneInfo("Europe/Paris")), False),
        (datetime(2026, 11, 23, 22, 0, tzinfo=ZoneInfo("Europe/Paris")), True),
        (datetime(2026, 11, 24, 5, 59, tzinfo=ZoneInfo("Europe/Paris")), True),
        (datetime(2026, 11, 24, 6, 0, tzinfo=ZoneInfo("Europe/Paris")), False),
        (datetime(2026, 11, 24, 3, 0, tzinfo=UTC).astimezone(ZoneInfo("Indian/Reunion")), False),
    ],
)
def test_the_night_is_that_of_the_person(
    room: Room, professional: Professional, lines: tuple[str, ...], at: datetime, night: bool
) -> None:
    """Three in the morning in Greenwich is seven in Saint-Denis de La Réunion."""
    show(room, professional(), lines[0], at)
    assert ("nuit" in kinds(room)) is night


def test_harvesting_is_told(room: Room, professional: Professional, lines: tuple[str, ...]) -> None:
    """Quiet lines tell nothing; many territories do."""
    account = professional(territories="01 02 03 04")
    show(room, account, lines[0], NOW, "01")
    show(room, account, lines[1], NOW + timedelta(minutes=4), "02")
    show(room, account, lines[2], NOW + timedelta(minutes=14), "03")
    assert kinds(room) == set()
    show(room, account, lines[3], NOW + 3 * DAY, "04")
    assert kinds(room) == {"territoires"}


def test_a_limit_shared_out_among_accounts_is_told(
    room: Room, professional: Professional, lines: tuple[str, ...]
) -> None:
    """Three accounts behind one switchboard, two lines each; however the number is written."""
    numbers = ("01 02 03 04 05", "01.02.03.04.05", "0102030405")
    team = [professional(f"{n}@x.example", switchboard=number) for n, number in enumerate(numbers)]
    stranger = professional("z@y.example", switchboard="09 09")
    for n in range(5):
        show(room, team[n % 3], lines[n], NOW + n * timedelta(hours=1))
    show(room, stranger, lines[0], NOW + timedelta(hours=5))
    assert kinds(room) == set()
    show(room, team[2], lines[5], NOW + timedelta(hours=5))
    assert kinds(room) == {"meme_employeur"}


def test_an_alert_is_raised_once_a_day_and_leaves_the_list_when_seen(
    room: Room, professional: Professional
) -> None:
    """A list that repeats itself is not read."""
    account = professional()
    with room.write() as session:
        for n in (0, 23, 25):
            alerts.raise_(session, "connexions", account, NOW + timedelta(hours=n))
        alerts.raise_(session, "connexions", None, NOW)
    with room.write() as session:
        newest, *others = alerts.unseen(session)
        assert len(others) == 2
        alerts.see(session, newest.id, account, NOW)
        with pytest.raises(InvalidParameter):
            alerts.see(session, 999, account, NOW)
        assert alerts.unseen(session) == others
    assert log(room)["alerte_vue"] == 1
