"""What an import has to say of a workbook: each thing with its cell, what it holds, what was expected and what to write."""

from collections.abc import Iterable
from dataclasses import field

from layoutc.findings import Rule, Severity, Text
from layoutc.frozen import dataclass
from layoutc.workbook.arrangement import CellPlace


@dataclass(frozen=True, slots=True)
class CellFinding:
    """An error keeps content of the workbook out of the layout; a warning says how something was understood.

    `held` is what the cell holds, shortened; empty if it is about no single cell.
    """

    rule: Rule
    severity: Severity
    at: CellPlace | str
    held: str
    message: Text
    help: Text

    @property
    def loses(self) -> bool:
        """Whether something of the workbook is kept out."""
        return self.severity is Severity.ERROR


@dataclass(slots=True)
class Problems:
    """Collects findings while one workbook is read."""

    found: list[CellFinding] = field(default_factory=list)

    def error(self, rule: Rule, at: CellPlace | str, held: str, message: Text, help_text: Text) -> None:
        self.found.append(CellFinding(rule, Severity.ERROR, at, held, message, help_text))

    def warning(self, rule: Rule, at: CellPlace | str, held: str, message: Text, help_text: Text) -> None:
        self.found.append(CellFinding(rule, Severity.WARNING, at, held, message, help_text))


def in_order(findings: Iterable[CellFinding], sheets: list[str]) -> tuple[CellFinding, ...]:
    """Sheet by sheet, row by row; what is about no cell comes first."""

    def key(found: CellFinding) -> tuple[int, int, int, str]:
        if isinstance(found.at, str):
            return -1, 0, 0, found.rule.id
        sheet = sheets.index(found.at.sheet) if found.at.sheet in sheets else len(sheets)
        return sheet, found.at.row, found.at.column, found.rule.id

    return tuple(sorted(findings, key=key))
