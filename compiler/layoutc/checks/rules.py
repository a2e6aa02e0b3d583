"""The rules of the cross-check, in the order in which they are listed."""

from collections.abc import Mapping

from layoutc.checks.verdicts import Outcome
from layoutc.findings import Example, Rule, Severity, Text


def _needs(*lines: str) -> Example:
    body = "\n".join(f"        {line}" for line in lines)
    return Example(
        "needs/nhi_society.yaml",
        "querier: nhi_society\nprocedures:\n  nhi_benefit:\n    needs:\n      - area: local_tax\n"
        f"{body}\n        why: 高額療養費の所得区分の判定\n        cite: 国民健康保険法施行令第29条の3\n",
    )


def _exposed(*paths: str, register: str = "within 2 business_days") -> Example:
    follows = f"  register {register}\n" if register else ""
    lines = "\n".join(f"    {path}" for path in paths)
    return Example(
        "areas/local_tax.layout",
        'area local_tax "地方税関係情報" {\n'
        "  code     TM90000000000001\n"
        "  ministry mic\n"
        "  provider municipality\n"
        '  law      "地方税法"\n'
        f"{follows}"
        "  retain   5 fiscal_years\n"
        '  basis    "番号法別表第二"\n\n'
        '  record income "所得・課税" {\n'
        '    key tax_year     TK90000000000010  fiscal_year       "課税年度"\n'
        '    total_income     TK90000000000020  yen(11, signed)   "総所得金額"    required\n'
        '    taxable          TK90000000000030  code(taxable)     "課税非課税区分"\n'
        '    aggregate_income TK90000000000040  yen(11, signed)   "合計所得金額"\n'
        '    repeat dependents TK90000000000050 [0..20] "扶養親族" {\n'
        '      birth_date     TK90000000000060  date(partial)     "生年月日"\n'
        "    }\n"
        "  }\n\n"
        "  expose to nhi_society for nhi_benefit {\n"
        f"{lines}\n"
        "  }\n"
        "}\n",
    )


def _starting(start: str) -> Example:
    return Example(
        "registry/starts.yaml",
        f'starts:\n  - kinds: [nhi_society]\n    start: "2017-07"\n  - kinds: [municipality]\n    start: {start}\n',
    )


def _waived(until: str, path: str) -> Example:
    line = f"# waive exposure.unneeded until {until}: 次の改版で除く [事務連絡]"
    return _exposed(f"income.* except {path}", line, path)


def _law(areas: str) -> Example:
    return Example(
        "law/table.yaml",
        "law: 番号法別表第二\nlines:\n"
        '  - row: "42"\n'
        "    line: 1\n"
        "    querier: {text: 国民健康保険組合, kinds: [nhi_society]}\n"
        "    procedure: 国民健康保険法による保険給付の支給\n"
        "    provider: {text: 市町村長, kinds: [municipality]}\n"
        f"    information: [{{text: 地方税関係情報, areas: [{areas}]}}]\n"
        "    confidence: high\n",
    )


_GOOD = _needs("items: [income.tax_year, income.total_income, income.taxable, income.dependents.birth_date]")

