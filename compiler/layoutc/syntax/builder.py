"""The parser's reductions → the nodes of the tree: a function a rule of layout.lark, called while the text is read.

What the grammar keeps of a rule reaches its function as a list: words, labels, and the nodes of inner rules.
"""

from collections.abc import Callable
from typing import Any

from layoutc.source import Span
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


def label(written: str, span: Span) -> Label:
    inner = written[1:-1]
    if "\\" in inner:
        inner = inner.replace('\\"', '"').replace("\\\\", "\\")
    return Label(inner, span)


def _span(children: Children) -> Span:
    first, last = children[0].span, children[-1].span
    return Span(first.start, max(first.end, last.end))


def _split(children: Children, first: int) -> tuple[tuple[Clause, ...], tuple[Any, ...]]:
    """From `first` on: the clauses of a header, then the members of its block, up to its `}`."""
    place, last = first, len(children) - 1
    while place < last and type(children[place]) is Clause and not children[place].on_own_line:
        place += 1
    return tuple(children[first:place]), tuple(children[place:last])


def _start(children: Children) -> list[Declaration]:
    return children


def _area(children: Children) -> Area:
    return Area(children[1], children[2], *_split(children, 3), _span(children))


def _record(children: Children) -> Record:
    return Record(children[1], children[2], *_split(children, 3), _span(children))


def _codes(children: Children) -> Codes:
    return Codes(children[1], children[2], *_split(children, 3), _span(children))


def _repeat(children: Children) -> Repeat:
    clauses, members = _split(children, 5)
    depth = 1 + max((member.depth for member in members if isinstance(member, Repeat)), default=0)
    _, name, code, bounds, title = children[:5]
    return Repeat(name, code, bounds, title, clauses, members, _span(children), depth)


def _item(children: Children) -> Item:
    key = None if type(children[2]) is Type else children[0]
    name, code, kind, title, *clauses = children[1:] if key else children
    return Item(key, name, code, kind, title, tuple(clauses), _span(children))


def _value(children: Children) -> Value:
    return Value(children[0], children[1], tuple(children[2:]), _span(children))


def _set(children: Children) -> Set:
    return Set(children[1], children[2], children[3], _span(children))


def _expose(children: Children) -> Expose:
    names = [child for child in children if type(child) is tuple]
    clauses = tuple([child for child in children if type(child) is Clause])
    lines = tuple([child for child in children if type(child) is Line])
    return Expose(names[0], names[1], names[2] if len(names) > 2 else (), clauses, lines, _span(children))


def _line(children: Children) -> Line:
    return Line(children[0], tuple(children[1:]), _span(children))


def _type(children: Children) -> Type:
    return Type(children[0], tuple(children[1:-1]), _span(children))


def _only(children: Children) -> Word:
    word: Word = children[0]
    return word


def _words(children: Children) -> Words:
    return tuple(children)


def _paths(children: Children) -> Paths:
    included, excepted = children[0], children[-1] if len(children) > 1 else ()
    return Paths(included, excepted, included[0].span.to((excepted or included)[-1].span))


def _clause(children: Children) -> Clause:
    return _said(children, on_own_line=False)


def _property(children: Children) -> Clause:
    return _said(children, on_own_line=True)


def _said(children: Children, *, on_own_line: bool) -> Clause:
    keyword, *rest = children
    values: tuple[Word | Label, ...] = ()
    for child in rest:
        values += child if type(child) is tuple else (child,)
    span = keyword.span.to(values[-1].span) if values else keyword.span
    return Clause(keyword.text, values, span, on_own_line)


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
