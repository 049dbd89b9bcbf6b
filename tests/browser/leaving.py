"""What the tests of the way out share: a neutral page without network, and being out of sight."""

from __future__ import annotations

import re
from typing import Any, Final

from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

NEUTRAL: Final = "https://fr.wikipedia.org/"
OURS: Final = re.compile("Repères|119|Quitter")

#: A phone, a desk at 400 %, a desk, a tablet. The first and the last have fingers for a pointer.
SHAPES: Final[dict[str, dict[str, Any]]] = {
    "phone": {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True},
    "zoom": {"viewport": {"width": 320, "height": 256}},
    "desk": {"viewport": {"width": 1280, "height": 800}},
    "tablet": {"viewport": {"width": 1180, "height": 820}, "has_touch": True, "is_mobile": True},
}

_SIGHT: Final = """state => {
    Object.defineProperty(document, "visibilityState", { value: state, configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
}"""


def neutral(route: Route) -> None:
    """The page of another site."""
    route.fulfill(content_type="text/html", body="<title>Neutral</title><h1>Neutral page</h1>")


def context_with_neutral(browser: Browser, **options: Any) -> BrowserContext:
    """A visitor for whom the neutral page exists."""
    context = browser.new_context(locale="fr-FR", **options)
    context.route(f"{NEUTRAL}**", neutral)
    return context


def has_left(page: Page) -> None:
    """The neutral page, and nothing of ours."""
    # A page that was kept whole comes back without being loaded.
    page.wait_for_url(f"{NEUTRAL}**", wait_until="commit")
    expect(page.get_by_role("heading", name="Neutral page")).to_be_visible()
    expect(page.locator("body")).not_to_contain_text(OURS)


def go(page: Page, way: str) -> None:
    """Back, Forward or Reload asked by the page, so that a kept page may come back whole.

    way: `history.back()`, `history.forward()` or `location.reload()`.
    """
    page.evaluate(f"setTimeout(() => {way})")


def hide(page: Page) -> None:
    """Another application or tab is in front. The browser under test never hides a page itself."""
    page.evaluate(_SIGHT, "hidden")


def show(page: Page) -> None:
    """The page is looked at again."""
    page.evaluate(_SIGHT, "visible")
