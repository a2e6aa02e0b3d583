"""Findings for people at a terminal: an excerpt each, what to write instead, and what it all comes to."""

from collections.abc import Iterable
from itertools import groupby

from layoutc.columns import display_width
from layoutc.findings import Finding, Impact, Related
from layoutc.messages import reports as words
from layoutc.reports import excerpt
from layoutc.reports.colour import Style, of_severity, paint
from layoutc.reports.printable import printable, printable_lines
from layoutc.reports.report import Report
from layoutc.reports.summary import by_rule, total, verdict_counts
from layoutc.reports.table import table
from layoutc.source import Place

_SHORT = 80  # cells of a related line that is worth showing
_HELPS = 3  # helps of findings that share an excerpt
_ROWS = 12  # rows of the closing tables
_SHOWN = 2  # procedures that a row names


def render(report: Report, language: str, *, colour: bool = False) -> str:
    """All findings and a summary, ending in a line feed. `language` is ja or en.

    Consecutive findings of one rule at one place share an excerpt; each keeps its line, and three of their helps are
    shown at most.
    """
    summary = "\n".join(_summary(report, language, colour)) + "\n"
    if not report.findings:
        return summary
    return f"{render_findings(report.findings, language, colour=colour)}\n{summary}"


def render_waived(report: Report, language: str) -> str:
    """A line for each waived finding with the reason for which it is borne; empty if there is none."""
    lines = [
        words.waived_finding(
            f"{_where(each.finding.place)} {each.finding.rule.id}",
            printable(each.waiver.reason),
            printable(each.waiver.reference),
            str(each.waiver.period.until or ""),
        ).in_language(language)
        for each in report.waived
    ]
    return "".join(f"{line}\n" for line in lines)


def render_findings(findings: Iterable[Finding], language: str, *, colour: bool = False) -> str:
    """The findings alone, without a summary, ending in a line feed."""
    groups = [list(group) for _, group in groupby(findings, key=lambda found: (found.rule.id, found.place))]
    return "\n\n".join("\n".join(_group(group, language, colour)) for group in groups) + "\n"


def _group(group: list[Finding], language: str, colour: bool) -> list[str]:
    finding, style, together = group[0], of_severity(group[0].rule.severity), len(group) > 1
    head = f"{words.severity(finding.rule.severity).in_language(language)}[{printable(finding.rule.id)}]"
    message = words.findings_here(len(group)) if together else finding.message
    margin = excerpt.margin(finding.place)
    same_related = len({found.related for found in group}) == 1
    lines = [
        f"{paint(head, style, colour)} {paint(_where(finding.place), Style.STRONG, colour)}",
        excerpt.render(finding.place, message.in_language(language), style=style, colour=colour),
    ]
    if together:
        for found in group:
            places = "" if same_related else _places(found.related)
            lines += _item(f"{margin}- ", found.message.in_language(language) + places)
    lines += _helps(group, margin, language, colour)
    lines += _impact(group, margin, language)
    lines += _related(finding.related, language, colour, excerpts=not together) if same_related else []
    return lines


def _helps(group: list[Finding], margin: str, language: str, colour: bool) -> list[str]:
    word = words.help_word().in_language(language)
    indent, head = f"{margin}= {word}: ", f"{margin}= {paint(word, Style.HELP, colour)}: "
    texts = [text for text in dict.fromkeys(found.help.in_language(language) for found in group) if text]
    lines = [line for text in texts[:_HELPS] for line in _item(indent, text, head)]
    if len(texts) > _HELPS:
        lines.append(head + words.and_more(len(texts) - _HELPS).in_language(language))
    return lines


def _impact(group: list[Finding], margin: str, language: str) -> list[str]:
    hit = total(group).impact
    return [f"{margin}= {words.impact(hit.counts()).in_language(language)}"] if hit != Impact() else []


def _related(related: tuple[Related, ...], language: str, colour: bool, *, excerpts: bool) -> list[str]:
    lines = []
    for each in related:
        indent = f"  --> {_where(each.place)} "
        head = indent.replace("-->", paint("-->", Style.GUTTER, colour), 1)
        lines += _item(indent, each.message.in_language(language), head)
        if excerpts and display_width(excerpt.source_line(each.place).text) <= _SHORT:
            lines.append(excerpt.render(each.place, style=Style.HELP, colour=colour))
    return lines


def _places(related: tuple[Related, ...]) -> str:
    return f" ({', '.join(_where(each.place) for each in related)})" if related else ""


def _item(indent: str, text: str, head: str | None = None) -> list[str]:
    """The text after its head; further lines of it stand under the first, as deep as `indent`."""
    first, *others = printable_lines(text)
    return [f"{head or indent}{first}".rstrip(" "), *(" " * display_width(indent) + other for other in others)]


def _where(place: Place) -> str:
    location = place.location()
    return f"{printable(location.path)}:{location.line}:{location.column}"


def _summary(report: Report, language: str, colour: bool) -> list[str]:
    everything = total(report.findings)
    lines = [*_standstills(report, language, colour), *_fixes(report, language, colour)]
    if report.findings:
        totals = {**by_rule(report.findings), words.total_word().in_language(language): everything}
        header, *rows = table(
            [word.in_language(language) for word in words.summary_header()],
            [(name, *each.counts().values()) for name, each in totals.items()],
        )
        lines += [paint(header, Style.STRONG, colour), *rows, ""]
    found = words.found(report.day, everything.errors, everything.warnings).in_language(language)
    checked = words.checked(verdict_counts(report.verdicts), cross_checked=report.checked).in_language(language)
    waived = [words.waived(len(report.waived)).in_language(language)] if report.waived else []
    notice = [*printable_lines(report.notice)] if report.notice and report.findings else []
    return [*lines, found + ("" if language == "ja" else " ") + checked, *waived, *notice]


def _standstills(report: Report, language: str, colour: bool) -> list[str]:
    """By querier: the procedures that can't run fully, and who waits."""
    if not report.standstills:
        return []
    rows: list[tuple[str | int, ...]] = [
        (
            each.label,
            len(each.procedures),
            each.items,
            each.impact.counts()["institutions"],
            each.impact.counts()["systems"],
            words.stopped_procedures([one.label for one in each.procedures[:_SHOWN]]).in_language(language)
            + ("…" if len(each.procedures) > _SHOWN else ""),
        )
        for each in report.standstills[:_ROWS]
    ]
    header, *lines = table([word.in_language(language) for word in words.standstill_header()], rows)
    more = len(report.standstills) - _ROWS
    return [
        paint(words.standstill_title(report.day).in_language(language), Style.STRONG, colour),
        header,
        *lines,
        *([words.more_in_json(more).in_language(language)] if more > 0 else []),
        "",
    ]


def _fixes(report: Report, language: str, colour: bool) -> list[str]:
    """The fewest lines to change, those first that help most systems."""
    if not report.fixes:
        return []
    lines = [
        words.fix(fix.rule, printable(fix.path), fix.lines, fix.findings).in_language(language)
        for fix in report.fixes[:_ROWS]
    ]
    more = len(report.fixes) - _ROWS
    total_lines = sum(fix.lines for fix in report.fixes)
    return [
        paint(words.fix_title(total_lines).in_language(language), Style.STRONG, colour),
        *(f"  {line}" for line in lines),
        *([words.more_in_json(more).in_language(language)] if more > 0 else []),
        "",
    ]
