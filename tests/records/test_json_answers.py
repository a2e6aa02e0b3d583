"""An answer or an array of them, split within bounds; behind a broken one reading goes on where the next begins."""

import io
import json
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from layoutc.records.readers import json_answers
from layoutc.records.rows import Row
from tests.trying import examples

from .answers import SMALL_JUDGE, stream, told
from .test_ndjson import Endless

RIGHT = b'{"income": [{"TK00000000000010": 2017}], "levy": []}'


def rows(content: bytes, limit: int = 1000) -> list[Row]:
    return list(json_answers.read(stream(content), ["income", "levy"], limit))


def rules(content: bytes) -> list[tuple[int, list[str]]]:
    return told(rows(content), SMALL_JUDGE)


def test_one_answer() -> None:
    (row,) = rows(b"\xef\xbb\xbf \n" + RIGHT + b"\n")
    assert (row.number, row.line, row.byte, row.raw) == (1, 2, 5, RIGHT)


def test_an_array_of_answers() -> None:
    one, two, three = rows(b"[" + RIGHT + b",\n" + RIGHT + b"\n,\r\n\r\n" + RIGHT + b"\n]\n")
    assert [row.raw for row in (one, two, three)] == [RIGHT] * 3
    assert [(row.number, row.line, row.byte) for row in (one, two, three)] == [
        (1, 1, 1),
        (2, 2, 3 + len(RIGHT)),
        (3, 5, 9 + 2 * len(RIGHT)),
    ]


@pytest.mark.parametrize("content", [b"", b" \n", b"\xef\xbb\xbf", b"[]", b" [ ] "])
def test_nothing_in_it(content: bytes) -> None:
    assert rows(content) == []


@settings(max_examples=examples(25), deadline=None)
@given(st.lists(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner))), st.sampled_from([None, 1]))  # fmt: skip
def test_elements_of_any_form_are_split_as_a_reader_of_json_would(values: list[Any], indent: int | None) -> None:
    content = json.dumps(values, indent=indent, ensure_ascii=False).encode("utf-8", "surrogatepass")
    assert [json.loads(row.raw.decode("utf-8", "surrogatepass")) for row in rows(content, 10**6)] == values


@pytest.mark.parametrize(
    "broken",
    [
        b'{"income": [{"TK00000000000010": 2017}], "levy": []',
        b'{"income": [{"TK00000000000010": 2017], "levy": []}',
        b'{"income": [{"TK00000000000010": "2017}], "levy": []}',
        b'{"income" [}',
        b"1",
        b'"',
        b"}",
        b"x y z",
        b"",
    ],
)
def test_a_broken_answer_does_not_take_the_next_with_it(broken: bytes) -> None:
    for separator in (b",\n", b"\n,\n", b",", b" , "):
        found = rules(b"[\n" + RIGHT + separator + broken + separator + RIGHT + separator + RIGHT + b"\n]")
        assert len([1 for _, faults in found if faults]) == 1
        assert [faults for _, faults in found].count([]) == 3


@pytest.mark.parametrize("at", [at for at, sign in enumerate(RIGHT) if sign == ord('"')])
@pytest.mark.parametrize("pieces", [1, 7])
def test_a_quote_that_is_missing_costs_one_answer_even_where_all_stand_on_one_line(at: int, pieces: int) -> None:
    text = b'{"income": [{"TK00000000000010": 2017}], "levy": [], "note": "{ "}'
    content = b"[" + b",".join((text, RIGHT[:at] + RIGHT[at + 1 :], text, text)) + b"]"
    step = -(-len(content) // pieces)
    waiting = iter([content[first : first + step] for first in range(0, len(content), step)])
    source = SimpleNamespace(read=lambda _: next(waiting, b""))
    read = list(json_answers.read(source, ["income", "levy"], 1000))
    assert [row.raw for row in read].count(text) == 3
    assert read[-1].raw == text
    assert len(read) >= 4


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"[" + RIGHT, "without the `]`"),
        (b"[" + RIGHT + b",", "without the `]`"),
        (b"[" + RIGHT + b",]", "behind the last entry"),
        (b"[" + RIGHT + b"] []", "behind the array"),
        (RIGHT + b"\n" + RIGHT, "behind the answer"),
        (b"[" + RIGHT + b" " + RIGHT + b"]", "no comma"),
    ],
)
def test_what_is_wrong_between_answers_is_said(content: bytes, said: str) -> None:
    last = rows(content)[-1]
    assert (last.number == 0) is (said != "no comma")
    assert [said in fault.message.en for fault in last.faults] == [True]
    assert last.faults[0].rule.id == "record.syntax"


@pytest.mark.parametrize(
    "inside", [b'"' + b"x" * 5000 + b'"', b'"' + b"\\\\" * 3000 + b'"', b"[" * 3000 + b"]" * 3000, b"1" * 5000]
)
def test_an_answer_beyond_the_limit_is_cut_and_the_rest_is_read(inside: bytes) -> None:
    long, last = rows(b'[{"income": ' + inside + b"},\n" + RIGHT + b"]")
    assert [fault.rule.id for fault in long.faults] == ["record.limit"]
    assert len(long.raw) <= 1000
    assert (last.line, last.raw) == (2, RIGHT)


def test_an_endless_text_is_one_finding() -> None:
    source = io.BufferedReader(Endless(5 * 10**7, b'"},' + RIGHT + b"]"), 1 << 20)
    joined = io.BufferedReader(Joined(b'[{"income": "', source), 1 << 20)
    long, last = json_answers.read(joined, ["income"])
    assert [fault.rule.id for fault in long.faults] == ["record.limit"]
    assert last.raw == RIGHT


@pytest.mark.parametrize("end", [b"\\\n", b'\\\\"', b'\\"\\\\"'])
@pytest.mark.parametrize("length", [2 * 10**7, 2 * 10**7 + 1])
def test_backslashes_at_the_end_of_an_endless_text_are_read_in_pairs(end: bytes, length: int) -> None:
    source = io.BufferedReader(Endless(length, end + b"}," + RIGHT + b"]"), 1 << 20)
    joined = io.BufferedReader(Joined(b'[{"income": "', source), 1 << 20)
    long, last = json_answers.read(joined, ["income"])
    assert [fault.rule.id for fault in long.faults] == ["record.limit"]
    assert last.raw == RIGHT


@pytest.mark.parametrize("chunk", range(1, 6))
def test_pairs_of_backslashes_are_read_however_the_text_arrives(chunk: int) -> None:
    body = b'[{"income": "' + b"\\\\" * 600 + b'"},' + RIGHT + b"]"
    pieces = iter([body[:900], body[900 : 1100 + chunk], body[1100 + chunk :]])
    source = SimpleNamespace(read=lambda _: next(pieces, b""))
    long, last = json_answers.read(source, ["income"], 1000)
    assert [fault.rule.id for fault in long.faults] == ["record.limit"]
    assert last.raw == RIGHT


class Joined(io.RawIOBase):
    """One after the other."""

    def __init__(self, head: bytes, rest: Any) -> None:
        self.head, self.rest = head, rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        view = memoryview(buffer)
        part = self.head[: len(view)] or self.rest.read1(len(view))
        self.head = self.head[len(part) :]
        view[: len(part)] = part
        return len(part)
