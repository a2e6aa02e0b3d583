"""Workflow commands of GitHub Actions, which put each finding beside its line in a pull request."""

from layoutc.findings import Finding
from layoutc.messages import reports as words
from layoutc.reports.printable import printable, printable_lines
from layoutc.reports.report import Report


def render(report: Report, language: str) -> str:
    """`::error file=…,line=…,endLine=…,col=…,title=…::message`, a line a finding.

    An empty report gives the empty text. The end column is left out: GitHub takes one only within a single line.
    """
    return "".join(f"{_command(finding, language)}\n" for finding in report.findings)


def _command(finding: Finding, language: str) -> str:
    location = finding.place.location()
    properties = {
        "file": location.path,
        "line": location.line,
        "endLine": location.end_line,
        "col": location.column,
        "title": finding.rule.id,
    }
    written = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    message = finding.message.in_language(language)
    help_text = finding.help.in_language(language)
    if help_text:
        message += f"\n{words.help_word().in_language(language)}: {help_text}"
    return f"::{finding.rule.severity} {written}::{_message(message)}"


def _message(text: str) -> str:
    return "%0A".join(line.replace("%", "%25") for line in printable_lines(text))


def _property(text: str) -> str:
    return printable(text).replace("%", "%25").replace(":", "%3A").replace(",", "%2C")
