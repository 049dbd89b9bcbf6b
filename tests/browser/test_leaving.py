"""After the exit (S4): Back, Forward, kept pages, other tabs, what is stored, how long it takes."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    BrowserType,
    ConsoleMessage,
    Page,
    expect,
)

from tests.browser.leaving import NEUTRAL, context_with_neutral, go, has_left

FIVE = ("/", "/recherche", "/commune/59350", "/carte", "/urgence/59")

#: Tells when a page comes, whether it was kept whole and drawn, and when it is on the screen:
#: looked at in every frame and as it goes, kept pages included.
WATCH = """(() => {
    let told = "";
    const tell = text => console.log(`${Date.now()}.${performance.now()} ${text}`);
    const seen = () => {
        const root = document.documentElement;
        const cover = document.querySelector(".cover[open]");
        if (root.hidden || getComputedStyle(root).opacity === "0") return "";
        if (cover) return cover.matches(".away") ? "" : "covered";
        return document.body?.innerText.trim() ? "seen" : "";
    };
    addEventListener("pageshow", event => {
        told = "";
        const how = event.persisted ? `whole ${seen()}` : "anew";
        tell(`${location.pathname} came ${how}`.trim());
    });
    const look = () => {
        const now = seen();
        if (now && now !== told) tell(`${location.pathname} ${now}`);
        told = now;
        requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
    addEventListener("pagehide", () => tell(`${location.pathname} last ${seen()}`.trim()));
})()"""
#: A browser of before 2021: kept pages hear nothing, and are not told that they are hidden.
OLDER = """
    delete window.BroadcastChannel;
    document.addEventListener("visibilitychange", e => e.stopImmediatePropagation(), true);
"""
WITHOUT_STORAGE = """Object.defineProperty(window, "sessionStorage", {
    get() { throw new DOMException("refused", "SecurityError"); },
})"""
STORED = """async () => ({
    local: { ...localStorage },
    session: { ...sessionStorage },
    cookies: document.cookie,
    caches: await caches.keys(),
    databases: await indexedDB.databases(),
    workers: (await navigator.serviceWorker.getRegistrations()).length,
    name: window.name,
    state: history.state,
})"""
NOTHING = {
    "local": {}, "session": {}, "cookies": "", "caches": [], "databases": [], "workers": 0,
    "name": "", "state": None,
}  # fmt: skip
#: From the press to the end of the frame that it drew. Told to the console: a page on its way out
#: answers no question.
#: Presses the way out, and looks before the turn is over: no frame, no timer, no answer between.
PRESS = """() => {
    const gone = () => document.documentElement.getClientRects().length === 0;
    const before = gone();
    document.getElementById("exit").click();
    return { before, blank: gone(), title: document.title.trim() };
}"""


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = context_with_neutral(browser)
    yield context
    context.close()


@pytest.fixture(scope="module")
def keeper(
    browser_type: BrowserType, browser_type_launch_args: dict[str, Any]
) -> Iterator[Browser]:
    """A browser that keeps pages whole for Back, as visitors' do; the tests' own does not."""
    browser = browser_type.launch(
        **browser_type_launch_args, ignore_default_args=["--disable-back-forward-cache"]
    )
    yield browser
    browser.close()


class _Plain(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        body = b"<!doctype html><title>Plain</title><h1>Plain page</h1>"
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        return


@pytest.fixture(scope="module")
def plain() -> Iterator[str]:
    """Address of a page of another site, with nothing on it."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Plain)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/plain"
    server.shutdown()
    server.server_close()


class Told:
    """What WATCH says of a page, without its moments."""

    def __init__(self, page: Page) -> None:
        self.lines: list[str] = []
        self._page = page
        self._heard: set[str] = set()
        self._since = 0.0
        page.add_init_script(WATCH)
        page.on("console", self._hear)

    def forget(self) -> None:
        """Only what happens from now on counts, whenever it is heard."""
        self._since = self._page.evaluate("Date.now()")
        self.lines.clear()

    def ours(self) -> set[str]:
        """What was on the screen of ours: not the pages that came and showed nothing."""
        shown = {line for line in self.lines if line.endswith(("seen", "covered"))}
        return {line for line in shown if not line.startswith(("/plain", "/wiki"))}

    def _hear(self, message: ConsoleMessage) -> None:
        # A page that comes back whole says once more all it has said, and for the first time what
        # it said while it was going: each with the moment it was said.
        moment, _, line = message.text.partition(" ")
        if message.text in self._heard or float(moment.partition(".")[0]) < self._since:
            return
        self._heard.add(message.text)
        self.lines.append(line)


def exits(page: Page) -> None:
    page.get_by_role("link", name="Quitter vite").click()
    has_left(page)


def back_to_neutral(page: Page, way: str = "history.back()") -> None:
    """A step through the history that leaves again: the neutral page is asked for once more."""
    with page.expect_response(f"{NEUTRAL}**"):
        go(page, way)
    has_left(page)


def test_this_browser_keeps_pages(keeper: Browser, plain: str) -> None:
    """Without this the tests below could not fail."""
    context = context_with_neutral(keeper)
    page = context.new_page()
    told = Told(page)
    page.goto(plain)
    page.goto(NEUTRAL)
    told.forget()
    with page.expect_console_message(lambda message: "came whole" in message.text):
        go(page, "history.back()")
    assert "/plain came whole seen" in told.lines
    context.close()


def test_back_without_an_exit_shows_the_page_as_it_was(keeper: Browser, site: str) -> None:
    """Kept or asked for anew: no cover, no blank, the same place."""
    context = context_with_neutral(keeper)
    page = context.new_page()
    told = Told(page)
    page.goto(f"{site}/departement/59")
    page.evaluate("scrollTo({ top: 700, behavior: 'instant' })")
    page.goto(NEUTRAL)
    told.forget()
    with page.expect_console_message(lambda message: message.text.endswith(" seen")):
        go(page, "history.back()")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert page.evaluate("scrollY") == 700
    context.close()


@pytest.mark.parametrize("older", ["", OLDER], ids=["now", "older"])
def test_five_pages_then_back_five_times_and_forward(
    keeper: Browser, site: str, plain: str, older: str
) -> None:
    """Not one frame of ours. Today's Chromium drops kept pages at an exit, older ones did not."""
    context = context_with_neutral(keeper)
    page = context.new_page()
    page.add_init_script(older)
    told = Told(page)
    page.goto(plain)
    for path in FIVE:
        with page.expect_console_message(lambda m, path=path: m.text.endswith(f" {path} seen")):
            page.goto(site + path)
    entries = page.evaluate("history.length")
    exits(page)
    assert page.evaluate("history.length") == entries
    told.forget()
    for _ in FIVE[1:]:
        back_to_neutral(page)
    go(page, "history.back()")
    page.wait_for_url(plain, wait_until="commit")
    for _ in FIVE:
        with page.expect_console_message(lambda message: " came " in message.text):
            go(page, "history.forward()")
        has_left(page)
    assert bool(older) == ("/carte came whole" in told.lines)
    assert told.ours() == set()
    context.close()


def test_the_other_tabs_leave_too(context: BrowserContext, site: str) -> None:
    """And stay away: each has a flag of its own."""
    one, two, three = (context.new_page() for _ in range(3))
    two.goto(f"{site}/")
    two.goto(f"{site}/commune/59350")
    three.goto(f"{site}/en/carte")
    one.goto(f"{site}/urgence")
    exits(one)
    has_left(two)
    has_left(three)
    back_to_neutral(two)


def test_another_visitor_is_not_sent_away(
    browser: Browser, context: BrowserContext, site: str
) -> None:
    other = browser.new_context()
    page, theirs = context.new_page(), other.new_page()
    theirs.goto(f"{site}/urgence")
    page.goto(f"{site}/urgence")
    exits(page)
    theirs.get_by_role("heading", level=1).click()
    expect(theirs).to_have_url(f"{site}/urgence")
    other.close()


def test_nothing_is_stored_but_the_flag(context: BrowserContext, page: Page, site: str) -> None:
    """Before an exit nothing at all; after it one word, that names no place and no subject."""
    for path in FIVE:
        page.goto(site + path)
    assert page.evaluate(STORED) == NOTHING
    exits(page)
    page.goto(f"{site}/healthz")
    stored = page.evaluate(STORED)
    assert list(stored["session"]) == ["left"]
    assert stored["session"]["left"].startswith(NEUTRAL)
    assert {**stored, "session": {}} == NOTHING
    assert context.cookies() == []


def test_a_visit_on_purpose_forgets_the_exit(page: Page, site: str) -> None:
    """In the same tab or another: everything works as on the first day."""
    page.goto(f"{site}/")
    exits(page)
    page.goto(f"{site}/departement/59")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Nord")
    assert page.evaluate(STORED) == NOTHING
    page.get_by_role("link", name="Carte", exact=True).click()
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Nord")
    exits(page)


def test_where_nothing_may_be_stored(page: Page, site: str) -> None:
    """The exit works; what Back finds is covered, for nobody can tell that it was left."""
    page.add_init_script(WITHOUT_STORAGE)
    told = Told(page)
    page.goto(f"{site}/departement/59")
    page.goto(f"{site}/urgence")
    exits(page)
    told.forget()
    go(page, "history.back()")
    cover = page.get_by_role("dialog")
    expect(cover).to_be_visible()
    assert page.evaluate("document.elementFromPoint(100, 300).id") == "cover"
    assert told.ours() == {"/departement/59 covered"}
    cover.get_by_role("button", name="Revenir à la page").click()
    expect(page.get_by_role("heading", level=1)).to_be_in_viewport()


def test_from_the_map_with_an_open_card(page: Page, site: str) -> None:
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(f"{site}/carte")
    expect(page.locator(".map-frame.marked")).to_be_visible()
    page.get_by_role("button", name="Corse", exact=True).click()
    page.get_by_role("button", name="UAPED d’Ajaccio").press("Enter")
    expect(page.locator(".leaflet-popup")).to_be_visible()
    exits(page)
    assert wrong == []


def test_blank_in_the_same_turn_as_the_press(context: BrowserContext, site: str) -> None:
    """On the longest page, however slow the neutral one is: nothing is waited for, neither line,
    frame nor clock. How many ms that takes: `python -m bench.leaving`."""
    context.route(f"{NEUTRAL}**", lambda _route: None)
    page = context.new_page()
    page.goto(f"{site}/carte")
    expect(page.locator(".map-frame.marked")).to_be_visible()
    assert page.evaluate(PRESS) == {"before": False, "blank": True, "title": ""}
