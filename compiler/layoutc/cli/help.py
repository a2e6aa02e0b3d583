"""Help in one language, wrapped by what characters take on a terminal."""

from collections.abc import Iterable

import click

from layoutc.columns import display_width, wrapped
from layoutc.messages import cli as say

_WIDEST = 100
_WIDEST_TERM = 30
_GAP = 2


class _Help(click.HelpFormatter):
    """What click writes help with."""

    def __init__(self, language: str, width: int | None) -> None:
        super().__init__(width=width, max_width=_WIDEST)
        self.language = language

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, prefix or f"{say.USAGE.in_language(self.language)}: ")

    def write_heading(self, heading: str) -> None:
        super().write_heading(say.HEADINGS[heading].in_language(self.language) if heading in say.HEADINGS else heading)

    def write_text(self, text: str) -> None:
        self._write_lines(wrapped(text, self.width - self.current_indent), "")

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = _WIDEST_TERM, col_spacing: int = _GAP) -> None:
        rows = list(rows)
        column = min(max(display_width(term) for term, _ in rows), col_max) + col_spacing
        for term, text in rows:
            lines = wrapped(text, self.width - self.current_indent - column)
            if display_width(term) + col_spacing > column:
                self._write_lines([term], "")
            else:
                first, *lines = lines or [""]
                self._write_lines([term + " " * (column - display_width(term)) + first], "")
            self._write_lines(lines, " " * column)

    def _write_lines(self, lines: Iterable[str], indent: str) -> None:
        for line in lines:
            self.write(f"{' ' * self.current_indent}{indent}{line}".rstrip() + "\n")


def help_of(command: click.Command, context: click.Context, language: str) -> str:
    """The whole help of a command."""
    formatter = _Help(language, context.terminal_width)
    command.format_help(context, formatter)
    return formatter.getvalue().rstrip("\n")
