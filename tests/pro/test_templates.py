"""Every page of the wing as a set: nothing inline, the exit first, a label for each field."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest

from tests.pro.conftest import OF_59
from tests.pro.people import ASKED, CALLED, PASSWORD, Member, Site
from tests.web.pages import Html, read
from webmap.pro.config import CLOSED

Visit = Callable[[Site], str]

#: Of a record outside the access: an alert.
REFUSED_LINE = {"motif": "orientation", "derniere": "0"}

#: Rules that answer with something that is no page: a move, a picture, a refusal.
NO_PAGE = {
    "pro.carre", "proconnect.partir", "security.logout", "security.wan_delete",
    "security.wan_register_response", "security.wan_signin_response",
    "security.two_factor_setup_validate", "pro.rappel", "bureau.refuser", "bureau.renouveler",
    "bureau.bloquer", "bureau.debloquer", "bureau.territoires", "bureau.suivre", "bureau.voir",
}  # fmt: skip


def signed(path: str) -> Visit:
    return lambda site: site.professional().get(path).text


def desk(path: str) -> Visit:
    def visit(site: Site) -> str:
        site.visitor().send("/pro/demande", ASKED)
        member = site.professional()
        page = f"/pro/ressource/{OF_59}"
        member.press(page, f"{page}/rappel", {"moment": "soir"})
        member.press("/pro/compte", "/pro/ressource/rdxpnk1/ligne", REFUSED_LINE)
        return site.bureau().get(path).text

    return visit


def halfway(member: Member, path: str) -> str:
    member.password()
    return member.get(path).text


def new_member(site: Site) -> Member:
    number = site.account("camille@departement.example.com")
    member = Member(site, site.app.test_client(), email="camille@departement.example.com")
    path = f"/pro/invitation/{site.invitation(number)}"
    member.fill(path, {"password": PASSWORD, "confirmation": PASSWORD})
    member.password()
    return member


def with_key(site: Site) -> Member:
    """Someone with two second factors, past the password."""
    member = site.member()
    with site.wing.test_request_context():
        store = site.wing.extensions["security"].datastore
        store.create_webauthn(
            store.find_user(email=member.email),
            credential_id=b"1",
            public_key=b"2",
            name="clé",
            sign_count=0,
            usage="secondary",
            device_type="single_device",
            backup_state=False,
            transports=["usb"],
            extensions=None,
        )
    member.password()
    return member


def granted(site: Site) -> str:
    site.visitor().send("/pro/demande", ASKED)
    path = "/pro/bureau/demandes/1"
    grant = {**CALLED, "territoires": "59"}
    return site.bureau().press(path, f"{path}/accord", grant).text


def same_number(site: Site) -> str:
    """The bureau is asked again about the number of the request."""
    site.account("sasha@example.com")
    site.visitor().send("/pro/demande", ASKED)
    path = "/pro/bureau/demandes/1"
    grant = {**CALLED, "territoires": "59", "standard": ASKED["standard"]}
    return site.bureau().press(path, f"{path}/accord", grant).text


def again(site: Site) -> str:
    """A page of a record after a form that was sent twice."""
    page = f"/pro/ressource/{OF_59}"
    return site.professional().press("/pro/compte", f"{page}/ligne", {"motif": "orientation"}).text


def shown(site: Site) -> str:
    page = f"/pro/ressource/{OF_59}"
    return site.professional().press(page, f"{page}/ligne", {"motif": "orientation"}).text


PAGES: dict[str, Visit] = {
    "pro.accueil": lambda site: site.visitor().get("/pro").text,
    "pro.accueil signed": signed("/pro"),
    "pro.demande": lambda site: site.visitor().get("/pro/demande").text,
    "pro.demande wrong": lambda site: site.visitor().send("/pro/demande", {}).text,
    "pro.demande done": lambda site: site.visitor().send("/pro/demande", ASKED).text,
    "pro.invitation": lambda site: (
        site.visitor().get(f"/pro/invitation/{site.invitation(site.account('a@b.fr'))}").text
    ),
    "pro.invitation over": lambda site: site.visitor().get("/pro/invitation/x").text,
    "pro.compte": signed("/pro/compte"),
    "pro.ailleurs": signed("/pro/ailleurs"),
    "pro.ressource": signed(f"/pro/ressource/{OF_59}"),
    "pro.ligne": shown,
    "pro.ligne again": again,
    "security.login": lambda site: site.visitor().get("/pro/connexion").text,
    "security.login wrong": lambda site: site.visitor().fill("/pro/connexion", {}).text,
    "security.verify": signed("/pro/verifier"),
    "security.change_password": signed("/pro/mot-de-passe"),
    "security.two_factor_setup": lambda site: new_member(site).get("/pro/second-facteur").text,
    "security.two_factor_setup key": lambda site: (
        new_member(site).fill("/pro/second-facteur", {"setup": "authenticator"}).text
    ),
    "security.two_factor_setup changing": lambda site: (
        site.professional().fill("/pro/second-facteur", {"setup": "authenticator"}).text
    ),
    "security.two_factor_token_validation": lambda site: halfway(site.member(), "/pro/code"),
    "security.tf_select": lambda site: with_key(site).get("/pro/choix").text,
    "security.wan_signin": lambda site: (
        with_key(site).fill("/pro/choix", {"which": "webauthn"}, follow_redirects=True).text
    ),
    "security.wan_register": signed("/pro/cles"),
    "security.wan_register key": lambda site: (
        site.professional().fill("/pro/cles", {"name": "clé", "usage": "secondary"}).text
    ),
    "bureau.accueil": desk("/pro/bureau"),
    "bureau.demande": desk("/pro/bureau/demandes/1"),
    "bureau.accorder": granted,
    "bureau.accorder same number": same_number,
    "bureau.comptes": desk("/pro/bureau/comptes"),
    "bureau.compte": desk("/pro/bureau/comptes/1"),
    "bureau.inviter": lambda site: (
        site.bureau()
        .press("/pro/compte", f"/pro/bureau/comptes/{site.account('a@b.fr')}/inviter")
        .text
    ),
    "bureau.journal": desk("/pro/bureau/journal"),
    "refusal": lambda site: site.professional().get("/pro/bureau").text,
    "not found": lambda site: site.visitor().get("/pro/nowhere").text,
}


def test_every_rule_of_the_wing_has_its_page_here(site: Site) -> None:
    """A page added tomorrow is tested tomorrow."""
    rules = {
        rule.endpoint for rule in site.wing.url_map.iter_rules() if rule.rule.startswith("/pro")
    }
    assert {name.split()[0] for name in PAGES} | NO_PAGE | CLOSED >= rules


@pytest.fixture(params=PAGES)
def page(request: pytest.FixtureRequest, site: Site) -> Html:
    return read(PAGES[request.param](site))


def test_a_page_of_the_wing(page: Html) -> None:
    """The policy forbids whatever is inline; a screen reader needs the rest; a form that changes
    something has its token."""
    scripts = [s for s in page.all("script") if s.attributes.get("type") != "application/json"]
    assert all(script.attributes.get("src", "").startswith("/static/") for script in scripts)
    assert not page.all("style")
    names = {name for element in page.elements for name in element.attributes}
    assert "style" not in names
    assert not {name for name in names if name.startswith("on")}
    pictures = [e.attributes["src"] for e in page.all("img")]
    assert all(source.startswith("/") for source in pictures)

    assert page.one("h1").text.strip()
    assert page.all("title")[0].text.endswith("Repères")
    assert page.one("html").attributes["lang"] == "fr"
    levels = [int(heading.tag[1]) for heading in page.all("h1", "h2", "h3", "h4")]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    first = page.all("a", "button", "input")[0]
    assert first.attributes["href"] == "/sortie"

    labels = {label.attributes.get("for") for label in page.all("label")}
    fields = page.all("input", "select", "textarea")
    open_fields = [f for f in fields if f.attributes.get("type") != "hidden"]
    assert all(field.attributes["id"] in labels for field in open_fields)
    ids = [e.attributes["id"] for e in page.elements if "id" in e.attributes]
    assert len(ids) == len(set(ids))
    anchors = {a.attributes["href"][1:] for a in page.all("a") if a.attributes["href"][:1] == "#"}
    assert anchors <= set(ids)
    described = {i for e in page.elements for i in e.attributes.get("aria-describedby", "").split()}
    assert described <= set(ids)
    outside = [a for a in page.all("a") if a.attributes["href"].startswith("http")]
    assert all("noreferrer" in link.attributes["rel"] for link in outside)

    forms = [f for f in page.all("form") if f.attributes.get("method") == "post"]
    without = [f for f in forms if f.attributes.get("action") in ("/pro/demande", "/recherche")]
    tokens = [e for e in page.all("input") if e.attributes.get("name") == "csrf_token"]
    assert len(tokens) == len(forms) - len(without)
    assert all(token.attributes["value"] for token in tokens)


def test_hostile_text_is_text(site: Site) -> None:
    """S8: what a request holds is escaped on the bureau's pages, whatever let it in."""
    number = site.account("a@b.fr")
    with site.room.write() as session:
        from webmap.private import accounts

        account = accounts.by_id(session, number)
        account.name = account.organisation = account.switchboard = "<script>alert(1)</script>"
    bureau = site.bureau()
    for path in ("/pro/bureau/comptes", f"/pro/bureau/comptes/{number}"):
        text = bureau.get(path).text
        assert "<script>alert" not in text
        assert "&lt;script&gt;alert" in text
