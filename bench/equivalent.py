"""The layouts of a project as one JSON Schema and as one LinkML schema: the same records, items, types, codes and labels.

Each item stands there once, without dates, needs or pairs: less than layoutc reads, and less than it writes.
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, assert_never

from layoutc.catalog.model import Item, Record, Repeat
from layoutc.catalog.types import Code, CodeFacets, Date, FlagFacets, IntegerFacets, StringFacets, facets
from layoutc.project import Loaded

_Member = Item | Repeat


def pascal(*names: str) -> str:
    return "".join(part.capitalize() for name in names for part in name.split("_"))


def write_json_schema(loaded: Loaded, path: Path) -> Path:
    """JSON Schema 2020-12: a definition for each area, record, repeat and code list."""
    catalog = loaded.catalog
    definitions: dict[str, Any] = {
        pascal("code", codes.name): {
            "type": "string",
            "enum": [each.value for each in codes.values],
            "title": codes.label,
        }
        for codes in catalog.codes.values()
    }
    for name, members, label in _holders(loaded):
        required = [member.name for member in members if isinstance(member, Item) and member.required]
        definitions[name] = {
            "type": "object",
            "title": label,
            "properties": {member.name: _property(name, member) for member in members},
            "additionalProperties": False,
            **({"required": required} if required else {}),
        }
    areas = {}
    for area in catalog.areas.values():
        records = {
            record.name: {"type": "array", "items": {"$ref": f"#/$defs/{pascal(area.name, record.name)}"}}
            for record in area.records
        }
        definitions[pascal(area.name)] = {"type": "object", "title": area.label, "properties": records}
        areas[area.name] = {"$ref": f"#/$defs/{pascal(area.name)}"}
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Layouts",
        "type": "object",
        "properties": areas,
        "$defs": definitions,
    }
    path.write_text(json.dumps(schema, ensure_ascii=False, indent=1), "utf-8")
    return path


def write_linkml(loaded: Loaded, path: Path) -> Path:
    """A LinkML schema, in JSON, which is YAML: a class for each area, record and repeat, an enum for each code list."""
    catalog = loaded.catalog
    classes: dict[str, Any] = {}
    for name, members, label in _holders(loaded):
        classes[name] = {"title": label, "attributes": {each.name: _attribute(name, each) for each in members}}
    for area in catalog.areas.values():
        records = {
            record.name: {"range": pascal(area.name, record.name), "multivalued": True, "inlined_as_list": True}
            for record in area.records
        }
        classes[pascal(area.name)] = {"title": area.label, "attributes": records}
    schema = {
        "id": "https://example.org/layouts",
        "name": "layouts",
        "prefixes": {"linkml": "https://w3id.org/linkml/", "layouts": "https://example.org/layouts/"},
        "default_prefix": "layouts",
        "imports": ["linkml:types"],
        "classes": classes,
        "enums": {
            pascal("code", codes.name): {
                "title": codes.label,
                "permissible_values": {each.value: {"title": each.label} for each in codes.values},
            }
            for codes in catalog.codes.values()
        },
    }
    path.write_text(json.dumps(schema, ensure_ascii=False, indent=1), "utf-8")
    return path


def _holders(loaded: Loaded) -> Iterator[tuple[str, tuple[_Member, ...], str]]:
    for area in loaded.catalog.areas.values():
        for record in area.records:
            yield from _below(pascal(area.name, record.name), record)


def _below(name: str, holder: Record | Repeat) -> Iterator[tuple[str, tuple[_Member, ...], str]]:
    for member in holder.members:
        if isinstance(member, Repeat):
            yield from _below(name + pascal(member.name), member)
    yield name, holder.members, holder.label


def _property(holder: str, member: _Member) -> Mapping[str, Any]:
    if isinstance(member, Repeat):
        return {"type": "array", "title": member.label, "items": {"$ref": f"#/$defs/{holder}{pascal(member.name)}"}}
    if isinstance(member.type, Code):
        return {"$ref": f"#/$defs/{pascal('code', member.type.list)}"}
    return {**_scalar(member), "title": member.label, **({"description": member.note} if member.note else {})}


def _scalar(item: Item) -> dict[str, Any]:
    match facets(item.type):
        case StringFacets() if item.type == Date(partial=False):
            return {"type": "string", "format": "date"}
        case StringFacets(pattern, minimum, maximum):
            return {"type": "string", "pattern": f"^(?:{pattern})$", "minLength": minimum, "maxLength": maximum}
        case IntegerFacets(minimum, maximum):
            return {"type": "integer", "minimum": minimum, "maximum": maximum}
        case FlagFacets():
            return {"type": "boolean"}
        case CodeFacets(name):
            raise ValueError(f"{name} is a code list, not a scalar type")
        case unknown:
            assert_never(unknown)


def _attribute(holder: str, member: _Member) -> Mapping[str, Any]:
    if isinstance(member, Repeat):
        below = {"range": holder + pascal(member.name), "multivalued": True, "inlined_as_list": True}
        return {"title": member.label, **below}
    about = {
        "title": member.label,
        "required": member.required,
        **({"description": member.note} if member.note else {}),
    }
    if isinstance(member.type, Code):
        return {**about, "range": pascal("code", member.type.list)}
    kinds: dict[str, str] = {"string": "string", "integer": "integer", "boolean": "boolean"}
    written = _scalar(member)
    if written.get("format") == "date":
        return {**about, "range": "date"}
    names = {"minimum": "minimum_value", "maximum": "maximum_value", "pattern": "pattern"}
    return {**about, "range": kinds[written["type"]], **{names[key]: written[key] for key in names if key in written}}
