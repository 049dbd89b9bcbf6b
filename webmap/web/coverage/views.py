"""Views of the coverage: parse, ask, show."""

from __future__ import annotations

from flask import Blueprint, Response, render_template, request

from webmap.coverage import report
from webmap.coverage.sheet import COMPARED, sheet
from webmap.web.coverage import (
    board,
    change,
    communes,
    files,
    implanter,
    method,
    parameters,
    plan,
    reach,
)
from webmap.web.current import current
from webmap.web.parameters import territory as territory_parameter
from webmap.web.representations import REVALIDATE
from webmap.web.small_map import small_map

blueprint = Blueprint("coverage", __name__)
blueprint.add_url_rule("/couverture/methode", view_func=method.methode)
blueprint.add_url_rule(files.OF_A_TERRITORY, view_func=files.feuille_file)
blueprint.add_url_rule(files.DRAWN, view_func=files.couverture_figure)
blueprint.add_url_rule("/couverture/engagements", view_func=plan.engagements)
blueprint.add_url_rule("/couverture/changements", view_func=change.changements)
blueprint.add_url_rule("/couverture/distances", view_func=reach.distances)
blueprint.add_url_rule("/couverture/distances.csv", view_func=reach.distances_file)
blueprint.add_url_rule("/couverture/implanter", view_func=implanter.implanter)
blueprint.add_url_rule("/couverture/<code>/communes", view_func=communes.communes)
blueprint.add_url_rule("/couverture/<code>/communes.csv", view_func=communes.communes_file)


@blueprint.get("/couverture")
def couverture() -> str:
    """The table of territories and needs, with a map of one need."""
    snapshot = current()
    choices = parameters.choices(request.args, snapshot.catalogue.territories)
    return render_template(
        "couverture.html", figures=files.figures(snapshot), **board.board(snapshot, choices)
    )


@blueprint.get("/couverture/<code>")
def feuille(code: str) -> str:
    """One territory on one page to print."""
    snapshot = current()
    catalogue = snapshot.catalogue
    place = territory_parameter(code, catalogue)
    return render_template(
        "feuille.html",
        place=place,
        sheet=sheet(catalogue, snapshot.board, snapshot.reach, place.code),
        compared=COMPARED,
        counts=report.counts,
        promises=plan.by_word(plan.lines_of(snapshot, place.code)),
        map=small_map(place.code),
        catalogue=catalogue,
    )


@blueprint.get("/couverture.xlsx", defaults={"form": "xlsx"})
@blueprint.get("/couverture.csv", defaults={"form": "csv"})
@blueprint.get("/couverture.geojson", defaults={"form": "geojson"})
@blueprint.get("/couverture.parquet", defaults={"form": "parquet"})
def couverture_file(form: str) -> Response:
    """The same table as a file, whole: a line or a feature for every territory."""
    return files.ready(current(), form).response(REVALIDATE)
