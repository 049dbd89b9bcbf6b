"""The sheet of a territory as files: the figures of the page, for a report or another program.

The same bytes for the site and for the command line; no time of making, as in `files`. On paper
the page itself is the file: it prints on one sheet of A4.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import shapely
from shapely.geometry import mapping

from webmap import vocabulary as v
from webmap.coverage import files, report, sheet_tables, wording
from webmap.coverage.engagements import ENGAGEMENTS
from webmap.coverage.plan import Plan
from webmap.coverage.presence import Board
from webmap.coverage.reach_table import Line
from webmap.coverage.sheet import reach_lines, sheet
from webmap.coverage.sheet_tables import Cell, Row, Table
from webmap.coverage.sheet_wording import ABOUT, HEADS, PAGES, PEOPLE
from webmap.coverage.wording import Words
from webmap.directory.catalogue import Catalogue
from webmap.formats import csv, geojson, xlsx

HEADER: Final = ("territory", "table", "item", "detail", "measure", "value")

#: Column -> what its codes mean.
_CODES: Final[Mapping[str, Mapping[str, v.Said]]] = {
    "need": v.NEEDS,
    "category": v.CATEGORIES,
    "axis": v.AUDIENCES,
    "people": PEOPLE,
    "engagement": {code: Words(e.title_fr, e.title_en) for code, e in ENGAGEMENTS.items()},
}


@dataclass(frozen=True)
class Subject:
    """A territory of a Catalogue. `lines`, `plan`: of (at least) this territory."""

    catalogue: Catalogue
    board: Board
    lines: Sequence[Line]
    plan: Plan
    code: str

    @cached_property
    def about(self) -> dict[str, Cell]:
        return sheet_tables.about(self.catalogue, self.code)

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        made = sheet(self.catalogue, self.board, self.lines, self.code)
        reach = reach_lines(self.lines, self.code)
        return sheet_tables.tables(made, reach, self.plan.of(self.code))


def file(form: str, subject: Subject, language: str) -> bytes:
    """The file of a form of FORMS. `language` matters to a workbook alone."""
    return _MAKERS[form](subject, language)


def rows(subject: Subject) -> Iterator[Row]:
    """A row of HEADER per figure: the line it is of (`item`, `detail`), its measure and value."""
    for name, value in subject.about.items():
        yield subject.code, "about", "", "", name, value
    for table in subject.tables:
        yield from ((subject.code, table.name, *figure) for figure in _figures(table))


def _figures(table: Table) -> Iterator[Row]:
    for row in table.rows:
        item, detail = (*row[: table.keys], "")[:2]
        for name, value in zip(table.header[table.keys :], row[table.keys :], strict=True):
            yield item, detail, name, value


def _csv(subject: Subject, _language: str) -> bytes:
    return csv.table(HEADER, rows(subject))


def _json(subject: Subject, _language: str) -> bytes:
    """One object: what the figures stand for, then a list of objects for each table."""
    lists = {table.name: table.objects() for table in subject.tables}
    return geojson.dump({**subject.about, **lists}) + b"\n"


def _geojson(subject: Subject, _language: str) -> bytes:
    """One feature: the figures of the file of the whole country, and the reach."""
    every = report.territories(subject.catalogue, subject.board)
    values = next(row for row in every if row["territory"] == subject.code)
    outline = subject.catalogue.territories[subject.code].outline
    shape = mapping(shapely.orient_polygons(outline))
    return geojson.feature_collection([({**values, **_reach(subject)}, shape)])


def _reach(subject: Subject) -> dict[str, Cell]:
    """Figures of reach as properties: `reach_uaped_all_share_30`, ..."""
    table = next(table for table in subject.tables if table.name == "reach")
    return {f"reach_{item}_{detail}_{name}": value for item, detail, name, value in _figures(table)}


def _xlsx(subject: Subject, language: str) -> bytes:
    """A page of words for each table that has rows, and what to know before reading them."""
    place = subject.catalogue.territories[subject.code]
    pages = [_page(table, language) for table in subject.tables if table.rows]
    notes = xlsx.Sheet(wording.READ_ME.said(language), _notes(subject, language), table=False)
    title = f"{place.name} ({place.code})"
    return xlsx.workbook([*pages, notes], title, subject.catalogue.as_of)


def _page(table: Table, language: str) -> xlsx.Sheet:
    heads = tuple(HEADS[name][0].said(language) for name in table.header)
    lines = [_in_words(table.header, row, language) for row in table.rows]
    return xlsx.Sheet(PAGES[table.name].said(language), [heads, *lines], table=True)


def _in_words(header: Sequence[str], row: Row, language: str) -> Row:
    codes = {name: str(cell) for name, cell in zip(header, row, strict=True)}
    said = {name: _CODES[name][code] for name, code in codes.items() if name in _CODES}
    if "state" in codes:
        said["state"] = wording.state(codes["state"], _category(codes))
    return tuple(
        said[name].said(language) if name in said else cell
        for name, cell in zip(header, row, strict=True)
    )


def _category(codes: Mapping[str, str]) -> str:
    """That of the need, or of the engagement, of a row."""
    if "engagement" in codes:
        return ENGAGEMENTS[codes["engagement"]].category
    return v.NEEDS[codes["need"]].category


def _notes(subject: Subject, language: str) -> list[Row]:
    names = dict.fromkeys(name for table in subject.tables for name in table.header)
    told = {name: _year(name, value) for name, value in subject.about.items()}
    about = [(words.said(language), told[name]) for name, words in ABOUT.items()]
    rules = files.notes(subject.catalogue, {name: HEADS[name] for name in names}, language)
    return [*about, (), *rules]


def _year(name: str, value: Cell) -> Cell:
    """A year is no quantity: as a number it would be cut into thousands."""
    return str(value) if name.endswith("_year") and value is not None else value


_MAKERS: Final[Mapping[str, Callable[[Subject, str], bytes]]] = {
    "csv": _csv,
    "json": _json,
    "xlsx": _xlsx,
    "geojson": _geojson,
}
FORMS: Final = tuple(_MAKERS)
