"""Choices over the cards of a page: they combine, stay in the page, and lose nobody in silence."""

from __future__ import annotations

import json
import re

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from webmap.directory.catalogue import Catalogue
from webmap.web.public import territory
from webmap.web.stamps import YOUNGEST

#: A territory with teams of several kinds, of which some take walk-ins and most do not say.
PATH = "/departement/59"


def cards(page: Page, where: str = "") -> list[str]:
    """Ids of the cards in sight, in the order of the page."""
    script = "all => all.filter(c => c.checkVisibility()).map(c => c.id.slice(2))"
    found: list[str] = page.locator(f"{where} li[data-yes]").evaluate_all(script)
    return found


def opened(page: Page, address: str) -> Locator:
    page.goto(address)
    form = page.locator("form.filters")
    form.get_by_text("Choisir parmi les fiches").click()
    return form


def test_choices_combine_and_are_announced(watched: Page, site: str, catalogue: Catalogue) -> None:
    """Without an appointment, then online too: what a page does not say stands apart, in sight."""
    form = opened(watched, site + PATH)
    shown = cards(watched)
    records = {record_id: catalogue.get(record_id) for record_id in shown}
    form.get_by_label("sans rendez-vous").check()
    walk_in = {i for i, r in records.items() if "libre" in r.admission}
    unsaid = {i for i, r in records.items() if r.admission in ((), ("non_renseigne",))}
    assert walk_in
    assert unsaid
    assert set(cards(watched, "[data-filtered]")) == walk_in
    assert set(cards(watched, ".unsaid")) == unsaid
    said = form.get_by_role("status")
    away = len(shown) - len(walk_in) - len(unsaid)
    words = rf"Conviennent.: {len(walk_in)}\. Ne le disent pas.: {len(unsaid)}\. .*: {away}\."
    expect(said).to_have_text(re.compile(words))
    expect(watched.get_by_role("heading", name=re.compile("ne le dit pas")).first).to_be_visible()

    form.get_by_label("Maraude en ligne").check()
    online = {i for i in walk_in if "maraude_numerique" in records[i].kinds}
    assert set(cards(watched, "[data-filtered]")) == online
    # Kinds are those of associations: a hospital is not sent away for having none.
    assert set(cards(watched, ".unsaid")) == {
        i
        for i in unsaid
        if records[i].category != "association" or "maraude_numerique" in records[i].kinds
    }
    form.get_by_role("button", name="Tout montrer").click()
    assert cards(watched) == shown
    expect(said).to_be_empty()


def test_nothing_of_it_enters_an_address_or_the_history(page: Page, site: str) -> None:
    """S4: no query, no entry, nothing stored; a browser that keeps the page keeps no choice."""
    form = opened(page, site + PATH)
    length = page.evaluate("history.length")
    form.get_by_label("Âge").select_option("jeune_13_15")
    form.get_by_label("sans rendez-vous").check()
    form.press("Enter")
    assert page.url == site + PATH
    assert page.evaluate("history.length") == length
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide'))")
    expect(form.get_by_label("sans rendez-vous")).not_to_be_checked()
    expect(form.get_by_label("Âge")).to_have_value("")


def test_an_age_that_no_page_states_is_no_yes(page: Page, site: str) -> None:
    """DOMAIN 3: "not stated" is never read as "accepted"."""
    form = opened(page, site + PATH)
    form.get_by_label("Âge").select_option("jeune_13_15")
    for one in cards(page, "[data-filtered]"):
        assert "ans" in page.locator(f"#f-{one} > dl").inner_text()
    assert "Mineurs, âge non précisé" in page.locator(".unsaid:visible").first.inner_text()


def test_a_choice_opens_what_is_folded(page: Page, site: str) -> None:
    """What answers for the whole country is folded on the page of a commune: it answers too."""
    form = opened(page, site + "/commune/23096")
    group = page.locator("details:has(> [data-filtered])").first
    expect(group).not_to_have_attribute("open", "")
    form.locator("[data-filter=kind]").first.check()
    expect(group).to_have_attribute("open", "")


