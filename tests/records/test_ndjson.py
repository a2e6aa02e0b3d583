"""A row a line, each within bounds, whatever the others are."""

import io
from typing import Any

from layoutc.records.readers import ndjson
from layoutc.records.rows import Row

from .answers import SMALL_JUDGE, stream, told

RIGHT = b'{"income": [], "levy": []}\n'


def rows(content: bytes, limit: int = 1000) -> list[Row]:
    return list(ndjson.read(stream(content), limit))


def test_a_row_knows_its_number_its_line_and_its_byte() -> None:
    one, two = rows(RIGHT + b"\n  \r\n" + RIGHT.rstrip())
    assert (one.number, one.line, one.byte, one.raw) == (1, 1, 0, RIGHT)
    assert (two.number, two.line, two.byte, two.raw) == (2, 4, len(RIGHT) + 5, RIGHT.rstrip())


def test_a_byte_order_mark_is_no_part_of_an_answer() -> None:
    assert told(rows(b"\xef\xbb\xbf" + RIGHT), SMALL_JUDGE) == [(1, [])]


def test_an_empty_file_has_no_row() -> None:
    assert rows(b"") == []


def test_a_broken_line_does_not_stop_the_rest() -> None:
    content = b"".join((RIGHT, b'{"income": [\n', b"\x83\x65\n", b'{"income": "\0"}\n', RIGHT.rstrip()))
    assert told(rows(content), SMALL_JUDGE) == [
        (1, []),
        (2, ["record.syntax"]),
        (3, ["record.encoding"]),
        (4, ["record.syntax"]),
        (5, []),
    ]


def test_a_line_beyond_the_limit_is_cut_and_the_rest_is_read() -> None:
    long, last = rows(b"x" * 5000 + b"\n" + RIGHT)
    assert [fault.rule.id for fault in long.faults] == ["record.limit"]
    assert len(long.raw) == 1000
    assert (last.number, last.line, last.byte) == (2, 2, 5001)
    assert told([last], SMALL_JUDGE) == [(2, [])]


class Endless(io.RawIOBase):
    """`size` bytes of one sign, made as they are read, and then `tail`."""

    def __init__(self, size: int, tail: bytes, sign: bytes = b"x") -> None:
        self.left, self.tail, self.block = size, tail, sign * 65536

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        view = memoryview(buffer)
        part = self.block[: min(len(view), self.left)] if self.left else self.tail[: len(view)]
        if self.left:
            self.left -= len(part)
        else:
            self.tail = self.tail[len(part) :]
        view[: len(part)] = part
        return len(part)


def test_a_line_of_a_gigabyte_is_one_finding() -> None:
    source = io.BufferedReader(Endless(10**9, b"\n" + RIGHT), 1 << 20)
    long, last = ndjson.read(source)
    assert [fault.rule.id for fault in long.faults] == ["record.limit"]
    assert len(long.raw) == 16 * 1024 * 1024
    assert told([last], SMALL_JUDGE) == [(2, [])]
