"""A kind of record as an Arrow schema: a column an item, named by its code; for bulk files in Parquet.

Every column of the schema comes back from a Parquet file as the same column, so units that Parquet does not have are not used.
Imported by what needs it, since it loads pyarrow.
"""

import json
from collections.abc import Iterator
from typing import assert_never

import pyarrow as pa
import pyarrow.ipc as ipc

from layoutc.catalog.catalog import Catalog
from layoutc.catalog.model import CodeList, Item, Record, Repeat
from layoutc.catalog.types import (
    Characters,
    Code,
    Date,
    DateTime,
    Decimal,
    Digits,
    Flag,
    Integer,
    ItemType,
    Year,
    YearMonth,
    spell,
)
from layoutc.emit.artifacts import MARK
from layoutc.emit.definitions import Definition, Member, always_sent, code_lists, heading, legal_remarks, unit
from layoutc.emit.wire import REASON_OF_NULL

_OWN = "layoutc."  # keys of ours stand beside those of other tools in one Parquet file
_ELEMENT = "element"  # what the Parquet format calls an entry of a list

Metadata = dict[bytes, bytes]


def table(catalog: Catalog, pair: tuple[str, str], definition: Definition, record: Record) -> pa.Schema:
    """The table of one kind of record that the pair exchanges, with what it says of itself. `catalog` is one of a day."""
    codes = {each.name: each for each in code_lists(catalog, [definition])}
    return schema(record, codes, _described(pair, definition, record, catalog.notice))


def schema(record: Record, codes: dict[str, CodeList], about: Metadata | None = None) -> pa.Schema:
    """The table of one kind of record. `codes` are the code lists in use by name."""
    return pa.schema(list(_columns(record, codes)), metadata=about)


def _described(pair: tuple[str, str], definition: Definition, record: Record, notice: str) -> Metadata:
    provider, querier = pair
    return _metadata(
        provider=provider,
        querier=querier,
        definition=definition.name,
        heading=heading(definition),
        area=definition.area.code,
        procedure=definition.procedure.name,
        legal="\n".join(legal_remarks(definition)),
        record=record.name,
        label=record.label,
        basis=record.basis,
        note=record.note,
        since=_day(record.period.since),
        until=_day(record.period.until),
        notice=notice,
        generated=MARK,
    )


def stream(columns: pa.Schema) -> bytes:
    """An IPC stream of this schema and no rows: the form that every implementation of Arrow reads."""
    sink = pa.BufferOutputStream()
    ipc.new_stream(sink, columns).close()
    content: bytes = sink.getvalue().to_pybytes()
    return content


def reason_column(code: str) -> str:
    """The column beside an item's own that says why there is no value."""
    return f"{code}.{REASON_OF_NULL}"


def _columns(holder: Record | Repeat, codes: dict[str, CodeList]) -> Iterator[pa.Field]:
    for member in holder.members:
        yield pa.field(member.code, _type(member, codes), not always_sent(member), _about(member, codes))
        if isinstance(member, Item) and member.absent:
            yield pa.field(reason_column(member.code), pa.string(), metadata=_about_reason(member))


def _type(member: Member, codes: dict[str, CodeList]) -> pa.DataType:
    match member:
        case Item(type=kind):
            return _scalar(kind)
        case Repeat():
            return pa.list_(pa.field(_ELEMENT, pa.struct(list(_columns(member, codes))), nullable=False))
        case _:
            assert_never(member)


def _scalar(kind: ItemType) -> pa.DataType:
    match kind:
        case Integer() | Year():
            return pa.int64()
        case Decimal(precision, scale):
            return pa.decimal128(precision, scale)
        case Date(partial=False):
            return pa.date32()
        case DateTime():
            # The wire's own offset: Asia/Tokyo had summer time and, before 1888, local time.
            return pa.timestamp("ms", "+09:00")
        case Flag():
            return pa.bool_()
        case Characters() | Digits() | Date() | YearMonth() | Code():
            return pa.string()
        case _:
            assert_never(kind)


def _about(member: Member, codes: dict[str, CodeList]) -> Metadata:
    values: dict[str, str | None] = {}
    if isinstance(member, Item):
        values["type"] = spell(member.type)
        values["unit"] = unit(member)
        if isinstance(member.type, Code):
            labels = {each.value: each.label for each in codes[member.type.list].values}
            values["codes"] = json.dumps(labels, ensure_ascii=False)
    else:
        values["times"] = f"{member.minimum}..{'*' if member.maximum is None else member.maximum}"
    return _metadata(
        name=member.name,
        label=member.label,
        **values,
        basis=member.basis,
        note=member.note,
        since=_day(member.period.since),
        until=_day(member.period.until),
    )


def _about_reason(item: Item) -> Metadata:
    return _metadata(label=f"{item.label}の未設定事由", reasons=" ".join(reason.value for reason in item.absent))


def _metadata(**values: str | None) -> Metadata:
    """What is declared of these, in this order. A lone surrogate, which UTF-8 cannot hold, is spelled out."""
    return {f"{_OWN}{key}".encode(): text.encode("utf-8", "backslashreplace") for key, text in values.items() if text}


def _day(day: object) -> str | None:
    return None if day is None else str(day)
