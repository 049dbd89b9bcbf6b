"""The way out is always in sight (S4): phone, 400 %, two fingers, over the map, on the cover."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.browser.leaving import SHAPES, context_with_neutral, hide, show

PATHS = ("/", "/departement/59", "/carte", "/couverture", "/urgence/988", "/securite", "/nowhere")

#: What is at the centre and near the four corners, or what stands there instead; and its size.
TOUCHED = """link => {
    const box = link.getBoundingClientRect();
    const in_x = [box.left + 6, box.left + box.width / 2, box.right - 6];
    const in_y = [box.top + 6, box.top + box.height / 2, box.bottom - 6];
    const points = [[0, 0], [2, 0], [1, 1], [0, 2], [2, 2]];
    const found = points.map(([x, y]) => document.elementFromPoint(in_x[x], in_y[y]));
    const others = found.filter(one => one !== link).map(one => one ? one.outerHTML : "nothing");
    if (box.height < 56) others.push(`${box.height} px high`);
    return others.map(one => `at ${scrollY}: ${one.slice(0, 80)}`);
}"""
#: The same seen through two fingers: in the part that is enlarged, as large as before.
ENLARGED = """link => {
    const box = link.getBoundingClientRect();
    const { offsetLeft, offsetTop, width, height, scale } = visualViewport;
    return scale > 1 && box.height * scale > 55 && box.left > offsetLeft - 1
        && box.top > offsetTop - 1 && box.right < offsetLeft + width + 1
        && box.bottom < offsetTop + height + 1;
}"""


def covered(link: Locator) -> list[str]:
    """What covers the link while the page scrolls from its head to its end."""
    found: list[str] = []
    for share in (0, 0.3, 0.6, 1):
        link.page.evaluate(
            "share => scrollTo({ top: share * document.body.scrollHeight, behavior: 'instant' })",
            share,
        )
        found += link.evaluate(TOUCHED)
    return found


@pytest.fixture(params=SHAPES)
def context(browser: Browser, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    context = context_with_neutral(browser, **SHAPES[request.param])
    yield context
    context.close()


def test_nothing_ever_covers_the_exit(page: Page, site: str) -> None:
    """Every kind of page, wherever one has scrolled."""
    for number, path in enumerate(PATHS):
        page.goto(site + ("/en" if number % 2 else "") + path)
        assert covered(page.locator("#exit")) == [], path


def test_the_exit_covers_no_last_line(page: Page, site: str) -> None:
    """The page keeps room for it, also when letters are twice as large."""
    page.goto(f"{site}/urgence")
    for size in ("100%", "200%"):
        page.evaluate("size => { document.documentElement.style.fontSize = size; }", size)
        page.evaluate("scrollTo({ top: document.body.scrollHeight, behavior: 'instant' })")
        bar, last = page.locator("#exit").bounding_box(), page.locator(".foot").bounding_box()
        assert bar is not None
        assert last is not None
        above = last["y"] + last["height"] <= bar["y"] + 1
        assert above or bar["y"] + bar["height"] <= last["y"]


def test_under_the_thumb_on_touch_screens(page: Page, site: str) -> None:
    """At the bottom wherever a finger points; on a desk, at the top."""
    page.goto(f"{site}/urgence")
    box, size = page.locator("#exit").bounding_box(), page.viewport_size
    assert box is not None
    assert size is not None
    at_the_bottom = box["y"] + box["height"] == size["height"]
    assert at_the_bottom == (size["width"] < 992 or page.evaluate("navigator.maxTouchPoints > 0"))


@pytest.mark.parametrize("context", ["phone", "zoom"], indirect=True)
def test_an_open_card_of_the_map_passes_under(page: Page, site: str) -> None:
    """The card is brought where the exit is: the exit stays over it."""
    page.goto(f"{site}/carte")
    expect(page.locator(".map-frame.marked")).to_be_visible()
    page.get_by_role("button", name="Corse", exact=True).click()
    page.get_by_role("button", name="UAPED d’Ajaccio").press("Enter")
    card, link = page.locator(".leaflet-popup"), page.locator("#exit")
    expect(card).to_be_visible()
    page.evaluate("document.body.style.padding = '900px 0'")
    under, over = card.bounding_box(), link.bounding_box()
    assert under is not None
    assert over is not None
    page.evaluate(
        "distance => scrollBy({ top: distance, behavior: 'instant' })",
        under["y"] + under["height"] / 2 - over["y"] - over["height"] / 2,
    )
    assert link.evaluate(TOUCHED) == []


@pytest.mark.parametrize("context", ["zoom", "desk"], indirect=True)
def test_the_exit_stands_on_the_cover(page: Page, site: str) -> None:
    page.goto(f"{site}/departement/59")
    hide(page)
    show(page)
    link = page.get_by_role("dialog").get_by_role("link", name="Quitter vite")
    assert covered(link) == []


@pytest.mark.parametrize("context", ["phone", "desk"], indirect=True)
def test_a_page_enlarged_with_two_fingers(page: Page, site: str) -> None:
    """What is fixed to a page leaves the screen then: the way out follows."""
    page.goto(f"{site}/departement/59")
    fingers = page.context.new_cdp_session(page)
    fingers.send("Emulation.setPageScaleFactor", {"pageScaleFactor": 3})
    link = page.locator("#exit")
    for x, y in ((0, 0), (-60, -40)):
        fingers.send(
            "Input.synthesizeScrollGesture",
            {"x": 50, "y": 40, "xDistance": x, "yDistance": y, "speed": 8000},
        )
        page.wait_for_function(f"link => ({ENLARGED})(link)", arg=link.element_handle())
    fingers.send("Emulation.setPageScaleFactor", {"pageScaleFactor": 1})
    page.wait_for_function("link => !link.style.transform", arg=link.element_handle())


@pytest.mark.parametrize("context", ["desk"], indirect=True)
def test_paper_has_neither_exit_nor_cover(page: Page, site: str) -> None:
    """A page may go out of sight because it is being printed."""
    page.goto(f"{site}/urgence")
    hide(page)
    page.emulate_media(media="print")
    assert page.locator(".exit:visible, .cover:visible").count() == 0
    assert page.get_by_role("heading", level=1, include_hidden=True).is_visible()