def test_an_empty_list_is_no_dead_end(page: Page, site: str, catalogue: Catalogue) -> None:
    """Somebody to call, and a way back to all; the focus goes where one chooses."""
    (teams,) = (
        s for s in territory.sections(catalogue, "59") if s.category == "association"
    )  # fmt: skip
    form = opened(page, site + PATH)
    form.get_by_label("sans rendez-vous").check()
    form.get_by_label("Maraude en ligne").check()
    nothing = page.locator(".nothing:visible").first
    expect(nothing).to_contain_text("Cela ne veut pas dire que personne ne peut aider")
    expect(nothing).to_contain_text("119")
    nothing.get_by_role("button", name="Tout montrer").click()
    assert set(cards(page)) >= {record.id for record in teams.here}
    expect(form.locator("summary")).to_be_focused()


#: Marks that the groups of the live map hold, drawn one by one or gathered.
_LIVE = """() => {
  let count = 0;
  webmap.map.eachLayer(l => { if (l.zoomToShowLayer) count += l.getLayers().length; });
  return count;
}"""


def test_the_maps_follow_the_list(page: Page, site: str, catalogue: Catalogue) -> None:
    """A card that is set aside leaves both maps, and comes back with it."""
    form = opened(page, site + "/departement/75")
    page.wait_for_selector(".map-frame.marked")
    all_live = page.evaluate(_LIVE)
    hrefs = "marks => marks.map(mark => mark.getAttribute('href').split('/').pop())"
    drawn = page.locator(".mark-link").evaluate_all(hrefs)
    teams = [catalogue.get(one) for one in cards(page) if one in drawn]
    teams = [team for team in teams if team.category == "association"]
    kind = next(k for team in teams for k in team.kinds if any(k not in t.kinds for t in teams))
    form.locator(f"input[value={kind}]").check()
    away = {team.id for team in teams if kind not in team.kinds}
    assert away
    assert set(page.locator(".mark-link.aside").evaluate_all(hrefs)) == away
    assert page.evaluate(_LIVE) == all_live - len(away)
    form.get_by_role("button", name="Tout montrer").click()
    expect(page.locator(".mark-link.aside")).to_have_count(0)
    assert page.evaluate(_LIVE) == all_live


def test_without_scripts_everything_is_there(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site + PATH)
    expect(page.locator("form.filters")).to_be_hidden()
    expect(page.locator(".unsaid, .nothing").first).to_be_hidden()
    every = page.locator("li[data-yes]")
    assert every.count() > 8
    assert all(every.nth(n).is_visible() for n in range(every.count()))
    context.close()


def test_axe_finds_nothing_in_the_choices(page: Page, site: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    form = opened(page, site + PATH)
    form.get_by_label("sans rendez-vous").check()
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
    found = Axe().run(page, context="main", options={"runOnly": tags})
    # Marks of the map: see test_pages.
    wrong = [v for v in found.response["violations"] if v["id"] != "target-size"]
    assert wrong == [], found.generate_report()
    overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(overflow) <= 0


def test_facts_for_machines_are_data_under_our_policy(watched: Page, site: str) -> None:
    """A block of data in the page: no complaint of the policy, nothing asked of schema.org."""
    watched.goto(site + "/ressource/rlg9rg2")
    text = watched.locator("script[type='application/ld+json']").text_content()
    assert json.loads(text or "")["@context"] == "https://schema.org"


def test_a_correction_is_three_taps(browser: Browser, site: str) -> None:
    """Without scripts: a choice, sent, thanked; the address says neither record nor choice."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site + "/ressource/rlg9rg2")
    page.get_by_role("link", name=re.compile("C’est faux")).click()
    page.get_by_label(re.compile("fermée")).check()
    # The rule itself, not a guess: a younger stamp is a machine's.
    page.wait_for_timeout((YOUNGEST + 1) * 1000)
    page.get_by_role("button", name="Envoyer").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Merci")
    assert page.url == site + "/merci"
    context.close()
