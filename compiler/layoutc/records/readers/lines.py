"""Lines of a file, each of bounded length: a longer one is cut and the rest of it passed over."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

LIMIT = 16 * 1024 * 1024  # bytes of one row
BOM = b"\xef\xbb\xbf"
_PASSED_OVER = 1024 * 1024


class Stream(Protocol):
    """What is read: a file, a pipe or bytes in memory."""

    def read(self, size: int, /) -> bytes: ...

    def readline(self, size: int, /) -> bytes: ...


@dataclass(slots=True)
class Line:
    """`number` from 1, `byte` from 0; `content` with its end, or cut where it is too `long`. Not frozen: there are millions."""

    number: int
    byte: int
    content: bytes
    long: bool = False


def lines(stream: Stream, limit: int = LIMIT) -> Iterator[Line]:
    """A byte order mark at the beginning is no part of the first line."""
    number, byte, readline = 0, 0, stream.readline
    while content := readline(limit + 1):
        number += 1
        line = Line(number, byte, content)
        byte += len(content)
        if number == 1 and content.startswith(BOM):
            line.byte, line.content = len(BOM), content[len(BOM) :]
        if len(content) > limit and not content.endswith(b"\n"):
            line.long, line.content = True, line.content[:limit]
            while rest := readline(_PASSED_OVER):
                byte += len(rest)
                if rest.endswith(b"\n"):
                    break
        yield line
