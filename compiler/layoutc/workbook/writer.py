"""A book → the bytes of an .xlsx file. Every cell is written as text, so that nothing in a label can be a formula."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from io import BytesIO
from typing import TYPE_CHECKING

from layoutc.catalog.catalog import Catalog
from layoutc.columns import display_width
from layoutc.findings import Text
from layoutc.frozen import dataclass
from layoutc.messages import workbook_files as say
from layoutc.workbook import notation
from layoutc.workbook.area_sheet import write_area
from layoutc.workbook.arrangement import (
    CODE_COLUMNS,
    CODES,
    COVER,
    KINDS,
    LIST_KINDS,
    LISTS,
    MARK,
    MAX_CELL,
    MAX_COLUMNS,
    MAX_ROWS,
    MEMBER_COLUMNS,
    TO_COVER,
    Column,
    column_name,
)
from layoutc.workbook.book import Book, Cells
from layoutc.workbook.names import Directory
from layoutc.workbook.sheet_names import sheet_names, utf16
from layoutc.workbook.styles import MIDDLE, Looks, drop_down, page, put

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

_CREATED = datetime(2000, 1, 1)  # the same book gives the same bytes on any day
SPARE_ROWS = 300  # below the last row the drop-downs go on, for rows that people add


class WorkbookLimit(Exception):  # noqa: N818  a limit of Excel, told to the user
    """The layouts hold what no workbook can; `text` says what."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


@dataclass(frozen=True, slots=True)
class Edition:
    """What the cover says: the name and the day of the edition, None for all of them."""

    name: str | None
    day: date | None
    notice: str

    def said(self) -> str:
        if self.day is None:
            return "全ての版（開始日・終了日による）"
        return f"{self.name}（{self.day.isoformat()}時点）" if self.name else f"{self.day.isoformat()}時点"


