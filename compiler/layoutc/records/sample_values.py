"""Right values of each type: the edges, which reach every branch of its rule, and drawn ones. All are recognisably fictitious.

Only `Random.random()` is drawn from: of all methods it alone is promised to give the same numbers in every version of Python.
"""

from calendar import monthrange
from collections.abc import Callable, Mapping
from typing import TypeVar, assert_never

from layoutc.catalog.model import CodeList
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

Draw = Callable[[], float]  # the next number of [0, 1)
T = TypeVar("T")

ASTRAL = "𠮷"  # one character, two units of UTF-16, four bytes of UTF-8
_WORDS: dict[CharacterSet, tuple[str, ...]] = {
    "text": ("見本", "架空", "テスト", "ABC", "9999", "Sample", "見本 架空", "ﾃｽﾄ", "𠮷𠮷", "例<&>", 'か"き",く'),
    "wide": ("見本", "架空", "テスト", "ＡＢＣ", "９９９９", "例", "𠮷𠮷", "甲乙丙丁"),
    "kana": ("テスト", "ミホン", "カクウ", "アイウエオ", "　", "ヴー"),
    "ascii": ("ABC", "SAMPLE", "TEST", "9999", "sample test", "~", "x=0,y"),
}
# The first and the last character of each range that the set allows, and what readers of JSON, CSV and XML stumble over.
_EDGE_TEXTS: dict[CharacterSet, tuple[str, ...]] = {
    "text": (
        *("\u0020", "~", "\u00a0", "\u2028", "\ud7ff", "\ue000", "\ufeff", "\ufffd", "\U00010000", "\U0010ffff"),
        *("  見本  架空  ", "<&>\"']]>", '見本,"架空"', "か\u3099", "\\u0041\\n", "=9+9", "null", "９９９９", "-0"),
    ),
    "wide": (
        *("\u00a7", "\u00a8", "\u00b0\u00b1", "\u00b4", "\u00b6", "\u00d7", "\u00f7", "\u0100", "\u3000", "\uff60"),
        *("\uffdd", "\uffe7", "\uffef", "\ufffd", "\ud7ff", "\ue000", "\U00010000", "\U0010ffff"),
        *("か\u3099", "９９９９", "　見本　"),
    ),
    "kana": ("\u30a1", "\u30fe", "\u3000", "\u30fb\u30fc", "　テスト　"),
    "ascii": ("\u0020", "~", "  ABC  ", "<&>\"']]>", "\\n", "0", "A,B"),
}
_LEAP_DAYS = tuple(f"{year}-02-29" for year in (2004, 2008, 2020, 2012, 2096, 1200, 1600, 2000, 2400, 8800))
_MONTH_ENDS = tuple(f"2019-{month:02}-{monthrange(2019, month)[1]}" for month in range(1, 13))
_DATES = (
    *(
        f"{FIRST_YEAR}-01-01",
        f"{LAST_YEAR}-12-31",
        "2018-12-31",
        "2019-01-01",
        "1900-02-28",
        "2020-02-28",
        "2020-03-01",
    ),
    *(*_LEAP_DAYS, *_MONTH_ENDS, "2019-01-09", "2019-01-10", "2019-01-20", "2019-01-30", "2019-04-20"),
)
_YEAR_MONTHS = (f"{FIRST_YEAR}-01", f"{LAST_YEAR}-12", *(f"2018-{month:02}" for month in range(1, 13)))
_TIMES = ("00:00:00", "23:59:59", "09:09:09", "10:10:10", "19:20:30", "20:40:50")
_LONGEST_WORDS = 24  # drawn texts are short, as in life; the longest stands among the edges


