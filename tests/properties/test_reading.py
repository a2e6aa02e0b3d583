"""reader.py and lark read alike: the same tree of a right text, and what lark does not read, reader.py does not either."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from lark.exceptions import UnexpectedInput

from layoutc.syntax.grammar import lark, made, tables
from layoutc.syntax.reader import read
from tests.trying import examples

from .layouts import layouts

LAYOUTS = Path(__file__).resolve().parents[2] / "layouts"
_PIECES = [
    "",
    "{",
    "}",
    '"',
    "\n",
    "#",
    " ",
    "\t",
    ",",
    "..",
    "0",
    "key",
    "by",
    "since 2018",
    "[",
    "=",
    "*",
    "/",
    "。",
    "\r",
]

_law = settings(deadline=None, max_examples=examples(60), suppress_health_check=list(HealthCheck))


def by_lark(text: str, start: str = "start") -> Any:
    try:
        return lark().parse(text, start=start)
    except UnexpectedInput:
        return None


def test_the_tables_are_those_of_the_grammar() -> None:
    """After a change of layout.lark: python -m layoutc.syntax.grammar > compiler/layoutc/syntax/layout.tables.json"""
    assert tables() == made()
    assert list(tables()["patterns"]) == list(made()["patterns"])


@pytest.mark.parametrize("folder", ["areas", "codes"])
def test_the_corpus_reads_alike(folder: str) -> None:
    for path in sorted(LAYOUTS.joinpath(folder).rglob("*.*")):
        text = path.read_text("utf-8") + "\n"
        assert read(text, "start") == by_lark(text)


@_law
@given(layouts())
def test_right_texts_read_alike(text: str) -> None:
    found = read(text + "\n", "start")
    assert found is not None
    assert found == by_lark(text + "\n")


@_law
@given(layouts(), st.data())
def test_damaged_texts_read_alike_or_are_left_to_lark(text: str, data: st.DataObject) -> None:
    for _ in range(data.draw(st.integers(1, 3))):
        start, end = sorted(data.draw(st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))))
        end = min(end, start + data.draw(st.sampled_from([0, 0, 1, 2, 5, 80])))
        text = text[:start] + data.draw(st.sampled_from(_PIECES)) + text[end:]
    found = read(text + "\n", "start")
    assert found is None or found == by_lark(text + "\n")


@_law
@given(st.text(st.sampled_from('{}[](),="#\\ \n\t.*0189aTMKk_年')))
@example('area requiredbasis "x" {\n}\n')
def test_any_text_reads_alike_or_is_left_to_lark(text: str) -> None:
    found = read(text + "\n", "start")
    assert found is None or found == by_lark(text + "\n")


@pytest.mark.parametrize(
    "text",
    ["yen(11, signed)", "digits(1 .. 4)", "date", "code(a_list)", "text(40", "", "a b", "yen()", "日付", "x(1.5)"],
)
def test_types_read_alike(text: str) -> None:
    assert read(text, "type") == by_lark(text, "type")


def test_words_without_a_space_between_them_are_left_to_lark() -> None:
    """The grammar takes `requiredbasis` for two words; the reader, which takes whole words, passes it on."""
    text = 'area a "A" {\n record r "R" {\n x TK00000000000000 date "D" requiredbasis "B"\n }\n}\n'
    assert read(text, "start") is None
    assert by_lark(text) is not None
