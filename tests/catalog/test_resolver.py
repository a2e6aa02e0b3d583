"""Names become things across all files; what does not resolve is a finding at its place, and the rest still stands."""

from datetime import date

import pytest

from layoutc.catalog.model import AbsentReason, Deadline, Duration, Retention
from layoutc.dates import Period
from tests.catalog.texts import (
    BASE,
    CODES,
    LAW,
    LAYOUT,
    NEEDS,
    REGISTRY,
    another_area,
    area,
    catalog,
    edited,
    findings,
    item,
    resolved,
    said,
    told,
)

TOTAL = 'total_income      TK90000000000102  yen(11, signed)  "総所得金額"  required'
EXPOSED = "    income.tax_year, income.total_income\n"


def test_everything_of_the_base_project_resolves() -> None:
    whole = catalog()
    assert list(whole.areas) == ["local_tax"]
    assert list(whole.codes) == ["taxable"]
    assert [need.item for need in whole.needs] == [
        "income.tax_year",
        "income.total_income",
        "income.taxable",
        "income.dependents.birth_date",
    ]
    assert [path for _, path in whole.items] == [
        "income.tax_year",
        "income.total_income",
        "income.aggregate_income",
        "income.taxable",
        "income.dependents.birth_date",
    ]


def test_an_area_keeps_what_its_layout_says() -> None:
    one = area()
    assert (one.code, one.label, one.ministry, one.providers) == (
        "TM00000000000002",
        "地方税関係情報",
        "mic",
        ("municipality",),
    )
    assert (one.law, one.basis, one.note) == ("地方税法（昭和25年法律第226号）", "番号法別表第二", None)


def test_a_repeat_is_exposed_with_all_that_is_in_it() -> None:
    lines = catalog().exposed["local_tax", "municipality", "nhi_society", "nhi_benefit"]
    assert list(lines) == ["income.tax_year", "income.total_income", "income.taxable", "income.dependents.birth_date"]


@pytest.mark.parametrize(
    ("line", "paths"),
    [
        ("income.*", ["tax_year", "total_income", "aggregate_income", "taxable", "dependents.birth_date"]),
        ("income.* except income.dependents", ["tax_year", "total_income", "aggregate_income", "taxable"]),
        ("income.dependents.*", ["dependents.birth_date"]),
        ("some", ["tax_year", "taxable"]),
        ("some, income.total_income except income.taxable", ["tax_year", "total_income"]),
        ("income.* except some", ["total_income", "aggregate_income", "dependents.birth_date"]),
        ("more except some", ["total_income"]),
    ],
)
def test_a_line_selects_items_records_repeats_and_sets_less_others(line: str, paths: list[str]) -> None:
    sets = '  set some "幾つか" = income.tax_year, income.taxable\n  set more "更に" = some, income.total_income\n'
    old = BASE[LAYOUT][BASE[LAYOUT].index("  expose") :]
    one = area((LAYOUT, old, f"{sets}\n  expose to nhi_society for nhi_benefit {{\n    {line}\n  }}\n}}\n"))
    assert sorted(each.path for each in one.exposures[0].items) == sorted(f"income.{path}" for path in paths)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("income.total_incone", "income.total_income"),
        ("total_income", "income.total_income"),
        ("総所得金額", "income.total_income"),
        ("総所得の金額", "income.total_income"),
        ("income.総所得金額", "income.total_income"),
        ("TK90000000000102", "income.total_income"),
    ],
)
def test_a_path_that_is_none_is_answered_with_the_one_that_was_meant(written: str, meant: str) -> None:
    wanted = ("name.unknown", written, f"did you mean `{meant}` (総所得金額)?")
    assert said((LAYOUT, EXPOSED, f"    {written}\n"))[:1] == [wanted]


def test_a_bare_record_is_answered_with_its_star() -> None:
    assert said((LAYOUT, EXPOSED, "    income\n")) == [
        ("name.unknown", "income", "write `income.*` for the whole record")
    ]


