"""A value's shape without its content: `山田 ﾀﾛｳ 03-1234` is shown as `漢漢 ｱｱｱ 99-9999`.

What is wrong with a value is nearly always seen by its shape, and findings travel further than the records do.
"""

import json

from layoutc.records.rows import NOTHING

LONGEST = 40  # characters that are shown of a value
_RANGES = (
    ("control", "\x00", "\x1f", None),
    ("digit", "0", "9", "9"),
    ("capital", "A", "Z", "A"),
    ("letter", "a", "z", "a"),
    ("sign", " ", "~", None),
    ("control", "\x7f", "\x9f", None),
    ("hiragana", "\u3041", "\u309f", "あ"),
    ("katakana", "\u30a0", "\u30ff", "ア"),
    ("wide_space", "\u3000", "\u3000", None),
    ("kanji", "\u3005", "\u3007", "漢"),
    ("kanji", "\u3400", "\u9fff", "漢"),
    ("kanji", "\uf900", "\ufaff", "漢"),
    ("kanji", "\U00020000", "\U0003ffff", "漢"),
    ("wide_digit", "\uff10", "\uff19", "９"),
    ("wide_letter", "\uff21", "\uff3a", "Ａ"),
    ("wide_letter", "\uff41", "\uff5a", "ａ"),
    ("half_kana", "\uff61", "\uff9f", "ｱ"),
    ("private", "\ue000", "\uf8ff", "外"),
)


def class_of(character: str) -> str:
    """A name for the kind of character, as `messages.records.character_class` knows them."""
    return next((name for name, first, last, _ in _RANGES if first <= character <= last), "other")


def shape(text: str) -> str:
    """The text with every character that carries meaning replaced by one that stands for its kind."""
    return "".join(_mask(character) for character in text)


def _mask(character: str) -> str:
    for _, first, last, stands in _RANGES:
        if first <= character <= last:
            return stands or character
    return "・"


def shown(value: object, *, plain: bool) -> str | None:
    """A value as a finding shows it, one line at most, cut; `plain` shows its content. None where there is no value."""
    if value is NOTHING:
        return None
    if isinstance(value, bool):
        return ("true" if value else "false") if plain else "true/false"
    if value is None:
        return "null"
    if isinstance(value, dict | list):
        return _cut(json.dumps(value, ensure_ascii=False)) if plain else "{…}" if isinstance(value, dict) else "[…]"
    if isinstance(value, str):
        text = _cut(value)
        return f'"{text if plain else shape(text)}"'
    text = _cut(_number(value))
    return text if plain else shape(text)


def _number(value: object) -> str:
    try:
        return str(value)
    except ValueError:  # more digits than Python writes at once
        return "9…"


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
