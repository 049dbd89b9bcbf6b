"""Leaving fast (S4): scripts off first, then the finger, the keyboard and the Back button."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Route, expect

from tests.browser.leaving import NEUTRAL, context_with_neutral, go, has_left, neutral

#: Keys at given times, in milliseconds: no test has to sleep.
KEYS = """times => times.forEach(at => ["keydown", "keyup"].forEach(type => {
    const event = new KeyboardEvent(type, { key: "Shift", bubbles: true });
    Object.defineProperty(event, "timeStamp", { value: at });
    document.body && document.body.dispatchEvent(event);
}))"""


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = context_with_neutral(browser)
    yield context
    context.close()


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_without_scripts_the_link_leaves(browser: Browser, site: str, prefix: str) -> None:
    """One tap, to the neutral page; the entry of `/sortie` is not left behind."""
    context = context_with_neutral(browser, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}{prefix}/departement/59")
    page.locator("#exit").click()
    has_left(page)
    page.go_back()
    expect(page).to_have_url(f"{site}{prefix}/departement/59")
    context.close()


def _still(route: Route) -> None:
    """The page as sent, but that it goes nowhere by itself: the other site is slow."""
    answer = route.fetch()
    route.fulfill(response=answer, body=answer.text().replace('http-equiv="refresh"', ""))


def test_without_scripts_our_page_goes_before_the_other_comes(browser: Browser, site: str) -> None:
    """What waits for a slow neutral page names nothing, and says that Back returns."""
    context = context_with_neutral(browser, java_script_enabled=False)
    context.route(f"{site}/sortie", _still)
    page = context.new_page()
    page.goto(f"{site}/urgence")
    page.locator("#exit").click()
    expect(page.get_by_text("le bouton Retour ramène")).to_be_visible()
    expect(page.get_by_role("link", name="Ce que garde un téléphone")).to_be_visible()
    expect(page.locator("html")).not_to_contain_text("Repères")
    expect(page.locator("html")).not_to_contain_text("119")
    page.locator("#exit").click()
    has_left(page)
    context.close()


def test_the_page_of_the_exit_leaves_by_itself(page: Page, site: str) -> None:
    """With scripts, a middle click or a typed address is an exit too."""
    page.goto(f"{site}/urgence")
    page.evaluate("location.href = '/sortie'")
    has_left(page)
    go(page, "history.back()")
    with page.expect_response(f"{NEUTRAL}**"):
        pass
    has_left(page)


def test_back_never_returns_to_us(page: Page, site: str) -> None:
    """The page left is replaced, and the older ones leave again."""
    page.goto("about:blank")
    page.goto(f"{site}/")
    page.goto(f"{site}/urgence")
    page.get_by_role("link", name="Quitter vite").click()
    has_left(page)
    page.go_back()
    has_left(page)


def test_forward_never_returns_to_us(page: Page, site: str) -> None:
    page.goto(f"{site}/")
    page.goto(f"{site}/urgence")
    page.go_back()
    page.get_by_role("link", name="Quitter vite").click()
    has_left(page)
    page.go_forward()
    has_left(page)


def test_reload_after_back_never_returns_to_us(page: Page, site: str) -> None:
    """Someone who presses Back, sees the neutral page come and go, then reloads."""
    page.goto(f"{site}/")
    page.goto(f"{site}/urgence")
    page.get_by_role("link", name="Quitter vite").click()
    has_left(page)
    # The neutral site no longer answers: what Back finds stays on the screen until the reload.
    page.context.unroute(f"{NEUTRAL}**")
    page.context.route(f"{NEUTRAL}**", lambda route: route.fulfill(status=204))
    with page.expect_event("requestfailed", lambda r: r.url.startswith(NEUTRAL)):
        go(page, "history.back()")
    assert page.url == f"{site}/"
    page.context.unroute(f"{NEUTRAL}**")
    page.context.route(f"{NEUTRAL}**", neutral)
    go(page, "location.reload()")
    has_left(page)


@pytest.mark.parametrize("how", ["touch", "keyboard"])
def test_the_way_out_waits_for_no_script(page: Page, site: str, how: str) -> None:
    """On a slow line the map's script hangs: the exit works as soon as it is on the screen."""
    page.route("**/static/vendor/map.js*", lambda _route: None)
    page.goto(f"{site}/")
    page.goto(f"{site}/carte", wait_until="commit")
    link = page.get_by_role("link", name="Quitter vite")
    expect(link).to_be_visible()
    assert page.evaluate("document.readyState") != "complete"
    if how == "touch":
        link.click(no_wait_after=True)
    else:
        for _ in range(3):
            page.keyboard.press("Shift")
    has_left(page)
    page.go_back()
    has_left(page)


def test_whoever_comes_back_on_purpose_is_welcome(page: Page, site: str) -> None:
    """Only Back and Forward leave again: a new visit in the same tab works."""
    page.goto(f"{site}/")
    page.get_by_role("link", name="Quitter vite").click()
    has_left(page)
    page.goto(f"{site}/urgence")
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_three_presses_of_shift(page: Page, site: str) -> None:
    page.goto(f"{site}/commune/59350")
    for _ in range(3):
        page.keyboard.press("Shift")
    has_left(page)


def said(page: Page) -> Locator:
    return page.get_by_role("status").and_(page.locator(".exit-say"))


def test_each_press_says_how_many_are_left(page: Page, site: str) -> None:
    """To a screen reader, in the page's language; who only types a capital hears nothing."""
    page.goto(f"{site}/commune/59350")
    expect(said(page)).to_have_text("")
    page.keyboard.press("Shift")
    expect(said(page)).to_have_text("Encore deux fois la touche Majuscule pour quitter.")
    page.keyboard.press("Shift+Tab")
    expect(said(page)).to_have_text("")
    page.keyboard.press("Shift")
    page.keyboard.press("Shift")
    expect(said(page)).to_have_text("Encore une fois la touche Majuscule pour quitter.")


def test_three_presses_within_five_seconds(page: Page, site: str) -> None:
    page.goto(f"{site}/urgence")
    page.evaluate(KEYS, [1_000, 3_500, 6_100, 8_600])
    expect(said(page)).to_have_text("Encore une fois la touche Majuscule pour quitter.")
    expect(page).to_have_url(f"{site}/urgence")
    page.evaluate(KEYS, [11_000])
    has_left(page)


def test_shift_with_the_mouse_stays(page: Page, site: str) -> None:
    """Shift and a click select a piece of text: that is no press alone."""
    page.goto(f"{site}/urgence")
    for _ in range(4):
        page.get_by_role("heading", level=1).click(modifiers=["Shift"])
    expect(page).to_have_url(f"{site}/urgence")


def test_typing_capitals_stays(page: Page, site: str) -> None:
    """A capital letter is Shift and a letter: names of towns can be typed."""
    page.goto(f"{site}/")
    page.get_by_role("combobox").press_sequentially("L'Haÿ-Les-Roses, Saint-Denis, Paris")
    for letter in "ABCD":
        page.keyboard.press(f"Shift+{letter}")
    expect(page).to_have_url(f"{site}/")


def test_the_first_tab_is_the_exit(page: Page, site: str) -> None:
    page.goto(f"{site}/departement/59")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Quitter vite")).to_be_focused()
    page.keyboard.press("Enter")
    has_left(page)


@pytest.mark.parametrize("path", ["/", "/departement/59", "/urgence", "/recherche", "/en/"])
def test_a_phone_never_scrolls_sideways(page: Page, site: str, path: str) -> None:
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto(site + path)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
