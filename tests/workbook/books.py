"""Books for tests: of the corpus, of the base project, and read back cell by cell."""

from collections.abc import Mapping
from functools import cache
from io import BytesIO
from pathlib import Path

import python_calamine

from layoutc import project
from layoutc.project import Loaded
from layoutc.workbook.book import Book
from layoutc.workbook.declared import declared_book
from layoutc.workbook.names import Directory, directory
from layoutc.workbook.writer import Edition, write_workbook

CORPUS = Path(__file__).parent.parent.parent
ALL = Edition(None, None, "公式のものではない。")


@cache
def corpus() -> Loaded:
    return project.load(CORPUS)


def book_of(loaded: Loaded) -> Book:
    return declared_book(loaded.texts.layouts, loaded.catalog)


def known_to(loaded: Loaded) -> Directory:
    return directory(loaded.catalog)


def written(loaded: Loaded, book: Book | None = None) -> bytes:
    return write_workbook(book or book_of(loaded), ALL, known_to(loaded), loaded.catalog)


def sheets_in(content: bytes) -> Mapping[str, list[list[str]]]:
    """Sheet → its rows of cells, as text."""
    opened = python_calamine.CalamineWorkbook.from_filelike(BytesIO(content))
    return {
        name: [[str(cell) for cell in row] for row in opened.get_sheet_by_name(name).to_python(skip_empty_area=False)]
        for name in opened.sheet_names
    }
