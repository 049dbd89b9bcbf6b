"""The Folium maps in a browser: shapes, marks, words, jumps; and what stays when they fail."""

from __future__ import annotations

import json
import re
from collections import Counter
from html import escape
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from webmap.directory.catalogue import Catalogue
from webmap.mapping import frame

HOSTILE = "<script>document.title='hacked'</script><b>nom</b>"
#: What surrounds a name in the list, and what comes before the place in a note.
NAME = re.compile(r'(<a href="/ressource/\w+">)[^<]*(</a>)')
PLACE = re.compile(r'(data-mark="\S+ \S+ \w+)[^"]*')
COUNT_NOTED = """() => [...document.querySelectorAll("[data-mark]")].reduce((count, item) => {
    const { category } = item.closest("[data-category]").dataset;
    return { ...count, [category]: (count[category] || 0) + 1 };
}, {})"""
#: A group says how many it holds.
COUNT_MARKS = """() => {
    webmap.map.setView([0, 0], webmap.map.getMinZoom(), { animate: false });
    return [...document.querySelectorAll(".mark-icon")].reduce((count, icon) => {
        const category = icon.className.match(/ mark-(association|magistrat|uaped)/)[1];
        const held = Number(icon.querySelector(".mark").textContent) || 1;
        return { ...count, [category]: (count[category] || 0) + held };
    }, {});
}"""
CARD_IS_WHOLE = """() => {
    const [map, zoom, card] = [".map-live", ".leaflet-control-zoom", ".leaflet-popup"]
        .map(found => document.querySelector(found).getBoundingClientRect());
    return card.left >= zoom.right && card.right <= map.right;
}"""
#: Groups that take their time, as large ones do, and a count of marks added one by one meanwhile.
SLOW_GROUPS = """
window.singles = 0;
const groups = L.MarkerClusterGroup.prototype;
const { addLayer, addLayers } = groups;
groups.addLayer = function (mark) { window.singles += 1; return addLayer.call(this, mark); };
groups.addLayers = function (marks) {
    setTimeout(() => addLayers.call(this, marks), 100);
    return this;
};
"""
#: Overseas territories with a court, so with a mark.
FAR = {
    "Mayotte": "976",
    "Polynésie française": "987",
    "Nouvelle-Calédonie": "988",
    "Saint-Pierre-et-Miquelon": "975",
}


def opened(page: Page, address: str, width: int = 1280, height: int = 900) -> Page:
    """The page with its map drawn, and its marks where it has some."""
    page.set_viewport_size({"width": width, "height": height})
    page.goto(address)
    expect(page.locator(".map-frame.ready")).to_be_visible()
    return page


def marked(page: Page, site: str, width: int = 1280) -> Page:
    """`/carte` with its marks."""
    opened(page, f"{site}/carte", width)
    expect(page.locator(".map-frame.marked")).to_be_visible()
    return page


def block(page: Page) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(page.locator("#map-data").text_content() or "")
    return found


def fills(page: Page) -> Counter[str]:
    """How many outlines of the Folium map have each fill."""
    found = page.locator("path.land-live").evaluate_all(
        "all => all.map(p => p.getAttribute('fill'))"
    )
    return Counter(found)


def expected(page: Page, shade: str) -> Counter[str]:
    """The same from the JSON block."""
    found = block(page)
    return Counter(f"url(#p-{found['states'][int(rank)]})" for rank in found["shades"][shade])


