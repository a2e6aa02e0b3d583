"""layout.lark → lark's parser for broken texts, and the tables by which reader.py reads right ones.

The tables are lark's own, written down in layout.tables.json so that neither lark nor the work of making them is needed
to read a right text. They name the grammar that they were made from; for any other they are made again.

python -m layoutc.syntax.grammar > compiler/layoutc/syntax/layout.tables.json
"""

import json
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from layoutc.syntax.builder import REDUCTIONS, label
from layoutc.syntax.tree import Label, Word

if TYPE_CHECKING:
    from lark import Lark, Token

_FOLDER = Path(__file__).parent
SKIP, KEEP, JOIN = 0, 1, 2  # what a rule does with a part: leaves it out, takes it, takes what is in it


class _Nodes:
    """What lark calls for each token and each rule: the functions of builder.py."""

    def __getattr__(self, name: str) -> Any:
        if name.isupper():
            return _node
        if name in REDUCTIONS:
            return REDUCTIONS[name]
        raise AttributeError(name)


def _node(token: "Token") -> Word | Label:
    start, end = token.start_pos or 0, token.end_pos or 0
    return label(start, end, str(token)) if token.type == "LABEL" else Word(start, end, str(token))


@cache
def lark() -> "Lark":
    from lark import Lark

    return Lark(_text(), parser="lalr", start=["start", "type"], transformer=_Nodes(), maybe_placeholders=False)


def _text() -> str:
    return _FOLDER.joinpath("layout.lark").read_text(encoding="utf-8")


@cache
def tables() -> dict[str, Any]:
    """As `made` gives them."""
    found: dict[str, Any] = json.loads(_FOLDER.joinpath("layout.tables.json").read_text(encoding="utf-8"))
    return found if found["grammar"] == _digest() else made()


def _digest() -> str:
    return sha256(_text().encode()).hexdigest()


def made() -> dict[str, Any]:
    """The tables of lark's LALR parser: terminals are named, rules and states are numbers.

    `patterns`: terminal → regular expression, in the order in which lark tries them; `strings`: terminal → its one text.
    `rules`: name, and for each part whether it is left out, taken, or joined (what lark made of a `*`).
    `states`: terminal → the next state, or for a rule to reduce by -1 - its number; `gotos`: rule name → the next state.
    """
    parser: Any = lark().parser
    table: Any = parser.parser._parse_table
    rules = sorted(lark().rules, key=lambda rule: (rule.origin.name, [part.name for part in rule.expansion]))
    numbers = {rule: number for number, rule in enumerate(rules)}
    root: Any = parser.lexer.root_lexer
    order = _in_order(table)
    states: list[dict[str, int]] = []
    gotos: list[dict[str, int]] = []
    for state in order:
        steps = sorted(table.states[state].items())
        shifts = {name: order[target] for name, (_, target) in steps if target not in numbers}
        reduces = {name: -1 - numbers[target] for name, (_, target) in steps if target in numbers}
        states.append(reduces | {name: to for name, to in shifts.items() if not name.islower()})
        gotos.append({name: to for name, to in shifts.items() if name.islower()})
    return {
        "grammar": _digest(),
        "patterns": {each.name: each.pattern.to_regexp() for each in root.terminals if each.pattern.type == "re"},
        "strings": {each.name: each.pattern.value for each in root.terminals if each.pattern.type == "str"},
        "rules": [[rule.origin.name, [_part(part) for part in rule.expansion]] for rule in rules],
        "starts": {name: order[state] for name, state in sorted(table.start_states.items())},
        "ends": {name: order[state] for name, state in sorted(table.end_states.items())},
        "states": states,
        "gotos": gotos,
    }


def _in_order(table: Any) -> dict[Any, int]:
    """Every state with a number that is the same in every run, as lark's own are not: by the way from the start."""
    order = {state: number for number, (_, state) in enumerate(sorted(table.start_states.items()))}
    for state in (waiting := list(order)):
        for _, (_, target) in sorted(table.states[state].items()):
            if target in table.states and target not in order:
                order[target] = len(order)
                waiting.append(target)
    return order


def _part(part: Any) -> int:
    if part.is_term:
        return SKIP if part.filter_out else KEEP
    return JOIN if part.name.startswith("_") else KEEP


if __name__ == "__main__":
    print(json.dumps(made(), ensure_ascii=False, indent=None, separators=(",", ":")))
