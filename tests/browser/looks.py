"""What a page looks like to a measuring eye: scripts that say what is lost, cut, covered, unnamed.

Each returns a list of short sentences, empty when all is well. They look at what can be seen now,
and leave alone what is meant to scroll in its own region and the live map, which is a picture.
"""

from __future__ import annotations

from typing import Any, Final

from playwright.sync_api import Page

#: What the other scripts stand on.
_TOOLS: Final = r"""
const LEFT_ALONE = ".hidden-text, .skip, .skip-map, .map-frame, .cover, svg, [aria-hidden=true]";
const seen = one => one.checkVisibility({ visibilityProperty: true })
    && !one.closest(LEFT_ALONE) && one.getClientRects().length > 0;
const named = one => one.tagName.toLowerCase() + (one.id ? "#" + one.id : "")
    + [...one.classList].slice(0, 2).map(word => "." + word).join("")
    + " «" + (one.textContent || one.value || "").trim().replace(/\s+/g, " ").slice(0, 30) + "»";
// Whether an element or one around it looks so. Kept: a long table asks the same 1,400 times.
const inside = test => {
    const known = new Map([[document.body, false], [null, false]]);
    return function holds(one) {
        if (!known.has(one)) {
            known.set(one, test(getComputedStyle(one)) || holds(one.parentElement));
        }
        return known.get(one);
    };
};
const scrolls = inside(look => /auto|scroll/.test(look.overflowX));
const fixed = inside(look => /fixed|sticky/.test(look.position));
const lines = () => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const one = node.parentElement;
        if (!node.data.trim() || one.tagName === "OPTION" || scrolls(one) || !seen(one)) continue;
        const range = document.createRange();
        range.selectNodeContents(node);
        for (const box of range.getClientRects()) if (box.width > 1) found.push({ one, box });
    }
    return found;
};
"""

#: Wider than the screen: the page scrolls sideways, or words stand outside it.
_LOST: Final = r"""() => {
    const wide = document.documentElement.clientWidth;
    const over = document.documentElement.scrollWidth - wide;
    const out = over > 0 ? [`the page is ${over} px too wide`] : [];
    const texts = lines().filter(({ box }) => box.right > wide + 1 || box.left < -1);
    return [...out, ...texts.map(({ one }) => "outside: " + named(one))];
}"""

#: Words that their own box cuts.
_CUT: Final = r"""() => [...document.querySelectorAll("body *")].filter(one => {
    const look = getComputedStyle(one);
    if (!/hidden|clip/.test(look.overflowX + look.overflowY) || !seen(one)) return false;
    return one.textContent.trim()
        && (one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1);
}).map(one => "cut: " + named(one))"""

#: Lines of text on one another: two boxes that share more than a few pixels both ways.
_OVERLAID: Final = r"""() => {
    const found = lines().filter(({ one }) => !fixed(one)).sort((a, b) => a.box.top - b.box.top);
    const out = [];
    found.forEach((a, n) => {
        for (let m = n + 1; m < found.length && found[m].box.top < a.box.bottom - 6; m += 1) {
            const b = found[m];
            const wide = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
            const high = Math.min(a.box.bottom, b.box.bottom) - b.box.top;
            if (wide > 3 && high > 6) out.push(`overlaid: ${named(a.one)} / ${named(b.one)}`);
        }
    });
    return out;
}"""

#: What a reader may set: lines, paragraphs, letters and words further apart.
_SPACED: Final = r"""() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important;
        word-spacing: .16em !important; } p { margin-bottom: 2em !important; }`);
    document.adoptedStyleSheets = [sheet];
}"""

#: What takes the focus shows it, by a line or another look, and stands clear of the way out.
_UNFOCUSED: Final = r"""() => {
    const all = [...document.querySelectorAll(
        "a[href], button:not([disabled]), input:not([type=hidden]), select, summary, [tabindex='0']"
    )].filter(one => one.checkVisibility({ visibilityProperty: true }) && !one.closest(".cover")
        // The lines of a long table are alike.
        && !(one.closest("tbody tr") && one.closest("tr").rowIndex > 5));
    const look = one => {
        const { outlineStyle, outlineWidth } = getComputedStyle(one);
        // A territory of a map shows it on its outline.
        const { stroke, strokeWidth } = getComputedStyle(one.querySelector("path") || one);
        const line = outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
        return [line, stroke + strokeWidth];
    };
    const exit = document.getElementById("exit");
    const out = [];
    for (const one of all) {
        const before = look(one)[1];
        one.focus({ focusVisible: true });
        if (document.activeElement !== one) continue;
        const [line, after] = look(one);
        if (!line && before === after) out.push("focus not seen: " + named(one));
        const box = one.getBoundingClientRect();
        const way = exit.getBoundingClientRect();
        if (one !== exit && box.top >= way.top && box.bottom <= way.bottom + 1
            && box.left >= way.left && box.right <= way.right) out.push("covered: " + named(one));
    }
    document.activeElement.blur();
    return out;
}"""

