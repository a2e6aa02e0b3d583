"""How old a copy can be, on Japan's calendar, and which needs that fails."""

from datetime import date
from pathlib import Path

import pytest

from layoutc import project
from layoutc.catalog.model import Deadline, Duration
from layoutc.checks.freshness import Lag, copied, lags, later
from layoutc.dates import business_day_after, is_business_day
from layoutc.source import Place, SourceFile, Span
from tests.projects import over_base

HERE = Place(SourceFile("x", ""), Span(0, 0))
NEED = (
    "querier: nhi_society\nprocedures:\n  nhi_benefit:\n    needs:\n      - area: local_tax\n"
    "        items: [income.total_income]\n        why: 保険料の判定\n        cite: 国民健康保険法第76条\n"
)


def deadline(kind: str, count: int = 0, month_day: tuple[int, int] = (1, 1)) -> Deadline:
    return Deadline(kind, HERE, count, month_day)


def worst(one: Deadline) -> Lag:
    return max(lags(one, date(2017, 7, 31)), key=lambda lag: lag.days)


@pytest.mark.parametrize(
    ("day", "opens"),
    [
        (date(2017, 12, 28), True),
        (date(2017, 12, 29), False),  # the New Year's closure begins
        (date(2018, 1, 3), False),
        (date(2018, 1, 4), True),
        (date(2018, 2, 12), False),  # Foundation Day fell on a Sunday
        (date(2018, 5, 3), False),
        (date(2018, 8, 11), False),
        (date(2018, 8, 13), True),
    ],
)
def test_public_offices_are_open_on(day: date, opens: bool) -> None:
    assert is_business_day(day) is opens


def test_the_day_itself_is_never_a_business_day_after_it() -> None:
    assert business_day_after(date(2017, 7, 31), 1) == date(2017, 8, 1)
    assert business_day_after(date(2017, 8, 4), 1) == date(2017, 8, 7)
    assert business_day_after(date(2017, 12, 28), 2) == date(2018, 1, 5)


@pytest.mark.parametrize(
    ("one", "changed", "then"),
    [
        (deadline("same_day"), date(2017, 12, 28), date(2017, 12, 28)),
        (deadline("next_business_day"), date(2017, 12, 28), date(2018, 1, 4)),
        (deadline("business_days", 2), date(2017, 12, 28), date(2018, 1, 5)),
        (deadline("days", 8), date(2017, 12, 28), date(2018, 1, 5)),
        (deadline("month_end"), date(2017, 12, 1), date(2017, 12, 31)),
        (deadline("next_month", 15), date(2017, 12, 31), date(2018, 1, 15)),
        (deadline("yearly", month_day=(7, 1)), date(2017, 6, 30), date(2017, 7, 1)),
        (deadline("yearly", month_day=(7, 1)), date(2017, 7, 1), date(2018, 7, 1)),
        (deadline("yearly", month_day=(2, 29)), date(2017, 1, 1), date(2017, 2, 28)),
    ],
)
def test_the_copy_follows_by(one: Deadline, changed: date, then: date) -> None:
    assert copied(one, changed) == then


@pytest.mark.parametrize(
    ("one", "lag"),
    [
        (deadline("business_days", 2), Lag(date(2017, 12, 28), date(2018, 1, 5))),
        (deadline("month_end"), Lag(date(2017, 8, 1), date(2017, 8, 31))),
        (deadline("next_month", 15), Lag(date(2017, 8, 1), date(2017, 9, 15))),
        (deadline("yearly", month_day=(7, 1)), Lag(date(2018, 7, 1), date(2019, 7, 1))),
    ],
)
def test_the_worst_case_of_a_year_is(one: Deadline, lag: Lag) -> None:
    assert worst(one).days == lag.days
    assert copied(one, lag.changed) == lag.copied


@pytest.mark.parametrize(
    ("age", "day"),
    [
        (Duration(3, "day"), date(2017, 8, 3)),
        (Duration(1, "month"), date(2017, 8, 31)),
        (Duration(7, "month"), date(2018, 2, 28)),
        (Duration(1, "fiscal_year"), date(2018, 7, 31)),
    ],
)
def test_an_answer_of_that_age_is_too_old_after(age: Duration, day: date) -> None:
    assert later(date(2017, 7, 31), age) == day


@pytest.mark.parametrize(
    ("more", "rules"),
    [
        ("at_most: 60 days old", []),
        ("at_most: 3 days old", ["need.stale"]),
        ("at_most: 3 days old\n        fallback: 課税証明書の提出を求める", []),
    ],
)
def test_a_need_is_stale_when_the_copy_can_be_too_old_and_no_fallback_is_written(
    tmp_path: Path, more: str, rules: list[str]
) -> None:
    root = over_base(tmp_path, {"needs/nhi_society.yaml": f"{NEED}        {more}\n"})
    report = project.check(project.load(root), date(2017, 7, 31))
    assert [each.rule.id for each in report.findings if each.rule.id.startswith("need.")] == rules


def test_the_finding_names_the_days_on_which_the_worst_case_falls(tmp_path: Path) -> None:
    root = over_base(tmp_path, {"needs/nhi_society.yaml": f"{NEED}        at_most: 3 days old\n"})
    (found,) = [
        each for each in project.check(project.load(root), date(2017, 7, 31)).findings if each.rule.id == "need.stale"
    ]
    assert "8 days old (a change of 2017-12-27 is in it by 2018-01-04)" in found.message.en
    assert found.place.text().startswith("register")


@pytest.mark.parametrize("line", ["register undecided", ""])
def test_an_undecided_or_undeclared_deadline_is_unknown_not_ok(tmp_path: Path, line: str) -> None:
    root = over_base(tmp_path, {"needs/nhi_society.yaml": f"{NEED}        at_most: 3 days old\n"})
    layout = root / "layouts/areas/local_tax.layout"
    text = layout.read_text(encoding="utf-8").replace("register  within 2 business_days", line)
    layout.write_text(text, encoding="utf-8")
    report = project.check(project.load(root), date(2017, 7, 31))
    assert {each.rule.id for each in report.findings if each.rule.id.startswith("need.")} == {"need.unknown"}
    assert {each.outcome for each in report.verdicts} == {"unknown"}
