"""What a YAML document holds: plain data in which everything knows its place."""

import re

from layoutc.frozen import dataclass
from layoutc.source import Span, Written

_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,17})")  # a code with leading zeros stays text
Plain = str | int | bool | None
_PLAIN: dict[str, bool | None] = {"true": True, "false": False, "null": None, "~": None, "": None}


@dataclass(frozen=True, slots=True)
class Scalar(Written):
    value: Plain


@dataclass(frozen=True, slots=True)
class Sequence(Written):
    items: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Mapping(Written):
    """`keys` is where each stands, as it is written."""

    entries: dict[str, "Node"]
    keys: dict[str, tuple[int, int]]

    def key_span(self, key: str) -> Span:
        return Span(*self.keys[key])


Node = Scalar | Sequence | Mapping


def meaning(text: str) -> Plain:
    """What a text without quotes says."""
    if text in _PLAIN:
        return _PLAIN[text]
    return int(text) if text[0] in "-0123456789" and _INTEGER.fullmatch(text) else text
