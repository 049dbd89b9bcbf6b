"""Addresses of the public pages: read what is asked, ask the directory, render."""

from __future__ import annotations

from flask import Blueprint, render_template

from webmap.coverage import report
from webmap.directory.catalogue import MAINLAND
from webmap.directory.contact import reached
from webmap.directory.record import Record
from webmap.directory.tables import METROPOLE
from webmap.web import parameters
from webmap.web.current import current, current_catalogue
from webmap.web.figures import figures
from webmap.web.public import cards, context, emergency, filters, territory, wording
from webmap.web.public.accessibility import accessibilite
from webmap.web.public.carte import carte
from webmap.web.public.corrections import corriger, corriger_choix, merci
from webmap.web.public.partners import partenaires
from webmap.web.public.poster import affiche
from webmap.web.public.professionals import circuit
from webmap.web.public.records import ressource
from webmap.web.public.search_views import recherche, recherche_words
from webmap.web.public.security import robots, securite
from webmap.web.public.understand import comprendre
from webmap.web.small_map import small_map

blueprint = Blueprint("public", __name__)
blueprint.get("/carte")(carte)
blueprint.get("/commune/<insee>/circuit")(circuit)
blueprint.get("/ressource/<record_id>")(ressource)
blueprint.get("/ressource/<record_id>/corriger")(corriger)
blueprint.post("/ressource/<record_id>/corriger")(corriger_choix)
blueprint.get("/merci")(merci)
blueprint.get("/departement/<code>/affiche")(affiche)
blueprint.get("/securite")(securite)
blueprint.get("/partenaires")(partenaires)
blueprint.get("/accessibilite")(accessibilite)
blueprint.get("/robots.txt")(robots)
blueprint.get("/comprendre/<page>")(comprendre)
blueprint.get("/recherche")(recherche)
blueprint.post("/recherche")(recherche_words)

blueprint.add_app_template_filter(cards.card)
blueprint.add_app_template_filter(cards.open_now)
blueprint.add_app_template_filter(cards.unsure_number)
blueprint.add_app_template_test(cards.price_said)


@blueprint.app_template_test("reached")
def is_reached(record: Record) -> bool:
    """`{% if record is reached %}`: whether the page of a record shows a way to reach it."""
    return reached(record, current_catalogue().as_of)


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


@blueprint.get("/commune/<insee>")
def commune(insee: str) -> str:
    """Who can help from a commune, and why each is shown."""
    snapshot = current()
    place = parameters.commune(insee, snapshot.catalogue)
    nearest = snapshot.nearest.to(place.commune)
    shown = [result.record for results in nearest.values() for result in results]
    listed = [record for record in shown if record.category in territory.SECTIONS]
    return render_template(
        "commune.html",
        commune=place.commune,
        asked=context.asked(place),
        nearest=nearest,
        steps=context.steps_now(snapshot.catalogue, place.territory),
        titles=wording.step_titles(),
        advice=wording.step_advice(emergency.missing(snapshot.catalogue, place.territory)),
        filters=filters.offered(listed),
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
        filters=filters.offered(shown),
        board=territory.by_category(board, here.code),
        counts=report.counts,
        overseas=here.land not in MAINLAND,
        apart=territory.apart(catalogue, here.code),
        missing=territory.missing(board, here.code),
        search=catalogue.search_of(here.code),
        neighbours=[catalogue.territories[other] for other in here.neighbours],
        places=context.towns(catalogue, shown),
        map=small_map(here.code),
        mayotte_2023=wording.MAYOTTE_2023,
        **context.around(catalogue, here.code),
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


def _emergency_page(code: str) -> str:
    catalogue = current_catalogue()
    return render_template(
        "urgence.html",
        territory=catalogue.territories.get(code),
        steps=emergency.steps(catalogue, code),
        titles=wording.step_titles(),
        short=wording.step_names(),
        advice=wording.step_advice(emergency.missing(catalogue, code)),
        danger=emergency.danger(catalogue, code),
        **context.choices(catalogue),
    )
