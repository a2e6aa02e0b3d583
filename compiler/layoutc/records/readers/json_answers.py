"""JSON: one answer, or an array of answers of any length, split in constant memory; what an element says is judged elsewhere.

Only brackets and strings are followed. An element that was left open is ended where the next answer begins: an object whose
first name is that of a record can stand nowhere inside an answer. Nor can it within a string, whose end its first quote would be
with a name behind it: there a quote is missing further ahead.
"""

import re
from collections.abc import Iterable, Iterator
from enum import Enum

from layoutc.findings import Rule, Text
from layoutc.messages import json_records as say_json
from layoutc.messages import records as say
from layoutc.records import rules
from layoutc.records.readers.lines import BOM, LIMIT, Stream
from layoutc.records.rows import Fault, Row

_CHUNK = 256 * 1024
_BLANK = re.compile(rb"[ \t\r\n]*+")
_SIGN = re.compile(rb'["\[\]{},]')
_BEFORE_QUOTE = b"{ \t\r\n"
# No string of JSON holds a line break: one that was left open ends with its line.
_INSIDE = re.compile(rb'(?:[^"\\\n]++|\\[^\n])*+')
_OPENS, _CLOSES = (b"[", b"{"), (b"]", b"}")
_LONGEST_BEGINNING = 256  # bytes by which the beginning of an answer is known


class _End(Enum):
    """How an element ended."""

    WHOLE = "at its last bracket, or before a comma or the array's end"
    CUT = "where the next answer begins"
    FILE = "with the file"


class _Wanted(Enum):
    """What comes next in an array."""

    FIRST = "the first answer, or nothing"
    ENTRY = "an answer"
    COMMA = "a comma"
    EITHER = "an answer or a comma, for the one before was broken"


class _Window:
    """A part of the stream: `data` from the first byte that is still needed, which is byte `start` on line `line`.

    It never holds much more than `limit` bytes. What is beyond is forgotten; `kept` is then the beginning of it. `begins` is how an
    answer begins.
    """

    def __init__(self, stream: Stream, begins: re.Pattern[bytes], limit: int) -> None:
        self.stream, self.begins, self.limit = stream, begins, limit
        self.data, self.start, self.line, self.kept = bytearray(), 0, 1, b""

    def more(self) -> bool:
        """Read on, as much again as is held, so that looking at it anew costs little; False at the end of the stream."""
        chunk = self.stream.read(max(_CHUNK, min(len(self.data), self.limit)))
        self.data += chunk
        return bool(chunk)

    def drop(self, count: int) -> None:
        self.line += self.data.count(b"\n", 0, count)
        self.start += count
        del self.data[:count]

    def take(self, count: int) -> bytes:
        """The element that ends here, or the beginning of a long one."""
        taken = self.kept or bytes(self.data[:count])
        self.kept = b""
        self.drop(count)
        return taken.rstrip(b" \t\r\n,")

    def forget(self, count: int) -> None:
        self.kept = self.kept or bytes(self.data[: self.limit])
        self.drop(count)

    def blank(self) -> bytes:
        """Pass over white space; returns the next byte without taking it, nothing at the end of the stream."""
        while True:
            found = _BLANK.match(self.data)
            self.drop(found.end() if found else 0)
            if self.data or not self.more():
                return bytes(self.data[:1])

    def sign(self, at: int) -> tuple[bytes, int]:
        """The next bracket or comma outside of strings, or the bracket of an answer, and its place; nothing at the end of the stream."""
        while True:
            quote, found = None, _SIGN.search(self.data, at)
            while found and found[0] == b'"' and quote is None:
                end = self._end_of_string(found.end())
                if end is None:
                    quote = found.start()
                elif self.data[end - 2] in _BEFORE_QUOTE and (here := self._answer_within(found.end(), end)):
                    return b"{", here
                else:
                    found = _SIGN.search(self.data, end)
            if found and quote is None:
                here = found.start()
                if len(self.data) - here >= _LONGEST_BEGINNING or found[0] != b"{" or not self.more():
                    return found[0], here
                at = here
                continue
            at = len(self.data) if quote is None else quote
            if not self.more():
                return b"", len(self.data)
            if len(self.data) > self.limit:
                self.forget(at if quote is None else at + 1)
                if quote is not None:
                    self._end_string()
                at = 0

    def _answer_within(self, first: int, end: int) -> int | None:
        """Where the answer begins of which the quote that ends what seems to be a string, from `first` to `end`, is the first."""
        here = self.data.rfind(b"{", max(first, end - _LONGEST_BEGINNING), end)
        if here >= 0 and len(self.data) - here < _LONGEST_BEGINNING:
            self.more()
        return here if here >= 0 and self.begins.match(self.data, here) else None

    def _end_of_string(self, at: int) -> int | None:
        """Behind the string in which `at` lies; None if it is not closed in what was read so far."""
        inside = _INSIDE.match(self.data, at)
        end = inside.end() if inside else at
        if self.data[end : end + 1] == b"\\":
            end += 1  # before a line break, which ends the string all the same
        return end + 1 if end < len(self.data) else None

    def _end_string(self) -> None:
        """Forget the rest of the string that the window begins in."""
        while (end := self._end_of_string(0)) is None:
            # A lone backslash at the end stays, for what it belongs to is still to come.
            inside = _INSIDE.match(self.data)
            self.drop(inside.end() if inside else 0)
            if not self.more():
                return
        self.drop(end)