@pytest.mark.parametrize(
    ("path", "old", "new", "place", "meant"),
    [
        (LAYOUT, "expose to nhi_society", "expose to nhi_socety", "nhi_socety", "nhi_society` (国民健康保険組合)"),
        (
            LAYOUT,
            "expose to nhi_society",
            "expose to 国民健康保険組合",
            "国民健康保険組合",
            "nhi_society` (国民健康保険組合)",
        ),
        (
            LAYOUT,
            "for nhi_benefit",
            "for nhi_benefits",
            "nhi_benefits",
            "nhi_benefit` (国民健康保険法による保険給付の支給)",
        ),
        (LAYOUT, "provider  municipality", "provider  市町村", "市町村", "municipality` (市町村長)"),
        (LAYOUT, "ministry  mic", "ministry  総務省", "総務省", "mic` (総務省)"),
        (LAYOUT, "code(taxable)", "code(taxabel)", "taxabel", "taxable` (課税区分)"),
        (LAYOUT, "code(taxable)", "code(課税区分)", "課税区分", "taxable` (課税区分)"),
        (REGISTRY, "kind: nhi_society", "kind: zzz", "zzz", None),
        (
            REGISTRY,
            "queriers: [nhi_society]",
            "queriers: [nhi_societies]",
            "nhi_societies",
            "nhi_society` (国民健康保険組合)",
        ),
        (LAW, "kinds: [municipality]", "kinds: [municipalty]", "municipalty", "municipality` (市町村長)"),
        (LAW, "areas: [local_tax]", "areas: [local_taxes]", "local_taxes", "local_tax` (地方税関係情報)"),
        (NEEDS, "querier: nhi_society", "querier: nhi_scoiety", "nhi_scoiety", "nhi_society` (国民健康保険組合)"),
        (NEEDS, "area: local_tax", "area: local_taxes", "local_taxes", "local_tax` (地方税関係情報)"),
        (NEEDS, "nhi_benefit:", "nhi_benfit:", "nhi_benfit", "nhi_benefit` (国民健康保険法による保険給付の支給)"),
    ],
)
def test_every_reference_is_looked_up(path: str, old: str, new: str, place: str, meant: str | None) -> None:
    rule, where, help_text = said((path, old, new))[0]
    assert (rule, where) == ("name.unknown", place)
    assert help_text == f"did you mean `{meant}?" if meant else "municipality, nhi_society" in help_text


def test_a_system_serves_declared_procedures() -> None:
    assert told((REGISTRY, "国保システム", "国保システム\n        serves: [nhi_premium]")) == [
        ("name.unknown", "nhi_premium")
    ]


def test_what_a_querier_does_not_do_is_not_exposed_to_it() -> None:
    ((rule, place, help_text),) = said((LAYOUT, "expose to nhi_society", "expose to nhi_society, municipality"))
    assert (rule, place) == ("procedure.not-of-querier", "nhi_benefit")
    assert help_text == "look at `queriers` in the registry"


def test_a_need_is_for_a_procedure_of_its_querier() -> None:
    assert told((NEEDS, "querier: nhi_society", "querier: municipality")) == [
        ("procedure.not-of-querier", "nhi_benefit")
    ]


def test_a_from_names_a_provider_of_the_area() -> None:
    assert told((LAYOUT, "for nhi_benefit {", "for nhi_benefit from nhi_society {")) == [
        ("name.unknown", "nhi_society")
    ]


@pytest.mark.parametrize("keyword", ["code", "ministry", "provider", "law", "basis"])
def test_an_area_lacks_none_of_its_lines(keyword: str) -> None:
    line = next(each for each in BASE[LAYOUT].splitlines() if each.startswith(f"  {keyword} "))
    found = findings((LAYOUT, f"{line}\n", ""))
    assert [each.message.en for each in found if each.rule.id == "area.incomplete"] == [
        f"the area `local_tax` has no `{keyword}`"
    ]


def test_an_area_without_a_provider_is_told_once_whoever_exposes_from_whom() -> None:
    edits = [(LAYOUT, "for nhi_benefit {", "for nhi_benefit from municipality {")]
    assert told(*edits) == []
    assert told(*edits, (LAYOUT, "  provider  municipality\n", "")) == [("area.incomplete", "local_tax")]


# Names and codes that stand twice.


def test_a_name_declared_twice_is_shown_with_the_first() -> None:
    (found,) = findings(more={"codes/z.codes": BASE[CODES]})
    assert (found.rule.id, found.place.file.path) == ("name.duplicate", "layouts/codes/z.codes")
    assert [(each.place.file.path, each.place.text()) for each in found.related] == [
        ("layouts/codes/taxable.codes", "taxable")
    ]


