"""Every page type in a real browser: phone and desk, both languages, with and without scripts."""

from __future__ import annotations

import os
import re
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import axe, looks
from tests.safety import crawl
from webmap.directory.catalogue import Catalogue

PATHS = [
    "/", "/recherche", "/carte", "/commune/23096", "/commune/75111", "/commune/59350/circuit",
    "/partenaires", "/departement/23/affiche", "/departement/976", "/departement/59", "/urgence",
    "/urgence/987", "/couverture", "/couverture/93", "/securite", "/accessibilite",
    "/ressource/rgfmdf4", "/ressource/rlg9rg2/corriger", "/merci", "/comprendre/a",
    "/comprendre/c", "/couverture/engagements", "/couverture/changements", "/couverture/methode",
    "/couverture?age=jeune_13_15&genre=garcons&region=32", "/couverture/distances",
    "/couverture/48/communes", "/couverture/implanter",
]  # fmt: skip


#: How a page is looked at by axe: theme, width. All of them in a soak; otherwise by turns.
STATES: list[tuple[Literal["light", "dark"], int]] = [
    ("light", 390), ("dark", 1280), ("light", 1280), ("dark", 390),
]  # fmt: skip
SOAK = bool(os.environ.get("WEBMAP_SOAK"))
#: Rules of `crawl.PATHS` that are files, or a page that leaves at once (test_exit.py).
NOT_PAGES = re.compile(r"/(donnees|static|carte/|healthz|robots|sortie|couverture/figures|.*\.)")
#: Half the sides of a window of 1280 x 900, then a quarter: 200 and 400 %.
SIZES = {1280: 900, 640: 450, 390: 844, 320: 225}


#: Both languages of every page in a soak; otherwise French and English by turns.
LOOKED = [
    (path, language)
    for number, path in enumerate(PATHS)
    for language in ("", "/en")
    if SOAK or (number % 2 == 0) == (language == "")
]


def states(path: str) -> list[tuple[Literal["light", "dark"], int]]:
    """What axe sees of a page."""
    return STATES if SOAK else [STATES[PATHS.index(path) // 2 % len(STATES)]]


def test_every_page_type_is_looked_at() -> None:
    """A rule of the URL map that answers with a page has a path here."""
    rules = [rule for rule in crawl.PATHS if not NOT_PAGES.match(rule)]
    patterns = {rule: re.compile(re.sub("<[^>]*>", "[^/?]+", rule) + r"(\?.*)?") for rule in rules}
    assert len(rules) > 15
    assert [r for r, p in patterns.items() if not any(p.fullmatch(path) for path in PATHS)] == []


@pytest.mark.parametrize(("path", "language"), LOOKED)
def test_a_page_holds(
    watched: Page, site: str, path: str, language: str, catalogue: Catalogue
) -> None:
    """S3: same-origin requests only, no console line, no cookie. WCAG 2.2 AA as far as a machine
    can tell: axe; at every size nothing lost; structure; focus; stillness; language of parts."""
    looked = states(path)
    watched.set_viewport_size({"width": looked[0][1], "height": SIZES[looked[0][1]]})
    watched.emulate_media(color_scheme=looked[0][0], reduced_motion="reduce")
    watched.goto(site + language + path)
    watched.wait_for_load_state("networkidle")
    wrong = {
        "structure": looks.unstructured(watched, language.strip("/") or "fr"),
        "moving": looks.moving(watched),
        "language": looks.unmarked(watched, [record.name for record in catalogue.records]),
        **{f"axe {state}": axe_in(watched, *state) for state in looked},
        **{f"lost at {width}": lost_at(watched, width) for width in SIZES},
        "spaced": looks.with_wide_spacing(watched),
        "large": looks.with_large_text(watched),
        "focus": looks.unfocused(watched),
    }
    assert {where: found for where, found in wrong.items() if found} == {}


def axe_in(page: Page, scheme: Literal["light", "dark"], width: int) -> list[str]:
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": SIZES[width]})
    return axe.findings(page)


def lost_at(page: Page, width: int) -> list[str]:
    page.set_viewport_size({"width": width, "height": SIZES[width]})
    return looks.lost(page)


def test_the_exit_is_the_first_tab_stop_and_leaves(page: Page, site: str) -> None:
    """S4: one key, one tap; the neutral page takes the place of ours."""
    page.route(re.compile("wikipedia"), lambda route: route.fulfill(body="neutral"))
    page.goto(site + "/departement/59")
    page.keyboard.press("Tab")
    exit_link = page.locator(":focus")
    assert exit_link.get_attribute("id") == "exit"
    exit_link.press("Enter")
    page.wait_for_url(re.compile("wikipedia"))
    page.go_back()
    expect(page.get_by_role("heading", name="Nord")).to_have_count(0)


def test_the_exit_stays_in_sight_on_a_phone(page: Page, site: str) -> None:
    """Always visible, thumb-sized, wherever one has scrolled."""
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(site + "/urgence")
    page.mouse.wheel(0, 3000)
    exit_link = page.locator("#exit")
    expect(exit_link).to_be_in_viewport()
    box = exit_link.bounding_box()
    assert box is not None
    assert box["height"] >= 56


def test_from_home_to_a_commune(page: Page, site: str) -> None:
    """The main journey: a few letters, a choice, contacts; the words never enter an address."""
    page.goto(site + "/")
    page.get_by_role("combobox").fill("saint denis")
    page.get_by_role("button", name="Chercher").click()
    assert "denis" not in page.url.lower()
    page.get_by_role("link", name=re.compile("La Réunion")).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Saint-Denis")
    assert page.url.endswith("/commune/97411")


def test_the_same_journey_without_scripts(browser: Browser, site: str) -> None:
    """Every page gives its facts and links without a script; the SVG map leads to a territory."""
    context = browser.new_context(java_script_enabled=False, locale="fr-FR")
    page = context.new_page()
    page.goto(site + "/")
    page.get_by_role("searchbox").fill("23000")
    page.get_by_role("button", name="Chercher").click()
    page.get_by_role("link", name=re.compile("Guéret")).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Guéret")
    page.goto(site + "/carte")
    page.locator("svg a[href='/departement/976']").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Mayotte")
    context.close()


def test_a_number_is_dialled_only_after_a_warning(page: Page, site: str) -> None:
    """A call stays in the phone's log: said before the link can be tapped."""
    page.goto(site + "/urgence/59")
    link = page.locator("a[href='tel:119']").first
    expect(link).to_be_hidden()
    details = page.locator("details.call", has=page.locator("a[href='tel:119']")).first
    details.locator("summary").click()
    expect(link).to_be_visible()
    expect(details.get_by_text("journal")).to_be_visible()


def test_words_of_distress_are_answered_with_people(page: Page, site: str) -> None:
    """Never "0 résultat": the numbers first."""
    page.goto(site + "/recherche")
    page.get_by_role("combobox").fill("il a mes nudes")
    page.get_by_role("button", name="Chercher").click()
    expect(page.get_by_text("119").first).to_be_visible()
    expect(page.get_by_text(re.compile(r"\b0 résultat"))).to_have_count(0)
    assert "nudes" not in page.url


@pytest.mark.parametrize("code", ["75", "38", "59", "976", "978"])
def test_a_sheet_is_one_page_of_paper(page: Page, site: str, code: str) -> None:
    """Rich, poor, with many neighbours, overseas: what a meeting passes round is one A4 page."""
    page.goto(f"{site}/couverture/{code}")
    printed = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1
    assert b"/MediaBox [0 0 594.95" in printed