def jump(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def in_view(page: Page, selector: str) -> int:
    """How many of these lie inside the map."""
    return int(
        page.evaluate(
            """selector => {
                const map = document.querySelector('.map-live').getBoundingClientRect();
                return [...document.querySelectorAll(selector)].filter(found => {
                    const box = found.getBoundingClientRect();
                    return box.right > map.left && box.left < map.right
                        && box.bottom > map.top && box.top < map.bottom;
                }).length;
            }""",
            selector,
        )
    )


def test_territories_and_marks_are_drawn(watched: Page, site: str, width: int) -> None:
    page = marked(watched, site, width)
    assert fills(page) == expected(page, "association")
    for category in frame.POINTED:
        assert in_view(page, f".mark-icon.mark-{category}") > 0
    expect(page.locator(".map-main")).to_be_hidden()


def test_far_territories_are_a_button_away(
    watched: Page, site: str, width: int, catalogue: Catalogue
) -> None:
    page = marked(watched, site, width)
    for name, code in FAR.items():
        jump(page, name)
        for category in pointed(catalogue, code):
            assert in_view(page, f".mark-icon.mark-{category}") > 0
        expect(page.locator(".map-frame")).to_be_in_viewport()


def pointed(catalogue: Catalogue, code: str) -> set[str]:
    """Categories with a point in a territory."""
    records = (r for r in catalogue.located_in(code) if catalogue.point(r))
    found = {record.category for record in records} & set(frame.POINTED)
    assert found
    return found


def test_no_page_is_wider_than_a_phone(watched: Page, site: str) -> None:
    for path in ("/carte", "/couverture", "/departement/976"):
        page = opened(watched, f"{site}{path}", 390)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_another_shade_changes_both_maps(watched: Page, site: str) -> None:
    page = opened(watched, f"{site}/carte")
    page.get_by_label("Couleur des territoires").select_option("uaped")
    assert fills(page) == expected(page, "uaped")
    still = page.locator(".map-insets [data-code='976']")
    state = block(page)["states"][
        int(block(page)["shades"]["uaped"][block(page)["codes"].index("976")])
    ]
    expect(still).to_have_attribute("fill", f"url(#p-{state})")
    expect(still.locator("title")).to_contain_text("Mayotte")


def test_a_layer_can_be_put_away(watched: Page, site: str) -> None:
    page = marked(watched, site)
    page.get_by_label("UAPED", exact=True).uncheck()
    expect(page.locator(".mark-icon.mark-uaped")).to_have_count(0)
    page.get_by_label("UAPED", exact=True).check()
    assert in_view(page, ".mark-icon.mark-uaped") > 0


def test_a_mark_opens_a_card_that_leads_to_the_record(watched: Page, site: str) -> None:
    page = marked(watched, site)
    jump(page, "Corse")
    page.get_by_role("button", name="UAPED d’Ajaccio").click()
    card = page.locator(".leaflet-popup")
    expect(card).to_contain_text("UAPED")
    expect(card).to_contain_text("Ajaccio")
    expect(card).to_contain_text("mairie")
    card.get_by_role("link", name="Voir la fiche").click()
    expect(page).to_have_url(f"{site}/ressource/{page.url.rsplit('/', 1)[1]}")


@pytest.mark.parametrize(("first", "then"), [(320, 320), (390, 390), (844, 390)])
def test_a_card_is_whole_on_a_phone(watched: Page, site: str, first: int, then: int) -> None:
    """With its way to close, clear of the zoom buttons; on a phone that was turned too."""
    page = marked(watched, site, first)
    page.set_viewport_size({"width": then, "height": 844})
    jump(page, "Corse")
    # Not with the pointer: on a phone that was turned the key still lies over Ajaccio.
    page.get_by_role("button", name="UAPED d’Ajaccio").press("Enter")
    close = page.get_by_role("button", name="Fermer")
    expect(close).to_be_visible()
    # The map glides until the card is in it.
    page.wait_for_function(CARD_IS_WHOLE, timeout=4000)
    close.click()
    expect(page.locator(".leaflet-popup")).to_have_count(0)


def test_marks_open_from_the_keyboard(watched: Page, site: str) -> None:
    page = marked(watched, site)
    jump(page, "Corse")
    mark = page.get_by_role("button", name="UAPED d’Ajaccio")
    mark.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Voir la fiche")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".leaflet-popup")).to_have_count(0)
    expect(mark).to_be_focused()


def test_a_script_in_a_name_is_read_as_text(watched: Page, site: str) -> None:
    def poison(route: Route) -> None:
        """Names as our templates would escape them, in the list and in the notes."""
        answer = route.fetch()
        body = NAME.sub(rf"\g<1>{escape(HOSTILE)}\g<2>", answer.text())
        route.fulfill(response=answer, body=PLACE.sub(rf"\g<1> {escape(HOSTILE)}", body))

    watched.route("**/carte", poison)
    page = marked(watched, site)
    jump(page, "Mayotte")
    mark = page.locator(".mark-icon:not(.mark-cluster)").first
    expect(mark).to_have_text(f"{HOSTILE} · {HOSTILE}")
    mark.click()
    expect(page.locator(".leaflet-popup strong")).to_have_text(HOSTILE)
    expect(page.locator(".leaflet-popup p").nth(1)).to_contain_text(HOSTILE)
    assert page.locator(".map-live b, .map-live script").count() == 0
    assert page.title() != "hacked"


def test_list_and_map_agree(watched: Page, site: str, catalogue: Catalogue) -> None:
    """Each category has as many marks, groups counted, as the list has records with a point."""
    page = marked(watched, site)
    drawn = page.evaluate(COUNT_MARKS)
    listed = page.evaluate(COUNT_NOTED)
    placed = Counter(r.category for r in catalogue.records if catalogue.point(r))
    assert drawn == listed == dict(placed)


def test_marks_join_their_group_together(watched: Page, site: str) -> None:
    """One by one, 2,000 of them held the page for a second on a slow processor."""

    def slow(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=SLOW_GROUPS + answer.text())

    watched.route("**/carte/carte.fr.js*", slow)
    page = marked(watched, site)
    assert page.evaluate("window.singles") == 0
    assert page.evaluate(COUNT_MARKS) == page.evaluate(COUNT_NOTED)


def test_a_choice_made_before_the_marks_come_is_kept(watched: Page, site: str) -> None:
    """The script of the choices may be heard first."""

    def early(route: Route) -> None:
        answer = route.fetch()
        chosen = (
            "document.dispatchEvent(new CustomEvent('webmap:aside', { detail: ["
            "document.querySelector('[data-mark] a').getAttribute('href')] }));"
        )
        route.fulfill(response=answer, body=chosen + answer.text())

    watched.route("**/carte/carte.fr.js*", early)
    page = marked(watched, site)
    drawn, noted = page.evaluate(COUNT_MARKS), page.evaluate(COUNT_NOTED)
    assert sum(drawn.values()) == sum(noted.values()) - 1


def test_names_show_when_there_is_room(watched: Page, site: str) -> None:
    page = opened(watched, f"{site}/carte")
    expect(page.locator(".land-name")).to_have_count(0)
    page.locator(".map-live").get_by_role("link", name=re.compile("^Cher")).focus()
    expect(page.locator(".land-name")).to_have_text("Cher")
    jump(page, "Île-de-France")
    expect(page.locator(".land-name span", has_text="Yvelines")).to_be_visible()
    jump(page, "Hexagone")
    expect(page.locator(".land-name:not(.near)")).to_have_count(0)


def test_a_territory_leads_to_its_page(watched: Page, site: str) -> None:
    page = opened(watched, f"{site}/couverture")
    territory = page.locator(".map-live").get_by_role("link", name="Finistère")
    territory.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{site}/couverture/29")


def test_a_click_on_a_territory_in_english(watched: Page, site: str) -> None:
    page = opened(watched, f"{site}/en/couverture")
    page.locator(".map-live").get_by_role("link", name="Creuse").click()
    expect(page).to_have_url(f"{site}/en/couverture/23")


@pytest.mark.parametrize(("code", "width"), [("33", 390), ("976", 1280), ("987", 390)])
def test_the_small_map_shows_its_territory(watched: Page, site: str, width: int, code: str) -> None:
    page = opened(watched, f"{site}/departement/{code}", width)
    own = page.locator("path.land-live-own")
    expect(own).to_have_count(1)
    box, map_ = own.bounding_box(), page.locator(".map-frame").bounding_box()
    assert box is not None
    assert map_ is not None
    assert map_["x"] - 2 <= box["x"] <= map_["x"] + map_["width"]
    assert max(box["width"] / map_["width"], box["height"] / map_["height"]) > 0.3


def test_the_drawing_stays_when_the_data_does_not_come(page: Page, site: str) -> None:
    page.route("**/donnees/*.topojson", lambda route: route.fulfill(status=503))
    page.goto(f"{site}/carte")
    expect(page.get_by_role("status").filter(has_text="n’a pas pu se charger")).to_be_visible()
    expect(page.locator(".map-main")).to_be_visible()


def test_without_scripts_the_drawing_has_its_links(browser: Browser, site: str, width: int) -> None:
    context = browser.new_context(
        java_script_enabled=False, viewport={"width": width, "height": 900}
    )
    page = context.new_page()
    page.goto(f"{site}/carte")
    expect(page.locator(".map-main a")).to_have_count(96)
    assert page.locator("[data-code='976'] path").is_visible()
    page.get_by_role("button", name="Voir").click()
    expect(page).to_have_url(f"{site}/couverture?categorie=association")
    page.locator(".map-main [data-code='23']").click()
    expect(page).to_have_url(f"{site}/couverture/23")
    context.close()


def test_patterns_differ_in_grey(watched: Page, site: str) -> None:
    """Each state's swatch, drawn in one grey, is a picture of its own."""
    page = opened(watched, f"{site}/couverture")
    page.evaluate(
        "states => states.forEach(s => document.documentElement.style"
        ".setProperty('--state-' + s, '#777'))",
        block(page)["states"],
    )
    swatches = page.locator(".states-meaning .swatch").all()
    assert len({swatch.screenshot() for swatch in swatches}) == len(swatches) == 7


@pytest.mark.parametrize("key", ["Enter", " "])
def test_a_group_opens_from_the_keyboard(watched: Page, site: str, key: str) -> None:
    """WCAG 2.1.1: what a click does, a key does; the focus stays on the map."""
    page = marked(watched, site)
    before = page.evaluate("webmap.map.getZoom()")
    page.locator(".mark-cluster").first.focus()
    page.keyboard.press(key)
    page.wait_for_function("zoom => webmap.map.getZoom() > zoom", arg=before)
    expect(page.locator("#map_carte")).to_be_focused()


def test_closing_a_card_gives_the_focus_back(watched: Page, site: str) -> None:
    """By Escape or by its own button: never lost to the top of the page."""
    page = marked(watched, site)
    jump(page, "Corse")
    mark = page.get_by_role("button", name="UAPED d’Ajaccio")
    for close in ("Escape", "button"):
        mark.focus()
        page.keyboard.press("Enter")
        link = page.locator(".card-map a")
        expect(link).to_be_focused()
        if close == "Escape":
            page.keyboard.press("Escape")
        else:
            page.locator(".leaflet-popup-close-button").click()
        expect(mark).to_be_focused()


def test_a_jump_by_keyboard_takes_the_focus_along(watched: Page, site: str) -> None:
    """On a phone the button may leave the screen: the focus is where the eye is."""
    page = marked(watched, site, 390)
    page.get_by_role("button", name="Corse", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.locator("#map_carte")).to_be_focused()
    expect(page.locator("#map_carte")).to_be_in_viewport()


def test_the_legend_has_the_words_of_what_is_shaded(watched: Page, site: str) -> None:
    """Of a court, whether a magistrate is designated is not known: nothing there is to confirm."""
    page = marked(watched, site)
    legend = page.locator(".legend").first
    shade = page.get_by_label("Couleur des territoires")
    for category, said, unsaid in (
        ("magistrat", "Désignation inconnue", "À confirmer"),
        ("association", "À confirmer", "Désignation inconnue"),
    ):
        shade.select_option(category)
        expect(legend).to_contain_text(said)
        expect(legend).not_to_contain_text(unsaid)


def test_a_territory_page_is_no_keyboard_trap(watched: Page, site: str) -> None:
    """Few tab stops, all in view, and the map stays where it is while one tabs through it."""
    page = opened(watched, f"{site}/departement/59")
    page.wait_for_selector(".map-frame.marked")
    stops = page.locator(".map-frame [tabindex='0']")
    assert stops.count() <= 80
    before = page.evaluate("webmap.map.getCenter()")
    page.locator("#map_departement").focus()
    for _ in range(30):
        page.keyboard.press("Tab")
    assert page.evaluate("webmap.map.getCenter()") == before


def test_the_map_can_be_passed_over(watched: Page, site: str) -> None:
    """One key instead of a hundred."""
    page = opened(watched, f"{site}/departement/59")
    skip = page.get_by_role("link", name="Passer la carte")
    skip.focus()
    expect(skip).to_be_visible()
    skip.press("Enter")
    assert page.evaluate("document.activeElement.id") == "apres-carte"


def test_the_folded_layers_speak_french(watched: Page, site: str) -> None:
    """On a phone the list of layers folds into a button: in our words, closed by Escape."""
    page = marked(watched, site, width=390)
    toggle = page.get_by_role("button", name="Choisir ce que montre la carte")
    toggle.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("checkbox").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(toggle).to_be_focused()


@pytest.mark.parametrize(("motion", "animated"), [("reduce", 0), ("no-preference", 1)])
def test_the_map_keeps_still_for_whoever_asks(
    page: Page, site: str, motion: str, animated: int
) -> None:
    """WCAG 2.3.3: Leaflet keeps a helper pane only where it glides when it zooms."""
    page.emulate_media(reduced_motion=motion)  # type: ignore[arg-type]
    opened(page, f"{site}/carte", 1280)
    expect(page.locator(".map-live .leaflet-proxy")).to_have_count(animated)
