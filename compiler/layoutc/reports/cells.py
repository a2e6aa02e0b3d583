"""What an import has to say of a workbook's cells, for people at a terminal."""

from collections.abc import Sequence

from layoutc.findings import Severity
from layoutc.messages import reports as words
from layoutc.reports.colour import Style, of_severity, paint
from layoutc.reports.printable import printable, printable_lines
from layoutc.workbook.findings import CellFinding

_SHOWN = 200  # notes on how something was understood; errors are all shown


def render(findings: Sequence[CellFinding], language: str, *, colour: bool = False) -> str:
    """A paragraph for each finding: rule and cell, what is wrong, what to write instead."""
    warnings = [found for found in findings if found.severity is Severity.WARNING]
    left_out = {id(found) for found in warnings[_SHOWN:]}
    shown = [_paragraph(found, language, colour) for found in findings if id(found) not in left_out]
    if left_out:
        shown.append(words.and_more(len(left_out)).in_language(language))
    return "\n".join(shown) + "\n"


def _paragraph(found: CellFinding, language: str, colour: bool) -> str:
    head = f"{words.severity(found.severity).in_language(language)}[{printable(found.rule.id)}]"
    where = f" {printable(str(found.at))}" if str(found.at) else ""
    word = words.help_word().in_language(language)
    lines = [f"{paint(head, of_severity(found.severity), colour)}{paint(where, Style.STRONG, colour)}"]
    lines += [f"  {line}" for line in printable_lines(found.message.in_language(language))]
    helps = printable_lines(found.help.in_language(language))
    lines += [f"  = {paint(word, Style.HELP, colour)}: {helps[0]}", *(f"    {line}" for line in helps[1:])]
    return "\n".join(lines)
