"""What a command would write, for `--check` and `--diff`: a short list of files, or the difference line by line."""

from collections.abc import Sequence
from difflib import unified_diff

from layoutc.findings import Text
from layoutc.frozen import dataclass
from layoutc.messages import reports as words
from layoutc.reports.colour import Style, paint
from layoutc.reports.printable import printable

_LISTED = 50


@dataclass(frozen=True, slots=True)
class Change:
    """One file: its path in the project, its text now and as it would be, or its bytes; None where there is no file."""

    path: str
    before: str | bytes | None
    after: str | bytes | None


def render(changes: Sequence[Change], language: str, *, colour: bool = False) -> str:
    """`add PATH`, `change PATH`, `remove PATH`, at most 50 of them in the order given, and a line with the numbers.

    A change whose text stays the same is none.
    """
    real = [change for change in changes if change.before != change.after]
    lines = [_listed(change, language, colour) for change in real[:_LISTED]]
    if len(real) > _LISTED:
        lines.append(words.and_more(len(real) - _LISTED).in_language(language))
    added = sum(change.before is None for change in real)
    removed = sum(change.after is None for change in real)
    lines.append(words.difference(added, len(real) - added - removed, removed).in_language(language))
    return "\n".join(lines) + "\n"


def render_unified(changes: Sequence[Change], language: str, *, colour: bool = False) -> str:
    """A unified diff of every change, `a/PATH` to `b/PATH`; empty if there is none. Of what is no text, a line that says so.

    It is for reading: unseen characters other than tabs are shown as escapes, so a patch of them would not apply.
    """
    lines: list[str] = []
    for change in changes:
        lines += _unified(change, language, colour)
    return "".join(f"{line}\n" for line in lines)


def _listed(change: Change, language: str, colour: bool) -> str:
    word, style = _kind(change)
    return f"{paint(word.in_language(language), style, colour)} {printable(change.path)}"


def _kind(change: Change) -> tuple[Text, Style]:
    if change.before is None:
        return words.would_add(), Style.ADDED
    if change.after is None:
        return words.would_remove(), Style.REMOVED
    return words.would_change(), Style.WARNING


def _unified(change: Change, language: str, colour: bool) -> list[str]:
    path, no_newline = printable(change.path), words.no_newline().in_language(language)
    if isinstance(change.before, bytes) or isinstance(change.after, bytes):
        same = change.before == change.after
        return [] if same else [paint(words.binary(path).in_language(language), Style.STRONG, colour)]
    # A line keeps its end, so that a missing last line feed is a difference like any other.
    hunks = unified_diff(
        _lines(change.before),
        _lines(change.after),
        "/dev/null" if change.before is None else f"a/{path}",
        "/dev/null" if change.after is None else f"b/{path}",
    )
    shown = []
    for number, line in enumerate(hunks):
        body = line.removesuffix("\n")
        style = _style(body) if number >= 2 else Style.STRONG
        shown.append(paint("\t".join(printable(part) for part in body.split("\t")), style, colour))
        if not line.endswith("\n"):
            shown.append(f"\\ {no_newline}")
    return shown


def _lines(text: str | None) -> list[str]:
    lines = [f"{line}\n" for line in (text or "").split("\n")]
    last = lines.pop().removesuffix("\n")
    return [*lines, last] if last else lines


def _style(line: str) -> Style:
    return {"+": Style.ADDED, "-": Style.REMOVED, "@": Style.GUTTER}.get(line[:1], Style.PLAIN)
