"""The only way in which a text of the layouts gets into generated code: as one literal, whatever it holds.

What cannot be seen (controls, bidi marks, blanks other than the two usual ones, lone surrogates, private use) is
escaped, Japanese stays readable. The ranges are written down, so that the output does not follow the Unicode tables of
the Python that runs.
"""

import json
import re
from collections.abc import Mapping
from functools import lru_cache

HIDDEN = (
    "\\x7f-\\xa0\\xad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u2000-\\u200f\\u2028-\\u202f\\u205f-\\u206f\\u3164"
    "\\ud800-\\uf8ff\\ufe00-\\ufe0f\\ufeff\\uffa0\\ufff0-\\uffff\\U0001d173-\\U0001d17a\\U000e0000-\\U0010ffff"
)
_IN_JSON = re.compile(f"[{HIDDEN}]")
_IN_PYTHON = re.compile(f'[\\x00-\\x1f"\\\\{HIDDEN}]')
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
    texts = [_python(_SURROGATE.sub(spelled_out, line)) for line in lines]
    if len(texts) == 1:
        return f'{indent}"""{texts[0]}"""'
    body = [f"{indent}{text}" if text else "" for text in texts[1:]]
    return "\n".join([f'{indent}"""{texts[0]}', "", *body, f'{indent}"""'])


class Part(dict[str, object]):
    """A JSON object that stands in many documents: what it is as a text, by its indentation, is made once."""

    __slots__ = ("texts",)

    def __init__(self, content: Mapping[str, object]) -> None:
        super().__init__(content)
        self.texts: dict[str, str] = {}


def json_text(value: object) -> str:
    """A JSON document of two-space indentation with a line break at its end."""
    return _json(value, "\n") + "\n"


def _json(value: object, line: str) -> str:
    """`line` is the line break with the indentation that the value stands at."""
    if isinstance(value, str):
        return _json_literal(value)
    if isinstance(value, Part):
        text = value.texts.get(line)
        if text is None:
            text = value.texts[line] = _json_object(value, line)
        return text
    if isinstance(value, dict):
        return _json_object(value, line)
    if isinstance(value, list | tuple):
        inner = f"{line}  "
        return f"[{inner}{f',{inner}'.join([_json(each, inner) for each in value])}{line}]" if value else "[]"
    if isinstance(value, bool):
        return "true" if value else "false"
    return _encoded(value)


def _json_object(value: dict[str, object], line: str) -> str:
    inner = f"{line}  "
    entries = [
        f"{_json_literal(key)}: {_json_literal(each) if isinstance(each, str) else _json(each, inner)}"
        for key, each in value.items()
    ]
    return f"{{{inner}{f',{inner}'.join(entries)}{line}}}" if entries else "{}"


@lru_cache(maxsize=1 << 14)
def _json_literal(text: str) -> str:
    return _IN_JSON.sub(_json_escape, _encoded(text))


def json_line(value: object) -> str:
    """A JSON document on one line, with a line break at its end."""
    return _IN_JSON.sub(_json_escape, _encoded(value)) + "\n"


def spelled_out(match: re.Match[str]) -> str:
    """For a character that the target can't hold: `\\ud800` in six characters."""
    return f"\\u{ord(match[0]):04x}"


@lru_cache(maxsize=1 << 14)
def _python(text: str) -> str:
    return _IN_PYTHON.sub(_python_escape, text)


def _python_escape(match: re.Match[str]) -> str:
    char = match[0]
    code = ord(char)
    if char in _SHORT:
        return _SHORT[char]
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _json_escape(match: re.Match[str]) -> str:
    return json.dumps(match[0])[1:-1]
