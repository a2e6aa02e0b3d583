"""What a rule means, with a text that breaks it and one that keeps it."""

from collections.abc import Iterable

from layoutc.checks.registry import RULES
from layoutc.checks.rules import WAIVABLE
from layoutc.findings import Example, Rule, Text
from layoutc.messages import reports as words
from layoutc.records.rules import RECORD_RULES
from layoutc.reports.colour import Style, of_severity, paint
from layoutc.reports.printable import printable, printable_lines
from layoutc.reports.table import table
from layoutc.workbook.rules import WORKBOOK_RULES

EXPLAINED: tuple[Rule, ...] = (*RULES, *RECORD_RULES, *WORKBOOK_RULES)


def render(rule: Rule, language: str, *, colour: bool = False) -> str:
    """One rule at length, ending in a line feed."""
    level = words.severity(rule.severity).in_language(language)
    head = f"{paint(printable(rule.id), Style.STRONG, colour)} ({paint(level, of_severity(rule.severity), colour)})"
    lines = [
        head,
        *printable_lines(rule.title.in_language(language)),
        "",
        *printable_lines(rule.meaning.in_language(language)),
        "",
        *_example(words.bad_example(), rule.bad, language, Style.REMOVED, colour),
        "",
        *_example(words.good_example(), rule.good, language, Style.ADDED, colour),
    ]
    if rule.bad.record:
        lines += ["", f"{words.read_against().in_language(language)}:", *_code(rule.bad.record)]
    if rule.id in WAIVABLE:
        lines += ["", *printable_lines(words.how_to_waive(rule.id).in_language(language))]
    return "\n".join(lines) + "\n"


def render_list(rules: Iterable[Rule], language: str) -> str:
    """A line a rule under a header: id, severity, title."""
    rows = [
        (rule.id, words.severity(rule.severity).in_language(language), rule.title.in_language(language))
        for rule in rules
    ]
    header = [word.in_language(language) for word in words.rules_header()]
    return "\n".join(table(header, rows)) + "\n"


def _example(title: Text, example: Example, language: str, style: Style, colour: bool) -> list[str]:
    head, path = paint(title.in_language(language), style, colour), printable(example.path)
    day = words.example_day(example.day).in_language(language)
    elsewhere = example.record or example.path.endswith(".xlsx")
    where = path if elsewhere else f"layouts/{path} ({day})"
    return [f"{head}: {where}", *_code(example.text)]


def _code(text: str) -> list[str]:
    return [f"    {line}".rstrip(" ") for line in printable_lines(text.expandtabs(4).rstrip("\n"))]
