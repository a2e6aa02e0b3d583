"""layoutc fmt: layouts and code lists in the one style."""

from pathlib import Path
from typing import Any

import click

from layoutc.cli.call import Call, call_of, refuse_to_write
from layoutc.cli.options import Words
from layoutc.cli.showing import colour, show, show_changes
from layoutc.messages import cli as say


def command(words: Words) -> click.Command:
    @words.command("fmt", say.FMT)
    @click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")
    @words.option("--check", "check_only", is_flag=True, help=say.CHECK_ONLY)
    @words.option("--diff", is_flag=True, help=say.DIFF)
    @words.common
    def fmt(**arguments: Any) -> int:
        return _run(call_of(words.language, arguments), **arguments)

    return fmt


def _run(call: Call, paths: tuple[Path, ...], check_only: bool, diff: bool) -> int:
    from layoutc import project

    if not (check_only or diff):
        refuse_to_write(call, say.only_told())
    changes, findings = project.reformatted(call.root, paths)
    if findings:
        from layoutc.reports import text

        show(text.render_findings(findings, call.language, colour=colour()))
    if check_only or diff:
        return max(show_changes(call, changes, diff), 1 if findings else 0)
    project.write_formatted(call.root, changes)
    if changes or not findings:
        call.tell(say.formatted(len(changes)))
    return 1 if findings else 0
