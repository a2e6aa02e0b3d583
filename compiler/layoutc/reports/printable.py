"""Text from files made safe to print: what would drive a terminal or not be seen is shown as an escape."""

import json
import re
from collections.abc import Mapping
from functools import lru_cache

from layoutc.columns import display_width

# Controls, format and bidi characters, line separators, surrogates, and whatever Unicode lets a screen ignore.
_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ud800-\udfff\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff"
    "\U000110bd\U000110cd\U00013430-\U0001345f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)


def printable(text: str) -> str:
    """The text on one line, every unseen character as `\\u202e` or `\\U000e0001`."""
    return _UNSEEN.sub(lambda found: _escape(found.group()), text)


def printable_lines(text: str) -> list[str]:
    """Like `printable`, but a line feed ends a line."""
    return [printable(line) for line in text.split("\n")]


@lru_cache(maxsize=8192)
def drawn(character: str) -> tuple[str, int]:
    """One character as `printable` shows it, and the cells it fills."""
    shown = printable(character)
    return shown, display_width(shown)


def cut(text: str, width: int) -> str:
    """A printable text in at most `width` (> 0) cells; what is left out at the end is shown by `…`."""
    if display_width(text) <= width:
        return text
    kept, used = [], 1
    for character in text:
        used += display_width(character)
        if used > width:
            break
        kept.append(character)
    return "".join(kept) + "…"


def json_text(document: Mapping[str, object]) -> str:
    """JSON to read: Japanese as it is, everything unseen as an escape of JSON.

    A lone surrogate becomes the six characters of `\\ud800`: strict readers refuse its escape.
    """
    text = json.dumps(document, ensure_ascii=False, indent=2)
    return "\n".join(_UNSEEN.sub(lambda found: _json_escape(found.group()), line) for line in text.split("\n")) + "\n"


def _json_escape(character: str) -> str:
    escaped = json.dumps(character)[1:-1]
    return f"\\{escaped}" if "\ud800" <= character <= "\udfff" else escaped


def _escape(character: str) -> str:
    point = ord(character)
    return f"\\u{point:04x}" if point < 0x10000 else f"\\U{point:08x}"
