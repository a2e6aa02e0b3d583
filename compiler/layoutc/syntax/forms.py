"""What the grammar cannot say about a tree: how names and codes look, which clause stands on what, how deep it nests."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from layoutc.findings import Finding, Related
from layoutc.messages import syntax as say
from layoutc.source import Place, SourceFile, Span
from layoutc.syntax import rules
from layoutc.syntax.tree import (
    BLOCKS,
    Area,
    Clause,
    Codes,
    Declaration,
    Expose,
    Item,
    Label,
    Line,
    Node,
    Paths,
    Record,
    Repeat,
    Set,
    Value,
    Word,
    children,
    node_name,
)

NAME = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")
PATH = re.compile(rf"{NAME.pattern}(?:\.{NAME.pattern})*(?:\.\*)?")
_CODE = re.compile(r"T[MK][0-9]{14}")
_VALUE = re.compile(r"[0-9A-Z]{1,20}")
_EMPTY = re.compile(r'"\s*"')
_BAD_ESCAPE = re.compile(r'\\(?!["\\])')

# node → the clauses at the end of its header or line, the lines that may stand in its block, those of them that may repeat
_DATED = ("since", "until")
_CLAUSES: dict[str, tuple[str, ...]] = {
    "area": _DATED,
    "codes": (),
    "record": _DATED,
    "repeat": ("reading", *_DATED, "basis", "note"),
    "item": ("required", "absent", "unit", "reading", *_DATED, "basis", "note"),
    "expose": _DATED,
    "line": _DATED,
    "value": (*_DATED, "note"),
}
_PROPERTIES: dict[str, tuple[str, ...]] = {
    "area": ("code", "ministry", "provider", "law", "register", "retain", "basis", "note"),
    "record": ("register", "basis", "note"),
    "codes": ("basis", "note"),
}
_MAY_REPEAT = {"register"}


def forms(source: SourceFile, declarations: Sequence[Declaration], *, as_written: bool) -> list[Finding]:
    """All that is wrong with the forms of a file's tree, in no particular order.

    Is the text read `as_written`, one look at the whole of it may tell that no label needs one of its own.
    """
    found: list[Finding] = []
    nodes: list[Node] = [*declarations]
    for node in nodes:  # which grow meanwhile
        _CHECKS[type(node)](source, node, found)
        if type(node) in BLOCKS and not _too_deep(node):
            nodes += children(node)
    if not as_written or "\\" in source.text or _EMPTY.search(source.text):
        for node in nodes:
            for label in _labels(node):
                _label(source, label, found)
    return found


def _too_deep(node: Node) -> bool:
    return isinstance(node, Repeat) and node.depth > rules.MAX_DEPTH


def _labels(node: Node) -> Iterator[Label]:
    if isinstance(node, Area | Codes | Record | Repeat | Item | Value | Set):
        yield node.label
    clauses = (node,) if isinstance(node, Clause) else () if isinstance(node, Set) else node.clauses
    for clause in clauses:
        for value in clause.values:
            if isinstance(value, Label):
                yield value


def _item(source: SourceFile, item: Item, found: list[Finding]) -> None:
    _name(source, item.name, found)
    _code(source, item.code, "TK", found)
    _clauses(source, "item", item.clauses, _CLAUSES["item"], found)


def _repeat(source: SourceFile, repeat: Repeat, found: list[Finding]) -> None:
    _name(source, repeat.name, found)
    _code(source, repeat.code, "TK", found)
    _clauses(source, "repeat", repeat.clauses, _CLAUSES["repeat"], found)
    if _too_deep(repeat):
        place = Place(source, repeat.name.span)
        found.append(Finding(rules.LIMIT, place, say.too_deep(rules.MAX_DEPTH), say.flatten()))


def _value(source: SourceFile, value: Value, found: list[Finding]) -> None:
    if not _VALUE.fullmatch(value.value.text):
        place = Place(source, value.value.span)
        found.append(Finding(rules.CODE_FORM, place, say.value_form(value.value.text), say.write_value()))
    if value.clauses:
        _clauses(source, "value", value.clauses, _CLAUSES["value"], found)


def _clause(source: SourceFile, clause: Clause, found: list[Finding]) -> None:
    if clause.keyword == "code":
        for word in clause.values:
            _code(source, word, "TM", found)


def _block(source: SourceFile, block: Area | Codes | Record, found: list[Finding]) -> None:
    kind = node_name(block)
    _name(source, block.name, found)
    _clauses(source, kind, block.clauses, _CLAUSES[kind], found)
    lines = [member for member in block.members if isinstance(member, Clause)]
    _clauses(source, kind, lines, _PROPERTIES[kind], found)


def _set(source: SourceFile, group: Set, found: list[Finding]) -> None:
    _name(source, group.name, found)
    _paths(source, group.paths, found)


def _expose(source: SourceFile, expose: Expose, found: list[Finding]) -> None:
    _clauses(source, "expose", expose.clauses, _CLAUSES["expose"], found)


def _line(source: SourceFile, line: Line, found: list[Finding]) -> None:
    _paths(source, line.paths, found)
    if line.clauses:
        _clauses(source, "line", line.clauses, _CLAUSES["line"], found)


_CHECKS: dict[type[Node], Callable[[SourceFile, Any, list[Finding]], None]] = {
    Area: _block,
    Codes: _block,
    Record: _block,
    Repeat: _repeat,
    Item: _item,
    Value: _value,
    Clause: _clause,
    Set: _set,
    Expose: _expose,
    Line: _line,
}


def _name(source: SourceFile, name: Word, found: list[Finding]) -> None:
    if name.text and not NAME.fullmatch(name.text):
        better = re.sub(r"_+", "_", re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name.text).lower()).strip("_")
        help_text = say.write_name(better) if NAME.fullmatch(better) else say.ascii_name()
        found.append(Finding(rules.NAME_FORM, Place(source, name.span), say.name_form(name.text), help_text))


def _code(source: SourceFile, code: Word | Label, prefix: str, found: list[Finding]) -> None:
    if code.text and not (_CODE.fullmatch(code.text) and code.text.startswith(prefix)):
        digits = len(re.sub(r"[^0-9]", "", code.text))
        strange = re.search("[^0-9]", code.text.removeprefix(prefix)) if code.text.startswith(prefix) else None
        help_text = say.write_code(prefix, digits, strange[0] if strange else "")
        message = say.code_form(code.text, prefix)
        found.append(Finding(rules.CODE_FORM, Place(source, code.span), message, help_text))


def _paths(source: SourceFile, paths: Paths, found: list[Finding]) -> None:
    """A Japanese label or a code in the place of a path is left to the catalog, which knows whose it is."""
    for path in paths.included + paths.excepted if paths.excepted else paths.included:
        if not PATH.fullmatch(path.text) and path.text.isascii() and not _CODE.fullmatch(path.text):
            place = Place(source, path.span)
            found.append(Finding(rules.NAME_FORM, place, say.path_form(path.text), say.write_path()))


def _label(source: SourceFile, label: Label, found: list[Finding]) -> None:
    start, end = label.span.start, label.span.end
    if "\\" in label.text:  # as it is in a wrong escape
        written = source.text[start + 1 : end - 1]
        if bad := _BAD_ESCAPE.search(written.replace("\\\\", "\x00\x00")):
            at = start + 1 + bad.start()
            place = Place(source, Span(at, at + 1))
            found.append(Finding(rules.LABEL_FORM, place, say.label_form(), say.write_escape()))
    if not label.text.strip() and end > start:
        found.append(Finding(rules.LABEL_FORM, Place(source, label.span), say.label_empty(), say.write_label()))


def _clauses(
    source: SourceFile, kind: str, clauses: Sequence[Clause], allowed: Sequence[str], found: list[Finding]
) -> None:
    keywords = {clause.keyword for clause in clauses}
    if len(keywords) == len(clauses) and keywords.issubset(allowed):
        return
    first: dict[str, Clause] = {}
    for clause in clauses:
        keyword = clause.keyword
        if keyword not in allowed:
            ja, en = rules.NODES[kind]
            message = say.misplaced(keyword, ja, en)
            found.append(Finding(rules.MISPLACED, _keyword(source, clause), message, say.allowed(allowed)))
        elif keyword in first and keyword not in _MAY_REPEAT:
            related = Related(Place(source, first[keyword].span), say.first_one())
            place = _keyword(source, clause)
            found.append(Finding(rules.MISPLACED, place, say.twice(keyword), say.keep_one(), (related,)))
        first.setdefault(keyword, clause)


def _keyword(source: SourceFile, clause: Clause) -> Place:
    return Place(source, Span(clause.span.start, clause.span.start + len(clause.keyword)))
