"""Maps of communes and of proposed places: what is drawn, and that no text is markup."""

from __future__ import annotations

import re

from shapely.geometry import box

from webmap.files import bundled
from webmap.geo.outlines import outlines
from webmap.geo.territories import Territories
from webmap.mapping.communes import Town, communes_map
from webmap.mapping.dots import Dot
from webmap.mapping.plan import Spot, ground, plan
from webmap.mapping.sketch import sketch

NAUGHTY = '<b>"&'


def test_a_path_for_each_commune(territories: Territories) -> None:
    """Mayotte: 17 communes, each under its class and its words."""
    shapes = outlines(bundled("data", "communes"), "976")
    towns = [Town(code, "step-0", f"{code} {NAUGHTY}", 45.2, -12.8) for code in shapes]
    drawn = communes_map(territories["976"], shapes, towns, [], "Mayotte")
    assert drawn.count('class="town"') == 17
    assert drawn.count("&lt;b&gt;&quot;&amp;") == 17
    assert "<b>" not in drawn


def test_communes_without_outline_are_squares(territories: Territories) -> None:
    """Polynésie: the sources give no outline, and a commune must not vanish."""
    towns = [
        Town("98735", "no-way", "Papeete", -149.57, -17.53),
        Town("98714", "no-way", "Bora-Bora", -151.74, -16.5),
    ]
    drawn = communes_map(territories["987"], {}, towns, [], "Polynésie")
    squares = re.findall(r'class="town".*?d="M([\d.]+) ([\d.]+)h9', drawn)
    assert len(set(squares)) == 2
    assert 'class="land-own"' in drawn


def test_only_dots_of_the_territory(territories: Territories) -> None:
    shapes = {"97611": box(45.0, -13.0, 45.3, -12.6)}
    found = [Dot("uaped", "976", 45.2, -12.8), Dot("uaped", "974", 45.2, -12.8)]
    drawn = communes_map(territories["976"], shapes, [], found, "Mayotte")
    assert len(re.findall(r"M\d+ \d+h0", drawn)) == 1


def test_a_plan_numbers_what_is_proposed(territories: Territories) -> None:
    """In order; a circle as wide as the radius; the places of today drawn otherwise."""
    land = ground(territories, "hexagone", sketch(territories))
    assert len(land.shapes) == 94
    spots = [Spot(2.35, 48.86, f"1 : Paris {NAUGHTY}"), Spot(4.83, 45.76, "2 : Lyon")]
    drawn = plan(land, 60, [Dot("uaped", "59", 3.06, 50.63)], {"23"}, spots, "Carte")
    assert re.findall(r"<text[^>]*>(\d)</text>", drawn) == ["1", "2"]
    assert drawn.count("land-served") == 1
    assert drawn.count('class="dot mark-uaped"') == 1
    assert "&lt;b&gt;" in drawn
    assert "<b>" not in drawn
    radii = [int(r) for r in re.findall(r'<circle cx="\d+" cy="\d+" r="(\d+)"', drawn)]
    kilometres = 60_000 * land.view.scale
    assert len(radii) == 3
    assert all(abs(r - kilometres) < 1.5 for r in radii)


def test_a_land_group_stands_on_its_own(territories: Territories) -> None:
    outlines_of_all = sketch(territories)
    assert set(ground(territories, "corse", outlines_of_all).shapes) == {"2A", "2B"}
    assert set(ground(territories, "974", outlines_of_all).shapes) == {"974"}
