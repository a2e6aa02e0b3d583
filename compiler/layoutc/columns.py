"""Columns of a terminal: a full-width character takes two, a combining one none."""

import re

from wcwidth import wcwidth

# What stays on one line: a word, a mark in 〔〕, or a wide character with the brackets before it and the marks behind it.
_UNIT = re.compile(r"〔[^〕]*〕|[（「『]*(?:[!-~]+|[^\s!-~])[、。，．・：）」』ー…]*\s*")


def display_width(text: str) -> int:
    """How many columns a text without control characters takes."""
    return len(text) if text.isascii() else sum(max(wcwidth(sign), 0) for sign in text)


def wrapped(text: str, width: int) -> list[str]:
    """The lines of a text of one paragraph, none wider than `width` columns unless a word is."""
    lines: list[str] = []
    line = ""
    for unit in _UNIT.findall(text):
        if line and display_width((line + unit).rstrip()) > width:
            lines.append(line.rstrip())
            line = ""
        line += unit
    return [*lines, line.rstrip()] if line else lines
