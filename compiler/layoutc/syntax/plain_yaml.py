"""The plain part of YAML, in which registries, tables and needs are mostly written, read line by line.

`key: value`, `- value`, flow lists and mappings on one line, comments; texts plain or in double quotes without escapes.
Anything else, right or wrong, is left to libyaml: `compose` then gives None. What it does give is what libyaml would, places
included, in half the time; a property test holds that.
"""

import re

from layoutc.source import Span
from layoutc.syntax.nodes import Mapping, Node, Scalar, Sequence, scalar

MAX_DEPTH = 16
_NOT_PLAIN = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_MARK = re.compile(r"\n(?:---|\.\.\.|%)")  # of a document
_LINE = re.compile(r"( *)(?:(?!#)(- +)?(?:([A-Za-z_][A-Za-z0-9_]{0,99}):(?: +|$))?([^\n]*))?", re.MULTILINE)
_KEYS_OF_YAML = frozenset(["true", "false", "null"])
_COMMENT = re.compile(r" +#[^\n]*| +")
_QUOTED = re.compile(r'"([^"\\\n]*)"')
_FIRST = r"""[^ \-?:,\[\]{}#&*!|>'"%@`\n]"""
_BLOCK = re.compile(rf"{_FIRST}(?:[^\n:#]+|:(?=[^ \n])|(?<=[^ ])#)*")
_FLOW = re.compile(rf"{_FIRST}(?:[^,\[\]{{}}:#?\"\n]*[^,\[\]{{}}:#?\" \n])?")
_FLOW_KEY = re.compile(r"([A-Za-z_][A-Za-z0-9_]{0,99}): +")


class _NotPlain(Exception):  # noqa: N818  never leaves this module
    pass


class _Open:
    """A block whose end has not come yet: a list, or a mapping with a key that waits for its value."""

    __slots__ = ("entries", "indent", "items", "key", "keys", "start")

    def __init__(self, indent: int, start: int, items: list[Node] | None) -> None:
        self.indent, self.start, self.items = indent, start, items
        self.key: str | None = None
        self.entries: dict[str, Node] = {}
        self.keys: dict[str, Span] = {}

    def add(self, node: Node) -> None:
        if self.items is not None:
            self.items.append(node)
        elif self.key is None:
            raise _NotPlain
        else:
            self.entries[self.key] = node
            self.key = None

    def name(self, key: str, at: int) -> None:
        if self.key is not None or key in self.keys or key in _KEYS_OF_YAML:
            raise _NotPlain
        self.key, self.keys[key] = key, Span(at, at + len(key))

    def closed(self, end: int) -> Node:
        if self.key is not None:
            raise _NotPlain
        span = Span(self.start, end)
        return Mapping(self.entries, self.keys, span) if self.items is None else Sequence(tuple(self.items), span)


def compose(text: str) -> Mapping | None:
    """The whole text as a mapping; None if it is none, or not plain."""
    if _NOT_PLAIN.search(text) or _MARK.search(f"\n{text}"):
        return None
    try:
        return _mapping(text)
    except _NotPlain:
        return None


def _mapping(text: str) -> Mapping | None:
    stack: list[_Open] = []
    position, size, text = 0, len(text), f"{text}\n"
    line_of, close, place = _LINE.match, _close, _placed
    while position < size:
        line = line_of(text, position)
        if line is None:
            raise _NotPlain
        position = line.end() + 1
        blank, dash, key, rest = line.groups()
        if not (dash or key or rest):
            if rest is None:  # a comment
                position = text.find("\n", position - 1) + 1
            continue
        indent = len(blank)
        start = line.start() + indent
        while stack and stack[-1].indent > indent:
            close(stack, start)
        top = place(stack, indent, start, dash, key)
        if key:
            top.name(key, start + len(dash) if dash else start)
        if rest and (not key or rest[0] != "#"):
            top.add(_value(text, line.start(4), line.end()))
        elif not key:
            raise _NotPlain
    while len(stack) > 1:
        close(stack, size)
    root = stack[0].closed(size) if stack else None
    return root if isinstance(root, Mapping) else None


def _placed(stack: list[_Open], indent: int, start: int, dash: str | None, key: str | None) -> _Open:
    """The block that a line adds to, opened if need be."""
    if not stack:
        if dash or not key or indent:
            raise _NotPlain
        return _opened(stack, 0, start, None)
    top = stack[-1]
    is_list = top.items is not None
    if top.indent == indent:
        if is_list != bool(dash):
            raise _NotPlain
    elif top.key is None:
        raise _NotPlain
    else:
        top = _opened(stack, indent, start, [] if dash else None)
    if dash and key:
        return _opened(stack, indent + len(dash), start + len(dash), None)
    if not dash and not key:
        raise _NotPlain
    return top


def _opened(stack: list[_Open], indent: int, start: int, items: list[Node] | None) -> _Open:
    if len(stack) > MAX_DEPTH:
        raise _NotPlain
    stack.append(_Open(indent, start, items))
    return stack[-1]


def _close(stack: list[_Open], end: int) -> None:
    done = stack.pop()
    if not stack:
        raise _NotPlain
    stack[-1].add(done.closed(end))


def _value(text: str, start: int, end: int) -> Node:
    """The text, list or mapping from `start` to the end of its line, a comment left out."""
    first = text[start]
    if first in "[{":
        node, after = _flow(text, start, 0)
    elif first == '"':
        node, after = _quoted(text, start)
    else:
        found = _BLOCK.match(text, start, end)
        if not found:
            raise _NotPlain
        written = found.group().rstrip(" ")
        after = start + len(written)
        node = scalar(written, Span(start, after))
    if after != end:
        comment = _COMMENT.match(text, after, end)
        if not comment or comment.end() != end:
            raise _NotPlain
    return node


def _quoted(text: str, start: int) -> tuple[Node, int]:
    found = _QUOTED.match(text, start)
    if not found:
        raise _NotPlain
    return Scalar(found[1], Span(start, found.end())), found.end()


def _flow(text: str, start: int, depth: int) -> tuple[Node, int]:
    """A value within brackets, and where it ends."""
    first = text[start]
    if first == '"':
        return _quoted(text, start)
    if first not in "[{":
        found = _FLOW.match(text, start)
        if not found:
            raise _NotPlain
        return scalar(found.group(), Span(*found.span())), found.end()
    if depth > MAX_DEPTH:
        raise _NotPlain
    inside = _Open(0, start, [] if first == "[" else None)
    closing, at = "]" if first == "[" else "}", _next(text, start + 1)
    while text[at] != closing:
        if inside.items is None:
            key = _FLOW_KEY.match(text, at)
            if not key:
                raise _NotPlain
            inside.name(key[1], at)
            at = key.end()
        node, at = _flow(text, at, depth + 1)
        inside.add(node)
        at = _next(text, at)
        if text[at] == ",":
            at = _next(text, at + 1)
            if text[at] == closing:
                raise _NotPlain
        elif text[at] != closing:
            raise _NotPlain
    return inside.closed(at + 1), at + 1


def _next(text: str, at: int) -> int:
    """The next place that is no blank; the text ends in a line break."""
    while text[at] == " ":
        at += 1
    return at
