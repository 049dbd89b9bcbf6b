"""Every page type in a real browser: phone and desk, both languages, with and without scripts."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

PATHS = [
    "/", "/recherche", "/carte", "/commune/23096", "/commune/75111", "/departement/976",
    "/departement/59", "/urgence", "/urgence/987", "/couverture", "/couverture/93", "/securite",
    "/ressource/rgfmdf4",
]  # fmt: skip


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize("path", PATHS)
def test_a_page_is_ours_alone_and_fits(
    watched: Page, site: str, path: str, language: str, width: int
) -> None:
    """S3: same-origin requests only, no console line, no cookie; nothing wider than the screen."""
    watched.set_viewport_size({"width": width, "height": 844})
    watched.goto(site + language + path)
    expect(watched.get_by_role("heading", level=1)).to_have_count(1)
    watched.wait_for_load_state("networkidle")
    overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert watched.evaluate(overflow) <= 0


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(page: Page, site: str, path: str, scheme: str) -> None:
    """WCAG 2.2 AA as far as a machine can tell, in both themes."""
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(site + path)
    page.wait_for_load_state("networkidle")
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
    but_size = {"runOnly": tags, "rules": {"target-size": {"enabled": False}}}
    found = [Axe().run(page, options=but_size)]
    # WCAG 2.5.8 lets a target be smaller where another does the same: each mark of the map is a
    # line of the list beside it.
    elsewhere = {"exclude": [[".leaflet-marker-pane"]]}
    found.append(Axe().run(page, context=elsewhere, options={"runOnly": ["target-size"]}))
    for results in found:
        assert results.violations_count == 0, results.generate_report()


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
    page.get_by_role("searchbox").fill("saint denis")
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
    page.get_by_role("searchbox").fill("il a mes nudes")
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
