"""Files of samples, as text."""

import json
from random import Random

import pytest

from layoutc.emit.definitions import pairs
from layoutc.records import sample_texts
from layoutc.records.samples import valid
from tests.emit.sample import WIDE

(DEFINITION,) = pairs(WIDE)[0].definitions


def test_a_file_is_made_part_by_part() -> None:
    parts = sample_texts.right(DEFINITION, WIDE.codes, 10**9, "1", "ndjson")
    assert json.loads(next(parts)) == next(valid(DEFINITION, WIDE.codes, Random("1")))


def test_what_is_wrong_is_told_before_the_answer_is_written() -> None:
    told: list[str] = []
    parts = sample_texts.wrong(DEFINITION, WIDE.codes, WIDE.codes, 5, "1", "ndjson", told.append)
    for number in range(1, 6):
        next(parts)
        assert json.loads(told[-1])["number"] == number == len(told)


@pytest.mark.parametrize(
    ("path", "text"),
    [((), ""), (("main", 0, "TK1"), "/main/0/TK1"), (("a/b", "~", ""), "/a~1b/~0/"), (("見本\n",), "/見本\n")],
)
def test_a_place_is_a_json_pointer(path: tuple[str | int, ...], text: str) -> None:
    assert sample_texts.pointer(path) == text
