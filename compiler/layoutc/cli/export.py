"""layoutc export: the layouts as a workbook."""

from pathlib import Path
from typing import Any

import click

from layoutc.cli.call import Call, areas_of, call_of, day_of, loaded_of
from layoutc.cli.options import Words
from layoutc.cli.refusals import CallError
from layoutc.cli.showing import show_mistakes
from layoutc.messages import cli as say

DEFAULT = Path("layouts.xlsx")


def command(words: Words) -> click.Command:
    @words.command("export", say.EXPORT)
    @words.option(
        "--xlsx",
        type=click.Path(path_type=Path),
        metavar="[FILE]",
        is_flag=False,
        flag_value=DEFAULT,
        default=DEFAULT,
        help=say.XLSX,
    )
    @words.dated_or_all
    @words.option("--area", multiple=True, metavar="AREA", help=say.AREA)
    @words.common
    def export(**arguments: Any) -> int:
        return _run(call_of(words.language, arguments), **arguments)

    return export


def _run(call: Call, xlsx: Path, as_of: str | None, edition: str | None, area: tuple[str, ...]) -> int:
    from layoutc import project
    from layoutc.project import exporting

    if xlsx.suffix.lower() != ".xlsx":
        raise CallError(say.not_xlsx(str(xlsx)))
    loaded = loaded_of(call)
    day = day_of(loaded, as_of, edition) if as_of is not None or edition is not None else None
    areas = areas_of(loaded, area)
    if loaded.findings:
        return show_mistakes(call, loaded, day)
    held = (loaded.catalog.at(day) if day else loaded.catalog).areas
    content = exporting.workbook(loaded, day, edition, areas)
    project.write_file(xlsx, content)
    count = len(areas & held.keys() if areas else held)
    call.tell(say.exported(str(xlsx), count))
    return 0
