"""What a reader yields: one row of a file, and what is wrong with it. Data only."""

from collections.abc import Iterable, Mapping

from layoutc.catalog.model import Item, Record, Repeat
from layoutc.findings import Rule, Text
from layoutc.frozen import dataclass
from layoutc.messages.records import NO_HELP

MOST_VALUES = 100_000  # of one row; each costs many times the bytes that it was written in
Steps = tuple[str | int, ...]  # names and places (from 0) down to a value, as in a JSON path


def json_path(steps: Iterable[str | int]) -> str:
    """`$.income[0].TK90001010000010`"""
    return "$" + "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in steps)


class Nothing:
    """There is no value to show, which is not the same as None."""


NOTHING = Nothing()


@dataclass(frozen=True, slots=True)
class Fault:
    """One rule that a row breaks. `about` is the item, repeat or record where it is known; `value` stands at `path`."""

    rule: Rule
    path: Steps
    message: Text
    help: Text = NO_HELP
    about: Item | Repeat | Record | None = None
    value: object = NOTHING


@dataclass(frozen=True, slots=True)
class Table:
    """What all rows of a CSV file share: the line of the header, and the column of each item (from 1) by its path in the record."""

    header: bytes
    columns: Mapping[Steps, int]


@dataclass(slots=True)
class Row:
    """Numbers and lines count from 1, `byte` from 0; `raw` is the row as it came, cut at the limit of a row.

    Number 0 is what is no row: the header, or what is wrong between the rows.
    With a `record`, `value` is one record of that kind as plain data. Without, `raw` is the JSON text of a whole answer,
    unless `faults` say that there is nothing to judge. Not frozen: a million of them are made.
    """

    number: int
    line: int
    byte: int
    raw: bytes
    record: str | None = None
    value: object = None
    faults: tuple[Fault, ...] = ()
    table: Table | None = None
