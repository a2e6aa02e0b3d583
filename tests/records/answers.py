"""A definition of every type, a right answer to it, and judging in a line; for all tests of records."""

import io
import json
from collections.abc import Iterable, Mapping
from typing import Any

from layoutc.emit.definitions import Definition, pairs
from layoutc.records.checking import Judge, judge
from layoutc.records.rows import Fault, Row
from tests.emit.sample import SMALL, WIDE

((EVERY_TYPE,),) = (pair.definitions for pair in pairs(WIDE))
WIDE_JUDGE = judge(EVERY_TYPE, WIDE.codes)
BENEFIT, PREMIUM = pairs(SMALL)[1].definitions
SMALL_JUDGE = judge(PREMIUM, SMALL.codes)

# What every record of WIDE must hold.
LEAST: Mapping[str, Any] = {
    "TK00000000000100": "字", "TK00000000000101": "字", "TK00000000000102": "ジ", "TK00000000000103": "a",
    "TK00000000000104": "012345", "TK00000000000105": "1", "TK00000000000106": 1, "TK00000000000107": -1,
    "TK00000000000108": "1.5", "TK00000000000109": "-0.5", "TK00000000000110": "1", "TK00000000000111": "2018-07-31",
    "TK00000000000112": "2018", "TK00000000000113": "2018-07", "TK00000000000114": 2018, "TK00000000000115": 2018,
    "TK00000000000116": "2018-07-31T00:00:00+09:00", "TK00000000000117": True, "TK00000000000118": "1",
    "TK00000000000500": [{}],
}  # fmt: skip


def whole(**changed: Any) -> dict[str, Any]:
    """A right answer of WIDE, with items of its record put in; `TK` and zeros are understood before a number: `i106=1`."""
    items = {f"TK{int(name[1:]):014}": value for name, value in changed.items()}
    return {"main": [{**LEAST, **items}], "other": []}


def faults(sent: object, one: Judge = WIDE_JUDGE) -> list[Fault]:
    """What is wrong with an answer; text is taken as the JSON that it is."""
    raw = sent if isinstance(sent, bytes) else (sent if isinstance(sent, str) else json.dumps(sent)).encode("utf-8")
    return list(one.faults(Row(1, 1, 0, raw)))


def found(sent: object, one: Judge = WIDE_JUDGE) -> list[tuple[str, str]]:
    """(rule, JSON path) of every fault."""
    return [(fault.rule.id, path(fault)) for fault in faults(sent, one)]


def path(fault: Fault) -> str:
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in fault.path).lstrip(".")


def told(rows: Iterable[Row], one: Judge, definition: Definition | None = None) -> list[tuple[int, list[str]]]:
    """(row, rules that it breaks) for every row."""
    return [(row.number, [fault.rule.id for fault in one.faults(row)]) for row in rows]


def stream(content: bytes) -> io.BytesIO:
    return io.BytesIO(content)
