"""Which exception of the table covers that an engine disagrees about an answer: each looks at that very answer."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from layoutc.catalog.model import CodeList, Item, Record, Repeat
from layoutc.catalog.types import CodeFacets, FlagFacets, IntegerFacets, StringFacets, facets
from layoutc.emit.exceptions import DEVIATIONS
from layoutc.records.xml_form import to_xml
from tests.agreement.subject import Sample

_BLANKS = " \t\r\n"
Codes = Mapping[str, CodeList]


def covering(engine: str, form: str, sample: Sample, codes: Codes, *, accepted: bool) -> str | None:
    """The exception's id; None if there is none."""
    for deviation in DEVIATIONS:
        concerned = form in deviation.formats and (not deviation.engines or engine in deviation.engines)
        matches = concerned and accepted is (deviation.kind == "loose") and sample.rule == deviation.rule
        if matches and deviation.id in _PREDICATES and _PREDICATES[deviation.id](sample, codes):
            return deviation.id
    return None


def unsayable(sample: Sample) -> bool:
    """Whether the answer has a reason for not being in XML: a character or a name that XML does not know."""
    try:
        to_xml(sample.definition, sample.value)
    except ValueError:
        return not sample.right and _no_xml(sample.value)
    return False


def _no_xml(value: Any) -> bool:
    if isinstance(value, dict):
        return any(not re.fullmatch(r"[^\W\d][\w.-]*", key) or _no_xml(each) for key, each in value.items())
    if isinstance(value, list):
        return any(map(_no_xml, value))
    return isinstance(value, str) and re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", value) is not None


def _whole_number_with_point(sample: Sample, codes: Codes) -> bool:
    found, value = _at_fault(sample)
    return (
        isinstance(found, Item)
        and isinstance(facets(found.type), IntegerFacets)
        and isinstance(value, float)
        and value.is_integer()
        and _is_right(found, str(int(value)), codes)
    )


def _only_another_type(sample: Sample, codes: Codes) -> bool:
    found, value = _at_fault(sample)
    if not isinstance(found, Item) or not isinstance(value, str | int | float):
        return False
    text = {True: "true", False: "false"}[value] if isinstance(value, bool) else str(value)
    return _is_right(found, text, codes)


def _no_array(sample: Sample, codes: Codes) -> bool:
    return len(sample.path) == 1 and isinstance(_at_fault(sample)[0], Record)


def _blanks_around(sample: Sample, codes: Codes) -> bool:
    found, value = _at_fault(sample)
    return (
        isinstance(found, Item)
        and isinstance(value, str)
        and value != value.strip(_BLANKS)
        and _is_right(found, value.strip(_BLANKS), codes)
    )


_PREDICATES: Mapping[str, Callable[[Sample, Codes], bool]] = {
    "json.whole-number-with-point": _whole_number_with_point,
    "xml.no-types": _only_another_type,
    "xml.no-empty-list": _no_array,
    "xml.blanks": _blanks_around,
}


def _at_fault(sample: Sample) -> tuple[Record | Repeat | Item | None, Any]:
    """What is declared at the path, and what was sent there; None for what is not declared or not there."""
    names = [step for step in sample.path if isinstance(step, str)]
    inside: Mapping[str, Record | Repeat | Item] = {record.name: record for record in sample.definition.records}
    found: Record | Repeat | Item | None = None
    for name in names:
        found = inside.get(name)
        inside = {} if found is None or isinstance(found, Item) else {each.code: each for each in found.members}
    value = sample.value
    for step in sample.path:
        try:
            value = value[step]
        except (KeyError, IndexError, TypeError):
            return found, None
    return found, value


def _is_right(item: Item, text: str, codes: Codes) -> bool:
    """Whether the text is a right value of the item, written as XML writes it."""
    match facets(item.type):
        case StringFacets(pattern, minimum, maximum):
            return minimum <= len(text) <= maximum and re.fullmatch(pattern, text) is not None
        case IntegerFacets(smallest, largest):
            return re.fullmatch("0|-?[1-9][0-9]*", text) is not None and smallest <= int(text) <= largest
        case FlagFacets():
            return text in ("true", "false")
        case CodeFacets(name):
            return text in {value.value for value in codes[name].values}