@pytest.mark.parametrize(
    ("path", "old", "new", "place"),
    [
        (LAYOUT, "aggregate_income", "total_income", "total_income"),
        (LAYOUT, "aggregate_income", "totalincome", "totalincome"),
        (LAYOUT, "  expose", '  record income "再び" {\n  }\n\n  expose', "income"),
        (LAYOUT, "  expose", '  set income "組" = income.taxable\n\n  expose', "income"),
        (LAYOUT, "  expose", '  set a "組" = income.taxable\n  set a "組" = income.taxable\n\n  expose', "a"),
        (CODES, '1 "非課税"', '0 "非課税"', "0"),
        (
            REGISTRY,
            "institutions:\n",
            "institutions:\n  - {name: 第一国民健康保険組合, kind: nhi_society, systems: []}\n",
            "第一国民健康保険組合",
        ),
        (
            REGISTRY,
            "institutions:",
            "groups:\n  nhi_society: {label: 組, members: [municipality]}\ninstitutions:",
            "nhi_society",
        ),
        (LAW, "lines:\n", "lines:\n" + BASE[LAW].partition("lines:\n")[2], '"42"'),
    ],
)
def test_what_stands_twice_is_told_once(path: str, old: str, new: str, place: str) -> None:
    assert ("name.duplicate", place) in told((path, old, new))


def test_equal_names_in_different_scopes_are_no_duplicates() -> None:
    other = 'birth_date  TK90000000000106  date  "生年月日"'
    assert told((LAYOUT, other, f'{other}\n      total_income  TK90000000000107  date  "別"')) == []


def test_two_areas_of_one_name_are_told() -> None:
    text = another_area("local_tax")
    assert ("name.duplicate", "local_tax") in told(more={"areas/z.layout": text})


@pytest.mark.parametrize(
    ("code", "first", "place"), [("TM00000000000002", 201, "child_allowance"), ("TM00000000000003", 101, "month")]
)
def test_a_code_names_one_thing_over_all_areas(code: str, first: int, place: str) -> None:
    (found,) = findings(more={"areas/z.layout": another_area(code=code, first=first)})
    assert (found.rule.id, found.place.text()) == ("code.duplicate", place)
    assert [each.place.file.path for each in found.related] == ["layouts/areas/local_tax.layout"]


def test_a_code_in_one_area_names_one_thing() -> None:
    assert told((LAYOUT, "TK90000000000103", "TK90000000000102")) == [("code.duplicate", "aggregate_income")]
    assert told((LAYOUT, "TK90000000000106", "TK90000000000105")) == [("code.duplicate", "birth_date")]


def test_an_item_of_two_periods_keeps_its_code() -> None:
    both = f"{TOTAL} until 2018-06\n    {TOTAL.replace('yen(11', 'yen(12')} since 2018-07"
    assert told((LAYOUT, TOTAL, both)) == []


# Dates.


@pytest.mark.parametrize(
    "written", ["2018-13", "2018-02-29", "2018-00", "2018-6", "0000", "18-07", "2018/07", "2018-07-32", "2018-07-01T"]
)
def test_what_is_no_day_of_the_calendar_is_told(written: str) -> None:
    assert told((LAYOUT, TOTAL, f"{TOTAL} since {written}")) == [("date.form", written)]


def test_an_until_before_its_since_is_told() -> None:
    assert told((LAYOUT, TOTAL, f"{TOTAL} since 2018-07-02 until 2018-07-01")) == [("date.order", "2018-07-01")]
    assert told((LAYOUT, TOTAL, f"{TOTAL} since 2018-07-01 until 2018-07-01")) == []
    assert told((LAYOUT, TOTAL, f"{TOTAL} since 2018-07 until 2018")) == []


@pytest.mark.parametrize(
    ("first", "second", "rule"),
    [
        ("until 2018-06", "since 2018-07", None),
        ("until 2018-06-30", "since 2018-07-01", None),
        ("until 2017", "since 2018", None),
        ("until 2018-07", "since 2018-07", "date.overlap"),
        ("until 2018-07-01", "since 2018-07-01", "date.overlap"),
        ("until 2018-06-29", "since 2018-07-01", "date.gap"),
        ("until 2018-05", "since 2018-07", "date.gap"),
        ("", "since 2018-07", "date.overlap"),
        ("", "", "name.duplicate"),
    ],
)
def test_periods_of_one_thing_follow_one_another(first: str, second: str, rule: str | None) -> None:
    wanted = [(rule, "total_income")] if rule else []
    for one, two in ((first, second), (second, first)):
        assert told((LAYOUT, TOTAL, f"{TOTAL} {one}\n    {TOTAL} {two}")) == wanted


@pytest.mark.parametrize(("first", "second"), [("until 2018-07", "since 2018-07"), ("until 2018-05", "since 2018-07")])
def test_an_overlap_or_a_gap_shows_both_places(first: str, second: str) -> None:
    (found,) = findings((LAYOUT, TOTAL, f"{TOTAL} {first}\n    {TOTAL} {second}"))
    assert (found.place.location().line, [each.place.location().line for each in found.related]) == (14, [13])


