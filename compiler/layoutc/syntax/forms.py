"""What the grammar cannot say about a tree: how names and codes look, which clause stands on what, how deep it nests."""

import re
from collections.abc import Sequence

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


def forms(source: SourceFile, declarations: Sequence[Declaration]) -> list[Finding]:
    """All that is wrong with the forms of a file's tree, in no particular order."""
    found: list[Finding] = []
    for declaration in declarations:
        _node(source, declaration, found)
    return found


def _node(source: SourceFile, node: Node, found: list[Finding]) -> None:
    match node:
        case Line():
            _paths(source, (*node.paths.included, *node.paths.excepted), found)
        case Item() | Repeat():
            _name(source, node.name, found)
            _code(source, node.code, "TK", found)
            _label(source, node.label, found)
        case Value():
            if not _VALUE.fullmatch(node.value.text):
                place = Place(source, node.value.span)
                found.append(Finding(rules.CODE_FORM, place, say.value_form(node.value.text), say.write_value()))
            _label(source, node.label, found)
        case Clause():
            _labels(source, node.values, found)
            if node.keyword == "code":
                for word in node.values:
                    _code(source, word, "TM", found)
            return
        case Area() | Codes() | Record():
            _name(source, node.name, found)
            _label(source, node.label, found)
        case Set():
            _name(source, node.name, found)
            _label(source, node.label, found)
            _paths(source, (*node.paths.included, *node.paths.excepted), found)
            return
        case Expose():
            pass
    kind, inner = node_name(node), children(node)
    _clauses(source, kind, node.clauses, _CLAUSES[kind], found)
    if kind in _PROPERTIES:
        lines = [child for child in inner if isinstance(child, Clause)]
        _clauses(source, kind, lines, _PROPERTIES[kind], found)
    if isinstance(node, Repeat) and node.depth > rules.MAX_DEPTH:
        place = Place(source, node.name.span)
        found.append(Finding(rules.LIMIT, place, say.too_deep(rules.MAX_DEPTH), say.flatten()))
        return
    for child in inner:
        _node(source, child, found)


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


def _paths(source: SourceFile, paths: Sequence[Word], found: list[Finding]) -> None:
    """A Japanese label or a code in the place of a path is left to the catalog, which knows whose it is."""
    for path in paths:
        if path.text.isascii() and not PATH.fullmatch(path.text) and not _CODE.fullmatch(path.text):
            place = Place(source, path.span)
            found.append(Finding(rules.NAME_FORM, place, say.path_form(path.text), say.write_path()))


def _labels(source: SourceFile, values: Sequence[Word | Label], found: list[Finding]) -> None:
    for value in values:
        if isinstance(value, Label):
            _label(source, value, found)


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
        if not clause.on_own_line:
            _labels(source, clause.values, found)


def _keyword(source: SourceFile, clause: Clause) -> Place:
    return Place(source, Span(clause.span.start, clause.span.start + len(clause.keyword)))
