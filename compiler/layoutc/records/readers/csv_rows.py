"""CSV: one record a row under a header; what the columns mean is written in `csv_form`."""

import csv
from collections import deque
from collections.abc import Callable, Iterator, Sequence

from layoutc.catalog.model import Record
from layoutc.catalog.types import Flag
from layoutc.emit.definitions import always_sent
from layoutc.emit.wire import REASON_OF_NULL
from layoutc.frozen import dataclass
from layoutc.messages import csv_records as say_csv
from layoutc.messages import records as say
from layoutc.records import rules
from layoutc.records.conversion import from_text
from layoutc.records.csv_form import AmbiguousError, Column, find, plain
from layoutc.records.readers.decoding import Decoder
from layoutc.records.readers.lines import LIMIT, Line, Stream, lines
from layoutc.records.rows import MOST_VALUES, Fault, Row, Steps, Table

_MOST_COLUMNS = 16_384  # as in Excel
_MOST_LINES = 1000  # of one row, which has as many as there are line breaks within quotes
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class _Read:
    """A column, and how its cells are read."""

    column: Column
    code: str
    read: Callable[[str], object]


@dataclass(frozen=True, slots=True)
class _Table:
    """What the header says: a column each, or None for one without a meaning."""

    record: Record
    columns: tuple[_Read | None, ...]
    can_be_empty: bool
    shared: Table


def read(
    stream: Stream, records: Sequence[Record], decoder: Decoder, chosen: str | None = None, limit: int = LIMIT
) -> Iterator[Row]:
    """A row for each record, and row 0 where the header has faults. `chosen` is the name of the kind of record.

    A quote that is not closed is the fault of its line alone: what follows is read anew.
    """
    waiting: deque[Line] = deque()
    source = lines(stream, limit)
    table: _Table | None = None
    number = 0
    while first := _next(waiting, source):
        if first.number == 1 and first.content.startswith(_UTF_16):
            yield _header(first, [Fault(rules.ENCODING, (), say_csv.utf_16(), say_csv.save_as_csv_utf8())])
            return
        if not first.content.strip():
            continue
        group, closed = _quoted(first, waiting, source, limit)
        parsed = _fields(group, decoder) if closed else _unclosed()
        if table is None:
            table, faults = _read_header(first.content, parsed, records, chosen)
            if faults:
                yield _header(first, faults)
            if table is None:
                return
            continue
        if len(group) > 1 and _swallowed(group, parsed, len(table.columns)):
            parsed = _unclosed()
            waiting.extendleft(reversed(group[1:]))
            group = [first]
        if not isinstance(parsed, Fault) and not any(parsed) and not table.can_be_empty:
            continue  # Excel writes rows of commas below its last one
        number += 1
        yield _row(number, group, parsed, table, limit)


def _next(waiting: deque[Line], source: Iterator[Line]) -> Line | None:
    return waiting.popleft() if waiting else next(source, None)


def _quoted(first: Line, waiting: deque[Line], source: Iterator[Line], limit: int) -> tuple[list[Line], bool]:
    """The lines of a row, down to the one that closes its last quote, and whether it is closed at all."""
    group, size, is_open = [first], len(first.content), first.content.count(b'"') % 2 == 1
    while is_open and not group[-1].long and len(group) < _MOST_LINES and size <= limit:
        line = _next(waiting, source)
        if line is None:
            break
        group.append(line)
        size += len(line.content)
        is_open ^= line.content.count(b'"') % 2 == 1
    return group, not is_open


def _swallowed(group: list[Line], parsed: list[str] | Fault, width: int) -> bool:
    """Whether what follows the first line are rows of their own, and a quote in it was never closed."""
    own_rows = any(line.content.count(b",") == width - 1 for line in group[1:])
    return isinstance(parsed, Fault) or len(parsed) != width or (own_rows and width > 1)


def _unclosed() -> Fault:
    return Fault(rules.SYNTAX, (), say_csv.quote_not_closed(), say_csv.close_quote())


def _fields(group: list[Line], decoder: Decoder) -> list[str] | Fault:
    raw = group[0].content if len(group) == 1 else b"".join(line.content for line in group)
    if group[0].long:
        return Fault(rules.LIMIT, (), say.row_too_long(len(raw)), say.check_writer())
    if raw.count(b",") > MOST_VALUES:
        return Fault(rules.LIMIT, (), say.too_many_values(MOST_VALUES), say.check_writer())
    if b"\0" in raw:
        return Fault(rules.SYNTAX, (), say.nul(raw.index(b"\0") + 1), say.check_transfer())
    text = decoder.decode(raw)
    if isinstance(text, Fault):
        return text
    text = text.rstrip("\r\n")
    if '"' not in text and "\r" not in text:
        return text.split(",")
    try:
        return next(csv.reader([text], strict=True))
    except csv.Error as error:
        if "field limit" in str(error):
            return Fault(rules.LIMIT, (), say.cell_too_long(csv.field_size_limit()), say.check_writer())
        return Fault(rules.SYNTAX, (), say_csv.wrong_quotes(), say_csv.close_quote())


def _header(line: Line, faults: Sequence[Fault]) -> Row:
    return Row(0, line.number, line.byte, line.content, faults=tuple(faults))


