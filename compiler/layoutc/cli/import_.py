"""layoutc import: a workbook back into layouts."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from layoutc.cli.call import Call, call_of, loaded_of, refuse_to_write
from layoutc.cli.options import Words
from layoutc.messages import cli as say

if TYPE_CHECKING:
    from layoutc.project.importing import Plan


def command(words: Words) -> click.Command:
    @words.command("import", say.IMPORT)
    @click.argument("book", type=click.Path(path_type=Path), metavar="BOOK.xlsx")
    @words.option("--out", type=click.Path(path_type=Path), metavar="DIR", help=say.OUT_OF_IMPORT)
    @words.option("--mapping", type=click.Path(path_type=Path), metavar="FILE", help=say.MAPPING)
    @words.option("--check", "check_only", is_flag=True, help=say.CHECK_ONLY)
    @words.option("--diff", is_flag=True, help=say.DIFF)
    @words.option("--partial", is_flag=True, help=say.PARTIAL)
    @words.common
    def import_(**arguments: Any) -> int:
        return _run(call_of(words.language, arguments), **arguments)

    return import_


def _run(
    call: Call, book: Path, out: Path | None, mapping: Path | None, check_only: bool, diff: bool, partial: bool
) -> int:
    from layoutc.cli.showing import colour, show, show_changes
    from layoutc.project import importing
    from layoutc.reports import cells

    if not (out or check_only or diff):
        refuse_to_write(call, say.only_elsewhere())
    loaded = loaded_of(call)
    plan = importing.plan(loaded, book, out, mapping)
    if plan.mapping_findings:
        from layoutc.reports import text

        show(text.render_findings(plan.mapping_findings, call.language, colour=colour()))
        return 1
    if plan.findings:
        show(cells.render(plan.findings, call.language, colour=colour()))
    if check_only or diff:
        _tell_what_stays(call, plan)
        if plan.loses:
            call.tell(say.import_would_stop(sum(found.loses for found in plan.findings)))
        elif not plan.changes:
            call.tell(say.imported(0))
        return max(show_changes(call, plan.changes, diff), 1 if plan.loses else 0)
    if plan.loses and not partial:
        call.tell(say.import_stopped(sum(found.loses for found in plan.findings)))
        return 1
    importing.write(loaded, plan.changes, out)
    _tell_what_stays(call, plan)
    call.tell(say.imported(len(plan.changes)))
    return 1 if plan.loses else 0


def _tell_what_stays(call: Call, plan: "Plan") -> None:
    """And what goes: comments have no place in a workbook."""
    for name in plan.left:
        call.tell(say.left_as_it_is(name))
    if plan.absent:
        call.tell(say.not_in_workbook(plan.absent))
    for path, count in plan.lost_comments.items():
        call.tell(say.comments_lost(path, count))
