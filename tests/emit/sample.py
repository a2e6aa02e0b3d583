"""A small catalog written by hand: every type, every kind of presence, awkward names."""

from dataclasses import replace
from datetime import date

from layoutc.catalog.catalog import Catalog
from layoutc.catalog.model import (
    AbsentReason,
    Area,
    CodeList,
    CodeValue,
    Deadline,
    ExposedItem,
    Exposure,
    Information,
    Item,
    Kind,
    LegalLine,
    Procedure,
    Record,
    Repeat,
)
from layoutc.catalog.types import (
    Characters,
    Code,
    Date,
    DateTime,
    Decimal,
    Digits,
    Flag,
    Integer,
    ItemType,
    Year,
    YearMonth,
)
from layoutc.dates import ALWAYS, Period
from layoutc.source import Place, SourceFile, Span

HERE = Place(SourceFile("layouts/areas/sample.layout", ""), Span(0, 0))
NOT_COVERED = (AbsentReason.NOT_COVERED,)
EITHER = tuple(AbsentReason)
DAY = date(2018, 7, 31)


def item(
    name: str,
    number: int,
    kind: ItemType,
    label: str = "項目",
    *,
    key: bool = False,
    required: bool = False,
    absent: tuple[AbsentReason, ...] = EITHER,
    period: Period = ALWAYS,
    unit: str | None = None,
    basis: str | None = None,
    note: str | None = None,
) -> Item:
    code = f"TK{number:014}"
    reasons = () if key or required else absent
    return Item(name, code, label, kind, key, required, reasons, period, HERE, None, unit, basis, note)


def repeat(name: str, number: int, minimum: int, maximum: int | None, *members: Item | Repeat) -> Repeat:
    return Repeat(name, f"TK{number:014}", "繰返し", minimum, maximum, members, ALWAYS, HERE)


def record(name: str, *members: Item | Repeat, label: str = "記録") -> Record:
    return Record(name, label, members, (), None, None, ALWAYS, HERE)


def area(name: str, *records: Record, exposures: tuple[Exposure, ...], label: str = "分野の情報") -> Area:
    deadline = Deadline("same_day", HERE)
    law = "地方税法（昭和25年法律第226号）"
    providers = tuple(dict.fromkeys(provider for exposure in exposures for provider in exposure.providers))
    return Area(
        name, "TM00000000000002", label, "mic", providers, law, (deadline,), None, "番号法別表第二", None, records,
        exposures, ALWAYS, HERE,
    )  # fmt: skip


def exposure(
    area_name: str,
    providers: tuple[str, ...],
    queriers: tuple[str, ...],
    procedures: tuple[str, ...],
    paths: tuple[str, ...],
) -> Exposure:
    items = tuple(ExposedItem(path, ALWAYS, HERE) for path in paths)
    return Exposure(area_name, queriers, procedures, providers, items, ALWAYS, HERE)


def everything(area_name: str, records: tuple[Record, ...], procedures: tuple[str, ...] = ("benefit",)) -> Area:
    """An area of a municipality that exposes all that it holds to nhi_society."""
    bare = area(area_name, *records, exposures=())
    paths = tuple(found.path for found in bare.items())
    return replace(bare, exposures=(exposure(area_name, ("municipality",), ("nhi_society",), procedures, paths),))


def codes(name: str, **labels: str) -> CodeList:
    values = tuple(CodeValue(value[1:], label, ALWAYS, None, HERE) for value, label in labels.items())
    return CodeList(name, f"{name}の区分", values, None, None, HERE)


def catalog(*areas: Area, lists: tuple[CodeList, ...] = (), legal: tuple[LegalLine, ...] = ()) -> Catalog:
    """A catalog that knows every kind and procedure that the areas name."""
    exposures = [each for one in areas for each in one.exposures]
    kinds = dict.fromkeys(name for each in exposures for name in (*each.providers, *each.queriers))
    procedures = dict.fromkeys(name for each in exposures for name in each.procedures)
    return Catalog(
        areas={each.name: each for each in areas},
        codes={each.name: each for each in lists},
        kinds={name: Kind(name, f"{name}の名称", HERE) for name in kinds},
        groups={},
        ministries={},
        procedures={
            name: Procedure(name, f"{name}の事務", tuple(kinds), "国民健康保険法", ("42",), ALWAYS, HERE)
            for name in procedures
        },
        institutions=(),
        editions={},
        legal_lines=legal,
        needed=lambda: (),
        day=DAY,
        notice="見本であって公式の版ではない。 A sample, not an official edition.",
    )


