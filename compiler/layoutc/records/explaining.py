"""Why an answer or a record is refused: every rule that it breaks, with the way to the value. Only refused ones come here."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import assert_never

from layoutc.catalog.model import CodeList, Item, Record, Repeat
from layoutc.catalog.types import (
    Characters,
    Code,
    Date,
    DateTime,
    Decimal,
    Digits,
    Flag,
    Integer,
    IntegerFacets,
    StringFacets,
    Year,
    YearMonth,
    facets,
)
from layoutc.emit.definitions import Definition, Member, always_sent
from layoutc.emit.wire import REASON_OF_NULL
from layoutc.findings import Text
from layoutc.messages import records as say
from layoutc.records import rules
from layoutc.records.masking import class_of
from layoutc.records.rows import Fault, Steps

_SLASHED = re.compile(r"[0-9]{4}[/.][0-9]{1,2}(?:[/.][0-9]{1,2})?(?: [0-9:]+)?")
_MONTH_NAMED = re.compile(r"(?:[0-9]{1,2}-)?[A-Z][a-z]{2}-[0-9]{2,4}")  # 31-Jul-18
_EXPONENT = re.compile(r"[0-9](?:\.[0-9]+)?E\+[0-9]+")
_ERA = re.compile("明治|大正|昭和|平成|令和|[MTSHR][0-9]")
_FIGURES = r"-?[0-9][0-9,]*"
_YEAR_FIGURES = "[0-9]{4}"
_HALF_WIDTH = {sign: sign - 0xFEE0 for sign in range(0xFF01, 0xFF5F)}
_SHOWN_VALUES = 12
Codes = Mapping[str, CodeList]


def of_answer(definition: Definition, codes: Codes, value: object) -> Iterator[Fault]:
    """The faults of a whole answer; none if the definition's models take it."""
    if not isinstance(value, dict):
        yield Fault(rules.TYPE, (), say.not_kind(say.AN_OBJECT), value=value)
        return
    known = {record.name: record for record in definition.records}
    for name, sent in value.items():
        if name not in known:
            yield Fault(rules.UNKNOWN_ITEM, (name,), say.unknown_record(), say.remove_item(), value=sent)
    for name, record in known.items():
        if name not in value:
            yield Fault(rules.REQUIRED, (name,), say.missing_record(), about=record)
        else:
            yield from _list(record, codes, value[name], (name,))


def of_record(record: Record, codes: Codes, value: object, path: Steps = ()) -> Iterator[Fault]:
    """The faults of one record."""
    yield from _object(record, codes, value, path)


def _list(holder: Record | Repeat, codes: Codes, value: object, path: Steps) -> Iterator[Fault]:
    if not isinstance(value, list):
        yield Fault(rules.TYPE, path, say.not_kind(say.AN_ARRAY), about=holder, value=value)
        return
    for place, entry in enumerate(value):
        yield from _object(holder, codes, entry, (*path, place))


def _object(holder: Record | Repeat, codes: Codes, value: object, path: Steps) -> Iterator[Fault]:
    if not isinstance(value, dict):
        yield Fault(rules.TYPE, path, say.not_kind(say.AN_OBJECT), about=holder, value=value)
        return
    known = {member.code: member for member in holder.members}
    for code, sent in value.items():
        if code not in known:
            yield Fault(rules.UNKNOWN_ITEM, (*path, code), say.unknown_item(), _meant(code, holder), value=sent)
    for code, member in known.items():
        if code in value:
            yield from _member(member, codes, value[code], (*path, code))
        elif always_sent(member):
            yield Fault(rules.REQUIRED, (*path, code), say.missing(), say.send_value(), member)


def _meant(code: str, holder: Record | Repeat) -> Text:
    """What to do with a name that is not known: often the item's name or label was written instead of its code."""
    for member in holder.members:
        if code in (member.name, member.label):
            return say.meant_item(member.code, member.label)
    return say.remove_item()


