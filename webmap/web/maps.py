"""What a page with a map puts in its HTML: the SVG that stands without scripts, the JSON block.

The JSON block is small: words, and one digit per territory for each way to shade the map. The
outlines and the records come from `/donnees/`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from flask import current_app, g
from flask_babel import gettext as _
from markupsafe import Markup

from webmap import vocabulary as v
from webmap.coverage.presence import Board
from webmap.directory.catalogue import Catalogue
from webmap.mapping import frame
from webmap.mapping.dots import Dot
from webmap.mapping.patterns import pattern_defs, swatch
from webmap.mapping.sketch import Sketch, sketch
from webmap.mapping.small import mark_svg
from webmap.mapping.svg import COLON, Painter, insets, main_map
from webmap.web.labels import VOCABULARIES, label, state_word
from webmap.web.language import url

States = Mapping[str, str]

#: Stands for a code in the addresses given to the script.
_HOLE: Final = "__"
#: Kept for the life of the process: outlines do not change while it runs.
_SKETCH: Final = "webmap_sketch"


def category_states(board: Board, catalogue: Catalogue, category: str) -> States:
    """State of each territory for a category."""
    return {code: board.category_state(code, category) for code in catalogue.territories}


def need_states(board: Board, catalogue: Catalogue, need: str) -> States:
    """State of each territory for a need."""
    return {code: board.get(code, need).state for code in catalogue.territories}


def drawings(
    catalogue: Catalogue,
    states: States,
    labels: Mapping[str, str],
    page: str,
    title: str,
    found: Sequence[Dot] = (),
) -> dict[str, Markup]:
    """Markup of a page's map: `patterns`, `main`, `insets`, with the records found.

    labels: the word of each state. page: where a territory leads, by `code`.
    """
    hrefs = {code: url(page, code=code) for code in catalogue.territories}
    painter = Painter(catalogue.territories, states, hrefs, g.language, labels)
    outlines = outlines_of(catalogue)
    return {
        "patterns": patterns(),
        "main": Markup(main_map(outlines, painter, title, found)),  # noqa: S704 - escaped by mapping
        "insets": Markup(insets(outlines, painter, found)),  # noqa: S704 - escaped by mapping
    }


def records(catalogue: Catalogue) -> list[Dot]:
    """The point of every record that a map shows."""
    pointed = (r for category in frame.POINTED for r in catalogue.in_category(category))
    placed = ((record, catalogue.point(record)) for record in pointed)
    return [Dot(r.category, r.territory, *point) for r, point in placed if point is not None]


def patterns() -> Markup:
    """Fills of the states: before the first drawing of a page."""
    return Markup(pattern_defs())  # noqa: S704 - fixed markup


def legend(states: Iterable[str] = v.STATES, category: str = "") -> list[tuple[Markup, str, str]]:
    """States with their swatch and word, in order: the best first."""
    return [
        (Markup(swatch(state)), state, word)  # noqa: S704 - fixed markup
        for state, word in state_words(states, category).items()
    ]


def mark_legend() -> list[tuple[Markup, str]]:
    """Shapes of the categories that have points, with their word."""
    words = {
        "association": label("association", "categories"),
        "magistrat": _("Tribunal (désignation d’un magistrat référent inconnue)"),
        "uaped": label("uaped", "categories"),
    }
    return [
        (Markup(mark_svg(category)), words[category])  # noqa: S704 - fixed markup
        for category in frame.POINTED
    ]


def block(
    catalogue: Catalogue, shades: Mapping[str, States], records: bool, code: str = ""
) -> dict[str, Any]:
    """The JSON block that `map.js` reads.

    shades: name of a way to shade -> state of each territory. records: whether the map has
    marks: their words. code: the territory the map is about.
    """
    content = shaded(catalogue, shades, state_words(), "public.departement", marks=records)
    own = {name: _own_words(name) for name in shades}
    content["labels"]["own"] = {name: words for name, words in own.items() if words}
    return content | {"code": code}


def _own_words(category: str) -> dict[str, str]:
    """State -> its word, where it is not that of the other categories."""
    every = state_words()
    return {s: word for s, word in state_words(category=category).items() if word != every[s]}


def state_words(states: Iterable[str] = v.STATES, category: str = "") -> dict[str, str]:
    """States with their word, in order. `category`: that of the need they are of."""
    return {state: state_word(state, category) for state in states}


def shaded(
    catalogue: Catalogue,
    shades: Mapping[str, States],
    labels: Mapping[str, str],
    page: str,
    marks: bool = False,
) -> dict[str, Any]:
    """The JSON block of a map shaded by at most ten states or classes.

    labels: the word of each, in order. page: where a territory leads, by `code`. marks: whether
    the page has notes of records (`mapping.marks`): their words.
    """
    ranks = {state: str(rank) for rank, state in enumerate(labels)}
    return {
        "code": "",
        "codes": list(catalogue.territories),
        "states": list(labels),
        "shades": {n: "".join(ranks[s] for s in states.values()) for n, states in shades.items()},
        "urls": {
            "territoires": url("data.territoires_topojson"),
            "territory": url(page, code=_HOLE),
        },
        "words": _words(),
        "labels": {"states": dict(labels), **(_labels_of_marks() if marks else {})},
    }


def _labels_of_marks() -> dict[str, Any]:
    """Lists in the order of the vocabulary: the notes of `mapping.marks` give ranks."""
    return {
        "categories": {category: label(category, "categories") for category in frame.POINTED},
        "precisions": list(_labels("precisions").values()),
        "statuses": list(_labels("statuses").values()),
        "kinds": {c: list(_labels(f"kinds.{c}").values()) for c in frame.POINTED},
    }


def _labels(vocabulary: str) -> dict[str, str]:
    return {code: label(code, vocabulary) for code in VOCABULARIES[vocabulary]}


def _words() -> dict[str, str]:
    return {
        "colon": COLON[g.language],
        "open": _("Voir la fiche"),
        "close": _("Fermer"),
        "closer": _("agrandir"),
        "layers": _("Choisir ce que montre la carte"),
        "failed": _(
            "La carte animée n’a pas pu se charger. La carte fixe et la liste restent lisibles."
        ),
    }


def outlines_of(catalogue: Catalogue) -> Sketch:
    """The country in paths, made once in a process."""
    extensions = current_app.extensions
    if _SKETCH not in extensions:
        extensions[_SKETCH] = sketch(catalogue.territories)
    made: Sketch = extensions[_SKETCH]
    return made
