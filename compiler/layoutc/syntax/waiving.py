"""Waivers (免除) that stand as comments in a text: `# waive RULE until DAY: reason [reference]`."""

import re
from collections.abc import Iterator

from layoutc.frozen import dataclass
from layoutc.source import SourceFile, Span
from layoutc.syntax.comments import comments

_MARK = re.compile(r"#+\s*waive\s")
_FORM = re.compile(
    r"#+\s*waive\s+(?P<rule>[a-z]+\.[a-z-]+)\s+until\s+(?P<until>[0-9-]+)\s*[:：]\s*(?P<reason>\S.*)\[(?P<reference>[^\[\]]+)\]"
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
    lines = _lines_with_text(source.text)
    for start, text in found:
        if not _MARK.match(text):
            continue
        line = lines[source.position(start)[0] - 1]
        span, match = Span(start, start + len(text)), _FORM.fullmatch(text)
        if match:
            yield WaiverComment(match["rule"], match["until"], match["reason"].rstrip(), match["reference"], line, span)
        else:
            yield WaiverComment(None, "", "", "", line, span)


def _lines_with_text(text: str) -> list[int]:
    """For each line, the first from it on that holds more than a comment; the last line where there is none."""
    lines = text.split("\n")
    found = last = len(lines) - 1
    numbers = [last] * len(lines)
    for number in range(last, -1, -1):
        if lines[number].strip() and not lines[number].lstrip().startswith("#"):
            found = number
        numbers[number] = found
    return numbers
