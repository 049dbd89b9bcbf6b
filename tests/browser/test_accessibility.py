"""What is done on a page: journeys by key, forced colours, what a screen reader is given.

What each page type holds by itself is in test_pages.py; here are the planted faults that show that
its probes can fail.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser import axe, looks

#: A page with everything wrong, each fault in a word that a probe must say.
FAULTY = """<!doctype html><html lang="fr"><title>x</title>
<body><a id="exit" href="#" style="position:fixed;bottom:0;left:0;width:100%;height:80px">X</a>
<main><h1>Un</h1><h3>Trois</h3>
<p style="width:2000px;text-align:right">large</p>
<div style="width:60px;overflow:hidden;white-space:nowrap">coupé parce que trop long</div>
<p style="margin:0">dessous</p><p style="margin:-1.2em 0 0">dessus</p>
<table><thead><tr><td>tête</td></tr></thead><tbody><tr><td>un</td></tr></tbody></table>
<svg width="9" height="9"></svg><i id="deux"></i><i id="deux"></i>
<a href="#" tabindex="3" style="outline:none">sans trait</a>
<span style="transition:color 2s">glisse</span>
<p lang="en">Tribunal</p>
<p style="color:#bbb;background:#fff">pâle</p>
<a href="#" style="position:fixed;bottom:5px;left:5px">sous la sortie</a>
</main></body></html>"""
PROBES: dict[str, tuple[Callable[[Page], list[str]], list[str]]] = {
    "lost": (looks.lost, ["too wide", "outside: ", "cut: ", "overlaid: "]),
    "structure": (
        lambda page: looks.unstructured(page, "en"),
        ["leaps", "table", "drawing", "id twice", "tab order", "language"],
    ),
    "focus": (looks.unfocused, ["focus not seen", "covered"]),
    "moving": (looks.moving, ["moves"]),
    "language": (lambda page: looks.unmarked(page, ["Tribunal"]), ["Tribunal"]),
    "axe": (axe.findings, ["color-contrast"]),
}
#: What a screen reader meets on the main pages, by role and name.
NAMED = {
    "/": ('heading "Trouver quelqu’un', "combobox", 'button "Chercher"', 'link "Quitter'),
    "/recherche": ('heading "Chercher"', "combobox", 'link "01 · Ain"'),
    "/commune/23096": ('heading "Guéret', 'link "', "search"),
    "/urgence/59": ('heading "', "119"),
    "/couverture": ('combobox "Besoin"', 'group "Pour qui"', 'table "En bref"'),
    "/carte": ('region "Carte animée"', 'link "Creuse', 'combobox "Couleur des territoires'),
}


def tab_to(page: Page, found: Locator, most: int = 80) -> Locator:
    """Tab until the focus is there, as someone without a mouse does."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if found.evaluate("one => one === document.activeElement"):
            return found
    pytest.fail(f"{found} is not reached in {most} presses of Tab")


def pressed(page: Page, found: Locator, most: int = 80) -> None:
    """Reached by Tab, then Enter."""
    tab_to(page, found, most)
    page.keyboard.press("Enter")


@pytest.mark.parametrize("probe", PROBES)
def test_a_probe_finds_what_is_wrong(page: Page, probe: str) -> None:
    """A test of pages that cannot fail would say nothing of them."""
    page.set_content(FAULTY)
    look, faults = PROBES[probe]
    found = " | ".join(look(page))
    assert [fault for fault in faults if fault not in found] == []


def test_home_to_a_record_and_back_by_keyboard(page: Page, site: str) -> None:
    """WCAG 2.1.1, 2.4.3: the whole journey with Tab, letters, arrows and Enter."""
    page.goto(f"{site}/")
    tab_to(page, page.get_by_role("combobox").first)
    page.keyboard.type("gueret")
    expect(page.get_by_role("option", name="Guéret (Creuse)")).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{site}/commune/23096")
    shown = page.locator("main a[href^='/ressource/']").filter(visible=True)
    pressed(page, shown.first)
    expect(page).to_have_url(re.compile(r"/ressource/\w+$"))
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Guéret")


def test_the_choices_of_the_coverage_by_keyboard(page: Page, site: str) -> None:
    """A coordinator without a mouse asks for a need and reads the answer."""
    page.goto(f"{site}/couverture")
    need = tab_to(page, page.get_by_label("Besoin", exact=True))
    before = need.input_value()
    page.keyboard.press("ArrowDown")
    chosen = need.input_value()
    assert chosen != before
    expect(page).to_have_url(f"{site}/couverture")
    pressed(page, page.get_by_role("button", name="Voir", exact=True))
    expect(page).to_have_url(re.compile(rf"[?&]besoin={chosen}(&|$)"))
    expect(page.get_by_label("Besoin", exact=True)).to_have_value(chosen)


