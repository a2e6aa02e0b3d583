"""Values and texts of cells made alike: what a person typed, in half-width signs, without white space, shortened."""

from datetime import date, datetime, time, timedelta

_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0x2212: 0x2D, 0x2010: 0x2D, 0xA0: 0x20}
_MANY = 60

Value = str | int | float | bool | date | datetime | time | timedelta


def half_width(text: str) -> str:
    """Full-width letters, figures, signs and spaces as half-width ones."""
    return text.translate(_WIDE)


def plain(value: Value) -> str:
    """A value of a cell as a person would type it."""
    match value:
        case bool():
            return "TRUE" if value else "FALSE"
        case float() if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
        case datetime():
            return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
        case date():
            return value.isoformat()
        case time() | timedelta():
            return str(value)
        case _:
            return str(value).replace("_x000D_", "").replace("\r\n", "\n").replace("\r", "\n")


def short(text: str) -> str:
    """What a cell holds, for a finding."""
    shown = text.replace("\n", "⏎")
    return shown if len(shown) <= _MANY else f"{shown[:_MANY]}…"


def folded(text: str) -> str:
    """A heading or a label as it is compared: half-width, without any white space."""
    return "".join(half_width(text).split())
