"""The rules that declarations can break among themselves, in the order in which they are listed."""

from layoutc.findings import Example, Rule, Severity, Text


def _area(*lines: str) -> Example:
    """A small area around the lines of its one record."""
    body = "\n".join(f"    {line}" for line in lines)
    return _layout(
        f'  record income "所得・課税" {{\n    key tax_year TK90000000000001 fiscal_year "課税年度"\n{body}\n  }}'
    )


def _layout(block: str) -> Example:
    return Example(
        "areas/local_tax.layout",
        'area local_tax "地方税関係情報" {\n'
        "  code     TM90000000000001\n"
        "  ministry mic\n"
        "  provider municipality\n"
        '  law      "地方税法"\n'
        '  basis    "番号法別表第二"\n\n'
        f"{block}\n}}\n",
    )


_RECORD = (
    '  record income "所得・課税" {\n'
    '    key tax_year TK90000000000001 fiscal_year "課税年度"\n'
    '    total_income TK90000000000002 yen(11) "総所得金額"\n'
    "  }\n"
)
_GOOD = _area('total_income TK90000000000002 yen(11, signed) "総所得金額"')


UNKNOWN = Rule(
    "name.unknown",
    Severity.ERROR,
    Text("定義のない名称", "a name that is not declared"),
    Text(
        "項目、機関の種類、事務手続などの名称が、どこにも定義されていない。",
        "An item, a kind of institution, a procedure or the like is named that nothing declares.",
    ),
    bad=_layout(_RECORD + "\n  expose to nhi_society for nhi_benefit {\n    income.total_incone\n  }"),
    good=_layout(_RECORD + "\n  expose to nhi_society for nhi_benefit {\n    income.total_income\n  }"),
)
DUPLICATE = Rule(
    "name.duplicate",
    Severity.ERROR,
    Text("二度定義された名称", "a name declared twice"),
    Text(
        "同じ範囲に同じ名称が二度定義されている。_ の有無だけが違う名称も、生成されるクラス名が同じになるため同じとみなす。",
        "Two things in one scope have the same name. Names that differ in underscores only would get the same class name and count as the same.",
    ),
    bad=_area('total TK90000000000002 yen(11) "総所得金額"', 'total TK90000000000003 yen(11) "合計所得金額"'),
    good=_area('total TK90000000000002 yen(11) "総所得金額"', 'aggregate TK90000000000003 yen(11) "合計所得金額"'),
)
DUPLICATE_CODE = Rule(
    "code.duplicate",
    Severity.ERROR,
    Text("二度使われたコード", "a code used twice"),
    Text(
        "特定個人情報名コード、特定個人情報項目コードは、全ての業務分野を通じて一つのものだけを指す。",
        "A code of a kind of information or of an item names one thing only, over all areas.",
    ),
    bad=_area('total_income TK90000000000001 yen(11) "総所得金額"'),
    good=_GOOD,
)
DATE_FORM = Rule(
    "date.form",
    Severity.ERROR,
    Text("日付の形", "the form of a date"),
    Text(
        "日付は西暦で 2018-07-01、2018-07、2018 のいずれかに書く。暦にない日は書けない。",
        "A date is 2018-07-01, 2018-07 or 2018, and a day of the calendar.",
    ),
    bad=_area('total_income TK90000000000002 yen(11) "総所得金額" since 2018-13'),
    good=_area('total_income TK90000000000002 yen(11) "総所得金額" since 2018-12'),
)
DATE_ORDER = Rule(
    "date.order",
    Severity.ERROR,
    Text("期間の前後", "the order of dates"),
    Text("until は最後の日であり、since より前にはならない。", "`until` is the last day and can't lie before `since`."),
    bad=_area('total_income TK90000000000002 yen(11) "総所得金額" since 2018-07 until 2018-06'),
    good=_area('total_income TK90000000000002 yen(11) "総所得金額" since 2018-07 until 2019-06'),
)
OVERLAP = Rule(
    "date.overlap",
    Severity.ERROR,
    Text("重なる期間", "periods that overlap"),
    Text(
        "同じものを期間を分けて定義するときは、どの日にも一つだけが有効でなければならない。",
        "What is declared for several periods must stand once on any day.",
    ),
    bad=_area(
        'total_income TK90000000000002 yen(9) "総所得金額" until 2018-07',
        'total_income TK90000000000002 yen(11) "総所得金額" since 2018-07',
    ),
    good=_area(
        'total_income TK90000000000002 yen(9) "総所得金額" until 2018-06',
        'total_income TK90000000000002 yen(11) "総所得金額" since 2018-07',
    ),
)
GAP = Rule(
    "date.gap",
    Severity.ERROR,
    Text("空いた期間", "a gap between periods"),
    Text(
        "同じものを期間を分けて定義するときは、期間の間に空きがあってはならない。",
        "Between two periods of the same thing there is no day on which it does not stand.",
    ),
    bad=_area(
        'total_income TK90000000000002 yen(9) "総所得金額" until 2018-05',
        'total_income TK90000000000002 yen(11) "総所得金額" since 2018-07',
    ),
    good=OVERLAP.good,
)
CYCLE = Rule(
    "name.cycle",
    Severity.ERROR,
    Text("自分自身を含む組", "a set or group that contains itself"),
    Text(
        "項目の組（set）や機関の種類のまとまり（groups）は、直接にも間接にも自分自身を含まない。",
        "A set of items or a group of kinds does not contain itself, directly or through others.",
    ),
    bad=_layout(_RECORD + '\n  set one "甲" = two\n  set two "乙" = one'),
    good=_layout(_RECORD + '\n  set one "甲" = two\n  set two "乙" = income.total_income'),
)
TYPE_FORM = Rule(
    "type.form",
    Severity.ERROR,
    Text("型の書き方", "how a type is written"),
    Text(
        "型は text(n) wide(n) kana(n) ascii(n) digits(n) digits(m..n) int(n) decimal(p, s) yen(n) date year_month year fiscal_year datetime flag code(一覧) のいずれか。"
        "数値には signed、date には partial を付けられる。",
        "A type is text(n) wide(n) kana(n) ascii(n) digits(n) digits(m..n) int(n) decimal(p, s) yen(n) date year_month year fiscal_year datetime flag or code(list);"
        " numbers may be signed, a date partial.",
    ),
    bad=_area('total_income TK90000000000002 yen "総所得金額"'),
    good=_GOOD,
)
CONTRADICTION = Rule(
    "item.contradiction",
    Severity.ERROR,
    Text("両立しない指定", "clauses that contradict each other"),
    Text(
        "キー項目と必須項目には値が必ずあるため、未設定事由（absent）は付かない。",
        "A key or required item always has a value and can't give a reason for having none.",
    ),
    bad=_area('total_income TK90000000000002 yen(11) "総所得金額" required absent not_covered'),
    good=_area('total_income TK90000000000002 yen(11) "総所得金額" absent not_covered'),
)
BOUNDS = Rule(
    "repeat.bounds",
    Severity.ERROR,
    Text("繰返しの範囲", "the bounds of a repeat"),
    Text(
        "繰返しの範囲は [下限..上限] と書き、上限は 1 以上で下限より小さくない。上限がないときは * と書く。",
        "The bounds are [least..most]; the upper one is at least 1 and not below the lower one; `*` is unbounded.",
    ),
    bad=_area(
        'repeat dependents TK90000000000002 [5..1] "扶養親族" {',
        '  birth_date TK90000000000003 date "生年月日"',
        "}",
    ),
    good=_area(
        'repeat dependents TK90000000000002 [0..20] "扶養親族" {',
        '  birth_date TK90000000000003 date "生年月日"',
        "}",
    ),
)
INCOMPLETE = Rule(
    "area.incomplete",
    Severity.ERROR,
    Text("業務分野に欠けている行", "an area without a line that it must have"),
    Text(
        "業務分野には code・ministry・provider・law・basis の行が要る。",
        "An area has the lines code, ministry, provider, law and basis.",
    ),
    bad=Example("areas/local_tax.layout", _GOOD.text.replace("  ministry mic\n", "")),
    good=_GOOD,
)
NOT_OF_QUERIER = Rule(
    "procedure.not-of-querier",
    Severity.ERROR,
    Text("照会者の事務でない手続", "a procedure that is not the querier's"),
    Text(
        "登録簿では、その事務手続の照会者（queriers）にその機関の種類が含まれていない。",
        "The registry does not name the kind of institution among the procedure's `queriers`.",
    ),
    bad=_layout(_RECORD + "\n  expose to municipality for nhi_benefit {\n    income.total_income\n  }"),
    good=UNKNOWN.good,
)
EMPTY = Rule(
    "exposure.empty",
    Severity.ERROR,
    Text("何も残らない行", "a line that selects nothing"),
    Text("except で全ての項目が除かれている。", "`except` takes every item of the line away."),
    bad=_layout(_RECORD + "\n  expose to nhi_society for nhi_benefit {\n    income.* except income.*\n  }"),
    good=UNKNOWN.good,
)

WAIVER_FORM = Rule(
    "waiver.form",
    Severity.ERROR,
    Text("免除の書き方の誤り", "a waiver that is not written right"),
    Text(
        "指摘を免除するコメントには、規則、最後の日、理由及び根拠が要る。その行、又は直後の行の指摘を免除する。",
        "A comment that waives a finding needs the rule, the last day, the reason and a reference. It waives findings at its line, or at the next.",
    ),
    bad=_layout(_RECORD + "  # waive exposure.unneeded 2018年6月末まで\n"),
    good=_layout(_RECORD + "  # 2018年6月末まで\n"),
)

CATALOG_RULES = (
    UNKNOWN,
    DUPLICATE,
    DUPLICATE_CODE,
    DATE_FORM,
    DATE_ORDER,
    OVERLAP,
    GAP,
    CYCLE,
    TYPE_FORM,
    CONTRADICTION,
    BOUNDS,
    INCOMPLETE,
    NOT_OF_QUERIER,
    EMPTY,
    WAIVER_FORM,
)
