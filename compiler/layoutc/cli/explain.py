"""layoutc explain: what a rule means."""

from typing import Any

import click

from layoutc.cli import names
from layoutc.cli.call import Call, call_of
from layoutc.cli.options import Words
from layoutc.cli.refusals import CallError
from layoutc.cli.showing import colour, show
from layoutc.messages import cli as say


def command(words: Words) -> click.Command:
    @words.command("explain", say.EXPLAIN)
    @click.argument("rule_id", required=False, metavar="[RULE]")
    @words.option("--list", "list_all", is_flag=True, help=say.LIST)
    @words.common
    def explain(**arguments: Any) -> int:
        return _run(call_of(words.language, arguments), **arguments)

    return explain


def _run(call: Call, rule_id: str | None, list_all: bool) -> int:
    from layoutc.reports import explain

    if list_all:
        show(explain.render_list(explain.EXPLAINED, call.language))
        return 0
    if rule_id is None:
        raise CallError(say.name_a_rule())
    asked = names.chosen([rule_id], names.rules(explain.EXPLAINED))
    found = [each for each in explain.EXPLAINED if each.id in asked]
    if len(found) > 1:
        show(explain.render_list(found, call.language))
    else:
        show(explain.render(found[0], call.language, colour=colour()))
    return 0
