"""The types of items as simple types of XML Schema, and their elements' types with the attributes of the wire.

The bases are typed (`xs:date`, `xs:integer`, …), so that generators of code make dates and numbers of them; the catalog's
rules narrow them down to the spelling of the wire.
"""

from functools import cache
from typing import assert_never

from layoutc.catalog.model import AbsentReason, CodeList, Item
from layoutc.catalog.types import (
    Code,
    CodeFacets,
    Date,
    DateTime,
    Decimal,
    FlagFacets,
    IntegerFacets,
    ItemType,
    StringFacets,
    Year,
    YearMonth,
    facets,
    spell,
)
from layoutc.emit.definitions import always_sent, remarks
from layoutc.emit.markup import Element
from layoutc.emit.naming import absence_name, checked_value, type_name
from layoutc.emit.wire import REASON_OF_NULL
from layoutc.emit.xsd_patterns import sized, xsd_pattern

VERSION_TYPE = "wire.version"
ITEM_ATTRIBUTES = "wire.item"

_VERSION_LENGTH = 4


def documented(*lines: str) -> Element:
    """An annotation; `lines` may hold line breaks, empty ones are left out."""
    text = "\n".join(line for line in lines if line)
    return Element("xs:annotation", {}, (Element("xs:documentation", {"xml:lang": "ja"}, text=text),))


@cache
def simple_type(kind: ItemType) -> Element:
    """The named type of every kind of value but codes; kept, since most files hold the same few."""
    return _simple(simple_name(kind), base_of(kind), _facets(kind), spell(kind))


def code_type(codes: CodeList) -> Element:
    values = [_value(checked_value(each.value), each.label, each.note or "") for each in codes.values]
    # No value at all is a list whose values have ended: the two facets contradict each other.
    facets_of = values or [_facet("length", 2), _facet("pattern", "0")]
    return _simple(f"code.{codes.name}", "xs:string", facets_of, codes.label, remarks(codes))


def absence_type(reasons: tuple[AbsentReason, ...]) -> Element:
    values = [_value(each.value, each.label) for each in AbsentReason if each in reasons]
    return _simple(f"absent.{absence_name(reasons)}", "xs:string", values, "未設定事由")


def version_type() -> Element:
    pattern = _facet("pattern", f"[!-~]{{{_VERSION_LENGTH}}}")
    return _simple(VERSION_TYPE, "xs:string", [pattern], "版番号")


def simple_name(kind: ItemType) -> str:
    return f"code.{kind.list}" if isinstance(kind, Code) else f"type.{type_name(kind)}"


def may_be_absent(item: Item) -> bool:
    return bool(item.absent) and not always_sent(item)


def element_type_name(item: Item) -> str:
    absent = f".or_{absence_name(item.absent)}" if may_be_absent(item) else ""
    return f"item.{simple_name(item.type)}{absent}"


def element_type(item: Item) -> Element:
    """The type of the item's element: the value with the attributes that may stand beside it."""
    attributes = [Element("xs:attributeGroup", {"ref": ITEM_ATTRIBUTES})]
    if may_be_absent(item):
        reason = {"name": REASON_OF_NULL, "type": f"absent.{absence_name(item.absent)}"}
        attributes.append(Element("xs:attribute", reason))
    extension = Element("xs:extension", {"base": simple_name(item.type)}, tuple(attributes))
    return Element(
        "xs:complexType", {"name": element_type_name(item)}, (Element("xs:simpleContent", {}, (extension,)),)
    )


def _simple(name: str, base: str, inside: list[Element], *about: str) -> Element:
    restriction = Element("xs:restriction", {"base": base}, tuple(inside))
    return Element("xs:simpleType", {"name": name}, (documented(*about), restriction))


def _value(value: str, *about: str) -> Element:
    return Element("xs:enumeration", {"value": value}, (documented(*about),))


def _facet(name: str, value: str | int) -> Element:
    return Element(f"xs:{name}", {"value": str(value)})


def _facets(kind: ItemType) -> list[Element]:
    match facets(kind):
        case StringFacets(pattern, minimum, maximum):
            return [_facet("pattern", sized(xsd_pattern(pattern), minimum, maximum))]
        case IntegerFacets(smallest, largest):
            figures = f"0|{'-?' if smallest < 0 else ''}[1-9][0-9]*"
            return [_facet("pattern", figures), _facet("minInclusive", smallest), _facet("maxInclusive", largest)]
        case FlagFacets():
            return [_facet("pattern", "true|false")]
        case CodeFacets(name):
            raise ValueError(f"{name} is a code list, not a scalar type")
        case unknown:
            assert_never(unknown)


def base_of(kind: ItemType) -> str:
    """The type of XML Schema that the type narrows down; blanks around a value count in `xs:string` only."""
    match kind:
        case Date(partial=False):
            return "xs:date"
        case DateTime():
            return "xs:dateTime"
        case YearMonth():
            return "xs:gYearMonth"
        case Year():
            return "xs:gYear"
        case Decimal():
            return "xs:decimal"
        case _:
            return {IntegerFacets: "xs:integer", FlagFacets: "xs:boolean"}.get(type(facets(kind)), "xs:string")