def write_workbook(book: Book, edition: Edition, known: Directory, catalog: Catalog) -> bytes:
    """The same book, edition and registry give the same bytes. WorkbookLimit for what Excel can't hold."""
    import xlsxwriter

    _within_limits(book)
    stream = BytesIO()
    made = xlsxwriter.Workbook(
        stream,
        {"in_memory": True, "strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False},
    )
    made.set_properties({"title": "データ標準レイアウト", "comments": edition.notice, "created": _CREATED})
    looks = Looks(made)
    footer = f"データ標準レイアウト {edition.said()}  {book.digest()[:16]}  {edition.notice.partition('。')[0]}"
    names = sheet_names([_label(area.cells) for area in book.areas], (COVER, CODES, LISTS))
    sheets = {name: made.add_worksheet(name) for name in (COVER, *names, CODES, LISTS)}
    choices = _write_lists(sheets[LISTS], looks, book, known, catalog, footer)
    for name, area in zip(names, book.areas, strict=True):
        write_area(sheets[name], looks, area, known, choices, edition.notice, COVER)
        page(sheets[name], footer, large=True)
    _write_codes(sheets[CODES], looks, book, choices, footer)
    _write_cover(sheets[COVER], looks, book, edition, names, known, footer)
    made.close()
    return stream.getvalue()


def _label(found: Cells) -> str:
    return found["label"].text if "label" in found else ""


def _within_limits(book: Book) -> None:
    for area in book.areas:
        if len(MEMBER_COLUMNS) + len(area.selections) > MAX_COLUMNS:
            raise WorkbookLimit(say.too_many_columns(_label(area.cells), len(area.selections), MAX_COLUMNS))
        if len(area.members) + 100 > MAX_ROWS:
            raise WorkbookLimit(say.too_many_rows(_label(area.cells), len(area.members), MAX_ROWS))
        members = [each.cells for each in area.members]
        for found in (area.cells, *members, *(each.cells for each in area.selections)):
            _cells_within_limits(area.name, found)
    if sum(1 + len(each.values) for each in book.codes) + 100 > MAX_ROWS:
        raise WorkbookLimit(say.too_many_rows(CODES, sum(1 + len(each.values) for each in book.codes), MAX_ROWS))
    for codes in book.codes:
        for found in (codes.cells, *codes.values):
            _cells_within_limits(codes.name, found)


def _cells_within_limits(name: str, found: Cells) -> None:
    for cell in found.values():
        if utf16(cell.text) > MAX_CELL:
            raise WorkbookLimit(say.too_long_for_a_cell(name, cell.text[:20], utf16(cell.text), MAX_CELL))


def _write_lists(
    sheet: "Worksheet", looks: Looks, book: Book, known: Directory, catalog: Catalog, footer: str
) -> dict[str, str]:
    """The lists from which cells choose; returns the reference of each."""
    lists: list[tuple[str, str, int, list[tuple[str, str]]]] = [
        ("ministries", "所管", 14, [(known.ministries.shown(name), name) for name in catalog.ministries]),
        (
            "kinds_of_institution",
            "機関の種別",
            44,
            [(known.institutions.shown(name), name) for name in (*catalog.kinds, *catalog.groups)],
        ),
        ("procedures", "事務手続", 60, [(known.procedures.shown(name), name) for name in catalog.procedures]),
        ("codes", "コード表", 40, [(known.codes.shown(each.name), each.name) for each in book.codes]),
        ("types", "型", 18, [(label, word) for word, label in notation.TYPES.items()]),
        ("reasons", "未設定事由", 14, [(label, word) for word, label in notation.REASONS.items()]),
        ("kinds", "区分", 12, [(label, word) for word, label in KINDS.items()]),
        ("list_kinds", "区分（コード表）", 16, [(label, word) for word, label in LIST_KINDS.items()]),
        ("mark", "印", 6, [(MARK, "")]),
    ]
    sheet.write_string(0, 0, "一覧（選択肢。編集しても取り込まれない）", looks.of["title"])
    sheet.set_row(0, 26)
    references: dict[str, str] = {}
    for number, (key, title, width, rows) in enumerate(lists):
        column = 2 * number
        sheet.set_column(column, column, width)
        sheet.set_column(column + 1, column + 1, 30 if any(name for _, name in rows) else 3)
        sheet.write_string(2, column, title, looks.of["head"])
        sheet.write_string(2, column + 1, "識別名", looks.of["head"])
        for row, (label, name) in enumerate(rows, 3):
            sheet.write_string(row, column, label, looks.of["item"])
            sheet.write_string(row, column + 1, name, looks.of["item"])
        last = 3 + max(len(rows), 1)
        letters = column_name(column)
        references[key] = f"='{LISTS}'!${letters}$4:${letters}${last}"
    sheet.freeze_panes(3, 0)
    sheet.repeat_rows(2)
    page(sheet, footer, large=True)
    sheet.fit_to_pages(1, 0)
    return references


def _write_codes(sheet: "Worksheet", looks: Looks, book: Book, choices: Mapping[str, str], footer: str) -> None:
    head = 2
    sheet.write_string(0, 0, "コード表", looks.of["title"])
    sheet.write_url(0, len(CODE_COLUMNS) - 1, f"internal:'{COVER}'!A1", looks.of["link"], TO_COVER)
    sheet.set_row(0, 26)
    for at, column in enumerate(CODE_COLUMNS):
        sheet.set_column(at, at, column.width)
        sheet.write_string(head, at, column.title, looks.of["head"])
    row = head + 1
    for codes in book.codes:
        _code_row(sheet, looks, row, "codes", codes.cells)
        for value in codes.values:
            row += 1
            _code_row(sheet, looks, row, "value", value)
        row += 1
    last = max(row - 1, head + 1)
    validate(sheet, CODE_COLUMNS, choices, head + 1, last + SPARE_ROWS)
    sheet.autofilter(head, 0, last, len(CODE_COLUMNS) - 1)
    sheet.freeze_panes(head + 1, 2)
    sheet.repeat_rows(head)
    sheet.ignore_errors({"number_stored_as_text": f"A1:{column_name(len(CODE_COLUMNS))}{last + 1}"})
    page(sheet, footer)
    sheet.fit_to_pages(1, 0)


def _code_row(sheet: "Worksheet", looks: Looks, row: int, kind: str, found: Cells) -> None:
    look = "codes" if kind == "codes" else "item"
    lines = 1
    for at, column in enumerate(CODE_COLUMNS):
        text = LIST_KINDS[kind] if column.key == "kind" else found[column.key].text if column.key in found else ""
        lines = max(lines, -(-display_width(text) // (column.width - 2)))
        plain = looks.indented(look, 2) if column.key == "label" and kind == "value" else looks.of[look]
        middle = look == "item" and (column.reading in MIDDLE or column.key == "value")
        put(sheet, row, at, text, looks.of["item_middle"] if middle else plain)
    sheet.set_row(row, min(13 * lines + 3, 400))


def validate(sheet: "Worksheet", columns: Sequence[Column], choices: Mapping[str, str], first: int, last: int) -> None:
    """Drop-downs; where a cell may hold several or a name that is new, they only propose."""
    for at, column in enumerate(columns):
        if column.choices:
            strict = column.choices in ("kinds", "list_kinds", "types")
            sheet.data_validation(first, at, last, at, drop_down(choices[column.choices], strict=strict))


def _write_cover(
    sheet: "Worksheet",
    looks: Looks,
    book: Book,
    edition: Edition,
    names: Sequence[str],
    known: Directory,
    footer: str,
) -> None:
    widths = (4, 48, 14, 40, 10, 10, 10)
    for at, width in enumerate(widths):
        sheet.set_column(at, at, width)
    last = len(widths) - 1
    sheet.merge_range(0, 0, 0, last, "データ標準レイアウト", looks.of["book_title"])
    sheet.set_row(0, 46)
    facts = (("版", edition.said()), ("要約値（SHA-256）", book.digest()), ("業務分野", f"{len(book.areas)}"))
    row = 1
    for title, said in facts:
        sheet.merge_range(row, 0, row, 1, title, looks.of["property"])
        sheet.merge_range(row, 2, row, last, "", looks.of["value"])
        sheet.write_string(row, 2, said, looks.of["value"])
        row += 1
    if edition.notice:
        sheet.merge_range(row, 0, row, last, edition.notice, looks.of["notice_box"])
        sheet.set_row(row, 16 * _lines(edition.notice, sum(widths)) + 8)
        row += 1
    row += 1
    for line in HOW_TO_READ:
        sheet.merge_range(row, 0, row, last, "", looks.of["plain"])
        sheet.write_string(row, 0, line, looks.of["plain"])
        sheet.set_row(row, 16 * _lines(line, sum(widths)) + 2)
        row += 1
    row += 1
    for at, title in enumerate(("", "シート", "所管", "情報提供者", "レコード", "項目", "照会")):
        sheet.write_string(row, at, title, looks.of["head"])
    for number, (name, area) in enumerate(zip(names, book.areas, strict=True), 1):
        row += 1
        providers = area.cells["provider"].text.split(", ") if "provider" in area.cells else []
        put(sheet, row, 0, str(number), looks.of["item_middle"])
        sheet.write_url(row, 1, f"internal:'{name}'!A1", looks.of["link_cell"], name)
        ministry = area.cells["ministry"].text if "ministry" in area.cells else ""
        put(sheet, row, 2, known.ministries.shown(ministry), looks.of["item"])
        put(sheet, row, 3, "、".join(map(known.institutions.shown, providers)), looks.of["item"])
        counts = (
            sum(member.kind == "record" for member in area.members),
            sum(member.kind == "item" for member in area.members),
            sum(selection.kind == "expose" for selection in area.selections),
        )
        for at, count in enumerate(counts, 4):
            put(sheet, row, at, str(count), looks.of["item_middle"])
    for name in (CODES, LISTS):
        row += 1
        put(sheet, row, 0, "", looks.of["item"])
        sheet.write_url(row, 1, f"internal:'{name}'!A1", looks.of["link_cell"], name)
        for at in range(2, last + 1):
            put(sheet, row, at, "", looks.of["item"])
    sheet.ignore_errors({"number_stored_as_text": f"A1:{column_name(last)}{row + 1}"})
    page(sheet, footer)
    sheet.fit_to_pages(1, 0)


def _lines(text: str, width: int) -> int:
    return max(1, -(-display_width(text) // max(width - 2, 1)))


HOW_TO_READ = (
    "読み方",
    "・業務分野ごとに1枚のシートがある。上段は業務分野の事項、下段はレコード・項目・繰返しで、「階層」が入れ子を表す（レコードは1、その中は2、繰返しの中は3）。",
    "・右側は、項目の組（よく一緒に使う項目の集まり）と、照会（どの情報照会者が、どの事務手続で照会できるか）の表で、○を付けた項目が対象である。期間のある○は、その下に日付を書く（例 2018-07から）。",
    "・日付は、年月日（2018-07-01）、年月（2018-07）、年（2018）のいずれかで書く。終了日は、その日まで有効である。",
    "・コード表のシートに値の一覧がある。一覧のシートは選択肢であり、編集しても取り込まれない。",
    "・編集したブックは layoutc import で取り込む。読み取れないセルは「シート!セル」で示され、黙って捨てられることはない。",
)
