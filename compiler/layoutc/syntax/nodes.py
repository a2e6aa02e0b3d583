"""What a YAML document holds: plain data in which everything knows its place."""

import re

from layoutc.frozen import dataclass
from layoutc.source import Span

_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,17})")  # a code with leading zeros stays text
_PLAIN: dict[str, bool | None] = {"true": True, "false": False, "null": None, "~": None, "": None}


@dataclass(frozen=True, slots=True)
class Scalar:
    value: str | int | bool | None
    span: Span


@dataclass(frozen=True, slots=True)
class Sequence:
    items: tuple["Node", ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Mapping:
    entries: dict[str, "Node"]
    keys: dict[str, Span]
    span: Span


Node = Scalar | Sequence | Mapping


def scalar(text: str, span: Span) -> Scalar:
    """What a text without quotes says."""
    if text in _PLAIN:
        return Scalar(_PLAIN[text], span)
    return Scalar(int(text) if text[0] in "-0123456789" and _INTEGER.fullmatch(text) else text, span)
