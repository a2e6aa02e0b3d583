"""What a run found: everything counted, a bounded number of findings kept."""

import re
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import field
from itertools import islice

from layoutc.catalog.model import Record
from layoutc.emit.wire import REASON_OF_NULL
from layoutc.findings import Rule, Text
from layoutc.frozen import dataclass
from layoutc.messages.csv_records import letters
from layoutc.records.masking import shape, shown
from layoutc.records.rows import Fault, Row, Steps, json_path

_CODE = re.compile("T[KM][0-9]{14}")
_LEAST_OF_A_KIND = 3
_MOST_OF_A_ROW = 1000
_LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class Found:
    """A fault with its place, ready to be told: the value and unknown names are masked unless they were asked for.

    `row` counts from 1 in the file (0: the header), `line` from 1, `byte` from 0; `column` is that of a spreadsheet.
    """

    file: str
    row: int
    line: int
    byte: int
    column: str | None
    rule: Rule
    path: str
    code: str | None
    label: str | None
    message: Text
    help: Text
    value: str | None


@dataclass(slots=True)
class OfFile:
    """`encoding` is known of CSV alone."""

    name: str
    form: str
    encoding: str | None = None
    rows: int = 0
    rejected: int = 0
    findings: int = 0


@dataclass(slots=True)
class OfItem:
    """How often a rule was broken by an item, and where first."""

    rule: Rule
    code: str | None
    label: str | None
    first: Found
    findings: int = 0


@dataclass(slots=True)
class Tally:
    """Of a whole run. `known` are the names that may be shown; at most `most` findings are kept, and a part of them of one kind."""

    known: Collection[str]
    most: int
    show_values: bool
    files: list[OfFile] = field(default_factory=list)
    kept: list[Found] = field(default_factory=list)
    by_rule: Counter[str] = field(default_factory=Counter)
    by_item: dict[tuple[str, str | None], OfItem] = field(default_factory=dict)

    @property
    def findings(self) -> int:
        return self.by_rule.total()

    @property
    def of_a_kind(self) -> int:
        """How many findings of one rule and item are kept."""
        return max(_LEAST_OF_A_KIND, self.most // 10)

    def count(self, file: OfFile, row: Row, faults: Iterable[Fault]) -> list[Found] | None:
        """Count a row if it is not right, and return its findings, a thousand at most; None if it is right after all."""
        told = [self.found(file.name, row, fault) for fault in islice(faults, _MOST_OF_A_ROW)]
        if not told:
            return None
        file.rejected += row.number > 0
        file.findings += len(told)
        for each in told:
            self.by_rule[each.rule.id] += 1
            item = self.by_item.setdefault((each.rule.id, each.code), OfItem(each.rule, each.code, each.label, each))
            item.findings += 1
            if len(self.kept) < self.most and item.findings <= self.of_a_kind:
                self.kept.append(each)
        return told

    def found(self, name: str, row: Row, fault: Fault) -> Found:
        about = fault.about
        code = None if about is None else about.name if isinstance(about, Record) else about.code
        column = row.table.columns.get(fault.path) if row.table else None
        return Found(
            name,
            row.number,
            row.line,
            row.byte,
            letters(column) if column else None,
            fault.rule,
            self._path(fault.path),
            code,
            None if about is None else about.label,
            fault.message,
            fault.help,
            shown(fault.value, plain=self.show_values),
        )

    def _path(self, steps: Steps) -> str:
        """As a JSON path; names that are not of the definition are data as values are."""
        return json_path(step if isinstance(step, int) else self._name(step) for step in steps)

    def _name(self, name: str) -> str:
        plain = self.show_values or name in self.known or name == REASON_OF_NULL or _CODE.fullmatch(name)
        return name if plain else shape(name[:_LONGEST_NAME])
