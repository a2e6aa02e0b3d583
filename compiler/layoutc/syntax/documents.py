"""YAML text → plain data in which everything knows its place, checked against the document's JSON Schema.

What plain_yaml.py can't read goes through libyaml event by event: bounded for any nesting, anchors and repeated keys seen.
"""

import json
import re
from collections.abc import Iterable, Iterator
from functools import cache, reduce
from itertools import islice
from operator import getitem
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from layoutc.findings import Finding, Related
from layoutc.frozen import dataclass
from layoutc.messages import syntax as say
from layoutc.source import Place, SourceFile, Span
from layoutc.syntax import plain_yaml, rules
from layoutc.syntax.characters import FULL_WIDTH, all_visible, invisible, meant
from layoutc.syntax.limits import MAX_FINDINGS, bounded
from layoutc.syntax.nodes import Mapping as Mapping
from layoutc.syntax.nodes import Node as Node
from layoutc.syntax.nodes import Scalar as Scalar
from layoutc.syntax.nodes import Sequence as Sequence
from layoutc.syntax.nodes import meaning
from layoutc.syntax.shape import Judge, judge_of
from layoutc.syntax.words import nearest

if TYPE_CHECKING:
    from jsonschema_rs import Draft202012Validator

_TIGHT = re.compile("[a-z][a-z0-9_]*:[^ ].*")  # a colon without the space that YAML wants behind it
DocumentKind = Literal["registry", "law", "needs", "waivers", "mapping"]
MAX_DEPTH = 32
MAX_CHARACTERS = 20_000_000
_WIDE_COLON = re.compile(r"[ ]*(?:- +)?[a-z][a-z0-9_]*(：)")


@dataclass(frozen=True, slots=True)
class Document:
    """A document: `root` is None unless it has the shape that its schema asks for; `outline` is whatever could be read."""

    source: SourceFile
    root: Mapping | None
    findings: tuple[Finding, ...]
    outline: Node | None = None


class _Unreadable(Exception):  # noqa: N818  never leaves this module
    def __init__(self, finding: Finding) -> None:
        self.finding = finding


def read_document(source: SourceFile, kind: DocumentKind) -> Document:
    """Reads and checks a whole document; every mistake is a finding, nothing is raised."""
    visible = all_visible(source.text)
    findings = [] if visible else list(invisible(source))
    if len(source.text) > MAX_CHARACTERS:
        message = say.too_long(len(source.text), MAX_CHARACTERS)
        return Document(source, None, (Finding(rules.LIMIT, Place(source, Span(0, 0)), message, say.split_the_file()),))
    try:
        root = plain_yaml.compose(source.text, visible) or _compose(source, findings)
    except _Unreadable as unreadable:
        return Document(source, None, bounded(source, [*findings, unreadable.finding]))
    right = _judge(kind)(root)
    misshapen = [] if right else list(islice(_misshapen(source, root, kind), MAX_FINDINGS + 1))
    whole = root if isinstance(root, Mapping) and not misshapen else None
    return Document(source, whole, bounded(source, [*findings, *misshapen]), root)


def plain(node: Node) -> Any:
    """The data alone, as `json.loads` would give it."""
    if isinstance(node, Scalar):
        return node.value
    if isinstance(node, Mapping):
        return {key: each.value if type(each) is Scalar else plain(each) for key, each in node.entries.items()}
    return [each.value if type(each) is Scalar else plain(each) for each in node.items]


@dataclass(slots=True)
class _Open:
    """A collection whose end has not come yet."""

    mapping: bool
    start: int
    items: list[Node]
    entries: dict[str, Node]
    keys: dict[str, tuple[int, int]]
    key: Scalar | None = None


