"""The comments and blank lines of a text, which the grammar reads over and the formatter keeps."""

import re
from bisect import bisect_left

from layoutc.frozen import dataclass
from layoutc.source import SourceFile
from layoutc.syntax.scanning import COMMENT, LABEL

_LABEL_OR_COMMENT = re.compile(f"{LABEL}|(?P<comment>{COMMENT})")


@dataclass(frozen=True, slots=True)
class Comment:
    """`text` from the `#` on, without white space at its end; `own_line` if nothing but space stands before it."""

    text: str
    start: int
    own_line: bool
    blank_before: bool


@dataclass(frozen=True, slots=True)
class Comments:
    """All comments of a file that reads without a mistake, in the order of the text."""

    source: SourceFile
    all: tuple[Comment, ...]

    def between(self, start: int, end: int) -> tuple[Comment, ...]:
        """The comments that begin at or after `start` and before `end`."""
        first = bisect_left(self.all, start, key=_start)
        return self.all[first : bisect_left(self.all, end, lo=first, key=_start)]

    def own_lines(self, start: int, end: int) -> tuple[Comment, ...]:
        return tuple(comment for comment in self.between(start, end) if comment.own_line)

    def trailing(self, start: int, end: int) -> str:
        """The comment on the line of `start`, if it begins before `end`; else empty."""
        line_end = self.source.text.find("\n", start, end)
        found = self.between(start, end if line_end < 0 else line_end)
        return found[0].text if found else ""


def comments(source: SourceFile) -> Comments:
    text = source.text
    found = [
        Comment(
            match.group().rstrip(), match.start(), _begins_line(text, match.start()), blank_before(text, match.start())
        )
        for match in _LABEL_OR_COMMENT.finditer(text)
        if match.lastgroup
    ]
    return Comments(source, tuple(found))


def blank_before(text: str, at: int) -> bool:
    """Whether the line above that of `at` is blank."""
    line_start = text.rfind("\n", 0, at) + 1
    if not line_start:
        return False
    return not text[text.rfind("\n", 0, line_start - 1) + 1 : line_start].strip()


def _begins_line(text: str, at: int) -> bool:
    return not text[text.rfind("\n", 0, at) + 1 : at].strip()


def _start(comment: Comment) -> int:
    return comment.start
