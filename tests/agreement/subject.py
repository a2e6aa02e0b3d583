"""What is judged: the definitions of a catalog with their generated files, and the answers that are put to the engines."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

from layoutc.catalog.catalog import Catalog
from layoutc.emit.definitions import Definition, Pair, items
from layoutc.records.samples import Codes, invalid, valid
from layoutc.records.samples import Path as Way
from layoutc.records.xml_form import to_xml

_BRANCHES = 50  # right answers that reach every branch, about
_FAULTS = 40  # ways in which an item can be wrong, about


@dataclass(frozen=True)
class Subject:
    """A catalog of a day; `declared` are the code lists of all days, `generated` and `further` the folders of its files."""

    catalog: Catalog
    declared: Codes
    generated: Path
    further: Path

    def schema(self, pair: Pair) -> dict[str, Any]:
        file = self.generated / "jsonschema" / pair.provider / f"{pair.querier}.schema.json"
        schema: dict[str, Any] = json.loads(file.read_text("utf-8"))
        return schema

    def xml_schema(self, pair: Pair) -> bytes:
        return (self.further / "xsd" / "answers" / pair.provider / f"{pair.querier}.xsd").read_bytes()


@dataclass(frozen=True)
class Sample:
    """An answer as a value; `text` and `xml` carry it. A right one has no rule."""

    definition: Definition
    value: Any
    rule: str | None = None
    path: Way = ()

    @property
    def right(self) -> bool:
        return self.rule is None

    @cached_property
    def text(self) -> str:
        return json.dumps(self.value, ensure_ascii=False)

    @cached_property
    def xml(self) -> bytes | None:
        """None where no XML document can carry the answer."""
        try:
            return to_xml(self.definition, self.value)
        except ValueError:
            return None


def samples(subject: Subject, definition: Definition, count: int, turn: int) -> Iterator[Sample]:
    """`count` answers, half of them wrong. A few are picked out of all branches and faults, others by another `turn`."""
    right = valid(definition, subject.catalog.codes, Random(definition.name))
    wrong = invalid(definition, subject.catalog.codes, Random(definition.name), subject.declared)
    for answer in _picked(right, count // 2, turn, _BRANCHES):
        yield Sample(definition, answer)
    for fault in _picked(wrong, count - count // 2, turn, _FAULTS * len(list(items([definition])))):
        yield Sample(definition, fault.answer, fault.rule, fault.path)


def _picked(answers: Iterator[Any], count: int, turn: int, among: int) -> Iterator[Any]:
    step = max(1, among // max(count, 1))
    return islice(answers, turn % step, turn % step + count * step, step)
