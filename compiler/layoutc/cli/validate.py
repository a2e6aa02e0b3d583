"""layoutc validate: files of records against a definition."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from layoutc.cli import names
from layoutc.cli.call import Call, call_of, day_of, definition_of, loaded_of
from layoutc.cli.options import Words
from layoutc.cli.showing import colour, show, width
from layoutc.messages import sample as say_sample
from layoutc.messages import validate as say

if TYPE_CHECKING:
    from layoutc.reports.records import Validated

FORMATS = ("text", "concise", "json")
INPUT_FORMATS = ("json", "ndjson", "csv", "xml")
ENCODINGS = ("utf-8", "cp932")


def command(words: Words) -> click.Command:
    @words.command("validate", say.ABOUT)
    @click.argument("files", nargs=-1, required=True, type=click.Path(), metavar="FILE...")
    @words.option("--pair", required=True, metavar="PROVIDER/QUERIER", help=say_sample.PAIR)
    @words.option("--area", required=True, metavar="AREA", help=say_sample.AREA)
    @words.option("--procedure", metavar="PROCEDURE", help=say_sample.PROCEDURE)
    @words.option("--record", metavar="RECORD", help=say.RECORD)
    @words.option("--input-format", "input_form", type=click.Choice(INPUT_FORMATS), help=say.INPUT_FORMAT)
    @words.option("--encoding", type=click.Choice(ENCODINGS), help=say.ENCODING)
    @words.option("--rejects", type=click.Path(path_type=Path, file_okay=False), metavar="DIR", help=say.REJECTS)
    @words.option(
        "--max-findings", type=click.IntRange(0, 100_000), default=50, show_default=True, help=say.MAX_FINDINGS
    )
    @words.option("--show-values", is_flag=True, help=say.SHOW_VALUES)
    @words.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True, help=say.FORMAT)
    @words.dated
    @words.common
    def validate(**arguments: Any) -> int:
        return _run(call_of(words.language, arguments), **arguments)

    return validate


def _run(
    call: Call,
    files: tuple[str, ...],
    pair: str,
    area: str,
    procedure: str | None,
    record: str | None,
    input_form: str | None,
    encoding: str | None,
    rejects: Path | None,
    max_findings: int,
    show_values: bool,
    form: str,
    as_of: str | None,
    edition: str | None,
) -> int:
    from layoutc import project
    from layoutc.project import validating
    from layoutc.reports.records import Validated

    loaded = loaded_of(call)
    if loaded.findings:
        raise project.ProjectError(say.layouts_unusable(len(loaded.findings)))
    day = day_of(loaded, as_of, edition)
    definition = definition_of(loaded, pair, area, procedure, day)
    wanted = validating.Wanted(
        definition,
        day,
        files,
        input_form,
        encoding,
        None if record is None else names.one(record, names.records(definition.records)),
        max_findings,
        show_values,
        rejects,
        call.language,
    )
    with _progress(call, validating.size_of(files)) as advance:
        tally, written = validating.validate(loaded, wanted, advance)
    _show(Validated(definition, day, loaded.catalog.notice, tally), form, call.language)
    if written and rejects:
        call.tell(say.rejects_written(str(rejects), written))
    return 1 if tally.findings else 0


def _show(run: "Validated", form: str, language: str) -> None:
    from layoutc.reports import records, records_json

    if form == "json":
        show(records_json.render(run), machine=True)
    elif form == "concise":
        show(records.render_concise(run, language))
    else:
        show(records.render(run, language, colour=colour(), width=width()))


@contextmanager
def _progress(call: Call, size: int | None) -> Iterator[Callable[[int], object]]:
    """A bar on a terminal, while files are read whose size is known."""
    plain = call.quiet or not sys.stderr.isatty() or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    if plain or not size:
        yield lambda _: None
        return
    with click.progressbar(length=size, file=sys.stderr) as bar:
        yield bar.update
