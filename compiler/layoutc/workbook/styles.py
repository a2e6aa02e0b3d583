"""How a workbook looks: one font, few colours, and the page."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

FONT = "游ゴシック"
_INK, _RULE = "#1F2A44", "#B8C2D6"
_A4, _A3 = 9, 8
_TEXT = {"num_format": "@"}  # what is typed stays as typed: no date, no number, no leading zero lost
_GRID = {"border": 1, "border_color": _RULE, "valign": "top", "text_wrap": True, **_TEXT}

_LOOKS: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 16, "font_color": _INK, "valign": "vcenter"},
    "book_title": {"bold": True, "font_size": 24, "font_color": _INK, "valign": "vcenter"},
    "plain": {"valign": "top", "text_wrap": True},
    "notice": {"font_color": "#9C2A1B", "valign": "vcenter"},
    "notice_box": {
        "font_color": "#9C2A1B",
        "valign": "vcenter",
        "text_wrap": True,
        "border": 1,
        "border_color": "#E0B4AC",
        "bg_color": "#FDF3F1",
    },
    "link": {"font_color": "#0B57A4", "underline": 1, "valign": "top"},
    "link_cell": {**_GRID, "font_color": "#0B57A4", "underline": 1},
    "head": {**_GRID, "bold": True, "bg_color": _INK, "font_color": "#FFFFFF", "align": "center", "valign": "vcenter"},
    "property": {**_GRID, "bold": True, "bg_color": "#E4E9F2", "valign": "vcenter"},
    "value": {**_GRID, "valign": "vcenter"},
    "heading": {**_GRID, "bold": True, "bg_color": "#E4E9F2", "align": "right", "valign": "vcenter"},
    "selection": {**_GRID, "font_size": 8, "align": "center", "valign": "vcenter"},
    "selection_set": {**_GRID, "font_size": 8, "align": "center", "valign": "vcenter", "bg_color": "#EFF6EC"},
    "record": {**_GRID, "bold": True, "bg_color": "#D5DEEE"},
    "repeat": {**_GRID, "bg_color": "#EEF1F7"},
    "item": _GRID,
    "record_middle": {**_GRID, "bold": True, "bg_color": "#D5DEEE", "align": "center"},
    "repeat_middle": {**_GRID, "bg_color": "#EEF1F7", "align": "center"},
    "item_middle": {**_GRID, "align": "center"},
    "codes": {**_GRID, "bold": True, "bg_color": "#D5DEEE"},
}
MIDDLE = frozenset({"mark", "figures", "bounds", "date"})
DEEPEST = 9


class Looks:
    """The formats of one workbook; `indented` are those of labels, by kind and depth."""

    def __init__(self, book: "Workbook") -> None:
        base = {"font_name": FONT, "font_size": 10}
        self._book, self._base = book, base
        self.of: dict[str, Format] = {name: book.add_format({**base, **look}) for name, look in _LOOKS.items()}
        self._indented: dict[tuple[str, int], Format] = {}

    def indented(self, kind: str, depth: int) -> "Format":
        key = kind, min(depth, DEEPEST)
        if key not in self._indented:
            self._indented[key] = self._book.add_format({**self._base, **_LOOKS[kind], "indent": key[1] - 1})
        return self._indented[key]


def page(sheet: "Worksheet", footer: str, *, large: bool = False) -> None:
    """Landscape A4 (or A3), what is below in the footer, and the sheet's name and page numbers beside it."""
    sheet.set_landscape()
    sheet.set_paper(_A3 if large else _A4)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    said = footer.replace("&", "&&")[:110]
    sheet.set_footer(f'&L&"{FONT},標準"&8{said}&R&"{FONT},標準"&8&A　&P / &N')
    sheet.hide_gridlines(2)


def put(sheet: "Worksheet", row: int, column: int, text: str, look: "Format") -> None:
    """A text as text, whatever it begins with; an empty one as an empty cell with its frame."""
    if text:
        sheet.write_string(row, column, text, look)
    else:
        sheet.write_blank(row, column, None, look)


def drop_down(reference: str, *, strict: bool = False) -> dict[str, object]:
    """A choice from a list; one that is not strict only proposes, as the cell may hold several, or a new one."""
    return {
        "validate": "list",
        "source": reference,
        "ignore_blank": True,
        "show_error": strict,
        "error_title": "選択肢にない値",
        "error_message": "一覧にある値を選ぶ。",
    }
