"""Maps without scripts: inline SVG whose territories are links, filled by state.

Everything from a record or a name is escaped here: the result is ready markup. No `style`
attribute: colours come from classes and pattern fills (`patterns.py`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

from webmap.geo.territories import Territory
from webmap.mapping.dots import Dot, dots
from webmap.mapping.patterns import fill
from webmap.mapping.projection import Box
from webmap.mapping.sketch import CHIP, INSET, MAIN, Inset, Sketch

#: Between a name and its state; `map.js` cuts there.
COLON: Final = {"fr": "\u202f: ", "en": ": "}
_HIT: Final = f'<rect class="hit" width="{INSET.width}" height="{INSET.height}"/>'


@dataclass(frozen=True, slots=True)
class Painter:
    """How territories look and where they lead: one per drawing. `labels`: the word of each state,
    or of each class."""

    territories: Mapping[str, Territory]
    states: Mapping[str, str]
    hrefs: Mapping[str, str]
    language: str
    labels: Mapping[str, str]

    def link(self, code: str, shape: str, hit: str = "") -> str:
        """A territory as a link. `hit`: a larger invisible target for a tiny one."""
        state = self.states[code]
        words = f"{self.territories[code].name}{COLON[self.language]}{self.labels[state]}"
        return (
            f'<a class="land state-{state}" data-code="{code}" href="{escape(self.hrefs[code])}" '
            f'fill="{fill(state)}"><title>{escape(words)}</title>{hit}<path d="{shape}"/></a>'
        )


def main_map(outlines: Sketch, painter: Painter, title: str, found: Sequence[Dot] = ()) -> str:
    """The hexagone and Corsica, with the records found there."""
    links = (painter.link(code, shape) for code, shape in outlines.main.items())
    seen = dots(found, outlines.view, outlines.main)
    return drawing("map-main", MAIN, title, (*links, seen))


def insets(outlines: Sketch, painter: Painter, found: Sequence[Dot] = ()) -> str:
    """Paris and the overseas territories: a drawing each, its name below.

    The name is a button that moves the Folium map; it stays disabled without scripts.
    """
    figures = (_figure(inset, painter, found) for inset in outlines.insets)
    return f'<div class="map-insets">{"".join(figures)}</div>'


def _figure(inset: Inset, painter: Painter, found: Sequence[Dot]) -> str:
    name = inset.name_en if painter.language == "en" else inset.name_fr
    # A tap anywhere in the drawing of a territory alone goes to its page.
    hit = _HIT + _chip(inset) if len(inset.shapes) == 1 else ""
    links = (painter.link(code, shape, hit) for code, shape in inset.shapes.items())
    seen = dots(found, inset.view, inset.shapes)
    picture = drawing("map-inset", INSET, name, (*links, seen))
    bounds = ",".join(f"{x:g}" for x in inset.bounds)
    return (
        f'<figure>{picture}<figcaption><button type="button" class="jump" '
        f'data-bounds="{bounds}" disabled="">{escape(name)}</button></figcaption></figure>'
    )


def _chip(inset: Inset) -> str:
    if inset.chip is None:
        return ""
    x, y = inset.chip
    return f'<rect class="chip" x="{x}" y="{y}" width="{CHIP.width}" height="{CHIP.height}"/>'


def drawing(name: str, box: Box, title: str, parts: Iterable[str]) -> str:
    """An SVG element of class `name` that holds `parts`, a group called `title`."""
    return (
        f'<svg class="{name}" viewBox="0 0 {box.width} {box.height}" role="group" '
        f'aria-label="{escape(title)}">{"".join(parts)}</svg>'
    )
