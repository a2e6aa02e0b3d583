"""Values that travel as text, in CSV cells and XML elements, and the plain data that JSON has for them."""

import re
from collections.abc import Callable

from layoutc.catalog.types import FlagFacets, IntegerFacets, ItemType, facets

_INTEGER = re.compile("0|-?[1-9][0-9]{0,3999}")  # Python reads no more figures in linear time
_FLAGS = {"true": True, "false": False}


def from_text(kind: ItemType) -> Callable[[str], object]:
    """What reads the value that a text stands for; the text itself where it stands for none, which the judge then refuses."""
    match facets(kind):
        case IntegerFacets():
            return lambda text: int(text) if _INTEGER.fullmatch(text) else text
        case FlagFacets():
            return lambda text: _FLAGS.get(text, text)
        case _:
            return str


def to_text(kind: ItemType, value: object) -> str:
    """The text that `from_text` reads as this value. ValueError if there is none."""
    text = str(value).lower() if isinstance(value, bool) else str(value) if isinstance(value, int | str) else None
    read = None if text is None else from_text(kind)(text)
    if text is None or read != value or type(read) is not type(value):
        raise ValueError(f"no text stands for a {type(value).__name__} here")
    return text
