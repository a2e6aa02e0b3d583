"""The XML form of an answer, from its JSON form.

Below the element of the definition stands an element for each record and each occurrence of a repeat; items are elements
named by their codes. docs/decisions/xml.md has the whole of it.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping

from layoutc.catalog.model import Item, Record, Repeat
from layoutc.emit.definitions import Definition
from layoutc.emit.wire import ANSWERS, REASON_OF_NULL, XSI
from layoutc.emit.xml_literals import xml_value

MAX_DEPTH = 100  # far more than a layout may nest; what is deeper can only be an attack

# A name of XML 1.0 without a colon.
_START = (
    "A-Z_a-z\\xc0-\\xd6\\xd8-\\xf6\\xf8-\\u02ff\\u0370-\\u037d\\u037f-\\u1fff\\u200c\\u200d\\u2070-\\u218f\\u2c00-\\u2fef"
    "\\u3001-\\ud7ff\\uf900-\\ufdcf\\ufdf0-\\ufffd\\U00010000-\\U000effff"
)
_NAME = re.compile(f"[{_START}][{_START}.0-9\\xb7\\u0300-\\u036f\\u203f\\u2040-]*")
_INDENT = tuple("  " * depth for depth in range(MAX_DEPTH + 1))

_Members = Mapping[str, Record | Repeat | Item]


def to_xml(definition: Definition, answer: object) -> bytes:
    """The element of one answer, in UTF-8, with a line break at its end.

    Items come in the layout's order, unknown properties after them. A value of a wrong JSON type becomes an element too,
    which the schema refuses wherever XML can tell the types apart. ValueError for what no XML document can hold: a control
    character, U+FFFE, U+FFFF, a lone surrogate, a name that is none in XML, nesting beyond `MAX_DEPTH`.
    """
    lines: list[str] = []
    members = {record.name: record for record in definition.records}
    _holder(lines, definition.name, members, answer, 0, f' xmlns:xsi="{XSI}"')
    return "".join(lines).encode()


def document(answers: Iterable[bytes]) -> Iterator[bytes]:
    """A whole file, in parts, that holds any number of answers of `to_xml`."""
    yield f'<?xml version="1.0" encoding="utf-8"?>\n<{ANSWERS}>\n'.encode()
    yield from answers
    yield f"</{ANSWERS}>\n".encode()


def _holder(lines: list[str], name: str, members: _Members, value: object, depth: int, attributes: str = "") -> None:
    if not isinstance(value, dict):
        lines.append(_leaf(name, attributes, _json(value), depth))
        return
    start = len(lines)
    for key, member in members.items():
        if key in value:
            _member(lines, key, member, value[key], depth + 1)
    for key in value:
        if key not in members:
            _item(lines, _checked(key), value[key], depth + 1)
    _enclose(lines, start, name, attributes, depth)


def _member(lines: list[str], name: str, member: Record | Repeat | Item, value: object, depth: int) -> None:
    if isinstance(member, Item):
        _item(lines, name, value, depth)
    elif isinstance(value, list):
        members = {each.code: each for each in member.members}
        for entry in value:
            _holder(lines, name, members, entry, depth)
    else:
        lines.append(_leaf(name, "", _json(value), depth))


def _item(lines: list[str], name: str, value: object, depth: int) -> None:
    """An object that gives no reason, and a list, become elements inside the item's, which no item may have."""
    if depth > MAX_DEPTH:
        raise ValueError("nested too deeply")
    start = len(lines)
    match value:
        case str():
            lines.append(_leaf(name, "", value, depth))
        case dict():
            for key in value:
                if key != REASON_OF_NULL:
                    _item(lines, _checked(key), value[key], depth + 1)
            reason = xml_value(_text(value.get(REASON_OF_NULL)))
            nil = f' {REASON_OF_NULL}="{reason}" xsi:nil="true"' if REASON_OF_NULL in value else ""
            _enclose(lines, start, name, nil, depth)
        case list():
            for each in value:
                _item(lines, name, each, depth + 1)
            _enclose(lines, start, name, "", depth)
        case None:
            lines.append(_leaf(name, "", "", depth))
        case _:
            lines.append(_leaf(name, "", _json(value), depth))


def _enclose(lines: list[str], start: int, name: str, attributes: str, depth: int) -> None:
    """Put an element around the lines from `start` on."""
    if start == len(lines):
        lines.append(_leaf(name, attributes, "", depth))
    else:
        lines.insert(start, f"{_INDENT[depth]}<{name}{attributes}>\n")
        lines.append(f"{_INDENT[depth]}</{name}>\n")


def _leaf(name: str, attributes: str, text: str, depth: int) -> str:
    if not text:
        return f"{_INDENT[depth]}<{name}{attributes}/>\n"
    return f"{_INDENT[depth]}<{name}{attributes}>{xml_value(text)}</{name}>\n"


def _text(value: object) -> str:
    return value if isinstance(value, str) else _json(value)


def _json(value: object) -> str:
    """Never empty, so that it is refused where elements belong."""
    return str(value) if type(value) is int else json.dumps(value, ensure_ascii=False)


def _checked(name: str) -> str:
    if not _NAME.fullmatch(name):
        raise ValueError(f"not the name of an element: {name!r}")
    return name
