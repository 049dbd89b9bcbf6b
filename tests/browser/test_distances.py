"""The pages of distances and of proposed places in a real browser, by role and label."""

from __future__ import annotations

import re

from playwright.sync_api import Browser, Page, expect

from webmap.coverage.reach_places import placed
from webmap.directory.catalogue import Catalogue
from webmap.mapping import frame


def test_the_live_map_takes_the_classes_of_the_still_one(watched: Page, site: str) -> None:
    """The Nièvre: nobody within 60 km, some within 100; a press opens it, commune by commune."""
    watched.goto(site + "/couverture/distances")
    expect(watched.locator(".map-frame.ready")).to_be_attached()
    land = watched.get_by_role("region", name="Carte animée").get_by_role(
        "link", name=re.compile("^Nièvre")
    )
    expect(land).to_have_attribute("aria-label", re.compile("moins de 25"))
    expect(land).to_have_attribute("fill", "url(#p-step-4)")
    watched.get_by_label("À moins de", exact=True).select_option("100")
    expect(land).to_have_attribute("aria-label", re.compile("de 25.* à 50"))
    expect(land).to_have_attribute("fill", "url(#p-step-3)")
    land.focus()
    watched.keyboard.press("Enter")
    expect(watched.get_by_role("heading", level=1)).to_contain_text("Nièvre")
    expect(
        watched.get_by_role("table").get_by_role("link", name="Nevers", exact=True)
    ).to_be_visible()


def test_places_stand_on_the_live_map_with_their_names(
    watched: Page, site: str, catalogue: Catalogue
) -> None:
    """The live map takes the drawing's place with its marks: alone or gathered under a number, none
    is lost on the way; named, and opened from the keyboard as on `/carte`; each in the list."""
    watched.goto(site + "/couverture/distances")
    expect(watched.locator(".map-frame.marked")).to_be_visible()
    places = placed(catalogue, "uaped")
    # Leaflet leaves out what is far from what it shows.
    in_view = [place for place in places if place.territory not in frame.OVERSEAS]
    shown = watched.locator(".map-live .mark-icon .mark").all_text_contents()
    assert sum(int(text or 1) for text in shown) == len(in_view)
    live = watched.get_by_role("region", name="Carte animée")
    mark = live.get_by_role("button", name="UAPED d’Ajaccio")
    mark.focus()
    watched.keyboard.press("Enter")
    expect(live.get_by_role("link", name=re.compile("Voir la fiche.*Ajaccio"))).to_be_focused()
    watched.keyboard.press("Escape")
    expect(mark).to_be_focused()
    watched.get_by_text(f"{len(places)} lieux comptés", exact=True).click()
    named = watched.get_by_role("list", name="Lieux comptés").get_by_role("link")
    expect(named).to_have_count(len(places))


def test_the_table_is_sorted_by_its_heads(watched: Page, site: str) -> None:
    """By role: the head says the order it is in."""
    watched.goto(site + "/couverture/distances")
    region = watched.get_by_role("region", name="Distances par territoire")
    region.get_by_role("link", name="Territoire", exact=True).click()
    head = region.get_by_role("columnheader", name=re.compile("^Territoire"))
    expect(head).to_have_attribute("aria-sort", "ascending")
    expect(region.get_by_role("rowheader").first).to_have_text(re.compile("^Ain"))


def test_a_question_is_asked_without_scripts(browser: Browser, site: str) -> None:
    """A plain form: towns in order, and the same for accommodation without any town."""
    context = browser.new_context(java_script_enabled=False, locale="fr-FR")
    page = context.new_page()
    page.goto(site + "/couverture/implanter")
    page.get_by_label("Combien de plus").select_option("3")
    page.get_by_label("Où", exact=True).select_option("974")
    page.get_by_label("Chacune sert à").select_option("30")
    page.get_by_role("button", name="Voir").click()
    expect(
        page.get_by_role("region", name="Villes proposées").get_by_role("rowheader").first
    ).to_be_visible()
    page.get_by_label("De quoi").select_option("hebergement")
    page.get_by_role("button", name="Voir").click()
    expect(page.get_by_role("region", name="Villes proposées")).to_have_count(0)
    expect(page.get_by_text("n’est jamais placé dans une ville")).to_be_visible()
    context.close()
