"""One line a finding, `path:line:column: error[rule] message`, as editors and grep like it."""

from layoutc.findings import Finding
from layoutc.reports.printable import printable, printable_lines
from layoutc.reports.report import Report


def render(report: Report, language: str) -> str:
    """The findings, a line each, nothing else; the severity is always English, so that one pattern reads every line."""
    return "".join(f"{_line(finding, language)}\n" for finding in report.findings)


def _line(finding: Finding, language: str) -> str:
    location, rule = finding.place.location(), finding.rule
    message = " ".join(line.strip() for line in printable_lines(finding.message.in_language(language)))
    where = f"{printable(location.path)}:{location.line}:{location.column}"
    return f"{where}: {rule.severity}[{printable(rule.id)}] {message}"
