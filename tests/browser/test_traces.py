"""S3, S4: what a visit leaves in a real browser, and whom it tells: nothing, and nobody.

One browser profile walks through every kind of page in both languages (in a soak, through the
whole crawl), opens cards, puts layers away, searches. Every request that the browser makes is
written down, and every place where a page may leave something is looked into on every page.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect

from tests.safety import crawl
from webmap.directory.catalogue import Catalogue

SOAK = bool(os.environ.get("WEBMAP_SOAK"))
NEUTRAL = "https://fr.wikipedia.org/"
#: Rules whose answers are pages; the way out has its own test.
PAGES = [
    rule
    for rule in crawl.PATHS
    if not rule.startswith(("/donnees/", "/static/", "/carte/<", "/sortie", "/healthz"))
    and "." not in rule
]
ERRORS = ("/nowhere", "/commune/99999", "/ressource/rzzzzzz", "/couverture?tri=zz")
LEFT = """async () => ({
    cookie: document.cookie,
    local: Object.keys(localStorage),
    session: Object.keys(sessionStorage),
    databases: (await indexedDB.databases()).map(database => database.name),
    caches: await caches.keys(),
    workers: (await navigator.serviceWorker.getRegistrations()).length,
    window: window.name,
})"""
NOTHING: dict[str, Any] = {
    "cookie": "", "local": [], "session": [], "databases": [], "caches": [], "workers": 0,
    "window": "",
}  # fmt: skip


@dataclass
class Watch:
    """A browser profile, and everything that it asked for."""

    context: BrowserContext
    site: str
    asked: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.context.on("request", self._note)

    def _note(self, request: Request) -> None:
        self.asked.append(request.url)

    @property
    def outside(self) -> list[str]:
        """Addresses that are not ours."""
        ours = (f"{self.site}/", "data:", "blob:", "about:")
        return [address for address in self.asked if not address.startswith(ours)]

    def assert_nothing(self, page: Page) -> None:
        """Neither this page nor the profile holds anything."""
        assert page.evaluate(LEFT) == NOTHING, page.url
        assert self.context.storage_state() == {"cookies": [], "origins": []}, page.url
        assert self.outside == [], page.url


@pytest.fixture
def watch(browser: Browser, site: str) -> Iterator[Watch]:
    context = browser.new_context(locale="fr-FR")
    yield Watch(context, site)
    context.close()


def ends(rule: str, catalogue: Catalogue, language: str) -> list[str]:
    """What follows the fixed part of a rule: its first in French, its last in English; all of it
    in both in a soak."""
    ids = tuple(record.id for record in catalogue.records)
    found = list(crawl.PATHS[rule](crawl.Known(ids, tuple(catalogue.territories), (), ())))
    return found if SOAK else [found[-1 if language else 0]]


@pytest.mark.parametrize("language", ["", "/en"])
def test_reading_every_kind_of_page(watch: Watch, catalogue: Catalogue, language: str) -> None:
    """No third party, no cookie, nothing stored, on good pages and on errors."""
    page = watch.context.new_page()
    paths = [
        rule.split("<")[0] + quote(end, safe="/?&=,;")
        for rule in PAGES
        for end in ends(rule, catalogue, language)
    ]
    assert len(paths) >= len(PAGES) >= 8
    for path in (*paths, *ERRORS):
        answer = page.goto(watch.site + language + path)
        assert answer is not None
        assert "set-cookie" not in answer.headers
        if page.locator(".map-frame").count():
            page.wait_for_load_state("networkidle")
        watch.assert_nothing(page)
    assert len(watch.asked) > len(paths)


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize("path", ["/carte", "/couverture", "/departement/29"])
def test_using_a_map(watch: Watch, language: str, path: str) -> None:
    """Cards opened, layers put away and taken back, another shade, a jump, closer and farther."""
    page = watch.context.new_page()
    page.goto(watch.site + language + path)
    expect(page.locator(".map-frame.ready")).to_be_visible()
    folded = page.locator(".leaflet-control-layers-toggle:visible")
    if folded.count():
        folded.press("Enter")
    for layer in page.locator(".leaflet-control-layers input[type=checkbox]").all():
        layer.press("Space")
        expect(layer).not_to_be_checked()
        layer.press("Space")
    for choice in page.locator("main select").all():
        choice.select_option(index=1)
    for jump in page.locator(".map-frame button[type=button]:visible").all()[:3]:
        jump.click()
    for way in ("in", "out"):
        zoom(page, way)
    if path != "/couverture":
        open_a_card(page)
    watch.assert_nothing(page)


def zoom(page: Page, way: str) -> None:
    """Closer or farther, until the map is there: on the way a press is lost, and marks are made
    anew."""
    before = page.evaluate("webmap.map.getZoom()")
    page.locator(f".leaflet-control-zoom-{way}").click()
    page.wait_for_function("zoom => webmap.map.getZoom() !== zoom", arg=before)
    expect(page.locator(".leaflet-zoom-anim, .leaflet-cluster-anim")).to_have_count(0)


def open_a_card(page: Page) -> None:
    """By the keyboard, from the first mark that stands alone."""
    expect(page.locator(".map-frame.marked")).to_be_visible()
    page.locator(".mark-icon:not(.mark-cluster)").first.press("Enter")
    expect(page.locator(".leaflet-popup")).to_be_visible()


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize("words", ["Guéret", "Saint-Denis", "il a mes nudes", "zqmarkzq"])
def test_searching(watch: Watch, language: str, words: str) -> None:
    """A place, a choice, distress, nothing: the words are in no address and in no store."""
    page = watch.context.new_page()
    page.goto(f"{watch.site}{language}/")
    page.get_by_role("combobox").fill(words)
    page.get_by_role("combobox").press("Enter")
    page.wait_for_url(re.compile(r"/(recherche\?(parmi|suite)=[\w.]+|commune/\w+|urgence)$"))
    watch.assert_nothing(page)
    assert not [a for a in watch.asked if quote(words) in a or words in a]
    assert page.evaluate("history.state") is None


@pytest.mark.parametrize("language", ["", "/en"])
def test_choosing_a_suggestion(watch: Watch, language: str) -> None:
    """Letters, another town, a choice: the history and the requests know the choice alone."""
    page = watch.context.new_page()
    page.goto(f"{watch.site}{language}/")
    box = page.get_by_role("combobox")
    box.fill("zqmark")
    box.fill("mamoud")
    page.get_by_role("option", name="Mamoudzou").click()
    page.wait_for_url(f"{watch.site}{language}/commune/97611")
    watch.assert_nothing(page)
    assert not [a for a in watch.asked if "zqmark" in a or "mamoud" in a.lower()]
    assert page.evaluate("[history.length, history.state]") == [3, None]


def test_a_helpline_is_opened_without_a_trace_of_ours(watch: Watch) -> None:
    """A number unfolded, a record read: no look-up of the hosts of its links."""
    page = watch.context.new_page()
    page.goto(f"{watch.site}/urgence")
    for card in page.locator("details.call summary").all():
        card.click()
    watch.assert_nothing(page)
    assert (
        page.locator("link[rel=dns-prefetch], link[rel=preconnect], link[rel=prefetch]").count()
        == 0
    )


def test_the_way_out_leaves_its_flag_alone(watch: Watch) -> None:
    """The only thing that may stay: one line, in this tab, that names nothing of a visit."""
    neutral = '<!doctype html><link rel="icon" href="data:,"><title>Neutral</title>'
    watch.context.route(
        f"{NEUTRAL}**", lambda route: route.fulfill(content_type="text/html", body=neutral)
    )
    blank = f"{watch.site}/blank"
    watch.context.route(blank, lambda route: route.fulfill(content_type="text/html", body=neutral))
    page = watch.context.new_page()
    page.goto(f"{watch.site}/commune/23096")
    page.locator("#exit").click()
    page.wait_for_url(f"{NEUTRAL}**")
    assert {address for address in watch.outside if not address.startswith(NEUTRAL)} == set()
    # A page of our address without a script of ours: what is in the store as it was left.
    page.goto(blank)
    left = page.evaluate(LEFT)
    assert left == {**NOTHING, "session": left["session"]}
    flag = page.evaluate("({ ...sessionStorage })")
    assert len(flag) == 1
    assert "23096" not in str(flag)
    assert watch.context.storage_state() == {"cookies": [], "origins": []}


def test_the_watch_sees_what_it_watches_for(watch: Watch) -> None:
    """A page that does all that ours may not: each thing is found, or the other tests say
    nothing."""
    body = """<!doctype html><link rel="icon" href="data:,"><img src="https://other.example/x.png">
    <script>
    document.cookie = "a=1"; localStorage.b = 1; sessionStorage.c = 1; window.name = "d";
    window.done = Promise.all([
        caches.open("e"),
        new Promise(done => { indexedDB.open("f").onsuccess = done; }),
    ]);
    </script>"""
    watch.context.route(
        f"{watch.site}/bad", lambda route: route.fulfill(content_type="text/html", body=body)
    )
    watch.context.route("https://other.example/**", lambda route: route.abort())
    page = watch.context.new_page()
    page.goto(f"{watch.site}/bad")
    page.evaluate("() => window.done.then(() => null)")
    left = page.evaluate(LEFT)
    assert left == {
        "cookie": "a=1", "local": ["b"], "session": ["c"], "databases": ["f"], "caches": ["e"],
        "workers": 0, "window": "d",
    }  # fmt: skip
    assert watch.outside == ["https://other.example/x.png"]
    assert [cookie["name"] for cookie in watch.context.storage_state()["cookies"]] == ["a"]
    with pytest.raises(AssertionError):
        watch.assert_nothing(page)
