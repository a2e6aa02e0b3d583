"""A right text → the tree, by the tables of the grammar; a text that is not right is left to lark and recovery.py.

The text is cut into tokens in one go, each as long as it can be. lark takes the first terminal that the state allows and
that matches at the place. Where the whole token is such a terminal, both come to the same; anything else counts as not right.
"""

import re
from collections.abc import Callable
from functools import cache
from itertools import chain
from typing import Any

from layoutc.frozen import dataclass
from layoutc.syntax.builder import REDUCTIONS, label
from layoutc.syntax.grammar import JOIN, KEEP, SKIP, tables
from layoutc.syntax.scanning import LABEL, pieces
from layoutc.syntax.tree import Word

_LABEL, _LINE_END, _END = '"', "\n", " $END"
_SIGNS = {'"': _LABEL, "#": _LINE_END, "\r": _LINE_END, "\n": _LINE_END, "": _END}  # what begins so is called so
_AFTER_ALL = [("", "")]
_Rule = tuple[int, int, int, dict[int, int], Callable[[list[Any]], Any], tuple[int, ...]]
_Row = dict[str, int]  # token → the next state, or for a rule to reduce by -1 - its number; no token leads to state 0


_ALL, _ONE, _MORE, _NONE = range(4)  # a rule is made of its parts, of its one part, of a list and one more, of nothing
_REMEMBERED, _SHORT = 2_000, 100  # words by each state, and their characters, that need not be looked at again


@dataclass(frozen=True, slots=True)
class _Tables:
    """The tables as they are used: a row knows a keyword or a sign by its text, a label and a line end by the above, the rest by its form.

    `forms[state]` are the terminals with a form, in lark's order: how the row calls it, and whether a token has it.
    `known[state]` is how the row calls the words that have been seen. Rules are those of `_rule`, the last one first.
    `silent` are tokens that every rule leaves out.
    """

    rows: list[_Row]
    forms: list[list[tuple[str, Callable[[str], object]]]]
    known: list[dict[str, str]]
    rules: list[_Rule]
    silent: frozenset[str]
    token: re.Pattern[str]
    starts: dict[str, int]
    ends: dict[str, int]


@cache
def _tables() -> _Tables:
    found = tables()
    patterns, keys = found["patterns"], dict(found["strings"], LABEL=_LABEL, _NL=_LINE_END)
    whole = {name: _form(pattern) for name, pattern in patterns.items() if name not in keys}
    # Words first, as most tokens are one; then what may hold signs; a run of anything that no other token begins with; one sign.
    # A text that is not right takes linear time only because no search begins within blanks, blanks are not given back, and
    # no label begins at an escaped quote.
    run = r"""[^\x00-\x20"#{}()\[\],=]"""
    tokens = (f"{run[:-1]}0-9]{run}*", LABEL, patterns["_NL"], patterns["RANGE"], f"{run}+", r"[{}()\[\],=]")
    follow: dict[str, dict[int, int]] = {}
    for state, gotos in enumerate(found["gotos"]):
        for name, to in gotos.items():
            follow.setdefault(name, {})[state] = _after(found, state, to)
    rows = [{keys.get(name, f" {name}"): step for name, step in row.items()} for row in found["states"]]
    return _Tables(
        rows,
        [[(f" {name}", form) for name, form in whole.items() if name in row] for row in found["states"]],
        [{key: key for key in row} for row in rows],
        [_rule(name, parts, follow.get(name, {})) for name, parts in found["rules"]][::-1],
        frozenset(key for name, key in keys.items() if name.startswith("_")),
        re.compile(rf"(?<![ \t])([ \t]*+)({'|'.join(tokens)})"),
        found["starts"],
        found["ends"],
    )


def _form(pattern: str) -> Callable[[str], object]:
    """Whether a word has the form. What is not ASCII is costly to make ready, and only for a word that holds some."""
    of_ascii = re.compile(re.sub(r"[^\x00-\x7f]-[^\x00-\x7f]", "", pattern)).fullmatch
    return lambda word: of_ascii(word) if word.isascii() else re.fullmatch(pattern, word)


def _after(found: dict[str, Any], below: int, state: int) -> int:
    """The state; but 0 if what led to it can only be added to the list below it, and if it can only begin a list, minus the state
    to which that leads. A third of all reductions are spared so.
    """
    steps = {*found["states"][state].values()}
    step = steps.pop() if len(steps) == 1 else 0
    name, parts = found["rules"][-1 - step] if step < 0 else ("", [])
    if name.startswith("_") and parts == [JOIN, KEEP]:
        return 0
    if name.startswith("_") and parts == [KEEP]:
        return -int(found["gotos"][below][name])
    return state


def _rule(name: str, parts: list[int], follow: dict[int, int]) -> _Rule:
    """What a rule is made of; the number of its parts, and of those that are kept; what follows (see `_after`), by the state below
    them; what is made of the kept parts; and the places, from the last on, of the lists among them, of which is taken what is in them.
    """
    kept = [part for part in parts if part != SKIP]
    joined = tuple(place for place in reversed(range(len(kept))) if kept[place] == JOIN)
    repeats = name.startswith("_")  # lark made it of a `*`
    if repeats and kept == [JOIN, KEEP]:
        made_of = _MORE
    elif not kept:
        made_of = _NONE
    else:
        made_of = _ONE if parts == [KEEP] else _ALL
    return made_of, len(parts), len(kept), follow, _list if repeats else REDUCTIONS[name], joined


def _list(parts: list[Any]) -> list[Any]:
    return parts


def read(text: str, start: str) -> Any:
    """What the rule `start` makes of the text; None if the text is not right."""
    tables = _tables()
    rows, known, rules, silent = tables.rows, tables.known, tables.rules, tables.silent
    state = tables.starts[start]
    states, values = [state], list[Any]()
    position, key = 0, ""
    for blank, written in chain(pieces(tables.token, text), _AFTER_ALL):
        begin = position + len(blank)
        position = begin + len(written)
        key = known[state].get(written) or _SIGNS.get(written[:1]) or _key(tables, state, written)
        step = rows[state].get(key, 0)
        while step < 0:
            made_of, size, kept, follow, make, joined = rules[step]
            if made_of == _ALL:
                children = values[-kept:]
                for place in joined:
                    children[place : place + 1] = children[place]
                del values[-kept:], states[-size:]
            elif made_of == _ONE:
                children = [values.pop()]
                states.pop()
            elif made_of == _MORE:
                added = values.pop()
                children = values.pop()
                children.append(added)
                del states[-size:]
            else:
                children = []
                del states[len(states) - size :]
            after = follow[states[-1]]
            if after:
                values.append(make(children) if after > 0 else [make(children)])
                state = abs(after)
                states.append(state)
            else:
                values[-1].append(make(children))
                state = states[-1]
            step = rows[state].get(key, 0)
        if not step:
            break
        state = step
        states.append(state)
        if key == _LABEL:
            values.append(label(begin, position, written))
        elif key not in silent:
            values.append(Word(begin, position, written))
    # Is the position another one, a sign between two tokens belonged to none.
    return values[-1] if key == _END and state == tables.ends[start] and position == len(text) else None


def _key(tables: _Tables, state: int, written: str) -> str:
    """What the row of a state calls a word; nothing if the state allows no such word."""
    for key, form in tables.forms[state]:
        if form(written):
            known = tables.known[state]
            if len(known) < _REMEMBERED and len(written) < _SHORT:
                known[written] = key
            return key
    return ""
