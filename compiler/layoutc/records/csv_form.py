"""The CSV form of records: one kind of record a file, a column an item.

A column is headed by the item's code, name or label; inside repeats `REPEAT[1].ITEM`, counted from 1. `ITEM.ReasonOfNull` says why there
is no value. An empty cell was not sent; so an empty text, and an entry of a repeat in which nothing is sent, have no CSV form.
"""

import csv
import io
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from layoutc.catalog.model import Item, Record, Repeat
from layoutc.emit.definitions import always_sent
from layoutc.emit.wire import REASON_OF_NULL
from layoutc.frozen import dataclass
from layoutc.records.conversion import to_text

_ENTRY = re.compile(r"(?P<repeat>[^\[\]]+)\[(?P<place>[1-9][0-9]{0,5})\]\.(?P<rest>.+)", re.DOTALL)
_REASON = f".{REASON_OF_NULL}"
_BLANK = re.compile(r"\s+")
_LONGEST_HEADER = 500  # characters


@dataclass(frozen=True, slots=True)
class Column:
    """An item, within which entries of which repeats (counted from 1, outermost first); or the reason why it has no value."""

    item: Item
    entries: tuple[tuple[Repeat, int], ...] = ()
    reason: bool = False

    @property
    def title(self) -> str:
        repeats = "".join(f"{repeat.code}[{place}]." for repeat, place in self.entries)
        return f"{repeats}{self.item.code}{_REASON if self.reason else ''}"

    @property
    def path(self) -> tuple[str | int, ...]:
        """Of the value, in the record."""
        steps = [step for repeat, place in self.entries for step in (repeat.code, place - 1)]
        return (*steps, self.item.code)


class AmbiguousError(Exception):
    """A header that stands for several items; `codes` are theirs."""

    def __init__(self, codes: Sequence[str]) -> None:
        super().__init__(", ".join(codes))
        self.codes = tuple(codes)


def columns(record: Record, times: int) -> tuple[Column, ...]:
    """All columns of a record, in the layout's order, with room for so many entries of each repeat."""

    def of(holder: Record | Repeat, entries: tuple[tuple[Repeat, int], ...]) -> Iterator[Column]:
        for member in holder.members:
            if isinstance(member, Repeat):
                most = times if member.maximum is None else min(times, member.maximum)
                for place in range(1, most + 1):
                    yield from of(member, (*entries, (member, place)))
            else:
                yield Column(member, entries)
                if member.absent and not always_sent(member):
                    yield Column(member, entries, reason=True)

    return tuple(of(record, ()))


def to_csv(record: Record, values: Iterable[dict[str, Any]], times: int) -> Iterator[str]:
    """The lines of a file, the header first, each with its end. ValueError where a value has no CSV form."""
    heads = columns(record, times)
    yield _line([column.title for column in heads])
    for value in values:
        yield _line(cells(record, heads, value))


def cells(record: Record, heads: Sequence[Column], value: dict[str, Any]) -> list[str]:
    """One record as a row under these columns. ValueError where it has no CSV form, or too few columns."""
    known = {(column.path, column.reason): place for place, column in enumerate(heads)}
    row = [""] * len(heads)

    def put(key: tuple[tuple[str | int, ...], bool], text: str) -> None:
        if key not in known or not text:
            raise ValueError(f"{'.'.join(map(str, key[0]))} has no place in the columns, or no text")
        row[known[key]] = text

    def fill(holder: Record | Repeat, held: object, path: tuple[str | int, ...]) -> None:
        before = sum(map(bool, row))
        members = {member.code: member for member in holder.members}
        if not isinstance(held, dict) or not held.keys() <= members.keys():
            raise ValueError(f"{holder.name} is no object of its items")
        for code, each in held.items():
            member, way = members[code], (*path, code)
            if isinstance(member, Repeat):
                if not isinstance(each, list):
                    raise ValueError(f"{code} is no array")
                for place, entry in enumerate(each):
                    fill(member, entry, (*way, place))
            elif isinstance(each, dict):
                if set(each) != {REASON_OF_NULL} or not isinstance(each[REASON_OF_NULL], str):
                    raise ValueError(f"{code} is no absence")
                put((way, True), each[REASON_OF_NULL])
            else:
                put((way, False), to_text(member.type, each))
        if path and sum(map(bool, row)) == before:
            raise ValueError(f"an entry of {holder.name} with nothing in it has no cell")

    fill(record, value, ())
    return row


def _line(fields: Sequence[str]) -> str:
    text = io.StringIO()
    csv.writer(text).writerow(fields)
    return text.getvalue()


def find(record: Record, header: str) -> Column | None:
    """The column that a header names; None if it names none. AmbiguousError for a label of several items.

    Full-width letters, figures and signs count as half-width ones, blanks do not count.
    """
    return _find(record, plain(header))


def plain(header: str) -> str:
    # What is longer names nothing, and to normalise it could take time in the square of its length.
    return _BLANK.sub("", unicodedata.normalize("NFKC", header) if len(header) <= _LONGEST_HEADER else header)


def _find(holder: Record | Repeat, text: str) -> Column | None:
    named = _named(holder, text, Item)
    if isinstance(named, Item):
        return Column(named)
    if text.endswith(_REASON):
        column = _find(holder, text.removesuffix(_REASON))
        return replace(column, reason=True) if column and not column.reason else None
    entry = _ENTRY.fullmatch(text)
    repeat = _named(holder, entry["repeat"], Repeat) if entry else None
    if entry is None or not isinstance(repeat, Repeat):
        return None
    column = _find(repeat, entry["rest"])
    return column and replace(column, entries=((repeat, int(entry["place"])), *column.entries))


def _named(holder: Record | Repeat, text: str, kind: type[Item] | type[Repeat]) -> Item | Repeat | None:
    """The member of this code, name or label, in this order."""
    found: dict[str, list[Item | Repeat]] = defaultdict(list)
    for member in holder.members:
        if isinstance(member, kind):
            for how, word in (("code", member.code), ("name", member.name), ("label", member.label)):
                if plain(word) == text:
                    found[how].append(member)
    best = next((found[how] for how in ("code", "name", "label") if found[how]), [])
    if len(best) > 1:
        raise AmbiguousError([member.code for member in best])
    return best[0] if best else None
