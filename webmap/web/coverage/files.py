"""The coverage as files: media types, what is offered, made once for a revision.

Figures for a report (PNG, SVG, PDF) are not made here: they need matplotlib, and a worker has none.
`webmap coverage figures` draws them ahead of time; the site offers what was drawn for the revision
of the day.
"""

from __future__ import annotations

from typing import Final

from flask import Response, abort, current_app

from webmap import vocabulary as v
from webmap.coverage import files, sheet_files
from webmap.coverage.sheet_files import Subject
from webmap.errors import FigureNotDrawn
from webmap.store.drawn import Drawn
from webmap.web.current import current
from webmap.web.language import language
from webmap.web.parameters import territory
from webmap.web.representations import NO_STORE, REVALIDATE, Ready
from webmap.web.snapshot import Snapshot

#: Form -> media type, in the order of the page.
MEDIA_TYPES: Final = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "geojson": "application/geo+json; charset=utf-8",
    "parquet": "application/vnd.apache.parquet",
}
_OF_A_TERRITORY: Final = {**MEDIA_TYPES, "json": "application/json; charset=utf-8"}
FIGURES: Final = {"png": "image/png", "svg": "image/svg+xml", "pdf": "application/pdf"}

#: Rules of the two views.
OF_A_TERRITORY: Final = "/couverture/<code>.<any(csv, geojson, json, xlsx):form>"
DRAWN: Final = "/couverture/figures/<need>.<any(pdf, png, svg):form>"


def ready(snapshot: Snapshot, form: str) -> Ready:
    """The file of a form of MEDIA_TYPES. A workbook is in the language of the request."""
    said = language() if form in files.IN_WORDS else ""
    return snapshot.file(f"couverture.{form} {said}", lambda: _made(snapshot, form, said))


def _made(snapshot: Snapshot, form: str, said: str) -> Ready:
    body = files.file(form, snapshot.catalogue, snapshot.board, said)
    return Ready(body, MEDIA_TYPES[form])


def feuille_file(code: str, form: str) -> Response:
    """The sheet of a territory as a file. It depends on a place: no browser keeps it (S4). Neither
    do we: a workbook takes 13 ms, and a thousand of them would stand in the room of the communes
    that people ask for."""
    snapshot = current()
    place = territory(code, snapshot.catalogue)
    known = (snapshot.catalogue, snapshot.board, snapshot.reach, snapshot.plan)
    body = sheet_files.file(form, Subject(*known, place.code), language())
    return Ready(body, _OF_A_TERRITORY[form]).response(NO_STORE)


def couverture_figure(need: str, form: str) -> Response:
    """The map of a need on a sheet of A4. Raises `FigureNotDrawn`."""
    if need not in v.NEEDS:
        abort(404)
    catalogue = current().catalogue
    name = f"{need}.{language()}.{form}"
    body = _drawn().read(catalogue.revision, name)
    if body is None:
        raise FigureNotDrawn(name)
    response = Ready(body, FIGURES[form], packed=True).response(REVALIDATE)
    # Opened in the browser, the drawing would lose its colours: our policy forbids its styles.
    day = catalogue.as_of.isoformat()
    response.headers["Content-Disposition"] = f'attachment; filename="{need}-{day}.{form}"'
    return response


def figures(snapshot: Snapshot) -> tuple[str, ...]:
    """Forms of figures that the page may offer: none when they were not drawn for the day."""
    return tuple(FIGURES) if _drawn().has(snapshot.catalogue.revision) else ()


def _drawn() -> Drawn:
    drawn: Drawn = current_app.extensions["webmap_figures"]
    return drawn