def edges(kind: ItemType, codes: Mapping[str, CodeList]) -> tuple[object, ...]:
    """Right values that between them reach every branch of the type's rule; empty for a code list without values."""
    match kind:
        case Characters(name, length):
            longest = ((_WORDS[name][0] + _WORDS[name][2]) * length)[:length]
            plane = (ASTRAL * length,) if name in ("text", "wide") else ()
            short = (text for text in _EDGE_TEXTS[name] if len(text) <= length)
            return tuple(dict.fromkeys((longest, longest[:1], *plane, *short)))
        case Digits(minimum, maximum):
            figures = "0123456789" * (maximum // 10 + 2)
            turned = (figures[first : first + maximum] for first in (range(10) if maximum < 10 else (0,)))
            return tuple(dict.fromkeys(("9" * maximum, "0" * minimum, "0" * maximum, "9" * minimum, *turned)))
        case Integer(_, digits, signed):
            largest = 10**digits - 1
            right = (0, 1, largest, largest // 9, 10 ** (digits - 1), *((-1, -largest) if signed else ()))
            return tuple(dict.fromkeys(right))
        case Decimal(precision, scale, signed):
            return _decimals(precision, scale, signed=signed)
        case Date(partial):
            return (*_DATES, *((str(FIRST_YEAR), str(LAST_YEAR), "2018", *_YEAR_MONTHS) if partial else ()))
        case YearMonth():
            return _YEAR_MONTHS
        case Year():
            return (FIRST_YEAR, LAST_YEAR, 2018)
        case DateTime():
            first = (f"{day}T{_TIMES[at % len(_TIMES)]}+09:00" for at, day in enumerate(_DATES))
            return (*first, *(f"2018-07-18T{time}+09:00" for time in _TIMES))
        case Flag():
            return (True, False)
        case Code(name):
            return tuple(value.value for value in codes[name].values)
        case _:
            assert_never(kind)


def _decimals(precision: int, scale: int, *, signed: bool) -> tuple[str, ...]:
    whole = precision - scale
    largest = "9" * whole or "0"
    right = ["0", largest]
    if whole:
        right += ["1", "9" + "0" * (whole - 1)]
    if scale:
        right += [f"{largest}.{'9' * scale}", "0.0", f"0.{'0' * scale}", f"0.{'0' * (scale - 1)}1", f"{largest}.9"]
    if signed:
        right += [f"-{each}" for each in right]
    return tuple(dict.fromkeys(right))


def drawn(kind: ItemType, codes: Mapping[str, CodeList]) -> Callable[[Draw], object]:
    """What draws a right value. A code list without values has none: ValueError."""
    match kind:
        case Characters(name, length):
            return _words(_WORDS[name], length)
        case Digits(minimum, maximum):
            return lambda draw: _figures(draw, minimum, maximum)
        case Integer(_, digits, signed):
            return lambda draw: _number(draw, digits, signed=signed)
        case Decimal(precision, scale, signed):
            return lambda draw: _decimal(draw, precision, scale, signed=signed)
        case Date(partial):
            return _partial_date if partial else _date
        case YearMonth():
            return lambda draw: _date(draw)[:7]
        case Year():
            return lambda draw: 1900 + int(draw() * 200)
        case DateTime():
            return lambda draw: f"{_date(draw)}T{_clock(int(draw() * 86400))}+09:00"
        case Flag():
            return lambda draw: draw() < 0.5
        case Code(name):
            values = tuple(value.value for value in codes[name].values)
            if not values:
                raise ValueError(f"{name} has no values")
            return lambda draw: values[int(draw() * len(values))]
        case _:
            assert_never(kind)


def one_of(draw: Draw, things: tuple[T, ...]) -> T:
    return things[int(draw() * len(things))]


def _words(words: tuple[str, ...], length: int) -> Callable[[Draw], str]:
    longest = min(length, _LONGEST_WORDS)

    def draw_words(draw: Draw) -> str:
        text = one_of(draw, words)
        size = 1 + int(draw() * longest)
        while len(text) < size:
            text += one_of(draw, words)
        return text[:size]

    return draw_words


def _figures(draw: Draw, minimum: int, maximum: int) -> str:
    """Nines with a naught here and there: no number of a person looks so."""
    size = minimum + int(draw() * (maximum - minimum + 1))
    return f"{int(draw() * (1 << min(size, 50))):b}".replace("1", "9").rjust(size, "9")


def _number(draw: Draw, digits: int, *, signed: bool) -> int:
    """Of any number of digits with the same chance."""
    number = int(draw() * 10 ** (1 + int(draw() * digits)))
    return -number if signed and draw() < 0.5 else number


def _decimal(draw: Draw, precision: int, scale: int, *, signed: bool) -> str:
    whole = precision - scale
    text = str(_number(draw, whole, signed=False)) if whole else "0"
    behind = int(draw() * (scale + 1))
    if behind:
        text += f".{_number(draw, behind, signed=False):0{behind}}"
    return f"-{text}" if signed and draw() < 0.5 else text


def _date(draw: Draw) -> str:
    year, month = 1900 + int(draw() * 200), 1 + int(draw() * 12)
    return f"{year}-{month:02}-{1 + int(draw() * monthrange(year, month)[1]):02}"


def _partial_date(draw: Draw) -> str:
    return _date(draw)[: (4, 7, 10)[int(draw() * 3)]]


def _clock(second: int) -> str:
    return f"{second // 3600:02}:{second // 60 % 60:02}:{second % 60:02}"
