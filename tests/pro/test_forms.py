"""Forms: a token, the browser's word on where they come from, and only the fields they offer."""

from __future__ import annotations

import pytest

from tests.pro.people import ASKED, BASE, CALLED, Member, Site, token_of
from tests.web.pages import read
from webmap.private import accounts, requests

#: Forms that change something, and what an honest page would send.
SIGNED = (
    ("/pro/deconnexion", {}),
    ("/pro/mot-de-passe", {"password": "x"}),
    ("/pro/second-facteur", {"setup": "authenticator"}),
    ("/pro/cles", {"name": "clé", "usage": "secondary"}),
    ("/pro/cles/retirer", {"name": "clé"}),
    ("/pro/ressource/rgfmdf4/rappel", {"moment": "matin"}),
    ("/pro/ressource/rgfmdf4/ligne", {"motif": "orientation"}),
)
OF_BUREAU = (
    ("/pro/bureau/comptes/1/renouveler", {}),
    ("/pro/bureau/comptes/1/bloquer", {}),
    ("/pro/bureau/comptes/1/debloquer", {}),
    ("/pro/bureau/comptes/1/inviter", {}),
    ("/pro/bureau/comptes/1/territoires", {"territoires": "59"}),
    ("/pro/bureau/demandes/1/accord", {"rappele": "y", "trouve": "site_officiel"}),
    ("/pro/bureau/demandes/1/refus", {"motif": "doublon"}),
    ("/pro/bureau/rappels/1", {"etat": "rappele"}),
    ("/pro/bureau/alertes/1", {}),
)


def test_the_two_lists_name_every_form(site: Site) -> None:
    """A form added tomorrow is tested tomorrow."""
    rules = [r for r in site.wing.url_map.iter_rules() if r.rule.startswith("/pro")]
    posts = {r.rule for r in rules if "POST" in (r.methods or ())}
    named = {
        site.wing.url_map.bind("reperes.test").match(path, "POST", return_rule=True)[0].rule  # type: ignore[union-attr]
        for path, _ in (*SIGNED, *OF_BUREAU)
    }
    open_to_strangers = {
        "/pro/connexion", "/pro/code", "/pro/code-perdu", "/pro/choix", "/pro/cle",
        "/pro/cle/<token>", "/pro/demande", "/pro/invitation/<jeton>", "/pro/verifier",
        # These two need a state that only the page before gives; the same hook guards them.
        "/pro/cles/<token>", "/pro/second-facteur/<token>",
    }  # fmt: skip
    assert posts == named | open_to_strangers


def test_without_a_token_nothing_is_done(site: Site) -> None:
    """CSRF, over HTTPS, with no referrer at all."""
    for member, forms in ((site.professional(), SIGNED), (site.bureau(), OF_BUREAU)):
        for path, data in forms:
            assert member.send(path, data).status_code == 400, path
            assert member.send(path, {**data, "csrf_token": "made-up"}).status_code == 400, path
            assert member.get("/pro/compte").status_code == 200


@pytest.mark.parametrize("origin", ["cross-site", "same-site"])
def test_another_sites_form_is_refused_even_with_a_token(site: Site, origin: str) -> None:
    member = site.professional()
    token = token_of(member.get("/pro/compte").text)
    member.origin = origin
    for path, data in (*SIGNED, ("/pro/demande", ASKED)):
        assert member.send(path, {**data, **token}).status_code == 403, path


def test_the_token_of_another_session_is_worth_nothing(site: Site) -> None:
    member = site.professional()
    other = token_of(site.visitor().get("/pro/connexion").text)
    assert member.send("/pro/deconnexion", other).status_code == 400


def test_a_form_works_over_https_without_a_referrer(site: Site) -> None:
    """Our pages send none; Flask-WTF would ask for one."""
    member = site.professional()
    answer = member.press(
        "/pro/ressource/rgfmdf4", "/pro/ressource/rgfmdf4/rappel", {"moment": "matin"}
    )
    assert answer.status_code == 303


def test_a_request_is_kept_as_written(site: Site) -> None:
    answer = site.visitor().send("/pro/demande", ASKED)
    assert answer.status_code == 200
    with site.room.read() as session:
        (kept,) = requests.pending(session)
    assert (kept.name, kept.email) == (ASKED["nom"], ASKED["courriel"])
    assert kept.territories == ["59"]


