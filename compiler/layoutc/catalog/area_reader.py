"""Area trees → areas: their properties, their sets of items, their exposures."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from functools import cached_property

from layoutc.catalog import rules
from layoutc.catalog.layout_reader import clause, deadlines, period, read_record, retention, text
from layoutc.catalog.model import Area, ExposedItem, Exposure, Item, ItemSet, Repeat
from layoutc.catalog.references import resolvable, way_back
from layoutc.catalog.registry_reader import Registry
from layoutc.catalog.scope import Scope
from layoutc.dates import Period
from layoutc.findings import Related
from layoutc.frozen import dataclass, replace
from layoutc.messages import catalog as say
from layoutc.source import Place, SourceFile
from layoutc.syntax import tree
from layoutc.syntax.words import nearest

_MUST_HAVE = {
    "code": "TM00000000000002",
    "ministry": "mic",
    "provider": "municipality",
    "law": '"地方税法"',
    "basis": '"番号法別表第二"',
}


def areas_once(scope: Scope, areas: Sequence[Area]) -> None:
    """Names and codes that several areas, or items of several, have in common."""
    scope.once(say.AREA, ((area.name, area.place) for area in areas))
    _codes_once(scope, areas)


def read_area(
    scope: Scope, file: SourceFile, node: tree.Area, registry: Registry, code_lists: Mapping[str, str]
) -> Area:
    """One area; `code_lists` is name → label."""
    for keyword, example in _MUST_HAVE.items():
        if not node.name.text or clause(node.members, keyword) is not None:
            continue
        unread = nearest(keyword, sorted(scope.lost_in.get(file.path, ())), 0.75)  # the line may be there, and broken
        if unread is None:
            message = say.incomplete(node.name.text, keyword)
            scope.report(rules.INCOMPLETE, Place(file, node.name.span), message, say.add_property(keyword, example))
    ministry = clause(node.members, "ministry")
    for value in ministry.values if ministry else ():
        if value.text not in registry.ministries:
            labels = {name: each.label for name, each in registry.ministries.items()}
            scope.unknown(Place(file, value.span), say.MINISTRY, value.text, labels)
    records = tuple(
        read_record(scope, file, member, code_lists) for member in node.members if isinstance(member, tree.Record)
    )
    scope.once(say.RECORD, ((record.name, record.place) for record in records))
    area = Area(
        name=node.name.text,
        code=text(node.members, "code") or "",
        label=node.label.text,
        ministry=text(node.members, "ministry") or "",
        providers=_providers(scope, file, node, registry),
        law=text(node.members, "law") or "",
        deadlines=deadlines(scope, file, node.members),
        retention=retention(scope, file, node.members),
        basis=text(node.members, "basis") or "",
        note=text(node.members, "note"),
        records=records,
        exposures=(),
        period=period(scope, file, node.clauses),
        place=Place(file, node.name.span),
    )
    selection = _Selection(scope, file, area, _paths_of(area), _sets(scope, file, node))
    sets = tuple(selection.resolved_sets())
    exposures = tuple(
        _exposure(selection, member, registry) for member in node.members if isinstance(member, tree.Expose)
    )
    return replace(area, exposures=exposures, sets=sets)


def _providers(scope: Scope, file: SourceFile, node: tree.Area, registry: Registry) -> tuple[str, ...]:
    line = clause(node.members, "provider")
    return registry.expand(scope, _placed(file, line.values if line else ()))


def _placed(file: SourceFile, words: Iterable[tree.Word | tree.Label]) -> list[tuple[str, Place]]:
    return [(each.text, Place(file, each.span)) for each in words]


def _codes_once(scope: Scope, areas: Sequence[Area]) -> None:
    seen: dict[str, tuple[str, Place]] = {}

    def look(code: str, name: str, place: Place) -> None:
        other = seen.setdefault(code, (name, place))
        if code and other[0] != name:
            related = [Related(other[1], say.first_declaration())]
            scope.report(rules.DUPLICATE_CODE, place, say.duplicate_code(code), say.give_own_code(), related)

    def inside(members: tuple[Item | Repeat, ...], prefix: str) -> None:
        for member in members:
            look(member.code, f"{prefix}.{member.name}", member.place)
            if isinstance(member, Repeat):
                inside(member.members, f"{prefix}.{member.name}")

    for area in areas:
        look(area.code, area.name, area.place)
        for record in area.records:
            inside(record.members, f"{area.name}.{record.name}")


def _paths_of(area: Area) -> dict[str, tuple[str, ...]]:
    """Everything a path can name in the area → the items behind it: items, repeats and `record.*`."""
    paths: dict[str, dict[str, None]] = {}
    for found in area.items():
        steps = found.path.split(".")
        paths.setdefault(found.path, {})[found.path] = None
        for length in range(1, len(steps)):
            inner = ".".join(steps[:length])
            paths.setdefault(f"{inner}.*", {})[found.path] = None
            if length > 1:
                paths.setdefault(inner, {})[found.path] = None
    return {path: tuple(items) for path, items in paths.items()}


def _sets(scope: Scope, file: SourceFile, node: tree.Area) -> dict[str, tree.Set]:
    sets = [member for member in node.members if isinstance(member, tree.Set)]
    names = [(member.name.text, Place(file, member.name.span)) for member in sets]
    records = {each.name.text: Place(file, each.name.span) for each in node.members if isinstance(each, tree.Record)}
    scope.once(say.SET, [*records.items(), *names])
    return {each.name.text: each for each in sets}


@dataclass(frozen=True, eq=False)
class _Selection:
    """Paths and sets of one area, and how they become items."""

    scope: Scope
    file: SourceFile
    area: Area
    paths: Mapping[str, tuple[str, ...]]
    sets: Mapping[str, tree.Set]
    resolved: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def resolved_sets(self) -> list[ItemSet]:
        """The sets; every one is resolved once, used or not. A name in it that leads back to it stands for nothing."""
        words = {name: [*node.paths.included, *node.paths.excepted] for name, node in self.sets.items()}
        refers = {name: [each.text for each in named if each.text not in self.paths] for name, named in words.items()}
        for name, ring in resolvable(refers):
            for word in words[name]:
                if word.text in ring and word.text not in self.paths and self.scope.room(self.file):
                    steps, place = way_back(refers, ring, name, word.text), Place(self.file, word.span)
                    self.scope.report(rules.CYCLE, place, say.cycle(say.SET, steps), say.break_cycle())
            self.resolved[name] = tuple(self.items(self.sets[name].paths, ring))
        return [
            ItemSet(name, node.label.text, self.resolved[name], Place(self.file, node.name.span))
            for name, node in self.sets.items()
        ]

    def items(self, paths: tree.Paths, ring: frozenset[str] = frozenset()) -> dict[str, tree.Word]:
        """path of an item → the word that selects it; names of a ring select nothing."""
        included = {path: word for word in paths.included for path in self._behind(word, ring)}
        for word in paths.excepted:
            for path in self._behind(word, ring):
                included.pop(path, None)
        return included

    def _behind(self, word: tree.Word, ring: frozenset[str]) -> tuple[str, ...]:
        name = word.text
        found = self.paths.get(name)
        if found is None and name in self.sets:
            found = () if name in ring else self.resolved[name]
        if found is None:
            self._unknown(word)
            return ()
        place = Place(self.file, word.span)
        return () if self.scope.multiplies(place, say.SELECTED, len(found)) else found

    def _unknown(self, word: tree.Word) -> None:
        if not self.scope.room(self.file):
            return
        place, name = Place(self.file, word.span), word.text
        message = say.unknown_item(self.area.label, name)
        if f"{name}.*" in self.paths:
            self.scope.report(rules.UNKNOWN, place, message, say.whole_record(name))
            return
        if name in self.by_code:
            help_text = say.did_you_mean(self.by_code[name], self.labels[self.by_code[name]])
            self.scope.report(rules.UNKNOWN, place, message, help_text)
            return
        label = name.rsplit(".", 1)[-1]
        self.scope.unknown(place, say.ITEM, label if not label.isascii() else name, self.labels, message)

    @cached_property
    def labels(self) -> dict[str, str]:
        """Items and sets with their labels."""
        items = {found.path: found.item.label for found in self.area.items()}
        return items | {name: node.label.text for name, node in self.sets.items() if name not in items}

    @cached_property
    def by_code(self) -> dict[str, str]:
        return {found.item.code: found.path for found in self.area.items()}


def _exposure(selection: _Selection, node: tree.Expose, registry: Registry) -> Exposure:
    scope, file, area = selection.scope, selection.file, selection.area
    queriers = registry.expand(scope, _placed(file, node.queriers))
    providers = registry.expand(scope, _placed(file, node.providers)) if node.providers else area.providers
    for name, place in _placed(file, node.providers):
        # of an area without a provider it is told once that it has none
        if area.providers and name in registry.kinds and name not in area.providers:
            scope.unknown(place, say.PROVIDER, name, {kind: registry.kinds[kind].label for kind in area.providers})
    procedures = []
    for name, place in _placed(file, node.procedures):
        procedure = registry.procedures.get(name)
        if procedure is None:
            scope.unknown(place, say.PROCEDURE, name, registry.procedure_labels)
            continue
        procedures.append(name)
        registry.asked(scope, place, procedure, queriers)
    whole = period(scope, file, node.clauses)
    place = Place(file, node.queriers[0].span.to(node.procedures[-1].span))
    items = tuple(_exposed(selection, node, whole))
    if scope.multiplies(place, say.EXPOSED, len(providers) * len(queriers) * len(procedures) * max(len(items), 1)):
        queriers = ()
    return Exposure(area.name, queriers, tuple(dict.fromkeys(procedures)), providers, items, whole, place)


def _exposed(selection: _Selection, node: tree.Expose, whole: Period) -> list[ExposedItem]:
    scope, file = selection.scope, selection.file
    exposed: list[ExposedItem] = []
    written: list[tuple[tree.Word, Period]] = []
    for line in node.lines:
        own = period(scope, file, line.clauses)
        items = selection.items(line.paths)
        if not items and line.paths.excepted:
            place = Place(file, line.paths.span)
            scope.report(rules.EMPTY, place, say.nothing_selected(), say.look_at_except())
        held = own.intersect(whole)
        if held:
            exposed += [ExposedItem(path, held, Place(file, word.span)) for path, word in items.items()]
        if not line.paths.excepted:
            written += [(word, own) for word in line.paths.included]
    _lines_in_turn(scope, file, written)
    return exposed


def _lines_in_turn(scope: Scope, file: SourceFile, written: list[tuple[tree.Word, Period]]) -> None:
    by_path: dict[str, list[tuple[tree.Word, Period]]] = {}
    for word, own in written:
        by_path.setdefault(word.text, []).append((word, own))
    for path, lines in by_path.items():
        if len(lines) > 1:
            scope.versions(say.ITEM, path, [(own, Place(file, word.span)) for word, own in lines])
