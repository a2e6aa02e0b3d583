"""What a catalog says, as values that can be compared: two readings of one file are two files to `==`."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from layoutc.source import Place


def told(thing: Any) -> Any:
    """Dataclasses as tuples of class and fields, places by path; all else as it is."""
    match thing:
        case Place():
            return thing.file.path, thing.span.start, thing.span.end
        case Mapping():
            return [(name, told(each)) for name, each in thing.items()]
        case tuple() | list():
            return [told(each) for each in thing]
    if callable(thing):  # makes what is asked for later
        return told([*thing()])
    if is_dataclass(thing):
        return type(thing).__name__, *(told(getattr(thing, field.name)) for field in fields(thing))
    return thing
