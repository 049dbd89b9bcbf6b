"""The map without scripts: every territory, its link, its state; nothing that a policy forbids."""

from __future__ import annotations

import itertools
import math
import re
import xml.etree.ElementTree as ET
from collections import Counter
from dataclasses import replace

import numpy as np
import pytest

from webmap import vocabulary as v
from webmap.directory.catalogue import Catalogue
from webmap.geo.territories import Territories
from webmap.mapping import frame
from webmap.mapping.apart import apart
from webmap.mapping.dots import Dot, dots
from webmap.mapping.patterns import pattern_defs
from webmap.mapping.projection import Box
from webmap.mapping.sketch import CHIP, INSET, MAIN, sketch
from webmap.mapping.small import Mark, territory_map
from webmap.mapping.svg import Painter, insets, main_map

STATES = tuple(v.PUBLIC_STATES)


def svg_map(
    territories: Territories,
    states: dict[str, str],
    hrefs: dict[str, str],
    language: str,
    title: str,
    found: tuple[Dot, ...] = (),
) -> str:
    """All the parts of a drawing, as a page puts them together."""
    words = {code: state.said(language) for code, state in v.PUBLIC_STATES.items()}
    painter = Painter(territories, states, hrefs, language, words)
    outlines = sketch(territories)
    main = main_map(outlines, painter, title, found)
    return pattern_defs() + main + insets(outlines, painter, found)


def parsed(markup: str) -> ET.Element:
    """The markup as a tree: it must be well formed."""
    return ET.fromstring(f"<map>{markup}</map>")  # noqa: S314 - our own markup


@pytest.fixture(scope="module")
def states(territories: Territories) -> dict[str, str]:
    """A state for each territory, each of the seven many times."""
    return {code: STATES[i % len(STATES)] for i, code in enumerate(territories)}


@pytest.fixture(scope="module")
def tree(territories: Territories, states: dict[str, str]) -> ET.Element:
    hrefs = {code: f"/departement/{code}" for code in territories}
    return parsed(svg_map(territories, states, hrefs, "fr", "La France"))


def test_every_territory_has_a_link_and_a_shape(tree: ET.Element, territories: Territories) -> None:
    links = {a.get("data-code"): a for a in tree.iter("a")}
    assert set(links) == set(territories)
    for code, link in links.items():
        assert link.get("href") == f"/departement/{code}"
        path = link.find("path")
        assert path is not None
        assert path.get("d")


def test_shapes_are_counted_per_state(tree: ET.Element, states: dict[str, str]) -> None:
    expected = Counter(states.values())
    for state in STATES:
        drawn = {a.get("data-code") for a in tree.iter("a") if a.get("fill") == f"url(#p-{state})"}
        classed = {
            a.get("data-code")
            for a in tree.iter("a")
            if f"state-{state}" in (a.get("class") or "").split()
        }
        assert drawn == classed
        assert len(drawn) == expected[state]


def test_every_state_has_a_pattern_of_its_own(tree: ET.Element) -> None:
    patterns = {p.get("id"): p for p in tree.iter("pattern")}
    assert set(patterns) == {f"p-{state}" for state in STATES}
    marks = [tuple(ET.tostring(mark) for mark in list(p)[2:]) for p in patterns.values()]
    assert len(set(marks)) == len(STATES)


def test_paris_and_its_neighbours_are_drawn_again_in_an_inset(
    tree: ET.Element, territories: Territories
) -> None:
    count = Counter(a.get("data-code") for a in tree.iter("a"))
    assert {code for code, n in count.items() if n == 2} == set(frame.PARIS)
    assert set(count) == set(territories)


def test_each_overseas_territory_has_an_inset_with_its_name(
    tree: ET.Element, territories: Territories
) -> None:
    captions = {button.text for button in tree.iter("button")}
    assert {territories[code].name for code in frame.OVERSEAS} < captions
    assert all(button.get("data-bounds", "").count(",") == 3 for button in tree.iter("button"))


def test_the_title_says_name_and_state(tree: ET.Element, states: dict[str, str]) -> None:
    titles = {a.get("data-code"): a.findtext("title") for a in tree.iter("a")}
    assert titles["976"] == f"Mayotte\u202f: {v.PUBLIC_STATES[states['976']].fr}"


def test_no_attribute_that_a_strict_policy_refuses(tree: ET.Element) -> None:
    names = {name for element in tree.iter() for name in element.attrib}
    assert "style" not in names
    assert not any(name.startswith("on") for name in names)


def test_a_hostile_name_is_text(territories: Territories, states: dict[str, str]) -> None:
    hostile = Territories(
        replace(place, name="<script>alert(1)</script>") for place in territories.values()
    )
    hrefs = dict.fromkeys(territories, '"><b>')
    found = parsed(svg_map(hostile, states, hrefs, "en", '"<i>'))
    assert {"script", "b", "i"}.isdisjoint({element.tag for element in found.iter()})


def test_the_whole_drawing_is_light(territories: Territories, states: dict[str, str]) -> None:
    hrefs = {code: f"/departement/{code}" for code in territories}
    assert len(svg_map(territories, states, hrefs, "fr", "La France").encode()) < 60_000


