"""Pydantic models: the package `layoutc_models`, a module for each pair, which loads only what this pair needs."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import assert_never

from layoutc.catalog.catalog import Catalog
from layoutc.catalog.model import AbsentReason, Item, Record, Repeat
from layoutc.catalog.types import (
    Code,
)
from layoutc.emit.artifacts import MARK, Artifact
from layoutc.emit.definitions import (
    Definition,
    Member,
    Names,
    Pair,
    always_sent,
    code_lists,
    heading,
    items,
    legal_remarks,
    others,
    pairs,
    remarks,
    scalar_types,
    title,
)
from layoutc.emit.literals import python_comment, python_docstring, python_literal
from layoutc.emit.naming import attribute, distinct, file_name, pascal, type_name
from layoutc.emit.pydantic_shared import FOLDER as FOLDER
from layoutc.emit.pydantic_shared import codes_module, package, types
from layoutc.frozen import dataclass

_BASE_NAMES = {
    frozenset[AbsentReason](): "OrNotSent",
    frozenset({AbsentReason.NOT_APPLICABLE}): "OrNotApplicable",
    frozenset({AbsentReason.NOT_COVERED}): "OrNotCovered",
    frozenset(AbsentReason): "OrAbsent",
}
_OWN_NAMES = frozenset({"Field", "WireModel", *_BASE_NAMES.values()})

_Holder = tuple[str, ...]  # the names of a record and of the repeats down to the one that is meant


@dataclass(frozen=True, slots=True)
class _Texts:
    """What is the same in many modules, by what it is made of; things of the catalog by their identity."""

    fields: dict[tuple[int, str], str]  # item, its annotation → the field
    refers: dict[int, tuple[tuple[Repeat, ...], tuple[str, ...]]]  # record or repeat → the repeats and code lists in it
    bodies: dict[
        tuple[int, tuple[str, ...]], str
    ]  # record or repeat, the names of what it refers to → what is in its class
    endings: dict[int, dict[_Holder, str]]  # records of a definition → how the names of their classes end
    answers: dict[tuple[object, ...], str]  # name and content of a definition → its class


@dataclass(frozen=True, slots=True)
class _Spelled:
    """How the classes of a definition and the code lists are called in a module; and the texts of all modules so far.

    `bodies` are the classes of the module so far, what is in them and its name; `same` are names that stand for one of these.
    """

    names: Mapping[_Holder, str]
    lists: Mapping[str, str]
    texts: _Texts
    bodies: dict[str, str]
    same: dict[str, str]


def emit(catalog: Catalog, without: Collection[Names] = ()) -> tuple[Artifact, ...]:
    """The whole package for a catalog of a day."""
    found = pairs(catalog)
    definitions = [definition for pair in found for definition in pair.definitions]
    header = "".join(python_comment(line) for line in (MARK, catalog.notice) if line)

    def module(below: str, body: str) -> Artifact:
        return Artifact(f"{FOLDER}/{below}", header + body)

    artifacts = [
        module("__init__.py", package()),
        Artifact(f"{FOLDER}/py.typed", ""),
        module("_base.py", Path(__file__).with_name("models_base.py").read_text("utf-8")),
        module("_types.py", types(scalar_types(definitions))),
        module("_codes/__init__.py", python_docstring(["コード一覧。"]) + "\n"),
    ]
    artifacts += [
        module(f"_codes/{file_name(codes.name)}.py", codes_module(codes)) for codes in code_lists(catalog, definitions)
    ]
    for provider in dict.fromkeys(pair.provider for pair in found):
        about = python_docstring([f"{catalog.label(provider)}が提供する情報。"])
        artifacts.append(module(f"{file_name(provider)}/__init__.py", about + "\n"))
    texts = _Texts({}, {}, {}, {}, {})
    artifacts += [
        Artifact(path(pair.provider, pair.querier), (header + _pair(catalog, pair, texts)).encode("utf-8"))
        for pair in others(catalog, without)
    ]
    return tuple(artifacts)


def path(provider: str, querier: str) -> str:
    return f"{FOLDER}/{file_name(provider)}/{file_name(querier)}.py"


def paths(provider: str, querier: str) -> tuple[str, ...]:
    """The module of a pair, and the files and folders that it imports."""
    names = ("__init__.py", "py.typed", "_base.py", "_types.py", "_codes", f"{file_name(provider)}/__init__.py")
    return (*(f"{FOLDER}/{name}" for name in names), path(provider, querier))


def _pair(catalog: Catalog, pair: Pair, texts: _Texts) -> str:
    scalars = {pascal(name) for name in scalar_types(pair.definitions)}
    lists = distinct(
        [codes.name for codes in code_lists(catalog, pair.definitions)],
        pascal,
        "Code_{}".format,
        taken={*scalars, *_OWN_NAMES, *(definition.name for definition in pair.definitions)},
    )
    classes: list[str] = []  # in parts, which are put together once
    exported: list[str] = []
    bodies: dict[str, str] = {}
    same: dict[str, str] = {}
    for definition in pair.definitions:
        names = _class_names(definition, texts)
        exported += [definition.name, *names.values()]
        classes += _classes(definition, _Spelled(names, lists, texts, bodies, same))
    lines = [python_docstring([title(catalog, pair)]), "", "from pydantic import Field", ""]
    lines += _import("_base", sorted(_used_of_base(pair)))
    for name, spelled in lists.items():
        lines.append(f"from {FOLDER}._codes.{file_name(name)} import {_renamed(pascal(name), spelled)}")
    lines += _import("_types", sorted(scalars)) if scalars else []
    lines += ["", *_listing("__all__ = [", [python_literal(name) for name in exported], "]")]
    return "".join(["\n".join(lines), "\n", *classes])


def _used_of_base(pair: Pair) -> set[str]:
    records = {id(record): record for definition in pair.definitions for record in definition.records}
    repeats = [repeat for record in records.values() for repeat in _repeats(record)]
    used = {_wrapper(item) for item in items(pair.definitions)} | {_wrapper(repeat) for repeat in repeats}
    return {"WireModel", *filter(None, used)}


def _repeats(holder: Record | Repeat) -> Iterator[Repeat]:
    for member in holder.members:
        if isinstance(member, Repeat):
            yield member
            yield from _repeats(member)


def _renamed(name: str, spelled: str) -> str:
    return name if name == spelled else f"{name} as {spelled}"


def _import(module: str, names: list[str]) -> list[str]:
    return _listing(f"from {FOLDER}.{module} import (", names, ")")


def _listing(head: str, entries: list[str], foot: str) -> list[str]:
    return [head, *(f"    {entry}," for entry in entries), foot]


def _class_names(definition: Definition, texts: _Texts) -> dict[_Holder, str]:
    records = definition.records
    if id(records) not in texts.endings:
        texts.endings[id(records)] = _endings(records)
    return {way: f"{definition.name}_{ending}" for way, ending in texts.endings[id(records)].items()}


def _endings(records: Iterable[Record]) -> dict[_Holder, str]:
    def below(holder: Record | Repeat, way: _Holder) -> Iterator[_Holder]:
        yield way
        for member in holder.members:
            if isinstance(member, Repeat):
                yield from below(member, (*way, member.name))

    ways = [way for record in records for way in below(record, (record.name,))]
    return distinct(ways, lambda way: "_".join(map(pascal, way)), lambda way: "X_" + "_X_".join(way))


def _classes(definition: Definition, spelled: _Spelled) -> Iterator[str]:
    """The classes of one definition in parts, each after those that it uses."""
    for record in definition.records:
        yield from _holder(record, (record.name,), spelled)
    answers, about = spelled.texts.answers, (definition.name, *definition.content)
    if about not in answers:
        answers[about] = _answer(definition, spelled)
    yield answers[about]


def _answer(definition: Definition, spelled: _Spelled) -> str:
    lines = [f"\n\nclass {definition.name}(WireModel):"]
    lines += [python_docstring([heading(definition), *legal_remarks(definition)], "    "), ""]
    for record in definition.records:
        described = _described(record.name, record.label, remarks(record))
        lines.append(_field(record.name, f"list[{spelled.names[record.name,]}]", described))
    return "\n".join([*lines, ""])


def _holder(holder: Record | Repeat, way: _Holder, spelled: _Spelled) -> Iterator[str]:
    for repeat in _refers(holder, spelled.texts)[0]:
        yield from _holder(repeat, (*way, repeat.name), spelled)
    name = spelled.names[way]
    body = _body(holder, way, spelled)
    first = spelled.bodies.setdefault(body, name)
    if first == name:
        yield f"\n\nclass {name}(WireModel):\n"
        yield body
        yield "\n"
    else:
        # Many procedures may see the same items, and a class takes much longer to import than a name.
        spelled.same[name] = first
        yield f"\n\n{name} = {first}\n"


def _body(holder: Record | Repeat, way: _Holder, spelled: _Spelled) -> str:
    """What is in a class; once for all modules in which it refers to the same names."""
    texts = spelled.texts
    repeats, lists = _refers(holder, texts)
    key = id(holder), (*[spelled.lists[name] for name in lists], *[_value(each, way, spelled) for each in repeats])
    if key not in texts.bodies:
        texts.bodies[key] = "\n".join([python_docstring([holder.label], "    "), "", *_fields(holder, way, spelled)])
    return texts.bodies[key]


def _refers(holder: Record | Repeat, texts: _Texts) -> tuple[tuple[Repeat, ...], tuple[str, ...]]:
    if id(holder) not in texts.refers:
        repeats = tuple(member for member in holder.members if isinstance(member, Repeat))
        kinds = [member.type for member in holder.members if isinstance(member, Item)]
        texts.refers[id(holder)] = repeats, tuple(kind.list for kind in kinds if isinstance(kind, Code))
    return texts.refers[id(holder)]


def _fields(holder: Record | Repeat, way: _Holder, spelled: _Spelled) -> Iterator[str]:
    fields = spelled.texts.fields
    for member in holder.members:
        value = _value(member, way, spelled)
        if isinstance(member, Repeat):
            yield _member(member, value)
            continue
        key = id(member), value
        if key not in fields:
            fields[key] = _member(member, value)
        yield fields[key]


def _member(member: Member, value: str) -> str:
    wrapper = _wrapper(member)
    options = {**({"default": "None"} if wrapper else {}), **_bounds(member)}
    described = options | _described(member.code, member.label, remarks(member))
    return _field(member.name, f"{wrapper}[{value}]" if wrapper else value, described)


def _wrapper(member: Member) -> str:
    """The alias of `_base` around the type of what may be left out; empty where it may not."""
    if always_sent(member):
        return ""
    return _BASE_NAMES[frozenset(member.absent if isinstance(member, Item) else ())]


def _value(member: Member, way: _Holder, spelled: _Spelled) -> str:
    match member:
        case Item(type=Code(list=name)):
            return spelled.lists[name]
        case Item(type=kind):
            return pascal(type_name(kind))
        case Repeat(name=name):
            inner = spelled.names[(*way, name)]
            return f"list[{spelled.same.get(inner, inner)}]"
        case _:
            assert_never(member)


def _bounds(member: Member) -> dict[str, str]:
    if isinstance(member, Item):
        return {}
    least = {"min_length": str(member.minimum)} if member.minimum else {}
    return least if member.maximum is None else least | {"max_length": str(member.maximum)}


def _described(wire: str, label: str, text: str) -> dict[str, str]:
    options = {"alias": python_literal(wire), "title": python_literal(label)}
    return options | ({"description": python_literal(text)} if text else {})


def _field(name: str, annotation: str, options: Mapping[str, str]) -> str:
    entries = [f"    {option}={source}" for option, source in options.items()]
    return "\n".join(_listing(f"    {attribute(name)}: {annotation} = Field(", entries, "    )"))
