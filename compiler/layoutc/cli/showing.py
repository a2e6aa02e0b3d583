"""What goes to standard output, and how."""

import os
import sys
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

import click

from layoutc.cli.call import Call
from layoutc.messages import cli as say
from layoutc.version import VERSION

if TYPE_CHECKING:
    from layoutc.project import Loaded
    from layoutc.reports.difference import Change
    from layoutc.reports.report import Report

MACHINE_FORMATS = ("json", "sarif", "junit")
FORMATS = ("text", "concise", *MACHINE_FORMATS, "github")
_PIECE = 100_000  # bytes
MANIFEST = "manifest.json"  # its checksums say nothing line by line


def colour() -> bool:
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def width() -> int | None:
    """Columns of the terminal; None where there is none."""
    import shutil

    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


def show(text: str, *, machine: bool = False) -> None:
    """Results go to standard output; what other programs read is UTF-8 wherever it runs."""
    if machine:
        _write(text.encode("utf-8"))
    else:
        click.echo(text, nl=False, color=True if colour() else None)


def _write(content: bytes) -> None:
    sys.stdout.flush()
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()


def stream(parts: Iterable[bytes]) -> None:
    """What other programs read, part by part, in pieces that are worth a write."""
    waiting, size = [], 0
    for part in parts:
        waiting.append(part)
        size += len(part)
        if size >= _PIECE:
            _write(b"".join(waiting))
            waiting, size = [], 0
    _write(b"".join(waiting))


def rendered(report: "Report", form: str, language: str) -> str:
    """The report in one of `FORMATS`."""
    if form == "json":
        from layoutc.reports import json

        return json.render(report)
    if form == "sarif":
        from layoutc.checks.registry import RULES
        from layoutc.reports import sarif

        return sarif.render(report, RULES, language, VERSION)
    if form == "junit":
        from layoutc.checks.registry import RULES
        from layoutc.reports import junit

        return junit.render(report, RULES, language)
    if form == "github":
        from layoutc.reports import github

        return github.render(report, language)
    if form == "concise":
        from layoutc.reports import concise

        return concise.render(report, language)
    from layoutc.reports import text

    return text.render(report, language, colour=colour())


def show_mistakes(call: Call, loaded: "Loaded", day: date | None) -> int:
    """Shows what is wrong with layouts that can't be used so, on a day (today if None); returns the exit code."""
    from layoutc import project

    show(rendered(project.check(loaded, day), "text", call.language))
    call.tell(say.nothing_written())
    return 1


def show_changes(call: Call, changes: Sequence["Change"], line_by_line: bool) -> int:
    """Shows what a command would write; returns its exit code."""
    from layoutc.reports import difference

    if line_by_line:
        show(
            difference.render_unified(
                [each for each in changes if each.path != MANIFEST] or changes, call.language, colour=colour()
            )
        )
    elif changes:
        show(difference.render(changes, call.language, colour=colour()))
    return 1 if changes else 0
