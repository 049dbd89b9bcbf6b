"""The choropleth of a need on a sheet of A4, for a report: PNG, SVG or PDF. By matplotlib.

Never imported by a web worker: matplotlib takes most of a second and 26 MB. No hour of making and
no random name enters a file: the same revision gives the same bytes.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from textwrap import wrap
from typing import Any, Final

import matplotlib as mpl
from matplotlib.figure import Figure

from webmap import vocabulary as v
from webmap.coverage import wording
from webmap.coverage.presence import Board
from webmap.directory.catalogue import Catalogue
from webmap.mapping.ink import MUTED, Page, swatch
from webmap.mapping.plates import Plate, plates
from webmap.mapping.svg import COLON

FORMS: Final = ("png", "svg", "pdf")

_STYLE: Final = {
    # An SVG file names its font: the widths of the second are close enough for the layout to hold.
    "font.sans-serif": ["DejaVu Sans", "Verdana"],
    "hatch.linewidth": 1.0,
    "pdf.fonttype": 42,
    "svg.fonttype": "none",
    "svg.hashsalt": "webmap",
}
_DPI: Final = 200
#: Millimetres from the edge of the sheet.
_MARGIN: Final = 10.0
_TOP: Final = 32.0
_MAIN_WIDTH: Final = 160.0
_INSET_LEFT: Final = 175.0
_INSET_WIDTH: Final = 26.2
_INSETS_ACROSS: Final = 4
_INSET_STEP: Final = (28.2, 26.8)
_LEGEND_TOP: Final = 118.0
#: Signs on a line of the legend and of the foot of the page.
_LEGEND_SIGNS: Final = 74
_FOOT_SIGNS: Final = 205


def figure(form: str, catalogue: Catalogue, board: Board, need: str, language: str) -> bytes:
    """The file of a form of FORMS."""
    states = {code: board.get(code, need).state for code in catalogue.territories}
    out = io.BytesIO()
    with mpl.rc_context(_STYLE):  # type: ignore[arg-type] # our keys are matplotlib's
        drawn = _drawn(catalogue, v.NEEDS[need], states, language)
        metadata = _METADATA[form](_title(v.NEEDS[need], language), catalogue.as_of)
        drawn.savefig(out, format=form, dpi=_DPI, metadata=metadata)
    return out.getvalue()


def _drawn(catalogue: Catalogue, need: v.Need, states: Mapping[str, str], language: str) -> Figure:
    page = Page()
    main, *insets = plates(catalogue.territories, language)
    page.plate(main, states, _MARGIN, _TOP, _MAIN_WIDTH)
    for rank, inset in enumerate(insets):
        _inset(page, inset, states, rank)
    _head(page, catalogue, need, language)
    _legend(page, need, Counter(states.values()), language)
    _foot(page, catalogue, language)
    return page.figure


def _inset(page: Page, inset: Plate, states: Mapping[str, str], rank: int) -> None:
    down, across = divmod(rank, _INSETS_ACROSS)
    x, y = _INSET_LEFT + across * _INSET_STEP[0], _TOP + down * _INSET_STEP[1]
    height = page.plate(inset, states, x, y, _INSET_WIDTH)
    page.text(x + _INSET_WIDTH / 2, y + height + 2.7, inset.name, 6, ha="center")


def _head(page: Page, catalogue: Catalogue, need: v.Need, language: str) -> None:
    category = v.CATEGORIES[need.category].said(language)
    day = f"{wording.DAY.said(language)} {wording.day(catalogue.as_of, language)}"
    page.text(_MARGIN, 14, f"{wording.TITLE.said(language)} · {category}", 9, color=MUTED)
    page.text(_MARGIN, 21.5, need.said(language), 17, bold=True)
    page.text(_MARGIN, 28, f"{day}. {wording.SILENCE.said(language)}", 9)


def _legend(page: Page, need: v.Need, counts: Mapping[str, int], language: str) -> None:
    y = _LEGEND_TOP
    page.text(_INSET_LEFT, y - 2.5, wording.COUNT.said(language), 8, color=MUTED)
    for state, meaning in wording.meanings(need.category).items():
        swatch(page, state, _INSET_LEFT, y)
        x = _INSET_LEFT + 13
        label = wording.state(state, need.category).said(language)
        page.text(x, y + 3, f"{label}{COLON[language]}{counts[state]}", 8, bold=True)
        lines = wrap(meaning.said(language), _LEGEND_SIGNS)
        for number, line in enumerate(lines, 1):
            page.text(x, y + 3 + 3 * number, line, 6.5)
        y += 5.6 + 3 * len(lines)


def _foot(page: Page, catalogue: Catalogue, language: str) -> None:
    sources = (
        (wording.RULE, wording.RULES.said(language)),
        (wording.SOURCE, wording.sources(len(catalogue.records), language)),
        (wording.REVISION, catalogue.revision),
    )
    sentences = (f"{head.said(language)}{COLON[language]}{text}" for head, text in sources)
    lines = [line for sentence in sentences for line in wrap(sentence, _FOOT_SIGNS)]
    for number, line in enumerate(lines):
        page.text(_MARGIN, 192 + 3.2 * number, line, 6.5, color=MUTED)


def _title(need: v.Need, language: str) -> str:
    return f"{wording.TITLE.said(language)}{COLON[language]}{need.said(language)}"


def _png(title: str, day: date) -> dict[str, Any]:
    return {"Software": "webmap", "Title": title, "Creation Time": day.isoformat()}


def _svg(title: str, day: date) -> dict[str, Any]:
    return {"Creator": "webmap", "Title": title, "Date": day.isoformat()}


def _pdf(title: str, day: date) -> dict[str, Any]:
    made = datetime.combine(day, time(), UTC)
    return {"Creator": "webmap", "Title": title, "CreationDate": made}


_METADATA: Final = {"png": _png, "svg": _svg, "pdf": _pdf}
