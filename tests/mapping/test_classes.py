"""Classes of the reach: their breaks, and colours that every eye tells apart."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pytest

from webmap.coverage.reach_communes import CommuneLine
from webmap.coverage.reach_table import HEADER, Line
from webmap.files import bundled
from webmap.mapping import classes
from webmap.mapping.classes import NO_WAY, OVER_WATER, STEPS, UNKNOWN
from webmap.mapping.steps import step_patterns

#: Machado, Oliveira and Fernandes 2009, severity 1, on linear RGB.
EYES = {
    "all cones": [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
    "no red": [[0.152, 1.053, -0.205], [0.115, 0.786, 0.099], [-0.004, -0.048, 1.052]],
    "no green": [[0.367, 0.861, -0.228], [0.280, 0.673, 0.047], [-0.012, 0.043, 0.969]],
    "no blue": [[1.256, -0.077, -0.179], [-0.078, 0.931, 0.148], [0.005, 0.691, 0.304]],
}
#: Steps of CIE lightness that neighbours on a map are told apart by.
APART = 8


def zone(**figures: Any) -> Line:
    """A line of the reach."""
    return Line(**{**dict.fromkeys(HEADER), "by_road": 100, **figures})


def town(cost: float | None, over_water: bool = False) -> CommuneLine:
    return CommuneLine("01001", "Bourg", 100, "uaped", "km", cost, over_water)


@pytest.mark.parametrize(
    ("share", "step"),
    [(1.0, 0), (0.95, 0), (0.9499, 1), (0.75, 1), (0.7499, 2), (0.5, 2), (0.4999, 3), (0.25, 3),
     (0.2499, 4), (0.0, 4)],
)  # fmt: skip
def test_the_breaks_of_a_share(share: float, step: int) -> None:
    """Nineteen in twenty, three quarters, half, a quarter: the end is inside."""
    assert classes.of_share(zone(share_60=share), 60) == STEPS[step]


def test_a_share_is_of_the_band_asked() -> None:
    assert classes.of_share(zone(share_30=0.1, share_100=1.0), 100) == STEPS[0]


def test_no_way_and_no_figure_are_no_low_share() -> None:
    """Honest absence (S7): no place by road, a town not published, people not published."""
    assert classes.of_share(zone(share_60=0.0, by_road=0), 60) == NO_WAY
    assert classes.of_share(zone(share_60=0.0, by_road=0, unplaced="rbcdfgh"), 60) == UNKNOWN
    assert classes.of_share(zone(share_60=None, by_road=None), 60) == UNKNOWN


@pytest.mark.parametrize(
    ("cost", "step"), [(0.0, 0), (15.0, 0), (15.1, 1), (30.0, 1), (60.0, 2), (100.0, 3), (100.1, 4)]
)
def test_the_breaks_of_a_distance(cost: float, step: int) -> None:
    assert classes.of_distance(town(cost)) == STEPS[step]


def test_a_commune_without_a_road() -> None:
    assert classes.of_distance(town(None)) == NO_WAY
    assert classes.of_distance(town(None, over_water=True)) == OVER_WATER


@pytest.mark.parametrize("theme", [0, 1, 2], ids=["light", "dark", "paper"])
@pytest.mark.parametrize("eye", EYES)
def test_steps_are_told_apart_by_lightness(theme: int, eye: str) -> None:
    """In either theme, on paper, in grey, and by eyes without one kind of cones."""
    style = bundled("static", "steps.css").read_text()
    ramps = [re.findall(rf"--{step}: (#\w{{6}});", style)[theme] for step in STEPS]
    steps = np.diff([lightness(np.array(EYES[eye]) @ linear(color)) for color in ramps])
    assert (steps > APART).all() or (steps < -APART).all()


def test_what_has_no_figure_is_a_pattern() -> None:
    """Never a colour of the scale alone; a step is never a pattern."""
    tiles = {
        m[1]: m[2]
        for m in re.finditer(r'id="p-([\w-]+)".*?<rect.*?<rect.*?/>(.*?)</p', step_patterns())
    }
    assert set(tiles) == {*classes.SHARE_CLASSES, *classes.DISTANCE_CLASSES}
    assert {code for code, marks in tiles.items() if marks} == {NO_WAY, UNKNOWN, OVER_WATER}


def linear(color: str) -> Any:
    """A colour as linear RGB."""
    signs = np.array([int(color[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    return np.where(signs <= 0.04045, signs / 12.92, ((signs + 0.055) / 1.055) ** 2.4)


def lightness(rgb: Any) -> float:
    """CIE L* of linear RGB."""
    luminance = float(np.clip(rgb, 0, 1) @ [0.2126, 0.7152, 0.0722])
    return 116 * luminance ** (1 / 3) - 16 if luminance > 0.008856 else 903.3 * luminance
