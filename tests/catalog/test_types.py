"""Each type: how it is written, what it becomes, what its values must satisfy, and what is said when it is written wrongly."""

import re

import pytest

from layoutc.catalog.types import (
    Characters,
    Code,
    CodeFacets,
    Date,
    DateTime,
    Decimal,
    Digits,
    Flag,
    FlagFacets,
    Integer,
    IntegerFacets,
    ItemType,
    StringFacets,
    Year,
    YearMonth,
    facets,
    spell,
)
from layoutc.findings import Text
from layoutc.messages import catalog as say
from tests.catalog.texts import LAYOUT, NEEDS, item, said

SPELLED: list[tuple[str, ItemType]] = [
    ("text(40)", Characters("text", 40)),
    ("wide(40)", Characters("wide", 40)),
    ("kana(40)", Characters("kana", 40)),
    ("ascii(15)", Characters("ascii", 15)),
    ("digits(6)", Digits(6, 6)),
    ("digits(1..4)", Digits(1, 4)),
    ("int(3)", Integer("int", 3)),
    ("int(3, signed)", Integer("int", 3, signed=True)),
    ("yen(12)", Integer("yen", 12)),
    ("yen(12, signed)", Integer("yen", 12, signed=True)),
    ("decimal(4, 2)", Decimal(4, 2)),
    ("decimal(4, 2, signed)", Decimal(4, 2, signed=True)),
    ("date", Date()),
    ("date(partial)", Date(partial=True)),
    ("year_month", YearMonth()),
    ("year", Year()),
    ("fiscal_year", Year(fiscal=True)),
    ("datetime", DateTime()),
    ("flag", Flag()),
    ("code(taxable)", Code("taxable")),
]


def without_the_code_list(kind: str) -> ItemType:
    return item(kind).type


@pytest.mark.parametrize(("written", "kind"), SPELLED)
def test_a_type_is_read_as_written_and_written_as_read(written: str, kind: ItemType) -> None:
    assert without_the_code_list(written) == kind
    assert spell(kind) == written


@pytest.mark.parametrize(
    ("written", "kind"), [("digits(1 .. 4)", Digits(1, 4)), ("yen( 12 ,signed )", Integer("yen", 12, signed=True))]
)
def test_spaces_in_a_type_mean_nothing(written: str, kind: ItemType) -> None:
    assert without_the_code_list(written) == kind


@pytest.mark.parametrize(
    ("written", "help_text"),
    [
        ("yen", say.type_example("yen(11, signed)")),
        ("yen(a)", say.type_example("yen(11, signed)")),
        ("yen(12, sigend)", say.type_example("yen(11, signed)")),
        ("yen(12, signed, signed)", say.type_example("yen(11, signed)")),
        ("yen(0)", say.type_range(1, 15)),
        ("yen(16)", say.type_range(1, 15)),
        ("int(99999999999999999999)", say.type_range(1, 15)),
        ("text", say.type_example("text(40)")),
        ("text(4001)", say.type_range(1, 4000)),
        ("wide(3, 4)", say.type_example("wide(40)")),
        ("kana(x)", say.type_example("kana(40)")),
        ("ascii(1..3)", say.type_example("ascii(15)")),
        ("digits(0)", say.type_range(1, 4000)),
        ("digits(4..2)", say.type_range(4, 4000)),
        ("digits(1..*)", say.type_example("digits(6)")),
        ("decimal(4)", say.type_example("decimal(4, 2)")),
        ("decimal(4, 5)", say.type_range(1, 4)),
        ("decimal(31, 2)", say.type_range(1, 30)),
        ("date(x)", say.type_example("date(partial)")),
        ("year(4)", say.type_example("year")),
        ("flag(1)", say.type_example("flag")),
        ("code", say.type_example("code(relation)")),
        ("code(taxable, taxable)", say.type_example("code(relation)")),
        ("txet(3)", say.did_you_mean("text", None)),
    ],
)
def test_a_type_written_wrongly_is_answered_with_what_to_write(written: str, help_text: Text) -> None:
    assert said((LAYOUT, "yen(11, signed)", written)) == [("type.form", written, help_text.en)]


