"""The board of engagements and the page of changes, as a coordinator reads them."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect


def test_from_an_engagement_to_its_evidence(page: Page, site: str) -> None:
    """Choose an engagement, read territories by state, one click to what makes a state."""
    page.goto(site + "/couverture/engagements")
    page.get_by_label("Engagement").select_option("plan_2021_9")
    page.get_by_role("button", name="Voir").click()
    expect(page.get_by_role("heading", level=2)).to_contain_text("Un accompagnement")
    assert "engagement=plan_2021_9" in page.url
    expect(page.get_by_role("heading", level=3, name="Pas encore demandé")).to_be_visible()
    expect(page.get_by_role("heading", level=3, name="Vérifié")).to_have_count(0)
    line = page.get_by_role("listitem").filter(has=page.get_by_role("link", name="Ain", exact=True))
    line.get_by_role("link").nth(1).click()
    expect(page).to_have_url(re.compile(r"/ressource/r"))


def test_from_a_territory_to_whom_to_ask(page: Page, site: str) -> None:
    """Choose a territory: every engagement with its state, its rule, whom to ask, its source."""
    page.goto(site + "/couverture/976")
    page.get_by_role("link", name="Deux réunions de la commission par an").click()
    expect(page.get_by_role("heading", level=2)).to_contain_text("Mayotte")
    expect(page.get_by_role("heading", level=3)).to_have_count(1)
    expect(page.get_by_text("Pas encore demandé").last).to_be_visible()
    page.get_by_label("Engagement").select_option("")
    page.get_by_role("button", name="Voir").click()
    expect(page.get_by_role("heading", level=3)).to_have_count(11)
    for word in ("Ce que mesure la ligne", "À qui demander", "Source"):
        expect(page.get_by_role("term").filter(has_text=word)).to_have_count(11)
    page.get_by_label("État", exact=True).select_option("listed")
    page.get_by_role("button", name="Voir").click()
    expect(page.get_by_text("Aucun engagement n’est dans cet état ici.")).to_be_visible()


def test_a_text_that_was_not_found_says_so(page: Page, site: str) -> None:
    """Nothing is written from memory: what is not known of an action is said on its line."""
    page.goto(site + "/couverture/engagements?engagement=plan_2021_10")
    expect(page.get_by_text("Texte non retrouvé, à vérifier.")).to_be_visible()
    expect(page.get_by_text("Pas de règle tant que le texte n’a pas été lu.")).to_be_visible()


def test_what_changed_since_a_kept_day(page: Page, site: str) -> None:
    """One record by move, with a link; a file that cannot be read is named; accommodation by
    region alone."""
    page.goto(site + "/couverture/changements?depuis=2026-02-10")
    expect(page.get_by_text("Un relevé gardé ne peut pas être lu")).to_contain_text("2026-02-01")
    expect(
        page.get_by_text("Aucun relevé lisible n’est gardé avant le 1 mars 2026.")
    ).to_be_visible()
    page.get_by_label("Depuis le relevé du").select_option("2026-03-01")
    page.get_by_role("button", name="Voir").click()
    expect(page.get_by_text("Entre le 1 mars 2026 et le")).to_be_visible()
    expect(page.get_by_role("heading", level=3, name="Ouvert, ou nouveau")).to_be_visible()
    expect(page.get_by_role("heading", name="Unités hospitalières (UAPED) (2)")).to_be_visible()
    expect(page.get_by_role("heading", level=3, name="À confirmer de nouveau")).to_be_visible()
    expect(page.get_by_role("heading", name="Unités hospitalières (UAPED) (1)")).to_be_visible()
    housed = page.get_by_role("heading", name="L’hébergement").locator("~ ul").first
    expect(housed.get_by_role("listitem").first).to_contain_text("Hauts-de-France")
    expect(housed.get_by_role("link")).to_have_count(0)
    page.get_by_role("main").get_by_role("link", name=re.compile("UAPED")).first.click()
    expect(page).to_have_url(re.compile(r"/ressource/r"))


def test_compared_with_the_shipped_day_nothing_is_told_of_accommodation(
    page: Page, site: str
) -> None:
    """Before half a year has passed there is no second figure."""
    page.goto(site + "/couverture/changements?depuis=2026-11-22")
    expect(page.get_by_text("Le dernier chiffre est du 22 novembre 2026.")).to_be_visible()
    expect(page.get_by_role("link", name="Comment les changements")).to_be_visible()
