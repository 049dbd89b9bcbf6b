"""Who may open what: strangers nothing, professionals their own, the bureau no line (S9)."""

from __future__ import annotations

import pytest

from tests.pro.conftest import LINE, OF_59
from tests.pro.people import ASKED, CALLED, Member, Site
from webmap.private import accounts, audit, requests

BUREAU = (
    "/pro/bureau",
    "/pro/bureau/demandes/1",
    "/pro/bureau/comptes",
    "/pro/bureau/comptes/1",
    "/pro/bureau/journal",
)
SIGNED = (
    "/pro/compte",
    "/pro/ailleurs",
    f"/pro/ressource/{OF_59}",
    "/pro/cles",
    "/pro/mot-de-passe",
)
GESTURES = (
    ("comptes/{other}/renouveler", {}),
    ("comptes/{other}/bloquer", {}),
    ("comptes/{other}/inviter", {}),
    ("comptes/{other}/territoires", {"territoires": "75"}),
    ("demandes/1/accord", {**CALLED, "territoires": "59"}),
    ("demandes/1/refus", {"motif": "doublon"}),
    ("rappels/1", {"etat": "rappele"}),
    ("alertes/1", {}),
)


def test_strangers_are_sent_to_the_door(site: Site) -> None:
    for path in (*BUREAU, *SIGNED):
        answer = site.visitor().get(path)
        assert answer.status_code == 302, path
        assert answer.headers["Location"].startswith("/pro/connexion")


def test_professionals_do_not_enter_the_bureau(site: Site) -> None:
    member = site.professional()
    for path in BUREAU:
        assert member.get(path).status_code == 403, path


def test_professionals_make_no_gesture_of_the_bureau(site: Site) -> None:
    """Insecure direct object reference: with a good token, on another's account, on their own."""
    site.visitor().send("/pro/demande", {**ASKED, "courriel": "sasha@example.com"})
    member = site.professional()
    other = site.account("autre@example.com")
    for path, data in GESTURES:
        for number in (other, member.number):
            action = f"/pro/bureau/{path.format(other=number)}"
            assert member.press("/pro/compte", action, data).status_code == 403, path
    with site.room.read() as session:
        assert len(requests.pending(session)) == 1
        assert accounts.by_id(session, other).territories == ["59"]


def test_the_bureau_reads_no_line(site: Site, bureau: Member) -> None:
    """Whoever grants access does not use it: two people are needed to misuse it."""
    for path in (f"/pro/ressource/{OF_59}", "/pro/ailleurs"):
        assert bureau.get(path).status_code == 403
    action = f"/pro/ressource/{OF_59}/ligne"
    assert bureau.press("/pro/compte", action, {"motif": "orientation"}).status_code == 403
    for path in BUREAU:
        assert LINE.phone not in bureau.get(path).text


def test_no_account_opens_without_the_call(site: Site, bureau: Member) -> None:
    """Called back through a switchboard found elsewhere, and where it was found."""
    site.visitor().send("/pro/demande", ASKED)
    path = "/pro/bureau/demandes/1"
    for missing in ({"rappele": ""}, {"trouve": ""}, {"standard": ""}, {"territoires": ""}):
        grant = {**CALLED, "territoires": "59", **missing}
        grant = {name: value for name, value in grant.items() if value}
        assert bureau.press(path, f"{path}/accord", grant).status_code == 400
    with site.room.read() as session:
        assert accounts.by_email(session, ASKED["courriel"]) is None


def test_territories_not_asked_for_are_not_given(site: Site, bureau: Member) -> None:
    site.visitor().send("/pro/demande", ASKED)
    path = "/pro/bureau/demandes/1"
    grant = {**CALLED, "territoires": ["59", "75"]}
    assert bureau.press(path, f"{path}/accord", grant).status_code == 409


def test_a_request_is_decided_once(site: Site, bureau: Member) -> None:
    site.visitor().send("/pro/demande", ASKED)
    path = "/pro/bureau/demandes/1"
    grant = {**CALLED, "territoires": "59"}
    assert bureau.press(path, f"{path}/accord", grant).status_code == 200
    assert bureau.press("/pro/compte", f"{path}/accord", grant).status_code == 409
    assert bureau.get(path).status_code == 409


def test_the_link_of_an_invitation_is_shown_once(site: Site, bureau: Member) -> None:
    site.visitor().send("/pro/demande", ASKED)
    path = "/pro/bureau/demandes/1"
    grant = {**CALLED, "territoires": "59"}
    text = bureau.press(path, f"{path}/accord", grant).text
    assert "https://reperes.test/pro/invitation/" in text
    assert "/pro/invitation/" not in bureau.get("/pro/bureau/comptes/2").text


@pytest.mark.parametrize("written", [CALLED["standard"], "+33198765432", "01.98.76.54.32"])
def test_call_backs_go_through_the_number_that_was_found(
    site: Site, bureau: Member, written: str
) -> None:
    """Not through the one that the request gave: it could ring anywhere. One form for one number:
    the limit of an employer is counted by it."""
    site.visitor().send("/pro/demande", ASKED)
    path = "/pro/bureau/demandes/1"
    bureau.press(path, f"{path}/accord", {**CALLED, "territoires": "59", "standard": written})
    with site.room.read() as session:
        account = accounts.by_email(session, ASKED["courriel"])
    assert account is not None
    assert account.switchboard == CALLED["standard"]