def test_a_type_that_is_like_none_is_answered_with_all() -> None:
    ((_, _, help_text),) = said((LAYOUT, "yen(11, signed)", "zzz(3)"))
    assert "ascii, code, date" in help_text


@pytest.mark.parametrize("written", ["yen(", "yen(99)", "（11）"])
def test_the_type_of_a_need_is_read_by_the_same_rules(written: str) -> None:
    needed = f'items: [{{item: income.total_income, type: "{written}"}}, income.tax_year, income.taxable'
    old = "items: [income.tax_year, income.total_income, income.taxable"
    assert [rule for rule, _, _ in said((NEEDS, old, needed))] == ["type.form"]


def test_an_unknown_code_list_in_a_need_is_told_at_the_type() -> None:
    needed = 'items: [{item: income.taxable, type: "code(taxabel)"}, income.tax_year, income.total_income'
    old = "items: [income.tax_year, income.total_income, income.taxable"
    assert [(rule, place) for rule, place, _ in said((NEEDS, old, needed))] == [("name.unknown", '"code(taxabel)"')]


def accepts(kind: ItemType, value: str) -> bool:
    limits = facets(kind)
    assert isinstance(limits, StringFacets)
    return limits.minimum <= len(value) <= limits.maximum and re.fullmatch(limits.pattern, value) is not None


@pytest.mark.parametrize(
    ("kind", "right", "wrong"),
    [
        (Characters("text", 3), ["甲", "aｱ①", "𠮷野家"], ["", "甲乙丙丁", "a\nb", "a\tb", "\x7f"]),
        (Characters("wide", 3), ["甲乙丙", "ａＢ１", "　", "ー", "×"], ["a", "ｱ", " ", "é", "甲1"]),
        (Characters("kana", 4), ["ヤマダ", "ヤ　マ", "ッー", "・"], ["やまだ", "ﾔﾏﾀﾞ", "ヤ ダ", "山田", "A"]),
        (Characters("ascii", 3), ["a-1", " ", "~"], ["", "é", "ａ", "a\n"]),
        (Digits(2, 4), ["01", "0123", "9999"], ["1", "01234", "１２", "1a", "-1", "٠١"]),
        (Decimal(4, 2), ["0", "12.34", "12", "0.5"], ["123.4", "1.234", "-1", "01", ".5", "1.", "1e3", ""]),
        (Decimal(4, 2, signed=True), ["-12.34", "0"], ["+1", "--1"]),
        (Decimal(2, 2), ["0.12", "0"], ["1.2", ".12"]),
        (
            Date(),
            ["2016-02-29", "2000-02-29", "1900-12-31"],
            ["2015-02-29", "1900-02-29", "2016-04-31", "2016-2-1", "0001-01-01", "2016-02"],
        ),
        (Date(partial=True), ["2016", "2016-02", "2016-02-29"], ["16", "2016-13", "2016-00", "2016-02-30"]),
        (YearMonth(), ["2016-01", "9999-12"], ["2016-13", "2016", "2016-1"]),
        (
            DateTime(),
            ["2016-02-29T23:59:59+09:00"],
            ["2016-02-29T24:00:00+09:00", "2016-02-29T23:59:59Z", "2016-02-29 23:59:59+09:00"],
        ),
    ],
)
def test_the_values_of_a_type(kind: ItemType, right: list[str], wrong: list[str]) -> None:
    assert [value for value in right if not accepts(kind, value)] == []
    assert [value for value in wrong if accepts(kind, value)] == []


@pytest.mark.parametrize(
    ("kind", "minimum", "maximum"),
    [
        (Integer("yen", 3), 0, 999),
        (Integer("int", 1, signed=True), -9, 9),
        (Integer("yen", 15, signed=True), -(10**15) + 1, 10**15 - 1),
        (Year(), 1000, 9999),
        (Year(fiscal=True), 1000, 9999),
    ],
)
def test_the_bounds_of_a_number(kind: ItemType, minimum: int, maximum: int) -> None:
    assert facets(kind) == IntegerFacets(minimum, maximum)


def test_flags_and_codes_have_facets_of_their_own() -> None:
    assert facets(Flag()) == FlagFacets()
    assert facets(Code("taxable")) == CodeFacets("taxable")
