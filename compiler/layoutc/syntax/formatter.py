"""A layout file in the one style: tree + comments → rows → text. Formatting twice changes nothing."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import assert_never

from layoutc.columns import display_width
from layoutc.frozen import dataclass
from layoutc.source import SourceFile
from layoutc.syntax.comments import Comment, Comments, blank_before, comments
from layoutc.syntax.parser import parse
from layoutc.syntax.rows import INDENT, Kind, Row, text_of
from layoutc.syntax.tree import (
    Area,
    Clause,
    Codes,
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

SET_WIDTH = 100
LINE_WIDTH = 120
_UNBROKEN = 1 << 62  # an item stays on its line, however long its note
_CONTINUED = 2  # how much deeper the rest of a statement stands

_ITEM_ORDER = ("required", "absent", "unit", "reading", "since", "until", "basis", "note")
_ORDER = ("since", "until", "reading", "basis", "note")

Block = Area | Codes | Record | Repeat | Expose
Statement = Block | Item | Value | Set | Line | Clause


@dataclass(frozen=True, slots=True)
class _Chunk:
    """Text that stays on one line and may end it. A comment behind it, or comments below it, do end it."""

    text: str
    comment: str = ""
    below: tuple[Comment, ...] = ()


def format_text(source: SourceFile) -> str | None:
    """The file in the one style, with all its comments; None if `parse` finds anything wrong with it."""
    parsed = parse(source)
    if parsed.findings:
        return None
    found = comments(source)
    rows: list[Row] = []
    at = 0
    for declaration in parsed.declarations:
        own = _comment_rows(found.own_lines(at, declaration.span.start), 0)
        first, *rest = (*own, *_rows(found, declaration, 0))
        rows += [replace(first, blank_before=bool(rows)), *rest]
        at = declaration.span.end
    last = _comment_rows(found.own_lines(at, len(source.text)), 0)
    return text_of(rows + last if rows else _first_without_blank(last))


def _rows(found: Comments, node: Statement, depth: int) -> list[Row]:
    """A statement and its block, without the comments above it."""
    match node:
        case Area() | Codes() | Record():
            keyword = type(node).__name__.lower()
            words = [keyword, node.name.text, _label(found, node.label), *_clauses(found, node.clauses)]
            return _block(found, node, depth, Kind.OTHER, [], _flow(*words))
        case Expose():
            to, for_ = _list(found, node.queriers), _list(found, node.procedures)
            from_ = ("from", _list(found, node.providers)) if node.providers else ()
            header = _flow("expose to", to, "for", for_, *from_, *_clauses(found, node.clauses))
            return _block(found, node, depth, Kind.OTHER, [], header)
        case Repeat():
            cells = [f"repeat {node.name.text}", node.code.text, f"[{_range(node.bounds)}]", _label(found, node.label)]
            return _block(found, node, depth, Kind.ITEM, cells, _flow(*_clauses(found, node.clauses)))
        case Item():
            name = f"key {node.name.text}" if node.key else node.name.text
            cells = [name, node.code.text, _type(node.type), _label(found, node.label)]
            rest = _flow(*_clauses(found, node.clauses, _ITEM_ORDER))
            return _statement(found, node, depth, Kind.ITEM, cells, rest, _UNBROKEN)
        case Value():
            cells = [node.value.text, _label(found, node.label)]
            rest = _flow(*_clauses(found, node.clauses))
            return _statement(found, node, depth, Kind.VALUE, cells, rest, _UNBROKEN)
        case Clause():
            cells, rest = [node.keyword], _values(found, node)
            return _statement(found, node, depth, Kind.PROPERTY, cells, rest, LINE_WIDTH)
        case Line():
            return _line(found, node, depth)
        case Set():
            return _set(found, node, depth)
        case _:
            assert_never(node)


def _line(found: Comments, node: Line, depth: int) -> list[Row]:
    paths, clauses = _paths(found, node.paths), _flow(*_clauses(found, node.clauses))
    lines = _filled(paths, INDENT * depth, INDENT * (depth + _CONTINUED), LINE_WIDTH)
    if len(lines) == 1:
        return _statement(found, node, depth, Kind.PATH, [lines[0].text], clauses, _UNBROKEN)
    return _statement(found, node, depth, Kind.OTHER, [], _flow(paths, clauses), LINE_WIDTH)


def _set(found: Comments, node: Set, depth: int) -> list[Row]:
    start, end = node.label.span.end, node.paths.span.start
    header = f"set {node.name.text} {_label(found, node.label)} ="
    indent = INDENT * (depth + 1)
    lines = _filled(_paths(found, node.paths), indent, indent, SET_WIDTH)
    return [
        Row(depth, Kind.OTHER, (header,), found.trailing(start, end), _blank_before(found, node)),
        *_first_without_blank(_comment_rows(found.own_lines(start, end), depth + 1)),
        *_with_trailing(found, node, _line_rows(lines, depth + 1)),
    ]


def _block(
    found: Comments, node: Block, depth: int, kind: Kind, cells: Sequence[str], header: tuple[_Chunk, ...]
) -> list[Row]:
    """The header, the members a level deeper with the comments among them, the brace."""
    members = node.lines if isinstance(node, Expose) else node.members
    brace = node.span.end - 1
    start = members[0].span.start if members else brace
    at = _header_end(node)
    cells, header = (cells, _flow(header, "{")) if header else ([*cells[:-1], f"{cells[-1]} {{"], header)
    limit = LINE_WIDTH if kind is Kind.OTHER else _UNBROKEN
    opening = _statement_rows(depth, kind, cells, header, limit, blank=_blank_before(found, node))
    opening[-1] = replace(opening[-1], comment=found.trailing(at, start))
    inner: list[Row] = []
    for member in members:
        inner += _comment_rows(found.own_lines(at, member.span.start), depth + 1)
        inner += _rows(found, member, depth + 1)
        at = member.span.end
    inner += _comment_rows(found.own_lines(at, brace), depth + 1)
    closing = _with_trailing(found, node, [Row(depth, Kind.OTHER, ("}",))])
    return [*opening, *_first_without_blank(inner), *closing]


def _header_end(node: Block) -> int:
    """Where the last word before the `{` ends; up to there the comments belong to the header's lists."""
    if node.clauses:
        return node.clauses[-1].span.end
    if isinstance(node, Expose):
        return (node.providers or node.procedures)[-1].span.end
    return node.label.span.end


