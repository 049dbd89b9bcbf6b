"""`/recherche`: the box, pages of choices, and the way from words to an address without them."""

from __future__ import annotations

from typing import Final

from flask import redirect, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from webmap.errors import InvalidParameter
from webmap.web import parameters
from webmap.web.asked import read_one
from webmap.web.current import current, current_catalogue
from webmap.web.language import url
from webmap.web.public import context, emergency, search, search_address
from webmap.web.public.choices import Choice

#: Most choices with the first numbers under them.
_FEW: Final = 3


def recherche() -> str:
    """The search box with the list of the territories, or with the answer to words sent before."""
    among, then = read_one(request.args, "parmi"), read_one(request.args, "suite")
    if then == search_address.UNREADABLE and not among:
        return _page(
            error=_(
                "Ces mots n’ont pas pu être lus. Écrivez seulement le nom d’une commune, un code "
                "postal ou un département."
            )
        )
    return _page(search_address.shown(among, then, current_catalogue()))


def recherche_words() -> Response:
    """Words to what they mean, to a page of choices or to people: always by a 303.

    A page that answers a form stays in the browser's files with what was typed.
    """
    sent = request.form.getlist("q")
    if len(sent) != 1:
        raise InvalidParameter("not our form, or a body that cannot be read")
    try:
        words = parameters.words(sent[0])
    except InvalidParameter:
        return redirect(url("public.recherche", suite=search_address.UNREADABLE), 303)
    return redirect(_address(search.answer(words, current().search)), 303)


def _address(answer: search.Answer) -> str:
    """Where an answer stands. Words of distress lead where everybody may go by one tap."""
    if answer.only is not None:
        return _page_of(answer.only)
    if answer.choices or not answer.distress:
        return url("public.recherche", **search_address.parameters_of(answer.choices))
    if answer.territory:
        return url("public.urgence_territoire", territoire=answer.territory)
    return url("public.urgence")


def _page_of(choice: Choice) -> str:
    if choice.record is not None:
        return url("public.ressource", record_id=choice.record.id)
    if choice.place is not None:
        return url("public.commune", insee=choice.place.code)
    return url("public.departement", code=choice.code)


def _page(choices: tuple[Choice, ...] | None = None, error: str = "") -> str:
    catalogue = current_catalogue()
    records = [choice.record for choice in choices or () if choice.record]
    few = bool(error) or (choices is not None and len(choices) <= _FEW)
    return render_template(
        "search.html",
        asked=choices is not None,
        choices=choices or (),
        page_of=_page_of,
        towns=context.towns(catalogue, records),
        error=error,
        # Few answers leave room for people: whoever looked for no village is not left with one.
        lines=emergency.home(catalogue) if few else (),
        territories=catalogue.territories.values(),
        **context.choices(catalogue),
    )
