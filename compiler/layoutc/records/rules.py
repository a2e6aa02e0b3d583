"""The rules that a record can break, in the order in which they are listed."""

from layoutc.findings import Example, Rule, Severity, Text

_RECORD = """\
record income "所得・課税" {
  key tax_year       TK90000000000010  fiscal_year      "課税年度"
  total_income       TK90000000000020  yen(11, signed)  "総所得金額"    required
  medical_deduction  TK90000000000030  yen(11)          "医療費控除額"
  taxable            TK90000000000040  code(taxable)    "課税区分"
  insurer_number     TK90000000000050  digits(8)        "保険者番号"
  name_kana          TK90000000000060  kana(20)         "氏名カナ"

  repeat dependents  TK90000000000070  [0..2]  "扶養親族" {
    birth_date  TK90000000000080  date  "生年月日"
  }
}
"""


def _answer(*entries: str, head: str = '"TK90000000000010": 2017, "TK90000000000020": 2480000') -> Example:
    return Example(
        "answers.ndjson", f'{{"income": [{{{", ".join(filter(None, (head, *entries)))}}}]}}\n', record=_RECORD
    )


_GOOD = _answer()

SYNTAX = Rule(
    "record.syntax",
    Severity.ERROR,
    Text("読めないデータ", "a record that can't be read"),
    Text(
        "JSON、CSV 又は XML として読めない。括弧や引用符が閉じていない、同じ名称が二度ある、DTD がある、などである。"
        "読めるところから先は続けて検査する。",
        "It can't be read as JSON, CSV or XML: a bracket or quote is not closed, a name stands twice, there is a DTD."
        " Reading goes on where it can.",
    ),
    bad=_answer('"TK90000000000010": 2018'),
    good=_GOOD,
)
ENCODING = Rule(
    "record.encoding",
    Severity.ERROR,
    Text("文字コード", "the encoding of a record"),
    Text(
        "文字コードが混じっている、又は文字にならないバイトがある。JSON と XML は UTF-8 で、CSV は UTF-8 又は CP932"
        "（日本語版 Windows の Shift_JIS）で読む。外字（利用者定義文字）は相手に通じないため認めない。",
        "Bytes that are no characters, or two encodings in one file. JSON and XML are read as UTF-8, CSV as UTF-8 or CP932"
        " (the Shift_JIS of Japanese Windows). User-defined characters (外字) mean nothing to the other side and are refused.",
    ),
    bad=_answer('"TK90000000000060": "\udc83e\udc83X\udc83g"'),
    good=_answer('"TK90000000000060": "テスト"'),
)
LIMIT = Rule(
    "record.limit",
    Severity.ERROR,
    Text("大きさの上限", "limits of size"),
    Text(
        "一件の大きさ、入れ子の深さ、数の桁数などに上限がある。壊れた又は悪意のあるデータで止まらないためで、上限を超えた一件を飛ばして先を読む。",
        "The size of one record, the depth of nesting and the digits of a number are bounded, so that no file can stall a run."
        " What is beyond is left out; reading goes on behind it.",
    ),
    bad=_answer(f'"TK90000000000030": {"[" * 210}{"]" * 210}'),
    good=_answer('"TK90000000000030": 0'),
)
TYPE = Rule(
    "record.type",
    Severity.ERROR,
    Text("値の種類", "the kind of a value"),
    Text(
        "数、文字列、真偽値、配列などの種類が違う。整数は小数点も引用符も付けずに書く。値がないときは null とせず、未設定事由を書く。",
        "A number, text, truth value or array where another kind belongs. Whole numbers have neither a point nor quotes."
        " null is never right: a missing value gives its reason.",
    ),
    bad=_answer('"TK90000000000030": "12,000"'),
    good=_answer('"TK90000000000030": 12000'),
)
CHARACTERS = Rule(
    "record.characters",
    Severity.ERROR,
    Text("使えない文字", "characters that can't be used"),
    Text(
        "項目の型で使えない文字がある。全角カタカナの項目に半角カナや漢字がある、数字の項目に全角数字がある、などである。",
        "Characters that the item's type does not allow: half-width kana or kanji in a katakana item, full-width figures in digits.",
    ),
    bad=_answer('"TK90000000000060": "ﾃｽﾄ"'),
    good=_answer('"TK90000000000060": "テスト"'),
)
LENGTH = Rule(
    "record.length",
    Severity.ERROR,
    Text("文字数・桁数", "the length of a text"),
    Text(
        "文字数又は桁数が、項目の型の範囲にない。バイト数でなく文字数で数える。表計算ソフトが先頭の 0 を落とすと、桁数が足りなくなる。",
        "The text is shorter or longer than the item's type allows, counted in characters, not bytes."
        " A spreadsheet that drops leading zeros makes it too short.",
    ),
    bad=_answer('"TK90000000000050": "138057"'),
    good=_answer('"TK90000000000050": "00138057"'),
)
RANGE = Rule(
    "record.range",
    Severity.ERROR,
    Text("数の範囲", "the range of a number"),
    Text(
        "数が、項目の型の桁数を超える、負の値を認めない項目で負である、又は年が西暦4桁でない。",
        "The number has more digits than the item's type, is below zero where it can't be, or the year is not one of four digits.",
    ),
    bad=_answer('"TK90000000000030": -12000'),
    good=_answer('"TK90000000000030": 12000'),
)
FORM = Rule(
    "record.form",
    Severity.ERROR,
    Text("日付・小数の書き方", "the form of dates and decimals"),
    Text(
        "日付は西暦で 2018-07-31、年月は 2018-07、日時は 2018-07-31T09:00:00+09:00、小数は 12.50 のように書く。暦にない日は誤りである。",
        "Dates are written 2018-07-31, months 2018-07, times 2018-07-31T09:00:00+09:00, decimals 12.50. Days that the calendar lacks are wrong.",
    ),
    bad=_answer('"TK90000000000070": [{"TK90000000000080": "2018/7/31"}]'),
    good=_answer('"TK90000000000070": [{"TK90000000000080": "2018-07-31"}]'),
)
CODELIST = Rule(
    "record.codelist",
    Severity.ERROR,
    Text("コード一覧にない値", "a value that the code list lacks"),
    Text(
        "値が、その日のコード一覧にない。コードは文字列で、先頭の 0 も含めて書く。",
        "The item's code list has no such value on that day. Codes are texts, leading zeros included.",
    ),
    bad=_answer('"TK90000000000040": "3"'),
    good=_answer('"TK90000000000040": "1"'),
)
REQUIRED = Rule(
    "record.required",
    Severity.ERROR,
    Text("必須項目の欠落", "something that must be there is missing"),
    Text(
        "キー項目、必須の項目又は一回以上の繰返しが送られていない。",
        "A key item, a required item, or a repeat that must come at least once was not sent.",
    ),
    bad=_answer(head='"TK90000000000010": 2017'),
    good=_GOOD,
)
ABSENT_REASON = Rule(
    "record.absent-reason",
    Severity.ERROR,
    Text("未設定事由", "the reason of a missing value"),
    Text(
        "値がないことは、ReasonOfNull に NotAcceptable（該当なし）又は NotCovered（保有なし）のうち、その項目に認められた事由で示す。"
        "必須の項目は値がなければならない。",
        "A missing value says why in ReasonOfNull: NotAcceptable or NotCovered, whichever the item allows. A required item must have a value.",
    ),
    bad=_answer('"TK90000000000030": {"ReasonOfNull": "NotConvered"}'),
    good=_answer('"TK90000000000030": {"ReasonOfNull": "NotCovered"}'),
)
UNKNOWN_ITEM = Rule(
    "record.unknown-item",
    Severity.ERROR,
    Text("提供の対象でない項目", "something that may not be sent"),
    Text(
        "この照会者のこの事務に提供することとされていない項目、又はレイアウトにない名称がある。求められていない個人情報を送ってはならない。",
        "An item that this querier may not have in this procedure, or a name that the layout lacks. Personal data that was not asked for must not be sent.",
    ),
    bad=_answer('"TK90000000000099": "東京都"'),
    good=_GOOD,
)
REPETITION = Rule(
    "record.repetition",
    Severity.ERROR,
    Text("繰返しの回数", "the number of repetitions"),
    Text(
        "繰返しの回数が、レイアウトの範囲にない。XML では、一度しか書けない項目が二度ある場合も含む。",
        "A repeat comes fewer or more times than the layout says; in XML also an item twice that can come only once.",
    ),
    bad=_answer('"TK90000000000070": [{}, {}, {}]'),
    good=_answer('"TK90000000000070": [{}, {}]'),
)

RECORD_RULES = (
    SYNTAX,
    ENCODING,
    LIMIT,
    TYPE,
    CHARACTERS,
    LENGTH,
    RANGE,
    FORM,
    CODELIST,
    REQUIRED,
    ABSENT_REASON,
    UNKNOWN_ITEM,
    REPETITION,
)
