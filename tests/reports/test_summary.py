from hypothesis import given

from layoutc.checks.verdicts import Outcome
from layoutc.findings import Impact
from layoutc.reports.report import Report
from layoutc.reports.summary import by_rule, rules_of, total, verdict_counts

from .samples import FULL_WIDTH, GROUPED, RULES, SINGLE, TWO_MISSING, VERDICTS
from .strategies import reports, tried


def test_whom_two_findings_stop_counts_once() -> None:
    assert total(TWO_MISSING).counts() == {"findings": 2, "procedures": 1, "institutions": 3, "systems": 3}
    assert list(by_rule(GROUPED.findings)) == ["name.unknown", "need.not-exposed"]


def test_every_verdict_is_there() -> None:
    counts = verdict_counts(VERDICTS)
    assert {name: count for name, count in counts.items() if count} == {"ok": 1, "not_exposed": 2}
    assert next(iter(counts)) == "ok"
    assert len(counts) == len(Outcome)


def test_rules_that_only_findings_name_come_last() -> None:
    assert rules_of(SINGLE.findings, RULES) == (*RULES, FULL_WIDTH)


@tried
@given(reports())
def test_totals_agree_with_counting_by_hand(report: Report) -> None:
    whole = total(report.findings)
    assert whole.errors + whole.warnings == len(report.findings)
    assert sum(each.errors + each.warnings for each in by_rule(report.findings).values()) == len(report.findings)
    hit = Impact()
    for finding in report.findings:
        hit = hit.union(finding.impact)
    assert whole.impact == hit
    assert sum(verdict_counts(report.verdicts).values()) == len(report.verdicts)
