"""A right text → the tree, by the tables of the grammar; a text that is not right is left to lark and recovery.py.

The text is cut into tokens in one go, each as long as it can be. lark takes the first terminal that the state allows and
that matches at the place. Where the whole token is such a terminal, both come to the same; anything else counts as not right.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from layoutc.frozen import dataclass
from layoutc.source import Span
from layoutc.syntax.builder import REDUCTIONS, label
from layoutc.syntax.grammar import JOIN, KEEP, tables
from layoutc.syntax.scanning import LABEL
from layoutc.syntax.tree import Word

AT_ONCE = 500_000  # characters whose tokens may all be held at once
_LABEL, _LINE_END, _END = '"', "\n", " $END"
_SIGNS = {'"': _LABEL, "#": _LINE_END, "\r": _LINE_END, "\n": _LINE_END}  # what begins so is called so
_Edits = tuple[tuple[int, bool], ...]
_Rule = tuple[int, int, dict[int, int], Callable[[list[Any]], Any] | None, _Edits]
_Row = dict[str, int]  # token → the next state, or for a rule to reduce by -1 - its number; no token leads to state 0


_ADD, _BEGIN, _WRAP, _ALL = range(4)  # what a rule does, the frequent ways apart


@dataclass(frozen=True, slots=True)
class _Tables:
    """The tables as they are used: a row knows a keyword or a sign by its text, a label and a line end by the above, the rest by its form.

    `forms[state]` are the terminals with a form, in lark's order: how the row calls it, and whether a token has it. Rules are
    those of `_rule`. `silent` are tokens that every rule leaves out.
    """

    rows: list[_Row]
    forms: list[list[tuple[str, Callable[[str], object]]]]
    rules: list[_Rule]
    silent: frozenset[str]
    token: re.Pattern[str]
    starts: dict[str, int]
    ends: dict[str, int]


@cache
def _tables() -> _Tables:
    found = tables()
    patterns, keys = found["patterns"], dict(found["strings"], LABEL=_LABEL, _NL=_LINE_END)
    whole = {name: re.compile(pattern).fullmatch for name, pattern in patterns.items() if name not in keys}
    # The last two: a run of anything that no other token begins with, and one sign. A text that is not right takes linear
    # time only because no search begins within blanks, blanks are not given back, and no label begins at an escaped quote.
    tokens = (LABEL, patterns["_NL"], patterns["RANGE"], r"""[^\x00-\x20"#{}()\[\],=]+""", r"[{}()\[\],=]")
    follow: dict[str, dict[int, int]] = {}
    for state, gotos in enumerate(found["gotos"]):
        for name, to in gotos.items():
            follow.setdefault(name, {})[state] = to
    return _Tables(
        [{keys.get(name, f" {name}"): step for name, step in row.items()} for row in found["states"]],
        [[(f" {name}", form) for name, form in whole.items() if name in row] for row in found["states"]],
        [_rule(name, parts, follow.get(name, {})) for name, parts in found["rules"]],
        frozenset(key for name, key in keys.items() if name.startswith("_")),
        re.compile(rf"(?<![ \t])([ \t]*+)({'|'.join(tokens)})"),
        found["starts"],
        found["ends"],
    )


def _rule(name: str, parts: list[int], follow: dict[int, int]) -> _Rule:
    """What a rule does; the number of its parts; the state that follows, by the state below them; what is made of the
    parts (None for a rule that lark made of a `*`: their list); and the places, from the last on, of those that are
    not taken as they are: left out, or (True) lists, of which is taken what is in them.
    """
    edits = tuple((place, parts[place] == JOIN) for place in reversed(range(len(parts))) if parts[place] != KEEP)
    make = None if name.startswith("_") else REDUCTIONS[name]
    if make is None and parts == [JOIN, KEEP]:
        does = _ADD
    elif parts == [KEEP]:
        does = _WRAP if make else _BEGIN
    else:
        does = _ALL
    return does, len(parts), follow, make, edits


def read(text: str, start: str) -> Any:
    """What the rule `start` makes of the text; None if the text is not right."""
    tables = _tables()
    rows, forms, rules, silent = tables.rows, tables.forms, tables.rules, tables.silent
    state, end = tables.starts[start], tables.ends[start]
    states, values = [state], list[Any]()
    position = 0
    for blank, written in _tokens(tables.token, text):
        begin = position + len(blank)
        position = begin + len(written)
        key, row = written, rows[state]
        if key not in row:
            key = _SIGNS.get(written[0], "")
            for name, form in () if key else forms[state]:
                if form(written):
                    key = name
                    break
        step = row.get(key, 0)
        while step < 0:
            state = _reduce(rules[-1 - step], states, values)
            step = rows[state].get(key, 0)
        if not step:
            return None
        state = step
        states.append(state)
        if key in silent:
            values.append(None)
        elif key == _LABEL:
            values.append(label(written, Span(begin, position)))
        else:
            values.append(Word(written, Span(begin, position)))
    if position != len(text):
        return None  # a sign between two tokens that belongs to none
    while state != end:
        step = rows[state].get(_END, 0)
        if not step:
            return None
        state = _reduce(rules[-1 - step], states, values)
    return values[-1]


def _tokens(token: re.Pattern[str], text: str) -> list[tuple[str, str]] | Iterator[tuple[str, ...]]:
    """Each with the blank before it."""
    return token.findall(text) if len(text) < AT_ONCE else (found.groups() for found in token.finditer(text))


def _reduce(rule: _Rule, states: list[int], values: list[Any]) -> int:
    """Puts what a rule makes in the place of its parts; returns the state that follows."""
    does, size, follow, make, edits = rule
    if does == _ADD:  # the list stands where it stood
        added = values.pop()
        values[-1].append(added)
        states.pop()
        return states[-1]
    if does == _WRAP and make:
        values[-1] = make([values[-1]])
    elif does == _BEGIN:
        values[-1] = [values[-1]]
    else:
        children = values[-size:] if size else []
        if size:
            del values[-size:], states[-size:]
        for place, joined in edits:
            children[place : place + 1] = children[place] if joined else ()
        values.append(make(children) if make else children)
        state = follow[states[-1]]
        states.append(state)
        return state
    state = states[-1] = follow[states[-2]]
    return state
