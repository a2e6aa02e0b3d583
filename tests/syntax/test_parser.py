"""Each construct of the language becomes its node, and every node knows where it stands."""

from typing import get_args

import pytest
from hypothesis import HealthCheck, given, settings

from layoutc.source import SourceFile
from layoutc.syntax.parser import MAX_CHARACTERS, parse, parse_type
from layoutc.syntax.tree import Area, Clause, Codes, Item, Label, Node, Record, Repeat, Set, Type, Value, Word, children
from tests.properties.layouts import layouts
from tests.syntax.reading import area, codes, cut, expose, item, only, read, record, repeat, set_of
from tests.trying import examples

WHOLE = """\
# 先頭の注記
area local_tax "地方税関係情報" since 2016-07 {
  code TM00000000000002
  provider municipality,
           prefecture  # 注記

  record income "所得" until 2020 {
    key tax_year TK00000000000001 fiscal_year "課税年度"
    repeat dependents TK00000000000002 [0..20] "扶養親族" {
      birth_date TK00000000000003 date(partial) "生年月日" absent not_covered
    }
  }
  set all_of "全部" = income.* except income.tax_year
  expose to nhi_society for nhi_benefit from municipality {
    all_of, income.tax_year since 2018-07
  }
}
codes c "一覧" {
  0 "無"
}
"""


def words(values: tuple[Word | Label, ...]) -> list[str]:
    return [value.text for value in values]


def clauses(node: Area | Record | Item | Repeat | Value) -> dict[str, list[str]]:
    return {each.keyword: words(each.values) for each in node.clauses}


def test_an_empty_file_declares_nothing() -> None:
    assert read("").declarations == ()
    assert read("# 注記だけ\n\n").findings == ()


def test_a_file_holds_areas_and_code_lists_in_their_order() -> None:
    parsed = read(WHOLE)
    assert parsed.findings == ()
    assert [type(each) for each in parsed.declarations] == [Area, Codes]


def test_an_area_has_a_name_a_label_and_dates() -> None:
    node = area("", 'area local_tax "地方税" since 2016-07 until 2020')
    assert (node.name.text, node.label.text) == ("local_tax", "地方税")
    assert clauses(node) == {"since": ["2016-07"], "until": ["2020"]}


@pytest.mark.parametrize(
    ("line", "keyword", "values"),
    [
        ("code TM00000000000002", "code", ["TM00000000000002"]),
        ("ministry mic", "ministry", ["mic"]),
        ("provider municipality, prefecture", "provider", ["municipality", "prefecture"]),
        ("provider municipality,\n  prefecture", "provider", ["municipality", "prefecture"]),
        ('law "地方税法"', "law", ["地方税法"]),
        ('basis "番号法"', "basis", ["番号法"]),
        ('note "注"', "note", ["注"]),
        ("retain 5 fiscal_years", "retain", ["5", "fiscal_years"]),
        ("retain current", "retain", ["current"]),
        ("register same_day", "register", ["same_day"]),
        ("register next_business_day", "register", ["next_business_day"]),
        ("register within 2 business_days", "register", ["within", "2", "business_days"]),
        ("register within 8 days", "register", ["within", "8", "days"]),
        ("register monthly at month_end", "register", ["monthly", "at", "month_end"]),
        ("register monthly by 15 of next_month", "register", ["monthly", "by", "15", "of", "next_month"]),
        ("register yearly by 07-01", "register", ["yearly", "by", "07-01"]),
        ("register undecided", "register", ["undecided"]),
    ],
)
def test_a_line_of_an_area_is_a_clause(line: str, keyword: str, values: list[str]) -> None:
    (found,) = area(line).members
    assert isinstance(found, Clause)
    assert (found.keyword, words(found.values), found.on_own_line) == (keyword, values, True)


@pytest.mark.parametrize("line", ['basis "甲"', 'note "乙"', "register same_day"])
def test_a_record_may_hold_lines_of_its_own(line: str) -> None:
    (found,) = record(line).members
    assert isinstance(found, Clause)
    assert found.keyword == line.split()[0]


