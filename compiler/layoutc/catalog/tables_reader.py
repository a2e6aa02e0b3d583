"""The documents under law/ and needs/ → lines of the legal table, and needs."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from layoutc.catalog import rules
from layoutc.catalog.model import Duration, Information, LegalLine, Need, Requirement
from layoutc.catalog.registry_reader import Registry, entries, mappings, period_of, text_of, texts
from layoutc.catalog.scope import Scope
from layoutc.catalog.types_reader import read_type
from layoutc.messages import catalog as say
from layoutc.source import Place, SourceFile
from layoutc.syntax import documents as yaml
from layoutc.syntax.documents import Document, Node
from layoutc.syntax.parser import parse_type

_ANYTHING = Requirement()


def read_law(
    scope: Scope, documents: Sequence[Document], registry: Registry, areas: Mapping[str, str]
) -> tuple[LegalLine, ...]:
    """Every line of every legal table; `areas` is name → label."""
    lines = [
        _legal_line(scope, document, node, registry, areas)
        for document in documents
        for node in mappings(document.root.entries.get("lines") if document.root else None)
    ]
    by_place = ((f"{line.row}-{line.line}", line.place) for line in lines)
    scope.once(say.LEGAL_LINE, by_place)
    return tuple(lines)


def _legal_line(
    scope: Scope, document: Document, node: yaml.Mapping, registry: Registry, areas: Mapping[str, str]
) -> LegalLine:
    source, content = document.source, node.entries
    place = Place(source, content["row"].span)
    queriers = _designated(scope, source, content["querier"], registry)
    providers = _designated(scope, source, content["provider"], registry)
    information = tuple(_information(scope, source, each, areas) for each in mappings(content["information"]))
    areas_named = sum(len(each.areas) for each in information)
    if scope.multiplies(place, say.LAWFUL, len(queriers) * len(providers) * areas_named):
        queriers = ()
    table = text_of(document.root.entries.get("law") if document.root else None)
    return LegalLine(
        table=table,
        row=text_of(content["row"]),
        line=int(text_of(content["line"])),
        queriers=queriers,
        procedure=text_of(content["procedure"]),
        providers=providers,
        information=information,
        period=period_of(scope, source, node),
        confidence=text_of(content["confidence"]),
        basis=text_of(content.get("basis")) or table,
        place=place,
    )


def _designated(scope: Scope, source: SourceFile, node: Node, registry: Registry) -> tuple[str, ...]:
    kinds = node.entries["kinds"] if isinstance(node, yaml.Mapping) else None
    return registry.expand(scope, texts(source, kinds))


def _information(scope: Scope, source: SourceFile, node: yaml.Mapping, areas: Mapping[str, str]) -> Information:
    named = texts(source, node.entries["areas"])
    for name, place in named:
        if name not in areas:
            scope.unknown(place, say.AREA, name, areas)
    return Information(text_of(node.entries["text"]), tuple(name for name, _ in named), period_of(scope, source, node))


def read_needs(
    scope: Scope,
    documents: Sequence[Document],
    registry: Registry,
    areas: Mapping[str, str],
    code_lists: Mapping[str, str],
) -> tuple[Need, ...]:
    """Every item that a querier names; a document for a group counts for each of its kinds."""
    return tuple(need for document in documents for need in _needs(scope, document, registry, areas, code_lists))


def _needs(
    scope: Scope,
    document: Document,
    registry: Registry,
    areas: Mapping[str, str],
    code_lists: Mapping[str, str],
) -> Iterator[Need]:
    if document.root is None:
        return
    source, querier = document.source, document.root.entries["querier"]
    queriers = registry.expand(scope, [(text_of(querier), Place(source, querier.span))])
    labels = {name: each.label for name, each in registry.procedures.items()}
    for name, place, node in entries(document, "procedures"):
        procedure = registry.procedures.get(name)
        if procedure is None:
            scope.unknown(place, say.PROCEDURE, name, labels)
            continue
        registry.asked(scope, place, procedure, queriers)
        content = node.entries.get("needs") if isinstance(node, yaml.Mapping) else None
        for entry in mappings(content):
            named = list(_areas(scope, source, entry.entries["area"], areas))
            needs = _entry(scope, source, entry, name, code_lists) if named and queriers else []
            where = Place(source, entry.keys["area"])
            if scope.multiplies(where, say.NEEDED, len(named) * len(queriers) * len(needs)):
                continue
            for area in named:
                for kind in queriers:
                    yield from (each(querier=kind, area=area) for each in needs)


def _areas(scope: Scope, source: SourceFile, node: Node, areas: Mapping[str, str]) -> Iterator[str]:
    """The area, or the areas, that a need names: one kind of information may be spread over several."""
    named = texts(source, node) if isinstance(node, yaml.Sequence) else [(text_of(node), Place(source, node.span))]
    for area, place in named:
        if area in areas:
            yield area
        else:
            scope.unknown(place, say.AREA, area, areas)


def _entry(
    scope: Scope, source: SourceFile, node: yaml.Mapping, procedure: str, code_lists: Mapping[str, str]
) -> list[Callable[..., Need]]:
    """The needs of one entry, of which the area and the querier are still to be given."""
    content = node.entries
    shared: dict[str, Any] = {
        "procedure": procedure,
        "why": text_of(content["why"]),
        "cite": text_of(content["cite"]),
        "reach": _duration(content.get("reach")),
        "at_most": _duration(content.get("at_most")),
        "fallback": text_of(content.get("fallback")) or None,
        "period": period_of(scope, source, node),
    }
    found: list[Callable[..., Need]] = []
    items = content["items"]
    for item in items.items if isinstance(items, yaml.Sequence) else ():
        path = item.entries["item"] if isinstance(item, yaml.Mapping) else item
        place, requirement = Place(source, path.span), _requirement(scope, source, item, code_lists)
        found.append(partial(Need, item=text_of(path), place=place, requirement=requirement, **shared))
    return found


def _requirement(scope: Scope, source: SourceFile, node: Node, code_lists: Mapping[str, str]) -> Requirement:
    if not isinstance(node, yaml.Mapping):
        return _ANYTHING
    written = node.entries.get("type")
    kind = None
    if written:
        parsed, place = parse_type(text_of(written)), Place(source, written.span)
        if parsed is None:
            message = say.type_arguments(text_of(written))
            scope.report(rules.TYPE_FORM, place, message, say.type_example("yen(11, signed)"))
        else:
            kind = read_type(scope, parsed, place, code_lists)
    times, always = node.entries.get("times"), node.entries.get("always")
    return Requirement(
        type=kind,
        values=tuple(value for value, _ in texts(source, node.entries.get("values"))),
        times=int(text_of(times)) if times else None,
        always=isinstance(always, yaml.Scalar) and always.value is True,
    )


def _duration(node: Node | None) -> Duration | None:
    if node is None:
        return None
    count, unit = text_of(node).split()[:2]
    return Duration(int(count), unit.removesuffix("s"))
