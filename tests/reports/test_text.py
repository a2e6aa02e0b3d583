import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given

from layoutc.findings import Text
from layoutc.messages import reports as words
from layoutc.reports import concise, text
from layoutc.reports.report import Report
from tests.projects import base_text, checked, over_base

from .samples import DAY, GROUPED, MISSPELT, NOTHING, SINGLE, UNCHECKED, not_exposed, society
from .strategies import HOSTILE, reports, tried

_ANSI = re.compile(r"\x1b\[[0-9;]*m")


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize(
    ("name", "report"), [("single", SINGLE), ("grouped", GROUPED), ("nothing", NOTHING), ("unchecked", UNCHECKED)]
)
def test_text_is_as_kept(name: str, report: Report, language: str, golden: Callable[[str, str], None]) -> None:
    golden(f"text-{name}.{language}.txt", text.render(report, language))


def test_concise_is_as_kept(golden: Callable[[str, str], None]) -> None:
    golden("concise.ja.txt", concise.render(SINGLE, "ja"))


def test_without_findings_concise_is_silent() -> None:
    assert concise.render(NOTHING, "en") == ""


@tried
@given(reports())
def test_colour_changes_nothing_but_colour(report: Report) -> None:
    plain = text.render(report, "en")
    assert _ANSI.sub("", text.render(report, "en", colour=True)) == plain
    assert not set(plain) & set(HOSTILE) - {"\n"}


def test_colour_is_there_when_asked_for() -> None:
    assert "\x1b[1;31merror[name.unknown]\x1b[0m" in text.render(SINGLE, "en", colour=True)
    assert "\x1b[1;33m警告[style.no-reading]\x1b[0m" in text.render(SINGLE, "ja", colour=True)


def test_many_findings_at_one_place_share_an_excerpt_and_keep_a_line_each() -> None:
    findings = tuple(not_exposed("income.nontaxable", society(number)) for number in range(40))
    shown = text.render(Report(DAY, findings, ()), "en")
    assert shown.count("expose to nhi_society for") == 1
    assert shown.count("\n  - `income.nontaxable` is not exposed") == 40
    assert shown.count("help: ") == 1
    assert "impact: 1 procedure, 40 institutions, 40 systems" in shown


def test_differing_helps_of_a_group_are_three_at_most() -> None:
    findings = tuple(not_exposed("income.nontaxable", society(1), Text(f"加{n}", f"add {n}")) for n in range(5))
    shown = text.render(Report(DAY, findings, ()), "en")
    assert re.findall(r"= help: (.*)", shown) == ["add 0", "add 1", "add 2", "… and 2 more"]


@tried
@given(reports())
def test_concise_has_one_line_a_finding(report: Report) -> None:
    lines = concise.render(report, "ja").split("\n")
    assert len(lines) == len(report.findings) + 1
    for line, finding in zip(lines, report.findings, strict=False):
        location = finding.place.location()
        assert f":{location.line}:{location.column}: {finding.rule.severity}[{finding.rule.id}] " in line


def test_concise_never_breaks_a_line() -> None:
    finding = replace(MISSPELT, message=Text("一\n  二\x1b", "one"))
    shown = concise.render(Report(DAY, (finding,), ()), "ja")
    assert shown == "layouts/areas/local_tax.layout:10:5: error[name.unknown] 一 二\\u001b\n"


@pytest.mark.parametrize("report", [SINGLE, GROUPED, NOTHING, UNCHECKED])
@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_japanese_windows_console_can_print_it(report: Report, language: str) -> None:
    text.render(report, language).encode("cp932")


def test_numbers_of_one_are_singular() -> None:
    counts = {"procedures": 1, "institutions": 1, "systems": 2}
    assert words.impact(counts).en == "impact: 1 procedure, 1 institution, 2 systems"
    assert words.found(DAY, 1, 0).en == "As of 2017-07-31: 1 finding (1 error, 0 warnings)."


@pytest.mark.parametrize(
    ("cross_checked", "said"), [(True, "There is no needed item."), (False, "no needed item was checked.")]
)
def test_what_was_not_checked_is_not_said_to_be_absent(cross_checked: bool, said: str) -> None:
    report = Report(DAY, SINGLE.findings, (), cross_checked)
    assert text.render(report, "en").rstrip().endswith(said)


LACKING = base_text("areas/local_tax.layout").replace(
    "    income.tax_year, income.total_income\n", "    income.tax_year\n"
)


@pytest.mark.parametrize(
    ("language", "says"),
    [
        (
            "en",
            ["Procedures that can't run, or not fully, on 2017-07-31", "The fewest changes: ", "add to its exposures"],
        ),
        ("ja", ["2017-07-31 に全部又は一部を行えない事務", "最も少ない変更: ", "項目を加える（expose）"]),
    ],
)
def test_it_closes_with_who_waits_and_the_fewest_changes(tmp_path: Path, language: str, says: list[str]) -> None:
    printed = text.render(checked(over_base(tmp_path, {"areas/local_tax.layout": LACKING})), language)
    closing = printed.partition(says[0])
    assert all(part in closing[2] for part in says[1:])
    assert "国民健康保険組合" in closing[2]
    assert "need.not-exposed" in closing[0]


def test_waived_findings_are_counted_below_and_listed_when_asked_for(tmp_path: Path) -> None:
    waiver = (
        'waivers:\n  - rule: need.not-exposed\n    reason: 従来の方法\n    reference: 事務連絡\n    until: "2018"\n'
    )
    report = checked(over_base(tmp_path, {"areas/local_tax.layout": LACKING, "waivers.yaml": waiver}))
    assert report.findings == ()
    assert text.render(report, "en").endswith("waived (--show-waived shows them).\n")
    assert "waived until 2018-12-31: 従来の方法 [事務連絡]" in text.render_waived(report, "en")


def test_what_the_layouts_say_of_themselves_stands_under_the_findings(tmp_path: Path) -> None:
    files = {"areas/local_tax.layout": LACKING, "registry/notice.yaml": "notice: 再構成したもの\n"}
    assert text.render(checked(over_base(tmp_path, files)), "ja").endswith("再構成したもの\n")
