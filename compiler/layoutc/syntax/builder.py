"""The parser's reductions → the nodes of the tree: a function a rule of layout.lark, called while the text is read.

What the grammar keeps of a rule reaches its function as a list: words, labels, and the nodes of inner rules.
"""

from collections.abc import Callable
from typing import Any

from layoutc.syntax.tree import (
    Area,
    Clause,
    Codes,
    Declaration,
    Expose,
    Item,
    Label,
    Line,
    Paths,
    Record,
    Repeat,
    Set,
    Type,
    Value,
    Word,
)

Children = list[Any]
Words = tuple[Word, ...]


def label(start: int, end: int, written: str) -> Label:
    inner = written[1:-1]
    if "\\" in inner:
        inner = inner.replace('\\"', '"').replace("\\\\", "\\")
    return Label(start, end, inner)


def _split(children: Children, first: int) -> tuple[tuple[Clause, ...], tuple[Any, ...]]:
    """From `first` on: the clauses of a header, then the members of its block, up to its `}`."""
    place, last = first, len(children) - 1
    while place < last and type(children[place]) is Clause and not children[place].on_own_line:
        place += 1
    return tuple(children[first:place]), tuple(children[place:last])


def _start(children: Children) -> list[Declaration]:
    return children


def _area(children: Children) -> Area:
    return Area(children[0].start, children[-1].end, children[1], children[2], *_split(children, 3))


def _record(children: Children) -> Record:
    return Record(children[0].start, children[-1].end, children[1], children[2], *_split(children, 3))


def _codes(children: Children) -> Codes:
    return Codes(children[0].start, children[-1].end, children[1], children[2], *_split(children, 3))


def _repeat(children: Children) -> Repeat:
    clauses, members = _split(children, 5)
    depth = 1 + max((member.depth for member in members if isinstance(member, Repeat)), default=0)
    _, name, code, bounds, title = children[:5]
    return Repeat(children[0].start, children[-1].end, name, code, bounds, title, clauses, members, depth)


def _item(children: Children) -> Item:
    start, end = children[0].start, children[-1].end
    if type(children[2]) is Type:
        children.insert(0, None)  # in the place of `key`
    key, name, code, kind, title, *clauses = children
    return Item(start, end, key, name, code, kind, title, tuple(clauses))


def _value(children: Children) -> Value:
    return Value(children[0].start, children[-1].end, children[0], children[1], tuple(children[2:]))


def _set(children: Children) -> Set:
    return Set(children[0].start, children[-1].end, children[1], children[2], children[3])


def _expose(children: Children) -> Expose:
    queriers, procedures, *providers = [child for child in children if type(child) is tuple]
    clauses = tuple([child for child in children if type(child) is Clause])
    lines = tuple([child for child in children if type(child) is Line])
    start, end = children[0].start, children[-1].end
    return Expose(start, end, queriers, procedures, providers[0] if providers else (), clauses, lines)


def _line(children: Children) -> Line:
    return Line(children[0].start, children[-1].end, children[0], tuple(children[1:]))


def _type(children: Children) -> Type:
    return Type(children[0].start, children[-1].end, children[0], tuple(children[1:-1]))


def _only(children: Children) -> Word:
    word: Word = children[0]
    return word


def _words(children: Children) -> Words:
    return tuple(children)


def _paths(children: Children) -> Paths:
    included, excepted = children[0], children[-1] if len(children) > 1 else ()
    return Paths(included[0].start, (excepted or included)[-1].end, included, excepted)


def _clause(children: Children) -> Clause:
    return _said(children, on_own_line=False)


def _property(children: Children) -> Clause:
    return _said(children, on_own_line=True)


def _said(children: Children, *, on_own_line: bool) -> Clause:
    """A keyword, and behind it nothing, a word or label, or several of them."""
    keyword: Word = children[0]
    if len(children) == 1:
        return Clause(keyword.start, keyword.end, keyword.text, (), on_own_line)
    said = children[1]
    values = said if type(said) is tuple else (said,)
    return Clause(keyword.start, values[-1].end, keyword.text, values, on_own_line)


# by the names of the rules; the lines of a block have one for each kind of block
REDUCTIONS: dict[str, Callable[[Children], Any]] = {
    "start": _start,
    "area": _area,
    "record": _record,
    "codes": _codes,
    "repeat": _repeat,
    "item": _item,
    "value": _value,
    "set": _set,
    "expose": _expose,
    "line": _line,
    "type": _type,
    "argument": _only,
    "bounds": _only,
    "names": _words,
    "path_list": _words,
    "paths": _paths,
    "clause": _clause,
    "property": _property,
    "record_property": _property,
    "codes_property": _property,
    "deadline": _words,
    "retention": _words,
}
