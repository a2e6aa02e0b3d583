import re
from collections.abc import Callable

from hypothesis import given

from layoutc.findings import Finding, Text
from layoutc.reports import github
from layoutc.reports.printable import printable
from layoutc.reports.report import Report
from layoutc.source import Place, SourceFile, Span

from .samples import DAY, NOT_EXPOSED, SINGLE
from .strategies import reports, tried

_COMMAND = re.compile(
    r"::(?P<level>error|warning) file=(?P<file>[^,:]*),line=(\d+),endLine=(\d+),col=(\d+),title=(?P<title>[^,:]+)::(?P<message>.*)"
)


def test_commands_are_as_kept(golden: Callable[[str, str], None]) -> None:
    golden("github.ja.txt", github.render(SINGLE, "ja"))


def test_what_would_end_a_property_or_a_command_is_escaped() -> None:
    place = Place(SourceFile("a,b:c%.layout", "x"), Span(0, 1))
    finding = Finding(NOT_EXPOSED, place, Text("", "100%\r\n::stop, or"), Text("", "go"))
    assert github.render(Report(DAY, (finding,), ()), "en") == (
        "::error file=a%2Cb%3Ac%25.layout,line=1,endLine=1,col=1,title=need.not-exposed"
        "::100%25\\u000d%0A::stop, or%0Ahelp: go\n"
    )


@tried
@given(reports())
def test_one_command_a_finding_that_says_what_was_found(report: Report) -> None:
    lines = github.render(report, "ja").split("\n")
    assert lines.pop() == ""
    for line, finding in zip(lines, report.findings, strict=True):
        match = _COMMAND.fullmatch(line)
        assert match
        file = match["file"].replace("%2C", ",").replace("%3A", ":").replace("%25", "%")
        assert file == printable(finding.place.file.path)
        first = match["message"].split("%0A")[0].replace("%25", "%")
        assert first == printable(finding.message.ja.split("\n")[0])
