"""What the grammar cannot say about a tree: how names and codes look, which clause stands on what, how deep it nests."""

import re
from collections.abc import Iterator, Sequence

from layoutc.findings import Finding, Related
from layoutc.messages import syntax as say
from layoutc.source import Place, SourceFile, Span
from layoutc.syntax import rules
from layoutc.syntax.tree import (
    Area,
    Clause,
    Codes,
    Declaration,
    Expose,
    Item,
    Label,
    Line,
    Node,
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


def forms(source: SourceFile, declarations: Sequence[Declaration]) -> Iterator[Finding]:
    """All that is wrong with the forms of a file's tree, in no particular order."""
    for declaration in declarations:
        yield from _node(source, declaration)


def _node(source: SourceFile, node: Node) -> Iterator[Finding]:
    match node:
        case Clause():
            yield from _labels(source, node.values)
            if node.keyword == "code":
                yield from (found for word in node.values for found in _code(source, word, "TM"))
            return
        case Area() | Codes() | Record():
            yield from _name(source, node.name)
            yield from _label(source, node.label)
        case Item() | Repeat():
            yield from _name(source, node.name)
            yield from _code(source, node.code, "TK")
            yield from _label(source, node.label)
        case Value():
            if not _VALUE.fullmatch(node.value.text):
                place = Place(source, node.value.span)
                yield Finding(rules.CODE_FORM, place, say.value_form(node.value.text), say.write_value())
            yield from _label(source, node.label)
        case Set():
            yield from _name(source, node.name)
            yield from _label(source, node.label)
            yield from _paths(source, (*node.paths.included, *node.paths.excepted))
        case Line():
            yield from _paths(source, (*node.paths.included, *node.paths.excepted))
        case Expose():
            pass
    if not isinstance(node, Set):
        yield from _clauses(source, node)
    if isinstance(node, Repeat) and node.depth > rules.MAX_DEPTH:
        place = Place(source, node.name.span)
        yield Finding(rules.LIMIT, place, say.too_deep(rules.MAX_DEPTH), say.flatten())
        return
    for child in children(node):
        yield from _node(source, child)


def _name(source: SourceFile, name: Word) -> Iterator[Finding]:
    if name.text and not NAME.fullmatch(name.text):
        better = re.sub(r"_+", "_", re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name.text).lower()).strip("_")
        help_text = say.write_name(better) if NAME.fullmatch(better) else say.ascii_name()
        yield Finding(rules.NAME_FORM, Place(source, name.span), say.name_form(name.text), help_text)


def _code(source: SourceFile, code: Word | Label, prefix: str) -> Iterator[Finding]:
    if code.text and not (_CODE.fullmatch(code.text) and code.text.startswith(prefix)):
        digits = len(re.sub(r"[^0-9]", "", code.text))
        place = Place(source, code.span)
        yield Finding(rules.CODE_FORM, place, say.code_form(code.text, prefix), say.write_code(prefix, digits))


def _paths(source: SourceFile, paths: Sequence[Word]) -> Iterator[Finding]:
    """A Japanese label or a code in the place of a path is left to the catalog, which knows whose it is."""
    for path in paths:
        if path.text.isascii() and not PATH.fullmatch(path.text) and not _CODE.fullmatch(path.text):
            yield Finding(rules.NAME_FORM, Place(source, path.span), say.path_form(path.text), say.write_path())


def _labels(source: SourceFile, values: Sequence[Word | Label]) -> Iterator[Finding]:
    for value in values:
        if isinstance(value, Label):
            yield from _label(source, value)


def _label(source: SourceFile, label: Label) -> Iterator[Finding]:
    written = source.text[label.span.start + 1 : label.span.end - 1]
    if "\\" in written and (bad := _BAD_ESCAPE.search(written.replace("\\\\", "\x00\x00"))):
        at = label.span.start + 1 + bad.start()
        yield Finding(rules.LABEL_FORM, Place(source, Span(at, at + 1)), say.label_form(), say.write_escape())
    if not label.text.strip() and label.span.end > label.span.start:
        yield Finding(rules.LABEL_FORM, Place(source, label.span), say.label_empty(), say.write_label())


def _clauses(
    source: SourceFile, node: Area | Codes | Record | Repeat | Item | Expose | Line | Value
) -> Iterator[Finding]:
    kind = node_name(node)
    lines = [child for child in children(node) if isinstance(child, Clause)]
    for clauses, allowed in ((node.clauses, _CLAUSES[kind]), (lines, _PROPERTIES.get(kind, ()))):
        first: dict[str, Clause] = {}
        for clause in clauses:
            place = Place(source, Span(clause.span.start, clause.span.start + len(clause.keyword)))
            if clause.keyword not in allowed:
                ja, en = rules.NODES[kind]
                yield Finding(rules.MISPLACED, place, say.misplaced(clause.keyword, ja, en), say.allowed(allowed))
            elif clause.keyword in first and clause.keyword not in _MAY_REPEAT:
                related = Related(Place(source, first[clause.keyword].span), say.first_one())
                yield Finding(rules.MISPLACED, place, say.twice(clause.keyword), say.keep_one(), (related,))
            first.setdefault(clause.keyword, clause)
            if not clause.on_own_line:
                yield from _labels(source, clause.values)
