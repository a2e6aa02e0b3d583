"""The only way in which a text of the layouts gets into XML; what literals.py is for Python and JSON."""

import re

from layoutc.emit.literals import HIDDEN, spelled_out

_IN_XML = re.compile(f'[\\x00-\\x1f<>&"{HIDDEN}]')
_NOT_IN_XML = re.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\ud800-\\udfff\\ufffe\\uffff]")
_XML_NAMES = {"<": "&lt;", ">": "&gt;", "&": "&amp;", '"': "&quot;"}


def xml_text(text: str) -> str:
    """`text` on one line of XML, between tags or between double quotes.

    A character that no XML document can hold, not even as a reference, is spelled out: `\\u0000` in six characters.
    """
    return _IN_XML.sub(_xml_escape, _NOT_IN_XML.sub(spelled_out, text))


def xml_value(text: str) -> str:
    """As `xml_text`, for a value that must arrive as it is: ValueError for a character that no XML document can hold."""
    if found := _NOT_IN_XML.search(text):
        raise ValueError(f"XML cannot hold the character U+{ord(found[0]):04X}")
    return _IN_XML.sub(_xml_escape, text)


def _xml_escape(match: re.Match[str]) -> str:
    char = match[0]
    return _XML_NAMES[char] if char in _XML_NAMES else f"&#x{ord(char):X};"
