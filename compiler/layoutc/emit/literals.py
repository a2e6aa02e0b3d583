"""The only way in which a text of the layouts gets into generated code: as one literal, whatever it holds.

What cannot be seen (controls, bidi marks, blanks other than the two usual ones, lone surrogates, private use) is
escaped, Japanese stays readable. The ranges are written down, so that the output does not follow the Unicode tables of
the Python that runs.
"""

import json
import re
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from typing import Any

HIDDEN = (
    "\\x7f-\\xa0\\xad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u2000-\\u200f\\u2028-\\u202f\\u205f-\\u206f\\u3164"
    "\\ud800-\\uf8ff\\ufe00-\\ufe0f\\ufeff\\uffa0\\ufff0-\\uffff\\U0001d173-\\U0001d17a\\U000e0000-\\U0010ffff"
)
_PLAIN = re.compile(r"[ !#-\[\]-~]*")  # of ASCII
_SURROGATE = re.compile("[\\ud800-\\udfff]")
_encoded = json.JSONEncoder(ensure_ascii=False).encode
_SHORT = {"\n": "\\n", "\r": "\\r", "\t": "\\t", '"': '\\"', "\\": "\\\\"}


def python_literal(text: str) -> str:
    """A Python expression on one line whose value is `text`."""
    return f'"{_python(text)}"'


def python_comment(text: str) -> str:
    """A comment line, whatever the text holds."""
    return f"# {_python(text)}\n"


def python_docstring(lines: list[str], indent: str = "") -> str:
    """A docstring of these lines, the first a summary; a line break inside one of them is escaped.

    A lone surrogate, which no class can have in its docstring, is spelled out: `\\ud800` in six characters.
    """
    texts = [_python(line if line.isascii() else _SURROGATE.sub(spelled_out, line)) for line in lines]
    if len(texts) == 1:
        return f'{indent}"""{texts[0]}"""'
    body = [f"{indent}{text}" if text else "" for text in texts[1:]]
    return "\n".join([f'{indent}"""{texts[0]}', "", *body, f'{indent}"""'])


@cache  # they take a millisecond each to compile, and a run that writes nothing has no use for them
def _in_json() -> re.Pattern[str]:
    return re.compile(f"[{HIDDEN}]")


@cache
def _in_python() -> re.Pattern[str]:
    return re.compile(f'[\\x00-\\x1f"\\\\{HIDDEN}]')


_Write = Callable[[bytes], None]


class Part(dict[str, object]):
    """A JSON object that stands in many documents: what it is in one, by its indentation, is made once."""

    __slots__ = ("written",)

    def __init__(self, content: Mapping[str, object]) -> None:
        super().__init__(content)
        self.written: dict[bytes, bytes] = {}


def json_document(value: object) -> bytes:
    """A JSON document in UTF-8, of two-space indentation with a line break at its end."""
    return _joined(_json, value, b"\n") + b"\n"


def _joined(put: Callable[[Any, bytes, _Write], None], value: object, line: bytes) -> bytes:
    written: list[bytes] = []
    put(value, line, written.append)
    return b"".join(written)  # once: what stands deep inside would else be copied at each level


def _json(value: object, line: bytes, write: _Write) -> None:
    """`line` is the line break with the indentation that the value stands at."""
    if isinstance(value, str):
        write(_json_literal(value))
    elif isinstance(value, Part):
        written = value.written.get(line)
        if written is None:
            written = value.written[line] = _joined(_json_object, value, line)
        write(written)
    elif isinstance(value, dict):
        _json_object(value, line, write)
    elif isinstance(value, list | tuple):
        inner = line + b"  "
        before, between = b"[" + inner, b"," + inner
        for each in value:
            write(before)
            _json(each, inner, write)
            before = between
        write(line + b"]" if value else b"[]")
    elif isinstance(value, bool):
        write(b"true" if value else b"false")
    else:
        write(_encoded(value).encode())


def _json_object(value: dict[str, object], line: bytes, write: _Write) -> None:
    inner = line + b"  "
    before, between = b"{" + inner, b"," + inner
    for key, each in value.items():
        if isinstance(each, str):
            write(b"%b%b: %b" % (before, _json_literal(key), _json_literal(each)))
        else:
            write(b"%b%b: " % (before, _json_literal(key)))
            _json(each, inner, write)
        before = between
    write(line + b"}" if value else b"{}")


@lru_cache(maxsize=1 << 14)
def _json_literal(text: str) -> bytes:
    encoded = _encoded(text)
    return (encoded if _PLAIN.fullmatch(text) else _in_json().sub(_json_escape, encoded)).encode()


def json_line(value: object) -> str:
    """A JSON document on one line, with a line break at its end."""
    return _in_json().sub(_json_escape, _encoded(value)) + "\n"


def spelled_out(match: re.Match[str]) -> str:
    """For a character that the target can't hold: `\\ud800` in six characters."""
    return f"\\u{ord(match[0]):04x}"


@lru_cache(maxsize=1 << 14)
def _python(text: str) -> str:
    return text if _PLAIN.fullmatch(text) else _in_python().sub(_python_escape, text)


def _python_escape(match: re.Match[str]) -> str:
    char = match[0]
    code = ord(char)
    if char in _SHORT:
        return _SHORT[char]
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _json_escape(match: re.Match[str]) -> str:
    return json.dumps(match[0])[1:-1]
