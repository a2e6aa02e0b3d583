"""Files that are no workbook, or that somebody made to do harm: a clear answer, and nothing is unpacked without bounds."""

import zipfile
from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any

import pytest
import xlsxwriter

from layoutc.workbook import opening
from layoutc.workbook.opening import open_workbook
from layoutc.workbook.refusing import NotAWorkbook


def made(fill: Callable[[Any, Any], None]) -> bytes:
    stream = BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    fill(book, book.add_worksheet("a"))
    book.close()
    return stream.getvalue()


SMALL = made(lambda _book, sheet: sheet.write(1, 1, "x"))


def changed(content: bytes, parts: dict[str, bytes]) -> bytes:
    """The archive with these parts in the place of others, or beside them."""
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in dict.fromkeys((*old.namelist(), *parts)):
            new.writestr(name, parts[name] if name in parts else old.read(name))
    return stream.getvalue()


def part(content: bytes, name: str) -> bytes:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return archive.read(name)


def test_cells_start_at_a1() -> None:
    (sheet,) = open_workbook(SMALL).sheets
    assert sheet.name == "a"
    assert sheet.rows == (("", ""), ("", "x"))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "no .xlsx file"),
        ("区分,項目名\n".encode("cp932"), "no .xlsx file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old .xls workbook, or an encrypted one"),
        (b"PK\x03\x04" + bytes(60), "broken or cut off"),
        (SMALL[: len(SMALL) // 2], "broken or cut off"),
        (changed(SMALL, {"xl/workbook.xml": b"<workbook"}), "broken or cut off"),
        (changed(SMALL, {"xl/vbaProject.bin": b"x"}), "macros"),
        (
            changed(SMALL, {"xl/sharedStrings.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><sst>&b;</sst>'}),
            "declares a DOCTYPE",
        ),
        (changed(SMALL, {f"xl/media/{number}": b"" for number in range(opening.MAX_PARTS)}), "parts"),
    ],
)
def test_what_is_no_workbook_or_must_not_be_read(content: bytes, said: str) -> None:
    with pytest.raises(NotAWorkbook, match=said) as error:
        open_workbook(content)
    assert error.value.text.ja


def test_an_archive_that_is_no_workbook() -> None:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("readme.txt", "x")
    with pytest.raises(NotAWorkbook, match="no workbook of Excel"):
        open_workbook(stream.getvalue())


@pytest.mark.parametrize("name", ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml"])
def test_a_part_that_unpacks_without_end(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "MAX_PART", 1_000_000)
    with pytest.raises(NotAWorkbook, match="unpacks to more than 1 MB"):
        open_workbook(changed(SMALL, {name: bytes(2_000_000)}))


def test_many_parts_that_are_large_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "MAX_ALL", 1_000_000)
    with pytest.raises(NotAWorkbook, match="unpacks"):
        open_workbook(changed(SMALL, {f"xl/worksheets/sheet{number}.xml": bytes(300_000) for number in range(2, 9)}))


def test_a_part_that_is_larger_than_the_archive_says() -> None:
    name = "xl/worksheets/sheet1.xml"
    content = bytearray(changed(SMALL, {name: part(SMALL, name) + b" " * 5_000_000}))
    for signature, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = -1
        while (at := content.find(signature, at + 1)) >= 0:
            if name.encode() in content[at : at + 80]:
                content[at + offset : at + offset + 4] = (100).to_bytes(4, "little")
    with pytest.raises(NotAWorkbook, match="broken or cut off"):
        open_workbook(bytes(content))


def test_a_single_cell_at_the_end_of_the_sheet() -> None:
    with pytest.raises(NotAWorkbook, match="1048576 rows and 16384 columns"):
        open_workbook(made(lambda _book, sheet: sheet.write(1_048_575, 16_383, "x")))


SHEET, LIST, RELATIONS = "xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
FAR = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'


def _rows(rows: bytes) -> dict[str, bytes]:
    return {SHEET: part(SMALL, SHEET).replace(b"</sheetData>", rows + b"</sheetData>")}


def _listed(name: str, old: bytes, new: bytes) -> dict[str, bytes]:
    """A sheet that reaches to the end, behind something in the list of sheets."""
    text = part(SMALL, name)
    assert old in text
    return {**_rows(FAR), name: text.replace(old, new)}


_NAMED = b'<sheet name="a" sheetId="1" r:id="rId1"/>'


@pytest.mark.parametrize(
    "parts",
    [
        _rows(FAR.replace(b"<c ", b'<c x=">" ')),
        _rows(FAR.replace(b"<c ", b"<c x='>' ")),
        _rows(FAR.replace(b"<c ", b'<c x="<" ')),
        _rows(FAR.replace(b"<c ", b'<c x-r="A1" ')),
        _rows(FAR.replace(b"<c ", b"<c x=' r=\"A1\" ' ")),
        _rows(FAR.replace(b"<c ", b"<" + b"x" * 99 + b":c ")),
        _rows(FAR.replace(b"XFD1048576", b"A4294967295")),
        _rows(FAR.replace(b"XFD1048576", b"ZZZZZZ1048576")),
        _rows(b'<row r="9"><c r="XFD9"><v>1</v></c></row><row r="1048576"><c><v>1</v></c></row>'),
        _rows(b'<row r="1048570"><c r="XFC1048570"/><c><v>1</v></c></row>'),
        _rows(b'<row r="9"><c r="XFD9"><v>1</v></c></row>' + b"<row></row>" * 200 + b"<row><c><v>1</v></c></row>"),
        _listed(LIST, _NAMED, _NAMED + _NAMED.replace(b"rId1", b"rId9")),
        _listed(LIST, b"r:id", b"relationships:id"),
        _listed(LIST, b"<sheet ", b'<sheet x=">" '),
        _listed(LIST, b"<sheet ", b'<sheet x="' + b"a" * 5000 + b'" '),
        _listed(RELATIONS, b"worksheets/sheet1.xml", b"Worksheets/Sheet1.XML"),
        {SHEET.upper(): _rows(FAR)[SHEET]},
        {SHEET: _rows(FAR)[SHEET].decode().replace("UTF-8", "UTF-16").encode("utf-16")},
        {"xl/sharedStrings.xml": b'<sst uniqueCount="4000000000"><si><t>a</t></si></sst>'},
    ],
)
def test_a_cell_at_the_end_that_is_told_in_an_odd_way(parts: dict[str, bytes]) -> None:
    """Room for everything before it would take half a terabyte, and the library would end the process."""
    with pytest.raises(NotAWorkbook, match=r"reaches over|broken or cut off"):
        open_workbook(changed(SMALL, parts))


def test_cells_without_references_stand_behind_one_another() -> None:
    rows = b'<row r="4"><c><v>1</v></c><c><v>2</v></c></row><row><c/><c><v>3</v></c></row>'
    (sheet,) = open_workbook(changed(SMALL, _rows(rows))).sheets
    assert sheet.rows[3:] == ((1.0, 2.0), ("", 3.0))


def test_days_are_counted_as_the_workbook_says() -> None:
    def fill(book: Any, sheet: Any) -> None:
        sheet.write_datetime(0, 0, date(2018, 7, 1), book.add_format({"num_format": "yyyy-mm-dd"}))

    stream = BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "date_1904": True})
    fill(book, book.add_worksheet("あ & <い>"))
    book.close()
    (sheet,) = open_workbook(stream.getvalue()).sheets
    assert (sheet.name, sheet.rows) == ("あ & <い>", ((date(2018, 7, 1),),))


