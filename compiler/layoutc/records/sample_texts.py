"""Sample answers as text, part by part: nothing of a file is kept in memory."""

from collections.abc import Callable, Iterable, Iterator
from io import BytesIO
from itertools import islice
from random import Random
from typing import Any

from layoutc.catalog.model import Record, Repeat
from layoutc.emit.definitions import Definition
from layoutc.emit.literals import json_line
from layoutc.frozen import dataclass
from layoutc.records import checking, xml_form
from layoutc.records.csv_form import to_csv
from layoutc.records.readers import csv_rows, xml_records
from layoutc.records.readers.decoding import Decoder
from layoutc.records.rows import json_path
from layoutc.records.samples import Codes, Faulty, invalid, valid

_COLUMNS = 3  # entries of a repeat in CSV, which has columns for each
_TRIES = 50  # answers made for each that is wanted, of which a form may hold few

Tell = Callable[[str], object]  # gets the line about each wrong answer, where it does not stand beside the answer


@dataclass(frozen=True, slots=True)
class Form:
    """A kind of file: what stands before, between and behind the answers. `write` is a ValueError for what it can't hold."""

    write: Callable[[Any], str]
    head: str = ""
    between: str = ""
    foot: str = ""

    def file(self, texts: Iterable[str]) -> Iterator[str]:
        yield self.head
        for place, text in enumerate(texts):
            yield self.between + text if place else text
        yield self.foot


def form_of(name: str, definition: Definition, record: Record | None = None) -> Form:
    """`json`, `ndjson`, `xml`, or `csv`, which holds one kind of record, a row each. ValueError for another name."""
    if name == "json":
        return Form(_json, "[\n", ",\n", "\n]\n")
    if name == "ndjson":
        return Form(json_line)
    if name == "xml":
        head, foot = (part.decode() for part in xml_form.document(()))
        return Form(lambda answer: xml_form.to_xml(definition, answer).decode(), head, "", foot)
    if name == "csv" and record is not None:
        times = max([_COLUMNS, *_minima(record)])
        (head,) = to_csv(record, (), times)
        return Form(lambda value: list(to_csv(record, [value], times))[1], head)
    raise ValueError(f"no such form: {name}")


def _minima(holder: Record | Repeat) -> Iterator[int]:
    for member in holder.members:
        if isinstance(member, Repeat):
            yield member.minimum
            yield from _minima(member)


def right(
    definition: Definition, codes: Codes, count: int, seed: str, name: str, record: Record | None = None
) -> Iterator[str]:
    """A file of right answers, or of records where one is named. What the form can't hold is left out."""
    form = form_of(name, definition, record)
    texts = (_text(form, value) for value in candidates(definition, codes, count, seed, record))
    return form.file(islice(filter(None, texts), count))


def candidates(definition: Definition, codes: Codes, count: int, seed: str, record: Record | None) -> Iterator[Any]:
    """Right answers, or the records in them where a kind is named: many more than `count`, if there can be any."""
    answers = islice(valid(definition, codes, Random(seed)), (count + 1) * _TRIES)
    return (value for answer in answers for value in answer[record.name]) if record else answers


def wrong(
    definition: Definition,
    codes: Codes,
    declared: Codes,
    count: int,
    seed: str,
    name: str,
    record: Record | None = None,
    tell: Tell | None = None,
) -> Iterator[str]:
    """A file of wrong answers, or records, each with the rule that it breaks and where.

    With `tell`, rules and places go there, and the file holds the answers alone. What is not wrong any more, once the form holds it, is left out.
    """
    faults: Iterator[Faulty] = islice(invalid(definition, codes, Random(seed), declared), (count + 1) * _TRIES)
    form = form_of(name, definition, record)
    if name in ("csv", "xml"):
        faults = _kept(faults, form, checking.judge(definition, codes), record)
    return form.file(_told(islice(faults, count), form, tell))


def _kept(faults: Iterator[Faulty], form: Form, judge: checking.Judge, record: Record | None) -> Iterator[Faulty]:
    """Those that break the same rule once they were written and read again."""
    for fault in faults:
        held = fault if record is None else _row(fault, record)
        text = _text(form, held.answer) if held else None
        if held and text and _broken(form.head + text + form.foot, judge, record) == {held.rule}:
            yield held


def _row(fault: Faulty, record: Record) -> Faulty | None:
    """The one record of the answer that is wrong."""
    match fault.path:
        case (record.name, int() as place, *rest) if rest:
            return Faulty(fault.answer[record.name][place], fault.rule, tuple(rest))
    return None


def _broken(file: str, judge: checking.Judge, record: Record | None) -> set[str]:
    stream = BytesIO(file.encode())
    if record:
        rows = csv_rows.read(stream, (record,), Decoder("utf-8"), record.name)
    else:
        rows = xml_records.read(stream, judge.definition)
    return {fault.rule.id for row in rows for fault in judge.faults(row)}


def _told(faults: Iterable[Faulty], form: Form, tell: Tell | None) -> Iterator[str]:
    for number, fault in enumerate(faults, 1):
        if tell is None:
            yield form.write(explained(fault))
        else:
            tell(json_line({"number": number, **_what_is_wrong(fault)}))
            yield form.write(fault.answer)


def explained(fault: Faulty) -> dict[str, object]:
    """A wrong answer together with what is wrong."""
    return {**_what_is_wrong(fault), "answer": fault.answer}


def _what_is_wrong(fault: Faulty) -> dict[str, object]:
    return {"rule": fault.rule, "json_path": json_path(fault.path)}


def _json(value: Any) -> str:
    return json_line(value).removesuffix("\n")


def _text(form: Form, value: Any) -> str | None:
    try:
        return form.write(value)
    except ValueError:
        return None