def test_a_gap_names_its_first_and_last_day() -> None:
    (found,) = findings((LAYOUT, TOTAL, f"{TOTAL} until 2018-05\n    {TOTAL} since 2018-07"))
    assert "from 2018-06-01 to 2018-06-30" in found.message.en


@pytest.mark.parametrize(
    ("path", "old", "new", "place"),
    [
        (CODES, '1 "非課税"', '1 "非課税" until 2018\n  1 "無"  since 2018', "1"),
        (LAYOUT, EXPOSED, f"{EXPOSED.rstrip()} until 2018\n    income.tax_year since 2018\n", "income.tax_year"),
    ],
)
def test_values_and_lines_follow_one_another_too(path: str, old: str, new: str, place: str) -> None:
    assert told((path, old, new)) == [("date.overlap", place)]


# Cycles.


@pytest.mark.parametrize(
    ("sets", "chain"),
    [
        ({"a": "a"}, "a → a"),
        ({"a": "b", "b": "a"}, "→"),
        ({"a": "b", "b": "c", "c": "a, income.taxable"}, "→"),
        ({"a": "income.* except a"}, "a → a"),
    ],
)
def test_a_set_that_contains_itself_is_told(sets: dict[str, str], chain: str) -> None:
    lines = "".join(f'  set {name} "組" = {paths}\n' for name, paths in sets.items())
    found = findings((LAYOUT, "  expose to", f"{lines}\n  expose to"))
    assert {each.rule.id for each in found} == {"name.cycle"}
    assert len(found) <= len(sets)
    assert chain in found[0].message.en


def test_a_set_in_two_sets_is_no_cycle() -> None:
    lines = '  set a "甲" = b, c\n  set b "乙" = d\n  set c "丙" = d\n  set d "丁" = income.taxable\n'
    assert told((LAYOUT, "  expose to", f"{lines}\n  expose to")) == []


def test_a_mistake_in_a_set_is_told_once_however_often_the_set_is_used() -> None:
    lines = '  set aa "甲" = bb\n  set bb "乙" = income.nothing\n'
    used = "    aa\n    bb\n    aa, bb\n    income.tax_year"
    found = told((LAYOUT, "  expose to", f"{lines}\n  expose to"), (LAYOUT, "    income.tax_year", used))
    assert found.count(("name.unknown", "income.nothing")) == 1


@pytest.mark.parametrize("members", ["[a]", "[b]"])
def test_a_group_that_contains_itself_is_told(members: str) -> None:
    groups = f"groups:\n  a: {{label: 甲, members: {members}}}\n  b: {{label: 乙, members: [a]}}\ninstitutions:"
    assert {rule for rule, _ in told((REGISTRY, "institutions:", groups))} == {"name.cycle"}


def test_groups_in_groups_stand_for_their_kinds() -> None:
    groups = "groups:\n  a: {label: 甲, members: [b, nhi_society]}\n  b: {label: 乙, members: [municipality, nhi_society]}\ninstitutions:"
    whole = catalog((REGISTRY, "institutions:", groups))
    assert whole.groups["a"].kinds == ("municipality", "nhi_society")
    assert whole.label("a") == "甲"


def test_a_line_of_which_except_leaves_nothing_is_told() -> None:
    assert told((LAYOUT, EXPOSED, "    income.taxable except income.*\n"))[:1] == [
        ("exposure.empty", "income.taxable except income.*")
    ]


# Presence, deadlines, retention.


@pytest.mark.parametrize(
    ("clauses", "required", "absent"),
    [
        ("", False, (AbsentReason.NOT_APPLICABLE, AbsentReason.NOT_COVERED)),
        ("required", True, ()),
        ("absent not_covered", False, (AbsentReason.NOT_COVERED,)),
        ("absent not_covered, not_applicable", False, (AbsentReason.NOT_APPLICABLE, AbsentReason.NOT_COVERED)),
    ],
)
def test_an_item_says_why_it_has_no_value(clauses: str, required: bool, absent: tuple[AbsentReason, ...]) -> None:
    one = item("yen(11)", clauses)
    assert (one.required, one.absent) == (required, absent)


def test_a_required_item_and_a_key_give_no_reason() -> None:
    assert told((LAYOUT, TOTAL, f"{TOTAL} absent not_covered")) == [("item.contradiction", "absent not_covered")]
    assert told((LAYOUT, '"課税年度"', '"課税年度" absent not_covered')) == [
        ("item.contradiction", "absent not_covered")
    ]


def test_a_reason_that_is_none_is_told() -> None:
    assert said((LAYOUT, TOTAL, f"{TOTAL.removesuffix('required')} absent not_coverd")) == [
        ("name.unknown", "not_coverd", "did you mean `not_covered` (保有なし)?")
    ]


