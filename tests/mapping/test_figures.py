"""The figure for a report: what it says, what it draws; nothing is told by colour alone."""

from __future__ import annotations

import io
import itertools
import re
import xml.etree.ElementTree as ET
from collections import Counter

import matplotlib as mpl
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from PIL import Image
from shapely.geometry import Polygon, box

from webmap import vocabulary as v
from webmap.coverage import wording
from webmap.coverage.presence import Board, board
from webmap.directory.catalogue import Catalogue
from webmap.files import bundled
from webmap.geo.territories import Territories
from webmap.mapping import figures, frame
from webmap.mapping.figures import figure
from webmap.mapping.ink import LOOKS, Page
from webmap.mapping.plates import plates

_TEXT = "{http://www.w3.org/2000/svg}text"
_MM_PER_POINT = 25.4 / 72


@pytest.fixture(scope="module")
def made(catalogue: Catalogue) -> Board:
    return board(catalogue)


def said(catalogue: Catalogue, made: Board, need: str, language: str) -> list[str]:
    """Every line of text of the figure."""
    tree = ET.fromstring(figure("svg", catalogue, made, need, language))  # noqa: S314 - ours
    return ["".join(text.itertext()).strip() for text in tree.iter(_TEXT)]


@pytest.mark.parametrize("need", ["accompagnement", "designation"])
def test_it_says_what_it_shows_since_when_and_by_which_rule(
    catalogue: Catalogue, made: Board, need: str
) -> None:
    """S7: title, date, source, rule; each state explained, with the number that the table has."""
    lines = said(catalogue, made, need, "fr")
    page = " ".join(lines)
    counts = Counter(line.state for line in made.lines if line.need == need)
    for state in v.STATES:
        said_ = wording.state(state, v.NEEDS[need].category).fr
        assert f"{said_}\u202f: {counts[state]}" in lines
    for meaning in wording.meanings(v.NEEDS[need].category).values():
        assert meaning.fr in page
    assert v.NEEDS[need].fr in lines
    assert "22 novembre 2026" in page
    assert wording.SILENCE.fr in page
    assert wording.RULES.fr in page
    assert wording.sources(len(catalogue.records), "fr") in page
    assert catalogue.revision in page


def test_a_court_is_not_a_designation(catalogue: Catalogue, made: Board) -> None:
    """DOMAIN 2: the legend does not say of courts that a structure is known."""
    assert "Une structure est connue" not in " ".join(said(catalogue, made, "designation", "fr"))


def test_english_leaves_no_french(catalogue: Catalogue, made: Board) -> None:
    page = " ".join(said(catalogue, made, "uaped", "en"))
    assert "22 November 2026" in page
    assert "Not asked: " in page
    french = [*(term.fr for term in v.STATES.values()), wording.SILENCE.fr, "Source\u202f:"]
    assert not [words for words in french if words in page]


def test_every_territory_is_drawn(territories: Territories) -> None:
    """The hexagone and Corsica on the large plate, Paris and each overseas territory apart."""
    main, paris, *overseas = plates(territories, "fr")
    assert set(main.areas) | {c for plate in overseas for c in plate.areas} == set(territories)
    assert set(paris.areas) == set(frame.PARIS)
    assert [plate.name for plate in overseas] == [territories[c].name for c in frame.OVERSEAS]
    for plate in (main, paris, *overseas):
        for parts in plate.areas.values():
            assert sum(part.area for part in parts) > 0
            assert all(inside(part, plate.box.width, plate.box.height) for part in parts)


def inside(part: Polygon, width: float, height: float) -> bool:
    west, south, east, north = part.bounds
    return bool(west >= 0 and south >= 0 and east <= width and north <= height)


def test_islands_too_small_for_a_pattern_have_a_square_of_it(territories: Territories) -> None:
    """As on the page: squares on a lagoon show no pattern."""
    polynesia = next(p for p in plates(territories, "fr") if "987" in p.areas)
    assert max(part.area for part in polynesia.areas["987"]) == 30 * 22


def test_states_differ_by_pattern_and_have_the_colours_of_the_page() -> None:
    """Told apart in grey; one look for paper and screen. White is never zero."""
    assert list(LOOKS) == list(v.STATES)
    assert len({look.hatch for look in LOOKS.values()}) == len(v.STATES)
    assert [state for state, look in LOOKS.items() if not look.hatch] == ["listed"]
    css = bundled("static", "app.css").read_text("utf-8")
    light = css[: css.index("prefers-color-scheme: dark")]
    assert {s: look.color for s, look in LOOKS.items()} == dict(
        re.findall(r"--state-(\w+): (#\w+);", light)
    )
    assert all(look.tint > 0.2 for look in LOOKS.values())


@pytest.mark.parametrize(("need", "language"), [("hors_territoire", "fr"), ("designation", "en")])
def test_no_line_runs_off_the_sheet_nor_over_another(
    catalogue: Catalogue, made: Board, need: str, language: str
) -> None:
    """The longest title, the two legends: words stay on A4, 5 mm from its edge at least."""
    states = {code: made.get(code, need).state for code in catalogue.territories}
    with mpl.rc_context(figures._STYLE):
        drawn = figures._drawn(catalogue, v.NEEDS[need], states, language)
        renderer = FigureCanvasAgg(drawn).get_renderer()
        extents = [text.get_window_extent(renderer) for text in drawn.texts]
    margin = 5 / 25.4 * drawn.dpi
    assert min(min(place.x0, place.y0) for place in extents) >= margin
    assert max(place.x1 for place in extents) <= drawn.bbox.x1 - margin
    boxes = [box(place.x0, place.y0, place.x1, place.y1) for place in extents]
    # A line's box holds room for accents and tails: a twentieth may be shared.
    assert not [
        (drawn.texts[i].get_text(), drawn.texts[j].get_text())
        for i, j in itertools.combinations(range(len(boxes)), 2)
        if boxes[i].intersection(boxes[j]).area > min(boxes[i].area, boxes[j].area) / 20
    ]


def test_text_is_never_read_as_a_formula() -> None:
    """matplotlib reads TeX between two dollars."""
    page = Page()
    page.text(10, 10, "$x_1$", 8)
    assert not page.figure.texts[0].get_parse_math()


def test_paper_sizes_and_dates(catalogue: Catalogue, made: Board) -> None:
    """A4 on its side; the day in the properties is the catalogue's."""
    pdf = figure("pdf", catalogue, made, "ecoute", "fr")
    width, height = map(float, re.findall(rb"/MediaBox \[ 0 0 ([\d.]+) ([\d.]+) \]", pdf)[0])
    assert (round(width * _MM_PER_POINT), round(height * _MM_PER_POINT)) == (297, 210)
    assert b"/CreationDate (D:20261122000000Z)" in pdf
    picture = Image.open(io.BytesIO(figure("png", catalogue, made, "ecoute", "fr")))
    assert picture.size == (2338, 1653)
    assert picture.info["Creation Time"] == "2026-11-22"
    assert picture.info["Software"] == "webmap"