def test_an_item_has_a_name_a_code_a_type_and_a_label() -> None:
    node = item('total_income TK00000200000020 yen(12, signed) "総所得金額"')
    assert node.key is None
    assert (node.name.text, node.code.text, node.label.text) == ("total_income", "TK00000200000020", "総所得金額")
    assert (node.type.name.text, words(node.type.arguments)) == ("yen", ["12", "signed"])
    assert node.clauses == ()


def test_a_key_is_marked() -> None:
    node = item('key tax_year TK00000200000010 fiscal_year "課税年度"')
    assert node.key is not None
    assert (node.name.text, node.type.arguments) == ("tax_year", ())


def test_an_item_takes_clauses_behind_its_label_in_any_order() -> None:
    node = item(
        'a TK00000000000001 text(3) "甲" since 2018 required absent not_covered, not_applicable '
        'unit "円" reading "こう" basis "法" note "注" until 2019-03-31'
    )
    assert clauses(node) == {
        "since": ["2018"],
        "required": [],
        "absent": ["not_covered", "not_applicable"],
        "unit": ["円"],
        "reading": ["こう"],
        "basis": ["法"],
        "note": ["注"],
        "until": ["2019-03-31"],
    }
    assert not any(each.on_own_line for each in node.clauses)


def test_repeats_nest_and_know_how_deep() -> None:
    inner = 'repeat b TK00000000000002 [3] "乙" {\n c TK00000000000003 date "丙"\n }'
    node = repeat(f'repeat a TK00000000000001 [1..*] "甲" reading "こう" {{\n{inner}\n}}')
    assert (node.bounds.text, node.depth, clauses(node)) == ("1..*", 2, {"reading": ["こう"]})
    (member,) = node.members
    assert isinstance(member, Repeat)
    assert (member.bounds.text, member.depth) == ("3", 1)


def test_a_set_names_paths_less_others() -> None:
    node = set_of('set s "組" =\n  income.*, assessed,\n  income.dependents except income.total, other')
    assert words(node.paths.included) == ["income.*", "assessed", "income.dependents"]
    assert words(node.paths.excepted) == ["income.total", "other"]


def test_an_exposure_names_queriers_procedures_and_providers() -> None:
    node = expose("expose to a, b for c,\n d from e since 2017-07 {\n x.y, z since 2018-07\n w.* except w.v\n }")
    assert (words(node.queriers), words(node.procedures), words(node.providers)) == (["a", "b"], ["c", "d"], ["e"])
    assert [each.keyword for each in node.clauses] == ["since"]
    first, second = node.lines
    assert (words(first.paths.included), [each.keyword for each in first.clauses]) == (["x.y", "z"], ["since"])
    assert (words(second.paths.included), words(second.paths.excepted)) == (["w.*"], ["w.v"])


def test_a_code_list_keeps_leading_zeros_and_letters() -> None:
    node = codes('basis "法"\n0 "無"\n01 "有" until 2024-06\nA2 "他" note "注"')
    values = [each for each in node.members if isinstance(each, Value)]
    assert [each.value.text for each in values] == ["0", "01", "A2"]
    assert [clauses(each) for each in values] == [{}, {"until": ["2024-06"]}, {"note": ["注"]}]


def test_what_is_a_keyword_in_one_place_may_be_a_name_in_another() -> None:
    assert item('since TK00000000000001 date "開始"').name.text == "since"
    assert item('area TK00000000000001 text(3) "区域"').name.text == "area"


@pytest.mark.parametrize(
    ("written", "meant"),
    [(r'"甲\"乙\""', '甲"乙"'), (r'"甲\\乙"', "甲\\乙"), ('"甲 # 乙"', "甲 # 乙"), ('"（，）"', "（，）")],
)
def test_a_label_is_what_stands_between_its_quotes(written: str, meant: str) -> None:
    assert item(f"a TK00000000000001 date {written}").label.text == meant


