"""Rows of an Arrow table as the records that they were made from; for all tests of tables."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

from layoutc.catalog import types
from layoutc.catalog.model import Item, Record, Repeat
from layoutc.emit.arrow_schema import reason_column
from layoutc.emit.wire import REASON_OF_NULL

_JAPAN = timezone(timedelta(hours=9))


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


def written_out(holder: Record | Repeat, sent: Mapping[str, Any]) -> dict[str, Any]:
    """The record with every decimal in all digits behind its point, as it comes back."""
    out = dict(sent)
    for member in holder.members:
        value = sent.get(member.code)
        match member:
            case Repeat() if member.code in sent:
                out[member.code] = [written_out(member, each) for each in value or ()]
            case Item(type=types.Decimal(scale=scale)) if isinstance(value, str):
                out[member.code] = format(Decimal(value) + 0, f".{scale}f")
    return out


def _property(item: Item, value: object, reason: object) -> dict[str, object]:
    if value is not None and reason is not None:
        raise ValueError(f"{item.code} has a value and a reason for having none")
    if reason is not None:
        return {item.code: {REASON_OF_NULL: reason}}
    return {} if value is None else {item.code: _written(value)}


def _written(value: object) -> object:
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, datetime):
        return value.astimezone(_JAPAN).isoformat()
    return value.isoformat() if isinstance(value, date) else value
