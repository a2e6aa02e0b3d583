"""Sheets → a book: which sheet is what, and the code lists. Areas are read by `area_reader`."""

import re
from collections.abc import Iterator, Mapping, Sequence

from layoutc.frozen import dataclass
from layoutc.messages import workbook as say
from layoutc.syntax.words import nearest
from layoutc.workbook import rules
from layoutc.workbook.arrangement import (
    CODE_COLUMNS,
    CODES,
    COVER,
    LISTS,
    MEMBER_COLUMNS,
    NEEDED,
    TO_COVER,
    CellPlace,
    Column,
    column_name,
)
from layoutc.workbook.book import Cell, Cells, ListRows
from layoutc.workbook.findings import Problems
from layoutc.workbook.normalise import folded, plain, short
from layoutc.workbook.opening import Sheet
from layoutc.workbook.understanding import CellReader

_SEARCHED = 200  # rows in which the head of a table is looked for
_KEYS_OF_AREAS = {"kind", "label", "name"}
_KEYS_OF_CODES = {"kind", "name", "value"}


@dataclass(frozen=True, slots=True)
class Head:
    """The head row of a table: column of the sheet → column of the arrangement; `others` have a title that is not known."""

    row: int
    columns: Mapping[int, Column]
    others: Mapping[int, str]

    def at(self, key: str) -> int | None:
        return next((at for at, column in self.columns.items() if column.key == key), None)


def find_head(sheet: Sheet, columns: Sequence[Column], wanted: set[str]) -> Head | None:
    """The first row that has the headings of all columns in `wanted`."""
    for row in range(min(len(sheet.rows), _SEARCHED)):
        head = head_at(sheet, row, columns)
        if wanted <= {column.key for column in head.columns.values()}:
            return head
    return None


def head_at(sheet: Sheet, row: int, columns: Sequence[Column]) -> Head:
    known = {folded(title): column for column in columns for title in (column.title, *column.also)}
    found: dict[int, Column] = {}
    others: dict[int, str] = {}
    for at in range(len(sheet.rows[row]) if row < len(sheet.rows) else 0):
        title = folded(plain(sheet.value(row, at)))
        column = known.get(title)
        if column and column not in found.values():
            found[at] = column
        elif title and sheet.owns(row, at):
            others[at] = title
    return Head(row, found, others)


def head_of_area(sheet: Sheet) -> Head | None:
    return find_head(sheet, MEMBER_COLUMNS, _KEYS_OF_AREAS)


def head_of_codes(sheet: Sheet) -> Head | None:
    return find_head(sheet, CODE_COLUMNS, _KEYS_OF_CODES)


def is_apart(sheet: Sheet) -> bool:
    """A sheet that layoutc writes for people only, or an empty one."""
    return sheet.name in (COVER, LISTS) or not any(value != "" for row in sheet.rows for value in row)


def look_over(sheet: Sheet, problems: Problems) -> None:
    """What no reading of values can see: comments, and formulas whose value is not known."""
    for row, column in sorted(sheet.comments):
        problems.warning(rules.COMMENT, CellPlace(sheet.name, row, column), "", say.comment(), say.into_the_note())
    for row, column in sorted(sheet.unvalued):
        problems.error(rules.FORMULA, CellPlace(sheet.name, row, column), "", say.no_value(), say.recalculate())
    for row, column in sorted(sheet.formulas - sheet.unvalued):
        held = short(plain(sheet.value(row, column)))
        problems.warning(
            rules.FORMULA, CellPlace(sheet.name, row, column), held, say.value_of_formula(held), say.nothing_to_do()
        )


def unknown_sheet(sheet: Sheet, problems: Problems) -> None:
    row, column = next(
        (row, column) for row, cells in enumerate(sheet.rows) for column, value in enumerate(cells) if value != ""
    )
    held = short(plain(sheet.value(row, column)))
    problems.error(
        rules.SHEET, CellPlace(sheet.name, row, column), held, say.unknown_sheet(sheet.name), say.sheet_or_mapping()
    )


def unknown_columns(
    reader: CellReader, head: Head, last_row: int | None = None, columns: Sequence[Column] = ()
) -> None:
    """Columns of the table that have no heading, or one that is not known, and hold something above the last row (from 1).

    `columns` are those of which one may be meant.
    """
    sheet, known = reader.sheet, set(head.columns)
    for at in range(max((len(row) for row in sheet.rows), default=0)):
        if at in known:
            continue
        rows = [
            row for row in range(head.row + 1, min(last_row or len(sheet.rows), len(sheet.rows))) if sheet.owns(row, at)
        ]
        if rows or at in head.others:
            row = head.row if at in head.others else rows[0]
            held = short(plain(sheet.value(row, at)))
            message = say.unknown_column(head.others.get(at, ""), column_name(at), len(rows))
            left = [each.title for each in columns if each not in head.columns.values()]
            help_text = say.name_the_column(_meant(head.others.get(at, ""), left))
            reader.problems.error(rules.COLUMN, reader.place(row, at), held, message, help_text)