MISSING = Rule(
    "need.missing",
    Severity.ERROR,
    Text("必要な項目がどのレイアウトにもない", "a needed item that no layout holds"),
    Text(
        "照会する側が必要とする項目を、どの提供者のレイアウトも持っていない。",
        "A querier needs an item that no provider's layout has.",
    ),
    bad=_needs("items: [income.total_incone]"),
    good=_GOOD,
)
NOT_EXPOSED = Rule(
    "need.not-exposed",
    Severity.ERROR,
    Text("必要な項目が照会項目として規定されていない", "a needed item that is not exposed"),
    Text(
        "項目はレイアウトにあるが、その照会者のその事務に使用するものとして規定されていない。"
        "会計検査院の平成29年7月の報告の事例4の不備である。",
        "The item exists, but the layout does not name it for this querier and procedure:"
        " the defect of Case 4 in the Board of Audit's report of July 2017.",
    ),
    bad=_exposed("income.tax_year", "income.taxable", "income.dependents.birth_date"),
    good=_exposed("income.tax_year", "income.total_income", "income.taxable", "income.dependents.birth_date"),
)
TYPE = Rule(
    "need.type",
    Severity.ERROR,
    Text("必要とする型との違い", "an item of another type than is needed"),
    Text(
        "届く値の型が、照会する側の読もうとする型と違う。",
        "What arrives is of another type than the querier reads.",
    ),
    bad=_needs("items:", "  - {item: income.total_income, type: date}"),
    good=_needs("items:", '  - {item: income.total_income, type: "yen(11, signed)"}'),
)
TOO_SHORT = Rule(
    "need.too-short",
    Severity.ERROR,
    Text("桁数・長さの不足", "an item too short for what is needed"),
    Text(
        "届く値の桁数・長さ・符号では、照会する側の必要とする値が入らない。",
        "The length, the digits or the sign of what arrives can't hold what is needed.",
    ),
    bad=_needs("items:", '  - {item: income.total_income, type: "yen(12, signed)"}'),
    good=TYPE.good,
)
CODELIST = Rule(
    "need.codelist",
    Severity.ERROR,
    Text("コード値の不足", "values that a code list lacks"),
    Text(
        "照会する側が見分ける必要のあるコード値が、項目のコード一覧にない。",
        "The querier must tell values apart that the item's code list does not have.",
    ),
    bad=_needs("items:", '  - {item: income.taxable, values: ["1", "9"]}'),
    good=_needs("items:", '  - {item: income.taxable, values: ["0", "1"]}'),
)
REPETITION = Rule(
    "need.repetition",
    Severity.ERROR,
    Text("繰返しの不足", "too few repetitions"),
    Text(
        "一件の中で項目が繰り返せる回数が、照会する側の必要とする回数に足りない。",
        "The item can't come as many times in one record as the querier needs.",
    ),
    bad=_needs("items:", "  - {item: income.dependents.birth_date, times: 30}"),
    good=_needs("items:", "  - {item: income.dependents.birth_date, times: 20}"),
)
ABSENT = Rule(
    "need.may-be-absent",
    Severity.ERROR,
    Text("値のないことがある項目", "an item that may come without a value"),
    Text(
        "照会する側は値を常に必要とするが、項目は必須でなく、提供者は値なしで送ることができる。",
        "The querier always needs a value, but the item is optional and the provider may leave it out.",
    ),
    bad=_needs("items:", "  - {item: income.taxable, always: true}"),
    good=_needs("items:", "  - {item: income.total_income, always: true}"),
)
HISTORY = Rule(
    "need.history",
    Severity.ERROR,
    Text("保存期間の不足", "too short a history"),
    Text(
        "照会する側が遡る必要のある期間より、レイアウトの保存（retain）が短い。",
        "The layout keeps fewer years (`retain`) than the need reaches back.",
    ),
    bad=_needs("items: [income.total_income]", "reach: 6 fiscal_years"),
    good=_needs("items: [income.total_income]", "reach: 5 fiscal_years"),
)
STALE = Rule(
    "need.stale",
    Severity.ERROR,
    Text("古すぎることのある写し", "a copy that can be too old"),
    Text(
        "登録期限によれば、写し（副本）は必要とされるより古くなり得る。最も遅れる場合を、年末年始などを含む実際の暦で数える。"
        "その場合に窓口で行うこと（fallback）も書かれていない。会計検査院の平成29年7月の報告の事例5の問題である。",
        "By the registration deadline the copy can be older than the need bears. The worst case counts, on the real calendar with"
        " its holidays. Nothing is written down (`fallback`) for that case: the problem of Case 5 in the Board of Audit's report"
        " of July 2017.",
    ),
    bad=_needs("items: [income.total_income]", "at_most: 3 days old"),
    good=_needs("items: [income.total_income]", "at_most: 3 days old", "fallback: 課税証明書の提出を求める"),
)
NOT_STARTED = Rule(
    "need.not-started",
    Severity.WARNING,
    Text("情報連携が始まっていない必要項目", "a need for which the exchange has not started"),
    Text(
        "提供者、照会者のシステム又はネットワークが、その日に情報連携を始めていない（registry の starts）。"
        "まだ始まっていないものごとに一つの指摘とし、それを待つ手続、機関及びシステムを数える。自ら始まっていないシステムは、提供者を待つものに数えない。"
        "会計検査院の平成29年7月の報告の図表2-1の問題である。",
        "The provider, the querier's own system or the network has not started the exchange on that day (`starts` in the registry)."
        " There is one finding for each that has not started, with the procedures, institutions and systems that wait for it. A system"
        " that has not started itself is not counted as waiting for a provider. It is the problem of 図表2-1 in the Board of Audit's"
        " report of July 2017.",
    ),
    bad=_starting("undecided"),
    good=_starting('"2017-07"'),
)
UNKNOWN = Rule(
    "need.unknown",
    Severity.WARNING,
    Text("判定できない必要項目", "a need that can't be judged"),
    Text(
        "判定の拠り所となるもの（保存の期間、登録期限など）が規定されていない、又は未定である。判定できないものを適合とはしない。",
        "Something that the verdict rests on, such as `retain` or `register`, is not declared or not decided. What can't be judged never counts as ok.",
    ),
    bad=_exposed("income.*", register="undecided"),
    good=_exposed("income.*"),
)
NEED_NO_LEGAL_BASIS = Rule(
    "need.no-legal-basis",
    Severity.ERROR,
    Text("法定の表に根拠のない必要項目", "a need without a row in the legal table"),
    Text(
        "その照会者のその事務で、その情報を照会できる旨の行が番号法別表第二にない。",
        "The legal table has no row that lets this querier ask for this information in this procedure.",
    ),
    bad=_law(""),
    good=_law("local_tax"),
)
UNNEEDED = Rule(
    "exposure.unneeded",
    Severity.ERROR,
    Text("必要とされていない照会項目", "an exposed item that no need names"),
    Text(
        "照会できる項目として規定されているが、その照会者のその事務で必要とする者がいない。必要のない個人情報は提供しない（過不足の過）。",
        "The item is exposed to a querier and procedure that does not need it. Personal data that nobody needs is not handed over.",
    ),
    bad=_exposed("income.*"),
    good=_exposed("income.* except income.aggregate_income"),
)
EXPOSURE_NO_LEGAL_BASIS = Rule(
    "exposure.no-legal-basis",
    Severity.ERROR,
    Text("法定の表に根拠のない照会項目", "an exposure without a row in the legal table"),
    Text(
        "その提供者からその照会者へ、その事務でその情報を提供できる旨の行が番号法別表第二にない。",
        "The legal table has no row that lets this provider hand this information to this querier in this procedure.",
    ),
    bad=_law(""),
    good=_law("local_tax"),
)