#: Headings, tables, drawings, identifiers, order of tabs: what a listener goes by.
_UNSTRUCTURED: Final = r"""language => {
    const out = [];
    const wrong = (all, word) => all.forEach(one => out.push(word + ": " + named(one)));
    const all = selector => [...document.querySelectorAll(selector)];
    const heads = all("h1, h2, h3, h4, h5, h6").filter(one => one.checkVisibility());
    wrong(heads.filter((one, n) => n && one.tagName[1] - heads[n - 1].tagName[1] > 1), "leaps");
    if (all("main h1").length !== 1) out.push("not one h1");
    const table = one => one.caption && one.caption.textContent.trim()
        && one.tHead.querySelectorAll("th[scope=col]").length === one.tHead.rows[0].cells.length
        && [...one.tBodies].every(body => [...body.rows].every(row => row.cells[0].scope));
    wrong(all("table").filter(one => !table(one)), "table");
    const drawn = one => one.closest("[aria-hidden=true], [aria-label], .leaflet-pane");
    wrong(all("svg").filter(one => !drawn(one)), "drawing without a name");
    wrong(all("[id]").filter(one => all("#" + CSS.escape(one.id)).length > 1), "id twice");
    wrong(all("[tabindex]").filter(one => one.tabIndex > 0), "tab order");
    if (document.documentElement.lang !== language) out.push("language");
    return out;
}"""

#: What moves, or would.
_MOVING: Final = r"""() => [...document.querySelectorAll("*")].filter(one => {
    const look = getComputedStyle(one);
    return /[1-9]/.test(look.transitionDuration + look.animationDuration)
        || look.scrollBehavior === "smooth";
}).map(one => "moves: " + named(one))"""

#: French names, as the directory writes them, outside a part that says it is French.
_UNMARKED: Final = r"""names => {
    const known = new Set(names);
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const out = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const one = node.parentElement;
        if (one.closest("[lang]").lang === "fr" || one.closest("svg, .map-live")) continue;
        if (known.has(node.data.trim())) out.push(named(one));
    }
    return out;
}"""


def _ask(page: Page, script: str, given: Any = None) -> list[str]:
    found: list[str] = page.evaluate(f"given => {{ {_TOOLS} return ({script})(given); }}", given)
    return list(dict.fromkeys(found))


def lost(page: Page) -> list[str]:
    """Words or boxes outside the screen, words cut by their box, words on other words."""
    return [*_ask(page, _LOST), *_ask(page, _CUT), *_ask(page, _OVERLAID)]


def with_large_text(page: Page) -> list[str]:
    """The same at 1280 px when text alone is twice as large."""
    page.set_viewport_size({"width": 1280, "height": 900})
    page.evaluate("() => { document.documentElement.style.fontSize = '200%'; }")
    found = lost(page)
    page.evaluate("() => { document.documentElement.style.fontSize = ''; }")
    return found


def with_wide_spacing(page: Page) -> list[str]:
    """The same with the spacing of WCAG 1.4.12."""
    page.evaluate(_SPACED)
    found = lost(page)
    page.evaluate("() => { document.adoptedStyleSheets = []; }")
    return found


def unfocused(page: Page) -> list[str]:
    """What takes the focus without showing it, or under the way out."""
    return _ask(page, _UNFOCUSED)


def unstructured(page: Page, language: str) -> list[str]:
    """What has no place in the structure of a page that should be in `language`."""
    return _ask(page, _UNSTRUCTURED, language)


def moving(page: Page) -> list[str]:
    """Elements that would glide, fade or scroll by themselves."""
    return _ask(page, _MOVING)


def unmarked(page: Page, names: list[str]) -> list[str]:
    """Which of these French names a page in another language does not mark as French."""
    return _ask(page, _UNMARKED, names)
