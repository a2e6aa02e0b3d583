"""What an answer must be, as JSON Schemas that the documents of several formats hold.

A code list is an `enum`, its labels stand in the description: validators name the wrong value in one line, where a `oneOf`
of constants gives a tree, and every generator makes an enumeration of it.
"""

from collections.abc import Iterable
from typing import assert_never

from layoutc.catalog.catalog import Catalog
from layoutc.catalog.model import AbsentReason, CodeList, Item, Record, Repeat
from layoutc.catalog.types import (
    Code,
    CodeFacets,
    Date,
    DateTime,
    FlagFacets,
    IntegerFacets,
    ItemType,
    StringFacets,
    facets,
    spell,
)
from layoutc.emit.definitions import (
    Definition,
    Member,
    always_sent,
    code_lists,
    heading,
    items,
    legal_remarks,
    remarks,
    scalar_types,
)
from layoutc.emit.literals import Part
from layoutc.emit.naming import absence_name, checked_value, type_name
from layoutc.emit.wire import REASON_OF_NULL
from layoutc.frozen import dataclass

Schema = dict[str, object]
# What many documents hold: answers by their content, records, items and code lists by their identity, types by themselves.
Parts = dict[object, Part]

_LARGEST_OF_32_BITS = 2**31 - 1  # beyond it, Java's and C#'s usual integers do not reach


@dataclass(frozen=True, slots=True)
class Style:
    """How a document spells the schemas: its definitions stand under `prefix`.

    `for_generators` changes no answer: a label heads the description, since generators make class names of titles; the type of
    an item stands beside its label, since they drop what stands beside a `$ref`; `format` and `x-enum-…` are hints for them.
    """

    prefix: str
    for_generators: bool = False

    def reference(self, name: str) -> Schema:
        return {"$ref": self.prefix + name}

    def described(self, label: str, text: str = "") -> Schema:
        if self.for_generators:
            return {"description": f"{label}\n{text}" if text else label}
        return {"title": label, "description": text} if text else {"title": label}


def schemas(
    catalog: Catalog, definitions: Iterable[Definition], style: Style, parts: Parts | None = None
) -> dict[str, Schema]:
    """The answers by the names of their definitions, then what they refer to: `type.…`, `code.…` and `absent.…`.

    `parts` are those of other documents of the same catalog and style, and are added to.
    """
    answers, parts = tuple(definitions), {} if parts is None else parts
    either = [item for item in items(answers) if item.absent and not always_sent(item)]
    # Only what may also be absent refers to its type there; no component shall be left that nothing uses.
    referred = {type_name(item.type) for item in either} if style.for_generators else None
    found = {definition.name: _answer(definition, style, parts) for definition in answers}
    for name, kind in scalar_types(answers).items():
        if kind not in parts:
            parts[kind] = Part(type_schema(kind, style))
        if referred is None or name in referred:
            found[f"type.{name}"] = parts[kind]
    for codes in code_lists(catalog, answers):
        if id(codes) not in parts:
            parts[id(codes)] = Part(_code(codes, style))
        found[f"code.{codes.name}"] = parts[id(codes)]
    absences = {_absent_name(reasons): _absence(reasons, style) for reasons in {item.absent for item in either}}
    return found | dict(sorted(absences.items()))


def _answer(definition: Definition, style: Style, parts: Parts) -> Schema:
    records, content = definition.records, definition.content
    if id(records) not in parts:
        parts[id(records)] = Part({record.name: _record(record, style, parts) for record in records})
    if content not in parts:
        parts[content] = Part(
            {
                **style.described(heading(definition), "\n".join(legal_remarks(definition))),
                "type": "object",
                "properties": parts[id(records)],
                "required": [record.name for record in records],
                "additionalProperties": False,
            }
        )
    return parts[content]


def _record(record: Record, style: Style, parts: Parts) -> Schema:
    return {
        **style.described(record.label, remarks(record)),
        "type": "array",
        "items": _object(record, style, parts),
    }


def _object(holder: Record | Repeat, style: Style, parts: Parts) -> Schema:
    if id(holder) not in parts:
        parts[id(holder)] = Part(_holder(holder, style, parts))
    return parts[id(holder)]


