"""However long a file is, and whatever is wrong with it, what is held in memory does not grow with it."""

import io
import tracemalloc
from collections.abc import Callable, Iterator
from itertools import chain, repeat
from typing import Any

import pytest

from layoutc.records.checking import names
from layoutc.records.formats import Source
from layoutc.records.tally import OfFile, Tally

from .answers import PREMIUM, SMALL_JUDGE
from .test_xml_records import INCOME, ROOT, XSI

RIGHT = '{"income": [{"TK00000000000010": 2017, "TK00000000000050": [{"TK00000000000060": "01"}]}], "levy": []}'
WRONG = '{"income": [{"TK00000000000010": 99, "TK00000000000050": [{"TK00000000000060": "1"}], "x": []}]}'
MEBIBYTE = 1024 * 1024


class Parts(io.RawIOBase):
    """A stream of parts that are made as they are read."""

    def __init__(self, parts: Iterator[bytes]) -> None:
        self.parts, self.rest = filter(None, parts), memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        if not self.rest:
            self.rest = memoryview(next(self.parts, b""))
        count = min(len(buffer), len(self.rest))
        buffer[:count] = self.rest[:count]
        self.rest = self.rest[count:]
        return count


def parts(head: str, block: list[str], rows: int, foot: str) -> Iterator[bytes]:
    return chain([head.encode()], repeat("".join(block).encode(), rows // len(block)), [foot.encode()])


ROWS: dict[str, Callable[[int], Iterator[bytes]]] = {
    "ndjson": lambda rows: parts("", [RIGHT + "\n"] * 97 + [WRONG + "\n", "{\n", '"\0"\n'], rows, ""),
    "json": lambda rows: parts("[", [RIGHT + ",\n"] * 97 + [WRONG + ",\n", "1,\n", RIGHT[:-1] + ",\n"], rows, "]"),
    "csv": lambda rows: parts(
        "課税年度,医療費控除額,繰返し[1].続柄\r\n",
        ["2017,5,01\r\n"] * 97 + ["99,5,1\r\n", "2017\r\n", '2017,"5,01\r\n'],
        rows,
        "",
    ),
    "xml": lambda rows: parts(
        f"<Answers{XSI}>",
        [f"<{ROOT}>{INCOME}</{ROOT}>\n"] * 97 + [f"<{ROOT}><income/></{ROOT}>", f"<{ROOT}><b>x</b></{ROOT}>", "<c/>"],
        rows,
        "</Answers>",
    ),
}


def peak(form: str, rows: int) -> int:
    """The most bytes that were held while so many rows were read, judged and counted."""
    source = Source("x", form)
    tally, file = Tally(names(PREMIUM), 50, show_values=False), OfFile("x", form)
    tracemalloc.start()
    try:
        for row in source.rows(io.BufferedReader(Parts(ROWS[form](rows))), PREMIUM):
            file.rows += 1
            if faults := SMALL_JUDGE.faults(row):
                tally.count(file, row, faults)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert file.rows >= rows * 0.9
    assert file.rejected >= rows // 100 * 2
    assert len(tally.kept) <= 50
    return most


@pytest.mark.slow
@pytest.mark.parametrize(("form", "rows"), [("ndjson", 15_000), ("json", 3_000), ("csv", 3_000), ("xml", 1_500)])
def test_four_times_the_rows_take_no_more_memory(form: str, rows: int) -> None:
    """The fewer rows fill every buffer already; of the others not a hundred bytes each may be kept."""
    short, long = peak(form, rows), peak(form, rows * 4)
    assert long <= short + MEBIBYTE / 4
    assert long < 8 * MEBIBYTE
