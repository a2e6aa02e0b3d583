"""Judges rows against a definition: right ones by pydantic-core alone, refused ones once more to say why."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any

from pydantic_core import SchemaValidator, ValidationError, from_json

from layoutc.catalog.model import CodeList, Item, Record, Repeat
from layoutc.emit.definitions import Definition, Member
from layoutc.frozen import dataclass
from layoutc.messages import json_records as say_json
from layoutc.messages import records as say
from layoutc.records import explaining, rules, shapes
from layoutc.records.rows import MOST_VALUES, Fault, Row

_POSITION = re.compile(r" at line (\d+) column (\d+)$")


@dataclass(frozen=True, slots=True)
class Judge:
    """A definition on one day, ready to judge."""

    definition: Definition
    codes: Mapping[str, CodeList]
    records: Mapping[str, Record]
    _answers: SchemaValidator
    _records: Mapping[str, SchemaValidator]

    def faults(self, row: Row) -> Iterable[Fault]:
        """What is wrong with the row; empty if nothing is. To be read once."""
        if row.record is not None:
            return self._of_record(row, row.record)
        if row.faults:
            return row.faults
        if len(row.raw) > MOST_VALUES and sum(map(row.raw.count, (b",", b"[", b"{"))) > MOST_VALUES:
            return (Fault(rules.LIMIT, (), say.too_many_values(MOST_VALUES), say_json.split_answers()),)
        try:
            taken = self._answers.validate_json(row.raw)
        except ValidationError:
            return self._of_answer(row)
        # Every name has one colon: as many as names, and none can stand twice. Texts with colons are looked at closely.
        return () if row.raw.count(b":") == _count(taken) else _twice(row.raw, self.definition)

    def _of_record(self, row: Row, record: str) -> Iterable[Fault]:
        if row.faults:
            return [*row.faults, *explaining.of_record(self.records[record], self.codes, row.value)]
        try:
            self._records[record].validate_python(row.value)
        except ValidationError:
            return _some(explaining.of_record(self.records[record], self.codes, row.value))
        return ()

    def _of_answer(self, row: Row) -> Iterable[Fault]:
        try:
            value = from_json(row.raw)
        except ValueError as error:
            return (_unreadable(row, str(error)),)
        return _some(chain(_twice(row.raw, self.definition), explaining.of_answer(self.definition, self.codes, value)))


def judge(definition: Definition, codes: Mapping[str, CodeList]) -> Judge:
    """`codes` are the code lists of the catalog's day."""
    return Judge(
        definition,
        codes,
        {record.name: record for record in definition.records},
        shapes.answers(definition, codes),
        shapes.records(definition, codes),
    )


def names(definition: Definition) -> frozenset[str]:
    """The names that may stand in an answer."""
    return frozenset(_members(definition))


def _count(value: dict[str, Any]) -> int:
    count = len(value)
    for each in value.values():
        if each.__class__ is dict:
            count += len(each)
        elif each.__class__ is list:
            for entry in each:
                count += _count(entry)
    return count


def _twice(raw: bytes, definition: Definition) -> Iterator[Fault]:
    """Names that stand twice in one object: a reader would see the one and a person the other."""
    found: dict[str, None] = {}

    def pairs(entries: list[tuple[str, object]]) -> None:
        seen: set[str] = set()
        for name, _ in entries:
            if name in seen:
                found[name] = None
            seen.add(name)

    json.loads(raw, object_pairs_hook=pairs)
    members = _members(definition) if found else {}
    for name in found:
        yield Fault(rules.SYNTAX, (name,), say.twice(), say.keep_one(), members.get(name))


def _members(definition: Definition) -> dict[str, Member | Record]:
    found: dict[str, Member | Record] = {record.name: record for record in definition.records}

    def below(holder: Record | Repeat) -> None:
        for member in holder.members:
            found[member.code] = member
            if not isinstance(member, Item):
                below(member)

    for record in definition.records:
        below(record)
    return found


def _some(faults: Iterator[Fault]) -> Iterator[Fault]:
    """The faults of a refused row. That there are none would mean that schema and explanation differ."""
    first = next(faults, None)
    if first is None:
        raise AssertionError("a row was refused for no reason that is known")
    yield first
    yield from faults


def _unreadable(row: Row, problem: str) -> Fault:
    """Why a text is no JSON: its bytes, its size, or its form."""
    raw = row.raw
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return Fault(rules.ENCODING, (), say_json.not_utf8(error.start + 1), say.save_as_utf8())
    position = _POSITION.search(problem)
    what = _POSITION.sub("", problem)
    place = (row.line + int(position[1]) - 1, int(position[2])) if position else (row.line, 1)
    if what.startswith("recursion limit"):
        return Fault(rules.LIMIT, (), say_json.too_deep(*place), say.check_writer())
    if what.startswith("number out of range"):
        return Fault(rules.LIMIT, (), say_json.number_too_long(*place), say.check_writer())
    if b"\0" in raw:
        return Fault(rules.SYNTAX, (), say.nul(raw.index(b"\0") + 1), say.check_transfer())
    return Fault(rules.SYNTAX, (), say_json.not_json(what, *place), say_json.how_json_fails(what))
