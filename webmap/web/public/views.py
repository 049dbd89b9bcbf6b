"""Addresses of the public pages: read what is asked, ask the directory, render."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from webmap.directory.freshness import phone_is_fresh
from webmap.directory.record import Record
from webmap.directory.tables import METROPOLE
from webmap.errors import InvalidParameter
from webmap.web import parameters
from webmap.web.current import current, current_catalogue
from webmap.web.language import url
from webmap.web.public import contact, context, emergency, matrix, search, territory, wording
from webmap.web.public.carte import carte, small_map
from webmap.web.public.figures import figures
from webmap.web.public.lines import line_of, line_with
from webmap.web.public.security import robots, securite

blueprint = Blueprint("public", __name__)
blueprint.get("/carte")(carte)
blueprint.get("/securite")(securite)
blueprint.get("/robots.txt")(robots)


@blueprint.app_template_test("reached")
def is_reached(record: Record) -> bool:
    """`{% if record is reached %}`: whether the page of a record shows a way to reach it."""
    return contact.reached(record, current_catalogue().as_of)


@blueprint.get("/")
def home() -> str:
    """The search box, four doors, the first numbers."""
    catalogue = current_catalogue()
    return render_template(
        "home.html",
        lines=emergency.home(catalogue),
        figures=figures(catalogue),
        **context.choices(catalogue),
    )


@blueprint.get("/recherche")
def recherche() -> str:
    """The search box with the list of the territories, or with the answer to words sent before."""
    then = request.args.get("suite", "")
    if then == search.UNREADABLE:
        return _search_page(
            error=_(
                "Ces mots n’ont pas pu être lus. Écrivez seulement le nom d’une commune, un code "
                "postal ou un département."
            )
        )
    return _search_page(search.shown(request.args.get("parmi", ""), then, current_catalogue()))


@blueprint.post("/recherche")
def recherche_words() -> Response:
    """Words to a place, to a page of choices or of people: always by a 303.

    A page that answers a form stays in the browser's files with what was typed.
    """
    if "q" not in request.form:
        raise InvalidParameter("not our form, or a body that cannot be read")
    try:
        words = parameters.words(request.form["q"])
    except InvalidParameter:
        return redirect(url("public.recherche", suite=search.UNREADABLE), 303)
    answer = search.answer(words, current_catalogue())
    if answer.only is not None:
        return redirect(_address(answer.only), 303)
    return redirect(url("public.recherche", **search.parameters_of(answer)), 303)


@blueprint.get("/commune/<insee>")
def commune(insee: str) -> str:
    """Who can help from a commune, and why each is shown."""
    snapshot = current()
    place = parameters.commune(insee, snapshot.catalogue)
    nearest = snapshot.nearest.to(place.commune)
    shown = [result.record for results in nearest.values() for result in results]
    return render_template(
        "commune.html",
        commune=place.commune,
        asked=context.asked(place),
        nearest=nearest,
        lines=context.lines_now(snapshot.catalogue, place.territory),
        places=context.towns(snapshot.catalogue, shown),
        **context.around(snapshot.catalogue, place.territory),
    )


@blueprint.get("/departement/<code>")
def departement(code: str) -> str:
    """All that is known for a territory, and what is not."""
    # One snapshot for the page: two could stand on either side of a swap.
    snapshot = current()
    catalogue, board = snapshot.catalogue, snapshot.board
    here = parameters.territory(code, catalogue)
    sections = territory.sections(catalogue, here.code)
    shown = [record for section in sections for record in (*section.here, *section.serving)]
    return render_template(
        "departement.html",
        sections=sections,
        board=territory.by_category(board, here.code),
        apart=territory.apart(catalogue, here.code),
        missing=territory.missing(board, here.code),
        search=catalogue.search_of(here.code),
        neighbours=[catalogue.territories[other] for other in here.neighbours],
        places=context.towns(catalogue, shown),
        map=small_map(here.code),
        mayotte_2023=wording.MAYOTTE_2023,
        **context.around(catalogue, here.code),
    )


@blueprint.get("/ressource/<record_id>")
def ressource(record_id: str) -> str:
    """All the facts of one record."""
    catalogue = current_catalogue()
    record = parameters.record(record_id, catalogue)
    home = catalogue.territories.get(record.territory)
    where = home.code if home else METROPOLE
    return render_template(
        "ressource.html",
        record=record,
        territory=home,
        line=line_of(catalogue, record, where),
        helpline=line_with(catalogue, record.phone),
        matrix=matrix.rows(catalogue, record) if record.category == "ecoute" else (),
        territories=catalogue.territories,
        covered=[catalogue.territories[c] for c in record.covers if c in catalogue.territories],
        place=context.towns(catalogue, [record])[record.id],
        apart=territory.is_apart(record),
        phone_shown=contact.phone_shown(record, catalogue.as_of),
        phone_fresh=phone_is_fresh(record, catalogue.as_of),
        connects=emergency.who_connects(catalogue, where),
        danger=emergency.danger(catalogue, where),
    )


@blueprint.get("/urgence")
def urgence() -> str:
    """Whom to call, in order, from mainland France."""
    return _emergency_page(METROPOLE)


@blueprint.get("/urgence/<territoire>")
def urgence_territoire(territoire: str) -> str:
    """Whom to call, in order, from one territory."""
    return _emergency_page(parameters.territory(territoire, current_catalogue()).code)


@blueprint.get("/sortie")
def sortie() -> str:
    """Leave for a neutral page of another site, from a page that shows almost nothing.

    A redirect would keep ours on the screen until that other site answers.
    """
    return render_template("sortie.html")


def _search_page(answer: search.Answer | None = None, error: str = "") -> str:
    catalogue = current_catalogue()
    return render_template(
        "search.html",
        asked=answer is not None,
        choices=answer.choices if answer else (),
        distress=answer is not None and answer.distress,
        error=error,
        lines=emergency.home(catalogue, answer.first if answer else ()),
        territories=catalogue.territories.values(),
        **context.choices(catalogue),
    )


def _address(choice: search.Choice) -> str:
    if choice.place is None:
        return url("public.departement", code=choice.territory.code)
    return url("public.commune", insee=choice.place.code)


def _emergency_page(code: str) -> str:
    catalogue = current_catalogue()
    return render_template(
        "urgence.html",
        territory=catalogue.territories.get(code),
        steps=emergency.steps(catalogue, code),
        titles=wording.step_titles(),
        advice=wording.step_advice(emergency.missing(catalogue, code)),
        danger=emergency.danger(catalogue, code),
        **context.choices(catalogue),
    )
