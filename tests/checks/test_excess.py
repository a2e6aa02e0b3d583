"""The excess side: what is exposed or asked for beyond need or law."""

from datetime import date

import pytest

from layoutc.checks.registry import run_checks
from layoutc.findings import Finding
from tests.catalog.texts import LAW, LAYOUT, NEEDS, REGISTRY, catalog

DAY = date(2017, 7, 31)
Edit = tuple[str, str, str]


def findings(*edits: Edit, day: date = DAY) -> tuple[Finding, ...]:
    return run_checks(catalog(*edits).at(day)).findings


def told(*edits: Edit, day: date = DAY) -> list[tuple[str, str]]:
    return [(found.rule.id, found.place.text()) for found in findings(*edits, day=day)]


NO_LONGER_NEEDED = (NEEDS, " income.taxable,", "")


def test_an_exposed_item_that_no_need_names_is_told_at_its_line() -> None:
    (found,) = findings(NO_LONGER_NEEDED)
    assert (found.rule.id, found.place.text()) == ("exposure.unneeded", "income.taxable")
    assert (found.subject.querier, found.subject.procedure, found.subject.item) == (
        "nhi_society",
        "nhi_benefit",
        "income.taxable",
    )
    assert [each.place.text() for each in found.related] == ["taxable"]


def test_each_item_of_a_record_that_is_exposed_whole_is_judged() -> None:
    assert told((LAYOUT, "    income.taxable\n", "    income.*\n")) == [("exposure.unneeded", "income.*")]


def test_it_is_told_once_for_all_providers() -> None:
    edits = (
        (REGISTRY, "  municipality: 市町村長\n", "  municipality: 市町村長\n  prefecture: 都道府県知事\n"),
        (LAYOUT, "provider  municipality", "provider  municipality, prefecture"),
        (LAW, "kinds: [municipality]", "kinds: [municipality, prefecture]"),
    )
    assert told(*edits, NO_LONGER_NEEDED) == [("exposure.unneeded", "income.taxable")]


@pytest.mark.parametrize(("day", "count"), [(date(2017, 7, 30), 0), (DAY, 1)])
def test_what_a_need_no_longer_asks_for_is_unneeded_from_then_on(day: date, count: int) -> None:
    ended = (
        NEEDS,
        "        cite: 国民健康保険法施行令第29条の3\n",
        "        cite: 国民健康保険法施行令第29条の3\n      - area: local_tax\n        items: [income.taxable]\n"
        '        why: 判定\n        cite: 条\n        until: "2017-07-30"\n',
    )
    assert len(told(NO_LONGER_NEEDED, ended, day=day)) == count


def test_what_is_no_longer_exposed_is_not_unneeded() -> None:
    assert told(NO_LONGER_NEEDED, (LAYOUT, "    income.taxable\n", "    income.taxable until 2016\n")) == []


BOTH = [("need.no-legal-basis", "income.tax_year"), ("exposure.no-legal-basis", "nhi_society for nhi_benefit")]


@pytest.mark.parametrize(
    "edit",
    [
        (LAW, "areas: [local_tax]", "areas: []"),
        (LAW, 'row: "42"', 'row: "43"'),
        (LAW, "市町村長, kinds: [municipality]", "市町村長, kinds: [nhi_society]"),
        (LAW, "国民健康保険組合, kinds: [nhi_society]", "国民健康保険組合, kinds: [municipality]"),
        (LAW, "    confidence:", '    until: "2017-07-30"\n    confidence:'),
        (LAW, "areas: [local_tax]", 'areas: [local_tax], since: "2017-08"'),
        (REGISTRY, 'rows: ["42"]', 'rows: ["43"]'),
    ],
)
def test_without_a_row_of_the_table_need_and_exposure_have_no_ground(edit: Edit) -> None:
    assert sorted(told(edit)) == sorted(BOTH)


def test_any_row_of_the_procedure_is_ground_enough() -> None:
    assert told((REGISTRY, 'rows: ["42"]', 'rows: ["41", "42"]')) == []


def test_the_rows_to_look_at_are_named() -> None:
    found = findings((REGISTRY, 'rows: ["42"]', 'rows: ["43", "44の2"]'))
    assert all("(43, 44の2)" in each.help.en for each in found)


def test_a_provider_without_ground_is_told_and_the_need_that_others_may_serve_is_not() -> None:
    edits = (
        (REGISTRY, "  municipality: 市町村長\n", "  municipality: 市町村長\n  prefecture: 都道府県知事\n"),
        (LAYOUT, "provider  municipality", "provider  municipality, prefecture"),
    )
    found = findings(*edits)
    assert [(each.rule.id, each.subject.provider) for each in found] == [("exposure.no-legal-basis", "prefecture")]


def test_an_exposure_of_nothing_needs_no_ground() -> None:
    empty = (
        LAYOUT,
        "    income.tax_year, income.total_income\n    income.taxable\n    income.dependents\n",
        "    income.tax_year until 2016\n",
    )
    rules = [rule for rule, _ in told(empty, (LAW, "areas: [local_tax]", "areas: []"))]
    assert "exposure.no-legal-basis" not in rules
    assert "need.no-legal-basis" in rules


def test_what_two_lines_expose_is_told_at_the_first() -> None:
    twice = (LAYOUT, "    income.taxable\n", "    income.*\n    income.aggregate_income\n")
    assert told(twice) == [("exposure.unneeded", "income.*")]
