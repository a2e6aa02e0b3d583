"""Patterns of the catalog in the dialect of XML Schema, which knows no `(?:` and no `\\u0000`, and matches the whole value."""

import re
from collections.abc import Iterator

_TOKEN = re.compile(
    r"(?P<group>\(\?:)|(?P<class>\[\^?(?:\\.|[^\[\]\\])+\])|(?P<count>\{[0-9]+(?:,[0-9]*)?\}|[*+?])"
    r"|(?P<mark>[()|])|(?P<char>\\u[0-9A-Fa-f]{4}|\\[^0-9A-Za-z]|[^\\.^$\[\]{}])",
    re.DOTALL,
)
_IN_CLASS = re.compile(r"\\u[0-9A-Fa-f]{4}|\\[^0-9A-Za-z]|[^\\]", re.DOTALL)
_ONE_CLASS = re.compile(r"\[(?:\\.|[^\[\]\\])+\]\+", re.DOTALL)
_SPECIAL = frozenset("\\.?*+{}()[]|^")
_SPECIAL_IN_CLASS = frozenset("\\[]^-")
_SHORT = {"\t": "\\t", "\n": "\\n", "\r": "\\r"}
# What an XML 1.0 document can hold; a class names nothing else, for no schema could hold it either.
_XML = ((0x9, 0xA), (0xD, 0xD), (0x20, 0xD7FF), (0xE000, 0xFFFD), (0x10000, 0x10FFFF))


def xsd_pattern(pattern: str) -> str:
    """The pattern that takes the same texts, as far as XML can hold them. ValueError for what is not of the shared syntax:
    anchors, `.`, looking ahead or behind, captures by number, named classes (`\\d`), lazy counts."""
    translated = []
    at, before = 0, ""
    while at < len(pattern):
        match = _TOKEN.match(pattern, at)
        if match is None or (match.lastgroup == "count" and before in ("", "group", "count", "open", "or")):
            raise ValueError(f"not of the syntax that all regex engines share: {pattern!r} at {at}")
        kind, text = match.lastgroup, match[0]
        translated.append(_translated(kind, text))
        before = {"(": "open", "|": "or"}.get(text, kind or "")
        at = match.end()
    return "".join(translated)


def sized(pattern: str, minimum: int, maximum: int) -> str:
    """The pattern of XML Schema with its length in characters, where one class comes any number of times.

    A length beside it (`maxLength`) would be counted in UTF-16 units by the validator of Java.
    """
    if not _ONE_CLASS.fullmatch(pattern):
        return pattern
    return f"{pattern[:-1]}{{{minimum}}}" if minimum == maximum else f"{pattern[:-1]}{{{minimum},{maximum}}}"


def _translated(kind: str | None, text: str) -> str:
    match kind:
        case "group":
            return "("
        case "class":
            return _class(text)
        case "char":
            return _char(_read(text), _SPECIAL)
        case _:
            return text


def _class(text: str) -> str:
    negative = text[1] == "^"
    ranges = [part for each in _ranges(text[2 if negative else 1 : -1]) for part in _clipped(*each)]
    if not ranges:
        if negative:
            return r"[\s\S]"
        raise ValueError(f"XML can hold no character of {text!r}")
    return f"[{'^' if negative else ''}{''.join(_range(*each) for each in ranges)}]"


def _ranges(inside: str) -> Iterator[tuple[int, int]]:
    tokens = _IN_CLASS.findall(inside)
    if "".join(tokens) != inside:
        raise ValueError(f"not of the syntax that all regex engines share: [{inside}]")
    at = 0
    while at < len(tokens):
        first = ord(_read(tokens[at]))
        if tokens[at + 1 : at + 2] == ["-"] and at + 2 < len(tokens):
            yield first, ord(_read(tokens[at + 2]))
            at += 3
        else:
            yield first, first
            at += 1


def _clipped(first: int, last: int) -> Iterator[tuple[int, int]]:
    for low, high in _XML:
        if max(first, low) <= min(last, high):
            yield max(first, low), min(last, high)


def _range(first: int, last: int) -> str:
    """Special characters at the ends stand outside: not every engine reads `\\\\-a` as a range."""
    alone = []
    while first <= last and chr(first) in _SPECIAL_IN_CLASS:
        alone.append(first)
        first += 1
    while first <= last and chr(last) in _SPECIAL_IN_CLASS:
        alone.append(last)
        last -= 1
    ends = dict.fromkeys((first, last)) if first <= last else ()
    return "".join(_char(chr(code), _SPECIAL_IN_CLASS) for code in alone) + ("-" if last - first > 1 else "").join(
        _char(chr(code), _SPECIAL_IN_CLASS) for code in ends
    )


def _read(token: str) -> str:
    return chr(int(token[-4:], 16)) if token.startswith("\\u") else token[-1]


def _char(char: str, special: frozenset[str]) -> str:
    return _SHORT.get(char) or (f"\\{char}" if char in special else char)
