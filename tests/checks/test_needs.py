"""The missing side: every verdict, each with its rule, its place and what to do; several causes are all named."""

from collections.abc import Iterable
from datetime import date

import pytest

from layoutc.checks.registry import Checked, run_checks
from layoutc.findings import Finding
from tests.catalog.texts import CODES, LAW, LAYOUT, NEEDS, REGISTRY, another_area, catalog

DAY = date(2017, 7, 31)
ITEMS = "items: [income.tax_year, income.total_income, income.taxable, income.dependents.birth_date]"
OTHERS = "income.tax_year, income.total_income, income.taxable, income.dependents.birth_date"
Edit = tuple[str, str, str]


def run(*edits: Edit, day: date = DAY, more: dict[str, str] | None = None) -> Checked:
    return run_checks(catalog(*edits, more=more).at(day))


def needing(item: str, *lines: str) -> Edit:
    """The base project's needs with one item put in the place of the one of the same path, and further lines."""
    path = item.removeprefix("{item: ").partition(",")[0] if item.startswith("{") else item
    others = ", ".join(each for each in OTHERS.split(", ") if each != path)
    return (NEEDS, ITEMS, f"items: [{item}, {others}]" + "".join(f"\n        {line}" for line in lines))


def verdict(checked: Checked, item: str) -> list[str]:
    (found,) = (each for each in checked.verdicts if each.item == f"income.{item}")
    return list(found.causes)


def told(findings: Iterable[Finding]) -> list[tuple[str, str]]:
    return [(found.rule.id, found.place.text()) for found in findings]


def related(finding: Finding) -> list[str]:
    return [each.place.text() for each in finding.related]


def test_what_is_exposed_and_fits_is_ok() -> None:
    checked = run()
    assert checked.findings == ()
    assert {each.causes for each in checked.verdicts} == {("ok",)}
    assert {(each.area, each.querier, each.procedure) for each in checked.verdicts} == {
        ("local_tax", "nhi_society", "nhi_benefit")
    }


def test_an_item_is_judged_once_however_many_needs_name_it() -> None:
    twice = "\n      - area: local_tax\n        items: [income.taxable]\n        why: 別の判定\n        cite: 別の条"
    checked = run((NEEDS, "施行令第29条の3\n", f"施行令第29条の3{twice}\n"))
    assert len(checked.verdicts) == 4


@pytest.mark.parametrize(
    ("item", "help_text"),
    [
        ("income.total_incone", "did you mean `income.total_income` (総所得金額)?"),
        ("income.zzz", "declare the item in a layout, or correct the need"),
    ],
)
def test_an_item_that_no_layout_has_is_missing(item: str, help_text: str) -> None:
    checked = run(needing(item))
    assert verdict(checked, item.removeprefix("income.")) == ["missing"]
    (found,) = checked.findings
    assert (found.rule.id, found.place.text(), found.help.en) == ("need.missing", item, help_text)


def test_an_item_of_an_area_that_has_ended_is_missing() -> None:
    ended = {"areas/more.layout": another_area().replace('関係情報" {', '関係情報" until 2017-07-30 {')}
    need = "\n      - area: child_allowance\n        items: [payment.month]\n        why: 判定\n        cite: 条"
    law = (LAW, "areas: [local_tax]", "areas: [local_tax, child_allowance]")
    found = run((NEEDS, "施行令第29条の3\n", f"施行令第29条の3{need}\n"), law, more=ended).findings
    assert told(found) == [("need.missing", "payment.month")]


def test_an_item_that_has_ended_is_missing() -> None:
    edit = (LAYOUT, '"総所得金額"  required', '"総所得金額"  required until 2017-07-30')
    assert verdict(run(edit), "total_income") == ["missing"]
    assert verdict(run(edit, day=date(2017, 7, 30)), "total_income") == ["ok"]


def test_an_item_that_exists_and_is_not_named_is_not_exposed() -> None:
    checked = run((LAYOUT, "    income.taxable\n", ""))
    assert verdict(checked, "taxable") == ["not_exposed"]
    (found,) = checked.findings
    assert told([found]) == [("need.not-exposed", "nhi_society for nhi_benefit")]
    assert found.help.en == "add a line `income.taxable` under `expose to nhi_society for nhi_benefit`"
    assert related(found) == ["income.taxable", "taxable"]
    assert (found.subject.area, found.subject.querier, found.subject.item) == (
        "local_tax",
        "nhi_society",
        "income.taxable",
    )


def test_without_any_exposure_the_place_is_the_area() -> None:
    checked = run((LAYOUT, "for nhi_benefit {", "for nhi_benefit until 2016 {"))
    assert {(found.rule.id, found.place.text()) for found in checked.findings} == {("need.not-exposed", "local_tax")}
    assert len(checked.findings) == 4


