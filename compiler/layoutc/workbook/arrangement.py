"""What stands where in a workbook: the one table of sheets, headings and columns by which it is written and read."""

from typing import Literal

from layoutc.frozen import dataclass

COVER, CODES, LISTS = "表紙", "コード表", "一覧"
TO_COVER = "表紙へ"  # the link on every sheet
MAX_CELL = 32_767  # what a cell of Excel can hold, in UTF-16 units
MAX_COLUMNS, MAX_ROWS, MAX_SHEET_NAME = 16_384, 1_048_576, 31

MemberKind = Literal["record", "repeat", "item"]
SelectionKind = Literal["set", "expose"]
KINDS: dict[MemberKind, str] = {"record": "レコード", "repeat": "繰返し", "item": "項目"}
LIST_KINDS = {"codes": "コード表", "value": "値"}
MARK = "○"

# How the words of a cell are read: see `understanding`.
Reading = Literal[
    "text", "word", "figures", "mark", "date", "type", "list", "bounds", "reasons", "deadlines", "retention", "names"
]


@dataclass(frozen=True, slots=True)
class Column:
    """A column or a heading: `key` is the clause of the language, `width` in half-width characters.

    `choices` names the list from which a cell takes its value, `of` the kinds of rows whose cell may hold one (empty: all).
    """

    key: str
    title: str
    width: int
    reading: Reading
    choices: str = ""
    of: tuple[str, ...] = ()
    also: tuple[str, ...] = ()


MEMBER_COLUMNS = (
    Column("kind", "区分", 9, "word", "kinds"),
    Column("depth", "階層", 5, "figures"),
    Column("label", "項目名", 34, "text", also=("名称", "項目名称")),
    Column("name", "識別名", 29, "word"),
    Column("code", "コード", 18, "word", of=("item", "repeat"), also=("項目コード",)),
    Column("type", "型", 14, "type", "types", of=("item",)),
    Column("length", "桁", 6, "word", of=("item",), also=("桁数",)),
    Column("signed", "符号", 5, "mark", "mark", of=("item",)),
    Column("list", "コード表", 20, "list", "codes", of=("item",)),
    Column("bounds", "回数", 6, "bounds", of=("repeat",)),
    Column("key", "キー", 5, "mark", "mark", of=("item",)),
    Column("required", "必須", 5, "mark", "mark", of=("item",)),
    Column("absent", "未設定事由", 10, "reasons", "reasons", of=("item",)),
    Column("unit", "単位", 5, "text", of=("item",)),
    Column("since", "開始日", 11, "date"),
    Column("until", "終了日", 11, "date"),
    Column("register", "登録期限", 14, "deadlines", of=("record",)),
    Column("reading", "よみ", 24, "text", of=("item", "repeat")),
    Column("basis", "根拠", 28, "text"),
    Column("note", "備考", 34, "text"),
)

PROPERTIES = (
    Column("label", "業務分野", 0, "text", also=("名称",)),
    Column("name", "識別名", 0, "word"),
    Column("code", "特定個人情報名コード", 0, "word", also=("コード",)),
    Column("ministry", "所管", 0, "names", "ministries"),
    Column("provider", "情報提供者", 0, "names", "kinds_of_institution", also=("提供者",)),
    Column("law", "法令", 0, "text"),
    Column("basis", "根拠", 0, "text"),
    Column("register", "登録期限", 0, "deadlines"),
    Column("retain", "照会できる期間", 0, "retention"),
    Column("since", "開始日", 0, "date"),
    Column("until", "終了日", 0, "date"),
    Column("note", "備考", 0, "text"),
)

# What a row of each kind can't do without; a type is asked for where it is read.
NEEDED: dict[str, tuple[str, ...]] = {
    "record": ("label", "name"),
    "repeat": ("label", "name", "code", "bounds"),
    "item": ("label", "name", "code"),
    "codes": ("label", "name"),
    "value": ("label", "value"),
}

# Headings of the matrix, above its columns; `width` is the number of rows that each takes.
HEADINGS = (
    Column("to", "情報照会者", 3, "names", "kinds_of_institution", also=("照会者", "情報照会者（組はその名称）")),
    Column("for", "事務手続", 5, "names", "procedures", also=("事務", "事務手続（組はその識別名）")),
    Column("from", "情報提供者", 2, "names", "kinds_of_institution", also=("提供者",)),
    Column("since", "開始日", 1, "date"),
    Column("until", "終了日", 1, "date"),
)
# A set stands in the same rows: its label and its name in the place of querier and procedure.
SET_HEADINGS = {"label": "to", "name": "for"}
HEADING_NOTES = {"to": "情報照会者（組はその名称）", "for": "事務手続（組はその識別名）"}

CODE_COLUMNS = (
    Column("kind", "区分", 10, "word", "list_kinds"),
    Column("label", "名称", 46, "text"),
    Column("name", "識別名", 36, "word", of=("codes",)),
    Column("value", "値", 12, "word", of=("value",)),
    Column("since", "開始日", 12, "date", of=("value",)),
    Column("until", "終了日", 12, "date", of=("value",)),
    Column("basis", "根拠", 40, "text", of=("codes",)),
    Column("note", "備考", 60, "text"),
)


@dataclass(frozen=True, slots=True)
class CellPlace:
    """A cell, both numbers from 0; shown as Excel names it."""

    sheet: str
    row: int
    column: int

    def __str__(self) -> str:
        return f"{self.sheet}!{column_name(self.column)}{self.row + 1}"


def column_name(column: int) -> str:
    """0 → A, 26 → AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
