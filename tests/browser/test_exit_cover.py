"""Out of sight (S4): a cover that names nothing, and one tap or key to come back."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.browser.leaving import context_with_neutral, has_left, hide, show

SUBJECT = re.compile(r"Repères|119|enfant|mineur|jeune|danger|urgence|aide|Nord", re.IGNORECASE)


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = context_with_neutral(browser)
    yield context
    context.close()


def cover(page: Page) -> Locator:
    return page.get_by_role("dialog", name="En pause")


def gone_and_back(page: Page, address: str) -> Locator:
    """The cover that stands on a page when someone looks again."""
    page.goto(address)
    hide(page)
    show(page)
    return cover(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_out_of_sight_there_is_one_colour(page: Page, site: str, scheme: str) -> None:
    """What an app switcher pictures: not even the exit; the page behind changes nothing to it."""
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    pictures = set()
    for path in ("/urgence", "/carte"):
        page.goto(site + path)
        hide(page)
        pictures.add(page.screenshot())
    assert len(pictures) == 1
    show(page)
    assert page.screenshot() not in pictures


def test_the_cover_names_nothing(page: Page, site: str) -> None:
    """Seen by whoever takes the phone."""
    card = gone_and_back(page, f"{site}/departement/59")
    expect(card).to_be_visible()
    expect(card).not_to_contain_text(SUBJECT)
    assert page.evaluate("document.elementFromPoint(60, 300).id") == "cover"


@pytest.mark.parametrize("how", ["tap", "Enter", "Space", "Escape"])
def test_one_tap_or_key_comes_back(page: Page, site: str, how: str) -> None:
    """To the same place, with the focus where it was."""
    page.goto(f"{site}/departement/59")
    page.evaluate("scrollTo({ top: 500, behavior: 'instant' })")
    field = page.locator("main summary").last
    field.evaluate("field => field.focus({ preventScroll: true })")
    hide(page)
    show(page)
    if how == "tap":
        page.get_by_role("button", name="Revenir à la page").click()
    else:
        page.keyboard.press(how)
    expect(cover(page)).to_have_count(0)
    expect(field).to_be_focused()
    assert page.evaluate("scrollY") == 500


def test_a_screen_reader_is_told_and_not_kept(page: Page, site: str) -> None:
    """A dialog with a name; the page behind cannot be reached; the exit is its first link."""
    card = gone_and_back(page, f"{site}/departement/59")
    expect(card.get_by_role("button", name="Revenir à la page")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(card.get_by_role("link", name="Quitter vite")).to_be_focused()
    page.locator("main a").first.focus()
    expect(card.get_by_role("link", name="Quitter vite")).to_be_focused()
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]})
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("how", ["tap", "Shift"])
def test_leaving_from_the_cover(page: Page, site: str, how: str) -> None:
    card = gone_and_back(page, f"{site}/commune/59350")
    if how == "tap":
        card.get_by_role("link", name="Quitter vite").click()
    else:
        page.keyboard.press("Shift")
        expect(card.get_by_role("status")).to_contain_text("deux fois")
        page.keyboard.press("Shift")
        page.keyboard.press("Shift")
    has_left(page)


def test_the_map_goes_on_after_the_cover(page: Page, site: str) -> None:
    """Hidden while it is being drawn, covered, shown: the marks answer."""
    card = gone_and_back(page, f"{site}/carte")
    expect(page.locator(".map-frame.marked")).to_be_attached()
    card.get_by_role("button").click()
    page.get_by_role("button", name="Corse", exact=True).click()
    page.get_by_role("button", name="UAPED d’Ajaccio").press("Enter")
    expect(page.get_by_role("link", name="Voir la fiche")).to_be_focused()


def test_going_from_page_to_page_never_covers(page: Page, site: str) -> None:
    """A page that one leaves for the next is out of sight too."""
    page.goto(f"{site}/")
    page.get_by_role("link", name="Urgence", exact=True).click()
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_be_in_viewport()
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_without_scripts_there_is_no_cover(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/urgence")
    expect(page.locator("#cover")).not_to_be_visible()
    context.close()


def test_an_old_phone_is_covered_too(page: Page, site: str) -> None:
    """Before 2022 Safari knew no dialog: the cover stands over the page all the same."""
    page.add_init_script(
        "delete HTMLDialogElement.prototype.showModal; delete HTMLDialogElement.prototype.close"
    )
    card = gone_and_back(page, f"{site}/departement/59")
    assert page.evaluate("document.elementFromPoint(60, 300).id") == "cover"
    card.get_by_role("button", name="Revenir à la page").click()
    expect(cover(page)).to_have_count(0)
