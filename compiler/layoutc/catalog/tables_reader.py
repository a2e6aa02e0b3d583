"""The documents under law/ and needs/ → lines of the legal table, and needs."""

from collections.abc import Iterator, Mapping, Sequence

from layoutc.catalog import rules
from layoutc.catalog.model import Duration, Information, LegalLine, Need, Requirement
from layoutc.catalog.registry_reader import Registry, entries, mappings, period_of, text_of, texts
from layoutc.catalog.scope import Scope
from layoutc.catalog.types_reader import read_type
from layoutc.dates import Period
from layoutc.frozen import dataclass
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


@dataclass(frozen=True, slots=True)
class NeededItem:
    """One item that an entry names, and what is asked of it."""

    path: str
    place: Place
    requirement: Requirement = _ANYTHING


@dataclass(frozen=True, slots=True)
class NeedEntry:
    """One entry of a document: items of one kind of information, which may be spread over several areas, in one procedure."""

    procedure: str
    areas: tuple[str, ...]
    items: tuple[NeededItem, ...]
    why: str
    cite: str
    reach: Duration | None
    at_most: Duration | None
    fallback: str | None
    period: Period


@dataclass(frozen=True, slots=True)
class NeedsDocument:
    """What one document says; for a group it counts for each of its kinds."""

    queriers: tuple[str, ...]
    entries: tuple[NeedEntry, ...]

    def needs(self) -> Iterator[Need]:
        """Every item that a querier names, for each querier and area apart."""
        for entry in self.entries:
            for area in entry.areas:
                for querier in self.queriers:
                    for item in entry.items:
                        yield Need(
                            querier,
                            entry.procedure,
                            area,
                            item.path,
                            entry.why,
                            entry.cite,
                            item.place,
                            item.requirement,
                            entry.reach,
                            entry.at_most,
                            entry.fallback,
                            entry.period,
                        )


def read_needs(
    scope: Scope,
    document: Document,
    registry: Registry,
    areas: Mapping[str, str],
    code_lists: Mapping[str, str],
) -> NeedsDocument:
    """What a document under needs/ says; `areas` and `code_lists` are name → label."""
    if document.root is None:
        return NeedsDocument((), ())
    source, querier = document.source, document.root.entries["querier"]
    queriers = registry.expand(scope, [(text_of(querier), Place(source, querier.span))])
    found: list[NeedEntry] = []
    for name, place, node in entries(document, "procedures"):
        procedure = registry.procedures.get(name)
        if procedure is None:
            scope.unknown(place, say.PROCEDURE, name, registry.procedure_labels)
            continue
        registry.asked(scope, place, procedure, queriers)
        content = node.entries.get("needs") if isinstance(node, yaml.Mapping) else None
        for each in mappings(content):
            named = tuple(_areas(scope, source, each.entries["area"], areas))
            if not named or not queriers:
                continue
            entry = _entry(scope, source, each, name, named, code_lists)
            where = Place(source, each.key_span("area"))
            if not scope.multiplies(where, say.NEEDED, len(named) * len(queriers) * len(entry.items)):
                found.append(entry)
    return NeedsDocument(queriers, tuple(found))


def _areas(scope: Scope, source: SourceFile, node: Node, areas: Mapping[str, str]) -> Iterator[str]:
    """The area, or the areas, that a need names: one kind of information may be spread over several."""
    named = texts(source, node) if isinstance(node, yaml.Sequence) else [(text_of(node), Place(source, node.span))]
    for area, place in named:
        if area in areas:
            yield area
        else:
            scope.unknown(place, say.AREA, area, areas)


def _entry(
    scope: Scope,
    source: SourceFile,
    node: yaml.Mapping,
    procedure: str,
    areas: tuple[str, ...],
    code_lists: Mapping[str, str],
) -> NeedEntry:
    content = node.entries
    named: list[NeededItem] = []
    items = content["items"]
    for item in items.items if isinstance(items, yaml.Sequence) else ():
        path = item.entries["item"] if isinstance(item, yaml.Mapping) else item
        place, requirement = Place(source, path.span), _requirement(scope, source, item, code_lists)
        named.append(NeededItem(text_of(path), place, requirement))
    return NeedEntry(
        procedure,
        areas,
        tuple(named),
        text_of(content["why"]),
        text_of(content["cite"]),
        _duration(content.get("reach")),
        _duration(content.get("at_most")),
        text_of(content.get("fallback")) or None,
        period_of(scope, source, node),
    )


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