def test_the_map_by_keyboard(page: Page, site: str) -> None:
    """In by Tab, moved by its keys, out by Tab: no trap; a territory leads to its page."""
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"{site}/couverture")
    expect(page.locator(".map-frame.ready")).to_be_visible()
    page.locator(".skip-map").focus()
    page.keyboard.press("Tab")
    expect(page.locator("#map_couverture")).to_be_focused()
    closer = page.evaluate("webmap.map.getZoom()")
    page.keyboard.press("+")
    page.wait_for_function("zoom => webmap.map.getZoom() > zoom", arg=closer)
    page.keyboard.press("-")
    page.wait_for_function("zoom => webmap.map.getZoom() <= zoom", arg=closer)
    pressed(page, page.locator(".map-live").get_by_role("link", name=re.compile("^Creuse")), 150)
    expect(page).to_have_url(f"{site}/couverture/23")


def test_a_name_shown_in_passing_is_put_away(page: Page, site: str) -> None:
    """WCAG 1.4.13: what the pointer or the focus brings on the map, Escape removes."""
    page.goto(f"{site}/couverture")
    expect(page.locator(".map-frame.ready")).to_be_visible()
    page.locator(".map-live").get_by_role("link", name=re.compile("^Cher[ ,:\u00a0]")).focus()
    expect(page.locator(".land-name.near")).to_have_text("Cher")
    page.keyboard.press("Escape")
    expect(page.locator(".land-name.near")).to_have_count(0)


def test_skip_links(page: Page, site: str) -> None:
    """WCAG 2.4.1: one key after the exit, seen with the focus; Tab then goes on from there."""
    page.goto(f"{site}/urgence/59")
    skip = tab_to(page, page.get_by_role("link", name="Aller au contenu"), 2)
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("Boolean(document.activeElement.closest('main'))")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_forced_colours(page: Page, site: str, scheme: str) -> None:
    """Grounds go: the way out and the buttons keep a line, signs and states stay unlike."""
    page.emulate_media(forced_colors="active", color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(f"{site}/carte")
    for found in (page.locator("#exit"), page.locator(".jump").first):
        expect(found).to_have_css("border-top-style", "solid")
    distinct(page.locator(".legend-marks li > :first-child"), 4)
    page.goto(f"{site}/couverture")
    expect(page.get_by_role("button", name="Voir")).to_have_css("border-top-style", "solid")
    expect(page.locator(".sisters [aria-current]")).to_have_css("text-decoration-line", "underline")
    distinct(page.locator(".states-meaning .swatch"), 7)


def distinct(found: Locator, count: int) -> None:
    """As many pictures as things."""
    expect(found).to_have_count(count)
    assert len({one.screenshot() for one in found.all()}) == count


@pytest.mark.parametrize("path", NAMED)
def test_what_a_screen_reader_is_given_has_names(page: Page, site: str, path: str) -> None:
    """WCAG 4.1.2, 1.3.1: landmarks, and a name for all that can be pressed or filled. The tree that
    the browser hands over: nobody listened to it (docs/rgaa.md)."""
    page.goto(site + path)
    if path == "/carte":
        expect(page.locator(".map-frame.marked")).to_be_visible()
    tree = page.locator("body").aria_snapshot()
    for landmark in ("banner", "navigation", "main", "contentinfo"):
        assert re.search(rf"^ *- {landmark}\b", tree, re.MULTILINE), landmark
    nameless = r"^ *- (?:link|button|textbox|searchbox|combobox|checkbox|radio)(?: \[.*)?:?$"
    assert re.findall(nameless, tree, re.MULTILINE) == []
    assert [words for words in NAMED[path] if words not in tree] == []


def test_what_one_presses_first_is_large(page: Page, site: str) -> None:
    """Under stress, on a phone: 44 px and more, the way out 56, beyond the 24 of WCAG 2.5.8."""
    page.set_viewport_size({"width": 390, "height": 844})
    for path in ("/", "/urgence/59", "/commune/23096"):
        page.goto(site + path)
        sizes = page.locator(
            "#exit, .site nav a, .language, .search input, .search button, .doors a, summary"
        ).evaluate_all(
            "all => all.filter(one => one.checkVisibility() && !one.closest('.cover'))"
            ".map(one => [one.id, one.getBoundingClientRect().height])"
        )
        assert len(sizes) > 8
        assert [size for name, size in sizes if size < (56 if name == "exit" else 44)] == []
