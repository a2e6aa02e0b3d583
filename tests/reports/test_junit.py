from collections.abc import Callable
from xml.etree import ElementTree

from hypothesis import given

from layoutc.reports import junit
from layoutc.reports.printable import printable, printable_lines
from layoutc.reports.report import Report

from .samples import NOTHING, RULES, SINGLE
from .strategies import reports, tried


def test_junit_is_as_kept(golden: Callable[[str, str], None]) -> None:
    golden("junit.ja.xml", junit.render(SINGLE, RULES, "ja"))


def test_a_rule_without_findings_passes() -> None:
    root = ElementTree.fromstring(junit.render(NOTHING, RULES, "en"))
    assert root.attrib == {"name": "layoutc", "failures": "0", "errors": "0", "tests": "3"}
    assert [(suite.get("name"), len(suite), len(suite[0])) for suite in root] == [(rule.id, 1, 0) for rule in RULES]


@tried
@given(reports())
def test_any_report_can_be_read_and_counts_are_right(report: Report) -> None:
    root = ElementTree.fromstring(junit.render(report, RULES, "ja").encode("utf-8"))
    assert int(root.attrib["failures"]) == len(report.findings) == len(root.findall(".//failure"))
    assert int(root.attrib["tests"]) == len(root.findall(".//testcase"))
    for suite in root:
        assert int(suite.attrib["tests"]) == len(suite.findall("testcase"))
        messages = [finding.message.ja for finding in report.findings if finding.rule.id == suite.get("name")]
        failures = suite.findall("testcase/failure")
        assert [found.get("message") for found in failures] == [" ".join(printable_lines(each)) for each in messages]
        for found, message in zip(failures, messages, strict=True):
            assert printable(message.split("\n")[0]) in (found.text or "")
