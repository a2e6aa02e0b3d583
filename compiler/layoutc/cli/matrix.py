"""layoutc matrix: who asks whom for how many items, with the verdicts."""

from typing import Any

import click

from layoutc.cli.call import Call, call_of, day_of, loaded_of, selection_of
from layoutc.cli.options import Words
from layoutc.cli.showing import show, width
from layoutc.messages import cli as say


def command(words: Words) -> click.Command:
    formats = click.Choice(("text", "json", "html"))

    @words.command("matrix", say.MATRIX)
    @words.dated
    @words.option("--querier", multiple=True, metavar="KIND", help=say.QUERIER)
    @words.option("--provider", multiple=True, metavar="KIND", help=say.PROVIDER)
    @words.option("--area", multiple=True, metavar="AREA", help=say.AREA)
    @words.option("--format", "form", type=formats, default="text", show_default=True, help=say.FORMAT)
    @words.common
    def matrix(**arguments: Any) -> int:
        return _run(call_of(words.language, arguments), **arguments)

    return matrix


def _run(
    call: Call,
    as_of: str | None,
    edition: str | None,
    querier: tuple[str, ...],
    provider: tuple[str, ...],
    area: tuple[str, ...],
    form: str,
) -> int:
    from layoutc import project
    from layoutc.reports import matrix

    loaded = loaded_of(call)
    selection = selection_of(loaded, querier, provider, area)
    day = day_of(loaded, as_of, edition)
    report = project.check(loaded, day, selection)
    catalog = loaded.catalog.at(day).restricted(selection.queriers, selection.providers, selection.areas)
    held = {name for name, each in catalog.areas.items() if each.providers} if provider else None
    verdicts = [each for each in report.verdicts if held is None or each.area in held]
    if form == "json":
        show(matrix.render_json(catalog, verdicts), machine=True)
    elif form == "html":
        from layoutc.reports import matrix_html

        show(matrix_html.render(catalog, verdicts, call.language), machine=True)
    else:
        show(matrix.render(catalog, verdicts, call.language, width()))
    return 1 if report.findings else 0
