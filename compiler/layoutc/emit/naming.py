"""How declared names are spelled in generated code: no two names become one, none becomes something else than a name."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterable
from functools import lru_cache
from typing import TypeVar, assert_never

from layoutc.catalog.model import AbsentReason
from layoutc.catalog.types import (
    Characters,
    Code,
    Date,
    DateTime,
    Decimal,
    Digits,
    Flag,
    Integer,
    ItemType,
    Year,
    YearMonth,
)

Key = TypeVar("Key", bound=Hashable)

_NAME = re.compile(r"[a-z][a-z0-9_]*")
_VALUE = re.compile(r"[0-9A-Z]+")
_CODE = re.compile(r"T[KM][0-9]{14}")

_KEYWORDS = """
    and as assert async await break class continue def del elif else except finally for from global if import in is
    lambda nonlocal not or pass raise return try while with yield
    """
# Of pydantic's BaseModel; what begins with `model_` is all kept free for it. `list` is used by the generated classes.
_OF_MODELS = """
    construct copy dict from_orm json list parse_file parse_obj parse_raw schema schema_json update_forward_refs validate
    """
_TAKEN_IN_MODELS = frozenset(_KEYWORDS.split()) | frozenset(_OF_MODELS.split())
# Devices on Windows, where no file can be called so, whatever its ending.
_TAKEN_AS_FILES = frozenset(_KEYWORDS.split()) | frozenset(
    ["aux", "con", "nul", "prn", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10))]
)


def checked(name: str) -> str:
    """The name itself; ValueError if it is not in snake_case, because names become code and paths."""
    if not _NAME.fullmatch(name):
        raise ValueError(f"not a name in snake_case: {name!r}")
    return name


@lru_cache(maxsize=1 << 14)
def pascal(name: str) -> str:
    """`local_tax` → `LocalTax`."""
    spelled = "".join(part[:1].upper() + part[1:] for part in checked(name).split("_"))
    return f"{spelled}_" if spelled in ("None", "True", "False") else spelled  # the keywords that look like a class


@lru_cache(maxsize=1 << 14)
def attribute(name: str) -> str:
    """The Python attribute of an item, a repeat or a record: a taken name gets `_` at its end."""
    plain = checked(name).rstrip("_")
    return f"{name}_" if plain in _TAKEN_IN_MODELS or plain.startswith("model_") else name


def file_name(name: str) -> str:
    """The folder or the file of a kind or a code list, without its ending; it can also be imported."""
    return f"{name}_" if checked(name).rstrip("_") in _TAKEN_AS_FILES else name


def distinct(
    things: Iterable[Key], spell: Callable[[Key], str], spell_out: Callable[[Key], str], taken: Collection[str] = ()
) -> dict[Key, str]:
    """A name for each thing: `spell`, or `spell_out` for all those that would share one or hit a taken one.

    No counters, so that a name does not change with its neighbours' order.
    """
    short = {thing: spell(thing) for thing in things}
    times = Counter(short.values())
    return {
        thing: name if times[name] == 1 and name not in taken else spell_out(thing) for thing, name in short.items()
    }


@lru_cache(maxsize=1 << 12)
def type_name(kind: ItemType) -> str:
    """`yen_12_signed`: the shared definition of a type; for a code, the name of its list."""
    match kind:
        case Characters(name, length):
            return f"{name}_{length}"
        case Digits(minimum, maximum):
            return f"digits_{maximum}" if minimum == maximum else f"digits_{minimum}_to_{maximum}"
        case Integer(name, digits, signed):
            return f"{name}_{digits}{'_signed' if signed else ''}"
        case Decimal(precision, scale, signed):
            return f"decimal_{precision}_scale_{scale}{'_signed' if signed else ''}"
        case Date(partial):
            return "date_partial" if partial else "date"
        case YearMonth():
            return "year_month"
        case Year(fiscal):
            return "fiscal_year" if fiscal else "year"
        case DateTime():
            return "date_time"
        case Flag():
            return "flag"
        case Code(name):
            return checked(name)
        case _:
            assert_never(kind)


def checked_value(value: str) -> str:
    """A value of a code list, as part of a name; ValueError if it has other characters than 0-9 and A-Z."""
    if not _VALUE.fullmatch(value):
        raise ValueError(f"not a value of a code list: {value!r}")
    return value


def checked_code(code: str) -> str:
    """The code of an item, a repeat or an area, as the name of an element; ValueError if it has not the form of one."""
    if not _CODE.fullmatch(code):
        raise ValueError(f"not the code of an item or an area: {code!r}")
    return code


def absence_name(reasons: Collection[AbsentReason]) -> str:
    """`not_applicable_or_not_covered`: a set of reasons, whatever order a layout gives them in."""
    return "_or_".join(reason.declared for reason in AbsentReason if reason in reasons)