def _read_header(
    header: bytes, parsed: list[str] | Fault, records: Sequence[Record], chosen: str | None
) -> tuple[_Table | None, list[Fault]]:
    if isinstance(parsed, Fault):
        return None, [parsed]
    if len(parsed) > _MOST_COLUMNS:
        return None, [Fault(rules.LIMIT, (), say.too_many_values(_MOST_COLUMNS), say.check_writer())]
    candidates = [record for record in records if chosen in (None, record.name)]
    counts = {record.name: sum(_names(record, cell) for cell in parsed) for record in candidates}
    best = [record for record in candidates if counts[record.name] == max(counts.values())]
    if not max(counts.values()):
        return None, [_no_header(parsed, candidates)]
    if len(best) > 1:
        names = ", ".join(record.name for record in best)
        return None, [Fault(rules.SYNTAX, (), say_csv.which_record(names), say_csv.name_record(best[0].name))]
    (record,) = best
    columns, faults = _columns(record, parsed)
    named = {column.entries[0][0].code if column.entries else column.item.code for column in columns if column}
    must = [member for member in record.members if always_sent(member)]
    faults += [
        Fault(rules.REQUIRED, (member.code,), say_csv.column_missing(), say_csv.add_column(), member)
        for member in must
        if member.code not in named
    ]
    places = {column.path: place for place, column in enumerate(columns, 1) if column}
    reading = tuple(_reading(column) if column else None for column in columns)
    return _Table(record, reading, not must, Table(header, places)), faults


def _no_header(parsed: list[str], candidates: Sequence[Record]) -> Fault:
    """What keeps a first line from being a header; another separator, if its parts would name items."""
    for sign in (";", "\t"):
        parts = ",".join(parsed).split(sign)
        if len(parts) > 1 and any(_names(record, part) for record in candidates for part in parts[:_MOST_COLUMNS]):
            return Fault(rules.SYNTAX, (), say_csv.separated_otherwise(sign), say_csv.save_with_commas())
    return Fault(rules.SYNTAX, (), say_csv.no_header(), say_csv.write_header())


def _names(record: Record, cell: str) -> bool:
    try:
        return find(record, cell) is not None
    except AmbiguousError:
        return True


def _columns(record: Record, parsed: list[str]) -> tuple[list[Column | None], list[Fault]]:
    columns: list[Column | None] = []
    faults: list[Fault] = []
    seen: set[Column] = set()
    for place, cell in enumerate(parsed, 1):
        column = None
        try:
            column = find(record, cell)
        except AmbiguousError as error:
            codes = say_csv.use_codes(", ".join(error.codes))
            faults.append(Fault(rules.SYNTAX, (), say_csv.ambiguous_label(place), codes))
        else:
            if column is None and plain(cell):
                faults.append(
                    Fault(rules.UNKNOWN_ITEM, (), say_csv.unknown_column(place, cell), say_csv.remove_column())
                )
        if column in seen and column is not None:
            faults.append(Fault(rules.SYNTAX, (), say_csv.column_twice(place), say.keep_one(), column.item))
            column = None
        columns.append(column)
        seen |= {column} if column is not None else set()
    return columns, faults


def _row(number: int, group: list[Line], parsed: list[str] | Fault, table: _Table, limit: int) -> Row:
    first = group[0]
    raw = first.content if len(group) == 1 else b"".join(line.content for line in group)
    row = Row(number, first.number, first.byte, raw[:limit], table=table.shared)
    if isinstance(parsed, Fault):
        row.faults = (parsed,)
        return row
    width = len(table.columns)
    if len(parsed) < width or any(parsed[width:]):
        help_text = say_csv.row_cut_short() if len(parsed) < width else say_csv.check_commas()
        row.faults = (Fault(rules.SYNTAX, (), say_csv.wrong_width(len(parsed), width), help_text),)
        return row
    faults: list[Fault] = []
    row.record, row.value = table.record.name, _value(table.columns, parsed, faults)
    row.faults = tuple(faults)
    return row


def _value(columns: Sequence[_Read | None], parsed: Sequence[str], faults: list[Fault]) -> dict[str, object]:
    value: dict[str, object] = {}
    entries: dict[Steps, dict[str, object]] = {(): value}
    place = 0
    for cell, reading in zip(parsed, columns, strict=False):
        place += 1
        if not cell:
            continue
        if reading is None:
            without = say_csv.cell_without_column(place)
            faults.append(Fault(rules.UNKNOWN_ITEM, (), without, say_csv.remove_column(), value=cell))
            continue
        held = _entry(reading.column, entries) if reading.column.entries else value
        if reading.code in held:
            about = reading.column
            faults.append(Fault(rules.ABSENT_REASON, about.path, say.value_and_reason(), say.one_of_both(), about.item))
        else:
            held[reading.code] = reading.read(cell)
    return value


def _entry(column: Column, entries: dict[Steps, dict[str, object]]) -> dict[str, object]:
    """The object that holds the item; entries that are not there yet are made, in the order of the columns."""
    way: Steps = ()
    for repeat, place in column.entries:
        holder, way = entries[way], (*way, repeat.code, place)
        if way not in entries:
            entries[way] = {}
            held = holder.setdefault(repeat.code, [])
            if isinstance(held, list):
                held.append(entries[way])
    return entries[way]


def _reading(column: Column) -> _Read:
    if column.reason:
        return _Read(column, column.item.code, lambda cell: {REASON_OF_NULL: cell})
    read = from_text(column.item.type)
    if isinstance(column.item.type, Flag):  # Excel writes TRUE and FALSE
        return _Read(column, column.item.code, lambda cell: read(cell.lower() if cell.isupper() else cell))
    return _Read(column, column.item.code, read)
