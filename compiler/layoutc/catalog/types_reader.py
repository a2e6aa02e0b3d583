"""`yen(12, signed)` as written → a type of item."""

from collections.abc import Callable, Mapping
from functools import lru_cache

from layoutc.catalog import rules
from layoutc.catalog.scope import Scope, suggestion
from layoutc.catalog.types import (
    MAX_NUMBER_DIGITS,
    MAX_TEXT_LENGTH,
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
from layoutc.messages import catalog as say
from layoutc.source import Place
from layoutc.syntax.tree import Type

FALLBACK = Characters("text", MAX_TEXT_LENGTH)  # stands for a type that could not be read, which is reported


class _WrongArguments(Exception):  # noqa: N818  never leaves this module
    def __init__(self, minimum: int | None = None, maximum: int | None = None) -> None:
        self.limits = (minimum, maximum) if minimum is not None and maximum is not None else None


def read_type(scope: Scope, written: Type, place: Place, code_lists: Mapping[str, str]) -> ItemType:
    """The type, or FALLBACK after reporting what is wrong; `code_lists` is name → label."""
    name, arguments = written.name.text, [argument.text for argument in written.arguments]
    if name not in _READERS:
        if name:
            message = say.unknown(say.TYPE, name)
            scope.report(rules.TYPE_FORM, place, message, suggestion(name, dict.fromkeys(_READERS, "")))
        return FALLBACK
    if name == "code" and len(arguments) == 1 and arguments[0] not in code_lists:
        in_layout = place.span == written.span  # a type in YAML counts from its own start
        where = Place(place.file, written.arguments[0].span) if in_layout else place
        scope.unknown(where, say.CODE_LIST, arguments[0], code_lists)
        return FALLBACK
    try:
        return _read(name, tuple(arguments))
    except _WrongArguments as wrong:
        spelled = f"{name}({', '.join(arguments)})" if arguments else name
        if wrong.limits:
            message, help_text = say.type_out_of_range(spelled), say.type_range(*wrong.limits)
        else:
            message, help_text = say.type_arguments(spelled), say.type_example(_EXAMPLES[name])
        scope.report(rules.TYPE_FORM, place, message, help_text)
        return FALLBACK


@lru_cache(1000)  # thousands of items are of a few types
def _read(name: str, arguments: tuple[str, ...]) -> ItemType:
    return _READERS[name]([*arguments])


def _number(text: str, minimum: int, maximum: int) -> int:
    if not text.isdigit():
        raise _WrongArguments
    if len(text) > 9 or not minimum <= int(text) <= maximum:
        raise _WrongArguments(minimum, maximum)
    return int(text)


def _signed(arguments: list[str], count: int) -> bool:
    if len(arguments) not in (count, count + 1) or (len(arguments) > count and arguments[count] != "signed"):
        raise _WrongArguments
    return len(arguments) > count


def _characters(kind: str) -> Callable[[list[str]], ItemType]:
    def read(arguments: list[str]) -> ItemType:
        if len(arguments) != 1:
            raise _WrongArguments
        length = _number(arguments[0], 1, MAX_TEXT_LENGTH)
        match kind:
            case "wide" | "kana" | "ascii":
                return Characters(kind, length)
            case _:
                return Characters("text", length)

    return read


def _digits(arguments: list[str]) -> ItemType:
    if len(arguments) != 1:
        raise _WrongArguments
    low, dots, high = arguments[0].replace(" ", "").replace("\t", "").partition("..")
    minimum = _number(low, 1, MAX_TEXT_LENGTH)
    maximum = _number(high, minimum, MAX_TEXT_LENGTH) if dots else minimum
    return Digits(minimum, maximum)


def _integer(arguments: list[str]) -> ItemType:
    signed = _signed(arguments, 1)
    return Integer("int", _number(arguments[0], 1, MAX_NUMBER_DIGITS), signed)


def _yen(arguments: list[str]) -> ItemType:
    signed = _signed(arguments, 1)
    return Integer("yen", _number(arguments[0], 1, MAX_NUMBER_DIGITS), signed)


def _decimal(arguments: list[str]) -> ItemType:
    signed = _signed(arguments, 2)
    precision = _number(arguments[0], 1, 30)
    return Decimal(precision, _number(arguments[1], 1, precision), signed)


def _date(arguments: list[str]) -> ItemType:
    if arguments not in ([], ["partial"]):
        raise _WrongArguments
    return Date(partial=bool(arguments))


def _code(arguments: list[str]) -> ItemType:
    if len(arguments) != 1:
        raise _WrongArguments
    return Code(arguments[0])


def _bare(kind: ItemType) -> Callable[[list[str]], ItemType]:
    def read(arguments: list[str]) -> ItemType:
        if arguments:
            raise _WrongArguments
        return kind

    return read


_READERS: dict[str, Callable[[list[str]], ItemType]] = {
    "text": _characters("text"),
    "wide": _characters("wide"),
    "kana": _characters("kana"),
    "ascii": _characters("ascii"),
    "digits": _digits,
    "int": _integer,
    "decimal": _decimal,
    "yen": _yen,
    "date": _date,
    "year_month": _bare(YearMonth()),
    "year": _bare(Year()),
    "fiscal_year": _bare(Year(fiscal=True)),
    "datetime": _bare(DateTime()),
    "flag": _bare(Flag()),
    "code": _code,
}
_EXAMPLES = {
    "text": "text(40)",
    "wide": "wide(40)",
    "kana": "kana(40)",
    "ascii": "ascii(15)",
    "digits": "digits(6)",
    "int": "int(3)",
    "decimal": "decimal(4, 2)",
    "yen": "yen(11, signed)",
    "date": "date(partial)",
    "year_month": "year_month",
    "year": "year",
    "fiscal_year": "fiscal_year",
    "datetime": "datetime",
    "flag": "flag",
    "code": "code(relation)",
}
