"""The coverage as files: the same bytes for the site and for the command line.

A file depends on the revision of the Catalogue (its records and its day) and on the language,
never on the hour nor on the machine.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

import shapely
from shapely.geometry import mapping

from webmap import vocabulary as v
from webmap.coverage import report, wording
from webmap.coverage.presence import Board
from webmap.directory.catalogue import Catalogue
from webmap.formats import csv, geojson, parquet, xlsx

Row = tuple[xlsx.Cell, ...]
#: Column -> its head, and what it holds.
Columns = Mapping[str, tuple[wording.Words, wording.Words]]


#: Forms in a language; the others hold codes.
IN_WORDS: Final = ("xlsx",)


def file(form: str, catalogue: Catalogue, board: Board, language: str) -> bytes:
    """The file of a form of FORMS. `language` matters to those of IN_WORDS."""
    return _MAKERS[form](catalogue, board, language)


def _csv(catalogue: Catalogue, board: Board, _language: str) -> bytes:
    """A line per territory, category and need."""
    return csv.table(report.HEADER, report.rows(catalogue, board))


def _json(catalogue: Catalogue, board: Board, _language: str) -> bytes:
    """The lines of the CSV file as objects."""
    rows = report.rows(catalogue, board)
    return geojson.dump([dict(zip(report.HEADER, row, strict=True)) for row in rows]) + b"\n"


def _geojson(catalogue: Catalogue, board: Board, _language: str) -> bytes:
    """A feature per territory; exterior rings run counterclockwise, as RFC 7946 asks."""
    return geojson.feature_collection(
        (values, mapping(shapely.orient_polygons(place.outline)))
        for place, values in zip(
            catalogue.territories.values(), report.territories(catalogue, board), strict=True
        )
    )


def _parquet(catalogue: Catalogue, board: Board, _language: str) -> bytes:
    """A row per territory, with the columns of the GeoJSON file."""
    rows = list(report.territories(catalogue, board))
    columns = {name: [row[name] for row in rows] for name in rows[0]}
    return parquet.table(columns, [t.outline for t in catalogue.territories.values()])


def _xlsx(catalogue: Catalogue, board: Board, language: str) -> bytes:
    """The lines of the CSV file in words, and what there is to know before reading them."""
    heads: Row = tuple(head.said(language) for head, _ in wording.COLUMNS.values())
    lines = [_in_words(row, language) for row in report.rows(catalogue, board)]
    read_me = [(wording.TITLE.said(language),), *notes(catalogue, wording.COLUMNS, language)]
    sheets = (
        xlsx.Sheet(wording.TABLE.said(language), [heads, *lines], table=True),
        xlsx.Sheet(wording.READ_ME.said(language), read_me, table=False),
    )
    return xlsx.workbook(sheets, wording.TITLE.said(language), catalogue.as_of)


def _in_words(row: Row, language: str) -> Row:
    territory, name, category, need, state, *numbers = row
    said = wording.state(str(state), str(category))
    terms = (v.CATEGORIES[str(category)], v.NEEDS[str(need)], said)
    return (territory, name, *(term.said(language) for term in terms), *numbers)


def notes(catalogue: Catalogue, columns: Columns, language: str) -> list[Row]:
    """Date, source and rule of the figures; states and columns explained."""
    words = wording
    return [
        (words.DAY.said(language), words.day(catalogue.as_of, language)),
        (words.REVISION.said(language), catalogue.revision),
        (words.SOURCE.said(language), words.sources(len(catalogue.records), language)),
        (words.RULE.said(language), words.RULES.said(language)),
        (),
        (words.STATES.said(language), words.SILENCE.said(language)),
        *((words.state(s).said(language), m.said(language)) for s, m in words.MEANINGS.items()),
        (
            words.DESIGNATION_UNKNOWN.said(language),
            words.meanings("magistrat")["to_confirm"].said(language),
        ),
        (),
        (words.HEADS.said(language),),
        *((head.said(language), text.said(language)) for head, text in columns.values()),
    ]


_MAKERS: Final[Mapping[str, Callable[[Catalogue, Board, str], bytes]]] = {
    "csv": _csv,
    "json": _json,
    "xlsx": _xlsx,
    "geojson": _geojson,
    "parquet": _parquet,
}
FORMS: Final = tuple(_MAKERS)
