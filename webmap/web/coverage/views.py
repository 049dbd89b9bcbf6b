"""Views of the coverage: parse, ask, show."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, g, render_template, request
from flask_babel import gettext as _

from webmap import vocabulary as v
from webmap.mapping import frame
from webmap.web import maps
from webmap.web.coverage import files, parameters, table
from webmap.web.coverage.sheet import COMPARED, sheet
from webmap.web.current import Snapshot, current
from webmap.web.labels import label
from webmap.web.language import url
from webmap.web.parameters import territory as territory_parameter
from webmap.web.public.carte import small_map
from webmap.web.representations import REVALIDATE

blueprint = Blueprint("coverage", __name__)


@blueprint.get("/couverture")
def couverture() -> str:
    """The table of territories and needs, with a map of one need."""
    category = parameters.category(request.args.get("categorie", ""))
    order = parameters.order(request.args.get("tri", ""), request.args.get("sens", ""))
    need = parameters.need(request.args.get("besoin", ""), category)
    state = parameters.state(request.args.get("etat", ""))
    snapshot = current()
    shown = table.needs(category)
    lines = table.lines(snapshot.catalogue, snapshot.board, shown, order)
    return render_template(
        "couverture.html",
        category=category,
        order=order,
        needs=shown,
        heads=_heads(shown, category, order),
        categories=v.COVERED_CATEGORIES,
        state=state,
        lines=table.only(lines, snapshot.board, need, state),
        nothing=len(table.only(lines, snapshot.board, need, "not_asked")),
        sums=table.sums(snapshot.board, shown),
        legend=maps.legend(),
        catalogue=snapshot.catalogue,
        **_map(snapshot, need),
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


def _map(snapshot: Snapshot, first: str) -> dict[str, Any]:
    catalogue = snapshot.catalogue
    ordered = (first, *(code for code in v.NEEDS if code != first))
    shades = {code: maps.need_states(snapshot.board, catalogue, code) for code in ordered}
    return {
        "map": maps.drawings(catalogue, shades[first], label(first, "needs")),
        "block": maps.block(catalogue, shades, records=False),
        "shade": first,
        "shades": [(c, [need.code for need in v.needs_of(c)]) for c in v.COVERED_CATEGORIES],
        "jumps": frame.mainland_jumps(catalogue.territories),
        "script": frame.script_name("couverture", g.language),
    }


def _heads(
    shown: tuple[v.Need, ...], category: str, order: parameters.Order
) -> list[dict[str, str]]:
    """Heads of the columns: word, address that sorts by it, and the order it is in now."""
    words = {
        "nom": _("Territoire"),
        **{need.code: label(need.code, "needs") for need in shown},
        "population": _("Habitants"),
        "moins_de_20": _("Moins de 20 ans"),
    }
    return [_head(column, word, category, order) for column, word in words.items()]


def _head(column: str, word: str, category: str, order: parameters.Order) -> dict[str, str]:
    active = order.column == column
    turned = active and not order.descending
    href = url(
        "coverage.couverture",
        categorie=category or None,
        tri=column,
        sens="desc" if turned else None,
        _anchor="tableau",
    )
    now = ("descending" if order.descending else "ascending") if active else "none"
    return {"column": column, "word": word, "href": href, "now": now}