def _member(member: Member, codes: Codes, value: object, path: Steps) -> Iterator[Fault]:
    match member:
        case Item():
            yield from (
                _absence(member, value, path) if isinstance(value, dict) else of_value(member, codes, value, path)
            )
        case Repeat(minimum=minimum, maximum=maximum):
            if isinstance(value, list) and not minimum <= len(value) <= (len(value) if maximum is None else maximum):
                count = say.wrong_count(len(value), minimum, maximum)
                yield Fault(rules.REPETITION, path, count, say.check_count(), member)
            yield from _list(member, codes, value, path)
        case _:
            assert_never(member)


def _absence(item: Item, value: dict[str, object], path: Steps) -> Iterator[Fault]:
    reason = value.get(REASON_OF_NULL)
    if always_sent(item) or not item.absent:
        help_text = say.send_value() if always_sent(item) else say.leave_out()
        yield Fault(rules.ABSENT_REASON, path, say.needs_value(), help_text, item, value)
    elif len(value) != 1 or not isinstance(reason, str):
        yield Fault(rules.ABSENT_REASON, path, say.not_an_absence(), say.null_has_no_reason(), item, value)
    elif reason not in item.absent:
        allowed = say.reasons_are(", ".join(item.absent))
        yield Fault(rules.ABSENT_REASON, (*path, REASON_OF_NULL), say.absence_not_allowed(), allowed, item, reason)


def of_value(item: Item, codes: Codes, value: object, path: Steps) -> Iterator[Fault]:
    """The faults of a value that is no absence."""
    kind = item.type
    match kind:
        case Characters() | Digits() | Decimal() | Date() | YearMonth() | DateTime() | Code():
            if not isinstance(value, str):
                help_text = say.null_has_no_reason() if value is None else say.write_quotes()
                yield Fault(rules.TYPE, path, say.not_kind(say.A_TEXT), help_text, item, value)
            else:
                yield from _text(item, codes, value, path)
        case Integer() | Year():
            if not isinstance(value, int) or isinstance(value, bool):
                help_text = say.null_has_no_reason() if value is None else _how_to_count(kind, value)
                yield Fault(rules.TYPE, path, say.not_kind(say.AN_INTEGER), help_text, item, value)
            else:
                yield from _number(item, value, path)
        case Flag():
            if not isinstance(value, bool):
                help_text = say.null_has_no_reason() if value is None else say.write_flag()
                yield Fault(rules.TYPE, path, say.not_kind(say.A_FLAG), help_text, item, value)
        case _:
            assert_never(kind)


def _how_to_count(kind: Integer | Year, value: object) -> Text:
    if _only_too_wide(_YEAR_FIGURES if isinstance(kind, Year) else _FIGURES, value):
        return say.half_width_figures()
    in_quotes = isinstance(value, str) and re.fullmatch(_YEAR_FIGURES, value)
    return say.check_year() if isinstance(kind, Year) and not in_quotes else say.write_figures()


def _only_too_wide(pattern: str, value: object) -> bool:
    """Whether the value is one that the pattern takes, but for full-width characters in it."""
    return isinstance(value, str) and _narrow(value) != value and bool(re.fullmatch(pattern, _narrow(value)))


def _narrow(value: str) -> str:
    return value.translate(_HALF_WIDTH)  # not what a layout would mean: there a slash stands for a hyphen


def _number(item: Item, value: int, path: Steps) -> Iterator[Fault]:
    bounds = facets(item.type)
    if isinstance(bounds, IntegerFacets) and not bounds.minimum <= value <= bounds.maximum:
        help_text = say.check_year() if isinstance(item.type, Year) else say.check_digits()
        yield Fault(rules.RANGE, path, say.out_of_range(bounds.minimum, bounds.maximum), help_text, item, value)


