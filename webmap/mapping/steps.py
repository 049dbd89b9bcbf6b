"""Fills of the classes of the reach.

Five steps, told apart by lightness alone: the farther from the colour of the page, the worse
reached, so that what stands out is a hole. What has no figure has a pattern, never a colour of the
scale. Colours come from the style sheet (steps.css), for both themes and paper.
"""

from __future__ import annotations

from typing import Final

from webmap.mapping.classes import NO_WAY, OVER_WATER, STEPS, UNKNOWN
from webmap.mapping.patterns import pattern_defs

#: What is drawn over the tile of each class; a step is a full tile.
_MARKS: Final = {
    **dict.fromkeys(STEPS, ""),
    OVER_WATER: '<path d="M0 5q2.5-4 5 0t5 0"/>',
    NO_WAY: '<path d="M0 0l10 10M10 0l-10 10"/>',
    UNKNOWN: '<circle class="ring" cx="5" cy="5" r="1.8"/>',
}


def step_patterns() -> str:
    """The tiles, once in a page before the first drawing. Fixed markup."""
    return pattern_defs(_MARKS)
