"""What the grammar lets pass and is wrong all the same."""

import pytest

from layoutc.syntax.rules import MAX_DEPTH
from tests.syntax.reading import read

ITEM = 'a TK00000000000001 date "甲"'


def found(body: str) -> list[tuple[str, str, str]]:
    """rule, text at the place, English help of each finding in a record's block."""
    text = f'area x "地" {{\n record r "乙" {{\n{body}\n }}\n}}\n'
    return [(each.rule.id, each.place.text(), each.help.en) for each in read(text).findings]


def in_area(body: str, header: str = "") -> list[tuple[str, str]]:
    text = f'area x "地" {header}{{\n{body}\n}}\n'
    return [(each.rule.id, each.place.text()) for each in read(text).findings]


def in_codes(body: str) -> list[tuple[str, str]]:
    return [(each.rule.id, each.place.text()) for each in read(f'codes x "地" {{\n{body}\n}}\n').findings]


@pytest.mark.parametrize(
    ("name", "better"),
    [
        ("TotalIncome", "total_income"),
        ("totalIncome", "total_income"),
        ("total__income", "total_income"),
        ("total_", "total"),
        ("A", "a"),
    ],
)
def test_a_name_that_can_be_mended_is_shown_mended(name: str, better: str) -> None:
    assert found(ITEM.replace("a TK", f"{name} TK")) == [("name.form", name, f"write `{better}`")]


@pytest.mark.parametrize("name", ["総所得", "total_所得"])
def test_a_japanese_name_belongs_into_the_quotes(name: str) -> None:
    ((rule, place, help_text),) = found(ITEM.replace("a TK", f"{name} TK"))
    assert (rule, place) == ("name.form", name)
    assert "the Japanese name goes into the quotes" in help_text


@pytest.mark.parametrize(
    ("code", "but"),
    [
        ("TK1", "there are 1"),
        ("TK000000000000001", "there are 15"),
        ("TM00000000000001", "there are 14"),
        ("TK0000000000000A", "`A` is none"),
    ],
)
def test_the_code_of_an_item_is_tk_and_14_digits(code: str, but: str) -> None:
    assert found(ITEM.replace("TK00000000000001", code)) == [("code.form", code, f"write TK and 14 digits ({but})")]


def test_the_code_of_an_area_is_tm_and_14_digits() -> None:
    assert in_area("code TK00000000000001") == [("code.form", "TK00000000000001")]
    assert in_area("code TM00000000000001") == []


@pytest.mark.parametrize("value", ["ab", "a_b", "1" * 21])
def test_a_value_is_digits_and_capitals(value: str) -> None:
    assert in_codes(f'{value} "甲"') == [("code.form", value)]


@pytest.mark.parametrize("value", ["0", "00", "A1", "9" * 20])
def test_such_values_are_right(value: str) -> None:
    assert in_codes(f'{value} "甲"') == []


@pytest.mark.parametrize("label", ['""', '"  "', '"　"'])
def test_a_label_holds_a_text(label: str) -> None:
    assert found(ITEM.replace('"甲"', label))[0][:2] == ("label.form", label)


@pytest.mark.parametrize("label", [r'"甲\n"', r'"\\\n"', r'"\t"'])
def test_only_two_signs_are_escaped(label: str) -> None:
    assert found(ITEM.replace('"甲"', label))[0][:2] == ("label.form", "\\")


@pytest.mark.parametrize("label", [r'"\\"', r'"\""', r'"\\n"', r'"甲\\乙\"丙"'])
def test_both_escapes_are_right(label: str) -> None:
    assert found(ITEM.replace('"甲"', label)) == []


@pytest.mark.parametrize("label", ['note ""', 'basis ""', 'unit "\\x"'])
def test_the_texts_of_clauses_are_labels_too(label: str) -> None:
    assert [rule for rule, _, _ in found(f"{ITEM} {label}")] == ["label.form"]


@pytest.mark.parametrize(
    ("body", "word"),
    [
        (f'{ITEM} reading "こう" reading "こう"', "reading"),
        (f"{ITEM} since 2018 since 2019", "since"),
        ('repeat a TK00000000000001 [0..2] "甲" required {\n}', "required"),
        ('repeat a TK00000000000001 [0..2] "甲" unit "円" {\n}', "unit"),
        ('note "一"\nnote "二"', "note"),
    ],
)
def test_a_clause_stands_where_it_belongs_and_once(body: str, word: str) -> None:
    assert [(rule, place) for rule, place, _ in found(body)] == [("syntax.misplaced", word)]


@pytest.mark.parametrize("header", ["required", 'reading "こう"', 'note "注"', "absent not_covered"])
def test_a_header_of_an_area_takes_dates_only(header: str) -> None:
    assert in_area("", f"{header} ") == [("syntax.misplaced", header.split()[0])]


def test_a_code_list_has_no_dates_of_its_own() -> None:
    text = 'codes x "地" since 2018 {\n}\n'
    assert [(each.rule.id, each.help.en) for each in read(text).findings] == [("syntax.misplaced", "remove it")]


def test_deadlines_may_stand_several_times() -> None:
    assert in_area("register same_day\nregister within 8 days") == []


def test_repeats_nest_no_deeper_than_the_bound() -> None:
    def nested(depth: int) -> str:
        opened = "".join(f'repeat r{n} TK{n:014} [0..2] "甲" {{\n' for n in range(depth))
        return opened + "}\n" * depth

    assert found(nested(MAX_DEPTH)) == []
    ((rule, place, _),) = found(nested(MAX_DEPTH + 1))
    assert (rule, place) == ("text.limit", "r0")


@pytest.mark.parametrize("path", ["income.Total", "income..total", "income.*.total", "Income.*", "a._b"])
def test_a_path_is_names_with_points(path: str) -> None:
    found_ = in_area(f"expose to a for b {{\n{path}\n}}")
    assert {rule for rule, _ in found_} <= {"name.form", "syntax.unexpected"}
    assert found_


@pytest.mark.parametrize(
    "path", ["income.total", "income.*", "income.dependents.birth_date", "assessed", "TK00000000000001", "総所得金額"]
)
def test_names_records_sets_codes_and_labels_are_left_to_the_catalog(path: str) -> None:
    assert in_area(f"expose to a for b {{\n{path}\n}}") == []
