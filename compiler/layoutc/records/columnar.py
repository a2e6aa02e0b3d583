"""Records of the wire as rows of their Arrow table, and as a Parquet file; `emit/arrow_schema.py` makes the table.

Imported by what needs it, since it loads pyarrow.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from itertools import islice
from typing import assert_never

import pyarrow as pa
import pyarrow.parquet as pq

from layoutc.catalog import types
from layoutc.catalog.model import Item, Record, Repeat
from layoutc.emit.arrow_schema import reason_column
from layoutc.emit.wire import REASON_OF_NULL

_GROUP = 10_000  # rows


def rows(holder: Record | Repeat, sent: Iterable[Mapping[str, object]]) -> Iterator[dict[str, object]]:
    """Right records as JSON gives them → rows for `pyarrow.Table.from_pylist`. A wrong value is an error of any kind."""
    for each in sent:
        row: dict[str, object] = {}
        for member in holder.members:
            value = each.get(member.code)
            if isinstance(member, Item):
                row |= _cells(member, value)
            else:
                row[member.code] = list(rows(member, value)) if isinstance(value, list) else None
        yield row


def parquet(record: Record, columns: pa.Schema, sent: Iterable[Mapping[str, object]]) -> Iterator[bytes]:
    """The parts of a Parquet file with these records; a group of rows is in memory at a time."""
    written, found = BytesIO(), rows(record, sent)
    with pq.ParquetWriter(written, columns) as writer:
        while group := list(islice(found, _GROUP)):
            writer.write_table(pa.Table.from_pylist(group, schema=columns))
            yield _taken(written)
    yield _taken(written)


def _taken(written: BytesIO) -> bytes:
    content = written.getvalue()
    written.seek(0)
    written.truncate()
    return content


def _cells(item: Item, value: object) -> dict[str, object]:
    reason = value[REASON_OF_NULL] if isinstance(value, Mapping) else None
    cells = {item.code: None if value is None or reason else _read(item.type, value)}
    return cells | {reason_column(item.code): reason} if item.absent else cells


def _read(kind: types.ItemType, value: object) -> object:
    match kind:
        case types.Decimal():
            return Decimal(str(value))
        case types.Date(partial=False):
            return date.fromisoformat(str(value))
        case types.DateTime():
            return datetime.fromisoformat(str(value))
        case (
            types.Characters()
            | types.Digits()
            | types.Integer()
            | types.Date()
            | types.YearMonth()
            | types.Year()
            | types.Flag()
            | types.Code()
        ):
            return value
        case _:
            assert_never(kind)
