"""What an import can have to say of a workbook, in the order in which it is listed.

An example is what stands in a cell of the workbook of a small project: `SHEET!CELL: VALUE`, `=FORMULA (VALUE)`, or `(comment) TEXT`.
"""

from layoutc.findings import Example, Rule, Severity, Text

_AREA, _CODES = "地方税関係情報", "コード表"


def _cells(*lines: str) -> Example:
    return Example("layouts.xlsx", "".join(f"{line}\n" for line in lines))


_GOOD = _cells(f"{_AREA}!C17: 課税年度")

SHEET = Rule(
    "workbook.sheet",
    Severity.ERROR,
    Text("知らないシート", "a sheet that is not known"),
    Text(
        "業務分野でもコード表でもないシートがある。見出しの行（区分、項目名、識別名など）が失われたシートもこれに当たる。",
        "A sheet is neither an area nor code lists; one whose head row (区分, 項目名, 識別名, …) is lost is such a sheet too.",
    ),
    bad=_cells("作業メモ!A1: 後で確認"),
    good=_GOOD,
)
COLUMN = Rule(
    "workbook.column",
    Severity.ERROR,
    Text("知らない列、又は表の外のセル", "a column that is not known, or a cell outside the table"),
    Text(
        "見出しのない列、知らない見出しの列、又は表の上のしかるべき欄でないセルに内容がある。○のある列には「照会」又は「組」の見出しを付ける。",
        "A column without a heading, or with one that is not known, or a cell above the table holds something."
        " A column of ○ is headed 照会 (exposure) or 組 (set).",
    ),
    bad=_cells(f"{_AREA}!V15: 担当者", f"{_AREA}!V17: 山田"),
    good=_GOOD,
)
ROW = Rule(
    "workbook.row",
    Severity.ERROR,
    Text("知らない行、又は置けない行", "a row that is not known, or can't stand where it is"),
    Text(
        "区分（レコード、項目、繰返し、コード表、値）が分からない行、項目のない○、又は階層が上の行と合わない行がある。",
        "What a row is (区分) can't be told, a ○ has no item, or the depth (階層) does not fit the row above.",
    ),
    bad=_cells(f"{_AREA}!B17: 3"),
    good=_cells(f"{_AREA}!B17: 2"),
)
VALUE = Rule(
    "workbook.value",
    Severity.ERROR,
    Text("読み取れないセル", "a cell that can't be read"),
    Text(
        "セルの内容が、その欄のものとして読み取れない、又はその行にその欄がない。",
        "A cell can't be read as what its column holds, or its row has no such thing.",
    ),
    bad=_cells(f"{_AREA}!O17: 来年の夏"),
    good=_cells(f"{_AREA}!O17: 2018-07"),
)
MISSING = Rule(
    "workbook.missing",
    Severity.ERROR,
    Text("書かれていないセル", "a cell that must not be empty"),
    Text(
        "名称、識別名、コード、型、桁など、なければならないものがない。layoutc が書いたのではないブックでは、案を示す。",
        "A label, a name, a code, a type or a length that must be there is not. For a workbook of another make a proposal is given.",
    ),
    bad=_cells(f"{_AREA}!D17:"),
    good=_cells(f"{_AREA}!D17: tax_year"),
)
NUMBER = Rule(
    "workbook.number",
    Severity.ERROR,
    Text("Excel が数又は日付に変えた値", "a value that Excel turned into a number or a date"),
    Text(
        "コードの先頭の 0 が失われた、又は年月が月の初日に変わった可能性がある。セルの表示形式を「文字列」にして書き直す。",
        "A code may have lost the zeros at its beginning, or a month may have become its first day. Format the cell as text and write it again.",
    ),
    bad=_cells(f"{_CODES}!D5: 0", f"{_CODES}!D6: '01"),
    good=_cells(f"{_CODES}!D5: '00", f"{_CODES}!D6: '01"),
)
FORMULA = Rule(
    "workbook.formula",
    Severity.ERROR,
    Text("数式", "a formula"),
    Text(
        "値のない数式又はエラーになった数式がある。値のある数式は、その値を読み、そのことを示す。数式を計算することはない。",
        "A formula has no value, or an error. Of one that has a value the value is read, and that is told. No formula is ever calculated.",
    ),
    bad=_cells(f"{_AREA}!T17: =1/0 (#DIV/0!)"),
    good=_GOOD,
)
COMMENT = Rule(
    "workbook.comment",
    Severity.WARNING,
    Text("セルのコメント", "a comment on a cell"),
    Text(
        "セルのコメント（メモ）は取り込まれない。残す内容は備考の欄に書く。",
        "A comment on a cell is not imported. What is to stay belongs into 備考.",
    ),
    bad=_cells(f"{_AREA}!C17: (comment) 確認中"),
    good=_cells(f"{_AREA}!T17: 確認中"),
)
CONTRADICTION = Rule(
    "workbook.contradiction",
    Severity.ERROR,
    Text("同じ項目の行の食い違い", "rows of one item that differ"),
    Text(
        "期間の異なる同じ項目の行は、一つの項目として照会される。○は全ての行に同じように付ける。",
        "The old and the new row of an item are queried as one item; the ○ of both must be the same.",
    ),
    bad=_cells(
        f"{_AREA}!P18: 2018-06", f"{_AREA}!D19: total_income", f"{_AREA}!E19: TK90000000000102", f"{_AREA}!O19: 2018-07"
    ),
    good=_cells(
        f"{_AREA}!P18: 2018-06",
        f"{_AREA}!D19: total_income",
        f"{_AREA}!E19: TK90000000000102",
        f"{_AREA}!O19: 2018-07",
        f"{_AREA}!U19: ○",
    ),
)
NORMALISED = Rule(
    "workbook.normalised",
    Severity.WARNING,
    Text("読み替えた表記", "another writing than the language's"),
    Text(
        "全角の英数字、和暦の日付、セルの中の改行などを、レイアウトの書き方に読み替えた。直す必要はない。",
        "Full-width letters and digits, dates of the Japanese calendar or line breaks were read as the language writes them. Nothing need be done.",
    ),
    bad=_cells(f"{_AREA}!O17: H30.7"),
    good=_cells(f"{_AREA}!O17: 2018-07"),
)
ORIGIN = Rule(
    "workbook.origin",
    Severity.WARNING,
    Text("他のブックへの参照", "links to other workbooks"),
    Text(
        "ブックが他のブックを参照している。参照先は開かず、最後に計算された値を読む。",
        "The workbook refers to other workbooks. They are not opened; the values last calculated are read.",
    ),
    bad=_cells("(link) other.xlsx"),
    good=_GOOD,
)

WORKBOOK_RULES = (
    SHEET,
    COLUMN,
    ROW,
    VALUE,
    MISSING,
    NUMBER,
    FORMULA,
    COMMENT,
    CONTRADICTION,
    NORMALISED,
    ORIGIN,
)
