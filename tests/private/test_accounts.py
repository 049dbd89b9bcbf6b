"""Accounts, requests, invitations, credentials, attempts, call-backs: the rules of each step."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.private.conftest import DAY, NOW, Professional
from webmap.errors import (
    AccessExpired,
    AccountBlocked,
    InvalidParameter,
    LimitReached,
    NoReferral,
    OutsideAccess,
    RequestRefused,
)
from webmap.private import (
    accounts,
    alerts,
    attempts,
    audit,
    callbacks,
    credentials,
    invitations,
    requests,
)
from webmap.private.credentials import NewPasskey
from webmap.private.database import Room

ASKED = requests.NewRequest(
    name="Dominique Marquée",
    email="Dominique@ase.example",
    organisation="ASE marquée",
    switchboard="05 00 00 00 00",
    function="ase",
    territories=("87", "23"),
)

#: Found by the administrator on the employer's own page.
FOUND = "05 00 00 00 01"

PASSKEY = NewPasskey(
    b"id", b"public", 3, ("usb",), False, "single_device", None, "clé", "secondary"
)


def actions(room: Room) -> list[str]:
    """What the log says, oldest first, after the installation."""
    with room.read() as session:
        return [entry.action for entry in reversed(audit.entries(session))][1:]


def test_an_account_is_found_by_what_it_is_known_by(room: Room, professional: Professional) -> None:
    """E-mail in any case, number, session: never by a guess. ProConnect's subject is kept."""
    number = professional("A.B@ase.example")
    with room.write() as session:
        account = accounts.by_id(session, number)
        assert accounts.by_email(session, " a.b@ASE.example ") is account
        assert accounts.by_uniquifier(session, account.fs_uniquifier) is account
        assert accounts.by_email(session, "a.b@ase.exampl") is None
        accounts.link_proconnect(session, number, "subject-1", "000", NOW)
    with room.read() as session:
        found = accounts.by_id(session, number)
        assert (found.proconnect_subject, found.siret) == ("subject-1", "000")


def test_sealed_columns_cannot_be_searched(room: Room) -> None:
    """A comparison that can never be true is an error, not an empty answer."""
    with pytest.raises(TypeError, match="look up its index"):
        accounts.Account.email == "a@b.fr"  # noqa: B015


def test_the_states_of_an_account(room: Room, professional: Professional) -> None:
    """First day, active, expired, renewed, blocked, open again on a first day."""
    number = professional(granted=NOW)
    end = NOW + accounts.ACCESS
    with room.write() as session:
        account = accounts.by_id(session, number)
        assert accounts.state(account, NOW + DAY - timedelta(seconds=1)) == "attente"
        assert accounts.state(account, NOW + DAY) == "actif"
        assert accounts.state(account, end) == "expire"
        with pytest.raises(AccessExpired):
            accounts.check(account, end)
        accounts.renew(session, number, 1, end)
        assert accounts.state(account, end) == "actif"
        before = account.fs_uniquifier
        accounts.block(session, number, 1, end)
        assert account.fs_uniquifier != before
        with pytest.raises(AccountBlocked):
            accounts.check(account, end)
        accounts.unblock(session, number, 1, end)
        assert accounts.state(account, end) == "attente"


def test_a_territory_more_begins_a_first_day_again(room: Room, professional: Professional) -> None:
    """A territory less does not."""
    number = professional(territories="23 75")
    with room.write() as session:
        account = accounts.by_id(session, number)
        accounts.set_territories(session, number, ["75"], 1, NOW)
        assert accounts.state(account, NOW) == "actif"
        accounts.set_territories(session, number, ["75", "93"], 1, NOW)
        assert accounts.state(account, NOW) == "attente"
        assert account.territories == ["75", "93"]
    with room.read() as session:
        assert accounts.by_id(session, number).territories == ["75", "93"]


def test_a_request_becomes_an_account(room: Room) -> None:
    """Through a switchboard found elsewhere, for what was asked or less; once."""
    with room.write() as session:
        asked = requests.ask(session, ASKED, NOW)
        assert asked is not None
        assert requests.pending(session) == [asked]
    with room.write() as session:
        account = requests.accept(
            session, asked.id, "site_officiel", 1, NOW, switchboard=FOUND, territories=["23"]
        )
        assert (account.name, account.role) == (ASKED.name, "professionnel")
        assert account.territories == ["23"]
        assert account.switchboard == FOUND
        assert account.expires_at == NOW + accounts.ACCESS
        assert account.password is None
        assert requests.pending(session) == []
        with pytest.raises(RequestRefused):
            requests.decline(session, asked.id, "doublon", 1, NOW)
    assert actions(room) == ["demande", "compte_cree", "demande_acceptee"]


