"""A text and the places in it: files, spans, lines, and columns as a terminal draws them."""

from bisect import bisect_right
from functools import cached_property

from layoutc.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """Half-open range of character offsets in one text."""

    start: int
    end: int

    def to(self, other: "Span") -> "Span":
        return Span(self.start, max(self.end, other.end))


@dataclass(frozen=True, slots=True)
class Written:
    """A node: what stands in a text from `start` up to `end`, in characters."""

    start: int
    end: int

    @property
    def span(self) -> Span:
        """Made for who asks, which for most nodes is nobody."""
        return Span(self.start, self.end)


@dataclass(frozen=True, eq=False)
class SourceFile:
    """A file as it was read; `path` is relative to the project, with `/` between folders."""

    path: str
    text: str

    @cached_property
    def line_starts(self) -> list[int]:
        starts, text, at = [0], self.text, self.text.find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = text.find("\n", at + 1)
        return starts

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column, both from 1, the column in characters."""
        line = bisect_right(self.line_starts, offset)
        return line, offset - self.line_starts[line - 1] + 1

    def line(self, number: int) -> str:
        """The text of a line, counted from 1, without its end."""
        start = self.line_starts[number - 1]
        end = self.text.find("\n", start)
        return self.text[start : len(self.text) if end < 0 else end].rstrip("\r")


@dataclass(frozen=True, slots=True)
class Place:
    """A span of a file."""

    file: SourceFile
    span: Span

    def location(self) -> "Location":
        line, column = self.file.position(self.span.start)
        end_line, end_column = self.file.position(max(self.span.start, self.span.end))
        return Location(self.file.path, line, column, end_line, end_column)

    def text(self) -> str:
        return self.file.text[self.span.start : self.span.end]


@dataclass(frozen=True, slots=True)
class Location:
    """Where a place is, for people and for other tools: everything from 1, the end exclusive."""

    path: str
    line: int
    column: int
    end_line: int
    end_column: int
