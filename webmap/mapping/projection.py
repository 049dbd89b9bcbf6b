"""From degrees to the units of a drawing: project, then fit a box. Inputs are never changed.

A unit is about a pixel at the width the drawing is meant for. y grows downwards, as in SVG.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import Transformer

Floats = NDArray[np.float64]
Geometries = NDArray[np.object_]
Project = Callable[[Floats], Floats]


@dataclass(frozen=True, slots=True)
class Box:
    """A drawing of `width` x `height` units with an empty border of `margin` units."""

    width: int
    height: int
    margin: int = 4


@dataclass(frozen=True, slots=True)
class View:
    """How degrees become units: a projection, then a scale and a shift."""

    project: Project
    scale: float
    left: float
    top: float

    def __call__(self, degrees: Floats) -> Floats:
        """Points (n, 2) of longitude and latitude, as units x and y."""
        metres = self.project(degrees)
        x = metres[:, 0] * self.scale + self.left
        return np.column_stack([x, self.top - metres[:, 1] * self.scale])

    def geometries(self, outlines: Geometries) -> Geometries:
        """The outlines (degrees) in units."""
        return np.asarray(shapely.transform(outlines, self))


@cache
def _lambert() -> Transformer:
    return Transformer.from_crs(4326, 2154, always_xy=True)


def lambert(degrees: Floats) -> Floats:
    """Lambert-93 (EPSG:2154): the shape under which France knows itself. In metres."""
    return np.column_stack(_lambert().transform(degrees[:, 0], degrees[:, 1]))


def local(latitude: float) -> Project:
    """A flat projection true near this latitude (degrees): enough for an inset."""
    shrink = float(np.cos(np.radians(latitude)))

    def project(degrees: Floats) -> Floats:
        return np.column_stack([degrees[:, 0] * shrink, degrees[:, 1]])

    return project


def _local_to(outlines: Geometries) -> Project:
    """The flat projection for the middle latitude of the outlines."""
    _, south, _, north = shapely.total_bounds(outlines)
    return local((south + north) / 2)


def framed(outlines: Geometries, overseas: bool, box: Box) -> View:
    """The largest view of the outlines (degrees): of the hexagone and Corsica as France knows
    itself, of the territories overseas flat."""
    return fit(outlines, _local_to(outlines) if overseas else lambert, box)


def fit(outlines: Geometries, project: Project, box: Box) -> View:
    """The largest view of the outlines (degrees), centred in the box."""
    west, south, east, north = shapely.total_bounds(shapely.transform(outlines, project))
    inner_width, inner_height = box.width - 2 * box.margin, box.height - 2 * box.margin
    scale = min(inner_width / (east - west), inner_height / (north - south))
    left = (box.width - scale * (east + west)) / 2
    top = (box.height + scale * (north + south)) / 2
    return View(project, scale, left, top)
