"""The laws of the formatter, on generated layouts; LAYOUTC_EXAMPLES says on how many each."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from itertools import pairwise

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from layoutc.source import SourceFile
from layoutc.syntax.formatter import format_text
from layoutc.syntax.parser import parse
from layoutc.syntax.tree import Clause, Word
from tests.trying import examples

from .layouts import layouts

_TOKEN = re.compile(r'"(?:[^"\\\n]|\\.)*"|#[^\n]*|[^\s"#,(){}\[\]=]+|[,(){}\[\]=]')

_law = settings(deadline=None, max_examples=examples(25), suppress_health_check=list(HealthCheck))


def _source(text: str) -> SourceFile:
    return SourceFile("areas/generated.layout", text)


def _formatted(text: str) -> str:
    result = format_text(_source(text))
    assert result is not None
    return result


def _meaning(node: object) -> object:
    """A tree without its spans, the clauses of a line in one order, ranges without their spaces."""
    if isinstance(node, Word):
        return "".join(node.text.split())
    if is_dataclass(node):
        inner = [_meaning(getattr(node, field.name)) for field in fields(node) if field.name not in ("start", "end")]
        return (type(node).__name__, *inner)
    if isinstance(node, tuple | list):
        clauses = sorted(repr(_meaning(each)) for each in node if isinstance(each, Clause) and not each.on_own_line)
        others = [_meaning(each) for each in node if not (isinstance(each, Clause) and not each.on_own_line)]
        return (*clauses, *others)
    return node


def _comments(text: str) -> list[tuple[str, bool]]:
    """Every comment, and whether it has a line of its own."""
    return [
        (match.group().rstrip(), not text[text.rfind("\n", 0, match.start()) + 1 : match.start()].strip())
        for match in _TOKEN.finditer(text)
        if match.group().startswith("#")
    ]


def _words_between_comments(text: str) -> Iterator[Counter[str]]:
    words: Counter[str] = Counter()
    for match in _TOKEN.finditer(re.sub(r"[ \t]*\.\.[ \t]*(?=[\d*])", "..", text)):
        if match.group().startswith("#"):
            yield words
            words = Counter()
        else:
            words[match.group()] += 1
    yield words


@_law
@given(layouts())
def test_the_generated_layouts_are_right(text: str) -> None:
    assert parse(_source(text)).findings == ()


@_law
@given(layouts())
def test_formatting_twice_changes_nothing(text: str) -> None:
    once = _formatted(text)
    assert _formatted(once) == once


@_law
@given(layouts())
def test_the_tree_stays_the_same(text: str) -> None:
    before, after = (parse(_source(each)).declarations for each in (text, _formatted(text)))
    assert _meaning(after) == _meaning(before)


@_law
@given(layouts())
def test_every_comment_stays_in_its_order_and_kind(text: str) -> None:
    assert _comments(_formatted(text)) == _comments(text)


@_law
@given(layouts(breaks_in_clauses=False))
def test_no_word_moves_past_a_comment(text: str) -> None:
    formatted = _formatted(text)
    assume(
        not re.search(r'"[^"\n]*\.\.', text)
    )  # the spaces of a range are taken out blindly, so none may stand in a label
    assert list(_words_between_comments(formatted)) == list(_words_between_comments(text))


@_law
@given(layouts())
def test_lines_are_tidy(text: str) -> None:
    formatted = _formatted(text)
    lines = formatted.split("\n")
    assert "\r" not in formatted
    assert formatted == "" or (formatted.endswith("\n") and lines[0] != "")
    for line, following in pairwise(lines):
        assert line == line.rstrip()
        assert line or following not in ("", *(" " * depth + "}" for depth in range(9)))
        assert (len(line) - len(line.lstrip(" "))) % 2 == 0


@_law
@given(layouts())
def test_line_ends_do_not_matter(text: str) -> None:
    unix = text.replace("\r\n", "\n")
    assert _formatted(unix) == _formatted(unix.replace("\n", "\r\n"))


@_law
@given(layouts(), st.data())
def test_a_damaged_text_is_left_alone_or_formatted_for_good(text: str, data: st.DataObject) -> None:
    for _ in range(data.draw(st.integers(1, 3))):
        start, end = sorted(data.draw(st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))))
        end = min(end, start + data.draw(st.sampled_from([0, 1, 5, 80])))
        text = (
            text[:start]
            + data.draw(st.sampled_from(["", "{", "}", '"', "\n", "#", " ", "set", "，", "\r"]))
            + text[end:]
        )
    once = format_text(_source(text))
    assert (once is None) == bool(parse(_source(text)).findings)
    assert once is None or format_text(_source(once)) == once


@_law
@given(st.text())
def test_any_text_is_read_without_an_exception(text: str) -> None:
    once = format_text(_source(text))
    assert once is None or format_text(_source(once)) == once
