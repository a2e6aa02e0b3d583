"""Columns, on rows of any cells."""

from hypothesis import given
from hypothesis import strategies as st
from wcwidth import wcswidth

from layoutc.columns import display_width
from layoutc.syntax.rows import FARTHEST, WIDEST, Kind, Row, text_of

_CELLS = st.text("ab課税（ｱ\u3099", min_size=1, max_size=20).filter(display_width)
_ROWS = st.lists(_CELLS, min_size=1, max_size=4).map(lambda cells: Row(1, Kind.ITEM, tuple(cells)))


@given(st.lists(_ROWS, min_size=1, max_size=5))
def test_each_column_of_a_run_starts_at_one_place(rows: list[Row]) -> None:
    lines = text_of(rows).splitlines()
    for column in range(1, 4):
        starts = {
            display_width(line[: _start_of(line, row.cells, column)])
            for row, line in zip(rows, lines, strict=True)
            if len(row.cells) > column
        }
        assert len(starts) <= 1


def _start_of(line: str, cells: tuple[str, ...], column: int) -> int:
    at = 0
    for cell in cells[:column]:
        at = line.index(cell, at) + len(cell)
    return line.index(cells[column], at)


@given(st.lists(_ROWS, min_size=1, max_size=5))
def test_some_row_fills_each_column(rows: list[Row]) -> None:
    lines = text_of(rows).splitlines()
    for column in range(3):
        gaps = [
            _start_of(line, row.cells, column + 1) - _start_of(line, row.cells, column) - len(row.cells[column])
            for row, line in zip(rows, lines, strict=True)
            if len(row.cells) > column + 1
        ]
        assert not gaps or min(gaps) == 2


@given(st.text("aZ 課税（ｱ。Ⅰ①", max_size=30))
def test_the_width_is_that_of_a_terminal(text: str) -> None:
    assert display_width(text) == wcswidth(text)


def _texts(*rows: Row) -> list[str]:
    return text_of(rows).splitlines()


def test_rows_of_another_kind_or_depth_have_columns_of_their_own() -> None:
    assert _texts(Row(0, Kind.ITEM, ("aaaa", "b")), Row(0, Kind.PATH, ("a", "b")), Row(1, Kind.PATH, ("aaa", "b"))) == [
        "aaaa  b",
        "a  b",
        "  aaa  b",
    ]


def test_the_last_cell_of_a_row_moves_nothing() -> None:
    assert _texts(Row(0, Kind.PATH, ("a" * 30,)), Row(0, Kind.PATH, ("b", "c"))) == ["a" * 30, "b  c"]


def test_the_widest_cell_that_counts() -> None:
    assert _texts(Row(0, Kind.PATH, ("a" * WIDEST, "x")), Row(0, Kind.PATH, ("b", "y")))[1].index("y") == WIDEST + 2
    assert _texts(Row(0, Kind.PATH, ("a" * (WIDEST + 1), "x")), Row(0, Kind.PATH, ("b", "y")))[1] == "b  y"


def test_comments_line_up_unless_the_lines_end_too_far_apart() -> None:
    near = _texts(Row(0, Kind.PATH, ("a" * (FARTHEST + 1),), "# 1"), Row(0, Kind.PATH, ("b",), "# 2"))
    far = _texts(Row(0, Kind.PATH, ("a" * (FARTHEST + 2),), "# 1"), Row(0, Kind.PATH, ("b",), "# 2"))
    assert near[0].index("#") == near[1].index("#") == FARTHEST + 3
    assert far[1] == "b  # 2"


def test_no_rows_are_no_text() -> None:
    assert text_of([]) == ""
