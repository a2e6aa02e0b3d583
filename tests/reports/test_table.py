from hypothesis import given
from hypothesis import strategies as st

from layoutc.columns import display_width
from layoutc.reports.table import table

from .strategies import texts, tried

_rows = st.lists(st.tuples(texts, st.integers(0, 10**6), texts), max_size=5)


@tried
@given(_rows, st.none() | st.integers(1, 80))
def test_columns_begin_in_the_same_cell(rows: list[tuple[str, int, str]], width: int | None) -> None:
    # A last column of one mark shows where it begins, however wide what stands before it is.
    marked = table(["規則", "count", "名称", "#"], [(*row, "#") for row in rows], width)
    assert len(marked) == len(rows) + 1
    assert all(line.endswith("#") for line in marked)
    assert len({display_width(line) for line in marked}) == 1


@tried
@given(_rows)
def test_a_width_that_can_be_kept_is_kept(rows: list[tuple[str, int, str]]) -> None:
    lines = table(["a", "b", "c"], rows, width=50)
    assert max(display_width(line) for line in lines) <= 50


def test_numbers_stand_to_the_right_and_text_to_the_left() -> None:
    assert table(["規則", "数"], [("漢", 7), ("abc", 123)]) == ["規則   数", "漢      7", "abc   123"]
