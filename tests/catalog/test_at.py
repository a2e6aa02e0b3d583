"""catalog.at(day): what stood that day, to the day."""

from datetime import date, timedelta

import pytest

from layoutc.catalog.catalog import Catalog
from tests.catalog.texts import CODES, LAW, LAYOUT, NEEDS, REGISTRY, another_area, catalog

FIRST, LAST = date(2017, 7, 18), date(2018, 6, 30)
SPAN = "since 2017-07-18 until 2018-06"
YAML_SPAN = 'since: "2017-07-18", until: "2018-06"'
DAY = timedelta(days=1)
DAYS = [(FIRST - DAY, False), (FIRST, True), (FIRST + DAY, True), (LAST, True), (LAST + DAY, False)]
each_day = pytest.mark.parametrize(("day", "stands"), DAYS, ids=["before", "first", "second", "last", "after"])


def paths(whole: Catalog, day: date) -> set[str]:
    return {path for _, path in whole.at(day).items}


def exposed(whole: Catalog, day: date) -> set[str]:
    lines = whole.at(day).exposed.get(("local_tax", "municipality", "nhi_society", "nhi_benefit"), {})
    return {path.removeprefix("income.") for path in lines}


def test_the_day_of_a_catalog_is_known() -> None:
    assert catalog().day is None
    assert catalog().at(FIRST).day == FIRST


@each_day
def test_an_area_stands_from_its_first_to_its_last_day(day: date, stands: bool) -> None:
    text = another_area().replace('関係情報" {', f'関係情報" {SPAN} {{')
    whole = catalog(more={"areas/more.layout": text})
    assert ("child_allowance" in whole.at(day).areas) is stands
    assert ("income.taxable" in paths(whole, day)) is True


@each_day
def test_a_record_with_all_its_items(day: date, stands: bool) -> None:
    whole = catalog((LAYOUT, 'record income "所得・課税" {', f'record income "所得・課税" {SPAN} {{'))
    assert ("income.total_income" in paths(whole, day)) is stands
    assert ("total_income" in exposed(whole, day)) is stands


@each_day
def test_an_item_and_the_lines_that_expose_it(day: date, stands: bool) -> None:
    whole = catalog((LAYOUT, '"総所得金額"  required', f'"総所得金額"  required {SPAN}'))
    assert ("income.total_income" in paths(whole, day)) is stands
    assert ("total_income" in exposed(whole, day)) is stands
    assert "taxable" in exposed(whole, day)


@each_day
def test_a_repeat_with_all_its_items(day: date, stands: bool) -> None:
    whole = catalog((LAYOUT, '"扶養親族" {', f'"扶養親族" {SPAN} {{'))
    assert ("income.dependents.birth_date" in paths(whole, day)) is stands


@each_day
def test_a_deadline_of_the_area_and_one_of_a_record(day: date, stands: bool) -> None:
    whole = catalog(
        (LAYOUT, "register  within 2 business_days", f"register  within 2 business_days {SPAN}"),
        (LAYOUT, "    key tax_year", f"    register same_day {SPAN}\n    key tax_year"),
    )
    area = whole.at(day).areas["local_tax"]
    assert bool(area.deadlines) is stands
    assert bool(area.records[0].deadlines) is stands


@each_day
def test_a_code_value(day: date, stands: bool) -> None:
    values = catalog((CODES, '"非課税"', f'"非課税" {SPAN}')).at(day).codes["taxable"].values
    assert [each.value for each in values] == (["0", "1"] if stands else ["0"])


@each_day
def test_an_exposure(day: date, stands: bool) -> None:
    whole = catalog((LAYOUT, "for nhi_benefit {", f"for nhi_benefit {SPAN} {{"))
    assert bool(exposed(whole, day)) is stands
    assert bool(whole.at(day).exposures_of) is stands


@each_day
def test_a_line_of_an_exposure(day: date, stands: bool) -> None:
    whole = catalog((LAYOUT, "    income.taxable\n", f"    income.taxable {SPAN}\n"))
    assert ("taxable" in exposed(whole, day)) is stands
    assert "total_income" in exposed(whole, day)


def test_a_line_stands_only_while_its_exposure_does() -> None:
    whole = catalog(
        (LAYOUT, "for nhi_benefit {", "for nhi_benefit until 2018-06 {"),
        (LAYOUT, "    income.taxable\n", "    income.taxable since 2017-07-18\n"),
    )
    assert [("taxable" in exposed(whole, day)) for day, _ in DAYS] == [stands for _, stands in DAYS]


