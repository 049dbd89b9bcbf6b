"""The outlines of the country reduced to SVG paths, once for all: states and links come later.

A sketch depends on the territories alone, so a worker makes it once. About 0.2 s.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import shapely
from shapely.geometry import Polygon, box
from shapely.geometry.base import BaseGeometry

from webmap.geo.territories import Territory
from webmap.mapping import frame, paths
from webmap.mapping.projection import Box, Geometries, View, framed

MAIN: Final = Box(600, 580, margin=3)
INSET: Final = Box(120, 100, margin=8)
PARIS_NAMES: Final = {"fr": "Paris et petite couronne", "en": "Paris and around"}
#: The square that repeats a pattern, and its distance from the edge.
CHIP: Final = Box(30, 22, margin=5)
#: An island under this many units is drawn as a square of this size; larger when they are few.
_MARK: Final = 5
_MARK_OF_FEW: Final = 9
_FEW: Final = 8
#: Below this share of its drawing, land is too thin to show a pattern.
_THIN: Final = 0.08
_TOLERANCE: Final = 1.1
#: The main drawing is read on every visit, and the live map soon covers it: fewer vertices.
_MAIN_TOLERANCE: Final = 1.7


@dataclass(frozen=True, slots=True)
class Inset:
    """A small drawing beside the main one. Names are for people.

    shapes: territory -> path. view: how degrees fall on it. bounds: what a jump shows. chip:
    where a square repeats the pattern of islands too small to show it (x, y of its corner), None
    when they are large enough.
    """

    name_fr: str
    name_en: str
    shapes: Mapping[str, str]
    view: View
    bounds: frame.Bounds
    chip: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Sketch:
    """`main`: path of each territory of the hexagone and Corsica, under `view`. `insets`: Paris,
    overseas."""

    main: Mapping[str, str]
    view: View
    insets: tuple[Inset, ...]


def sketch(territories: Mapping[str, Territory]) -> Sketch:
    """Reduce the outlines (degrees) of the territories, given by code."""
    mainland = tuple(code for code in territories if code not in frame.OVERSEAS)
    overseas = (_overseas(territories, code) for code in frame.OVERSEAS)
    degrees = outlines_of(territories, mainland)
    view = framed(degrees, False, MAIN)
    main = drawn(mainland, degrees, view, _MAIN_TOLERANCE)
    return Sketch(main, view, (_paris(territories), *overseas))


def outlines_of(territories: Mapping[str, Territory], codes: tuple[str, ...]) -> Geometries:
    """Outlines in degrees, one per code."""
    return np.asarray([territories[code].outline for code in codes], dtype=object)


def _paris(territories: Mapping[str, Territory]) -> Inset:
    degrees = outlines_of(territories, frame.PARIS)
    view = framed(degrees, False, INSET)
    shapes = drawn(frame.PARIS, degrees, view)
    bounds = frame.bounds_of(territories, frame.PARIS)
    return Inset(PARIS_NAMES["fr"], PARIS_NAMES["en"], shapes, view, bounds)


def _overseas(territories: Mapping[str, Territory], code: str) -> Inset:
    place = territories[code]
    parts, chip = alone(territories, code)
    bounds = frame.bounds_of(territories, (code,))
    shapes = {code: paths.path(parts)}
    return Inset(place.name, place.name, shapes, _view_alone(territories, code), bounds, chip)


def alone(
    territories: Mapping[str, Territory], code: str
) -> tuple[list[Polygon], tuple[int, int] | None]:
    """Polygons of a territory that has an inset of its own, and the corner of its chip, if any."""
    view = _view_alone(territories, code)
    outline = paths.simplified(view.geometries(outlines_of(territories, (code,))), _TOLERANCE)[0]
    if outline.area >= _THIN * INSET.width * INSET.height:
        return paths.without_specks(outline), None
    parts = _islands(outline)
    return parts, _free_corner(parts)


def _view_alone(territories: Mapping[str, Territory], code: str) -> View:
    return framed(outlines_of(territories, (code,)), True, INSET)


def _islands(outline: BaseGeometry) -> list[Polygon]:
    few = len(shapely.get_parts(outline)) <= _FEW
    return paths.with_marks(outline, _MARK_OF_FEW if few else _MARK)


def _free_corner(parts: list[Polygon]) -> tuple[int, int]:
    """The corner of an inset where a chip hides the least land."""
    right, bottom = INSET.width - CHIP.width - CHIP.margin, INSET.height - CHIP.height - CHIP.margin
    corners = [(x, y) for y in (bottom, CHIP.margin) for x in (CHIP.margin, right)]
    land = shapely.union_all(parts)

    def hidden(corner: tuple[int, int]) -> float:
        x, y = corner
        return float(land.intersection(box(x, y, x + CHIP.width, y + CHIP.height)).area)

    return min(corners, key=hidden)


def drawn(
    codes: tuple[str, ...], degrees: Geometries, view: View, tolerance: float = _TOLERANCE
) -> dict[str, str]:
    """Path of each territory in the units of a view; specks left out."""
    return {
        code: paths.path(parts) for code, parts in areas(codes, degrees, view, tolerance).items()
    }


def areas(
    codes: tuple[str, ...], degrees: Geometries, view: View, tolerance: float = _TOLERANCE
) -> dict[str, list[Polygon]]:
    """Polygons of each territory in the units of a view; specks left out."""
    units = paths.simplified(view.geometries(degrees), tolerance)
    return {code: paths.without_specks(outline) for code, outline in zip(codes, units, strict=True)}
