"""The drawings of a printed map as polygons: the country, then Paris and overseas as insets.

The same boxes, projections and insets as the drawing without scripts (`sketch.py`), less simplified
on the large one: paper shows more than a screen.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from shapely.geometry import Polygon, box

from webmap.geo.territories import Territory
from webmap.mapping import frame
from webmap.mapping.projection import Box, framed
from webmap.mapping.sketch import CHIP, INSET, MAIN, PARIS_NAMES, alone, areas, outlines_of

#: Units of MAIN: a tenth of a millimetre on a sheet of A4.
_TOLERANCE: Final = 0.4


@dataclass(frozen=True, slots=True)
class Plate:
    """A drawing in the units of its box, y downwards. `areas`: territory -> its polygons.

    A territory too small to show a pattern has one polygon more, that stands in a corner.
    """

    name: str
    box: Box
    areas: Mapping[str, list[Polygon]]


def plates(territories: Mapping[str, Territory], language: str) -> list[Plate]:
    """The country first, then the insets in their order."""
    overseas = (_overseas(territories, code) for code in frame.OVERSEAS)
    return [_main(territories), _paris(territories, language), *overseas]


def _main(territories: Mapping[str, Territory]) -> Plate:
    codes = tuple(code for code in territories if code not in frame.OVERSEAS)
    degrees = outlines_of(territories, codes)
    return Plate("", MAIN, areas(codes, degrees, framed(degrees, False, MAIN), _TOLERANCE))


def _paris(territories: Mapping[str, Territory], language: str) -> Plate:
    degrees = outlines_of(territories, frame.PARIS)
    view = framed(degrees, False, INSET)
    return Plate(PARIS_NAMES[language], INSET, areas(frame.PARIS, degrees, view))


def _overseas(territories: Mapping[str, Territory], code: str) -> Plate:
    parts, corner = alone(territories, code)
    if corner is not None:
        x, y = corner
        parts = [*parts, box(x, y, x + CHIP.width, y + CHIP.height)]
    return Plate(territories[code].name, INSET, {code: parts})
