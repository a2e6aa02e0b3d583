"""Finding one's way in a text that is no tree yet: ends of lines and blocks, whole words, the last comma."""

import re
from collections.abc import Iterator

from layoutc.source import Span

AT_ONCE = 500_000  # characters whose pieces may all be held at once
_WORD = re.compile(r"[A-Za-z0-9_]")
COMMENT = r"#[^\n]*"
LABEL = (
    r'(?<!\\)"[^"\\\n]*(?:\\[^\n][^"\\\n]*)*"'  # begins at no escaped quote, so that one left open costs its line once
)
_LABELS_AND_COMMENTS = re.compile(f"{LABEL}|{COMMENT}")
_BRACES = re.compile(rf"{LABEL}|{COMMENT}|[{{}}\n]")


def pieces(pattern: re.Pattern[str], text: str) -> list[tuple[str, ...]] | Iterator[tuple[str, ...]]:
    """The groups of each match, one after the other; of a long text not all at once, so that memory is bounded."""
    return pattern.findall(text) if len(text) < AT_ONCE else (found.groups("") for found in pattern.finditer(text))


def end_of_line(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def end_of_block(text: str, at: int) -> int:
    """Where the `}` stands that closes the block in which `at` lies; the end of the text if none does."""
    depth = 1
    for match in _BRACES.finditer(text, at):
        depth += {"{": 1, "}": -1}.get(match.group(), 0)
        if depth == 0:
            return match.start()
    return len(text)


def code_of(text: str) -> str:
    """The text with blanks in the place of labels and comments, and none at its end."""
    return _LABELS_AND_COMMENTS.sub(lambda match: " " * len(match.group()), text).rstrip()


def whole_word(text: str, span: Span) -> Span:
    """The word that the span is a part of: lark reads `bye` as `by` and `e`."""
    start, end = span.start, span.end
    if _WORD.match(text[start]):
        while start and _WORD.match(text[start - 1]):
            start -= 1
        while _WORD.match(text[end : end + 1]):
            end += 1
    return Span(start, end)


def to_next_blank(text: str, span: Span) -> Span:
    return Span(span.start, next((at for at in range(span.end, len(text)) if text[at].isspace()), len(text)))


def last_comma(text: str, before: int) -> int:
    """The last comma outside labels and comments; 0 if there is none."""
    at = before
    while at > 0:
        line_start = text.rfind("\n", 0, at) + 1
        code = code_of(text[line_start:at])
        if "," in code:
            return line_start + code.rindex(",")
        at = line_start - 1
    return 0
