"""The search box while someone types: a combobox by the book, and not one letter that leaves.

S4 and S5: suggestions come from one file, the same for everybody, asked for when the box is
entered; the page left behind keeps no word.
"""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, Request, expect

from tests.browser.leaving import NEUTRAL

PLACES = "/donnees/lieux.json"


def box(page: Page) -> Locator:
    return page.get_by_role("combobox")


def typed(page: Page, site: str, text: str, prefix: str = "") -> Locator:
    """The box with words in it and its file read; gives the options."""
    page.goto(f"{site}{prefix}/")
    with page.expect_response(lambda answer: answer.url.endswith(PLACES)):
        box(page).focus()
    box(page).press_sequentially(text)
    return page.get_by_role("option")


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_a_choice_by_the_keyboard(watched: Page, site: str, prefix: str) -> None:
    """Down, down, up, Enter; the box keeps the focus and says which option is meant."""
    options = typed(watched, site, "saint de", prefix)
    expect(box(watched)).to_have_attribute("aria-expanded", "true")
    expect(options.first).to_have_text(re.compile(r"^Saint-Denis \("))
    expect(options.nth(1)).to_have_text(re.compile(r"^Saint-Denis \("))
    for key, chosen in (("ArrowDown", 0), ("ArrowDown", 1), ("ArrowUp", 0)):
        box(watched).press(key)
        expect(box(watched)).to_be_focused()
        expect(options.nth(chosen)).to_have_attribute("aria-selected", "true")
        active = options.nth(chosen).get_attribute("id") or "none"
        expect(box(watched)).to_have_attribute("aria-activedescendant", active)
        assert watched.locator("[aria-selected=true]").count() == 1
    box(watched).press("Enter")
    watched.wait_for_url(re.compile(f"{site}{prefix}/commune/(97411|93066)$"))


def test_the_list_goes_round_and_closes(watched: Page, site: str) -> None:
    """Up from the box is the last option; Escape closes, then empties; the words were not lost."""
    options = typed(watched, site, "mamou")
    expect(options.first).to_have_text("Mamoudzou (Mayotte)")
    box(watched).press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    box(watched).press("Escape")
    expect(options).to_have_count(0)
    expect(box(watched)).to_have_attribute("aria-expanded", "false")
    expect(box(watched)).to_have_value("mamou")
    box(watched).press("ArrowDown")
    expect(options.first).to_be_visible()
    box(watched).press("Escape")
    box(watched).press("Escape")
    expect(box(watched)).to_have_value("")


def test_moving_among_the_letters_leaves_the_list(watched: Page, site: str) -> None:
    """The caret is in the words again, so Enter sends them: no option is meant unseen."""
    options = typed(watched, site, "mac")
    for key in ("ArrowLeft", "ArrowRight", "Home", "End"):
        box(watched).press("ArrowDown")
        expect(options.first).to_have_attribute("aria-selected", "true")
        box(watched).press(key)
        expect(options.first).to_have_attribute("aria-selected", "false")
        expect(box(watched)).not_to_have_attribute("aria-activedescendant", re.compile("."))
        expect(options.first).to_be_visible()
    box(watched).press("Enter")
    watched.wait_for_url(f"{site}/urgence")


def test_a_large_zoom_shows_what_is_chosen(browser: Browser, site: str) -> None:
    """At 400 % a screen of 1280 by 1024 has 320 by 256 left: the option meant is in sight, under no
    button of ours, and nothing scrolls sideways."""
    context = browser.new_context(viewport={"width": 320, "height": 256}, locale="fr-FR")
    page = context.new_page()
    options = typed(page, site, "saint")
    for _ in range(4):
        box(page).press("ArrowDown")
    chosen = options.nth(3)
    expect(chosen).to_have_attribute("aria-selected", "true")
    chosen.scroll_into_view_if_needed()
    expect(chosen).to_be_in_viewport()
    assert chosen.evaluate(
        """option => {
            const at = option.getBoundingClientRect();
            const top = document.elementFromPoint(at.x + 8, at.y + at.height / 2);
            return top === option;
        }"""
    )
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    context.close()


def test_forced_colours_tell_the_option_meant(browser: Browser, site: str) -> None:
    """By another ground and another ink, of the visitor's own palette."""
    context = browser.new_context(forced_colors="active", locale="fr-FR")
    page = context.new_page()
    options = typed(page, site, "saint")
    box(page).press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    looks = [
        options.nth(n).evaluate(
            "o => [getComputedStyle(o).backgroundColor, getComputedStyle(o).color]"
        )
        for n in (0, 1)
    ]
    assert looks[0][0] != looks[1][0]
    assert looks[0][0] != looks[0][1]
    context.close()


