"""Leaving fast (S4): scripts off first, then the finger, the keyboard and the Back button."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

NEUTRAL = "https://fr.wikipedia.org/"
OURS = re.compile("Repères|119|Quitter")


def _neutral(route: Route) -> None:
    route.fulfill(content_type="text/html", body="<title>Neutral</title><h1>Neutral page</h1>")


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser for which the neutral page exists without any network."""
    context = browser.new_context(locale="fr-FR")
    context.route(f"{NEUTRAL}**", _neutral)
    yield context
    context.close()


def _has_left(page: Page) -> None:
    page.wait_for_url(f"{NEUTRAL}**")
    expect(page.get_by_role("heading", name="Neutral page")).to_be_visible()
    expect(page.locator("body")).not_to_contain_text(OURS)


def test_without_scripts_the_link_leaves(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    context.route(f"{NEUTRAL}**", _neutral)
    page = context.new_page()
    page.goto(f"{site}/departement/59")
    page.get_by_role("link", name="Quitter vite").click()
    page.wait_for_url(f"{NEUTRAL}**")
    context.close()


def test_back_never_returns_to_us(page: Page, site: str) -> None:
    """The page left is replaced, and the older ones leave again."""
    page.goto("about:blank")
    page.goto(f"{site}/")
    page.goto(f"{site}/urgence")
    page.get_by_role("link", name="Quitter vite").click()
    _has_left(page)
    page.go_back()
    _has_left(page)


def test_forward_never_returns_to_us(page: Page, site: str) -> None:
    page.goto(f"{site}/")
    page.goto(f"{site}/urgence")
    page.go_back()
    page.get_by_role("link", name="Quitter vite").click()
    _has_left(page)
    page.go_forward()
    _has_left(page)


def test_reload_after_back_never_returns_to_us(page: Page, site: str) -> None:
    """Someone who presses Back, sees the neutral page come and go, then reloads."""
    page.goto(f"{site}/")
    page.goto(f"{site}/urgence")
    page.get_by_role("link", name="Quitter vite").click()
    _has_left(page)
    # The neutral site no longer answers: what Back finds stays on the screen until the reload.
    page.context.unroute(f"{NEUTRAL}**")
    page.context.route(f"{NEUTRAL}**", lambda route: route.fulfill(status=204))
    with page.expect_event("requestfailed", lambda r: r.url.startswith(NEUTRAL)):
        page.evaluate("setTimeout(() => history.back())")
    assert page.url == f"{site}/"
    page.context.unroute(f"{NEUTRAL}**")
    page.context.route(f"{NEUTRAL}**", _neutral)
    page.evaluate("setTimeout(() => location.reload())")
    _has_left(page)


@pytest.mark.parametrize("how", ["touch", "keyboard"])
def test_the_way_out_waits_for_no_script(page: Page, site: str, how: str) -> None:
    """On a slow line the map's script hangs: the exit works as soon as it is on the screen."""
    page.route("**/static/vendor/leaflet.js*", lambda _route: None)
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
    _has_left(page)
    page.go_back()
    _has_left(page)


def test_whoever_comes_back_on_purpose_is_welcome(page: Page, site: str) -> None:
    """Only Back and Forward leave again: a new visit in the same tab works."""
    page.goto(f"{site}/")
    page.get_by_role("link", name="Quitter vite").click()
    _has_left(page)
    page.goto(f"{site}/urgence")
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_three_presses_of_shift(page: Page, site: str) -> None:
    page.goto(f"{site}/commune/59350")
    for _ in range(3):
        page.keyboard.press("Shift")
    _has_left(page)


def test_typing_capitals_stays(page: Page, site: str) -> None:
    """A capital letter is Shift and a letter: names of towns can be typed."""
    page.goto(f"{site}/")
    page.get_by_role("searchbox").press_sequentially("L'Haÿ-Les-Roses, Saint-Denis, Paris")
    for letter in "ABCD":
        page.keyboard.press(f"Shift+{letter}")
    expect(page).to_have_url(f"{site}/")


def test_the_first_tab_is_the_exit(page: Page, site: str) -> None:
    page.goto(f"{site}/departement/59")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Quitter vite")).to_be_focused()
    page.keyboard.press("Enter")
    _has_left(page)


@pytest.mark.parametrize("path", ["/", "/departement/59", "/carte", "/couverture", "/urgence/988"])
@pytest.mark.parametrize("width", [390, 800, 1280])
def test_the_exit_is_always_in_sight(page: Page, site: str, path: str, width: int) -> None:
    """At the head, in the middle, at the end; 56 pixels high; and it covers no last line."""
    page.set_viewport_size({"width": width, "height": 700})
    page.goto(site + path)
    link = page.get_by_role("link", name="Quitter vite")
    for share in (0, 0.5, 1):
        page.evaluate(
            f"scrollTo({{top: document.body.scrollHeight * {share}, behavior: 'instant'}})"
        )
        expect(link).to_be_in_viewport(ratio=1)
    box, last = link.bounding_box(), page.locator(".foot p").last.bounding_box()
    assert box is not None
    assert last is not None
    assert box["height"] >= 56
    assert last["y"] + last["height"] <= box["y"] or box["y"] + box["height"] <= last["y"]


@pytest.mark.parametrize("path", ["/", "/departement/59", "/urgence", "/recherche", "/en/"])
def test_a_phone_never_scrolls_sideways(page: Page, site: str, path: str) -> None:
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto(site + path)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
