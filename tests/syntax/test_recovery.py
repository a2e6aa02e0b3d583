"""After a mistake the rest is still read: what is lost, what is kept, and that nothing is ever raised."""

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest

from layoutc.source import SourceFile
from layoutc.syntax.limits import MAX_FINDINGS
from layoutc.syntax.parser import parse
from layoutc.syntax.tree import Area, Codes, Expose, Item, Record, Repeat, Value
from tests.projects import base_text, ids
from tests.syntax.reading import cut, read

LAYOUT = base_text("areas/local_tax.layout")


def broken(old: str, new: str, text: str = LAYOUT) -> str:
    assert text.count(old) == 1
    return text.replace(old, new)


def item_names(text: str) -> list[str]:
    (node,) = read(text).declarations
    assert isinstance(node, Area)
    records = [each for each in node.members if isinstance(each, Record)]
    return [each.name.text for one in records for each in one.members if isinstance(each, Item | Repeat)]


def kinds_of_members(text: str) -> list[str]:
    (node,) = read(text).declarations
    assert isinstance(node, Area)
    return [type(each).__name__ for each in node.members if not hasattr(each, "keyword")]


def places(text: str) -> list[tuple[str, str]]:
    return [(found.rule.id, cut(text, found.place.span)) for found in read(text).findings]


def test_a_broken_item_is_left_out_and_the_next_one_read() -> None:
    text = broken("yen(11, signed)", "yen(11 signed)")
    assert places(text) == [("syntax.unexpected", "signed")]
    assert item_names(text) == ["tax_year", "aggregate_income", "taxable", "dependents"]


def test_the_words_of_a_lost_line_are_remembered() -> None:
    parsed = read(broken("yen(11, signed)", "yen(11 signed)"))
    assert "total_income" in parsed.lost
    assert "aggregate_income" not in parsed.lost


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('area local_tax "地方税関係情報" {', "area local_tax 地方税関係情報 {"),
        ('record income "所得・課税" {', 'record "所得・課税" {'),
        ('record income "所得・課税" {', 'recrod income "所得・課税" {'),
        ('record income "所得・課税" {', 'record income "所得・課税" since {'),
        ("expose to nhi_society for nhi_benefit {", "expose nhi_society for nhi_benefit {"),
        ('[0..20]  "扶養親族" {', '0..20  "扶養親族" {'),
    ],
)
def test_the_block_of_a_broken_header_is_read(old: str, new: str) -> None:
    text = broken(old, new)
    assert len(read(text).findings) == 1
    assert kinds_of_members(text) == ["Record", "Expose"]
    assert item_names(text) == ["tax_year", "total_income", "aggregate_income", "taxable", "dependents"]


def test_a_block_whose_kind_cannot_be_told_is_left_out_whole() -> None:
    text = broken('record income "所得・課税" {', 'xyz income "所得・課税" {')
    assert places(text) == [("syntax.unexpected", "xyz")]
    assert kinds_of_members(text) == ["Expose"]


def test_a_missing_brace_is_put_in() -> None:
    text = broken('record income "所得・課税" {', 'record income "所得・課税"')
    assert places(text) == [("syntax.unexpected", "")]
    assert len(item_names(text)) == 5


def test_a_brace_on_the_next_line_is_taken() -> None:
    text = broken('record income "所得・課税" {', 'record income "所得・課税"\n\n  # 注記\n  {')
    assert places(text) == [("syntax.unexpected", "{")]
    assert len(item_names(text)) == 5


def test_a_block_left_open_ends_where_the_next_one_begins() -> None:
    text = broken('"生年月日"\n    }\n  }\n', '"生年月日"\n')
    assert places(text) == [("syntax.unclosed", "expose")]
    assert kinds_of_members(text) == ["Record", "Expose"]


@pytest.mark.parametrize("word", ["Expose", "EXPOSE", "eXpose"])
def test_so_does_one_whose_keyword_is_in_other_letters_and_all_is_told_once(word: str) -> None:
    text = broken('"生年月日"\n    }\n  }\n', '"生年月日"\n').replace("  expose", f"  {word}")
    assert places(text)[:2] == [("syntax.unclosed", word), ("syntax.unexpected", word)]
    assert len(places(text)) < 5


def test_a_file_that_ends_inside_a_block_is_closed() -> None:
    text = LAYOUT.rstrip().removesuffix("}")
    assert places(text) == [("syntax.unclosed", "}")]
    assert kinds_of_members(text) == ["Record", "Expose"]