@pytest.mark.parametrize("number", ["01 23 45 67 89", "+33 1 23 45 67 89", "0123456789"])
def test_the_number_of_the_request_is_not_found_by_copying_it(
    site: Site, bureau: Member, number: str
) -> None:
    """An impostor gives the number of an accomplice: the same number asks for a second word."""
    site.visitor().send("/pro/demande", ASKED)
    path = "/pro/bureau/demandes/1"
    assert "C’est le même numéro" not in bureau.get(path).text
    grant = {**CALLED, "territoires": "59", "standard": number}
    answer = bureau.press(path, f"{path}/accord", grant)
    assert answer.status_code == 400
    assert "C’est le même numéro" in answer.text
    assert bureau.press(path, f"{path}/accord", {**grant, "meme": "y"}).status_code == 200


def test_who_gave_the_same_switchboard_is_shown(site: Site, bureau: Member) -> None:
    """Several strangers behind one number, or an employer that is known already."""
    site.account("sasha@example.com")  # called through 0123456789, that of ASKED
    site.visitor().send("/pro/demande", ASKED)
    other = {**ASKED, "nom": "Dominique Exemple", "courriel": "d@example.com"}
    site.visitor().send("/pro/demande", {**other, "standard": "+33 1 23 45 67 89"})
    elsewhere = {**ASKED, "nom": "Claude Exemple", "courriel": "c@example.com"}
    site.visitor().send("/pro/demande", {**elsewhere, "standard": "01 98 76 54 32"})
    page = bureau.page("/pro/bureau/demandes/1")
    links = [a.attributes["href"] for a in page.all("a")]
    assert "/pro/bureau/demandes/2" in links
    assert "/pro/bureau/demandes/3" not in links
    assert any(link.startswith("/pro/bureau/comptes/") for link in links)


def test_a_request_can_be_declined(site: Site, bureau: Member) -> None:
    site.visitor().send("/pro/demande", ASKED)
    path = "/pro/bureau/demandes/1"
    assert bureau.press(path, f"{path}/refus", {"motif": "hors_champ"}).status_code == 303
    with site.room.read() as session:
        assert requests.pending(session) == []


def test_gestures_on_an_account(site: Site, bureau: Member) -> None:
    """Renewed, blocked, unblocked, moved; each says so in the log."""
    number = site.account("camille@example.com")
    path = f"/pro/bureau/comptes/{number}"
    bureau.press(path, f"{path}/renouveler")
    bureau.press(path, f"{path}/bloquer")
    bureau.press(path, f"{path}/debloquer")
    bureau.press(path, f"{path}/territoires", {"territoires": ["62", "80"]})
    with site.room.read() as session:
        account = accounts.by_id(session, number)
        done = [entry.action for entry in reversed(audit.entries(session, 4))]
    assert account.territories == ["62", "80"]
    assert account.active
    assert done == ["compte_renouvele", "compte_bloque", "compte_debloque", "compte_territoires"]


def test_a_lost_phone_starts_again_with_an_invitation(site: Site, bureau: Member) -> None:
    """Old password and old codes open nothing; the first day begins again."""
    member = site.member()
    path = f"/pro/bureau/comptes/{member.number}"
    answer = bureau.press(path, f"{path}/inviter")
    assert "/pro/invitation/" in answer.text
    assert member.password().status_code == 200
    with site.room.read() as session:
        account = accounts.by_id(session, member.number)
    assert account.tf_totp_secret is None
    assert account.granted_at == site.clock()


def test_nobody_renews_their_own_account(site: Site, bureau: Member) -> None:
    path = f"/pro/bureau/comptes/{bureau.number}"
    before = len(_log(site))
    for gesture in ("renouveler", "bloquer", "debloquer"):
        assert bureau.press("/pro/compte", f"{path}/{gesture}").status_code == 303
    assert len(_log(site)) == before


def test_the_log_is_read_and_never_written(site: Site, bureau: Member) -> None:
    text = bureau.get("/pro/bureau/journal").text
    with site.room.read() as session:
        assert audit.head(session) in text
    assert bureau.press("/pro/compte", "/pro/bureau/journal").status_code == 405


def test_a_call_back_is_followed_up(site: Site, bureau: Member) -> None:
    """The bureau sees whom to have called, by which switchboard."""
    member = site.professional()
    page = f"/pro/ressource/{OF_59}"
    member.press(page, f"{page}/rappel", {"moment": "matin"})
    bureau.inside()
    text = bureau.get("/pro/bureau").text
    assert "0123456789" in text
    assert (
        bureau.press("/pro/bureau", "/pro/bureau/rappels/1", {"etat": "rappele"}).status_code == 303
    )
    assert "Rappels à transmettre (0)" in bureau.get("/pro/bureau").text
    assert "Rappelé·e" in member.get("/pro").text


def _log(site: Site) -> list[object]:
    with site.room.read() as session:
        return [e for e in audit.entries(session, 1000) if e.action.startswith("compte_")]
