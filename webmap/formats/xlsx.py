"""Workbooks (Office Open XML): numbers are numbers, text is never a formula, unknown is empty.

XlsxWriter dates the parts of the archive itself, always to the same day; the date of the workbook
is given.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Final

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from webmap.formats.csv import FORMULA

Cell = str | int | float | None

_OPTIONS: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
#: Columns are as wide as their widest cell, between these numbers of signs.
_NARROW: Final = 9
_WIDE: Final = 60


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page of a workbook. With `table`, the first row is a header: in sight, with filters.

    Without it the rows are notes: their text is folded, their first cell stands out.
    """

    name: str
    rows: Sequence[Sequence[Cell]]
    table: bool


@dataclass(frozen=True, slots=True)
class _Looks:
    """The formats of a workbook."""

    plain: Format
    number: Format
    fraction: Format
    strong: Format
    #: Excel keeps the cell a text even after somebody edits it.
    quoted: Format


def workbook(sheets: Iterable[Sheet], title: str, day: date) -> bytes:
    """A workbook, dated `day` and not when it was made."""
    out = io.BytesIO()
    book = Workbook(out, dict(_OPTIONS))
    book.set_properties({"title": title, "created": datetime.combine(day, time(), UTC)})
    looks = _looks(book)
    for sheet in sheets:
        _fill(book.add_worksheet(sheet.name), sheet, looks)
    book.close()
    return out.getvalue()


def _looks(book: Workbook) -> _Looks:
    folded = {"text_wrap": True, "valign": "top"}
    return _Looks(
        plain=book.add_format(folded),
        number=book.add_format({"num_format": "#,##0", "valign": "top"}),
        fraction=book.add_format({"num_format": "#,##0.0###", "valign": "top"}),
        strong=book.add_format({**folded, "bold": True}),
        quoted=book.add_format({**folded, "quote_prefix": True}),
    )


def _fill(page: Worksheet, sheet: Sheet, looks: _Looks) -> None:
    for y, row in enumerate(sheet.rows):
        for x, cell in enumerate(row):
            _write(page, y, x, cell, looks, strong=(y if sheet.table else x) == 0)
    for x, width in enumerate(_widths(sheet.rows)):
        page.set_column(x, x, width)
    if sheet.table:
        page.freeze_panes(1, 0)
        page.autofilter(0, 0, len(sheet.rows) - 1, len(sheet.rows[0]) - 1)
    page.set_landscape()
    page.set_paper(9)  # A4
    page.fit_to_pages(1, 0)


def _write(page: Worksheet, y: int, x: int, cell: Cell, looks: _Looks, strong: bool) -> None:
    if isinstance(cell, str):
        plain = looks.quoted if cell.startswith(FORMULA) else looks.plain
        page.write_string(y, x, cell, looks.strong if strong else plain)
    elif cell is not None:
        whole = isinstance(cell, int)
        page.write_number(y, x, cell, looks.number if whole else looks.fraction)


def _widths(rows: Sequence[Sequence[Cell]]) -> list[int]:
    columns: list[int] = []
    for row in rows:
        longest = [0 if cell is None else len(str(cell)) for cell in row]
        columns.extend([0] * (len(longest) - len(columns)))
        columns[: len(longest)] = map(max, columns, longest)
    return [min(max(width + 3, _NARROW), _WIDE) for width in columns]
