"""The registration deadlines of a day, counted."""

import json
from datetime import date

import pytest

from layoutc.catalog.model import Area
from layoutc.reports import deadlines
from tests.catalog.texts import LAYOUT, area

DAY = date(2017, 7, 31)
REGISTER = "register  within 2 business_days"


def made(*lines: str, record: str = "") -> Area:
    own = f"    {record}\n    key tax_year" if record else "    key tax_year"
    return area((LAYOUT, REGISTER, "\n  ".join(lines)), (LAYOUT, "    key tax_year", own))


def counts(*areas: Area) -> list[tuple[str, int]]:
    document = json.loads(deadlines.render_json(areas, DAY))
    return [(each["deadline"]["en"], each["count"]) for each in document["deadlines"]]


def test_a_deadline_counts_once_for_an_area_however_many_records_have_it() -> None:
    assert counts(made("register same_day", record="register same_day")) == [("on the same day", 1)]


def test_an_area_with_several_deadlines_counts_for_each_and_they_stand_soonest_first() -> None:
    one = made("register yearly by 07-01", record="register next_business_day")
    assert counts(one) == [("before opening on the next business day", 1), ("each year by 07-01", 1)]


def test_equal_deadlines_of_two_areas_are_one_row() -> None:
    assert counts(made("register undecided"), made("register undecided")) == [("not decided", 2)]


@pytest.mark.parametrize(
    ("line", "ja"),
    [
        ("register same_day", "当日中"),
        ("register next_business_day", "翌開庁日の業務開始前まで"),
        ("register within 2 business_days", "翌々開庁日の業務開始前まで"),
        ("register within 3 business_days", "3開庁日後の業務開始前まで"),
        ("register within 8 days", "8日後まで"),
        ("register monthly at month_end", "当月月末"),
        ("register monthly by 15 of next_month", "翌月15日まで"),
        ("register yearly by 07-01", "毎年7月1日まで"),
        ("register undecided", "未定"),
    ],
)
def test_each_deadline_has_its_words(line: str, ja: str) -> None:
    assert deadlines.render([made(line)], DAY, "ja").splitlines()[1].startswith(ja)


def test_areas_without_a_deadline_are_told_below() -> None:
    printed = deadlines.render([made("")], DAY, "en")
    assert printed.endswith("As of 2017-07-31: 0 deadlines in 1 area, 1 area without any.\n")
