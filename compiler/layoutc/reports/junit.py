"""JUnit XML for build servers: a test suite a rule, a failing test case a finding."""

from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from layoutc.findings import Finding, Rule
from layoutc.messages import reports as words
from layoutc.reports.printable import printable, printable_lines
from layoutc.reports.report import Report
from layoutc.reports.summary import findings_by_rule, rules_of


def render(report: Report, rules: Sequence[Rule], language: str) -> str:
    """A suite for each rule that ran (`rules`) and each that a finding names; a rule without findings has one case
    that passes. Warnings fail too, as they do for the exit code. No times: nothing here was timed."""
    found = findings_by_rule(report.findings)
    count = str(len(report.findings))
    suites = Element("testsuites", name="layoutc", failures=count, errors="0")
    for rule in rules_of(report.findings, rules):
        suites.append(_suite(rule, found.get(rule.id, []), language))
    suites.set("tests", str(sum(len(suite) for suite in suites)))
    indent(suites)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + tostring(suites, encoding="unicode") + "\n"


def _suite(rule: Rule, findings: list[Finding], language: str) -> Element:
    name, count = printable(rule.id), len(findings)
    suite = Element("testsuite", name=name, tests=str(count or 1), failures=str(count), errors="0", skipped="0")
    for finding in findings:
        suite.append(_case(finding, language))
    if not findings:
        SubElement(suite, "testcase", classname=name, name=words.rule_kept().in_language(language))
    return suite


def _case(finding: Finding, language: str) -> Element:
    location, subject = finding.place.location(), finding.subject
    where = f"{location.path}:{location.line}:{location.column}"
    names = (subject.area, subject.provider, subject.querier, subject.procedure, subject.item)
    about = "/".join(name for name in names if name)
    message, help_text = finding.message.in_language(language), finding.help.in_language(language)
    case = Element("testcase", classname=printable(finding.rule.id), name=printable(f"{where} {about}".rstrip()))
    failure = SubElement(case, "failure", type=finding.rule.severity.value, message=" ".join(printable_lines(message)))
    text = f"{where}\n{message}"
    if help_text:
        text += f"\n{words.help_word().in_language(language)}: {help_text}"
    failure.text = "\n".join(printable_lines(text))
    return case
