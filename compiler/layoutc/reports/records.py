"""What a run of `validate` found, for people: a finding in a few lines, what was broken how often, and a line a file."""

from datetime import date

from layoutc.emit.definitions import Definition
from layoutc.findings import Severity
from layoutc.frozen import dataclass
from layoutc.messages import reports as words
from layoutc.messages import validate as say
from layoutc.records.formats import CSV
from layoutc.records.tally import Found, Tally
from layoutc.reports.colour import Style, of_severity, paint
from layoutc.reports.printable import printable
from layoutc.reports.table import table

_KINDS = 20  # rows of the table


@dataclass(frozen=True, slots=True)
class Validated:
    """A run: what was checked against what, and what came of it."""

    definition: Definition
    day: date
    notice: str
    tally: Tally


def render(run: Validated, language: str, *, colour: bool = False, width: int | None = None) -> str:
    """Findings, counts and files, ending in a line feed."""
    tally = run.tally
    tables = {each.name for each in tally.files if each.form == CSV}
    lines = [line for found in tally.kept for line in (*_finding(found, found.file in tables, language, colour), "")]
    if tally.findings > len(tally.kept):
        lines += [say.more_findings(tally.findings - len(tally.kept)).in_language(language), ""]
    lines += _counts(tally, language, colour, width)
    for each in tally.files:
        name = _name(each.name, language)
        line = say.file_line(name, each.form, each.encoding, each.rows, each.rejected, each.findings).in_language(
            language
        )
        lines.append(line)
    lines.append(say.against(run.definition.area.label, run.definition.procedure.label, run.day).in_language(language))
    if tally.findings:
        first = tally.kept[0].rule.id if tally.kept else next(iter(tally.by_rule))
        lines.append(say.explain(first).in_language(language))
        if not tally.show_values and any(found.value for found in tally.kept):
            lines.append(say.masked().in_language(language))
    lines += [printable(line) for line in run.notice.split("\n") if line]
    return "\n".join(lines) + "\n"


def render_concise(run: Validated, language: str) -> str:
    """A line a finding: `file:line: rule code: message`."""
    lines = []
    for found in run.tally.kept:
        about = f" {found.code}" if found.code else ""
        value = f" {printable(found.value)}" if found.value else ""
        message = found.message.in_language(language)
        lines.append(f"{printable(found.file)}:{found.line}: {found.rule.id}{about}: {printable(message)}{value}\n")
    return "".join(lines)


def _name(file: str, language: str) -> str:
    return printable(say.file_name(file).in_language(language))


def _finding(found: Found, of_table: bool, language: str, colour: bool) -> list[str]:
    level = f"{words.severity(Severity.ERROR).in_language(language)}[{found.rule.id}]"
    where = say.place(found.line, found.row, found.column, of_table=of_table).in_language(language)
    where = f"{_name(found.file, language)} {where}"
    lines = [f"{paint(level, of_severity(Severity.ERROR), colour)} {paint(where, Style.STRONG, colour)}"]
    about = (
        f"{printable(found.label)} {found.code}" if found.label else printable(found.path) if found.path != "$" else ""
    )
    message = printable(found.message.in_language(language))
    between = ": " if about else ""
    lines.append(f"  {about}{between}{message}")
    if found.value is not None:
        lines.append(f"  {printable(say.value_is(found.value).in_language(language))}")
    if help_text := found.help.in_language(language):
        head = paint(words.help_word().in_language(language), Style.HELP, colour)
        lines.append(f"  = {head}: {printable(help_text)}")
    return lines


def _counts(tally: Tally, language: str, colour: bool, width: int | None) -> list[str]:
    if not tally.by_item:
        return []
    kinds = sorted(tally.by_item.values(), key=lambda each: -each.findings)
    rows: list[tuple[str | int, ...]] = [
        (
            each.rule.id,
            f"{each.label} {each.code}" if each.label else "",
            each.findings,
            f"{_name(each.first.file, language)}:{each.first.line}",
        )
        for each in kinds[:_KINDS]
    ]
    rows.append((words.total_word().in_language(language), "", tally.findings, ""))
    header, *lines = table([word.in_language(language) for word in say.summary_header()], rows, width)
    more = [say.more_rows(len(kinds) - _KINDS).in_language(language)] if len(kinds) > _KINDS else []
    return [paint(header, Style.STRONG, colour), *lines, *more, ""]
