"""The layouts of a project as one JSON Schema and as one LinkML schema: the same records, items, types, codes and labels.

`of_areas` holds each item once, without dates, needs or pairs: less than layoutc reads, and less than it writes. `of_pairs` holds
what `compile` writes: the classes of every pair, cut down to what is exposed on the day, each code list once.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, assert_never

from layoutc.catalog.model import CodeList, Item, Record, Repeat
from layoutc.catalog.types import Code, CodeFacets, Date, FlagFacets, IntegerFacets, StringFacets, facets
from layoutc.emit.definitions import heading, pairs
from layoutc.project import Loaded

_Member = Item | Repeat


def pascal(*names: str) -> str:
    return "".join(part.capitalize() for name in names for part in name.split("_"))


@dataclass(frozen=True, slots=True)
class Class:
    """A record or a repeat with its members."""

    name: str
    label: str
    members: tuple[_Member, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query gives: record → its class."""

    name: str
    label: str
    records: dict[str, str]


@dataclass(frozen=True, slots=True)
class Model:
    """Classes, each behind those that it holds, and code lists."""

    classes: list[Class]
    answers: list[Answer]
    codes: tuple[CodeList, ...]

    @property
    def size(self) -> str:
        return f"{len(self.classes) + len(self.answers)} classes"


def of_areas(loaded: Loaded) -> Model:
    """An answer for each area, with all its items."""
    catalog = loaded.catalog
    found = Model([], [], tuple(catalog.codes.values()))
    for area in catalog.areas.values():
        _add(found, pascal(area.name), area.label, area.records)
    return found


def of_pairs(loaded: Loaded, day: date) -> Model:
    """An answer for each pair, area and procedure, with what is exposed."""
    catalog = loaded.catalog.at(day)
    found = Model([], [], tuple(catalog.codes.values()))
    for pair in pairs(catalog):
        for each in pair.definitions:
            _add(found, pascal(pair.provider, pair.querier) + each.name, heading(each), each.records)
    return found


def _add(model: Model, name: str, label: str, records: Iterable[Record]) -> None:
    held = {record.name: name + pascal(record.name) for record in records}
    for record in records:
        model.classes.extend(_below(held[record.name], record))
    model.answers.append(Answer(name, label, held))


def write_json_schema(model: Model, path: Path) -> Path:
    """JSON Schema 2020-12: a definition for each answer, class and code list."""
    definitions: dict[str, Any] = {
        pascal("code", codes.name): {
            "type": "string",
            "enum": [each.value for each in codes.values],
            "title": codes.label,
        }
        for codes in model.codes
    }
    for each in model.classes:
        required = [member.name for member in each.members if isinstance(member, Item) and member.required]
        definitions[each.name] = {
            "type": "object",
            "title": each.label,
            "properties": {member.name: _property(each.name, member) for member in each.members},
            "additionalProperties": False,
            **({"required": required} if required else {}),
        }
    for answer in model.answers:
        records = {
            record: {"type": "array", "items": {"$ref": f"#/$defs/{name}"}} for record, name in answer.records.items()
        }
        definitions[answer.name] = {"type": "object", "title": answer.label, "properties": records}
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Layouts",
        "type": "object",
        "properties": {answer.name: {"$ref": f"#/$defs/{answer.name}"} for answer in model.answers},
        "$defs": definitions,
    }
    path.write_text(json.dumps(schema, ensure_ascii=False, indent=1), "utf-8")
    return path


def write_linkml(model: Model, path: Path) -> Path:
    """A LinkML schema, in JSON, which is YAML: a class for each answer, record and repeat, an enum for each code list."""
    classes: dict[str, Any] = {
        each.name: {"title": each.label, "attributes": {one.name: _attribute(each.name, one) for one in each.members}}
        for each in model.classes
    }
    for answer in model.answers:
        records = {
            record: {"range": name, "multivalued": True, "inlined_as_list": True}
            for record, name in answer.records.items()
        }
        classes[answer.name] = {"title": answer.label, "attributes": records}
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
            for codes in model.codes
        },
    }
    path.write_text(json.dumps(schema, ensure_ascii=False, indent=1), "utf-8")
    return path


def _below(name: str, holder: Record | Repeat) -> Iterator[Class]:
    for member in holder.members:
        if isinstance(member, Repeat):
            yield from _below(name + pascal(member.name), member)
    yield Class(name, holder.label, holder.members)


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
