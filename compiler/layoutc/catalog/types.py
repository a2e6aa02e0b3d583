"""The types of items: what a value may be, written once; each emitter translates the facets into its own terms."""

from typing import Literal, assert_never

from layoutc.frozen import dataclass

MAX_NUMBER_DIGITS = 15  # what every JSON reader keeps exact (below 2**53)
MAX_TEXT_LENGTH = 4000

CharacterSet = Literal["text", "wide", "kana", "ascii"]


@dataclass(frozen=True, slots=True)
class Characters:
    """`text(n)`, `wide(n)` (full-width only), `kana(n)` (full-width katakana), `ascii(n)` (half-width)."""

    kind: CharacterSet
    length: int


@dataclass(frozen=True, slots=True)
class Digits:
    """`digits(n)` (exactly n) or `digits(m..n)`: figures that are no quantity, leading zeros kept."""

    minimum: int
    maximum: int


@dataclass(frozen=True, slots=True)
class Integer:
    """`int(n)` or `yen(n)`: a whole number of at most n digits, with `signed` also below zero."""

    kind: Literal["int", "yen"]
    digits: int
    signed: bool = False


@dataclass(frozen=True, slots=True)
class Decimal:
    """`decimal(p, s)`: at most p digits, at most s of them behind the point."""

    precision: int
    scale: int
    signed: bool = False


@dataclass(frozen=True, slots=True)
class Date:
    """`date`, in the Gregorian calendar; `partial` when the day, or month and day, may be unknown."""

    partial: bool = False


@dataclass(frozen=True, slots=True)
class YearMonth:
    """`year_month`."""


@dataclass(frozen=True, slots=True)
class Year:
    """`year`, or `fiscal_year` (年度, from April)."""

    fiscal: bool = False


@dataclass(frozen=True, slots=True)
class DateTime:
    """`datetime`: a second in Japan Standard Time."""


@dataclass(frozen=True, slots=True)
class Flag:
    """`flag`: yes or no."""


@dataclass(frozen=True, slots=True)
class Code:
    """`code(list)`: a value of a code list."""

    list: str


ItemType = Characters | Digits | Integer | Decimal | Date | YearMonth | Year | DateTime | Flag | Code


def spell(kind: ItemType) -> str:
    """The type as a layout writes it."""
    match kind:
        case Characters(name, length):
            return f"{name}({length})"
        case Digits(minimum, maximum):
            return f"digits({maximum})" if minimum == maximum else f"digits({minimum}..{maximum})"
        case Integer(name, digits, signed):
            return f"{name}({digits}{', signed' if signed else ''})"
        case Decimal(precision, scale, signed):
            return f"decimal({precision}, {scale}{', signed' if signed else ''})"
        case Date(partial):
            return "date(partial)" if partial else "date"
        case YearMonth():
            return "year_month"
        case Year(fiscal):
            return "fiscal_year" if fiscal else "year"
        case DateTime():
            return "datetime"
        case Flag():
            return "flag"
        case Code(name):
            return f"code({name})"
        case _:
            assert_never(kind)


@dataclass(frozen=True, slots=True)
class StringFacets:
    """Text: lengths in characters (code points); `pattern` matches the whole value, in the syntax that all regex engines share."""

    pattern: str
    minimum: int
    maximum: int


@dataclass(frozen=True, slots=True)
class IntegerFacets:
    """A whole number, both bounds included."""

    minimum: int
    maximum: int


@dataclass(frozen=True, slots=True)
class FlagFacets:
    """True or false."""


@dataclass(frozen=True, slots=True)
class CodeFacets:
    """One value of the named list."""

    list: str


Facets = StringFacets | IntegerFacets | FlagFacets | CodeFacets

_CONTROLS = r"\u0000-\u001F\u007F-\u009F"
_NOT_IN_XML = r"\uFFFE\uFFFF"  # no characters at all; no XML document can carry them
# Latin-1 holds eight signs that JIS X 0208 draws full-width: § ¨ ° ± ´ ¶ × ÷; half-width forms end the block of full-width ones.
_NOT_WIDE = (
    r"\u0000-\u00A6\u00A9-\u00AF\u00B2\u00B3\u00B5\u00B7-\u00D6\u00D8-\u00F6\u00F8-\u00FF\uFF61-\uFFDC\uFFE8-\uFFEE"
    + _NOT_IN_XML
)
_CHARACTERS: dict[CharacterSet, str] = {
    "text": f"[^{_CONTROLS}{_NOT_IN_XML}]",
    "wide": f"[^{_NOT_WIDE}]",
    "kana": r"[\u30A1-\u30FE\u3000]",
    "ascii": r"[\u0020-\u007E]",
}
_YEAR = "[1-9][0-9]{3}"
_LEAP_YEAR = "(?:[1-9][0-9](?:0[48]|[2468][048]|[13579][26])|(?:[2468][048]|[13579][26])00)"
_DAY_OF_MONTH = "(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))"
DATE_PATTERN = f"(?:{_YEAR}-{_DAY_OF_MONTH}|{_LEAP_YEAR}-02-29)"
YEAR_MONTH_PATTERN = f"{_YEAR}-(?:0[1-9]|1[0-2])"
DATETIME_PATTERN = DATE_PATTERN + r"T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]\+09:00"
FIRST_YEAR, LAST_YEAR = 1000, 9999


def facets(kind: ItemType) -> Facets:
    """What a value of the type must satisfy on the wire."""
    match kind:
        case Characters(name, length):
            return StringFacets(f"{_CHARACTERS[name]}+", 1, length)
        case Digits(minimum, maximum):
            return StringFacets("[0-9]+", minimum, maximum)
        case Integer(_, digits, signed):
            largest = 10**digits - 1
            return IntegerFacets(-largest if signed else 0, largest)
        case Decimal(precision, scale, signed):
            whole = precision - scale
            before = f"(?:0|[1-9][0-9]{{0,{whole - 1}}})" if whole else "0"
            behind = f"(?:\\.[0-9]{{1,{scale}}})?" if scale else ""
            sign = "-?" if signed else ""
            return StringFacets(sign + before + behind, 1, precision + signed + (scale > 0) + (whole == 0))
        case Date(partial=False):
            return StringFacets(DATE_PATTERN, 10, 10)
        case Date():
            return StringFacets(f"(?:{_YEAR}|{YEAR_MONTH_PATTERN}|{DATE_PATTERN})", 4, 10)
        case YearMonth():
            return StringFacets(YEAR_MONTH_PATTERN, 7, 7)
        case Year():
            return IntegerFacets(FIRST_YEAR, LAST_YEAR)
        case DateTime():
            return StringFacets(DATETIME_PATTERN, 25, 25)
        case Flag():
            return FlagFacets()
        case Code(name):
            return CodeFacets(name)
        case _:
            assert_never(kind)
