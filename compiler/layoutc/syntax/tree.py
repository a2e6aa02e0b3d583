"""What a layout file says, before names mean anything: nodes with their spans, as written."""

from collections.abc import Sequence

from layoutc.frozen import dataclass
from layoutc.source import Written


@dataclass(frozen=True, slots=True)
class Word(Written):
    """A name, code, number, date or path, as written."""

    text: str


@dataclass(frozen=True, slots=True)
class Label(Written):
    """A quoted text; `text` is what stands between the quotes, escapes resolved."""

    text: str


@dataclass(frozen=True, slots=True)
class Clause(Written):
    """A keyword with its values: `since 2018-07`, `provider municipality, prefecture`, `register within 8 days`.

    `on_own_line` tells a property from a clause at the end of a header or of a line.
    """

    keyword: str
    values: tuple[Word | Label, ...]
    on_own_line: bool = False


@dataclass(frozen=True, slots=True)
class Type(Written):
    name: Word
    arguments: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Item(Written):
    key: Word | None
    name: Word
    code: Word
    type: Type
    label: Label
    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Repeat(Written):
    name: Word
    code: Word
    bounds: Word
    label: Label
    clauses: tuple[Clause, ...]
    members: tuple["Item | Repeat", ...]
    depth: int


@dataclass(frozen=True, slots=True)
class Record(Written):
    name: Word
    label: Label
    clauses: tuple[Clause, ...]
    members: tuple[Clause | Item | Repeat, ...]


@dataclass(frozen=True, slots=True)
class Paths(Written):
    """Paths of a set or of a line, less the excepted ones."""

    included: tuple[Word, ...]
    excepted: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Set(Written):
    name: Word
    label: Label
    paths: Paths


@dataclass(frozen=True, slots=True)
class Line(Written):
    paths: Paths
    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Expose(Written):
    queriers: tuple[Word, ...]
    procedures: tuple[Word, ...]
    providers: tuple[Word, ...]
    clauses: tuple[Clause, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Area(Written):
    name: Word
    label: Label
    clauses: tuple[Clause, ...]
    members: tuple[Clause | Record | Set | Expose, ...]


@dataclass(frozen=True, slots=True)
class Value(Written):
    value: Word
    label: Label
    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Codes(Written):
    name: Word
    label: Label
    clauses: tuple[Clause, ...]
    members: tuple[Clause | Value, ...]


Declaration = Area | Codes
BLOCKS = frozenset([Area, Codes, Record, Repeat, Expose])  # that hold others
Node = Area | Codes | Record | Repeat | Item | Set | Expose | Line | Value | Clause


def node_name(node: Node) -> str:
    """The keyword by which people know the node; an item, a line or a value has none in the text."""
    return type(node).__name__.lower()


def children(node: Node) -> Sequence[Node]:
    if isinstance(node, Expose):
        return node.lines
    return node.members if isinstance(node, Area | Codes | Record | Repeat) else ()