@pytest.mark.parametrize(
    ("written", "kind", "count", "month_day"),
    [
        ("same_day", "same_day", 0, (1, 1)),
        ("next_business_day", "next_business_day", 0, (1, 1)),
        ("within 2 business_days", "business_days", 2, (1, 1)),
        ("within 8 days", "days", 8, (1, 1)),
        ("monthly at month_end", "month_end", 0, (1, 1)),
        ("monthly by 15 of next_month", "next_month", 15, (1, 1)),
        ("yearly by 07-01", "yearly", 0, (7, 1)),
        ("undecided", "undecided", 0, (1, 1)),
    ],
)
def test_a_deadline_says_how_soon(written: str, kind: str, count: int, month_day: tuple[int, int]) -> None:
    (found,) = area((LAYOUT, "register  within 2 business_days", f"register  {written}")).deadlines
    assert found == Deadline(kind, found.place, count, month_day)
    assert found.place.text() == f"register  {written}"


def test_a_deadline_may_hold_for_a_period() -> None:
    written = "register  undecided until 2019-06\n  register  within 2 business_days since 2019-07"
    first, second = area((LAYOUT, "register  within 2 business_days", written)).deadlines
    assert (first.kind, first.period) == ("undecided", Period(None, date(2019, 6, 30)))
    assert (second.kind, second.count, second.period) == ("business_days", 2, Period(date(2019, 7, 1), None))


def test_a_need_may_name_several_areas_that_hold_the_same_items() -> None:
    whole = catalog(
        (NEEDS, "area: local_tax", "area: [local_tax, child_allowance]"),
        more={"areas/child_allowance.layout": another_area()},
    )
    by_area = [[need.item for need in whole.needs if need.area == name] for name in ("local_tax", "child_allowance")]
    assert by_area[0] == by_area[1] != []


def test_a_record_may_have_deadlines_of_its_own() -> None:
    one = area((LAYOUT, "    key tax_year", "    register same_day\n    register undecided\n    key tax_year"))
    assert [each.kind for each in one.records[0].deadlines] == ["same_day", "undecided"]


@pytest.mark.parametrize(
    ("written", "place"),
    [
        ("monthly by 0 of next_month", "0"),
        ("monthly by 29 of next_month", "29"),
        ("yearly by 7-1", "7-1"),
        ("yearly by 13-01", "13-01"),
    ],
)
def test_a_deadline_on_no_day_is_told(written: str, place: str) -> None:
    assert told((LAYOUT, "within 2 business_days", written)) == [("date.form", place)]


@pytest.mark.parametrize(
    ("written", "duration"),
    [
        ("5 fiscal_years", Duration(5, "fiscal_year")),
        ("10 years", Duration(10, "year")),
        ("18 months", Duration(18, "month")),
        ("current", None),
    ],
)
def test_retention_says_how_far_back(written: str, duration: Duration | None) -> None:
    found = area((LAYOUT, "retain    5 fiscal_years", f"retain    {written}")).retention
    assert found is not None
    assert found == Retention(duration, found.place)


def test_a_retention_without_a_unit_that_is_one_is_told() -> None:
    assert said((LAYOUT, "5 fiscal_years", "5 fiscal_year")) == [
        ("name.unknown", "fiscal_year", "did you mean `fiscal_years`?")
    ]


@pytest.mark.parametrize(
    ("written", "bounds"),
    [("0..20", (0, 20)), ("1..*", (1, None)), ("3", (3, 3)), ("0 .. 1", (0, 1)), ("0..*", (0, None))],
)
def test_bounds_say_how_often(written: str, bounds: tuple[int, int | None]) -> None:
    repeat = area((LAYOUT, "[0..20]", f"[{written}]")).records[0].members[-1]
    assert (getattr(repeat, "minimum", None), getattr(repeat, "maximum", 0)) == bounds


@pytest.mark.parametrize("written", ["20..0", "0..0", "0", "1..9999999999"])
def test_bounds_that_hold_nothing_are_told(written: str) -> None:
    assert told((LAYOUT, "[0..20]", f"[{written}]")) == [("repeat.bounds", written)]


def test_the_order_of_files_decides_nothing() -> None:
    files = edited((LAYOUT, EXPOSED, "    income.nothing\n")) | {"areas/z.layout": another_area()}
    forwards, backwards = resolved(files), resolved(dict(reversed(files.items())))
    assert [each.message for each in forwards.findings] == [each.message for each in backwards.findings]
    assert set(forwards.catalog.areas) == set(backwards.catalog.areas)
