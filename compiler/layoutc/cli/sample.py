"""layoutc sample: fictitious answers, right or wrong, to try a system with."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from layoutc.cli import names
from layoutc.cli.call import Call, call_of, day_of, definition_of, loaded_of, pair_of
from layoutc.cli.options import Words
from layoutc.cli.refusals import CallError
from layoutc.cli.showing import stream
from layoutc.messages import project as say_project
from layoutc.messages import sample as say

if TYPE_CHECKING:
    from layoutc.catalog.model import Record
    from layoutc.emit.definitions import Definition

FORMATS = ("json", "ndjson", "csv", "xml", "parquet")
_TABLES = ("csv", "parquet")  # of one kind of record


def command(words: Words) -> click.Command:
    @words.command("sample", say.ABOUT)
    @words.option("--pair", required=True, metavar="PROVIDER/QUERIER", help=say.PAIR)
    @words.option("--area", required=True, metavar="AREA", help=say.AREA)
    @words.option("--procedure", metavar="PROCEDURE", help=say.PROCEDURE)
    @words.option("--count", type=click.IntRange(min=0), default=10, show_default=True, help=say.COUNT)
    @words.option("--seed", default="1", show_default=True, help=say.SEED)
    @words.option("--invalid", is_flag=True, help=say.INVALID)
    @words.option("--expected", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help=say.EXPECTED)
    @words.option("--record", metavar="RECORD", help=say.RECORD)
    @words.option("--format", "form", type=click.Choice(FORMATS), default="ndjson", show_default=True, help=say.FORMAT)
    @words.dated
    @words.common
    def sample(**arguments: Any) -> int:
        return _run(call_of(words.language, arguments), **arguments)

    return sample


def _run(
    call: Call,
    pair: str,
    area: str,
    procedure: str | None,
    count: int,
    seed: str,
    invalid: bool,
    expected: Path | None,
    record: str | None,
    form: str,
    as_of: str | None,
    edition: str | None,
) -> int:
    from layoutc import project
    from layoutc.project import sampling

    if expected is not None and not invalid:
        raise CallError(say.expected_without_invalid())
    if record is not None and form not in _TABLES:
        raise CallError(say.only_with_tables())
    if invalid and form == "parquet":
        raise CallError(say.no_wrong_values(), say.other_forms())
    if invalid and expected is None and form in ("csv", "xml"):
        raise CallError(say.expected_needed(form.upper()))
    if form == "parquet" and sys.stdout.isatty():
        raise CallError(say.not_to_a_terminal(), say.redirect())
    loaded = loaded_of(call)
    if loaded.findings:
        raise project.ProjectError(say_project.layouts_have_mistakes(len(loaded.findings)))
    day = day_of(loaded, as_of, edition)
    definition = definition_of(loaded, pair, area, procedure, day)
    kind = _record_of(definition, record) if form in _TABLES else None
    wanted = sampling.Wanted(pair_of(loaded, pair, day), definition, day, count, seed, form, kind)
    stream(sampling.wrong(loaded, wanted, expected) if invalid else sampling.right(loaded, wanted))
    return 0


def _record_of(definition: "Definition", name: str | None) -> "Record":
    records, known = {record.name: record for record in definition.records}, names.records(definition.records)
    if name is None:
        if len(records) > 1:
            raise CallError(say.name_the_record(definition.name), names.listed(known))
        (name,) = records
    return records[names.one(name, known)]
