"""Where records are, on a drawing of the country: shapes too small to press, seen at once.

The live map's marks take a second or more to come on a slow line, and never come without scripts.
The list beside the map leads to the records; these only show where they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

import numpy as np

from webmap.mapping.projection import View

#: Each category stands on its own side of the point, as on the live map: units right and down.
_ASIDE: Final = {"association": (-2, -2), "magistrat": (3, -2), "uaped": (0, 3)}
#: What is drawn from there. A line of no length is a disc or a square, by its cap (map.css).
_SHAPES: Final = {"association": "h0", "magistrat": "m-3 2l3-5 3 5z", "uaped": "h0"}


class Dot(NamedTuple):
    """A record's point, in degrees."""

    category: str
    territory: str
    longitude: float
    latitude: float


def dots(found: Iterable[Dot], view: View, shown: Mapping[str, object]) -> str:
    """Paths of the dots of the territories shown, one per category; markup of our own alone.

    Points that fall on one unit are drawn once.
    """
    here = [dot for dot in found if dot.territory in shown]
    return "".join(_path(category, here, view) for category in _SHAPES)


def _path(category: str, found: list[Dot], view: View) -> str:
    degrees = [(dot.longitude, dot.latitude) for dot in found if dot.category == category]
    if not degrees:
        return ""
    right, down = _ASIDE[category]
    places = {(round(x) + right, round(y) + down) for x, y in view(np.array(degrees)).tolist()}
    drawn = "".join(f"M{x} {y}{_SHAPES[category]}" for x, y in sorted(places))
    return f'<path class="dot mark-{category}" d="{drawn}"/>'
