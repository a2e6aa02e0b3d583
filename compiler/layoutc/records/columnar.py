"""Records of the wire as rows of their Arrow table, and back; `emit/arrow_schema.py` is the table."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from typing import assert_never

from layoutc.catalog import types
from layoutc.catalog.model import Item, Record, Repeat
from layoutc.emit.arrow_schema import reason_column
from layoutc.emit.wire import REASON_OF_NULL

_JAPAN = timezone(timedelta(hours=9))


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


def objects(holder: Record | Repeat, found: Iterable[Mapping[str, object]]) -> Iterator[dict[str, object]]:
    """Rows as `pyarrow.Table.to_pylist` gives them → records of the wire. ValueError for a value that also has a reason."""
    for row in found:
        sent: dict[str, object] = {}
        for member in holder.members:
            value = row[member.code]
            if isinstance(member, Item):
                sent |= _property(member, value, row.get(reason_column(member.code)))
            elif isinstance(value, list):
                sent[member.code] = list(objects(member, value))
        yield sent


def _cells(item: Item, value: object) -> dict[str, object]:
    reason = value[REASON_OF_NULL] if isinstance(value, Mapping) else None
    cells = {item.code: None if value is None or reason else _read(item.type, value)}
    return cells | {reason_column(item.code): reason} if item.absent else cells


def _property(item: Item, value: object, reason: object) -> dict[str, object]:
    if value is not None and reason is not None:
        raise ValueError(f"{item.code} has a value and a reason for having none")
    if reason is not None:
        return {item.code: {REASON_OF_NULL: reason}}
    return {} if value is None else {item.code: _written(value)}


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


def _written(value: object) -> object:
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, datetime):
        return value.astimezone(_JAPAN).isoformat()
    return value.isoformat() if isinstance(value, date) else value
