"""Values that travel as text, in CSV cells and XML elements, and the plain data that JSON has for them."""

import re

from layoutc.catalog.types import FlagFacets, IntegerFacets, ItemType, facets

_INTEGER = re.compile("0|-?[1-9][0-9]{0,3999}")  # Python reads no more figures in linear time
_FLAGS = {"true": True, "false": False}


def from_text(kind: ItemType, text: str) -> object:
    """The value that the text stands for; the text itself where it stands for none, which the judge then refuses."""
    match facets(kind):
        case IntegerFacets():
            return int(text) if _INTEGER.fullmatch(text) else text
        case FlagFacets():
            return _FLAGS.get(text, text)
        case _:
            return text


def to_text(kind: ItemType, value: object) -> str:
    """The text that `from_text` reads as this value. ValueError if there is none."""
    text = str(value).lower() if isinstance(value, bool) else str(value) if isinstance(value, int | str) else None
    read = None if text is None else from_text(kind, text)
    if text is None or read != value or type(read) is not type(value):
        raise ValueError(f"no text stands for a {type(value).__name__} here")
    return text
