"""The corpus through Excel and back: nothing is lost, and what is generated stays the same byte for byte."""

import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest

from layoutc import project
from layoutc.emit.registry import DEFAULT, emit
from layoutc.project import exporting, importing
from layoutc.workbook.imported import import_workbook

from .books import book_of, corpus, written

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def exported() -> bytes:
    return written(corpus())


def test_all_areas_come_back_as_they_are(exported: bytes) -> None:
    loaded = corpus()
    imported = import_workbook(exported, loaded.catalog, loaded.texts)
    assert imported.findings == ()
    assert imported.book == book_of(loaded)
    assert len(imported.book.areas) == len(loaded.catalog.areas) == 60


def test_an_import_that_changes_nothing_touches_nothing(exported: bytes, tmp_path: Path) -> None:
    (tmp_path / "book.xlsx").write_bytes(exported)
    assert importing.plan(corpus(), tmp_path / "book.xlsx").changes == ()


def test_the_imported_texts_mean_the_same(exported: bytes, tmp_path: Path) -> None:
    """Into an empty project: every text is written anew, then exported again, and compiled for two days."""
    loaded = corpus()
    for folder in ("registry", "law", "needs"):
        (tmp_path / "layouts" / folder).parent.mkdir(exist_ok=True)
        (tmp_path / "layouts" / folder).symlink_to(loaded.root / "layouts" / folder)
    (tmp_path / "book.xlsx").write_bytes(exported)
    plan = importing.plan(loaded, tmp_path / "book.xlsx", tmp_path)
    assert not plan.loses
    importing.write(loaded, plan.changes, tmp_path)
    again = project.load(tmp_path)
    assert again.findings == ()
    assert written(again) == exported
    assert project.reformatted(tmp_path) == ((), ())
    for day in (date(2017, 7, 31), date(2026, 7, 31)):
        assert emit(again.catalog.at(day), DEFAULT) == emit(loaded.catalog.at(day), DEFAULT)


def test_an_export_of_a_day_gives_the_layout_of_that_day(tmp_path: Path) -> None:
    loaded = corpus()
    day = loaded.catalog.editions["情報連携開始版"].day
    (tmp_path / "book.xlsx").write_bytes(exporting.workbook(loaded, day, "情報連携開始版", ("local_tax",)))
    with pytest.raises(project.ProjectError, match="--out"):
        importing.plan(loaded, tmp_path / "book.xlsx")
    plan = importing.plan(loaded, tmp_path / "book.xlsx", tmp_path / "out")
    assert not plan.loses
    texts = {change.path: str(change.after) for change in plan.changes}
    assert "layouts/areas/local_tax.layout" in texts
    assert "since 2018-07" not in texts["layouts/areas/local_tax.layout"]


def test_parts_carry_no_time(exported: bytes) -> None:
    with zipfile.ZipFile(BytesIO(exported)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"2000-01-01T00:00:00Z" in archive.read("docProps/core.xml")