def _compose(source: SourceFile, findings: list[Finding]) -> Node:
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError
    from ruamel.yaml.events import (
        AliasEvent,
        CollectionEndEvent,
        CollectionStartEvent,
        DocumentStartEvent,
        MappingStartEvent,
        ScalarEvent,
    )

    stack = [_Open(False, 0, [], {}, {})]
    documents = 0
    try:
        for event in YAML(typ="safe", pure=False).parse(source.text):
            span = Span(event.start_mark.index, event.end_mark.index)
            if isinstance(event, AliasEvent) or getattr(event, "anchor", None):
                raise _unreadable(source, span, say.yaml_alias(), say.write_out())
            if isinstance(event, ScalarEvent):
                _add(source, stack[-1], _scalar(event, span), findings)
            elif isinstance(event, CollectionStartEvent):
                if len(stack) > MAX_DEPTH:
                    finding = Finding(rules.LIMIT, Place(source, span), say.too_deep(MAX_DEPTH), say.flatten())
                    raise _Unreadable(finding)
                stack.append(_Open(isinstance(event, MappingStartEvent), span.start, [], {}, {}))
            elif isinstance(event, CollectionEndEvent):
                done = stack.pop()
                _add(source, stack[-1], _closed(done, span.end), findings)
            elif isinstance(event, DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise _unreadable(source, span, say.several_documents(), say.a_file_for_each())
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        at = min(mark.index if mark else 0, len(source.text))
        if wide := _wide_colon(source, at):
            raise _Unreadable(wide) from None
        if source.text[at : at + 1] == "\t":
            raise _unreadable(source, Span(at, at + 1), say.yaml_tab(), say.indent_by_spaces()) from None
        raise _unreadable(source, Span(at, at), say.yaml_syntax(str(error.problem)), say.mend_yaml()) from None
    except (YAMLError, RecursionError) as error:
        raise _unreadable(source, Span(0, 0), say.yaml_syntax(type(error).__name__), say.mend_yaml()) from None
    return stack[0].items[0] if stack[0].items else Mapping(0, 0, {}, {})


def _unreadable(source: SourceFile, span: Span, message: Any, help_text: Any) -> _Unreadable:
    return _Unreadable(Finding(rules.YAML_SYNTAX, Place(source, span), message, help_text))


def _wide_colon(source: SourceFile, at: int) -> Finding | None:
    """A full-width colon behind a key, in the line at which reading stopped or in the one before."""
    last = source.position(at)[0]
    for number in range(max(last - 1, 1), last + 1):
        if key := _WIDE_COLON.match(source.line(number)):
            start = source.line_starts[number - 1]
            return _wide(source, Span(start + key.start(1), start + key.end(1)))
    return None


def _wide(source: SourceFile, span: Span) -> Finding | None:
    """The first full-width sign of a key or a value that is wrong."""
    found = FULL_WIDTH.search(source.text, span.start, span.end)
    if not found:
        return None
    instead = meant(found.group()).replace(":", ": ")
    place = Place(source, Span(*found.span()))
    return Finding(rules.FULL_WIDTH, place, say.full_width_here(found.group()), say.type_instead(instead))


def _scalar(event: Any, span: Span) -> Scalar:
    return Scalar(span.start, span.end, event.value if event.style else meaning(event.value))


def _closed(done: _Open, end: int) -> Node:
    if done.mapping:
        return Mapping(done.start, end, done.entries, done.keys)
    return Sequence(done.start, end, tuple(done.items))


def _add(source: SourceFile, parent: _Open, node: Node, findings: list[Finding]) -> None:
    if not parent.mapping:
        parent.items.append(node)
        return
    if parent.key is None:
        if not isinstance(node, Scalar):
            raise _unreadable(source, node.span, say.yaml_key(), say.mend_yaml())
        parent.key = node
        return
    key = (
        source.text[parent.key.span.start : parent.key.span.end] if parent.key.value is None else str(parent.key.value)
    )
    if key == "<<":
        raise _unreadable(source, parent.key.span, say.yaml_alias(), say.write_out())
    if key in parent.keys:
        related = Related(Place(source, Span(*parent.keys[key])), say.first_one())
        place = Place(source, parent.key.span)
        findings.append(Finding(rules.YAML_DUPLICATE, place, say.duplicate_key(key), say.keep_one(), (related,)))
    parent.entries[key] = node
    parent.keys[key] = parent.key.start, parent.key.end
    parent.key = None


@cache
def schema(kind: DocumentKind) -> dict[str, Any]:
    """The JSON Schema of a kind of document, as shipped."""
    text = Path(__file__).with_name("schemas").joinpath(f"{kind}.schema.json").read_text("utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


@cache
def _judge(kind: DocumentKind) -> Judge:
    return judge_of(schema(kind))


@cache
def _validator(kind: DocumentKind) -> "Draft202012Validator":
    from jsonschema_rs import Draft202012Validator

    # Names are held against their pattern by _misnamed: with each wrong one the validator would hand out the whole mapping.
    parts = {key: {**part, "propertyNames": True} for key, part in schema(kind)["properties"].items()}
    return Draft202012Validator({**schema(kind), "properties": parts})


def _misshapen(source: SourceFile, root: Node, kind: DocumentKind) -> Iterator[Finding]:
    yield from _misnamed(source, root, kind)
    for error in _validator(kind).iter_errors(plain(root)):
        node, key_span = _at(root, error.instance_path)
        *way, keyword = error.schema_path
        asked = _asked(schema(kind), way)
        yield from _explain(source, node, key_span or node.span, asked, str(keyword), error.message)


def _misnamed(source: SourceFile, root: Node, kind: DocumentKind) -> Iterator[Finding]:
    """The names that a document declares as keys and that are none."""
    for key, node in root.entries.items() if isinstance(root, Mapping) else ():
        names = schema(kind)["properties"].get(key, {}).get("propertyNames")
        if names is None or not isinstance(node, Mapping):
            continue
        pattern = re.compile(_asked(schema(kind), ["properties", key, "propertyNames", "$ref", "pattern"]))
        for name in node.keys:
            if not pattern.fullmatch(name):
                span = node.key_span(name)
                found = Finding(rules.YAML_SHAPE, Place(source, span), say.name_form(name), say.ascii_name())
                yield _wide(source, span) or found


def _asked(whole: Any, way: Iterable[str | int]) -> Any:
    """The part of a schema at the end of a way; older versions of the validator lead it through references."""
    found = whole
    for step in way:
        found = reduce(getitem, found["$ref"].split("/")[1:], whole) if step == "$ref" else found[step]
    return found


def _at(node: Node, path: list[str | int]) -> tuple[Node, Span | None]:
    """The node at a path, and the place of its key if it has one."""
    key_span: Span | None = None
    for step in path:
        while isinstance(node, Mapping) and _key(node, step) is None and "" in node.entries:
            node = node.entries[""]  # the validator hands out no empty key
        if isinstance(node, Mapping) and (key := _key(node, step)) is not None:
            key_span = node.key_span(key)
            node = node.entries[key]
        elif isinstance(node, Sequence) and isinstance(step, int):
            key_span = None
            node = node.items[step]
    return node, key_span


def _key(node: Mapping, step: str | int) -> str | None:
    """The key that the validator means: it hands out `01` as 1."""
    if isinstance(step, str):
        return step if step in node.entries else None
    return next((key for key in node.entries if key.isdecimal() and int(key[:20]) == step), None)


def _explain(source: SourceFile, node: Node, place: Span, asked: Any, keyword: str, said: str) -> Iterator[Finding]:
    """What a keyword of the JSON Schema finds, in the words of the schema it stands in."""
    wanted_ja, wanted_en = str(asked["x-ja"]), str(asked["description"])

    def finding(span: Span, message: Any, help_text: Any) -> Finding:
        return Finding(rules.YAML_SHAPE, Place(source, span), message, help_text)

    if keyword == "required" and isinstance(node, Mapping):
        misspelt = _misspelt(node, asked).values()
        for key in asked["required"]:
            if key not in node.entries and key not in misspelt and f'"{key}"' in said:
                yield finding(_first_line(source, place), say.missing_key(key), say.add_key(key))
    elif keyword == "additionalProperties" and isinstance(node, Mapping):
        known, meant_by = list(asked["properties"]), _misspelt(node, asked)
        left = [name for name in known if name not in node.entries]
        for key in node.entries:
            if key not in known:
                near = meant_by.get(key) or nearest(key, left)
                help_text = say.did_you_mean(near) if near else say.allowed(known)
                wide = _wide(source, node.key_span(key))
                yield wide or finding(node.key_span(key), say.unknown_key(key), help_text)
    elif keyword == "uniqueItems":
        yield finding(_first_line(source, place), say.repeated_entry(), say.keep_one())
    else:
        found = source.text[node.span.start : node.span.end].split("\n")[0][:60]
        span = node.span if isinstance(node, Scalar) else _first_line(source, place)
        message = say.wrong_shape(found, wanted_ja, wanted_en) if found else say.nothing_here()
        wide = _wide(source, span) if isinstance(node, Scalar) else None
        help_text = say.write_shape(wanted_ja, wanted_en)
        if isinstance(node, Scalar) and asked.get("type") == "object" and _TIGHT.fullmatch(found):
            help_text = say.space_behind_colon(found.replace(":", ": ", 1))
        yield wide or finding(span, message, help_text)


def _misspelt(node: Mapping, asked: Any) -> dict[str, str]:
    """Unknown keys that stand in the place of a required one: one mistake, not two."""
    missing = [key for key in asked.get("required", []) if key not in node.entries]
    unknown = [key for key in islice(node.entries, MAX_FINDINGS) if key not in asked.get("properties", {})]
    pairs = ((key, nearest(key, missing, 0.5)) for key in unknown)
    return {key: meant for key, meant in pairs if meant}


def _first_line(source: SourceFile, span: Span) -> Span:
    end = source.text.find("\n", span.start)
    return Span(span.start, min(span.end, len(source.text) if end < 0 else end))