def test_a_line_outside_its_exposure_never_stands() -> None:
    whole = catalog(
        (LAYOUT, "for nhi_benefit {", "for nhi_benefit until 2018-06 {"),
        (LAYOUT, "    income.taxable\n", "    income.taxable since 2018-07\n"),
    )
    assert not any("taxable" in exposed(whole, day) for day, _ in DAYS)


@each_day
def test_a_procedure(day: date, stands: bool) -> None:
    whole = catalog((REGISTRY, '    rows: ["42"]', '    rows: ["42"]\n    since: "2017-07-18"\n    until: "2018-06"'))
    assert ("nhi_benefit" in whole.at(day).procedures) is stands


@each_day
def test_a_need(day: date, stands: bool) -> None:
    whole = catalog((NEEDS, "        why:", '        since: "2017-07-18"\n        until: "2018-06"\n        why:'))
    assert bool(whole.at(day).needs) is stands


@each_day
def test_a_line_of_the_legal_table(day: date, stands: bool) -> None:
    whole = catalog((LAW, "    confidence:", '    since: "2017-07-18"\n    until: "2018-06"\n    confidence:'))
    assert bool(whole.at(day).legal_basis("local_tax", "municipality", "nhi_society", "nhi_benefit")) is stands


@each_day
def test_a_kind_of_information_in_a_line_of_the_legal_table(day: date, stands: bool) -> None:
    whole = catalog((LAW, "areas: [local_tax]", f"areas: [local_tax], {YAML_SPAN}"))
    assert bool(whole.at(day).legal_basis("local_tax", "municipality", "nhi_society", "nhi_benefit")) is stands


@pytest.mark.parametrize(
    ("written", "first"), [("2018", date(2018, 1, 1)), ("2018-07", date(2018, 7, 1)), ("2018-07-18", date(2018, 7, 18))]
)
def test_since_is_the_first_day_of_what_is_written(written: str, first: date) -> None:
    whole = catalog((LAYOUT, '"総所得金額"  required', f'"総所得金額" since {written}'))
    assert [("income.total_income" in paths(whole, day)) for day in (first - DAY, first)] == [False, True]


@pytest.mark.parametrize(
    ("written", "last"),
    [("2018", date(2018, 12, 31)), ("2016-02", date(2016, 2, 29)), ("2018-07-18", date(2018, 7, 18))],
)
def test_until_is_the_last_day_of_what_is_written(written: str, last: date) -> None:
    whole = catalog((LAYOUT, '"総所得金額"  required', f'"総所得金額" until {written}'))
    assert [("income.total_income" in paths(whole, day)) for day in (last, last + DAY)] == [True, False]


def test_of_two_versions_of_an_item_the_one_of_the_day_stands() -> None:
    line = 'total_income      TK90000000000102  yen(11, signed)  "総所得金額"  required'
    whole = catalog((LAYOUT, line, f"{line} until 2018-06\n    {line.replace('yen(11', 'yen(12')} since 2018-07"))
    digits = [
        getattr(whole.at(day).items["local_tax", "income.total_income"].item.type, "digits", 0)
        for day in (LAST, LAST + DAY)
    ]
    assert digits == [11, 12]
    assert len([path for path in whole.at(LAST).areas["local_tax"].items() if path.path == "income.total_income"]) == 1


def test_exposed_items_come_in_the_order_of_the_layout() -> None:
    mixed = (
        LAYOUT,
        "    income.tax_year, income.total_income\n    income.taxable\n",
        "    income.taxable\n    income.total_income, income.tax_year\n",
    )
    lines = catalog(mixed).at(FIRST).exposed["local_tax", "municipality", "nhi_society", "nhi_benefit"]
    assert list(lines) == ["income.tax_year", "income.total_income", "income.taxable", "income.dependents.birth_date"]


def test_nothing_of_the_undated_catalog_is_lost_by_asking_for_a_day() -> None:
    whole = catalog((LAYOUT, "    income.taxable\n", "    income.taxable until 2016\n"))
    before = whole.areas["local_tax"].exposures
    whole.at(FIRST)
    assert whole.areas["local_tax"].exposures is before