def test_what_cannot_be_accepted(room: Room) -> None:
    """No territory, one that was not asked, an unknown way of finding the switchboard."""
    with room.write() as session:
        asked = requests.ask(session, ASKED, NOW)
        assert asked is not None
        for territories in ([], ["75"], ["23", "75"]):
            with pytest.raises(RequestRefused):
                requests.accept(
                    session,
                    asked.id,
                    "site_officiel",
                    1,
                    NOW,
                    switchboard=FOUND,
                    territories=territories,
                )
        with pytest.raises(InvalidParameter):
            requests.accept(session, asked.id, "donné par le demandeur", 1, NOW, switchboard=FOUND)
        with pytest.raises(InvalidParameter):
            requests.decline(session, asked.id, "je ne la sens pas", 1, NOW)
        with pytest.raises(InvalidParameter):
            requests.ask(session, replace(ASKED, function="curieux"), NOW)


def test_asking_twice_keeps_one_and_tells_nothing(room: Room, professional: Professional) -> None:
    """Waiting, just declined, or an account already: nothing is kept; a week later, again."""
    professional("known@ase.example")
    with room.write() as session:
        first = requests.ask(session, ASKED, NOW)
        assert first is not None
        again = replace(ASKED, email="DOMINIQUE@ase.example")
        assert requests.ask(session, again, NOW) is None
        assert requests.ask(session, replace(ASKED, email="known@ase.example"), NOW) is None
        requests.decline(session, first.id, "standard_introuvable", 1, NOW)
        assert requests.ask(session, ASKED, NOW + 6 * DAY) is None
        assert requests.ask(session, ASKED, NOW + 8 * DAY) is not None


