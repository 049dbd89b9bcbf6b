"""Workbooks: read back by another library than the one that writes them."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime

import openpyxl
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from webmap.formats.xlsx import Cell, Sheet, workbook

DAY = date(2026, 11, 22)


def read(rows: list[tuple[Cell, ...]], table: bool = True) -> Workbook:
    """The workbook of these rows as another library sees it."""
    body = workbook([Sheet("Feuille", rows, table)], "Titre", DAY)
    return openpyxl.load_workbook(io.BytesIO(body))


def test_numbers_are_numbers_and_unknown_is_empty() -> None:
    """A figure that cannot be added up is useless; an unknown shown as 0 is a lie."""
    page = read([("Code", "Habitants"), ("01", 0), ("2A", 123_456), ("975", None)])["Feuille"]
    assert [[cell.data_type for cell in row] for row in page["A2:B4"]] == [
        ["s", "n"], ["s", "n"], ["s", "n"],
    ]  # fmt: skip
    assert list(page.values)[1:] == [("01", 0), ("2A", 123_456), ("975", None)]
    assert page["B3"].number_format == "#,##0"


def test_text_is_never_a_formula_a_link_or_a_number() -> None:
    """S8: what a record says is shown, not run, even after somebody edits the cell."""
    hostile = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "{=1}", "https://a.example", "0123"]
    page = read([("nom",), *((text,) for text in hostile)])["Feuille"]
    cells = [page.cell(row, 1) for row in range(2, 2 + len(hostile))]
    assert [cell.value for cell in cells] == hostile
    assert {cell.data_type for cell in cells} == {"s"}
    assert not any(cell.hyperlink for cell in cells)
    assert [cell.quotePrefix for cell in cells] == [True] * 5 + [False] * 3


# Excel keeps no lone surrogate, and folds a carriage return into a line end.
_text = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20)


@given(st.lists(st.tuples(_text, st.integers(-(2**53), 2**53) | st.none()), max_size=5))
def test_a_table_is_read_back(rows: list[tuple[str, int | None]]) -> None:
    """Every character and every whole number that a double holds."""
    assert list(read([("a", "b"), *rows])["Feuille"].values)[1:] == rows


def test_a_table_keeps_its_header_in_sight() -> None:
    """Frozen, with filters; columns as wide as their words, within bounds."""
    page = read([("Code", "Nom"), ("01", "x" * 30), ("02", "y" * 500)])["Feuille"]
    assert (page.freeze_panes, page.auto_filter.ref) == ("A2", "A1:B3")
    assert page["A1"].font.bold
    assert not page["A2"].font.bold
    assert page.column_dimensions["A"].width < 11
    assert 55 < page.column_dimensions["B"].width < 65


def test_notes_are_folded() -> None:
    """Sentences are read, not cut; the word at the start of a line stands out."""
    page = read([("Règle", "Une phrase."), ("Seule",)], table=False)["Feuille"]
    assert page["B1"].alignment.wrap_text
    assert (page["A1"].font.bold, page["B1"].font.bold) == (True, False)
    assert page.freeze_panes is None


def test_dates_are_those_given() -> None:
    """No time of making: neither in the properties nor in the archive."""
    body = workbook([Sheet("F", [("a",)], True)], "Titre", DAY)
    properties = openpyxl.load_workbook(io.BytesIO(body)).properties
    assert properties.created == properties.modified == datetime(2026, 11, 22)  # noqa: DTZ001
    assert properties.title == "Titre"
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        assert {info.date_time[:3] for info in archive.infolist()} == {(1980, 1, 1)}
