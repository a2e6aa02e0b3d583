"""Waivers (免除) that stand as comments in a text: `# waive RULE until DAY: reason [reference]`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from layoutc.source import SourceFile, Span
from layoutc.syntax.comments import comments

_MARK = re.compile(r"#+\s*waive\s")
_FORM = re.compile(
    r"#+\s*waive\s+(?P<rule>[a-z]+\.[a-z-]+)\s+until\s+(?P<until>[0-9-]+)\s*[:：]\s*(?P<reason>\S.*?)\s*\[(?P<reference>[^\[\]]+)\]"
)
_YAML_COMMENT = re.compile(r"(?:^|(?<=\s))#[^\n]*", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class WaiverComment:
    """What such a comment says, and `line`, the number (from 0) of the line that it is about: its own, or the next with text.

    A comment that begins like one and is none has no `rule`.
    """

    rule: str | None
    until: str
    reason: str
    reference: str
    line: int
    span: Span


def waiver_comments(source: SourceFile) -> Iterator[WaiverComment]:
    if "waive" not in source.text:
        return
    yaml = source.path.endswith((".yaml", ".yml"))
    found = (
        [(match.start(), match.group().rstrip()) for match in _YAML_COMMENT.finditer(source.text)]
        if yaml
        else [(each.start, each.text) for each in comments(source).all]
    )
    lines = source.text.split("\n")
    for start, text in found:
        if not _MARK.match(text):
            continue
        line = source.text.count("\n", 0, start)
        while line < len(lines) - 1 and (not lines[line].strip() or lines[line].lstrip().startswith("#")):
            line += 1
        span, match = Span(start, start + len(text)), _FORM.fullmatch(text)
        if match:
            yield WaiverComment(match["rule"], match["until"], match["reason"], match["reference"], line, span)
        else:
            yield WaiverComment(None, "", "", "", line, span)
