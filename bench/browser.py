"""One first view of a page in Chromium, cold, on a chosen line and processor: bytes and times."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

from bench.traffic import Traffic
from tests.browser.chromium import ARGUMENTS

_EXECUTABLE: Final = "/usr/bin/chromium"
_PATIENCE: Final = 120.0

#: Notes in `bench`, in ms from the start of navigation: the end of the frame that first holds each
#: thing (a frame waits for the style sheets above it), and the length of every long task.
_WATCH: Final = """
(() => {
  const waiting = new Map(Object.entries(SELECTORS));
  const bench = (window.bench = { tasks: [] });
  const watcher = new MutationObserver(look);
  function look() {
    for (const [name, selector] of waiting) {
      if (!document.querySelector(selector)) continue;
      waiting.delete(name);
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => { bench[name] = performance.now(); };
        port2.postMessage(0);
      });
    }
    if (!waiting.size) watcher.disconnect();
  }
  watcher.observe(document, {
    childList: true, subtree: true, attributes: true, attributeFilter: ["class"],
  });
  new PerformanceObserver((list) => {
    for (const task of list.getEntries()) bench.tasks.push(task.duration);
  }).observe({ type: "longtask", buffered: true });
})();
"""


@dataclass(frozen=True, slots=True)
class Profile:
    """A line and a processor. latency in ms, `bits` per second both ways; 0: as fast as it goes."""

    name: str
    latency: int
    bits: int
    slower: int


@dataclass(frozen=True, slots=True)
class Visit:
    """What one view cost. requests: path -> bytes with headers. Times in ms."""

    requests: dict[str, int]
    territory: float
    marker: float
    live: float
    blocking: float

    @property
    def kilobytes(self) -> float:
        return sum(self.requests.values()) / 1000


@contextmanager
def chromium() -> Iterator[Browser]:
    """Debian's browser, without a window."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_EXECUTABLE, args=ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()


def visit(browser: Browser, url: str, selectors: dict[str, str], profile: Profile) -> Visit:
    """A view in a context of its own: no cache, no open connection.

    selectors: CSS of the first `territory`, the first `marker`, the first `live` one.
    """
    context = browser.new_context()
    try:
        page = context.new_page()
        page.add_init_script(_WATCH.replace("SELECTORS", json.dumps(selectors)))
        session = context.new_cdp_session(page)
        traffic = Traffic(session)
        throttle(session, profile)
        page.goto(url, wait_until="load", timeout=_PATIENCE * 1000)
        traffic.settle(page)
        seen = _seen(page, session)
    finally:
        context.close()
    blocking = sum(max(0.0, task - 50) for task in seen["tasks"])
    return Visit(traffic.done, seen["territory"], seen["marker"], seen["live"], blocking)


def _seen(page: Page, session: CDPSession) -> dict[str, Any]:
    """The notes, at least half a second after the last."""
    whole = {"expression": "bench", "returnByValue": True}
    end, complete = time.monotonic() + _PATIENCE, False
    while time.monotonic() < end:
        page.wait_for_timeout(500)
        seen: dict[str, Any] = session.send("Runtime.evaluate", whole)["result"]["value"]
        if complete:
            return seen
        complete = {"territory", "marker", "live"} <= seen.keys()
    raise SystemExit(f"no territory or no marker in {_PATIENCE} s: {seen}")


def throttle(session: CDPSession, profile: Profile) -> None:
    """Make the line and the processor of a page those of a profile."""
    rate = profile.bits / 8 if profile.bits else -1
    line = {"latency": profile.latency, "downloadThroughput": rate, "uploadThroughput": rate}
    session.send("Network.emulateNetworkConditions", {"offline": False, **line})
    session.send("Emulation.setCPUThrottlingRate", {"rate": profile.slower})