def test_a_flood_of_requests_stops(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond what an office can read, nothing is added."""
    monkeypatch.setattr(requests, "WAITING", 2)
    with room.write() as session:
        kept = [
            requests.ask(session, replace(ASKED, email=f"{n}@x.example"), NOW) for n in range(4)
        ]
    assert [row is not None for row in kept] == [True, True, False, False]
    assert told(room) == ["demandes_pleines"]


def told(room: Room) -> list[str]:
    with room.read() as session:
        return [alert.kind for alert in alerts.unseen(session)]


def test_the_office_is_told_before_it_is_flooded(room: Room) -> None:
    """Fifty that wait: the next real one may soon be one that is not kept."""
    with room.write() as session:
        for n in range(requests.MANY):
            assert told(room) == []
            at = NOW + n * timedelta(minutes=3)
            assert requests.ask(session, replace(ASKED, email=f"{n}@x.example"), at)
    assert told(room) == ["demandes"]


def test_requests_of_an_hour_are_counted(room: Room) -> None:
    """Thirty in an hour are kept, decided or not; the next is not, and the office is told."""
    with room.write() as session:
        for n in range(requests.AN_HOUR):
            asked = requests.ask(session, replace(ASKED, email=f"{n}@x.example"), NOW)
            assert asked is not None
            requests.decline(session, asked.id, "hors_champ", 1, NOW)
        one_more = replace(ASKED, email="real@ase.example")
        assert requests.ask(session, one_more, NOW + timedelta(minutes=59)) is None
    assert told(room) == ["demandes_vite"]
    with room.write() as session:
        assert requests.ask(session, one_more, NOW + timedelta(hours=1)) is not None


def test_an_invitation_works_once_for_three_days(room: Room, professional: Professional) -> None:
    """A new one voids the old; a blocked account has none; the token itself is nowhere."""
    number = professional()
    with room.write() as session:
        first = invitations.make(session, number, 1, NOW)
        second = invitations.make(session, number, 1, NOW)
        assert first != second
        assert invitations.find(session, first, NOW) is None
        assert invitations.find(session, second, NOW + invitations.LIFE) is None
        assert invitations.find(session, second, NOW) is accounts.by_id(session, number)
        assert invitations.take(session, second, NOW) is accounts.by_id(session, number)
        assert invitations.take(session, second, NOW) is None
        third = invitations.make(session, number, 1, NOW)
        accounts.block(session, number, 1, NOW)
        assert invitations.take(session, third, NOW) is None


def test_a_new_password_ends_the_sessions(room: Room, professional: Professional) -> None:
    """As do signing out everywhere and clearing credentials."""
    number = professional()
    with room.write() as session:
        account = accounts.by_id(session, number)
        seen = {account.fs_uniquifier}
        credentials.set_password(session, number, "$argon2id$...", NOW)
        seen.add(account.fs_uniquifier)
        credentials.end_sessions(session, number)
        seen.add(account.fs_uniquifier)
        credentials.reset(session, number, 1, NOW)
        seen.add(account.fs_uniquifier)
        assert len(seen) == 4
        assert account.password is None
        assert account.confirmed_at == NOW
        assert accounts.state(account, NOW) == "attente"


def test_a_code_does_not_work_twice(room: Room, professional: Professional) -> None:
    """Nor does an older one; setting the factor does not forget the last."""
    number = professional()
    with room.write() as session:
        assert credentials.take_counter(session, number, 100)
        credentials.set_second_factor(session, number, "authenticator", "secret", NOW)
        answers = [credentials.take_counter(session, number, n) for n in (100, 99, 101)]
        assert answers == [False, False, True]


def test_passkeys(room: Room, professional: Professional) -> None:
    """Added, found, used, taken away; and all gone with the credentials."""
    number = professional()
    with room.write() as session:
        credentials.add_passkey(session, number, PASSKEY, NOW)
        second = replace(PASSKEY, credential_id=b"2", name="b")
        credentials.add_passkey(session, number, second, NOW)
    with room.write() as session:
        credentials.use_passkey(session, b"id", 9, True, NOW + DAY)
        credentials.use_passkey(session, b"unknown", 9, True, NOW)
        owner = credentials.by_passkey(session, b"id")
        assert owner is accounts.by_id(session, number)
        assert [(p.name, p.sign_count, p.transports) for p in owner.webauthn] == [
            ("clé", 9, ["usb"]),
            ("b", 3, ["usb"]),
        ]
        assert credentials.drop_passkey(session, number, "clé", NOW)
        assert not credentials.drop_passkey(session, number, "clé", NOW)
        assert credentials.by_passkey(session, b"id") is None
        credentials.reset(session, number, 1, NOW)
        session.flush()
        assert credentials.by_passkey(session, b"2") is None


def test_an_administrator_from_the_command_line(room: Room, professional: Professional) -> None:
    """Made; made again, she begins anew; a professional becomes one and loses the territories."""
    with room.write() as session:
        made = accounts.add_admin(session, "chef@bureau.example", NOW)
        credentials.set_password(session, made.id, "hash", NOW)
        again = accounts.add_admin(session, "CHEF@bureau.example", NOW + DAY)
        assert again is made
        assert (made.password, made.role, made.territories) == (None, "bureau", [])
        assert made.expires_at == NOW + DAY + accounts.ACCESS
        turned = accounts.add_admin(session, "x@ase.example", NOW)
        assert len(accounts.every(session)) == 2
        with pytest.raises(OutsideAccess):
            accounts.check_territory(turned, "")


def test_attempts_are_counted_by_whom_and_in_time(room: Room) -> None:
    """In any case of the e-mail, apart by kind, none from yesterday, none after a success."""
    with room.write() as session:
        for minutes in (0, 5, 10):
            attempts.note(session, "signin", "A@b.fr", NOW + timedelta(minutes=minutes))
        since = NOW + timedelta(minutes=1)
        assert attempts.count(session, "signin", "a@B.fr", since) == 2
        assert attempts.count(session, "second_factor", "a@b.fr", since) == 0
        assert attempts.count(session, "signin", "c@b.fr", since) == 0
        attempts.note(session, "signin", "c@b.fr", NOW + 2 * DAY)
        assert attempts.count(session, "signin", "a@b.fr", NOW - DAY) == 0
        attempts.forget(session, "signin", "C@b.fr")
        assert attempts.count(session, "signin", "c@b.fr", NOW) == 0


def test_asking_to_be_called_back(
    room: Room, professional: Professional, lines: tuple[str, ...]
) -> None:
    """Open on the first day; asked twice it stands once; five a day; followed by the office."""
    number = professional(granted=NOW)
    first = callbacks.ask(room, number, lines[0], "23", "matin", NOW)
    assert callbacks.ask(room, number, lines[0], "23", "soir", NOW).id == first.id
    for record in lines[1 : callbacks.A_DAY]:
        callbacks.ask(room, number, record, "", "maintenant", NOW)
    with pytest.raises(LimitReached):
        callbacks.ask(room, number, lines[9], "23", "matin", NOW)
    with room.write() as session:
        assert len(callbacks.of_account(session, number)) == callbacks.A_DAY
        callbacks.move(session, first.id, "rappele", 1, NOW + DAY)
        assert first.id not in [row.id for row in callbacks.waiting(session)]
        assert len(callbacks.waiting(session)) == callbacks.A_DAY - 1
        with pytest.raises(InvalidParameter):
            callbacks.move(session, first.id, "oublié", 1, NOW)
        with pytest.raises(InvalidParameter):
            callbacks.move(session, 999, "rappele", 1, NOW)
    assert callbacks.ask(room, number, lines[0], "23", "matin", NOW + DAY).id != first.id


def test_a_call_back_is_for_whom_may_ask(
    room: Room, professional: Professional, lines: tuple[str, ...]
) -> None:
    """The same doors as a reveal but the first day."""
    number = professional(territories="23")
    with pytest.raises(OutsideAccess):
        callbacks.ask(room, number, lines[0], "75", "matin", NOW)
    with pytest.raises(NoReferral):
        callbacks.ask(room, number, "raaaaaa", "23", "matin", NOW)
    with pytest.raises(InvalidParameter):
        callbacks.ask(room, number, lines[0], "23", "quand vous voulez", NOW)
    with room.write() as session:
        accounts.block(session, number, 1, NOW)
    with pytest.raises(AccountBlocked):
        callbacks.ask(room, number, lines[0], "23", "matin", NOW)
