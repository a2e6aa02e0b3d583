"""What a check says of a project, what it says nothing about, and what is chosen of it."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from layoutc import project
from layoutc.findings import in_reading_order
from layoutc.project import Selection, clock
from tests.project.reading import AREA, CODES, LAW, LAYOUT, NEEDS, REGISTRY
from tests.projects import BASE, DAY, base_text, checked, ids, over_base


def test_nothing_is_said_about_the_needs_of_an_area_that_has_a_mistake(tmp_path: Path) -> None:
    text = LAYOUT.replace("yen(11, signed)", "yen(11 signed)").replace("    income.taxable\n", "")
    report = checked(over_base(tmp_path, {AREA: text}))
    assert ids(report.findings) == ["syntax.unexpected"]
    assert {each.outcome for each in report.verdicts} == {"unknown"}


def test_a_mistake_in_one_area_does_not_hide_what_another_lacks(tmp_path: Path) -> None:
    other = 'area broken "壊" {\n  code TM00000000000009\n  ministry mic\n  provider municipality\n  law "法"\n  basis "法"\n  recrod\n}\n'
    report = checked(
        over_base(tmp_path, {"areas/other.layout": other, AREA: LAYOUT.replace("    income.taxable\n", "")})
    )
    assert ids(report.findings) == ["need.not-exposed", "syntax.unexpected"]


def test_an_area_that_could_not_be_read_is_not_called_missing(tmp_path: Path) -> None:
    report = checked(over_base(tmp_path, {AREA: LAYOUT.replace("area local_tax", "area （local_tax）")}))
    assert {found.rule.id.partition(".")[0] for found in report.findings} == {"syntax"}


@pytest.mark.parametrize("path", [REGISTRY, LAW])
def test_nothing_is_checked_across_when_the_registry_or_the_law_has_a_mistake(tmp_path: Path, path: str) -> None:
    files = {path: base_text(path) + "more: 1\n", AREA: LAYOUT.replace("    income.taxable\n", "")}
    report = checked(over_base(tmp_path, files))
    assert ids(report.findings) == ["yaml.shape"]
    assert report.verdicts == ()


def test_a_mistake_in_one_queriers_needs_says_nothing_about_that_querier(tmp_path: Path) -> None:
    report = checked(over_base(tmp_path, {NEEDS: base_text(NEEDS) + "more: 1\n"}))
    assert ids(report.findings) == ["yaml.shape"]


@pytest.fixture
def two_findings(tmp_path: Path) -> project.Loaded:
    """One item that is not exposed and another that nobody needs."""
    text = LAYOUT.replace("    income.taxable\n", "    income.aggregate_income\n")
    return project.load(over_base(tmp_path, {AREA: text}))


@pytest.mark.parametrize(
    ("chosen", "rules"),
    [
        ({}, ["need.not-exposed", "exposure.unneeded"]),
        ({"rules": {"need.not-exposed"}}, ["need.not-exposed"]),
        ({"queriers": {"nhi_society"}}, ["need.not-exposed", "exposure.unneeded"]),
        ({"queriers": {"municipality"}}, []),
        ({"areas": {"local_tax"}}, ["need.not-exposed", "exposure.unneeded"]),
        ({"areas": {"other"}}, []),
        ({"paths": {f"layouts/{NEEDS}"}}, ["need.not-exposed"]),
        ({"paths": {f"layouts/{AREA}"}}, ["need.not-exposed", "exposure.unneeded"]),
        ({"paths": {f"layouts/{CODES}"}}, []),
    ],
)
def test_a_selection_shows_what_touches_it(
    two_findings: project.Loaded, chosen: dict[str, Any], rules: list[str]
) -> None:
    report = project.check(two_findings, DAY, Selection(**{name: frozenset(names) for name, names in chosen.items()}))
    assert ids(report.findings) == rules


def test_the_verdicts_are_those_of_the_selected_queriers_and_areas(two_findings: project.Loaded) -> None:
    assert len(project.check(two_findings, DAY, Selection(areas=frozenset({"local_tax"}))).verdicts) == 4
    assert project.check(two_findings, DAY, Selection(areas=frozenset({"other"}))).verdicts == ()


def test_findings_come_in_the_order_of_files_and_lines(two_findings: project.Loaded) -> None:
    findings = list(project.check(two_findings, DAY).findings)
    assert findings == in_reading_order(reversed(findings))


def test_without_a_day_the_check_is_of_today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: date(2001, 2, 3))
    assert project.check(project.load(BASE)).day == date(2001, 2, 3)
