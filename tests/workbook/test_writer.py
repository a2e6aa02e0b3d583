import re
import zipfile
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest

from layoutc import project
from layoutc.workbook.arrangement import HEADINGS, MEMBER_COLUMNS, PROPERTIES
from layoutc.workbook.book import Book, Cell, Member, cells
from layoutc.workbook.sheet_names import sheet_names
from layoutc.workbook.writer import Edition, WorkbookLimit, write_workbook
from tests.projects import over_base

from .books import book_of, known_to, sheets_in, written

HEAD = 2 + len(PROPERTIES)


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> project.Loaded:
    return project.load(over_base(tmp_path_factory.mktemp("base"), {}))


def test_the_base_project_cell_by_cell(base: project.Loaded) -> None:
    sheets = sheets_in(written(base))
    golden = Path(__file__).parent.parent / "golden" / "workbook" / "base.txt"
    said = "".join(
        f"== {name}\n"
        + "".join(" | ".join(cell.replace("\n", "⏎") for cell in row).rstrip(" |") + "\n" for row in rows)
        for name, rows in sheets.items()
    )
    assert said == golden.read_text("utf-8")


def test_a_sheet_for_the_cover_for_every_area_for_the_code_lists_and_for_the_choices(base: project.Loaded) -> None:
    areas = [area.label for area in base.catalog.areas.values()]
    assert list(sheets_in(written(base))) == ["表紙", *areas, "コード表", "一覧"]


def test_the_same_book_gives_the_same_bytes(base: project.Loaded) -> None:
    assert written(base) == written(base)


def test_the_cover_names_the_edition_and_the_digest_and_says_that_it_is_a_reconstruction(base: project.Loaded) -> None:
    book = book_of(base)
    content = write_workbook(
        book, Edition("春の版", date(2018, 7, 31), "公式のものではない。"), known_to(base), base.catalog
    )
    cover = "\n".join("|".join(row) for row in sheets_in(content)["表紙"])
    assert "春の版（2018-07-31時点）" in cover
    assert book.digest() in cover
    assert "公式のものではない。" in cover
    footer = zipfile.ZipFile(BytesIO(content)).read("xl/worksheets/sheet2.xml").decode()
    assert "春の版" in footer[footer.index("<oddFooter>") :]
    assert book.digest()[:16] in footer[footer.index("<oddFooter>") :]


def test_headings_are_frozen_and_repeated_and_cells_propose_what_they_take(base: project.Loaded) -> None:
    archive = zipfile.ZipFile(BytesIO(written(base)))
    sheet = archive.read("xl/worksheets/sheet2.xml").decode()
    assert f'ySplit="{HEAD + 1}"' in sheet
    assert "<autoFilter" in sheet
    assert 'orientation="landscape"' in sheet
    assert "'一覧'!$K$4" in sheet.replace("&apos;", "'") or "一覧" in sheet
    assert "Print_Titles" in archive.read("xl/workbook.xml").decode()


@pytest.mark.parametrize("label", ["=1+1", "+1", "-1", "@SUM(A1)", "\tA1", "http://example.org/", "{=1}", "007"])
def test_a_label_is_never_a_formula_a_number_or_a_link(base: project.Loaded, label: str) -> None:
    book = book_of(base)
    area = book.areas[0]
    member = replace(area.members[0], cells={**area.members[0].cells, "label": Cell(label), "note": Cell(label)})
    changed = replace(area, members=(member, *area.members[1:]), cells={**area.cells, "law": Cell(label)})
    content = written(base, replace(book, areas=(changed, *book.areas[1:])))
    archive = zipfile.ZipFile(BytesIO(content))
    for name in archive.namelist():
        if name.startswith("xl/worksheets/sheet"):
            text = archive.read(name).decode()
            assert "<f>" not in text
            assert not [
                each for each in re.findall(r'<c r="[^>]*>', text) if 't="s"' not in each and not each.endswith("/>")
            ]
    assert sheets_in(content)[sheets_name(changed.cells["label"].text)][HEAD + 1][2] == label


def sheets_name(label: str) -> str:
    return sheet_names([label], ())[0]


def test_what_excel_cannot_hold_is_said(base: project.Loaded) -> None:
    book = book_of(base)
    area = book.areas[0]
    long = Member("record", 1, cells(name="x", label="長" * 32_768))
    with pytest.raises(WorkbookLimit) as limit:
        written(base, Book((replace(area, members=(long,), selections=()),), ()))
    assert "32768" in limit.value.text.en
    with pytest.raises(WorkbookLimit, match="16384 columns"):
        written(base, Book((replace(area, selections=area.selections[:1] * 16_400),), ()))


def test_names_of_sheets() -> None:
    long = "高齢者の医療の確保に関する法律による保険料の徴収に関する情報"
    assert sheet_names(["a/b[c]:d*e?f\\g", "A／b［c］：d＊e？f＼g"], ()) == [
        "a／b［c］：d＊e？f＼g",
        "A／b［c］：d＊e？f＼g～2",
    ]
    assert sheet_names(["表紙", "'x'", " "], ("表紙",)) == ["表紙～2", "’x’", "無題"]
    first, second = sheet_names([long * 2, long * 2], ())
    assert len(first) == len(second) == 31
    assert second.endswith("～2")
    assert sheet_names(["𠮷" * 20], ()) == ["𠮷" * 15]


def test_every_heading_has_room(base: project.Loaded) -> None:
    assert sum(heading.width for heading in HEADINGS) == len(PROPERTIES)
    assert len({column.key for column in MEMBER_COLUMNS}) == len(MEMBER_COLUMNS)
    assert Edition(None, None, "").said() == "全ての版（開始日・終了日による）"
