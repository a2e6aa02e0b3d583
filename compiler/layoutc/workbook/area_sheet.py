"""One area on its sheet: its properties, its members row by row, and beside them the matrix of who may ask for what."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from layoutc.columns import display_width
from layoutc.workbook import notation
from layoutc.workbook.arrangement import (
    HEADING_NOTES,
    HEADINGS,
    KINDS,
    MARK,
    MEMBER_COLUMNS,
    PROPERTIES,
    SET_HEADINGS,
    TO_COVER,
    Column,
    column_name,
)
from layoutc.workbook.book import AreaSheet, Cells, Member, Selection
from layoutc.workbook.names import Directory
from layoutc.workbook.styles import MIDDLE, Looks, drop_down, put

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_TOP = 2
_HEAD = _TOP + len(PROPERTIES)
_MATRIX = len(MEMBER_COLUMNS)
_VALUE_ENDS = 11  # the column at which the value of a property ends
_MATRIX_WIDTH = 11
_ON_A_PAGE = 20  # columns of the matrix beside the repeated ones, at _SCALE on A3
_SCALE = 52
_LINE, _TEXT_LINE, _SMALL_LINE = 16, 13, 11  # points
_LINES_AT_MOST = 25


def write_area(
    sheet: "Worksheet",
    looks: Looks,
    area: AreaSheet,
    known: Directory,
    choices: Mapping[str, str],
    notice: str,
    cover: str,
) -> None:
    put(sheet, 0, 0, area.cells["label"].text, looks.of["title"])
    put(sheet, 1, 0, notice, looks.of["notice"])
    sheet.write_url(0, 3, f"internal:'{cover}'!A1", looks.of["link"], TO_COVER)
    sheet.set_row(0, 26)
    heights = _heights(area, known)
    for row, height in enumerate(heights, _TOP):
        sheet.set_row(row, height)
    _properties(sheet, looks, area.cells, known, choices)
    _head(sheet, looks, area)
    dated = {
        row
        for each in area.selections
        for row, marks in each.marks.items()
        if any(mark.since or mark.until for mark in marks)
    }
    for row, member in enumerate(area.members):
        _member(sheet, looks, _HEAD + 1 + row, member, known, lines=2 if row in dated else 1)
    for at, selection in enumerate(area.selections, _MATRIX):
        _selection(sheet, looks, at, area, selection, known)
    last = _HEAD + max(len(area.members), 1)
    _choices(sheet, area, choices, last)
    columns = _MATRIX + len(area.selections)
    sheet.autofilter(_HEAD, 0, last, columns - 1)
    sheet.freeze_panes(_HEAD + 1, 3)
    sheet.repeat_rows(_TOP, _HEAD)
    sheet.repeat_columns(0, 2)
    sheet.set_print_scale(_SCALE)
    sheet.set_v_pagebreaks([*range(_MATRIX, columns, _ON_A_PAGE)])
    sheet.print_area(0, 0, last, columns - 1)
    sheet.ignore_errors({"number_stored_as_text": f"A1:{column_name(columns)}{last + 1}"})


def shown(column: Column, text: str, known: Directory) -> str:
    """A value of the language as the workbook writes it."""
    match column.reading:
        case "names":
            return "\n".join(known.of(column.choices).shown(name) for name in text.split(", "))
        case "deadlines":
            return "\n".join(notation.spell_deadline(line.split(" ")) for line in text.split("\n"))
        case "retention":
            return notation.spell_retention(text.split(" "))
        case "reasons":
            return notation.spell_reasons(text.split(", "))
        case "mark":
            return MARK
        case _:
            return text


def _heights(area: AreaSheet, known: Directory) -> list[float]:
    """Points of the rows of properties, so that every property and every heading beside them has room."""
    width = sum(column.width for column in MEMBER_COLUMNS[2 : _VALUE_ENDS + 1])
    heights = [
        float(_LINE * _lines(shown(each, area.cells[each.key].text, known), width)) if each.key in area.cells else _LINE
        for each in PROPERTIES
    ]
    row = 0
    for heading in HEADINGS:
        texts = [_heading_text(heading, each, known) for each in area.selections]
        lines = min(max((_lines(text, _MATRIX_WIDTH * 5 // 4) for text in texts), default=1), _LINES_AT_MOST)
        wanted = _SMALL_LINE * lines + 6 - sum(heights[row : row + heading.width])
        if wanted > 0:
            heights[row : row + heading.width] = [
                each + wanted / heading.width for each in heights[row : row + heading.width]
            ]
        row += heading.width
    return [min(each, 400) for each in heights]


def _lines(text: str, width: int) -> int:
    return sum(max(1, -(-display_width(line) // width)) for line in text.split("\n"))


def _properties(sheet: "Worksheet", looks: Looks, found: Cells, known: Directory, choices: Mapping[str, str]) -> None:
    for row, each in enumerate(PROPERTIES, _TOP):
        sheet.merge_range(row, 0, row, 1, each.title, looks.of["property"])
        sheet.merge_range(row, 2, row, _VALUE_ENDS, "", looks.of["value"])
        put(sheet, row, 2, shown(each, found[each.key].text, known) if each.key in found else "", looks.of["value"])
        if each.choices:
            sheet.data_validation(row, 2, row, 2, drop_down(choices[each.choices]))


def _head(sheet: "Worksheet", looks: Looks, area: AreaSheet) -> None:
    sheet.set_row(_HEAD, 30)
    for at, column in enumerate(MEMBER_COLUMNS):
        sheet.set_column(at, at, column.width)
        sheet.write_string(_HEAD, at, column.title, looks.of["head"])
    row = _TOP
    for heading in HEADINGS:
        title = HEADING_NOTES.get(heading.key, heading.title)
        _spread(sheet, row, heading.width, _MATRIX - 1, title, looks.of["heading"])
        row += heading.width
    if area.selections:
        sheet.set_column(_MATRIX, _MATRIX + len(area.selections) - 1, _MATRIX_WIDTH)
    numbers = {"set": 0, "expose": 0}
    for at, selection in enumerate(area.selections, _MATRIX):
        numbers[selection.kind] += 1
        word = "組" if selection.kind == "set" else "照会"
        sheet.write_string(_HEAD, at, f"{word}{numbers[selection.kind]}", looks.of["head"])


def _spread(sheet: "Worksheet", row: int, rows: int, column: int, text: str, look: "Format") -> None:
    if rows > 1:
        sheet.merge_range(row, column, row + rows - 1, column, "", look)
    put(sheet, row, column, text, look)


def _member(sheet: "Worksheet", looks: Looks, row: int, member: Member, known: Directory, lines: int) -> None:
    """One row; not every program makes a row high enough for its text, so its height is set."""
    written = {"kind": KINDS[member.kind], "depth": str(member.depth), **type_cells(member.cells, known)}
    for at, column in enumerate(MEMBER_COLUMNS):
        if column.key in written:
            text = written[column.key]
        else:
            text = shown(column, member.cells[column.key].text, known) if column.key in member.cells else ""
        indent = 2 * member.depth if column.key == "label" else 1
        lines = max(lines, _lines(text, column.width * 11 // 10 - indent))
        if column.key == "label":
            look = looks.indented(member.kind, member.depth)
        else:
            look = looks.of[f"{member.kind}_middle" if column.reading in MIDDLE else member.kind]
        put(sheet, row, at, text, look)
    sheet.set_row(row, min(_TEXT_LINE * lines + 3, 400))


def type_cells(found: Cells, known: Directory) -> dict[str, str]:
    """`yen(11, signed)` in the columns 型, 桁, 符号 and コード表."""
    if "type" not in found:
        return {}
    word, _, rest = found["type"].text.partition("(")
    arguments = [each for each in rest.removesuffix(")").split(", ") if each]
    if word == "code" and len(arguments) == 1:
        return {"type": notation.TYPES["code"], "list": known.codes.shown(arguments[0])}
    if arguments == ["partial"]:
        return {"type": notation.TYPES[f"{word}(partial)"]}
    signed = MARK if "signed" in arguments else ""
    length = ", ".join(each for each in arguments if each != "signed")
    return {"type": notation.TYPES.get(word, word), "length": length, "signed": signed}


def _heading_text(heading: Column, selection: Selection, known: Directory) -> str:
    if selection.kind == "set":
        key = next((name for name, stands in SET_HEADINGS.items() if stands == heading.key), "")
        return selection.cells[key].text if key in selection.cells else ""
    return shown(heading, selection.cells[heading.key].text, known) if heading.key in selection.cells else ""


def _selection(
    sheet: "Worksheet", looks: Looks, column: int, area: AreaSheet, selection: Selection, known: Directory
) -> None:
    look = looks.of["selection_set" if selection.kind == "set" else "selection"]
    row = _TOP
    for heading in HEADINGS:
        _spread(sheet, row, heading.width, column, _heading_text(heading, selection, known), look)
        row += heading.width
    for number, member in enumerate(area.members):
        marks = [(mark.since, mark.until) for mark in selection.marks.get(number, ())]
        put(sheet, _HEAD + 1 + number, column, notation.spell_marks(marks), looks.of[f"{member.kind}_middle"])


def _choices(sheet: "Worksheet", area: AreaSheet, choices: Mapping[str, str], last: int) -> None:
    spare = last + 300  # rows that people add below have drop-downs too
    for at, column in enumerate(MEMBER_COLUMNS):
        if column.choices:
            strict = column.choices in ("kinds", "types")
            sheet.data_validation(_HEAD + 1, at, spare, at, drop_down(choices[column.choices], strict=strict))
    if area.selections:
        end = _MATRIX + len(area.selections) - 1
        sheet.data_validation(_HEAD + 1, _MATRIX, spare, end, drop_down(choices["mark"]))
        sheet.data_validation(_TOP, _MATRIX, _TOP, end, drop_down(choices["kinds_of_institution"]))
        sheet.data_validation(
            _TOP + HEADINGS[0].width, _MATRIX, _TOP + HEADINGS[0].width, end, drop_down(choices["procedures"])
        )