def _statement(
    found: Comments,
    node: Item | Value | Line | Clause,
    depth: int,
    kind: Kind,
    cells: Sequence[str],
    rest: tuple[_Chunk, ...],
    limit: int,
) -> list[Row]:
    rows = _statement_rows(depth, kind, cells, rest, limit, blank=_blank_before(found, node))
    return _with_trailing(found, node, rows)


def _statement_rows(
    depth: int, kind: Kind, cells: Sequence[str], rest: tuple[_Chunk, ...], limit: int, *, blank: bool
) -> list[Row]:
    """The cells and behind them the rest, which goes on below where it is too long or holds a comment."""
    if not rest:
        return [Row(depth, kind, tuple(cells), "", blank)]
    used = INDENT * depth + sum(display_width(cell) + 2 for cell in cells)
    first, *more = _line_rows(_filled(rest, used, INDENT * (depth + _CONTINUED), limit), depth + _CONTINUED)
    return [Row(depth, kind, (*cells, *first.cells), first.comment, blank), *more]


def _with_trailing(found: Comments, node: Statement, rows: Sequence[Row]) -> list[Row]:
    *before, last = rows
    comment = found.trailing(node.span.end, len(found.source.text))
    return [*before, replace(last, comment=comment)]


def _filled(chunks: Sequence[_Chunk], first: int, other: int, limit: int) -> list[_Chunk]:
    """The chunks as lines up to the column `limit`; the first starts at the column `first`, the others at `other`."""
    lines: list[_Chunk] = []
    words: list[str] = []
    at = first
    for chunk in chunks:
        width = display_width(chunk.text) + 1
        if words and at + width > limit + 1:
            lines.append(_Chunk(" ".join(words)))
            words, at = [], other
        words.append(chunk.text)
        at += width
        if chunk.comment or chunk.below:
            lines.append(replace(chunk, text=" ".join(words)))
            words, at = [], other
    return [*lines, _Chunk(" ".join(words))] if words else lines


def _line_rows(lines: Sequence[_Chunk], depth: int) -> list[Row]:
    rows: list[Row] = []
    for line in lines:
        rows += [Row(depth, Kind.OTHER, (line.text,), line.comment), *_comment_rows(line.below, depth)]
    return rows


def _comment_rows(own: Sequence[Comment], depth: int) -> list[Row]:
    return [Row(depth, Kind.COMMENT, (comment.text,), "", comment.blank_before) for comment in own]


def _first_without_blank(rows: Sequence[Row]) -> list[Row]:
    return [replace(row, blank_before=row.blank_before and number > 0) for number, row in enumerate(rows)]


def _blank_before(found: Comments, node: Statement) -> bool:
    return blank_before(found.source.text, node.span.start)


def _flow(*parts: str | tuple[_Chunk, ...]) -> tuple[_Chunk, ...]:
    """The parts one behind the other, with a space and no place to break between two of them."""
    chunks: list[_Chunk] = []
    for part in parts:
        added = (_Chunk(part),) if isinstance(part, str) else part
        if chunks and added:
            joined = replace(added[0], text=f"{chunks.pop().text} {added[0].text}")
            chunks.append(joined)
            chunks += added[1:]
        else:
            chunks += added
    return tuple(chunks)


def _list(found: Comments, words: Sequence[Word]) -> tuple[_Chunk, ...]:
    """`a, b, c`, which may break behind a comma, with the comments that stand there."""
    chunks = []
    for word, following in pairwise(words):
        start, end = word.span.end, following.span.start
        chunks.append(_Chunk(f"{word.text},", found.trailing(start, end), found.own_lines(start, end)))
    return (*chunks, _Chunk(words[-1].text))


def _paths(found: Comments, paths: Paths) -> tuple[_Chunk, ...]:
    included = _list(found, paths.included)
    return _flow(included, "except", _list(found, paths.excepted)) if paths.excepted else included


def _clauses(
    found: Comments, clauses: Sequence[Clause], order: Sequence[str] = _ORDER
) -> Iterator[str | tuple[_Chunk, ...]]:
    for clause in sorted(clauses, key=lambda clause: order.index(clause.keyword)):
        yield clause.keyword
        if clause.values:
            yield _values(found, clause)


def _values(found: Comments, clause: Clause) -> tuple[_Chunk, ...]:
    if clause.keyword in ("absent", "provider"):
        return _list(found, [value for value in clause.values if isinstance(value, Word)])
    return _flow(*(_label(found, value) if isinstance(value, Label) else value.text for value in clause.values))


def _label(found: Comments, label: Label) -> str:
    """As written, for the escapes."""
    return found.source.text[label.span.start : label.span.end]


def _type(kind: Type) -> str:
    return f"{kind.name.text}({', '.join(map(_range, kind.arguments))})" if kind.arguments else kind.name.text


def _range(word: Word) -> str:
    """A range without the spaces that may stand in it; any other word as it is."""
    return "".join(word.text.split())
