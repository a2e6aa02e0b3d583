"""JSON Schema (draft 2020-12): a file for each pair, which needs no other file.

A code list is an `enum`, its labels stand in the description: validators name the wrong value in one line, where a `oneOf`
of constants gives a tree; every generator makes an enumeration of it; strict validators bear no keyword of our own.
"""

from typing import assert_never

from layoutc.catalog.catalog import Catalog
from layoutc.catalog.model import AbsentReason, CodeList, Item, Record, Repeat
from layoutc.catalog.types import (
    Code,
    CodeFacets,
    FlagFacets,
    IntegerFacets,
    ItemType,
    StringFacets,
    facets,
    spell,
)
from layoutc.emit.artifacts import MARK, Artifact
from layoutc.emit.definitions import (
    Definition,
    Member,
    Pair,
    always_sent,
    code_lists,
    heading,
    items,
    legal_remarks,
    pairs,
    remarks,
    scalar_types,
    title,
)
from layoutc.emit.literals import json_text
from layoutc.emit.naming import file_name, type_name

FOLDER = "jsonschema"
REASON_OF_NULL = "ReasonOfNull"

Schema = dict[str, object]


def emit(catalog: Catalog) -> tuple[Artifact, ...]:
    """`jsonschema/PROVIDER/QUERIER.schema.json` for every pair of a catalog of a day."""
    return tuple(
        Artifact(path(pair.provider, pair.querier), json_text(_document(catalog, pair))) for pair in pairs(catalog)
    )


def path(provider: str, querier: str) -> str:
    return f"{FOLDER}/{file_name(provider)}/{file_name(querier)}.schema.json"


def _document(catalog: Catalog, pair: Pair) -> Schema:
    shared: Schema = {f"type.{name}": _type(kind) for name, kind in scalar_types(pair.definitions).items()}
    shared |= {f"code.{codes.name}": _code(codes) for codes in code_lists(catalog, pair.definitions)}
    absent = {item.absent for item in items(pair.definitions) if item.absent and not always_sent(item)}
    shared |= dict(sorted((_absent_name(reasons), _absence(reasons)) for reasons in absent))
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:layoutc:{pair.provider}:{pair.querier}",
        "$comment": MARK,
        **_described(title(catalog, pair), catalog.notice),
        "anyOf": [_reference(definition.name) for definition in pair.definitions],
        "$defs": {definition.name: _answer(definition) for definition in pair.definitions} | shared,
    }


def _answer(definition: Definition) -> Schema:
    return _described(heading(definition), "\n".join(legal_remarks(definition))) | {
        "type": "object",
        "properties": {
            record.name: _described(record.label, remarks(record)) | {"type": "array", "items": _object(record)}
            for record in definition.records
        },
        "required": [record.name for record in definition.records],
        "additionalProperties": False,
    }


def _object(holder: Record | Repeat) -> Schema:
    required = [member.code for member in holder.members if always_sent(member)]
    return {
        "type": "object",
        "properties": {member.code: _member(member) for member in holder.members},
        **({"required": required} if required else {}),
        "additionalProperties": False,
    }


def _member(member: Member) -> Schema:
    described = _described(member.label, remarks(member))
    match member:
        case Item():
            value = _reference(_type_name(member.type))
            if always_sent(member) or not member.absent:
                return described | value
            return described | {"anyOf": [value, _reference(_absent_name(member.absent))]}
        case Repeat(minimum=minimum, maximum=maximum):
            bounds: Schema = {"minItems": minimum} if minimum else {}
            bounds |= {} if maximum is None else {"maxItems": maximum}
            return described | {"type": "array", **bounds, "items": _object(member)}
        case _:
            assert_never(member)


def _type_name(kind: ItemType) -> str:
    return f"code.{kind.list}" if isinstance(kind, Code) else f"type.{type_name(kind)}"


def _type(kind: ItemType) -> Schema:
    named: Schema = {"title": spell(kind)}
    match facets(kind):
        case StringFacets(pattern, minimum, maximum):
            # `$` alone also matches before a line break at the end, in Python's engine and others.
            anchored = f"^(?:{pattern})(?!\\n)$"
            return named | {"type": "string", "minLength": minimum, "maxLength": maximum, "pattern": anchored}
        case IntegerFacets(smallest, largest):
            return named | {"type": "integer", "minimum": smallest, "maximum": largest}
        case FlagFacets():
            return named | {"type": "boolean"}
        case CodeFacets(name):
            raise ValueError(f"{name} is a code list, not a scalar type")
        case unknown:
            assert_never(unknown)


def _code(codes: CodeList) -> Schema:
    labels = [f"{value.value}: {value.label}" + (f"（{value.note}）" if value.note else "") for value in codes.values]
    described = _described(codes.label, "\n".join([*labels, *filter(None, [remarks(codes)])]))
    if not codes.values:
        return described | {"not": {}}
    return described | {"type": "string", "enum": [value.value for value in codes.values]}


def _absent_name(reasons: tuple[AbsentReason, ...]) -> str:
    return f"absent.{'_or_'.join(reason.declared for reason in AbsentReason if reason in reasons)}"


def _absence(reasons: tuple[AbsentReason, ...]) -> Schema:
    return {
        "title": "未設定",
        "description": "値がないことと、その事由。",
        "type": "object",
        "properties": {
            REASON_OF_NULL: {"type": "string", "enum": [each.value for each in AbsentReason if each in reasons]}
        },
        "required": [REASON_OF_NULL],
        "additionalProperties": False,
    }


def _described(label: str, text: str) -> Schema:
    return {"title": label, "description": text} if text else {"title": label}


def _reference(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}
