"""layoutc check: every mistake, and what queriers need against what is exposed to them."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from layoutc.cli import names as naming
from layoutc.cli.call import Call, call_of, day_of, entry_of, loaded_of, selection_of
from layoutc.cli.options import Words
from layoutc.cli.showing import FORMATS, MACHINE_FORMATS, colour, rendered, show
from layoutc.messages import cli as say


def command(words: Words) -> click.Command:
    @words.command("check", say.CHECK)
    @click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")
    @words.dated
    @words.option("--querier", multiple=True, metavar="KIND", help=say.QUERIER)
    @words.option("--provider", multiple=True, metavar="KIND", help=say.PROVIDER)
    @words.option("--area", multiple=True, metavar="AREA", help=say.AREA)
    @words.option("--select", multiple=True, metavar="RULE", help=say.SELECT)
    @words.option("--show-waived", is_flag=True, help=say.SHOW_WAIVED)
    @words.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True, help=say.FORMAT)
    @words.common
    def check(**arguments: Any) -> int:
        return _run(call_of(words.language, arguments), **arguments)

    return check


def _run(
    call: Call,
    paths: tuple[Path, ...],
    as_of: str | None,
    edition: str | None,
    querier: tuple[str, ...],
    provider: tuple[str, ...],
    area: tuple[str, ...],
    select: tuple[str, ...],
    show_waived: bool,
    form: str,
) -> int:
    from layoutc import project

    contents, chosen = project.contents(call.root), project.relative_paths(call.root, paths)
    told = ("check", sorted(chosen), querier, provider, area, select, show_waived, form, call.language, colour())
    entry = entry_of(call, contents, *told, as_of=as_of, edition=edition)
    said, machine = _said(entry.get()), form in MACHINE_FORMATS
    if said is None:
        loaded = loaded_of(call, contents)
        selection = replace(selection_of(loaded, querier, provider, area), rules=_rules(select), paths=chosen)
        report = project.check(loaded, day_of(loaded, as_of, edition), selection)
        said = rendered(report, form, call.language), 1 if report.findings else 0
        if show_waived and form == "text":
            from layoutc.reports import text

            said = text.render_waived(report, call.language) + said[0], said[1]
        entry.put({"text": said[0], "code": said[1]})
    if strays := project.passed_over(call.root):
        call.tell(say.passed_over(strays))
    show(said[0], machine=machine)
    return said[1]


def _said(kept: dict[str, Any] | None) -> tuple[str, int] | None:
    """What an earlier run said, and its exit code, if an entry of the cache holds just that."""
    match kept:
        case {"text": str(text), "code": int(code)}:
            return text, code
        case _:
            return None


def _rules(names: Sequence[str]) -> frozenset[str]:
    """Rule ids as given; `need` stands for all rules of that family."""
    from layoutc.checks.registry import RULES

    return naming.chosen(names, naming.rules(RULES))
