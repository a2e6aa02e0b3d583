"""Whether a document has the shape that its JSON Schema asks for, where that is plain to see.

Most documents are right, and to load a validator takes longer than to look through them all. A judge that says yes is never wrong.
One that says no may be: it knows but the commonest keywords, and leaves it to the validator to tell what is wrong, if anything.
"""

import re
from collections.abc import Callable
from typing import Any

from layoutc.syntax.nodes import Mapping, Node, Plain, Scalar, Sequence

Judge = Callable[[Node], bool]
_Part = dict[str, Any]  # of a JSON Schema
_Refer = Callable[[Any], Judge]  # part → what judges by it

_REMEMBERED, _SHORT = 10_000, 100  # texts by each judge, and their characters, that need not be looked at again
_TELLS_NOTHING = frozenset(["$schema", "$id", "$defs", "title", "description", "x-ja"])
_SPEAKS_ALIKE = re.compile(r"\^(?:[^\\]|\\[^A-Za-z0-9])*\$")  # whole texts, in words that all regular expressions share
_OF_TEXTS, _OF_NUMBERS = ["pattern", "minLength"], ["minimum", "maximum"]
_OF_LISTS, _OF_MAPPINGS = (
    ["items", "minItems", "uniqueItems"],
    ["properties", "required", "additionalProperties", "propertyNames"],
)
_KNOWN = frozenset(["type", *_OF_TEXTS, *_OF_NUMBERS, *_OF_LISTS, *_OF_MAPPINGS])


def judge_of(schema: _Part) -> Judge:
    """What judges a whole document."""
    named: dict[str, Judge] = {}

    def refer(part: Any) -> Judge:
        said = {key: value for key, value in part.items() if key not in _TELLS_NOTHING} if type(part) is dict else {}
        if said.keys() == {"$ref"}:
            name = str(said["$ref"])
            if name not in named:
                named[name] = _no  # what refers to itself is left to the validator
                named[name] = refer(schema["$defs"].get(name.removeprefix("#/$defs/")))
            return named[name]
        if said.keys() == {"enum"}:
            return _one_of(said["enum"])
        if "type" not in said or not said.keys() <= _KNOWN:
            return _no
        types = said["type"] if isinstance(said["type"], list) else [said["type"]]
        judges = [_JUDGES[each](said, refer) if each in _JUDGES else _no for each in types]
        return judges[0] if len(judges) == 1 else lambda node: any(judge(node) for judge in judges)

    return refer(schema)


def _no(_: Node) -> bool:
    return False


def _yes(_: Node) -> bool:
    return True


def _one_of(values: list[Any]) -> Judge:
    texts = frozenset(value for value in values if isinstance(value, str))
    return lambda node: type(node) is Scalar and type(node.value) is str and node.value in texts


def _string(part: _Part, _: _Refer) -> Judge:
    shortest, pattern = part.get("minLength", 0), part.get("pattern")
    if pattern is None:
        return lambda node: type(node) is Scalar and type(node.value) is str and len(node.value) >= shortest
    if not _SPEAKS_ALIKE.fullmatch(pattern):
        return _no
    matches = re.compile(pattern[1:-1]).fullmatch  # `$` alone would let a line break follow
    right: set[Plain] = set()  # seen before, as most are

    def judge(node: Node) -> bool:
        if type(node) is not Scalar:
            return False
        value = node.value
        if value in right:
            return True
        if type(value) is not str or len(value) < shortest or not matches(value):
            return False
        if len(right) < _REMEMBERED and len(value) < _SHORT:
            right.add(value)
        return True

    return judge


def _integer(part: _Part, _: _Refer) -> Judge:
    least, most = part.get("minimum"), part.get("maximum")

    def judge(node: Node) -> bool:
        if type(node) is not Scalar or type(node.value) is not int:
            return False
        return (least is None or least <= node.value) and (most is None or node.value <= most)

    return judge


def _array(part: _Part, refer: _Refer) -> Judge:
    fits = refer(part["items"]) if "items" in part else _yes
    fewest, differ = part.get("minItems", 0), part.get("uniqueItems", False)

    def judge(node: Node) -> bool:
        if type(node) is not Sequence or len(node.items) < fewest:
            return False
        for item in node.items:
            if not fits(item):
                return False
        return (
            not differ
            or len(node.items) < 2
            or len({item.value for item in node.items if type(item) is Scalar}) == len(node.items)
        )

    return judge


def _object(part: _Part, refer: _Refer) -> Judge:
    fits = {key: refer(each) for key, each in part.get("properties", {}).items()}.get
    others = part.get("additionalProperties", True)
    other = _yes if others is True else _no if others is False else refer(others)
    named = refer(part["propertyNames"]) if "propertyNames" in part else None
    required = frozenset(part.get("required", ()))

    def judge(node: Node) -> bool:
        if type(node) is not Mapping or not required <= node.entries.keys():
            return False
        for key, entry in node.entries.items():
            if not fits(key, other)(entry):
                return False
        return named is None or all(named(Scalar(0, 0, key)) for key in node.entries)

    return judge


_JUDGES: dict[str, Callable[[_Part, _Refer], Judge]] = {
    "string": _string,
    "integer": _integer,
    "array": _array,
    "object": _object,
}