def _holder(holder: Record | Repeat, style: Style, parts: Parts) -> Schema:
    required = [member.code for member in holder.members if always_sent(member)]
    return {
        "type": "object",
        "properties": {member.code: _member(member, style, parts) for member in holder.members},
        **({"required": required} if required else {}),
        "additionalProperties": False,
    }


def _member(member: Member, style: Style, parts: Parts) -> Schema:
    match member:
        case Item():
            if id(member) not in parts:
                parts[id(member)] = Part(_item(member, style))
            return parts[id(member)]
        case Repeat(minimum=minimum, maximum=maximum):
            bounds: Schema = {"minItems": minimum} if minimum else {}
            bounds |= {} if maximum is None else {"maxItems": maximum}
            described = style.described(member.label, remarks(member))
            return described | {"type": "array", **bounds, "items": _object(member, style, parts)}
        case _:
            assert_never(member)


def _item(item: Item, style: Style) -> Schema:
    described = style.described(item.label, remarks(item))
    if always_sent(item) or not item.absent:
        return described | _value(item.type, style)
    value = style.reference(_type_name(item.type))
    return described | {"anyOf": [value, style.reference(_absent_name(item.absent))]}


def _value(kind: ItemType, style: Style) -> Schema:
    if style.for_generators and not isinstance(kind, Code):
        return _bare(kind, style)
    return style.reference(_type_name(kind))


def _type_name(kind: ItemType) -> str:
    return f"code.{kind.list}" if isinstance(kind, Code) else f"type.{type_name(kind)}"


def type_schema(kind: ItemType, style: Style, label: str = "", text: str = "") -> Schema:
    """What a value of the type must be; the label is the type's own if none is given. ValueError for a code list."""
    return style.described(label or spell(kind), text) | _bare(kind, style)


def _bare(kind: ItemType, style: Style) -> Schema:
    hint = _format(kind) if style.for_generators else {}
    match facets(kind):
        case StringFacets(pattern, minimum, maximum):
            # `$` alone also matches before a line break at the end, in Python's engine and others.
            anchored = f"^(?:{pattern})(?!\\n)$"
            return {"type": "string", **hint, "minLength": minimum, "maxLength": maximum, "pattern": anchored}
        case IntegerFacets(smallest, largest):
            return {"type": "integer", **hint, "minimum": smallest, "maximum": largest}
        case FlagFacets():
            return {"type": "boolean"}
        case CodeFacets(name):
            raise ValueError(f"{name} is a code list, not a scalar type")
        case unknown:
            assert_never(unknown)


def _format(kind: ItemType) -> Schema:
    match kind:
        case Date(partial=False):
            return {"format": "date"}
        case DateTime():
            return {"format": "date-time"}
    match facets(kind):
        case IntegerFacets(_, largest) if largest > _LARGEST_OF_32_BITS:
            return {"format": "int64"}
    return {}


def _code(codes: CodeList, style: Style) -> Schema:
    labels = [f"{value.value}: {value.label}" + (f"（{value.note}）" if value.note else "") for value in codes.values]
    described = style.described(codes.label, "\n".join([*labels, *filter(None, [remarks(codes)])]))
    if not codes.values:
        return described | {"not": {}}
    named = described | {"type": "string", "enum": [value.value for value in codes.values]}
    if not style.for_generators:
        return named
    # The names that the values have in the Python models; generators of their own would count them.
    return named | {
        "x-enum-varnames": [f"V{checked_value(value.value)}" for value in codes.values],
        "x-enum-descriptions": [value.label for value in codes.values],
    }


def _absent_name(reasons: tuple[AbsentReason, ...]) -> str:
    return f"absent.{absence_name(reasons)}"


def _absence(reasons: tuple[AbsentReason, ...], style: Style) -> Schema:
    return {
        **style.described("未設定", "値がないことと、その事由。"),
        "type": "object",
        "properties": {
            REASON_OF_NULL: {"type": "string", "enum": [each.value for each in AbsentReason if each in reasons]}
        },
        "required": [REASON_OF_NULL],
        "additionalProperties": False,
    }