def test_line_ends_of_windows_change_nothing_but_the_places() -> None:
    unix, windows = only('codes c "丙" {\n  0 "無"\n}\n'), only('codes c "丙" {\r\n  0 "無"\r\n}\r\n')
    assert isinstance(unix, Codes)
    assert isinstance(windows, Codes)
    assert [each.value.text for each in unix.members if isinstance(each, Value)] == [
        each.value.text for each in windows.members if isinstance(each, Value)
    ]


def test_a_file_need_not_end_in_a_line_feed() -> None:
    assert read('codes c "丙" {\n  0 "無"\n}').findings == ()


@pytest.mark.parametrize(
    ("text", "name", "arguments"),
    [("date", "date", []), ("yen(12, signed)", "yen", ["12", "signed"]), ("digits(1 .. 4)", "digits", ["1 .. 4"])],
)
def test_a_type_can_be_read_alone(text: str, name: str, arguments: list[str]) -> None:
    kind = parse_type(text)
    assert isinstance(kind, Type)
    assert (kind.name.text, words(kind.arguments)) == (name, arguments)


@pytest.mark.parametrize("text", ["", "yen(", "yen(12) 3", "（", '"text"', "yen()", "text(3)\n"])
def test_what_is_no_type_is_none(text: str) -> None:
    assert parse_type(text) is None


def test_a_text_beyond_the_limit_is_not_read() -> None:
    parsed = parse(SourceFile("x", "\n" * (MAX_CHARACTERS + 1)))
    assert [found.rule.id for found in parsed.findings] == ["text.limit"]


def all_nodes(node: Node) -> list[Node]:
    return [node, *(each for child in children(node) for each in all_nodes(child))]


def test_the_words_of_a_node_are_its_span() -> None:
    nodes = [each for declaration in read(WHOLE).declarations for each in all_nodes(declaration)]
    spans = {(type(node).__name__, cut(WHOLE, node.span).partition("\n")[0]) for node in nodes}
    assert spans == {
        ("Area", 'area local_tax "地方税関係情報" since 2016-07 {'),
        ("Clause", "code TM00000000000002"),
        ("Clause", "provider municipality,"),
        ("Record", 'record income "所得" until 2020 {'),
        ("Item", 'key tax_year TK00000000000001 fiscal_year "課税年度"'),
        ("Repeat", 'repeat dependents TK00000000000002 [0..20] "扶養親族" {'),
        ("Item", 'birth_date TK00000000000003 date(partial) "生年月日" absent not_covered'),
        ("Set", 'set all_of "全部" = income.* except income.tax_year'),
        ("Expose", "expose to nhi_society for nhi_benefit from municipality {"),
        ("Line", "all_of, income.tax_year since 2018-07"),
        ("Codes", 'codes c "一覧" {'),
        ("Value", '0 "無"'),
    }
    assert all(
        cut(WHOLE, node.span).endswith("}") for node in nodes if isinstance(node, Area | Record | Repeat | Codes)
    )


@settings(max_examples=examples(30), deadline=None, suppress_health_check=list(HealthCheck))
@given(layouts())
def test_every_word_stands_where_its_span_says(text: str) -> None:
    parsed = read(text)
    assert parsed.findings == ()
    for declaration in parsed.declarations:
        for node in all_nodes(declaration):
            for word in words_in(node):
                written = cut(text, word.span)
                assert written == word.text if isinstance(word, Word) else written[0] == written[-1] == '"'


def words_in(node: Node) -> list[Word | Label]:
    assert isinstance(node, get_args(Node))
    found: list[Word | Label] = [each for clause in getattr(node, "clauses", ()) for each in clause.values]
    for name in ("name", "label", "code", "value", "bounds", "key"):
        word = getattr(node, name, None)
        found += [word] if isinstance(word, Word | Label) else []
    match node:
        case Item():
            found += [node.type.name, *node.type.arguments]
        case Clause():
            found += node.values
        case Set():
            found += [*node.paths.included, *node.paths.excepted]
        case _:
            pass
    return found