def test_what_is_exposed_from_a_later_day_is_not_exposed_before() -> None:
    edit = (LAYOUT, "    income.taxable\n", "    income.taxable since 2018-07\n")
    assert verdict(run(edit), "taxable") == ["not_exposed"]
    assert verdict(run(edit, day=date(2018, 6, 30)), "taxable") == ["not_exposed"]
    assert verdict(run(edit, day=date(2018, 7, 1)), "taxable") == ["ok"]


def test_a_need_that_has_not_begun_or_has_ended_asks_for_nothing() -> None:
    edits: tuple[Edit, ...] = (
        (LAYOUT, "    income.taxable\n", ""),
        (NEEDS, ITEMS, ITEMS.replace(" income.taxable,", "")),
        (
            NEEDS,
            "        cite: 国民健康保険法施行令第29条の3\n",
            "        cite: 国民健康保険法施行令第29条の3\n      - area: local_tax\n        items: [income.taxable]\n"
            '        why: 後の判定\n        cite: 条\n        since: "2018-07"\n        until: "2018-08"\n',
        ),
    )
    found = {
        day: told(run(*edits, day=day).findings) for day in (date(2018, 6, 30), date(2018, 7, 1), date(2018, 9, 1))
    }
    assert [len(each) for each in found.values()] == [0, 1, 0]


# Several providers of one area: what one of them does not expose is its own finding.

PREFECTURE: tuple[Edit, ...] = (
    (REGISTRY, "  municipality: 市町村長\n", "  municipality: 市町村長\n  prefecture: 都道府県知事\n"),
    (LAYOUT, "provider  municipality", "provider  municipality, prefecture"),
    (LAW, "kinds: [municipality]", "kinds: [municipality, prefecture]"),
)


def test_an_exposure_without_from_is_one_of_every_provider() -> None:
    assert run(*PREFECTURE).findings == ()


def test_what_one_provider_does_not_expose_names_that_provider() -> None:
    checked = run(*PREFECTURE, (LAYOUT, "for nhi_benefit {", "for nhi_benefit from municipality {"))
    assert verdict(checked, "taxable") == ["not_exposed"]
    assert {found.subject.provider for found in checked.findings} == {"prefecture"}
    assert "都道府県知事" in checked.findings[0].message.ja


def test_two_exposures_may_share_the_providers_between_them() -> None:
    second = "\n  expose to nhi_society for nhi_benefit from prefecture {\n    income.* except income.aggregate_income\n  }\n}\n"
    edits = (*PREFECTURE, (LAYOUT, "for nhi_benefit {", "for nhi_benefit from municipality {"))
    assert (
        run(*edits, (LAYOUT, "    income.dependents\n  }\n}\n", f"    income.dependents\n  }}\n{second}")).findings
        == ()
    )


def test_what_no_provider_exposes_is_one_finding() -> None:
    checked = run(*PREFECTURE, (LAYOUT, "    income.taxable\n", ""))
    assert [(found.rule.id, found.subject.provider) for found in checked.findings] == [("need.not-exposed", None)]


def test_who_is_not_in_the_table_lacks_nothing_also_where_the_table_names_nobody() -> None:
    """That it names nobody is one mistake; who exposed nothing before is not a second one."""
    edits = (*PREFECTURE[:2], (LAYOUT, "for nhi_benefit {", "for nhi_benefit from municipality {"))
    assert run(*edits).findings == ()
    found = {each.rule.id for each in run(*edits, (LAW, 'row: "42"', 'row: "999"')).findings}
    assert found == {"need.no-legal-basis", "exposure.no-legal-basis"}


# Groups as queriers.

GROUP: tuple[Edit, ...] = (
    (REGISTRY, "  nhi_society: 国民健康保険組合\n", "  nhi_society: 国民健康保険組合\n  jhia: 全国健康保険協会\n"),
    (REGISTRY, "queriers: [nhi_society]", "queriers: [insurer]"),
    (REGISTRY, "institutions:", "groups:\n  insurer: {label: 医療保険者, members: [nhi_society, jhia]}\ninstitutions:"),
    (LAW, "kinds: [nhi_society]", "kinds: [insurer]"),
    (NEEDS, "querier: nhi_society", "querier: insurer"),
)


def test_the_needs_of_a_group_are_those_of_each_of_its_kinds() -> None:
    checked = run(*GROUP)
    assert {(found.rule.id, found.subject.querier) for found in checked.findings} == {("need.not-exposed", "jhia")}
    assert len(checked.verdicts) == 8


def test_an_exposure_to_a_group_is_one_to_each_of_its_kinds() -> None:
    assert run(*GROUP, (LAYOUT, "expose to nhi_society", "expose to insurer")).findings == ()