NONTAXABLE = codes("nontaxable", V0="課税", V1="均等割のみ非課税", V2="非課税")
RELATION = codes("relation", V01="世帯主", V02="妻", V0A="その他")
TYPES: tuple[ItemType, ...] = (
    Characters("text", 10),
    Characters("wide", 5),
    Characters("kana", 5),
    Characters("ascii", 8),
    Digits(6, 6),
    Digits(1, 3),
    Integer("int", 3),
    Integer("yen", 12, signed=True),
    Decimal(5, 2),
    Decimal(2, 2, signed=True),
    Decimal(3, 0),
    Date(),
    Date(partial=True),
    YearMonth(),
    Year(),
    Year(fiscal=True),
    DateTime(),
    Flag(),
    Code("nontaxable"),
)

INCOME = record(
    "income",
    item("tax_year", 10, Year(fiscal=True), "課税年度", key=True, basis="地方税法第318条"),
    item("total_income", 20, Integer("yen", 12, signed=True), "総所得金額", unit="円", note="損失は負の額。"),
    item("medical_deduction", 30, Integer("yen", 12), "医療費控除額", absent=NOT_COVERED),
    item("nontaxable", 40, Code("nontaxable"), "非課税区分", required=True),
    repeat(
        "dependents", 50, 0, 20,
        item("relation", 60, Code("relation"), "続柄", required=True),
        item("birth_date", 70, Date(partial=True), "生年月日", absent=NOT_COVERED),
    ),
    label="所得・課税",
)  # fmt: skip
LEVY = record("levy", item("class", 80, Decimal(5, 2), "級", absent=()), item("list", 90, Date(), "日"), label="賦課")
LOCAL_TAX = area(
    "local_tax",
    INCOME,
    LEVY,
    label="地方税関係情報",
    exposures=(
        exposure(
            "local_tax", ("municipality",), ("nhi_society",), ("nhi_benefit",),
            ("income.tax_year", "income.total_income", "income.nontaxable", "income.dependents.birth_date"),
        ),
        exposure(
            "local_tax", ("municipality",), ("nhi_society", "municipality"), ("nhi_premium",),
            ("levy.class", "levy.list", "income.medical_deduction", "income.tax_year", "income.dependents.relation"),
        ),
    ),
)  # fmt: skip
LEGAL = LegalLine(
    "番号法別表第二", "42", 3, ("nhi_society",), "保険給付の支給", ("municipality",),
    (Information("地方税関係情報", ("local_tax",), ALWAYS),), ALWAYS, "high", "番号法別表第二", HERE,
)  # fmt: skip
SMALL = catalog(LOCAL_TAX, lists=(NONTAXABLE, RELATION), legal=(LEGAL,))

WIDE = catalog(
    everything(
        "every_type",
        (
            record(
                "main",
                *(item(f"must_{at}", 100 + at, kind, required=True) for at, kind in enumerate(TYPES)),
                *(item(f"may_{at}", 200 + at, kind) for at, kind in enumerate(TYPES)),
                *(item(f"lone_{at}", 300 + at, kind, absent=NOT_COVERED) for at, kind in enumerate(TYPES[:3])),
                item("bare", 400, Digits(1, 3), absent=()),
                repeat(
                    "some", 500, 1, 3, item("a", 501, Flag()), repeat("inner", 502, 0, None, item("b", 503, Date()))
                ),
                repeat("few", 510, 0, 2, item("a", 511, Integer("int", 3), required=True)),
            ),
            record("other", item("x", 600, Characters("text", 10), key=True)),
        ),
    ),
    lists=(NONTAXABLE,),
)
