"""Registry documents → kinds, groups, ministries, procedures, institutions, editions."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field

from layoutc.catalog import rules
from layoutc.catalog.model import Edition, Group, Institution, Kind, Ministry, Procedure, Selection, System
from layoutc.catalog.references import resolvable, way_back
from layoutc.catalog.scope import Scope
from layoutc.dates import ALWAYS, Period, first_day
from layoutc.frozen import dataclass, replace
from layoutc.messages import catalog as say
from layoutc.source import Place, SourceFile
from layoutc.syntax import documents as yaml
from layoutc.syntax.documents import Document, Node


@dataclass(frozen=True, slots=True)
class Registry:
    kinds: Mapping[str, Kind]
    groups: Mapping[str, Group]
    ministries: Mapping[str, Ministry]
    procedures: Mapping[str, Procedure]
    institutions: tuple[Institution, ...]
    editions: Mapping[str, Edition]
    notice: str = ""
    procedures_of: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # by querier

    @property
    def kind_labels(self) -> dict[str, str]:
        """Kinds and groups alike: wherever a kind may stand, a group may."""
        kinds = {name: each.label for name, each in self.kinds.items()}
        return kinds | {name: each.label for name, each in self.groups.items()}

    @property
    def procedure_labels(self) -> dict[str, str]:
        return {name: each.label for name, each in self.procedures.items()}

    def expand(self, scope: Scope, names: Iterable[tuple[str, Place]]) -> tuple[str, ...]:
        """The kinds that names of kinds or groups stand for, each once, in order."""
        kinds: dict[str, None] = {}
        for name, place in names:
            if name in self.kinds:
                kinds[name] = None
            elif name in self.groups:
                kinds.update(dict.fromkeys(self.groups[name].kinds))
            else:
                scope.unknown(place, say.KIND, name, self.kind_labels)
        return tuple(kinds)

    def asked(self, scope: Scope, place: Place, procedure: Procedure, queriers: Iterable[str]) -> None:
        """Reports queriers that the procedure is not one of."""
        own = frozenset(procedure.queriers)
        for querier in queriers:
            if querier not in own and scope.room(place.file):
                message = say.not_of_querier(procedure.name, querier)
                known = say.procedures_of(self.procedures_of.get(querier, ()))
                scope.report(rules.NOT_OF_QUERIER, place, message, known)


def text_of(node: Node | None) -> str:
    """The text of a scalar; the empty text where there is none."""
    return str(node.value) if isinstance(node, yaml.Scalar) and node.value is not None else ""


def texts(source: SourceFile, node: Node | None) -> list[tuple[str, Place]]:
    """The texts of a list, each with its place."""
    items = node.items if isinstance(node, yaml.Sequence) else ()
    return [(text_of(item), Place(source, item.span)) for item in items]


def entries(document: Document, key: str) -> Iterator[tuple[str, Place, Node]]:
    """name, place of the name, content: of a mapping at the top of a document."""
    node = document.root.entries.get(key) if document.root else None
    if isinstance(node, yaml.Mapping):
        for name, content in node.entries.items():
            yield name, Place(document.source, node.key_span(name)), content


def mappings(node: Node | None) -> Iterator[yaml.Mapping]:
    for item in node.items if isinstance(node, yaml.Sequence) else ():
        if isinstance(item, yaml.Mapping):
            yield item


def period_of(scope: Scope, source: SourceFile, node: yaml.Mapping) -> Period:
    written = {
        key: (text_of(node.entries[key]), Place(source, node.entries[key].span))
        for key in ("since", "until")
        if key in node.entries
    }
    return scope.period(written.get("since"), written.get("until")) if written else ALWAYS


def read_registry(scope: Scope, documents: Sequence[Document]) -> Registry:
    kinds = [Kind(name, text_of(node), place) for doc in documents for name, place, node in entries(doc, "kinds")]
    ministries = [
        Ministry(name, text_of(node), place) for doc in documents for name, place, node in entries(doc, "ministries")
    ]
    scope.once(say.MINISTRY, ((each.name, each.place) for each in ministries))
    groups = _groups(scope, documents, kinds)
    registry = Registry(
        {kind.name: kind for kind in kinds},
        groups,
        {each.name: each for each in ministries},
        {},
        (),
        _editions(scope, documents),
    )
    procedures = _procedures(scope, documents, registry)
    institutions = tuple(_institutions(scope, documents, registry, procedures))
    return replace(
        registry,
        procedures=procedures,
        institutions=institutions,
        notice=_notice(scope, documents),
        procedures_of=_procedures_of(procedures),
    )


def _procedures_of(procedures: Mapping[str, Procedure]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for procedure in procedures.values():
        for querier in procedure.queriers:
            found[querier].append(procedure.name)
    return {querier: tuple(names) for querier, names in found.items()}


def _notice(scope: Scope, documents: Sequence[Document]) -> str:
    """What the layouts say of themselves on every output: that they are a reconstruction, or whose edition they are."""
    found = [
        (text_of(node), Place(document.source, document.root.key_span("notice")))
        for document in documents
        if document.root and (node := document.root.entries.get("notice"))
    ]
    scope.once(say.NOTICE, (("notice", place) for _, place in found))
    return found[0][0] if found else ""


def _groups(scope: Scope, documents: Sequence[Document], kinds: Sequence[Kind]) -> dict[str, Group]:
    written: dict[str, tuple[str, Place, list[tuple[str, Place]]]] = {}
    names = [(kind.name, kind.place) for kind in kinds]
    for document in documents:
        for name, place, node in entries(document, "groups"):
            content = node.entries if isinstance(node, yaml.Mapping) else {}
            names.append((name, place))
            written[name] = (text_of(content.get("label")), place, texts(document.source, content.get("members")))
    scope.once(say.KIND, names)
    known = {kind.name: kind.label for kind in kinds} | {name: label for name, (label, _, _) in written.items()}
    done: dict[str, tuple[str, ...]] = {kind.name: (kind.name,) for kind in kinds}
    refers = {name: [each for each, _ in members] for name, (_, _, members) in written.items() if name not in done}
    for name, ring in resolvable(refers):
        members: dict[str, None] = {}
        for member, place in written[name][2]:
            if member in ring:
                steps = way_back(refers, ring, name, member)
                scope.report(rules.CYCLE, place, say.cycle(say.GROUP, steps), say.break_cycle())
            elif member not in done:
                scope.unknown(place, say.KIND, member, known)
            elif not scope.multiplies(place, say.MEMBERS, len(done[member])):
                members.update(dict.fromkeys(done[member]))
        done[name] = tuple(members)
    return {name: Group(name, label, done[name], place) for name, (label, place, _) in written.items()}


def _editions(scope: Scope, documents: Sequence[Document]) -> dict[str, Edition]:
    editions: list[Edition] = []
    for document in documents:
        for node in mappings(document.root.entries.get("editions") if document.root else None):
            name, day = node.entries["name"], node.entries["day"]
            parsed = first_day(text_of(day))
            if parsed is None:
                place = Place(document.source, day.span)
                scope.report(rules.DATE_FORM, place, say.date_form(text_of(day)), say.write_date())
            else:
                editions.append(Edition(text_of(name), parsed, Place(document.source, name.span)))
    scope.once(say.EDITION, ((each.name, each.place) for each in editions))
    return {each.name: each for each in editions}


def read_selections(scope: Scope, documents: Sequence[Document], areas: Mapping[str, str]) -> dict[str, Selection]:
    """Named choices of areas; `areas` is name → label."""
    selections: list[Selection] = []
    for document in documents:
        for node in mappings(document.root.entries.get("selections") if document.root else None):
            name, named = node.entries["name"], texts(document.source, node.entries["areas"])
            for area, where in named:
                if area not in areas:
                    scope.unknown(where, say.AREA, area, areas)
            place = Place(document.source, name.span)
            note = text_of(node.entries.get("note")) or None
            selections.append(Selection(text_of(name), tuple(area for area, _ in named), note, place))
    scope.once(say.SELECTION, ((each.name, each.place) for each in selections))
    return {each.name: each for each in selections}


def _procedures(scope: Scope, documents: Sequence[Document], registry: Registry) -> dict[str, Procedure]:
    procedures: list[Procedure] = []
    for document in documents:
        for name, place, node in entries(document, "procedures"):
            if isinstance(node, yaml.Mapping):
                content = node.entries
                procedures.append(
                    Procedure(
                        name=name,
                        label=text_of(content["label"]),
                        queriers=registry.expand(scope, texts(document.source, content["queriers"])),
                        law=text_of(content["law"]),
                        rows=tuple(row for row, _ in texts(document.source, content["rows"])),
                        period=period_of(scope, document.source, node),
                        place=place,
                    )
                )
    scope.once(say.PROCEDURE, ((each.name, each.place) for each in procedures))
    return {each.name: each for each in procedures}


def _institutions(
    scope: Scope, documents: Sequence[Document], registry: Registry, procedures: Mapping[str, Procedure]
) -> Iterator[Institution]:
    seen: list[tuple[str, Place]] = []
    labels = {name: each.label for name, each in procedures.items()}
    for document in documents:
        for node in mappings(document.root.entries.get("institutions") if document.root else None):
            name, kind = node.entries["name"], node.entries["kind"]
            place = Place(document.source, name.span)
            seen.append((text_of(name), place))
            if text_of(kind) not in registry.kinds:
                kinds = {each.name: each.label for each in registry.kinds.values()}
                scope.unknown(Place(document.source, kind.span), say.KIND, text_of(kind), kinds)
            systems = tuple(
                _system(scope, document.source, system, labels) for system in mappings(node.entries["systems"])
            )
            acts_for = registry.expand(scope, texts(document.source, node.entries.get("acts_for")))
            yield Institution(text_of(name), text_of(kind), systems, place, acts_for)
    scope.once(say.INSTITUTION, seen)


def _system(scope: Scope, source: SourceFile, node: yaml.Mapping, procedures: Mapping[str, str]) -> System:
    serves = texts(source, node.entries["serves"]) if "serves" in node.entries else None
    for name, place in serves or ():
        if name not in procedures:
            scope.unknown(place, say.PROCEDURE, name, procedures)
    count = node.entries.get("count")
    return System(
        name=text_of(node.entries["name"]),
        count=int(text_of(count)) if count else 1,
        procedures=None if serves is None else tuple(name for name, _ in serves),
        place=Place(source, node.entries["name"].span),
    )
