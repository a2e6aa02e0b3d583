"""The XML form of an answer, from its JSON form and back.

Below the element of the definition stands an element for each record and each occurrence of a repeat; items are elements
named by their codes. docs/decisions/xml.md has the whole of it.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping

from layoutc.catalog.model import Item, Record, Repeat
from layoutc.emit.definitions import Definition
from layoutc.emit.literals import xml_value
from layoutc.emit.wire import ANSWERS, REASON_OF_NULL, XSI

MAX_DEPTH = 100  # far more than a layout may nest; what is deeper can only be an attack

# A name of XML 1.0 without a colon.
_START = (
    "A-Z_a-z\\xc0-\\xd6\\xd8-\\xf6\\xf8-\\u02ff\\u0370-\\u037d\\u037f-\\u1fff\\u200c\\u200d\\u2070-\\u218f\\u2c00-\\u2fef"
    "\\u3001-\\ud7ff\\uf900-\\ufdcf\\ufdf0-\\ufffd\\U00010000-\\U000effff"
)
_NAME = re.compile(f"[{_START}][{_START}.0-9\\xb7\\u0300-\\u036f\\u203f\\u2040-]*")
_NIL = f"{{{XSI}}}nil"

_Members = Mapping[str, Record | Repeat | Item]


def to_xml(definition: Definition, answer: object) -> bytes:
    """The element of one answer, in UTF-8, with a line break at its end.

    Items come in the layout's order, unknown properties after them. A value of a wrong JSON type becomes an element too,
    which the schema refuses wherever XML can tell the types apart. ValueError for what no XML document can hold: a control
    character, U+FFFE, U+FFFF, a lone surrogate, a name that is none in XML, nesting beyond `MAX_DEPTH`.
    """
    members = {record.name: record for record in definition.records}
    lines = _holder(definition.name, members, answer, 0, f' xmlns:xsi="{XSI}"')
    return "".join(f"{line}\n" for line in lines).encode()


def document(answers: Iterable[bytes]) -> Iterator[bytes]:
    """A whole file, in parts, that holds any number of answers of `to_xml`."""
    yield f'<?xml version="1.0" encoding="utf-8"?>\n<{ANSWERS}>\n'.encode()
    yield from answers
    yield f"</{ANSWERS}>\n".encode()


def _holder(name: str, members: _Members, value: object, depth: int, attributes: str = "") -> Iterator[str]:
    if not isinstance(value, dict):
        yield _leaf(name, attributes, _json(value), depth)
        return
    unknown = [_item(_checked(key), value[key], depth + 1) for key in value if key not in members]
    known = [_member(key, members[key], value[key], depth + 1) for key in members if key in value]
    yield from _around(name, attributes, (line for part in (*known, *unknown) for line in part), depth)


def _member(name: str, member: Record | Repeat | Item, value: object, depth: int) -> Iterator[str]:
    if isinstance(member, Item):
        yield from _item(name, value, depth)
    elif isinstance(value, list):
        for entry in value:
            yield from _holder(name, _by_code(member), entry, depth)
    else:
        yield _leaf(name, "", _json(value), depth)


def _item(name: str, value: object, depth: int) -> Iterator[str]:
    """An object that gives no reason, and a list, become elements inside the item's, which no item may have."""
    if depth > MAX_DEPTH:
        raise ValueError("nested too deeply")
    match value:
        case dict():
            reason = value.get(REASON_OF_NULL)
            nil = f' {REASON_OF_NULL}="{xml_value(_text(reason))}" xsi:nil="true"' if REASON_OF_NULL in value else ""
            inside = [_item(_checked(key), each, depth + 1) for key, each in value.items() if key != REASON_OF_NULL]
            yield from _around(name, nil, (line for part in inside for line in part), depth)
        case list():
            yield from _around(name, "", (line for each in value for line in _item(name, each, depth + 1)), depth)
        case None:
            yield _leaf(name, "", "", depth)
        case _:
            yield _leaf(name, "", _text(value), depth)


def _by_code(holder: Record | Repeat) -> _Members:
    return {member.code: member for member in holder.members}


def _around(name: str, attributes: str, lines: Iterator[str], depth: int) -> Iterator[str]:
    first = next(lines, None)
    if first is None:
        yield _leaf(name, attributes, "", depth)
        return
    yield f"{'  ' * depth}<{name}{attributes}>"
    yield first
    yield from lines
    yield f"{'  ' * depth}</{name}>"


def _leaf(name: str, attributes: str, text: str, depth: int) -> str:
    start = f"{'  ' * depth}<{name}{attributes}"
    return f"{start}>{xml_value(text)}</{name}>" if text else f"{start}/>"


def _text(value: object) -> str:
    return value if isinstance(value, str) else _json(value)


def _json(value: object) -> str:
    """Never empty, so that it is refused where elements belong."""
    return json.dumps(value, ensure_ascii=False)


def _checked(name: str) -> str:
    if not _NAME.fullmatch(name):
        raise ValueError(f"not the name of an element: {name!r}")
    return name
