"""The plain part of YAML, in which registries, tables and needs are mostly written, read line by line.

`key: value`, `- value`, flow lists and mappings on one line, comments; texts plain or in double quotes without escapes.
Anything else, right or wrong, is left to libyaml: `compose` then gives None. What it does give is what libyaml would, places
included, in half the time; a property test holds that.
"""

import re

from layoutc.syntax.nodes import Mapping, Node, Plain, Scalar, Sequence, meaning
from layoutc.syntax.scanning import pieces

MAX_DEPTH = 16
# Slow to compile and seldom needed, so only when it is.
_NOT_PLAIN = r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]"
_MARK = re.compile(r"\n(?:---|\.\.\.|%)")  # of a document
_KEY = "[A-Za-z_][A-Za-z0-9_]{0,99}"
_LINE = re.compile(rf"( *)(- +)?(?:({_KEY}):( +|$))?([^\n]*)\n", re.MULTILINE)
_KEYS_OF_YAML = frozenset(["true", "false", "null"])
_COMMENT = re.compile(r" +#[^\n]*| +")
_QUOTED = re.compile(r'"([^"\\\n]*)"')
_FIRST = r"""[^ \-?:,\[\]{}#&*!|>'"%@`\n]"""
_BLOCK = re.compile(rf"{_FIRST}(?:[^\n:#]+|:(?=[^ \n])|(?<=[^ ])#)*")
_PLAIN = rf"{_FIRST}(?:[^,\[\]{{}}:#?\"\n]*[^,\[\]{{}}:#?\" \n])?"
_LIST = r"\[[^\[\]{}:#?\"\n]*\]"  # of plain texts
_VALUE = rf"({_PLAIN})|({_LIST})|{_QUOTED.pattern}|([^ ])"
_FLOW = re.compile(rf"({_KEY}: +)?(?:{_VALUE})( *,? *)")
_IN_FLOW = re.compile(_PLAIN)
_ANYTHING, _ANOTHER, _END = range(3)  # what may come next within brackets
_Known = dict[str, tuple[Plain, int]]  # a text without quotes → what it says, and its length without a comment


class _NotPlain(Exception):  # noqa: N818  never leaves this module
    pass


class _Open:
    """A block whose end has not come yet: a list, or a mapping with a key that waits for its value."""

    __slots__ = ("entries", "indent", "items", "key", "keys", "start")

    def __init__(self, indent: int, start: int, items: list[Node] | None) -> None:
        self.indent, self.start, self.items = indent, start, items
        self.key: str | None = None
        if items is None:
            self.entries: dict[str, Node] = {}
            self.keys: dict[str, tuple[int, int]] = {}

    def add(self, node: Node) -> None:
        if self.items is not None:
            self.items.append(node)
        elif self.key is None:
            raise _NotPlain
        else:
            self.entries[self.key] = node
            self.key = None

    def name(self, key: str, at: int) -> None:
        if self.items is not None or self.key is not None or key in self.keys or key in _KEYS_OF_YAML:
            raise _NotPlain
        self.key, self.keys[key] = key, (at, at + len(key))

    def closed(self, end: int) -> Node:
        if self.key is not None:
            raise _NotPlain
        if self.items is None:
            return Mapping(self.start, end, self.entries, self.keys)
        return Sequence(self.start, end, tuple(self.items))


def compose(text: str, visible: bool = False) -> Mapping | None:
    """The whole text as a mapping; None if it is none, or not plain. `visible`: it is known that no sign hides in it."""
    if (not visible and re.search(_NOT_PLAIN, text)) or _MARK.search(f"\n{text}"):
        return None
    try:
        return _mapping(text)
    except _NotPlain:
        return None


def _mapping(text: str) -> Mapping | None:
    top = root = _Open(0, 0, None)
    stack = [root]
    known: _Known = {}
    position = 0
    for blank, dash, key, gap, rest in pieces(_LINE, f"{text}\n"):
        indent = len(blank)
        start = position + indent
        at = start + len(dash)
        value = at + len(key) + len(gap) + 1 if key else at
        position = value + len(rest) + 1
        if not (dash or key):
            if rest and rest[0] != "#":
                raise _NotPlain
            continue
        while top.indent > indent:
            top = _closed(stack, start)
        if dash or top.items is not None or top.indent != indent:
            top = _placed(stack, indent, start, dash, key)
        elif top is root and not root.keys:
            root.start = start
        if not key:
            top.add(_value(rest, value, known))
        else:
            top.name(key, at)
            if rest and rest[0] != "#":
                top.add(_value(rest, value, known))
    while top is not root:
        top = _closed(stack, len(text))
    node = root.closed(len(text)) if root.keys else None
    return node if isinstance(node, Mapping) else None


