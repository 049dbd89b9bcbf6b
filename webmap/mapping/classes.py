"""Figures of the reach cut into the few classes that a map shows and that words can name.

The breaks are fixed, so that two maps, two days and two territories can be compared: a quarter,
half, three quarters, nineteen in twenty for shares; what the reach counts within for distances.
"""

from __future__ import annotations

from typing import Final

from webmap.coverage.reach_communes import CommuneLine
from webmap.coverage.reach_table import Line

#: Five steps, the best reached first.
STEPS: Final = ("step-0", "step-1", "step-2", "step-3", "step-4")
#: No road leads to a place: by boat or plane only, or none in the land group.
OVER_WATER: Final = "over-water"
NO_WAY: Final = "no-way"
#: Nobody publishes the figure: never a zero.
UNKNOWN: Final = "unknown"

#: A territory is in the first step whose share it has; below the last, in the fifth.
SHARES: Final = (0.95, 0.75, 0.5, 0.25)
#: A commune is in the first step whose distance (km, the end inside) it is within.
DISTANCES: Final = (15, 30, 60, 100)

SHARE_CLASSES: Final = (*STEPS, NO_WAY, UNKNOWN)
DISTANCE_CLASSES: Final = (*STEPS, OVER_WATER, NO_WAY)


def of_share(line: Line, band: int) -> str:
    """The class of a zone by its share within `band` km.

    A zone that nobody reaches by road is no low share. Where the only unit there has no published
    town, nobody knows.
    """
    share = getattr(line, f"share_{band}")
    if share is None or (not line.by_road and line.unplaced):
        return UNKNOWN
    if not line.by_road:
        return NO_WAY
    return STEPS[sum(share < least for least in SHARES)]


def of_distance(line: CommuneLine) -> str:
    """The class of a commune by the distance that is told."""
    if line.cost is None:
        return OVER_WATER if line.over_water else NO_WAY
    return STEPS[sum(line.cost > most for most in DISTANCES)]
