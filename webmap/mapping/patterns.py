"""Fills of the states, told apart by pattern as well as colour, in grey as in colour.

"Not asked" has a pattern of its own: an empty or white territory would read as zero, or as good.
Colours come from the style sheet by class, so that both themes and print have theirs.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

#: Side of a tile, in units of the drawing.
_TILE: Final = 10

#: What is drawn over the tinted tile of each state; `listed` is a full tile.
_MARKS: Final = {
    "listed": "",
    "to_confirm": '<path d="M-3 3l6-6M-2 12l14-14M7 13l6-6"/>',
    "served": '<path d="M2.5 0v10M7.5 0v10"/>',
    "national_only": '<circle class="dot" cx="2.5" cy="2.5" r="1.6"/>'
    '<circle class="dot" cx="7.5" cy="7.5" r="1.6"/>',
    "planned": '<path d="M0 2.5h6M5 7.5h5M0 7.5h1"/>',
    "unsaid": '<path d="M5 1.5v7M1.5 5h7"/>',
    "refused": '<path d="M0 5l5-5l5 5M0 10l5-5l5 5"/>',
    "none_listed": '<path d="M0 0l10 10M10 0l-10 10"/>',
    "not_asked": '<circle class="ring" cx="5" cy="5" r="1.8"/>',
}


def pattern_id(state: str) -> str:
    """Id of the pattern of a state in the page."""
    return f"p-{state}"


def fill(state: str) -> str:
    """The value of a `fill` attribute that draws the state."""
    return f"url(#{pattern_id(state)})"


def pattern_defs(tiles: Mapping[str, str] = _MARKS) -> str:
    """An invisible SVG that holds the patterns. Once in a page, wherever it stands.

    tiles: what is drawn over the tile of each state, or of each class of another map.

    It is sized to nothing rather than `display: none`, under which patterns do not draw.
    """
    patterns = "".join(_pattern(state, marks) for state, marks in tiles.items())
    return (
        '<svg class="pattern-defs" width="0" height="0" aria-hidden="true" focusable="false">'
        f"<defs>{patterns}</defs></svg>"
    )


def _pattern(state: str, marks: str) -> str:
    side = f'width="{_TILE}" height="{_TILE}"'
    return (
        f'<pattern id="{pattern_id(state)}" class="tile tile-{state}" {side} '
        f'patternUnits="userSpaceOnUse"><rect class="ground" {side}/>'
        f'<rect class="tint" {side}/>{marks}</pattern>'
    )


def swatch(state: str) -> str:
    """A small square of the pattern, for a legend. The word stands beside it."""
    return (
        '<svg class="swatch" viewBox="0 0 28 20" aria-hidden="true" focusable="false">'
        f'<rect class="swatch-edge" x="1" y="1" width="26" height="18" fill="{fill(state)}"/></svg>'
    )