def test_whoever_asks_is_answered_the_same(site: Site) -> None:
    """User enumeration: a new address, one with an account, one that waits."""
    site.account("camille@departement.example.com")
    pages = [site.visitor().send("/pro/demande", ASKED)]
    new = {**ASKED, "courriel": "sasha@departement.example.com"}
    pages += [site.visitor().send("/pro/demande", new) for _ in range(2)]
    assert {page.status_code for page in pages} == {200}
    assert len({page.text for page in pages}) == 1
    with site.room.read() as session:
        assert len(requests.pending(session)) == 1


def test_all_problems_at_once_and_the_rest_kept(site: Site) -> None:
    wrong = {
        "nom": "Camille <b>",
        "courriel": "pas une adresse",
        "organisme": "",
        "standard": "12",
        "fonction": "reine",
        "territoires": ["59", "999"],
    }
    answer = site.visitor().send("/pro/demande", wrong)
    page = read(answer.text)
    assert answer.status_code == 400
    marked = {e.attributes["id"] for e in page.elements if e.attributes.get("aria-invalid")}
    assert marked == set(wrong)
    values = {e.attributes["id"]: e.attributes.get("value") for e in page.all("input")}
    assert values["nom"] == "Camille <b>"
    assert values["courriel"] == "pas une adresse"
    ticked = [e.attributes["value"] for e in page.all("input") if "checked" in e.attributes]
    assert ticked == ["59"]


@pytest.mark.parametrize(
    "email",
    [
        "cаmille@departement.example.com",
        "camille@dеpartement.example.com",
        "camille@xn--dpartement-ksi.example.com",
        "ｃamille@departement.example.com",
    ],
)
def test_an_address_of_two_alphabets_is_refused(site: Site, email: str) -> None:
    """It looks like the employer's to whoever decides, and is not."""
    answer = site.visitor().send("/pro/demande", {**ASKED, "courriel": email})
    assert answer.status_code == 400
    assert "plusieurs alphabets" in answer.text


def test_an_address_with_an_accent_is_kept(site: Site) -> None:
    new = {**ASKED, "courriel": "zoé@département.example.com"}
    assert site.visitor().send("/pro/demande", new).status_code == 200
    with site.room.read() as session:
        assert [row.email for row in requests.pending(session)] == [new["courriel"]]


def test_nothing_of_the_form_can_hold_a_story(site: Site) -> None:
    """No free text about a child: single lines, short, and lists."""
    page = site.visitor().page("/pro/demande")
    assert page.all("textarea") == []
    long = {**ASKED, "organisme": "x" * 121}
    assert site.visitor().send("/pro/demande", long).status_code == 400
    lines = {**ASKED, "organisme": "une\nhistoire"}
    assert site.visitor().send("/pro/demande", lines).status_code == 400


def test_fields_that_are_not_offered_are_not_read(site: Site, bureau: Member) -> None:
    """Mass assignment: roles, rights and decisions that a request brings along."""
    more = {
        "role": "bureau", "admin": "1", "roles": "bureau", "active": "1", "state": "acceptee",
        "granted_at": "2020-01-01", "expires_at": "2099-01-01", "territories": ["75"],
        "found_through": "site_officiel", "rappele": "y", "id": "1", "proconnect_subject": "x",
    }  # fmt: skip
    site.visitor().send("/pro/demande", {**ASKED, **more})
    with site.room.read() as session:
        (kept,) = requests.pending(session)
    assert (kept.state, kept.territories, kept.proconnect_subject) == ("attente", ["59"], None)
    path = f"/pro/bureau/demandes/{kept.id}"
    grant = {**CALLED, "territoires": "59", **more}
    assert bureau.press(path, f"{path}/accord", grant).status_code == 200
    with site.room.read() as session:
        account = accounts.by_email(session, ASKED["courriel"])
    assert account is not None
    assert (account.role, account.territories) == ("professionnel", ["59"])
    assert account.granted_at == site.clock()


def test_more_territories_than_one_works_in_are_refused(site: Site) -> None:
    many = [f"{number:02d}" for number in range(21, 45)]
    answer = site.visitor().send("/pro/demande", {**ASKED, "territoires": many})
    assert answer.status_code == 400


def test_a_body_too_long_is_refused(site: Site) -> None:
    answer = site.visitor().send("/pro/demande", {**ASKED, "nom": "x" * 70_000})
    assert answer.status_code == 413


def test_another_host_is_refused(site: Site) -> None:
    """The address of an invitation is made from the settings, never from the request."""
    answer = site.app.test_client().get("/pro", base_url="https://evil.example")
    assert answer.status_code == 400
    assert BASE not in answer.text
