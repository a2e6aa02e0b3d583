"""Texts laid out by the columns that their characters take."""

import pytest

from layoutc.columns import display_width, wrapped


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("one two three", ["one two", "three"]),
        ("名称を指定する", ["名称を指", "定する"]),
        ("名称を書。く", ["名称を", "書。く"]),
        ("名称は「甲」と書く", ["名称は", "「甲」と", "書く"]),
        ("その xlsx を", ["その xlsx", "を"]),
        ("名称等〔必須〕", ["名称等", "〔必須〕"]),
        ("unbreakably", ["unbreakably"]),
        ("", []),
    ],
)
def test_a_line_takes_no_more_columns_than_there_are_and_breaks_where_japanese_may(text: str, lines: list[str]) -> None:
    assert wrapped(text, 9) == lines


def test_a_full_width_character_takes_two_columns_and_a_combining_one_none() -> None:
    assert [display_width(text) for text in ("ab", "項目", "か\u3099")] == [2, 4, 2]
