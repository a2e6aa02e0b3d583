"""layoutc deadlines: how soon the copies follow, counted."""

from typing import Any

import click

from layoutc.cli import names as naming
from layoutc.cli.call import Call, areas_of, call_of, day_of, loaded_of
from layoutc.cli.options import Words
from layoutc.cli.showing import rendered, show, width
from layoutc.messages import cli as say


def command(words: Words) -> click.Command:
    formats = click.Choice(("text", "json"))

    @words.command("deadlines", say.DEADLINES)
    @words.dated
    @words.option("--area", multiple=True, metavar="AREA", help=say.AREA)
    @words.option("--selection", metavar="NAME", help=say.SELECTION)
    @words.option("--format", "form", type=formats, default="text", show_default=True, help=say.FORMAT)
    @words.common
    def deadlines(**arguments: Any) -> int:
        return _run(call_of(words.language, arguments), **arguments)

    return deadlines


def _run(
    call: Call, as_of: str | None, edition: str | None, area: tuple[str, ...], selection: str | None, form: str
) -> int:
    from layoutc import project
    from layoutc.reports import deadlines

    loaded = loaded_of(call)
    if loaded.findings:
        show(rendered(project.check(loaded, day_of(loaded, as_of, edition)), "text", call.language))
        return 1
    day, names = day_of(loaded, as_of, edition), areas_of(loaded, area)
    if selection is not None:
        selections = loaded.catalog.selections
        selected = naming.one(selection, naming.unlabelled(say.A_SELECTION, selections))
        names |= frozenset(selections[selected].areas)
    areas = [each for each in loaded.catalog.at(day).areas.values() if each.name in names or not names]
    if form == "json":
        show(deadlines.render_json(areas, day, loaded.catalog.notice), machine=True)
    else:
        show(deadlines.render(areas, day, call.language, width(), loaded.catalog.notice))
    return 0
