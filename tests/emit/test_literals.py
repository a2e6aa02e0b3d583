import ast
import json
import re
import unicodedata
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layoutc.emit.literals import Part, json_document, python_docstring, python_literal
from layoutc.emit.xml_literals import xml_text, xml_value

ANYTHING = st.text(st.characters(), max_size=40) | st.sampled_from(
    [
        '"""',
        "\\",
        '\\"',
        "'''",
        "\n\n",
        "{0}",
        "${x}",
        "\u2028",
        "\u202e",
        "\ud800",
        "\U000e0041",
        "\x00",
        '"""\nimport os\n"""',
    ]
)


def hidden(char: str) -> bool:
    return unicodedata.category(char) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp") and char != "\n"


@given(ANYTHING)
def test_a_python_literal_is_one_visible_line_with_that_value(text: str) -> None:
    source = python_literal(text)
    assert ast.literal_eval(source) == text
    assert "\n" not in source
    assert not any(hidden(char) for char in source if char not in EXEMPT)


@given(st.lists(ANYTHING, min_size=1, max_size=4))
def test_a_docstring_stays_one(lines: list[str]) -> None:
    source = python_docstring(lines)
    (node,) = ast.parse(source).body
    assert isinstance(node, ast.Expr)
    value = ast.literal_eval(node.value)
    texts = [line.encode("utf-8", "backslashreplace").decode("utf-8") for line in lines]
    assert value == (texts[0] if len(texts) == 1 else "\n".join([texts[0], "", *texts[1:], ""]))


@given(ANYTHING)
def test_json_document_is_visible_utf8_with_that_value(text: str) -> None:
    source = json_document({"a": text}).decode("utf-8")
    assert json.loads(source) == {"a": text}
    assert not any(hidden(char) for char in source if char not in EXEMPT)


NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@given(ANYTHING)
def test_xml_text_is_one_visible_line_with_that_value(text: str) -> None:
    source = xml_text(text)
    assert "\n" not in source
    assert not any(hidden(char) for char in source if char not in EXEMPT)
    arrived = NOT_IN_XML.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
    element = ElementTree.fromstring(f'<a b="{source}">{source}</a>')
    assert (element.text or "", element.get("b")) == (arrived, arrived)


@given(ANYTHING)
def test_a_value_arrives_in_xml_or_is_an_error(text: str) -> None:
    if NOT_IN_XML.search(text):
        with pytest.raises(ValueError, match="XML cannot hold"):
            xml_value(text)
    else:
        assert xml_value(text) == xml_text(text)


# Marks of scripts that the layouts do not use; they show where they stand.
EXEMPT = frozenset(chr(code) for code in range(0x110000) if unicodedata.category(chr(code)) == "Cf") - frozenset(
    "\u00ad\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\ufeff"
)


def test_japanese_stays_readable() -> None:
    assert python_literal("総所得金額　（円）〜①") == '"総所得金額　（円）〜①"'
    assert json_document("総所得金額　𠮷").decode() == '"総所得金額　𠮷"\n'


VISIBLE = st.text(st.sampled_from('aZ0 "\\\n\t総額/<'), max_size=8)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | VISIBLE,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(VISIBLE, inner, max_size=4),
    max_leaves=30,
)


@given(VALUES)
def test_json_document_is_laid_out_as_json_does(value: object) -> None:
    assert json_document(value).decode() == json.dumps(value, ensure_ascii=False, indent=2) + "\n"


@given(st.dictionaries(VISIBLE, VALUES, max_size=3))
def test_a_part_is_the_same_text_wherever_it_stands(content: dict[str, object]) -> None:
    part = Part(content)
    for held in (part, {"a": part}, [part, {"b": [part]}], part):
        assert json_document(held).decode() == json.dumps(held, ensure_ascii=False, indent=2) + "\n"
