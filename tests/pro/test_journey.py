"""In a real browser, on a phone: from the request to the line, and a passkey."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator

import pytest
from passlib.totp import TOTP
from playwright.sync_api import Browser, Error, Page, expect

from tests.pro.conftest import LINE, OF_59
from tests.pro.people import ASKED, PASSWORD, Clock, Site

PHONE = {"width": 390, "height": 844}


@pytest.fixture
def pages(browser: Browser, address: tuple[Site, str]) -> Iterator[list[Page]]:
    """Two phones, each with its own cookies; no page may ask elsewhere nor break the policy."""
    wrong: list[str] = []
    opened = []
    for _ in range(2):
        page = browser.new_context(viewport=PHONE, locale="fr-FR").new_page()
        page.on("request", lambda r: r.url.startswith(address[1]) or wrong.append(r.url))
        page.on("console", lambda m: wrong.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        opened.append(page)
    yield opened
    for page in opened:
        page.context.close()
    assert wrong == []


def code(totp: TOTP, clock: Clock) -> str:
    """The next code: each works once."""
    clock.move(seconds=31)
    return str(totp.generate(time=clock().timestamp()).token)


def password(page: Page, email: str) -> None:
    page.get_by_label("Adresse professionnelle").fill(email)
    page.get_by_label("Mot de passe").fill(PASSWORD)
    page.get_by_role("button", name="Continuer").click()


def enter(page: Page, totp: TOTP, clock: Clock) -> None:
    page.get_by_label("Code à six chiffres").fill(code(totp, clock))
    page.get_by_role("button", name="Entrer").click()


def ask(page: Page, url: str) -> None:
    page.goto(f"{url}/pro")
    page.get_by_role("link", name="Demander un accès").click()
    page.get_by_label("Votre nom").fill(ASKED["nom"])
    page.get_by_label("Adresse professionnelle").fill(ASKED["courriel"])
    page.get_by_label("Organisme employeur").fill(ASKED["organisme"])
    page.get_by_label("Standard de l’employeur").fill(ASKED["standard"])
    page.get_by_label("Votre fonction").select_option("ase")
    page.get_by_text("Métropole et Corse").click()
    page.get_by_label("59 · Nord").check()
    page.get_by_role("button", name="Envoyer la demande").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Merci, c’est envoyé")


def grant(page: Page, url: str, site: Site) -> str:
    """The bureau signs in, says that it called, and reads the invitation out."""
    member = site.member("bureau@reperes.example.com", territories=(), role="bureau")
    page.goto(f"{url}/pro/connexion")
    password(page, member.email)
    enter(page, member.totp, site.clock)
    page.get_by_role("link", name=ASKED["nom"]).click()
    page.get_by_label("Standard trouvé et appelé").fill("01 98 76 54 32")
    page.get_by_label("Où avez-vous trouvé le standard ?").select_option("site_officiel")
    page.get_by_label("J’ai appelé ce standard").check()
    page.get_by_role("button", name="Ouvrir l’accès").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Invitation")
    return page.locator("code").inner_text()


def first_time(page: Page, link: str, clock: Clock) -> TOTP:
    """A password, a key copied into an application, a code."""
    page.goto(link)
    page.get_by_label("Mot de passe").fill(PASSWORD)
    page.get_by_label("Le même, encore une fois").fill(PASSWORD)
    page.get_by_role("button", name="Enregistrer").click()
    password(page, ASKED["courriel"])
    page.get_by_role("button", name="Montrer ma clé").click()
    picture = page.get_by_role("img", name=re.compile("La même clé"))
    expect(picture).to_be_visible()
    picture.evaluate("image => image.decode()")
    totp = TOTP(page.locator("code").inner_text().replace("-", ""), format="base32", digits=6)
    page.get_by_label("Code à six chiffres").fill(code(totp, clock))
    page.get_by_role("button", name="Confirmer").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Mon espace")
    return totp


def test_from_the_request_to_the_line(address: tuple[Site, str], pages: list[Page]) -> None:
    site, url = address
    visitor, desk = pages
    ask(visitor, url)
    link = url + grant(desk, url, site)
    totp = first_time(visitor, link, site.clock)

    visitor.get_by_role("link", name="Accueil à seuil adapté").click()
    expect(visitor.get_by_text("Pas le premier jour")).to_be_visible()
    visitor.get_by_label("Le matin").check()
    visitor.get_by_role("button", name="Demander à être rappelé·e").click()
    expect(visitor.get_by_role("cell", name="Demandé", exact=True)).to_be_visible()

    site.clock.move(hours=25)
    visitor.goto(f"{url}/pro/ressource/{OF_59}")
    password(visitor, ASKED["courriel"])
    enter(visitor, totp, site.clock)
    visitor.get_by_text("Il me faut la ligne maintenant").click()
    visitor.get_by_label("Proposer une orientation").check()
    visitor.get_by_role("button", name="Montrer la ligne").click()
    expect(visitor.get_by_text(LINE.phone)).to_be_visible()

    cookies = visitor.context.cookies()
    assert [(c["name"], c["path"], c["sameSite"], c["httpOnly"]) for c in cookies] == [
        ("pro", "/pro", "Strict", True)
    ]
    visitor.get_by_role("button", name="Se déconnecter").click()
    with contextlib.suppress(Error):  # the browser asks before it sends a form again
        visitor.go_back()
    expect(visitor.get_by_text(LINE.phone)).to_have_count(0)


def test_a_passkey_confirms_who_signs_in(address: tuple[Site, str], pages: list[Page]) -> None:
    """Added when signed in, chosen at the next sign-in, taken away."""
    site, url = address
    page, _ = pages
    control = page.context.new_cdp_session(page)
    control.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2", "transport": "internal", "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True,
    }  # fmt: skip
    control.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    member = site.member()
    page.goto(f"{url}/pro/connexion")
    password(page, member.email)
    enter(page, member.totp, site.clock)
    page.goto(f"{url}/pro/cles")
    page.get_by_label("Nom de la clé").fill("téléphone")
    page.get_by_role("button", name="Ajouter").click()
    expect(page.get_by_text("Clé ajoutée.")).to_be_visible()
    page.get_by_role("button", name="Se déconnecter").click()

    password(page, member.email)
    page.get_by_role("button", name="Avec ma clé d’accès").click()
    page.get_by_role("button", name="Utiliser ma clé").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Mon espace")
    page.goto(f"{url}/pro/cles")
    page.get_by_role("button", name="Retirer").click()
    expect(page.get_by_text("Aucune clé pour l’instant.")).to_be_visible()


def test_the_way_out_signs_out(address: tuple[Site, str], page: Page) -> None:
    """S4: whoever takes the phone after an exit finds no open session, fifteen minutes or not."""
    site, url = address
    page.route(re.compile("wikipedia"), lambda route: route.fulfill(body="neutral"))
    member = site.member()
    page.goto(f"{url}/pro/connexion")
    password(page, member.email)
    enter(page, member.totp, site.clock)
    expect(page.get_by_role("heading", level=1)).to_have_text("Mon espace")
    page.get_by_role("link", name="Quitter vite").click()
    page.wait_for_url(re.compile("wikipedia"))
    # Sent without waiting: the page has left before the server answers.
    for _ in range(300):
        page.goto(f"{url}/pro/compte")
        if page.url.startswith(f"{url}/pro/connexion"):
            break
        page.wait_for_timeout(100)
    expect(page.get_by_role("button", name="Continuer")).to_be_visible()
