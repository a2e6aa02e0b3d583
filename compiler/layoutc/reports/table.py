"""Columns of text that stand straight whatever the width of their characters."""

from collections.abc import Sequence

from layoutc.columns import display_width
from layoutc.reports.printable import cut, printable

_GAP = "  "
_NARROWEST = 12


def table(header: Sequence[str], rows: Sequence[Sequence[str | int]], width: int | None = None) -> list[str]:
    """Lines of equal columns: numbers to the right, text to the left.

    With a `width` in cells, text columns are cut (`…`), the widest first, none below 12 cells; numbers never, so that
    a table may still be wider than a very narrow terminal.
    """
    numeric = [bool(rows) and all(isinstance(row[i], int) for row in rows) for i in range(len(header))]
    body = [[printable(str(field)) for field in row] for row in (header, *rows)]
    widths = [max(display_width(row[i]) for row in body) for i in range(len(header))]
    if width is not None:
        widths = _narrowed(widths, numeric, width)
    return [_line(row, widths, numeric) for row in body]


def _narrowed(widths: list[int], numeric: list[bool], width: int) -> list[int]:
    narrowed = list(widths)
    while sum(narrowed) + len(_GAP) * (len(narrowed) - 1) > width:
        able = [i for i, size in enumerate(narrowed) if not numeric[i] and size > _NARROWEST]
        if not able:
            break
        narrowed[max(able, key=lambda i: narrowed[i])] -= 1
    return narrowed


def _line(fields: list[str], widths: list[int], numeric: list[bool]) -> str:
    padded = []
    for field, width, right in zip(fields, widths, numeric, strict=True):
        shown = cut(field, width)
        blanks = " " * (width - display_width(shown))
        padded.append(blanks + shown if right else shown + blanks)
    return _GAP.join(padded).rstrip(" ")
