"""XML documents as data, and their text: the only way in which a text of the layouts gets into one."""

from collections.abc import Mapping

from layoutc.emit.artifacts import MARK
from layoutc.emit.xml_literals import xml_text
from layoutc.frozen import dataclass

_DECLARATION = '<?xml version="1.0" encoding="utf-8"?>'


@dataclass(frozen=True, slots=True)
class Element:
    """`name` and the names of attributes are ours, written as they are; it holds elements, or else a text, or nothing."""

    name: str
    attributes: Mapping[str, str]
    children: tuple["Element", ...] = ()
    text: str = ""


def document(root: Element) -> str:
    """The whole file, which says that it is generated."""
    lines = [_DECLARATION, f"<!-- {MARK} -->"]
    _write(root, "", lines)
    return "\n".join([*lines, ""])


def _write(element: Element, indent: str, lines: list[str]) -> None:
    attributes = [f' {name}="{xml_text(value)}"' for name, value in element.attributes.items()]
    start = f"{indent}<{element.name}{''.join(attributes)}"
    if element.children:
        lines.append(f"{start}>")
        for child in element.children:
            _write(child, indent + "  ", lines)
        lines.append(f"{indent}</{element.name}>")
    elif element.text:
        text = "\n".join(xml_text(line) for line in element.text.split("\n"))
        lines.append(f"{start}>{text}</{element.name}>")
    else:
        lines.append(f"{start}/>")
