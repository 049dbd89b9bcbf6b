"""The coverage as files: media types, what is offered, made once for a revision.

Figures on paper (PNG, SVG, PDF) are not made here: they need matplotlib, and a worker has none.
"""

from __future__ import annotations

from typing import Final

from webmap.coverage import files
from webmap.web.current import Snapshot
from webmap.web.language import language
from webmap.web.representations import Ready

#: Form -> media type, in the order of the page.
MEDIA_TYPES: Final = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "geojson": "application/geo+json; charset=utf-8",
    "parquet": "application/vnd.apache.parquet",
}


def ready(snapshot: Snapshot, form: str) -> Ready:
    """The file of a form of MEDIA_TYPES. A workbook is in the language of the request."""
    said = language() if form in files.IN_WORDS else ""
    return snapshot.file(f"couverture.{form} {said}", lambda: _made(snapshot, form, said))


def _made(snapshot: Snapshot, form: str, said: str) -> Ready:
    body = files.file(form, snapshot.catalogue, snapshot.board, said)
    return Ready(body, MEDIA_TYPES[form])
