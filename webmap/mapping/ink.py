"""A sheet of A4 in millimetres, and how the seven states look on it: by pattern and by colour.

Colours are those of the style sheet, patterns those of `patterns.py`: a test compares the colours.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib.resources import files
from typing import Any, Final, NamedTuple

import matplotlib as mpl
import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path
from shapely.geometry import Polygon
from shapely.geometry.polygon import orient

from webmap.mapping.plates import Plate

_WIDTH: Final = 297.0
_HEIGHT: Final = 210.0
_MM_PER_INCH: Final = 25.4

INK: Final = "#1c2530"
MUTED: Final = "#55606b"
_SEA: Final = "#eef2f4"
_EDGE: Final = "#5d6873"
_LINE: Final = "#d3cfc4"


class Look(NamedTuple):
    """Colour of a state, share of it in the ground, pattern (in matplotlib's signs)."""

    color: str
    tint: float
    hatch: str


LOOKS: Final[Mapping[str, Look]] = {
    "listed": Look("#1a7a48", 1.0, ""),
    "to_confirm": Look("#d39b12", 0.35, "/////"),
    "served": Look("#4d8fcb", 0.22, "|||||"),
    "national_only": Look("#8f7dc0", 0.22, "...."),
    "planned": Look("#b99a6b", 0.22, "-----"),
    "none_listed": Look("#c24d36", 0.45, "xxxx"),
    "not_asked": Look("#a5a39b", 0.22, "oo"),
}


class Page:
    """A4 on its side. Positions are in millimetres from the top left corner."""

    def __init__(self) -> None:
        self.figure = Figure(figsize=(_WIDTH / _MM_PER_INCH, _HEIGHT / _MM_PER_INCH))

    def text(
        self, x: float, y: float, words: str, size: float, bold: bool = False, **looks: Any
    ) -> None:
        """A line whose baseline is at `y`; `size` in points."""
        looks = {"color": INK, "font": _font(size, bold), **looks}
        # Never as a formula: matplotlib reads TeX between two dollars.
        self.figure.text(x / _WIDTH, 1 - y / _HEIGHT, words, parse_math=False, **looks)

    def axes(self, x: float, y: float, width: float, height: float) -> Axes:
        """A drawing at this place, without graduations."""
        made = self.figure.add_axes(
            (x / _WIDTH, 1 - (y + height) / _HEIGHT, width / _WIDTH, height / _HEIGHT)
        )
        made.set(xticks=[], yticks=[], facecolor=_SEA)
        for edge in made.spines.values():
            edge.set(color=_LINE, linewidth=0.6)
        return made

    def plate(
        self, plate: Plate, states: Mapping[str, str], x: float, y: float, width: float
    ) -> float:
        """Draw a plate, its territories filled by state. Returns its height."""
        height = width * plate.box.height / plate.box.width
        axes = self.axes(x, y, width, height)
        axes.set(xlim=(0, plate.box.width), ylim=(plate.box.height, 0))
        for code, parts in plate.areas.items():
            axes.add_patch(PathPatch(_path(parts), linewidth=0.4, **_fill(states[code])))
        return height


def swatch(page: Page, state: str, x: float, y: float) -> None:
    """A small square of the pattern, for the legend."""
    axes = page.axes(x, y, 10, 6)
    axes.axis("off")
    axes.set(xlim=(0, 10), ylim=(6, 0))
    axes.add_patch(Rectangle((0.1, 0.1), 9.8, 5.8, linewidth=0.6, **_fill(state)))


def _font(size: float, bold: bool) -> FontProperties:
    """The font that comes with matplotlib: a machine's own would give other bytes."""
    file = files(mpl) / "mpl-data" / "fonts" / "ttf" / f"DejaVuSans{'-Bold' * bold}.ttf"
    weight = "bold" if bold else "normal"
    return FontProperties(family="sans-serif", size=size, weight=weight, fname=str(file))


def _fill(state: str) -> dict[str, Any]:
    look = LOOKS[state]
    ground = 1 - look.tint * (1 - np.array(to_rgb(look.color)))
    hatch = {"hatch": look.hatch, "hatchcolor": look.color} if look.hatch else {}
    return {"facecolor": tuple(ground.tolist()), "edgecolor": _EDGE, **hatch}


def _path(parts: Iterable[Polygon]) -> Path:
    """Polygons as one path; holes turn the other way, so that they stay empty."""
    turned = [orient(part) for part in parts]
    rings = [ring for part in turned for ring in (part.exterior, *part.interiors)]
    return Path.make_compound_path(*(Path(np.asarray(r.coords), closed=True) for r in rings))
