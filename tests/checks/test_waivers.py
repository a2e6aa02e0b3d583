"""Findings that are known and borne: which are waived, on which days, and what is said of waivers that do nothing."""

from datetime import date
from pathlib import Path

import pytest

from layoutc import project
from layoutc.reports.report import Report
from tests.projects import base_text, checked, ids, over_base

LAYOUT, NEEDS = "areas/local_tax.layout", "needs/nhi_society.yaml"
EXPOSED = "    income.tax_year, income.total_income\n"
UNNEEDED = base_text(LAYOUT).replace(EXPOSED, f"{EXPOSED}    income.aggregate_income\n")
WAIVER = "# waive exposure.unneeded until 2018-06-30: 次の改版で除く [事務連絡]"
INLINE = base_text(LAYOUT).replace(EXPOSED, f"{EXPOSED}    {WAIVER}\n    income.aggregate_income\n")
BEHIND = base_text(LAYOUT).replace(EXPOSED, f"{EXPOSED}    income.aggregate_income  {WAIVER}\n")
LAST, AFTER = date(2018, 6, 30), date(2018, 7, 1)


def run(folder: Path, files: dict[str, str], day: date = date(2017, 7, 31)) -> Report:
    return checked(over_base(folder, files), day)


def listed(*lines: str, rule: str = "exposure.unneeded", until: str = "2018-06-30") -> str:
    more = "".join(f"    {line}\n" for line in lines)
    return (
        f'waivers:\n  - rule: {rule}\n{more}    reason: 次の改版で除く\n    reference: 事務連絡\n    until: "{until}"\n'
    )


def test_without_a_waiver_it_is_reported(tmp_path: Path) -> None:
    report = run(tmp_path, {LAYOUT: UNNEEDED})
    assert (ids(report.findings), report.waived) == (["exposure.unneeded"], ())


@pytest.mark.parametrize("layout", [INLINE, BEHIND], ids=["above", "behind"])
@pytest.mark.parametrize("day", [date(2017, 7, 31), LAST])
def test_a_comment_waives_the_finding_of_its_line_up_to_the_last_day(tmp_path: Path, layout: str, day: date) -> None:
    report = run(tmp_path, {LAYOUT: layout}, day)
    assert report.findings == ()
    [waived] = report.waived
    assert waived.finding.subject.item == "income.aggregate_income"
    assert (waived.waiver.reason, waived.waiver.reference) == ("次の改版で除く", "事務連絡")


def test_from_the_day_after_it_is_reported_again_with_the_waiver(tmp_path: Path) -> None:
    report = run(tmp_path, {LAYOUT: INLINE}, AFTER)
    assert ids(report.findings) == ["waiver.expired", "exposure.unneeded"]
    assert report.waived == ()


def test_a_waiver_of_another_rule_waives_nothing(tmp_path: Path) -> None:
    report = run(tmp_path, {LAYOUT: INLINE.replace("exposure.unneeded", "need.stale")})
    assert sorted(ids(report.findings)) == ["exposure.unneeded", "waiver.unused"]


def test_a_waiver_of_a_line_without_finding_is_unused(tmp_path: Path) -> None:
    report = run(tmp_path, {LAYOUT: INLINE.replace("    income.aggregate_income\n", "", 1)})
    assert ids(report.findings) == ["waiver.unused"]


@pytest.mark.parametrize(
    ("lines", "waives"),
    [
        ([], True),
        (["area: local_tax", "querier: nhi_society", "procedure: nhi_benefit", "item: income.aggregate_income"], True),
        (["area: child_allowance"], False),
        (["item: income.total_income"], False),
        (['since: "2017-07-31"'], True),
        (['fingerprint: "0123456789abcdef"'], False),
    ],
)
def test_a_listed_waiver_is_for_what_it_names(tmp_path: Path, lines: list[str], waives: bool) -> None:
    report = run(tmp_path, {LAYOUT: UNNEEDED, "waivers.yaml": listed(*lines)})
    assert ids(report.findings) == ([] if waives else ["exposure.unneeded", "waiver.unused"])
    assert bool(report.waived) is waives


def test_a_waiver_that_has_not_begun_is_as_if_it_were_not_there(tmp_path: Path) -> None:
    report = run(tmp_path, {LAYOUT: UNNEEDED, "waivers.yaml": listed('since: "2018-01-01"')})
    assert ids(report.findings) == ["exposure.unneeded"]


def test_a_waiver_by_fingerprint_keeps_hold_while_other_lines_change(tmp_path: Path) -> None:
    [finding] = run(tmp_path / "one", {LAYOUT: UNNEEDED}).findings
    moved = UNNEEDED.replace("area local_tax", "# 前置き\n\narea local_tax", 1)
    report = run(tmp_path / "two", {LAYOUT: moved, "waivers.yaml": listed(f'fingerprint: "{finding.fingerprint}"')})
    assert (report.findings, len(report.waived)) == ((), 1)


def test_a_comment_in_a_document_of_needs_waives_too(tmp_path: Path) -> None:
    need = "          - income.missing_here  # waive need.missing until 2018-06: 改版を待つ [事務連絡]\n"
    text = (
        "querier: nhi_society\nprocedures:\n  nhi_benefit:\n    needs:\n      - area: local_tax\n        items:\n"
        f"          - income.tax_year\n          - income.total_income\n{need}        why: 判定\n        cite: 法\n"
    )
    report = run(tmp_path, {NEEDS: text})
    assert "need.missing" not in ids(report.findings)
    assert [each.finding.rule.id for each in report.waived] == ["need.missing"]
    assert {verdict.outcome for verdict in report.verdicts} == {"ok", "missing"}  # a waiver makes nothing ok


@pytest.mark.parametrize(
    ("comment", "rule"),
    [
        ("# waive exposure.unneeded", "waiver.form"),
        ("# waive exposure.unneeded until 2018-06-30: 理由だけ", "waiver.form"),
        ("# waive exposure.unneded until 2018-06-30: 理由 [事務連絡]", "name.unknown"),
        ("# waive name.unknown until 2018-06-30: 理由 [事務連絡]", "name.unknown"),
        ("# waive exposure.unneeded until 2018-06-31: 理由 [事務連絡]", "date.form"),
    ],
)
def test_a_comment_that_is_nearly_a_waiver_is_a_mistake(tmp_path: Path, comment: str, rule: str) -> None:
    report = run(tmp_path, {LAYOUT: INLINE.replace(WAIVER, comment)})
    assert rule in ids(report.findings)


def test_waivers_survive_the_formatter(tmp_path: Path) -> None:
    root = over_base(
        tmp_path, {LAYOUT: BEHIND.replace("    income.aggregate_income  #", "    income.aggregate_income #")}
    )
    changes, _ = project.reformatted(root)
    project.write_formatted(root, changes)
    assert checked(root).findings == ()


@pytest.mark.parametrize(
    "text",
    ["waivers: {}\n", "waivers:\n  - rule: need.stale\n", listed("querier: [a]"), "waivers:\n  - &a need.stale\n"],
)
def test_a_list_of_another_shape_is_a_finding_in_it(tmp_path: Path, text: str) -> None:
    report = run(tmp_path, {"waivers.yaml": text})
    assert {found.place.file.path for found in report.findings} == {"layouts/waivers.yaml"}
