"""Layouts for people who work in Excel."""

from collections.abc import Collection
from datetime import date

from layoutc.messages import project as say
from layoutc.project.files import ProjectError
from layoutc.project.loading import Loaded


def workbook(loaded: Loaded, day: date | None = None, edition: str | None = None, areas: Collection[str] = ()) -> bytes:
    """An .xlsx file of the layouts: of every edition, with its dates, or as they stood on a day. Areas: only these.

    ProjectError when the layouts have mistakes or hold what Excel can't.
    """
    from layoutc.workbook.declared import declared_book
    from layoutc.workbook.names import directory
    from layoutc.workbook.writer import Edition, WorkbookLimit, write_workbook

    if loaded.findings:
        raise ProjectError(say.layouts_have_mistakes(len(loaded.findings)))
    catalog = loaded.catalog.at(day) if day else loaded.catalog
    book = declared_book([text.read for text in loaded.texts.layouts], catalog, areas)
    try:
        return write_workbook(book, Edition(edition, day, catalog.notice), directory(loaded.catalog), loaded.catalog)
    except WorkbookLimit as limit:
        raise ProjectError(limit.text) from None