def _text(item: Item, codes: Codes, value: str, path: Steps) -> Iterator[Fault]:
    if isinstance(item.type, Code):
        values = {each.value: each.label for each in codes[item.type.list].values}
        if value not in values:
            message = say.not_in_codelist(codes[item.type.list].label)
            yield Fault(rules.CODELIST, path, message, _meant_code(value, values), item, value)
        return
    found = facets(item.type)
    if not isinstance(found, StringFacets):
        raise TypeError(f"{item.type} is no text")
    if isinstance(item.type, Characters | Digits):
        yield from _characters(item, found, value, path)
    elif not re.fullmatch(found.pattern, value):
        yield Fault(rules.FORM, path, _form(item), _how_to_write(item, found, value), item, value)


def _characters(item: Item, found: StringFacets, value: str, path: Steps) -> Iterator[Fault]:
    if not found.minimum <= len(value) <= found.maximum:
        message = say.wrong_length(len(value), found.minimum, found.maximum)
        yield Fault(rules.LENGTH, path, message, _why_length(item, found, value), item, value)
    taken = re.match(found.pattern, value)  # the pattern is one of repeated characters
    end = taken.end() if taken else 0
    if end < len(value):
        kind = item.type.kind if isinstance(item.type, Characters) else "digits"
        message = say.wrong_characters(kind, class_of(value[end]), end + 1)
        yield Fault(rules.CHARACTERS, path, message, _instead(kind, value), item, value)


def _instead(kind: str, value: str) -> Text:
    match kind:
        case "digits" if _EXPONENT.fullmatch(value):
            return say.exponent_from_spreadsheet()
        case "digits" if _narrow(value) == value:
            return say.figures_only()
        case "kana":
            return say.to_full_width_kana()
        case "wide":
            return say.to_full_width()
        case "text":
            return say.remove_controls()
        case _:
            return say.to_half_width()


def _why_length(item: Item, found: StringFacets, value: str) -> Text:
    if not value:
        return say.empty_text()
    if isinstance(item.type, Digits) and _EXPONENT.fullmatch(value):
        return say.exponent_from_spreadsheet()
    short = len(value) < found.minimum
    return say.leading_zeros() if short and isinstance(item.type, Digits) and value.isdecimal() else say.shorten()


def _meant_code(value: str, values: Mapping[str, str]) -> Text:
    # Which code was meant is not told: that would tell the value.
    narrow = _narrow(value)
    if narrow != value and narrow in values:
        return say.to_half_width()
    padded = narrow.isdecimal() and any(
        len(each) > len(narrow) and each.lstrip("0") == narrow.lstrip("0") for each in values
    )
    shown = [f"{each} {label}" for each, label in values.items()]
    more = [f"… ({len(shown)})"] if len(shown) > _SHOWN_VALUES else []
    possible = ", ".join([*shown[:_SHOWN_VALUES], *more])
    return say.code_with_zeros(possible) if padded else say.codes_are(possible)


def _form(item: Item) -> Text:
    match item.type:
        case Decimal(precision, scale, signed):
            return say.wrong_decimal(precision - scale, scale, signed=signed)
        case Date(partial):
            return say.wrong_form("partial_date" if partial else "date")
        case YearMonth():
            return say.wrong_form("year_month")
        case _:
            return say.wrong_form("datetime")


def _how_to_write(item: Item, found: StringFacets, value: str) -> Text:
    if _only_too_wide(found.pattern, value):
        return say.to_half_width()
    if isinstance(item.type, Decimal):
        return say.write_decimal()
    if _ERA.search(_narrow(value)):
        return say.japanese_era()
    of_month = isinstance(item.type, YearMonth)
    if _SLASHED.fullmatch(value) or _MONTH_NAMED.fullmatch(value):
        return say.date_from_spreadsheet("yyyy-mm" if of_month else "yyyy-mm-dd")
    if of_month:
        return say.write_month()
    return say.no_such_day() if _is_no_day(_narrow(value)) else say.write_date()


def _is_no_day(value: str) -> bool:
    if not re.fullmatch(r"[1-9][0-9]{3}-[0-9]{2}-[0-9]{2}(?:T.*)?", value, re.ASCII):
        return False
    try:
        date.fromisoformat(value[:10])
    except ValueError:
        return True
    return False