def test_a_brace_too_many_is_named_and_the_next_declaration_read() -> None:
    parsed = read('codes a "甲" {\n}\n}\ncodes b "乙" {\n}\n')
    assert ids(parsed.findings) == ["syntax.unexpected"]
    assert [each.name.text for each in parsed.declarations if isinstance(each, Codes)] == ["a", "b"]


@pytest.mark.parametrize("line", ["expose to a,", "expose to a, b,", "provider a,"])
def test_a_list_cut_off_before_its_statement_is_whole_is_a_finding(line: str) -> None:
    assert read(broken("  provider  municipality\n", f"  {line}\n}}\n")).findings


def test_a_list_that_ends_in_a_comma_keeps_what_it_has() -> None:
    text = broken("    income.dependents\n", "    income.dependents,  # 扶養, 親族\n")
    assert places(text) == [("syntax.unexpected", ",")]
    (node,) = read(text).declarations
    assert isinstance(node, Area)
    (exposed,) = (each for each in node.members if isinstance(each, Expose))
    assert [word.text for line in exposed.lines for word in line.paths.included][-1] == "income.dependents"


def test_a_broken_list_of_many_lines_is_one_mistake() -> None:
    text = broken(
        "income.tax_year, income.total_income\n", "income.tax_year; income.total_income,\n      income.taxable,\n"
    )
    assert len(read(text).findings) == 1


def test_a_full_width_sign_is_read_as_the_one_that_was_meant() -> None:
    text = broken("yen(11, signed)", "yen（１１、signed）")
    assert ids(read(text).findings) == ["syntax.full-width"] * 2
    assert "total_income" in item_names(text)


def test_a_full_width_sign_in_a_broken_line_is_reported_once() -> None:
    assert places(broken("yen(11, signed)", "（11")) == [("syntax.full-width", "（")]


def test_a_label_without_quotes_is_one_mistake_with_all_its_full_width_signs() -> None:
    text = broken('"地方税法（昭和25年法律第226号）"', "地方税法（昭和25年法律第226号）")
    assert places(text) == [("syntax.unexpected", "地方税法（昭和25年法律第226号）")]


def test_japanese_words_are_no_misplaced_signs() -> None:
    text = broken('"総所得金額"', "センター・データ")
    assert places(text) == [("syntax.unexpected", "センター・データ")]


def test_each_of_many_broken_lines_is_reported() -> None:
    text = 'codes c "丙" {\n' + "".join(f'  {n} "値" untill 2018\n' for n in range(200)) + "}\n"
    assert len(read(text).findings) == 200


def test_reading_stops_after_too_many_mistakes() -> None:
    found = ids(read('codes c "丙" {\n' + '  0 "値" untill\n' * (MAX_FINDINGS + 50) + "}\n").findings)
    assert found.count("syntax.unexpected") == MAX_FINDINGS
    assert found[-1] == "text.limit"
    assert len(found) == MAX_FINDINGS + 1


def test_a_header_replaced_by_a_blank_one_keeps_its_name() -> None:
    (node,) = read('codes c 丙 {\n  0 "無"\n}\n').declarations
    assert isinstance(node, Codes)
    assert (node.name.text, node.label.text) == ("c", "")
    assert [each.value.text for each in node.members if isinstance(each, Value)] == ["0"]


def calls_of(work: Callable[[], Any]) -> int:
    """How many Python functions a piece of work calls: a measure of it that no other process disturbs."""
    count = 0

    def note(frame: FrameType, event: str, argument: Any) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize(
    "line",
    [
        '    total_income TK90000000000102 yen(11 signed) "総所得金額"\n',
        '  record r "乙" {\n',
        "}\n",
        '"\n',
        "　（１）\n",
        "a,\n",
        "record {{{{ }}}}\n",
        "expose to a for b {\n c.d\n",
    ],
)
def test_work_on_garbage_grows_with_its_size_and_no_faster(line: str) -> None:
    def work(times: int) -> int:
        return calls_of(lambda: parse(SourceFile("x", 'area a "甲" {\n' + line * times)))

    work(5)
    assert work(320) < 4.4 * work(80)


@pytest.mark.slow
@pytest.mark.parametrize(
    "line", ['"' * 40 + "\n", "\u200b" * 40 + "\n", "}" * 40 + "\n", "（" * 40 + "\n", "a" * 40 + "\n", "{" * 40 + "\n"]
)
def test_a_megabyte_of_garbage_is_answered(line: str) -> None:
    parsed = parse(SourceFile("x", line * 25_000))
    assert parsed.declarations == ()
    assert 0 < len(parsed.findings) <= MAX_FINDINGS + 1
    assert parsed.findings[0].place.span.start < 41