def read(stream: Stream, records: Iterable[str], limit: int = LIMIT) -> Iterator[Row]:
    """A row for each answer; `records` are the names of the definition's records."""
    names = b"|".join(re.escape(name.encode()) for name in records)
    begins = re.compile(rb'\{[ \t\r\n]*"(?:' + names + rb')"')
    window = _Window(stream, begins, limit)
    window.more()
    if window.data.startswith(BOM):
        window.drop(len(BOM))
    first = window.blank()
    if first == b"[":
        window.drop(1)
        yield from _elements(window)
        return
    if not first:
        return
    row, _ = _element(window, 1)
    yield row
    if window.blank():
        yield _broken(window, rules.SYNTAX, say_json.behind_the_answer(), say_json.array_or_lines())


def _elements(window: _Window) -> Iterator[Row]:
    number, wanted = 0, _Wanted.FIRST
    while following := window.blank():
        if following == b"]":
            window.drop(1)
            if wanted is _Wanted.ENTRY:
                yield _broken(window, rules.SYNTAX, say_json.comma_behind_last(), say_json.remove_comma())
            if window.blank():
                yield _broken(window, rules.SYNTAX, say_json.behind_the_array(), say_json.array_or_lines())
            return
        if following == b"," and wanted in (_Wanted.COMMA, _Wanted.EITHER):
            window.drop(1)
            wanted = _Wanted.ENTRY
            continue
        if following == b",":
            yield _broken(window, rules.SYNTAX, say_json.comma_twice(), say_json.remove_comma())
            window.drop(1)
            continue
        number += 1
        row, end = _element(window, number)
        if wanted is _Wanted.COMMA and not row.faults:
            row.faults = (Fault(rules.SYNTAX, (), say_json.comma_missing(), say_json.add_comma()),)
        wanted = _Wanted.EITHER if end is _End.CUT or row.raw == b"}" else _Wanted.COMMA
        yield row
    yield _broken(window, rules.SYNTAX, say_json.array_not_closed(), say_json.check_end())


def _element(window: _Window, number: int) -> tuple[Row, _End]:
    """The next element, which begins at the beginning of the window, and how it ended. It is taken off the window."""
    row = Row(number, window.line, window.start, b"")
    depth, at, end = 0, 0, None
    while end is None:
        sign, here = window.sign(at)
        at = here + 1
        if not sign:
            end, at = _End.FILE, here
        elif sign == b"{" and here and window.begins.match(window.data, here):
            end, at = _End.CUT, here
        elif sign in _OPENS:
            depth += 1
        elif sign in _CLOSES and depth:
            depth -= 1
            end = None if depth else _End.WHOLE
        elif sign == b"}":
            end = _End.WHOLE
        elif not depth:
            end, at = _End.WHOLE, here
        if at > window.limit:
            window.forget(at)
            at = 0
    if window.kept:
        row.faults = (Fault(rules.LIMIT, (), say.row_too_long(window.limit), say_json.split_answers()),)
    row.raw = window.take(at)
    return row, end


def _broken(window: _Window, rule: Rule, message: Text, help_text: Text) -> Row:
    """What is wrong between answers."""
    return Row(0, window.line, window.start, b"", faults=(Fault(rule, (), message, help_text),))
