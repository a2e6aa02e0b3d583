"""A small report by hand: a layout, a need, rules, findings, verdicts, and a catalog for the matrix."""

from datetime import date

from layoutc.catalog.catalog import Catalog
from layoutc.catalog.model import Area, ExposedItem, Exposure, Item, Kind, Need, Record
from layoutc.catalog.types import Integer
from layoutc.checks.verdicts import Outcome, Verdict
from layoutc.dates import ALWAYS
from layoutc.findings import Example, Finding, Impact, Related, Rule, Severity, Subject, Text
from layoutc.reports.report import Report
from layoutc.source import Place, SourceFile, Span

DAY = date(2017, 7, 31)

LAYOUT = SourceFile(
    "layouts/areas/local_tax.layout",
    """area local_tax "地方税関係情報" {
  record income "所得・課税" {
    total_income           TK00000200000020  yen（12）          "総所得金額"
    medical_deduction      TK00000200000030  yen(12)              "医療費控除額"   since 2018-07
\tnontaxable\tTK00000200000040\tcode(nontaxable)\t"非課税区分"
  }

  expose to nhi_society for nhi_benefit, nhi_premium since 2017-07 {
    income.total_income
    income.medical_deductoin since 2018-07
  }
}
""",
)
NEED = SourceFile(
    "layouts/needs/nhi_society.yaml",
    """querier: nhi_society
procedures:
  nhi_benefit:
    needs:
      - area: local_tax
        items: [income.total_income, income.medical_deduction, income.nontaxable]
        why: 高額療養費の所得区分の判定
""",
)


def place(file: SourceFile, text: str) -> Place:
    """The first occurrence of a text."""
    start = file.text.index(text)
    return Place(file, Span(start, start + len(text)))


def rule(id_: str, severity: Severity, ja: str, en: str) -> Rule:
    return Rule(
        id_,
        severity,
        Text(ja, en),
        Text(f"{ja}。\n照会は止まる。", f"{en}.\nThe query stops."),
        bad=Example(
            "areas/local_tax.layout",
            "expose to nhi_society for nhi_benefit {\n\tincome.total_income\n}\n",
            "2017-07-31",
        ),
        good=Example(
            "areas/local_tax.layout", "expose to nhi_society for nhi_benefit {\n  income.*\n}\n", "2018-07-31"
        ),
    )


UNKNOWN_NAME = rule("name.unknown", Severity.ERROR, "名前が宣言されていない", "A name is not declared")
NOT_EXPOSED = rule("need.not-exposed", Severity.ERROR, "必要な項目が提供されていない", "A needed item is not exposed")
NO_READING = rule("style.no-reading", Severity.WARNING, "読みがない", "A label has no reading")
FULL_WIDTH = rule("syntax.full-width", Severity.ERROR, "全角の記号がある", "A sign is full-width")
RULES = (UNKNOWN_NAME, NOT_EXPOSED, NO_READING)


def society(*numbers: int) -> Impact:
    names = [f"第{number}国民健康保険組合" for number in numbers]
    return Impact(frozenset({"nhi_benefit"}), frozenset(names), frozenset((name, 0, 1) for name in names))


MISSPELT = Finding(
    UNKNOWN_NAME,
    place(LAYOUT, "income.medical_deductoin"),
    Text(
        "地方税関係情報に`income.medical_deductoin`という項目はない",
        "地方税関係情報 has no item `income.medical_deductoin`",
    ),
    Text("`income.medical_deduction`ではないか", "did you mean `income.medical_deduction`?"),
)
BRACKET = Finding(
    FULL_WIDTH,
    place(LAYOUT, "（12）"),
    Text("全角の`（`は使えない", "a full-width `（` stands here"),
    Text("半角の`(`を書く", "write a half-width `(`"),
)
READING = Finding(
    NO_READING,
    place(LAYOUT, '"非課税区分"'),
    Text("`非課税区分`に読みがない", "`非課税区分` has no reading"),
    Text("", ""),
)


def not_exposed(item: str, impact: Impact, help_text: Text | None = None) -> Finding:
    return Finding(
        NOT_EXPOSED,
        place(LAYOUT, "expose to nhi_society"),
        Text(f"`{item}`は国民健康保険組合に提供されていない", f"`{item}` is not exposed to 国民健康保険組合"),
        help_text or Text(f"ここに`{item}`を加える", f"add `{item}` here"),
        (Related(place(NEED, item), Text("必要とする箇所", "it is needed here")),),
        Subject("local_tax", "municipality", "nhi_society", "nhi_benefit", item),
        impact,
    )


ONE_MISSING = not_exposed("income.medical_deduction", society(1, 2))
TWO_MISSING = (ONE_MISSING, not_exposed("income.nontaxable", society(2, 3)))

VERDICTS = (
    Verdict("local_tax", "nhi_society", "nhi_benefit", "income.total_income", (Outcome.OK,)),
    Verdict("local_tax", "nhi_society", "nhi_benefit", "income.medical_deduction", (Outcome.NOT_EXPOSED,)),
    Verdict("local_tax", "nhi_society", "nhi_benefit", "income.nontaxable", (Outcome.NOT_EXPOSED, Outcome.ABSENT)),
)

SINGLE = Report(DAY, (BRACKET, READING, ONE_MISSING, MISSPELT), VERDICTS)
GROUPED = Report(DAY, (*TWO_MISSING, MISSPELT), VERDICTS)
NOTHING = Report(DAY, (), VERDICTS[:1])
UNCHECKED = Report(DAY, (), (), checked=False)


def catalog() -> Catalog:
    """A municipality and a prefecture hold local_tax; nhi_society asks; a need names an area that is not there."""
    here = place(LAYOUT, "area")
    items = tuple(
        Item(name, f"TK{number:014}", name, Integer("yen", 12), False, False, (), ALWAYS, here)
        for number, name in enumerate(("total_income", "medical_deduction"))
    )
    record = Record("income", "所得・課税", items, (), None, None, ALWAYS, here)
    exposure = Exposure(
        "local_tax",
        ("nhi_society",),
        ("nhi_benefit", "nhi_premium"),
        ("municipality",),
        (ExposedItem("income.total_income", ALWAYS, here),),
        ALWAYS,
        here,
    )
    area = Area(
        "local_tax",
        "TM00000000000002",
        "地方税関係情報",
        "mic",
        ("municipality", "prefecture"),
        "地方税法",
        (),
        None,
        "番号法別表第二",
        None,
        (record,),
        (exposure,),
        ALWAYS,
        here,
    )
    kinds = {
        name: Kind(name, label, here)
        for name, label in (
            ("municipality", "市町村長"),
            ("prefecture", "都道府県知事"),
            ("nhi_society", "国民健康保険組合"),
        )
    }
    needs = tuple(
        Need("nhi_society", "nhi_benefit", name, item, "判定", "法第1条", place(NEED, "items"))
        for name, item in (
            ("local_tax", "income.total_income"),
            ("local_tax", "income.medical_deduction"),
            ("local_tax", "income.nontaxable"),
            ("pension", "benefit.amount"),
        )
    )
    return Catalog({"local_tax": area}, {}, kinds, {}, {}, {}, (), {}, (), lambda: needs, DAY)


MATRIX_VERDICTS = (*VERDICTS, Verdict("pension", "nhi_society", "nhi_benefit", "benefit.amount", (Outcome.MISSING,)))
