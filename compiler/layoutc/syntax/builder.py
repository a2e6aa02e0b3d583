"""lark's reductions → the nodes of the tree. Called while lark parses, so no second tree is ever made."""

from typing import Any

from lark import Token, Transformer

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

Children = list[Any]  # what a rule of the grammar holds: tokens and the nodes of inner rules


def word(token: Token) -> Word:
    return Word(str(token), _place(token))


def _place(child: Any) -> Span:
    return Span(child.start_pos or 0, child.end_pos or 0) if isinstance(child, Token) else child.span


def _span(children: Children) -> Span:
    return _place(children[0]).to(_place(children[-1]))


def _split(children: Children) -> tuple[tuple[Clause, ...], tuple[Any, ...]]:
    """The clauses of a header, then the members of its block."""
    count = next((n for n, child in enumerate(children) if not _is_header_clause(child)), len(children))
    return tuple(children[:count]), tuple(children[count:])


def _is_header_clause(child: object) -> bool:
    return isinstance(child, Clause) and not child.on_own_line


class Builder(Transformer[Token, list[Declaration]]):
    """A method a rule of layout.lark."""

    def LABEL(self, token: Token) -> Label:  # noqa: N802  named by the grammar
        inner = str(token)[1:-1]
        if "\\" in inner:
            inner = inner.replace('\\"', '"').replace("\\\\", "\\")
        return Label(inner, _place(token))

    def start(self, children: Children) -> list[Declaration]:
        return children

    def area(self, children: Children) -> Area:
        _, name, label, *rest, _ = children
        clauses, members = _split(rest)
        return Area(word(name), label, clauses, members, _span(children))

    def record(self, children: Children) -> Record:
        _, name, label, *rest, _ = children
        clauses, members = _split(rest)
        return Record(word(name), label, clauses, members, _span(children))

    def codes(self, children: Children) -> Codes:
        _, name, label, *rest, _ = children
        clauses, members = _split(rest)
        return Codes(word(name), label, clauses, members, _span(children))

    def repeat(self, children: Children) -> Repeat:
        _, name, code, bounds, label, *rest, _ = children
        clauses, members = _split(rest)
        depth = 1 + max((member.depth for member in members if isinstance(member, Repeat)), default=0)
        return Repeat(word(name), word(code), bounds, label, clauses, members, _span(children), depth)

    def item(self, children: Children) -> Item:
        key = word(children[0]) if isinstance(children[0], Token) and children[0].type == "KEY" else None
        name, code, kind, label, *clauses = children[1:] if key else children
        return Item(key, word(name), word(code), kind, label, tuple(clauses), _span(children))

    def value(self, children: Children) -> Value:
        value, label, *clauses = children
        return Value(word(value), label, tuple(clauses), _span(children))

    def set(self, children: Children) -> Set:
        _, name, label, paths = children
        return Set(word(name), label, paths, _span(children))

    def expose(self, children: Children) -> Expose:
        names = [child for child in children if isinstance(child, tuple)]
        clauses = tuple(child for child in children if isinstance(child, Clause))
        lines = tuple(child for child in children if isinstance(child, Line))
        return Expose(names[0], names[1], names[2] if len(names) > 2 else (), clauses, lines, _span(children))

    def line(self, children: Children) -> Line:
        paths, *clauses = children
        return Line(paths, tuple(clauses), _span(children))

    def type(self, children: Children) -> Type:
        name, *arguments = children
        return Type(word(name), tuple(arguments[:-1]), _span(children))

    def argument(self, children: Children) -> Word:
        return word(children[0])

    def bounds(self, children: Children) -> Word:
        return word(children[0])

    def names(self, children: Children) -> tuple[Word, ...]:
        return tuple(word(child) for child in children)

    def path_list(self, children: Children) -> tuple[Word, ...]:
        return tuple(word(child) for child in children)

    def paths(self, children: Children) -> Paths:
        included, excepted = children[0], children[-1] if len(children) > 1 else ()
        return Paths(included, excepted, included[0].span.to((excepted or included)[-1].span))

    def clause(self, children: Children) -> Clause:
        return _clause(children)

    def property(self, children: Children) -> Clause:
        return _clause(children, on_own_line=True)

    record_property = property  # noqa: A003  the rule above, under the other blocks' names
    codes_property = property  # noqa: A003

    def deadline(self, children: Children) -> tuple[Word, ...]:
        return tuple(word(child) for child in children)

    def retention(self, children: Children) -> tuple[Word, ...]:
        return tuple(word(child) for child in children)


def _clause(children: Children, *, on_own_line: bool = False) -> Clause:
    keyword, *rest = children
    values: list[Word | Label] = []
    for child in rest:
        values.extend(child if isinstance(child, tuple) else [word(child) if isinstance(child, Token) else child])
    span = _place(keyword).to(_place(values[-1] if values else keyword))
    return Clause(str(keyword), tuple(values), span, on_own_line)
