"""How long after the press of the exit the page is blank: from the press to the end of the frame.

python -m bench.leaving [repeats]

On the longest page, beside a bare page of one line that hides itself, on this processor and one
four times slower. Issue 3 asks for 100 ms.
"""

from __future__ import annotations

import re
import statistics
import sys
import tempfile
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Browser

from bench import servers
from bench.browser import chromium

AIM_MS: Final = 100.0
_ELSEWHERE: Final = re.compile("^https://")
_LONGEST: Final = "/carte"
_BARE: Final = """<!doctype html><title>bare</title><a id="exit" href="#">out</a>
<script>document.getElementById("exit").addEventListener("click", () => {
  document.documentElement.hidden = true;
});</script>"""
#: The message comes after the frame that the animation callback belongs to.
_MEASURE: Final = """() => {
  addEventListener("click", (press) => requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      window.bench = {
        after: performance.now() - press.timeStamp,
        blank: document.documentElement.getClientRects().length === 0,
      };
    };
    port2.postMessage(0);
  }), { capture: true, once: true });
}"""


def pressed(browser: Browser, url: str, slower: int) -> float:
    """ms from the press to the end of the first frame, which must be blank."""
    context = browser.new_context()
    try:
        # The neutral page has no content: the browser stays on ours, blank, and can be asked.
        context.route(_ELSEWHERE, lambda route: route.fulfill(status=204))
        page = context.new_page()
        page.goto(url, wait_until="load")
        page.wait_for_timeout(1_000)
        session = context.new_cdp_session(page)
        session.send("Emulation.setCPUThrottlingRate", {"rate": slower})
        page.evaluate(_MEASURE)
        page.locator("#exit").click(no_wait_after=True)
        seen: dict[str, Any] = page.wait_for_function("window.bench").json_value()
    finally:
        context.close()
    if not seen["blank"]:
        raise SystemExit(f"{url}: the page was still there after the first frame")
    return float(seen["after"])


def main(repeats: int) -> None:
    with tempfile.TemporaryDirectory() as name, chromium() as browser:
        folder = Path(name)
        bare = folder / "bare.html"
        bare.write_text(_BARE)
        with servers.webmap(folder) as port:
            for slower in (1, 4):
                _show(browser, f"http://127.0.0.1:{port}{_LONGEST}", bare.as_uri(), slower, repeats)


def _show(browser: Browser, ours: str, bare: str, slower: int, repeats: int) -> None:
    pairs = [
        (pressed(browser, ours, slower), pressed(browser, bare, slower)) for _ in range(repeats)
    ]
    mine, floor = (statistics.median(side) for side in zip(*pairs, strict=True))
    said = "met" if mine < AIM_MS else "NOT met"
    print(
        f"processor / {slower}: ours {mine:.0f} ms, bare page {floor:.0f} ms, "
        f"ratio {mine / floor:.1f}; aim under {AIM_MS:.0f} ms, {said}"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 9)
