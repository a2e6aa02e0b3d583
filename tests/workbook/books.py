"""Books for tests: of the corpus, of the base project, and read back cell by cell."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import python_calamine
import xlsxwriter

from layoutc import project
from layoutc.project import Loaded
from layoutc.workbook.book import Book
from layoutc.workbook.declared import declared_book
from layoutc.workbook.names import Directory, directory
from layoutc.workbook.writer import Edition, write_workbook

CORPUS = Path(__file__).parent.parent.parent


@cache
def corpus() -> Loaded:
    return project.load(CORPUS)


def book_of(loaded: Loaded) -> Book:
    return declared_book([text.read for text in loaded.texts.layouts], loaded.catalog)


def known_to(loaded: Loaded) -> Directory:
    return directory(loaded.catalog)


def written(loaded: Loaded, book: Book | None = None) -> bytes:
    edition = Edition(None, None, loaded.catalog.notice)
    return write_workbook(book or book_of(loaded), edition, known_to(loaded), loaded.catalog)


def sheets_in(content: bytes) -> Mapping[str, list[list[str]]]:
    """Sheet → its rows of cells, as text."""
    opened = python_calamine.CalamineWorkbook.from_filelike(BytesIO(content))
    return {
        name: [[str(cell) for cell in row] for row in opened.get_sheet_by_name(name).to_python(skip_empty_area=False)]
        for name in opened.sheet_names
    }


Rows = dict[str, list[list[object]]]


def rows_of(content: bytes) -> Rows:
    """Sheet → its rows, as they may be edited and written again with `from_rows`."""
    opened = python_calamine.CalamineWorkbook.from_filelike(BytesIO(content))
    return {
        name: [list(row) for row in opened.get_sheet_by_name(name).to_python(skip_empty_area=False)]
        for name in opened.sheet_names
    }


def from_rows(rows: Rows, finish: Callable[[Any, dict[str, Any]], object] = lambda _book, _sheets: None) -> bytes:
    """A plain workbook of these rows; `finish` may add merged cells, comments, formulas."""
    stream = BytesIO()
    made = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    day = made.add_format({"num_format": "yyyy-mm-dd"})
    sheets = {name: made.add_worksheet(name) for name in rows}
    for name, cells in rows.items():
        for row, values in enumerate(cells):
            for column, value in enumerate(values):
                if isinstance(value, date):
                    sheets[name].write_datetime(row, column, datetime(value.year, value.month, value.day), day)
                elif value != "":
                    sheets[name].write(row, column, value)
    finish(made, sheets)
    made.close()
    return stream.getvalue()


def put_cell(rows: Rows, sheet: str, cell: str, value: object) -> None:
    """Writes `value` into the cell that Excel calls by this name, whatever the sheet reaches."""
    found = re.fullmatch("([A-Z]+)([0-9]+)", cell)
    assert found
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    cells = rows[sheet]
    while len(cells) < int(found[2]):
        cells.append([])
    line = cells[int(found[2]) - 1]
    line += [""] * (column - len(line))
    line[column - 1] = value