def _placed(stack: list[_Open], indent: int, start: int, dash: str, key: str) -> _Open:
    """The block that a line adds to, opened if need be."""
    top = stack[-1]
    if top.indent == indent:
        if (top.items is None) == bool(dash):
            raise _NotPlain
    elif top.key is None:
        raise _NotPlain
    else:
        top = _opened(stack, indent, start, [] if dash else None)
    if dash and key:
        return _opened(stack, indent + len(dash), start + len(dash), None)
    return top


def _opened(stack: list[_Open], indent: int, start: int, items: list[Node] | None) -> _Open:
    if len(stack) > MAX_DEPTH:
        raise _NotPlain
    stack.append(_Open(indent, start, items))
    return stack[-1]


def _closed(stack: list[_Open], end: int) -> _Open:
    """The block in which the last one stood."""
    done = stack.pop()
    stack[-1].add(done.closed(end))
    return stack[-1]


def _value(rest: str, start: int, known: _Known) -> Node:
    """The text, list or mapping at the end of a line, a comment left out."""
    if not rest:
        raise _NotPlain
    if said := known.get(rest):
        return Scalar(start, start + said[1], said[0])
    node: Node
    if rest[0] in "[{":
        node, after = _flow(rest, start, known)
    elif rest[0] == '"':
        found = _QUOTED.match(rest)
        if not found:
            raise _NotPlain
        after = found.end()
        node = Scalar(start, start + after, found[1])
    else:
        found = _BLOCK.match(rest)
        if not found:
            raise _NotPlain
        written = found.group().rstrip(" ")
        after = len(written)
        known[rest] = meaning(written), after
        node = Scalar(start, start + after, known[rest][0])
    if after != len(rest) and not _COMMENT.fullmatch(rest, after):
        raise _NotPlain
    return node


def _flow(rest: str, start: int, known: _Known) -> tuple[Node, int]:
    """The value in brackets with which `rest` begins, and how long it is."""
    stack: list[_Open] = []
    at, expected = start, _ANYTHING
    node: Node
    for key, plain, listed, quoted, sign, after in pieces(_FLOW, rest):
        if key:
            stack[-1].name(key.rstrip(" ")[:-1], at)
            at += len(key)
        if sign and sign in "[{":
            if expected == _END or "," in after or len(stack) > MAX_DEPTH:
                raise _NotPlain
            stack.append(_Open(0, at, [] if sign == "[" else None))
            at, expected = at + 1 + len(after), _ANYTHING
            continue
        if sign:
            if expected == _ANOTHER or not stack or sign != ("}" if stack[-1].items is None else "]"):
                raise _NotPlain
            end = at + 1
            node = stack.pop().closed(end)
        elif expected == _END:
            raise _NotPlain
        elif plain:
            end = at + len(plain)
            node = Scalar(at, end, _said(plain, known))
        elif listed:
            end = at + len(listed)
            node = Sequence(at, end, _listed(listed, at, known))
        else:
            end = at + len(quoted) + 2
            node = Scalar(at, end, quoted)
        if not stack:
            return node, end - start
        stack[-1].add(node)
        at, expected = end + len(after), _ANOTHER if "," in after else _END
    raise _NotPlain


def _listed(written: str, at: int, known: _Known) -> tuple[Scalar, ...]:
    """The texts of a list in brackets."""
    parts = written[1:-1].split(",")
    if len(parts) == 1 and not parts[0].strip(" "):
        return ()
    items = []
    for part in parts:
        at += 1
        plain = part.strip(" ")
        begin = at + part.index(plain)
        items.append(Scalar(begin, begin + len(plain), _said(plain, known)))
        at += len(part)
    return tuple(items)


def _said(plain: str, known: _Known) -> Plain:
    said = known.get(plain)
    if said is None:
        if not _IN_FLOW.fullmatch(plain):
            raise _NotPlain
        said = known[plain] = meaning(plain), len(plain)
    return said[0]