# What arrives cannot hold what is needed.


@pytest.mark.parametrize(
    ("has", "needs", "rule"),
    [
        ("yen(11)", "yen(11)", None),
        ("yen(11)", "yen(12)", "need.too-short"),
        ("yen(11)", "yen(11, signed)", "need.too-short"),
        ("yen(11, signed)", "yen(11)", None),
        ("yen(11)", "int(11)", "need.type"),
        ("yen(11)", "text(20)", "need.type"),
        ("text(10)", "text(11)", "need.too-short"),
        ("text(10)", "kana(5)", "need.type"),
        ("kana(10)", "text(5)", None),
        ("kana(10)", "wide(5)", "need.type"),
        ("digits(6)", "text(6)", None),
        ("digits(6)", "ascii(7)", "need.too-short"),
        ("digits(6)", "digits(1..6)", "need.too-short"),
        ("digits(1..6)", "digits(6)", None),
        ("digits(6)", "int(6)", "need.type"),
        ("decimal(5, 2)", "decimal(4, 2)", None),
        ("decimal(5, 2)", "decimal(5, 1)", "need.too-short"),
        ("decimal(5, 2)", "decimal(5, 3)", "need.too-short"),
        ("decimal(5, 2)", "decimal(4, 2, signed)", "need.too-short"),
        ("date", "date(partial)", None),
        ("date(partial)", "date", "need.type"),
        ("date", "datetime", "need.type"),
        ("year", "fiscal_year", "need.type"),
        ("fiscal_year", "fiscal_year", None),
        ("flag", "flag", None),
        ("year_month", "year_month", None),
    ],
)
def test_the_type_that_arrives_against_the_one_that_is_read(has: str, needs: str, rule: str | None) -> None:
    need = needing(f'{{item: income.total_income, type: "{needs}"}}')
    checked = run((LAYOUT, "yen(11, signed)", has), need)
    assert told(checked.findings) == ([(rule, "total_income")] if rule else [])
    causes = {None: "ok", "need.type": "type", "need.too-short": "too_short"}
    assert verdict(checked, "total_income") == [causes[rule]]


def test_a_finding_about_a_type_shows_the_need_and_the_exposure() -> None:
    (found,) = run(needing('{item: income.total_income, type: "yen(12, signed)"}')).findings
    assert related(found) == ["income.total_income", "income.total_income"]
    assert [each.place.file.path for each in found.related] == [f"layouts/{NEEDS}", f"layouts/{LAYOUT}"]
    assert "`yen(12, signed)`" in found.help.en


@pytest.mark.parametrize(
    ("requirement", "lacking"),
    [
        ('values: ["0", "1"]', None),
        ('values: ["1", "9", "8"]', "8, 9"),
        ('type: "code(taxable)"', None),
        ('type: "code(wide)"', "2, 3"),
        ('type: "code(wide)", values: ["9"]', "2, 3, 9"),
    ],
)
def test_the_values_that_are_told_apart(requirement: str, lacking: str | None) -> None:
    wide = {"codes/wide.codes": 'codes wide "広い" {\n  0 "零"\n  2 "二"\n  3 "三"\n}\n'}
    checked = run(needing(f"{{item: income.taxable, {requirement}}}"), more=wide)
    assert verdict(checked, "taxable") == (["codelist"] if lacking else ["ok"])
    assert [found.message.en.rpartition(": ")[2] for found in checked.findings] == ([lacking] if lacking else [])


def test_a_value_that_has_ended_is_lacking() -> None:
    edits = (needing('{item: income.taxable, values: ["1"]}'), (CODES, '"非課税"', '"非課税" until 2017-07-30'))
    assert verdict(run(*edits), "taxable") == ["codelist"]
    assert verdict(run(*edits, day=date(2017, 7, 30)), "taxable") == ["ok"]


def test_values_of_an_item_that_is_no_code_are_of_another_type() -> None:
    assert verdict(run(needing('{item: income.total_income, values: ["1"]}')), "total_income") == ["type"]


@pytest.mark.parametrize(
    ("bounds", "times", "outcome"),
    [("0..20", 20, "ok"), ("0..20", 21, "repetition"), ("0..*", 999, "ok"), ("3", 3, "ok"), ("3", 4, "repetition")],
)
def test_how_often_it_comes(bounds: str, times: int, outcome: str) -> None:
    need = needing(f"{{item: income.dependents.birth_date, times: {times}}}")
    checked = run((LAYOUT, "[0..20]", f"[{bounds}]"), need)
    assert verdict(checked, "dependents.birth_date") == [outcome]
    assert told(checked.findings) == ([] if outcome == "ok" else [("need.repetition", "dependents")])


def test_an_item_outside_a_repeat_comes_once() -> None:
    checked = run(needing("{item: income.taxable, times: 2}"))
    assert told(checked.findings) == [("need.repetition", "taxable")]


