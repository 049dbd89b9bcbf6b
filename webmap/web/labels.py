"""Words on screen for the codes of `webmap.vocabulary`, in the visitor's language.

The French label is the message, its vocabulary the context:
`{{ code|label("kinds.association") }}`. A test compares the English
catalogue with the English labels of `webmap.vocabulary`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from flask import Flask
from flask_babel import pgettext
from jinja2 import pass_context
from jinja2.runtime import Context

from webmap import vocabulary as v
from webmap.coverage import wording
from webmap.vocabulary import Need, Term
from webmap.web.language import language
from webmap.web.wording import FILTERS

#: Name of a vocabulary on screen -> its codes.
VOCABULARIES: Final[Mapping[str, Mapping[str, Term | Need]]] = {
    "categories": v.CATEGORIES,
    "needs": v.NEEDS,
    "audiences": v.AUDIENCES,
    "admission": v.ADMISSION,
    "confidentiality": v.CONFIDENTIALITY,
    "who_answers": v.WHO_ANSWERS,
    "precisions": v.PRECISIONS,
    "statuses": v.STATUSES,
    "genders": v.GENDERS,
    "court_types": v.COURT_TYPES,
    "place_bases": v.PLACE_BASES,
    "states": v.PUBLIC_STATES,
    "yes_no_unknown": v.YES_NO_UNKNOWN,
    "corrections": v.CORRECTIONS,
    **{f"kinds.{category}": terms for category, terms in v.KINDS.items()},
}


def label(code: str, vocabulary: str) -> str:
    """The word for a code in the language of the request. Raises `KeyError` for a code that the
    vocabulary does not have: a mistake of ours, since records are checked on entry."""
    return str(pgettext(vocabulary, VOCABULARIES[vocabulary][code].fr))


def state_word(code: str, category: str = "") -> str:
    """The word for a state of the coverage. `category`: that of its need (`wording.state`)."""
    said = wording.state(code, category)
    own = said is wording.DESIGNATION_UNKNOWN
    return said.said(language()) if own else label(code, "states")


def anchor(category: str) -> str:
    """Where a category stands on a page: "c1". A fragment enters the history too, and its word
    would tell what was looked for (S4)."""
    return f"c{list(v.CATEGORIES).index(category) + 1}"


def install(app: Flask) -> None:
    """Give every template `label`, `state_word` and the filters of `webmap.web.wording`."""
    app.add_template_filter(anchor)
    for filter_ in (label, state_word, *FILTERS):
        app.add_template_filter(_each_time(filter_), filter_.__name__)


def _each_time(filter_: Callable[..., str]) -> Callable[..., str]:
    """With the context, Jinja cannot work a filter out at compile time: `{{ "2023-12"|day }}` would
    keep for ever the language of the first visitor."""

    @pass_context
    def filtered(_context: Context, *values: Any, **named: Any) -> str:
        return filter_(*values, **named)

    return filtered
