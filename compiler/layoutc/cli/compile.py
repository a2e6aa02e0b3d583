"""layoutc compile: the generated files, written or compared."""

from pathlib import Path
from typing import Any

import click

from layoutc.cli.call import Call, call_of, day_of, entry_of, pair_of
from layoutc.cli.options import Words
from layoutc.cli.showing import show_changes, show_mistakes
from layoutc.emit.registry import NAMES
from layoutc.messages import cli as say


def command(words: Words) -> click.Command:
    @words.command("compile", say.COMPILE)
    @words.option("--out", type=click.Path(path_type=Path), metavar="DIR", help=say.OUT)
    @words.option("--check", "check_only", is_flag=True, help=say.CHECK_ONLY)
    @words.option("--diff", is_flag=True, help=say.DIFF)
    @words.dated
    @words.option("--pair", metavar="PROVIDER/QUERIER", help=say.PAIR)
    @words.option("--emit", multiple=True, type=click.Choice(NAMES), help=say.EMIT)
    @words.common
    def compile_(**arguments: Any) -> int:
        return _run(call_of(words.language, arguments), **arguments)

    return compile_


def _run(
    call: Call,
    out: Path | None,
    check_only: bool,
    diff: bool,
    as_of: str | None,
    edition: str | None,
    pair: str | None,
    emit: tuple[str, ...],
) -> int:
    from layoutc import project
    from layoutc.project import unchanged

    contents = project.contents(call.root)
    entry = entry_of(call, contents, "compile", pair, sorted(emit), as_of=as_of, edition=edition)
    folder = project.out_folder(call.root, out)
    if unchanged.is_current(entry, folder):
        if not check_only and not diff:
            call.tell(say.written(0, 0, 0, str(folder)))
        return 0
    from layoutc.project import keeping

    pieces = keeping.pieces_of(call.root) if call.use_cache else None
    kept = keeping.recall(pieces) if pieces else None
    loaded = project.load(call.root, contents, kept)
    if loaded.findings:
        return show_mistakes(call, loaded, day_of(loaded, as_of, edition))
    day = day_of(loaded, as_of, edition)
    wanted = pair_of(loaded, pair, day) if pair is not None else None
    if check_only or diff:
        if pieces and kept:
            keeping.keep(pieces, kept)
        return show_changes(call, project.pending(loaded, out, day, emit, wanted), diff)
    done = project.compile(loaded, out, day, emit, wanted, kept)
    if pieces and kept:
        keeping.keep(pieces, kept)
    unchanged.remember(entry, done.digests, project.within_of(emit, wanted))
    call.tell(say.written(len(done.added), len(done.changed), len(done.removed), str(folder)))
    return 0
