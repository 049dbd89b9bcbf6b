"""axe-core on a page as it stands: what a machine can tell of WCAG 2.2 A and AA."""

from __future__ import annotations

from typing import Final

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

#: Only what is wrong comes back: a long page has thousands of elements that are right. WCAG 2.5.8
#: lets a target be smaller where another does the same: each mark of the map is in the list.
_RUN: Final = r"""async () => {
    const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
    const { violations } = await axe.run(document, {
        runOnly: tags, resultTypes: ["violations"], elementRef: true, preload: false,
    });
    const elsewhere = (id, one) => id === "target-size" && one.closest(".leaflet-marker-pane");
    return violations.flatMap(({ id, nodes }) => nodes
        .filter(({ element }) => !elsewhere(id, element))
        .map(node => `${id}: ${node.html.slice(0, 120)} ${node.failureSummary}`));
}"""


def findings(page: Page) -> list[str]:
    """What axe holds against the page, a sentence each."""
    if not page.evaluate("Boolean(window.axe)"):
        page.evaluate(AXE_SCRIPT)
    found: list[str] = page.evaluate(_RUN)
    return found