@pytest.mark.parametrize("code", ["986", "987"])
def test_small_islands_show_their_state_in_a_corner(territories: Territories, code: str) -> None:
    inset = next(i for i in sketch(territories).insets if code in i.shapes)
    assert inset.chip is not None
    x, y = inset.chip
    assert 0 <= x <= INSET.width - CHIP.width
    assert 0 <= y <= INSET.height - CHIP.height


def test_jumps_hold_what_they_name(territories: Territories) -> None:
    hexagone, paris, corsica = frame.mainland_jumps(territories)
    south, west, north, east = hexagone.bounds
    assert south < 43 < 50 < north
    assert west < -4 < 8 < east
    assert paris.bounds[0] < 48.86 < paris.bounds[2]
    assert corsica.bounds[1] > 8


def test_a_territory_with_its_neighbours_and_marks(territories: Territories) -> None:
    place = territories["2A"]
    point = (place.longitude, place.latitude)
    mark = Mark("uaped", *point, "<b>Hôpital</b>", "/ressource/rxxxxxx", '1 2 10 "<i>"')
    svg = territory_map(territories, "2A", [mark], lambda code: f"/d/{code}", place.name)
    tree = parsed(svg)
    assert [a.get("href") for a in tree.iter("a")] == ["/d/2B", "/ressource/rxxxxxx"]
    assert [p.get("class") for p in tree.iter("path")][-1] == "mark-shape mark-uaped"
    (noted,) = (a for a in tree.iter("a") if a.get("data-mark"))
    assert noted.get("data-mark") == '1 2 10 "<i>"'
    assert noted.get("data-category") == "uaped"
    assert {"b", "i"}.isdisjoint({element.tag for element in tree.iter()})


def places_of(svg: str) -> list[tuple[float, float]]:
    found = re.findall(r'class="mark-link"[^>]*transform="translate\((\d+) (\d+)\)"', svg)
    return [(float(x), float(y)) for x, y in found]


@pytest.mark.parametrize("code", ["59", "75", "13"])
def test_marks_of_one_town_do_not_hide_one_another(
    territories: Territories, catalogue: Catalogue, code: str
) -> None:
    """Lille has a court, a hospital unit and associations at one point: each is seen and pressed,
    within the drawing, and a line leads to where it is."""
    points = [p for r in catalogue.located_in(code) if (p := catalogue.point(r)) is not None]
    marks = [Mark("uaped", *point, "", "/", "") for point in points]
    svg = territory_map(territories, code, marks, lambda near: near, "x")
    drawn = places_of(svg)
    assert len(drawn) == len(marks) > 3
    assert min(math.dist(a, b) for a, b in itertools.combinations(drawn, 2)) >= 13
    assert all(7 <= x <= 313 and 7 <= y <= 253 for x, y in drawn)
    assert 'class="leader"' in svg


def test_forty_marks_at_one_point_stand_apart() -> None:
    box = Box(320, 260)
    stands = apart(np.full((40, 2), [20.0, 30.0]), 15, box)
    assert min(math.dist(a, b) for a, b in itertools.combinations(stands.tolist(), 2)) >= 14
    assert (stands == apart(np.full((40, 2), [20.0, 30.0]), 15, box)).all()


def test_a_mark_alone_stays_at_its_point() -> None:
    points = np.array([[50.0, 50.0], [100.0, 80.0]])
    assert (apart(points, 15, Box(320, 260)) == points).all()


@pytest.mark.parametrize("code", frame.OVERSEAS)
def test_every_overseas_territory_can_be_drawn_alone(territories: Territories, code: str) -> None:
    svg = territory_map(territories, code, [], lambda near: f"/d/{near}", "x")
    own = [p for p in parsed(svg).iter("path") if p.get("class") == "land-own"]
    assert own[0].get("d")


def test_a_dot_is_drawn_where_its_territory_is(
    territories: Territories, states: dict[str, str]
) -> None:
    """Ajaccio on the main drawing, Mamoudzou on Mayotte's own, Paris 11e on two."""
    found = (
        Dot("uaped", "2A", 8.7386, 41.9192),
        Dot("magistrat", "976", 45.2279, -12.7809),
        Dot("association", "75", 2.3785, 48.8574),
    )
    hrefs = {code: f"/departement/{code}" for code in territories}
    tree = parsed(svg_map(territories, states, hrefs, "fr", "La France", found))
    drawn = {
        svg.get("aria-label"): [path.get("class") for path in svg.iter("path") if path.get("class")]
        for svg in tree.iter("svg")
    }
    assert drawn["La France"] == ["dot mark-association", "dot mark-uaped"]
    assert drawn["Mayotte"] == ["dot mark-magistrat"]
    assert drawn["Paris et petite couronne"] == ["dot mark-association"]
    assert sum(map(len, drawn.values())) == 4


def test_dots_on_one_unit_are_drawn_once(territories: Territories) -> None:
    """Two services of one town hall; a category without a point draws nothing."""
    outlines = sketch(territories)
    twice = [Dot("uaped", "23", 1.8715, 46.1709)] * 2
    markup = dots(twice, outlines.view, outlines.main)
    assert markup.count("M") == 1
    assert "magistrat" not in markup
    x, y = (int(n) for n in markup.split('d="M')[1].split("h")[0].split())
    assert 0 < x < MAIN.width
    assert 0 < y < MAIN.height