def _meant(title: str, left: Sequence[str]) -> str | None:
    """The heading that is alike, or that the title has in it."""
    within = (each for each in left if each in title)
    return (title and nearest(title, left)) or max(within, key=len, default=None)


def read_codes(reader: CellReader, head: Head) -> Iterator[ListRows]:
    """The code lists of a sheet, in its order."""
    unknown_columns(reader, head, columns=CODE_COLUMNS)
    _above(reader, head.row)
    cells: dict[str, Cell] | None = None
    at: CellPlace | None = None
    values: list[dict[str, Cell]] = []
    for row in range(head.row + 1, len(reader.sheet.rows)):
        found = _row(reader, head, row)
        if not found:
            continue
        kind = _kind(found)
        place = reader.place(row, head.at("kind") or 0)
        if kind == "codes":
            if cells is not None:
                yield ListRows(cells, _without_lost_zeros(reader, values), at)
            needed(reader, head, row, kind)
            cells, at, values = _allowed(reader, "codes", found), place, []
        elif kind == "value" and cells is not None:
            needed(reader, head, row, kind)
            values.append(_allowed(reader, "value", found))
        else:
            held = " ".join(cell.text for cell in found.values())
            reader.problems.error(rules.ROW, place, short(held), say.row_of_codes(), say.kind_of_row("コード表・値"))
    if cells is not None:
        yield ListRows(cells, _without_lost_zeros(reader, values), at)


def _above(reader: CellReader, below: int) -> None:
    """Cells above the table, but for the title and the way to the cover."""
    for row in range(below):
        for at in range(len(reader.sheet.rows[row])):
            text = reader.text(row, at)
            if reader.sheet.owns(row, at) and text not in (CODES, TO_COVER):
                reader.problems.error(
                    rules.COLUMN, reader.place(row, at), short(text), say.stray_cell(), say.move_or_empty()
                )


def _row(reader: CellReader, head: Head, row: int) -> dict[str, Cell]:
    found = {column.key: reader.cell(row, at, column) for at, column in head.columns.items()}
    return {key: cell for key, cell in found.items() if cell}


def needed(reader: CellReader, head: Head, row: int, kind: str) -> None:
    """Reports the empty cells without which a row of this kind is not whole."""
    columns = {column.key: at for at, column in head.columns.items()}
    for key in NEEDED[kind]:
        at = columns.get(key)
        if at is None or not reader.text(row, at):
            title = next(column.title for column in (*MEMBER_COLUMNS, *CODE_COLUMNS) if column.key == key)
            place = reader.place(row, at if at is not None else min(columns.values()))
            reader.problems.error(rules.MISSING, place, "", say.cell_missing(title), say.fill_in_column(title))


def _kind(found: Cells) -> str:
    said = found["kind"].text if "kind" in found else ""
    kinds = {"コード表": "codes", "codes": "codes", "値": "value", "value": "value"}
    return kinds.get(said, "") if said else "value" if "value" in found else "codes" if "name" in found else ""


def _allowed(reader: CellReader, kind: str, found: dict[str, Cell]) -> dict[str, Cell]:
    """The cells that a row of this kind may hold; the others are reported."""
    kept = {}
    for column in CODE_COLUMNS:
        if column.key == "kind" or column.key not in found:
            continue
        cell = found[column.key]
        if column.of and kind not in column.of and cell.at:
            message = say.not_in_this_row(column.title)
            reader.problems.error(rules.VALUE, cell.at, short(cell.text), message, say.empty_the_cell())
        else:
            kept[column.key] = cell
    return kept


def _without_lost_zeros(reader: CellReader, values: list[dict[str, Cell]]) -> tuple[Cells, ...]:
    """The values of a list. A number among longer texts has lost its zeros to Excel."""
    texts = [each["value"] for each in values if "value" in each]
    numbers = [
        cell for cell in texts if cell.at and not isinstance(reader.sheet.value(cell.at.row, cell.at.column), str)
    ]
    longest = max((len(cell.text) for cell in texts if re.fullmatch("[0-9]+", cell.text)), default=0)
    for cell in numbers:
        if cell.at is None:
            continue
        if len(cell.text) < longest or not re.fullmatch("[0-9]+", cell.text):
            better = cell.text.zfill(longest)
            reader.problems.error(rules.NUMBER, cell.at, cell.text, say.lost_zeros(cell.text), say.as_text(better))
        else:
            reader.problems.warning(
                rules.NUMBER, cell.at, cell.text, say.number_as_code(cell.text), say.format_as_text()
            )
    return tuple(values)
