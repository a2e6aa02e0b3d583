"""Wrong values of each type, each breaking one rule and no other."""

from collections.abc import Callable, Iterator, Mapping
from typing import assert_never

from layoutc.catalog.model import AbsentReason, CodeList, Item
from layoutc.catalog.types import (
    FIRST_YEAR,
    LAST_YEAR,
    Characters,
    CharacterSet,
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
from layoutc.emit.definitions import always_sent
from layoutc.emit.wire import REASON_OF_NULL
from layoutc.records import rules
from layoutc.records.sample_values import ASTRAL, Draw, drawn

TYPE, CHARACTERS, LENGTH, RANGE, FORM = (
    rule.id for rule in (rules.TYPE, rules.CHARACTERS, rules.LENGTH, rules.RANGE, rules.FORM)
)
CODELIST, REQUIRED, ABSENT = (rule.id for rule in (rules.CODELIST, rules.REQUIRED, rules.ABSENT_REASON))
UNKNOWN, REPETITION = rules.UNKNOWN_ITEM.id, rules.REPETITION.id

Wrong = tuple[str, Callable[[Draw], object]]  # the rule that is broken, and what draws a value that breaks it

# Neighbours of the ranges that each set allows, and what is often taken for one of the set.
_OUTSIDE: dict[CharacterSet, str] = {
    "text": "\u0000\u0001\t\n\r\u001f\u007f\u0080\u0085\u009f\ufffe\uffff",
    "wide": "\u0000 aZ~\u00a6\u00a9\u00af\u00b2\u00b3\u00b5\u00b7\u00d6\u00d8\u00f6\u00f8\u00ff\uff61ｱ\uffdc\uffe8\uffee\ufffe\uffff\n",
    "kana": "\u30a0\u30ff\u2fff\u3001あ漢ｱa1 \u31f0\n",
    "ascii": "\u0000\u001f\u007f\u0080éＡ見\n",
}
_NOT_FIGURES = "a/:-+. １９٣\n"
_NO_DAYS = (
    *("2019-02-29", "1900-02-29", "2100-02-29", "2020-02-30", "2018-04-31", "2018-06-31", "2018-09-31", "2018-11-31"),
    *("2018-01-32", "2018-01-00", "2018-00-10", "2018-13-01", "2018-99-99", "0999-12-31", "0000-01-01", "10000-01-01"),
    *("2018-1-1", "20180101", "2018/01/01", "2018.01.01", "18-01-01", "H30.01.01", "平成30年1月1日", "-2018-01-01"),
    *("２０１８-０１-０１", " 2018-01-01", "2018-01-01 ", "2018-01-01\n", "2018-01-01Z", "2018-W01-1", "2018-001", ""),
)
_NO_MONTHS = (
    *(
        "2018-00",
        "2018-13",
        "2018-1",
        "201801",
        "2018/01",
        "0999-12",
        "10000-01",
        "２０１８-０１",
        " 2018-01",
        "2018-01\n",
    ),
    *("2018-", "H30.01", ""),
)
_NO_YEARS = ("0999", "10000", "018", "平成30年", "２０１８", " 2018", "2018\n")
_NO_CLOCKS = ("24:00:00", "23:60:00", "23:59:60", "9:00:00", "09:00", "09:00:00.5", "090000", "09:00:00,0")


def wrong(item: Item, codes: Mapping[str, CodeList], declared: Mapping[str, CodeList]) -> Iterator[Wrong]:
    """What an item may not be given. `declared` has the code values of every day, those that have ended too."""
    for value in (None, [], [[]], *_other_types(item.type)):
        yield TYPE, _always(value)
    yield from _of_type(item.type, codes, declared)
    yield from _absences(() if always_sent(item) else item.absent)


def _other_types(kind: ItemType) -> tuple[object, ...]:
    match kind:
        case Integer() | Year():
            return "1", "見本", "", True, False, 1.5, 1.0, 2018.0, [1]
        case Flag():
            return "true", "false", "1", "", 0, 1, 1.0, [True]
        case Decimal():
            return 1, 0, 1.5, True, ["1"]
        case Digits() | Code() | Date() | YearMonth() | DateTime() | Characters():
            return 1, 0, 2018, 20180101, 1.5, True, ["見本"]
        case _:
            assert_never(kind)


def _of_type(kind: ItemType, codes: Mapping[str, CodeList], declared: Mapping[str, CodeList]) -> Iterator[Wrong]:
    match kind:
        case Characters(name, length):
            right = drawn(kind, codes)
            yield LENGTH, _always("")
            yield LENGTH, _always(("テスト" if name != "ascii" else "ABC") * length)
            yield LENGTH, lambda draw: str(right(draw))[:1] * (length + 1)
            if name in ("text", "wide"):
                yield LENGTH, _always(ASTRAL * (length + 1))
            yield from _with_one(_OUTSIDE[name], right)
        case Digits(minimum, maximum):
            yield LENGTH, _always("9" * (minimum - 1))
            yield LENGTH, _always("9" * (maximum + 1))
            yield from _with_one(_NOT_FIGURES, drawn(kind, codes))
        case Integer(_, digits, signed):
            largest = 10**digits - 1
            for number in (largest + 1, 10**15, 10**30, -1 - largest if signed else -1, -(10**30)):
                yield RANGE, _always(number)
        case Year():
            for number in (FIRST_YEAR - 1, LAST_YEAR + 1, 0, -2018, 30):
                yield RANGE, _always(number)
        case Decimal(precision, scale, signed):
            yield from _formed(_no_decimals(precision, scale, signed=signed))
        case Date(partial):
            yield from _formed(_NO_DAYS)
            yield from _formed(("2018-", *_NO_MONTHS[:-1], *_NO_YEARS) if partial else ("2018", "2018-01"))
        case YearMonth():
            yield from _formed((*_NO_MONTHS, "2018", "2018-01-01"))
        case DateTime():
            yield from _formed(tuple(f"{day}T00:00:00+09:00" for day in _NO_DAYS if not day.endswith(("\n", " ", "Z"))))
            yield from _formed(tuple(f"2018-07-18T{clock}+09:00" for clock in _NO_CLOCKS))
            yield from _formed(
                tuple(f"2018-07-18T00:00:00{zone}" for zone in ("", "Z", "+00:00", "+0900", "-09:00", "+09:00\n"))
            )
            yield from _formed(
                ("2018-07-18 00:00:00+09:00", "2018-07-18t00:00:00+09:00", "2018-07-18", "20180718000000000", "")
            )
        case Flag():
            return
        case Code(name):
            yield from _no_codes(codes[name], declared[name])
        case _:
            assert_never(kind)


def _always(value: object) -> Callable[[Draw], object]:
    return lambda _: value


def _formed(texts: tuple[str, ...]) -> Iterator[Wrong]:
    for text in texts:
        yield FORM, _always(text)


def _with_one(characters: str, right: Callable[[Draw], object]) -> Iterator[Wrong]:
    """A right text with one character put in the place of another; a line break last, where it is overlooked most easily."""
    for character in characters:
        yield CHARACTERS, _put(character, right)


def _put(character: str, right: Callable[[Draw], object]) -> Callable[[Draw], object]:
    def put(draw: Draw) -> object:
        text = str(right(draw))
        at = len(text) - 1 if character == "\n" else int(draw() * len(text))
        return text[:at] + character + text[at + 1 :]

    return put


def _no_decimals(precision: int, scale: int, *, signed: bool) -> tuple[str, ...]:
    whole = precision - scale
    texts = [
        "1" + "0" * max(whole, 1),
        "00",
        "01",
        "+1",
        "1.",
        ".5",
        "1e0",
        "1,0",
        "１",
        " 1",
        "1 ",
        "1\n",
        "NaN",
        "Infinity",
        "",
    ]
    texts += [f"0.{'0' * (scale + 1)}", "0.0.0", *(["1"] if not whole else [])]
    return tuple(dict.fromkeys([*texts, *(["--1", "- 1", "-"] if signed else ["-1", "-0"])]))


def _no_codes(now: CodeList, ever: CodeList) -> Iterator[Wrong]:
    right = {value.value for value in now.values}
    near = [each for value in sorted(right)[:1] for each in (value + "\n", value + " ", value * 9, f"V{value}")]
    for text in dict.fromkeys(["", "架空", "見本", "9999", *near, *(value.value for value in ever.values)]):
        if text not in right:
            yield CODELIST, _always(text)


def _absences(allowed: tuple[AbsentReason, ...]) -> Iterator[Wrong]:
    """An object in the place of a value is an absence, whatever is in it."""
    for reason in AbsentReason:
        if reason not in allowed:
            yield ABSENT, _always({REASON_OF_NULL: reason.value})
    known = (allowed or tuple(AbsentReason))[0].value
    wrong_reasons: tuple[object, ...] = (
        "架空",
        "NotConvered",
        known.lower(),
        known + "\n",
        "",
        None,
        1,
        True,
        [known],
        {},
    )
    for value in wrong_reasons:
        yield ABSENT, _always({REASON_OF_NULL: value})
    yield ABSENT, _always({REASON_OF_NULL: known, "見本": 1})
    yield ABSENT, _always({"reason": known})
    yield ABSENT, _always({})
