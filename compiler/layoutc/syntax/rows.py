"""Rows of cells → text in columns, as wide as a terminal draws them.

Neighbouring rows of one kind and depth form a run and share their columns; a comment between them does not part them,
a blank line or any other row does. A cell counts for its column only if something follows it in its row and it is no
wider than `WIDEST`; a wider one stands out of the table and moves nothing but the rest of its own row.
"""

from collections.abc import Iterator, Sequence
from enum import Enum, auto

from layoutc.columns import display_width
from layoutc.frozen import dataclass

INDENT = 2
WIDEST = 60
FARTHEST = 40  # comments of a run line up if its lines end at most so many columns apart


class Kind(Enum):
    """What a row is; only the first four are set in columns."""

    PROPERTY = auto()
    ITEM = auto()
    VALUE = auto()
    PATH = auto()
    COMMENT = auto()
    OTHER = auto()


_IN_COLUMNS = (Kind.PROPERTY, Kind.ITEM, Kind.VALUE, Kind.PATH)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a text: how deep it stands, its cells, none of them empty, and the comment at its end."""

    depth: int
    kind: Kind
    cells: tuple[str, ...]
    comment: str = ""
    blank_before: bool = False


def text_of(rows: Sequence[Row]) -> str:
    """The rows as lines, each with its end; no row, no line."""
    lines: list[str] = [""] * len(rows)
    for run in _runs(rows):
        for number, line in zip(run, _aligned([rows[number] for number in run]), strict=True):
            lines[number] = line
    return "".join(f"\n{line}\n" if row.blank_before else f"{line}\n" for row, line in zip(rows, lines, strict=True))


def _runs(rows: Sequence[Row]) -> Iterator[list[int]]:
    """The numbers of the rows that share columns; every row is in one run, alone if need be."""
    run: list[int] = []
    for number, row in enumerate(rows):
        if run and (row.blank_before or not _continues(rows[run[0]], row)):
            yield run
            run = []
        if row.kind in _IN_COLUMNS:
            run.append(number)
        else:
            yield [number]
    if run:
        yield run


def _continues(first: Row, row: Row) -> bool:
    return row.depth == first.depth and row.kind in (first.kind, Kind.COMMENT)


def _aligned(run: Sequence[Row]) -> list[str]:
    widths = [_column_width(run, column) for column in range(max(len(row.cells) for row in run))]
    texts = [" " * (INDENT * row.depth) + _in_columns(row, widths, _gaps(run, row)) for row in run]
    ends = {number: display_width(texts[number]) for number, row in enumerate(run) if row.comment}
    together = ends and max(ends.values()) - min(ends.values()) <= FARTHEST
    for number, end in ends.items():
        texts[number] += " " * ((max(ends.values()) if together else end) - end + 2) + run[number].comment
    return texts


def _column_width(run: Sequence[Row], column: int) -> int:
    cells = (display_width(row.cells[column]) for row in run if len(row.cells) > column + 1)
    return max((width for width in cells if width <= WIDEST), default=0)


def _gaps(run: Sequence[Row], row: Row) -> list[int]:
    """The spaces behind each column: two, as cells hold single ones; one behind a code's value or a lone keyword."""
    narrow = row.kind is Kind.VALUE or (row.kind is Kind.PROPERTY and len(run) == 1)
    return [1 if narrow and column == 0 else 2 for column in range(len(row.cells))]


def _in_columns(row: Row, widths: Sequence[int], gaps: Sequence[int]) -> str:
    *before, last = row.cells
    padded = (
        cell + " " * (max(width - display_width(cell), 0) + gap)
        for cell, width, gap in zip(before, widths, gaps, strict=False)
    )
    return "".join((*padded, last))