def test_repeats_in_repeats_multiply() -> None:
    inner = '    repeat outer TK90000000000191 [0..5] "外" {\n    repeat dependents'
    nested = ((LAYOUT, "    repeat dependents", inner), (LAYOUT, '"生年月日"\n    }\n', '"生年月日"\n    }\n    }\n'))
    path = (LAYOUT, "    income.dependents\n", "    income.outer\n")
    for times, outcome in ((100, "ok"), (101, "repetition")):
        need = (
            NEEDS,
            "income.dependents.birth_date]",
            f"{{item: income.outer.dependents.birth_date, times: {times}}}]",
        )
        assert verdict(run(*nested, path, need), "outer.dependents.birth_date") == [outcome]


@pytest.mark.parametrize(
    ("item", "edit", "outcome"),
    [
        ("total_income", None, "ok"),
        ("tax_year", None, "ok"),
        ("taxable", None, "absent"),
        ("taxable", (LAYOUT, '"課税区分"', '"課税区分" required'), "ok"),
        ("dependents.birth_date", None, "absent"),
        ("dependents.birth_date", (LAYOUT, '"生年月日"', '"生年月日" required'), "absent"),
        ("dependents.birth_date", (LAYOUT, "[0..20]", "[1..20]"), "absent"),
    ],
)
def test_what_is_always_needed_must_always_be_there(item: str, edit: Edit | None, outcome: str) -> None:
    need = needing(f"{{item: income.{item}, always: true}}")
    assert verdict(run(need, *([edit] if edit else [])), item) == [outcome]


def test_a_required_item_of_a_repeat_that_comes_at_least_once_is_always_there() -> None:
    need = needing("{item: income.dependents.birth_date, always: true}")
    edits = ((LAYOUT, '"生年月日"', '"生年月日" required'), (LAYOUT, "[0..20]", "[1..20]"))
    assert verdict(run(need, *edits), "dependents.birth_date") == ["ok"]


def test_always_false_asks_for_nothing() -> None:
    assert verdict(run(needing("{item: income.taxable, always: false}")), "taxable") == ["ok"]


# How far back, and what cannot be judged.


@pytest.mark.parametrize(
    ("keeps", "reach", "outcome"),
    [
        ("5 fiscal_years", "5 fiscal_years", "ok"),
        ("5 fiscal_years", "6 fiscal_years", "history"),
        ("60 months", "5 years", "ok"),
        ("59 months", "5 years", "history"),
        ("2 months", "60 days", "ok"),
        ("1 months", "32 days", "history"),
        ("current", "1 day", "history"),
    ],
)
def test_how_far_back_a_need_reaches(keeps: str, reach: str, outcome: str) -> None:
    need = (NEEDS, "        why:", f"        reach: {reach}\n        why:")
    checked = run((LAYOUT, "5 fiscal_years", keeps), need)
    assert {each.causes for each in checked.verdicts} == {(outcome,)}
    assert {found.place.text() for found in checked.findings} == (set() if outcome == "ok" else {f"retain    {keeps}"})


def test_a_reach_without_a_retention_is_unknown_and_never_ok() -> None:
    checked = run(
        (LAYOUT, "  retain    5 fiscal_years\n", ""), (NEEDS, "        why:", "        reach: 1 year\n        why:")
    )
    assert {each.causes for each in checked.verdicts} == {("unknown",)}
    assert {(found.rule.id, found.rule.severity.value, found.place.text()) for found in checked.findings} == {
        ("need.unknown", "warning", "local_tax")
    }


def test_all_causes_of_a_verdict_are_named_in_the_order_of_weight() -> None:
    need = needing(
        '{item: income.dependents.birth_date, type: "datetime", times: 21, always: true}',
        "reach: 6 years",
    )
    checked = run((NEEDS, "at_most: 60 days old", "at_most: 1 day old"), need)
    assert verdict(checked, "dependents.birth_date") == ["type", "repetition", "absent", "history", "stale"]
    of_item = [found.rule.id for found in checked.findings if found.subject.item == "income.dependents.birth_date"]
    assert of_item == ["need.type", "need.repetition", "need.may-be-absent", "need.history", "need.stale"]


def test_two_needs_of_one_item_are_judged_by_the_stricter() -> None:
    need = "\n      - area: local_tax\n        items: [{item: income.taxable, always: true}]\n        why: 別\n        cite: 条"
    checked = run((NEEDS, "施行令第29条の3\n", f"施行令第29条の3{need}\n"))
    assert verdict(checked, "taxable") == ["absent"]


def test_another_area_changes_no_verdict() -> None:
    assert run(more={"areas/more.layout": another_area()}).verdicts == run().verdicts