_CROSS_CHECK = (
    MISSING,
    NOT_EXPOSED,
    TYPE,
    TOO_SHORT,
    CODELIST,
    REPETITION,
    ABSENT,
    HISTORY,
    STALE,
    NOT_STARTED,
    UNKNOWN,
    NEED_NO_LEGAL_BASIS,
    UNNEEDED,
    EXPOSURE_NO_LEGAL_BASIS,
)
OUTCOME_OF: Mapping[str, Outcome] = {
    MISSING.id: Outcome.MISSING,
    NOT_EXPOSED.id: Outcome.NOT_EXPOSED,
    TYPE.id: Outcome.TYPE,
    TOO_SHORT.id: Outcome.TOO_SHORT,
    CODELIST.id: Outcome.CODELIST,
    REPETITION.id: Outcome.REPETITION,
    ABSENT.id: Outcome.ABSENT,
    HISTORY.id: Outcome.HISTORY,
    STALE.id: Outcome.STALE,
    NOT_STARTED.id: Outcome.NOT_STARTED,
    UNKNOWN.id: Outcome.UNKNOWN,
}
# A mistake of form is corrected; what the cross-check finds may have to wait.
WAIVABLE = frozenset(rule.id for rule in _CROSS_CHECK)
WAIVER_UNUSED = Rule(
    "waiver.unused",
    Severity.WARNING,
    Text("使われていない免除", "a waiver that waives nothing"),
    Text(
        "免除に当たる指摘が、その日にはない。直されたか、書き間違いである。",
        "No finding of the day is what the waiver is for: it has been fixed, or the waiver has a slip.",
    ),
    bad=_waived("2018-06-30", "income.total_income"),
    good=_waived("2018-06-30", "income.aggregate_income"),
)
WAIVER_EXPIRED = Rule(
    "waiver.expired",
    Severity.WARNING,
    Text("終わった免除", "a waiver that has run out"),
    Text(
        "免除の最後の日が過ぎた。免除していた指摘は、残っていれば再び示す。",
        "The last day of the waiver has passed. What it waived is reported again if it still stands.",
    ),
    bad=_waived("2017-06-30", "income.aggregate_income"),
    good=_waived("2018-06-30", "income.aggregate_income"),
)

CHECK_RULES = (*_CROSS_CHECK, WAIVER_UNUSED, WAIVER_EXPIRED)