def test_formats_without_content_do_not_count() -> None:
    def fill(book: Any, sheet: Any) -> None:
        sheet.write(0, 0, "x")
        sheet.write_blank(1_048_575, 16_383, None, book.add_format({"bold": True}))

    (sheet,) = open_workbook(made(fill)).sheets
    assert [row for row in sheet.rows if any(row)] == [("x",)]


def test_a_merged_range_over_the_whole_sheet() -> None:
    name = "xl/worksheets/sheet1.xml"
    merged = part(SMALL, name).replace(
        b"</sheetData>", b'</sheetData><mergeCells count="1"><mergeCell ref="B2:XFD1048576"/></mergeCells>'
    )
    (sheet,) = open_workbook(changed(SMALL, {name: merged})).sheets
    assert len(sheet.owners) < 10
    assert sheet.value(2, 2) == "x"


def test_links_to_other_workbooks_are_known() -> None:
    assert open_workbook(changed(SMALL, {"xl/externalLinks/externalLink1.xml": b"<externalLink/>"})).linked
    assert not open_workbook(SMALL).linked


def test_a_workbook_of_another_hand_with_a_prefix_for_every_element() -> None:
    name = "xl/worksheets/sheet1.xml"
    text = part(SMALL, name).decode()
    prefixed = (
        text.replace("<", "<x:").replace("<x:/", "</x:").replace("<x:?xml", "<?xml").replace(" xmlns=", " xmlns:x=")
    )
    assert open_workbook(changed(SMALL, {name: prefixed.encode()})).sheets[0].value(1, 1) == "x"


@pytest.mark.parametrize(
    "piece", [b"<c ", b'<c r="A1">', b"<c><f>", b"<sheet ", b"<Relationship a", b"a" * 9 + b"<", b"r r=", b"<comment "]
)
def test_the_time_is_in_proportion_to_the_size(piece: bytes) -> None:
    """A part of two megabytes of one piece: with a pattern that looked to the end each time, this would take hours."""
    for name in ("xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"):
        with pytest.raises(NotAWorkbook):
            open_workbook(changed(SMALL, {name: part(SMALL, name)[:200] + piece * (2_000_000 // len(piece))}))