def test_a_choice_by_the_finger(watched: Page, site: str) -> None:
    options = typed(watched, site, "tribunal judiciaire de gu")
    options.get_by_text("Tribunal judiciaire de Guéret").click()
    watched.wait_for_url(re.compile(r"/ressource/r\w+$"))


def test_enter_without_a_choice_sends_the_words(watched: Page, site: str) -> None:
    """What is typed counts, not what is proposed: a call for help is never turned into a town."""
    options = typed(watched, site, "mac")
    expect(options.first).to_be_visible()
    box(watched).press("Enter")
    watched.wait_for_url(f"{site}/urgence")


FOLDED = {
    "L'HAŸ": "L'Haÿ-les-Roses (Val-de-Marne)", "l hay les": "L'Haÿ-les-Roses (Val-de-Marne)",
    "ste foy les": "Sainte-Foy-lès-Lyon (Rhône)", "stras": "Strasbourg (Bas-Rhin)",
    "st": "Saint-Barthélemy (977)", "sete": "Sète (Hérault)", "creuse": "Creuse (23)",
    "hœnh": "Hœnheim (Bas-Rhin)", "hoenh": "Hœnheim (Bas-Rhin)",
}  # fmt: skip


def test_the_script_folds_as_the_server_does(watched: Page, site: str) -> None:
    """Accents, capitals, hyphens, apostrophes, ligatures, St and Ste."""
    options = typed(watched, site, "")
    for text, first in FOLDED.items():
        box(watched).fill(text)
        expect(options.first).to_have_text(first)


def test_the_number_of_places_is_said(watched: Page, site: str) -> None:
    """By a status, after a pause: a screen reader hears it without leaving the box."""
    options = typed(watched, site, "saint")
    status = watched.locator("form.search [role=status]")
    expect(status).to_contain_text(f"{options.count()} lieux proposés")
    box(watched).fill("mamoudz")
    expect(status).to_contain_text("Un lieu proposé")
    box(watched).fill("zzzz")
    expect(status).to_have_text("")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_an_open_list_has_no_finding(browser: Browser, site: str, scheme: str) -> None:
    context = browser.new_context(color_scheme=scheme, locale="fr-FR")  # type: ignore[arg-type]
    page = context.new_page()
    options = typed(page, site, "saint")
    box(page).press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
    height = options.first.bounding_box()
    assert height is not None
    assert height["height"] >= 44
    context.close()


def test_no_letter_leaves_before_the_form(watched: Page, site: str) -> None:
    """One file, once, whatever is typed; and the page left behind keeps no word for Back."""
    asked: list[Request] = []
    watched.on("request", lambda request: asked.append(request))
    options = typed(watched, site, "zqmark")
    box(watched).fill("mamou")
    options.first.click()
    watched.wait_for_url(f"{site}/commune/97611")
    sent = [request.url.removeprefix(site) for request in asked]
    assert sent.count(PLACES) == 1
    assert not [url for url in sent if "zqmark" in url or "mamou" in url]
    assert {request.method for request in asked} == {"GET"}
    assert not any(request.post_data for request in asked)
    watched.go_back()
    expect(box(watched)).to_have_value("")


def test_nothing_is_asked_before_the_box_is_entered(watched: Page, site: str) -> None:
    asked: list[str] = []
    watched.on("request", lambda request: asked.append(request.url))
    watched.goto(f"{site}/")
    watched.wait_for_load_state("networkidle")
    assert not [url for url in asked if url.endswith(PLACES)]


def test_a_poor_line_is_spared(browser: Browser, site: str) -> None:
    """A visitor who saves data types as before."""
    context = browser.new_context(locale="fr-FR")
    context.add_init_script(
        "Object.defineProperty(navigator, 'connection', { value: { saveData: true } })"
    )
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{site}/")
    box(page).fill("Mamoudzou")
    box(page).press("Enter")
    page.wait_for_url(f"{site}/commune/97611")
    assert not [url for url in asked if url.endswith(PLACES)]
    context.close()


def test_the_way_out_works_from_an_open_list(page: Page, site: str) -> None:
    """Three presses of Shift, the list open."""
    page.context.route(
        f"{NEUTRAL}**",
        lambda route: route.fulfill(content_type="text/html", body="<title>Neutral</title>"),
    )
    options = typed(page, site, "mamou")
    expect(options.first).to_be_visible()
    for _ in range(3):
        page.keyboard.press("Shift")
    page.wait_for_url(f"{NEUTRAL}**")
