"""The few colours of the terminal, as plain ANSI codes."""

from enum import Enum

from layoutc.findings import Severity


class Style(Enum):
    ERROR = "1;31"
    WARNING = "1;33"
    GUTTER = "34"
    PLAIN = ""
    STRONG = "1"
    HELP = "36"
    ADDED = "32"
    REMOVED = "31"


def paint(text: str, style: Style, colour: bool) -> str:
    """The text in its style; unchanged without colour, or if there is nothing to see."""
    return f"\x1b[{style.value}m{text}\x1b[0m" if colour and text and style is not Style.PLAIN else text


def of_severity(severity: Severity) -> Style:
    match severity:
        case Severity.ERROR:
            return Style.ERROR
        case Severity.WARNING:
            return Style.WARNING
