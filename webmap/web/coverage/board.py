"""What `/couverture` shows: the answer in a sentence, the map, the table, how sure it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any, Final

from flask_babel import gettext as _

from webmap import vocabulary as v
from webmap.coverage import report, wording
from webmap.coverage.confidence import confidence, oldest_read
from webmap.coverage.publics import SAME_FOR_ALL, ForPublic, for_public
from webmap.geo.text import fold
from webmap.mapping import frame
from webmap.web import maps
from webmap.web.coverage import parameters, table
from webmap.web.coverage.answer import answer
from webmap.web.coverage.heads import Column, heads
from webmap.web.coverage.parameters import Choices
from webmap.web.labels import label
from webmap.web.language import language
from webmap.web.snapshot import Snapshot

#: Where a territory leads, on the map as in the table: its sheet.
_PAGE: Final = "coverage.feuille"


def board(snapshot: Snapshot, choices: Choices) -> dict[str, Any]:
    """The values of the page's template."""
    catalogue = snapshot.catalogue
    asked = _asked(snapshot, choices)
    states = tuple(v.PUBLIC_STATES if choices.public else v.STATES)
    places = [t for t in catalogue.territories.values() if choices.region in ("", t.region)]
    shown = table.needs(choices.category, choices.need)
    lines = table.lines(places, asked.board, shown, choices.order)
    sums = table.sums(places, asked.board, shown)
    return {
        "choices": choices,
        "needs": [(c, [need.code for need in v.needs_of(c)]) for c in v.COVERED_CATEGORIES],
        "filters": _filters(snapshot, choices),
        "public": [label(axis, "audiences") for axis in choices.public],
        "unchanged": [need.code for need in shown if need.code in SAME_FOR_ALL],
        "answer": answer(sums[0][1], choices),
        "region": parameters.regions(catalogue.territories).get(choices.region, ""),
        "places": len(places),
        "lines": table.only(lines, asked.board, choices.need, choices.states),
        "answers": {k: n for k, n in asked.answers.items() if _is_counted(k[1])},
        "uncounted": report.UNCOUNTED,
        "heads": heads("coverage.couverture", _columns(shown), choices.order, _unsorted(choices)),
        "sums": sums,
        "legend": maps.legend(states, v.NEEDS[choices.need].category),
        "meanings": _meanings(choices),
        "confidence": confidence(catalogue, v.NEEDS.values()),
        "read": oldest_read(catalogue),
        "units": Counter(r.status for r in catalogue.in_category("uaped") if "uaped" in r.kinds),
        "catalogue": catalogue,
        **_map(snapshot, asked, states, choices.need),
    }


def _asked(snapshot: Snapshot, choices: Choices) -> ForPublic:
    if not choices.public:
        return ForPublic(snapshot.board, {})
    return for_public(snapshot.catalogue, snapshot.board, choices.public)


def _is_counted(need: str) -> bool:
    return v.NEEDS[need].category != report.UNCOUNTED


def _filters(snapshot: Snapshot, choices: Choices) -> dict[str, list[tuple[str, str]]]:
    """Parameter -> (code, word) of what can be chosen, for the fields that are lists."""
    states = v.PUBLIC_STATES if choices.public else v.STATES
    places = parameters.regions(snapshot.catalogue.territories)
    return {
        "categorie": [(code, label(code, "categories")) for code in v.COVERED_CATEGORIES],
        "etat": [
            ("oui", _("Quelqu’un répond")),
            ("rien", _("Rien d’enregistré")),
            *maps.state_words(states, v.NEEDS[choices.need].category).items(),
        ],
        "region": sorted(places.items(), key=lambda place: fold(place[1])),
        **{
            name: [(code, label(axis, "audiences")) for code, axis in axes.items()]
            for name, axes in parameters.PUBLICS.items()
        },
    }


def _unsorted(choices: Choices) -> Mapping[str, str]:
    return choices.address(tri="", sens="")


def _columns(shown: tuple[v.Need, ...]) -> list[Column]:
    return [
        Column("nom", _("Territoire")),
        *(Column(need.code, label(need.code, "needs")) for need in shown),
        Column("population", _("Habitants")),
        Column("moins_de_20", _("Moins de 20 ans")),
    ]


def _meanings(choices: Choices) -> dict[str, str]:
    told = wording.meanings_for_a_public if choices.public else wording.meanings
    words = told(v.NEEDS[choices.need].category)
    return {state: meaning.said(language()) for state, meaning in words.items()}


def _map(
    snapshot: Snapshot, asked: ForPublic, states: tuple[str, ...], need: str
) -> dict[str, Any]:
    catalogue = snapshot.catalogue
    shade = maps.need_states(asked.board, catalogue, need)
    words = maps.state_words(states, v.NEEDS[need].category)
    return {
        "map": maps.drawings(catalogue, shade, words, _PAGE, label(need, "needs")),
        "block": maps.shaded(catalogue, {need: shade}, words, _PAGE),
        "jumps": frame.mainland_jumps(catalogue.territories),
        "script": frame.script_name("couverture", language()),
    }
