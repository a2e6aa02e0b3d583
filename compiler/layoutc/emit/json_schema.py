"""JSON Schema (draft 2020-12): a file for each pair, which needs no other file.

A code list is an `enum`, its labels stand in the description: validators name the wrong value in one line, where a `oneOf`
of constants gives a tree; every generator makes an enumeration of it; strict validators bear no keyword of our own.
"""

from collections.abc import Iterable
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Style:
    """What a document makes of its definitions: they stand under `prefix`; labels are titles, or else head the descriptions."""

    prefix: str
    titles: bool

    def reference(self, name: str) -> Schema:
        return {"$ref": self.prefix + name}

    def described(self, label: str, text: str) -> Schema:
        if self.titles:
            return {"title": label, "description": text} if text else {"title": label}
        return {"description": f"{label}\n{text}" if text else label}


_OWN = Style("#/$defs/", titles=True)


def emit(catalog: Catalog) -> tuple[Artifact, ...]:
    """`jsonschema/PROVIDER/QUERIER.schema.json` for every pair of a catalog of a day."""
    return tuple(
        Artifact(path(pair.provider, pair.querier), json_text(_document(catalog, pair))) for pair in pairs(catalog)
    )


def path(provider: str, querier: str) -> str:
    return f"{FOLDER}/{file_name(provider)}/{file_name(querier)}.schema.json"


def paths(provider: str, querier: str) -> tuple[str, ...]:
    """The files that a pair needs."""
    return (path(provider, querier),)


def _document(catalog: Catalog, pair: Pair) -> Schema:
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:layoutc:{pair.provider}:{pair.querier}",
        "$comment": MARK,
        **_OWN.described(title(catalog, pair), catalog.notice),
        "anyOf": [_OWN.reference(definition.name) for definition in pair.definitions],
        "$defs": schemas(catalog, pair.definitions, _OWN),
    }


def schemas(catalog: Catalog, definitions: Iterable[Definition], style: Style) -> dict[str, Schema]:
    """The answers by the names of their definitions, then what they refer to: `type.…`, `code.…` and `absent.…`."""
    answers = tuple(definitions)
    found = {definition.name: _answer(definition, style) for definition in answers}
    found |= {f"type.{name}": _type(kind, style) for name, kind in scalar_types(answers).items()}
    found |= {f"code.{codes.name}": _code(codes, style) for codes in code_lists(catalog, answers)}
    absent = {item.absent for item in items(answers) if item.absent and not always_sent(item)}
    return found | dict(sorted((_absent_name(reasons), _absence(reasons, style)) for reasons in absent))


def _answer(definition: Definition, style: Style) -> Schema:
    return style.described(heading(definition), "\n".join(legal_remarks(definition))) | {
        "type": "object",
        "properties": {
            record.name: style.described(record.label, remarks(record))
            | {"type": "array", "items": _object(record, style)}
            for record in definition.records
        },
        "required": [record.name for record in definition.records],
        "additionalProperties": False,
    }


def _object(holder: Record | Repeat, style: Style) -> Schema:
    required = [member.code for member in holder.members if always_sent(member)]
    return {
        "type": "object",
        "properties": {member.code: _member(member, style) for member in holder.members},
        **({"required": required} if required else {}),
        "additionalProperties": False,
    }


def _member(member: Member, style: Style) -> Schema:
    described = style.described(member.label, remarks(member))
    match member:
        case Item():
            value = style.reference(_type_name(member.type))
            if always_sent(member) or not member.absent:
                return described | value
            return described | {"anyOf": [value, style.reference(_absent_name(member.absent))]}
        case Repeat(minimum=minimum, maximum=maximum):
            bounds: Schema = {"minItems": minimum} if minimum else {}
            bounds |= {} if maximum is None else {"maxItems": maximum}
            return described | {"type": "array", **bounds, "items": _object(member, style)}
        case _:
            assert_never(member)


def _type_name(kind: ItemType) -> str:
    return f"code.{kind.list}" if isinstance(kind, Code) else f"type.{type_name(kind)}"


def _type(kind: ItemType, style: Style) -> Schema:
    named = style.described(spell(kind), "")
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


def _code(codes: CodeList, style: Style) -> Schema:
    labels = [f"{value.value}: {value.label}" + (f"（{value.note}）" if value.note else "") for value in codes.values]
    described = style.described(codes.label, "\n".join([*labels, *filter(None, [remarks(codes)])]))
    if not codes.values:
        return described | {"not": {}}
    return described | {"type": "string", "enum": [value.value for value in codes.values]}


def _absent_name(reasons: tuple[AbsentReason, ...]) -> str:
    return f"absent.{'_or_'.join(reason.declared for reason in AbsentReason if reason in reasons)}"


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
