"""What a layout file says, before names mean anything: nodes with their spans, as written."""

from collections.abc import Sequence

from layoutc.frozen import dataclass
from layoutc.source import Span


@dataclass(frozen=True, slots=True)
class Word:
    """A name, code, number, date or path, as written."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Label:
    """A quoted text; `text` is what stands between the quotes, escapes resolved."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Clause:
    """A keyword with its values: `since 2018-07`, `provider municipality, prefecture`, `register within 8 days`.

    `on_own_line` tells a property from a clause at the end of a header or of a line.
    """

    keyword: str
    values: tuple[Word | Label, ...]
    span: Span
    on_own_line: bool = False


@dataclass(frozen=True, slots=True)
class Type:
    name: Word
    arguments: tuple[Word, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Item:
    key: Word | None
    name: Word
    code: Word
    type: Type
    label: Label
    clauses: tuple[Clause, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Repeat:
    name: Word
    code: Word
    bounds: Word
    label: Label
    clauses: tuple[Clause, ...]
    members: tuple["Item | Repeat", ...]
    span: Span
    depth: int


@dataclass(frozen=True, slots=True)
class Record:
    name: Word
    label: Label
    clauses: tuple[Clause, ...]
    members: tuple[Clause | Item | Repeat, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Paths:
    """Paths of a set or of a line, less the excepted ones."""

    included: tuple[Word, ...]
    excepted: tuple[Word, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Set:
    name: Word
    label: Label
    paths: Paths
    span: Span


@dataclass(frozen=True, slots=True)
class Line:
    paths: Paths
    clauses: tuple[Clause, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Expose:
    queriers: tuple[Word, ...]
    procedures: tuple[Word, ...]
    providers: tuple[Word, ...]
    clauses: tuple[Clause, ...]
    lines: tuple[Line, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Area:
    name: Word
    label: Label
    clauses: tuple[Clause, ...]
    members: tuple[Clause | Record | Set | Expose, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Value:
    value: Word
    label: Label
    clauses: tuple[Clause, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Codes:
    name: Word
    label: Label
    clauses: tuple[Clause, ...]
    members: tuple[Clause | Value, ...]
    span: Span


Declaration = Area | Codes
Node = Area | Codes | Record | Repeat | Item | Set | Expose | Line | Value | Clause


def node_name(node: Node) -> str:
    """The keyword by which people know the node; an item, a line or a value has none in the text."""
    return type(node).__name__.lower()


def children(node: Node) -> Sequence[Node]:
    match node:
        case Area() | Codes() | Record() | Repeat():
            return node.members
        case Expose():
            return node.lines
        case _:
            return ()
