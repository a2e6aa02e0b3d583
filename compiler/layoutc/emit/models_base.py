"""What all generated models share: the base class, the absence of a value, and values that travel as text."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, Generic, Self, TypeVar, cast

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    ValidationError,
    ValidatorFunctionWrapHandler,
)
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

T = TypeVar("T")


class WireModel(BaseModel):
    """An object of the wire. JSON names are the codes; `model_validate({...}, by_name=True)` builds one by attributes."""

    model_config = ConfigDict(
        strict=True,
        extra="forbid",
        frozen=True,
        serialize_by_alias=True,
        defer_build=True,
        protected_namespaces=(),
    )


class Code(StrEnum):
    """A value of a code list; `label` is its Japanese name."""

    label: str

    def __new__(cls, value: str, label: str) -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """What is no text is refused before it is looked up: pydantic would ask the class, which takes fifty times as long."""
        made = handler(source)
        if made["type"] != "enum":  # it has no member
            return made
        members, told = made["members"], made.get("metadata")
        of_text = core_schema.chain_schema(
            [core_schema.str_schema(strict=True), core_schema.enum_schema(cls, members, sub_type="str", strict=False)]
        )
        of_member = core_schema.enum_schema(cls, members, sub_type="str", metadata=told)
        return core_schema.json_or_python_schema(of_text, of_member, ref=made.get("ref"))

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return handler(schema["python_schema"] if schema["type"] == "json-or-python" else schema)


class AbsentReason(StrEnum):
    """未設定事由: why an item has no value. The values are those of the wire."""

    NOT_APPLICABLE = "NotAcceptable"
    NOT_COVERED = "NotCovered"


class Absent(WireModel):
    """An item that was sent without a value."""

    reason: AbsentReason = Field(alias="ReasonOfNull", title="未設定事由")


def _is_none(value: object) -> bool:
    return value is None


_LEFT_OUT = Field(exclude_if=_is_none)
# Made once: most of what is absent is one of these, and nobody can change them.
_ABSENCES = {reason: Absent.model_construct(reason=reason) for reason in AbsentReason}


class _Sent:
    """What can be sent for an item or a repeat: a value, or an absence with one of these reasons.

    None says that nothing was sent; nobody can send it. The value is tried first, in Rust; the functions here are only called
    where it is none.
    """

    def __init__(self, *reasons: AbsentReason) -> None:
        self._reasons = reasons
        self._usual = [({"ReasonOfNull": reason.value}, _ABSENCES[reason]) for reason in reasons]

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        sent = _without_none(handler(source))
        if not self._reasons:
            return sent
        if sent["type"] != "union":
            raise TypeError(f"a value or Absent was expected, not {sent['type']}")
        value, absent = cast("list[CoreSchema]", sent["choices"])
        absence = core_schema.json_or_python_schema(
            json_schema=core_schema.no_info_wrap_validator_function(self._in_json, absent),
            python_schema=core_schema.no_info_wrap_validator_function(self._in_python, absent),
        )
        return core_schema.union_schema([(value, "value"), (absence, "absent")], mode="left_to_right")

    def _in_json(self, sent: object, read: ValidatorFunctionWrapHandler) -> Absent:
        for usual, absent in self._usual:
            if sent == usual:
                return absent
        return self._in_python(sent, read)

    def _in_python(self, sent: object, read: ValidatorFunctionWrapHandler) -> Absent:
        if not isinstance(sent, (dict, Absent)):
            # No error of its own: what is wrong with the value has been said.
            raise ValidationError.from_exception_data("", [])
        absent: Absent = read(sent)
        if absent.reason not in self._reasons:
            raise PydanticCustomError(
                "absent_reason",
                "ReasonOfNull of this item can only be {reason}",
                {"reason": " or ".join(reason.value for reason in self._reasons)},
            )
        return absent


def _without_none(schema: CoreSchema) -> CoreSchema:
    if schema["type"] != "nullable":
        raise TypeError(f"a type with None was expected, not {schema['type']}")
    return cast("CoreSchema", schema["schema"])


OrNotSent = Annotated[T | None, _Sent(), _LEFT_OUT]
OrAbsent = Annotated[T | Absent | None, _Sent(*AbsentReason), _LEFT_OUT]
OrNotApplicable = Annotated[T | Absent | None, _Sent(AbsentReason.NOT_APPLICABLE), _LEFT_OUT]
OrNotCovered = Annotated[T | Absent | None, _Sent(AbsentReason.NOT_COVERED), _LEFT_OUT]


@dataclass(frozen=True, slots=True)
class _Written(Generic[T]):
    """A Python value that travels as a text of the pattern; JSON takes the text only, Python the value only."""

    kind: type[T]
    pattern: str
    read: Callable[[str], T]
    write: Callable[[T], str]

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        text = core_schema.str_schema(strict=True, pattern=self.pattern)
        return core_schema.json_or_python_schema(
            json_schema=core_schema.no_info_after_validator_function(self.read, text),
            python_schema=core_schema.no_info_plain_validator_function(self._checked),
            serialization=core_schema.plain_serializer_function_ser_schema(
                self.write, return_schema=core_schema.str_schema(), when_used="json"
            ),
        )

    def _checked(self, value: object) -> T:
        if not isinstance(value, self.kind) or (self.kind is date and isinstance(value, datetime)):
            raise PydanticCustomError(
                "python_type", "Input should be of the Python type {kind}", {"kind": self.kind.__name__}
            )
        if not re.fullmatch(self.pattern, self.write(value)):
            raise PydanticCustomError(
                "wire_pattern", "Input should be written as {pattern} in JSON", {"pattern": self.pattern}
            )
        return value


def date_text(pattern: str) -> _Written[date]:
    """For `Annotated[datetime.date, …]`."""
    return _Written(date, pattern, date.fromisoformat, date.isoformat)


def datetime_text(pattern: str) -> _Written[datetime]:
    """For `Annotated[datetime.datetime, …]`; written in Japan Standard Time, to the second."""
    return _Written(datetime, pattern, datetime.fromisoformat, _in_japan)


def decimal_text(pattern: str) -> _Written[Decimal]:
    """For `Annotated[decimal.Decimal, …]`."""
    return _Written(Decimal, pattern, Decimal, _in_figures)


def _in_japan(value: datetime) -> str:
    if value.tzinfo is None:
        return value.isoformat()
    try:
        return value.astimezone(timezone(timedelta(hours=9))).isoformat()
    except OverflowError:
        return value.isoformat()


def _in_figures(value: Decimal) -> str:
    return format(value, "f")
