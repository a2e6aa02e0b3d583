"""What a definition takes, as schemas of pydantic-core: they judge a right record at the speed of the generated models."""

from collections.abc import Mapping
from typing import assert_never

from pydantic_core import CoreSchema, SchemaValidator, core_schema

from layoutc.catalog.model import CodeList, Item, Record, Repeat
from layoutc.catalog.types import CodeFacets, FlagFacets, IntegerFacets, ItemType, StringFacets, facets
from layoutc.emit.definitions import Definition, Member, always_sent
from layoutc.emit.wire import REASON_OF_NULL


def answers(definition: Definition, codes: Mapping[str, CodeList]) -> SchemaValidator:
    """Takes what the definition's generated model takes, no more and no less, and returns it as plain data."""
    fields = {
        record.name: core_schema.typed_dict_field(
            core_schema.list_schema(_object(record, codes), strict=True), required=True
        )
        for record in definition.records
    }
    return SchemaValidator(core_schema.typed_dict_schema(fields, extra_behavior="forbid", strict=True))


def records(definition: Definition, codes: Mapping[str, CodeList]) -> dict[str, SchemaValidator]:
    """For single records, by their names."""
    return {record.name: SchemaValidator(_object(record, codes)) for record in definition.records}


def _object(holder: Record | Repeat, codes: Mapping[str, CodeList]) -> CoreSchema:
    fields = {
        member.code: core_schema.typed_dict_field(_member(member, codes), required=always_sent(member))
        for member in holder.members
    }
    return core_schema.typed_dict_schema(fields, extra_behavior="forbid", strict=True)


def _member(member: Member, codes: Mapping[str, CodeList]) -> CoreSchema:
    match member:
        case Item():
            value = _value(member.type, codes)
            if always_sent(member) or not member.absent:
                return value
            reasons = core_schema.literal_schema([reason.value for reason in member.absent])
            absence = core_schema.typed_dict_schema(
                {REASON_OF_NULL: core_schema.typed_dict_field(reasons, required=True)}, extra_behavior="forbid"
            )
            # No value is an object, so that the order decides nothing but the speed.
            return core_schema.union_schema([value, absence], mode="left_to_right")
        case Repeat(minimum=minimum, maximum=maximum):
            return core_schema.list_schema(
                _object(member, codes), min_length=minimum or None, max_length=maximum, strict=True
            )
        case _:
            assert_never(member)


def _value(kind: ItemType, codes: Mapping[str, CodeList]) -> CoreSchema:
    match facets(kind):
        case StringFacets(pattern, minimum, maximum):
            return core_schema.str_schema(
                strict=True, pattern=f"^(?:{pattern})$", min_length=minimum, max_length=maximum
            )
        case IntegerFacets(smallest, largest):
            return core_schema.int_schema(strict=True, ge=smallest, le=largest)
        case FlagFacets():
            return core_schema.bool_schema(strict=True)
        case CodeFacets(name):
            return _code([value.value for value in codes[name].values])
        case unknown:
            assert_never(unknown)


def _code(values: list[str]) -> CoreSchema:
    # A list without values takes no text at all; a literal schema must have a value.
    return (
        core_schema.literal_schema(values)
        if values
        else core_schema.str_schema(strict=True, min_length=1, max_length=0)
    )
