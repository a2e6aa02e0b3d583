"""The catalog: everything declared, and the questions that checks and emitters ask of it."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import field
from datetime import date
from functools import cached_property
from itertools import product
from operator import is_
from typing import TypeVar

from layoutc.catalog.model import (
    Area,
    CodeList,
    Deadline,
    Edition,
    ExposedItem,
    Exposure,
    FoundItem,
    Group,
    Institution,
    Item,
    Kind,
    LegalLine,
    Ministry,
    Need,
    Procedure,
    Record,
    Repeat,
    Selection,
    Start,
)
from layoutc.frozen import dataclass, replace


@dataclass(frozen=True, eq=False)
class Catalog:
    """All that is declared, of every day (`day` None), or as it stood on one; then `every_day` is the whole.

    `needed` makes the needs, when somebody asks for them. `notice` is what the layouts say of themselves on every output.
    """

    areas: Mapping[str, Area]
    codes: Mapping[str, CodeList]
    kinds: Mapping[str, Kind]
    groups: Mapping[str, Group]
    ministries: Mapping[str, Ministry]
    procedures: Mapping[str, Procedure]
    institutions: tuple[Institution, ...]
    editions: Mapping[str, Edition]
    legal_lines: tuple[LegalLine, ...]
    needed: Callable[[], Iterable[Need]]
    day: date | None = None
    every_day: "Catalog | None" = None
    notice: str = ""
    starts: tuple[Start, ...] = ()
    network_start: Start | None = None
    selections: Mapping[str, Selection] = field(default_factory=dict)

    def at(self, day: date) -> "Catalog":
        """What stood on that day: later and ended things are not in it. O(size of the catalog)."""
        return replace(
            self,
            areas={name: _area_at(area, day) for name, area in self.areas.items() if area.period.contains(day)},
            codes={name: _codes_at(codes, day) for name, codes in self.codes.items()},
            procedures={name: each for name, each in self.procedures.items() if each.period.contains(day)},
            legal_lines=tuple(_line_at(line, day) for line in self.legal_lines if line.period.contains(day)),
            needed=lambda: (need for need in self.needs if need.period.contains(day)),
            day=day,
            every_day=self.every_day or self,
        )

    def restricted(self, queriers: frozenset[str], providers: frozenset[str], areas: frozenset[str]) -> "Catalog":
        """Only these areas, with what these providers expose to these queriers and what those need; empty means all."""

        def chosen(names: tuple[str, ...], wanted: frozenset[str]) -> tuple[str, ...]:
            return tuple(name for name in names if not wanted or name in wanted)

        def narrowed(area: Area) -> Area:
            exposures = tuple(
                replace(each, queriers=chosen(each.queriers, queriers), providers=chosen(each.providers, providers))
                for each in area.exposures
            )
            return replace(area, providers=chosen(area.providers, providers), exposures=exposures)

        kept = {name: narrowed(area) for name, area in self.areas.items() if not areas or name in areas}

        def chosen_needs() -> Iterator[Need]:
            for need in self.needs:
                asked = not queriers or need.querier in queriers
                if asked and (kept[need.area].providers if need.area in kept else not areas):
                    yield need

        return replace(self, areas=kept, needed=chosen_needs)

    @cached_property
    def needs(self) -> tuple[Need, ...]:
        return tuple(self.needed())

    @cached_property
    def items(self) -> Mapping[tuple[str, str], FoundItem]:
        """(area, path) → item. Of an undated catalog, the last declaration of a path."""
        return {(area.name, found.path): found for area in self.areas.values() for found in area.items()}

    @cached_property
    def exposed(self) -> Mapping[tuple[str, str, str, str], Mapping[str, ExposedItem]]:
        """(area, provider, querier, procedure) → path → the line that exposes it, in the order of the layout's items."""
        found: dict[tuple[str, str, str, str], Mapping[str, ExposedItem]] = {}
        for area in self.areas.values():
            for exposure in area.exposures:
                lines: dict[str, ExposedItem] = {}
                for item in exposure.items:
                    lines.setdefault(item.path, item)
                for about in product([area.name], exposure.providers, exposure.queriers, exposure.procedures):
                    before = found.get(about)
                    found[about] = lines if before is None else {**before, **lines, **before}
        return found

    @cached_property
    def exposures_of(self) -> Mapping[tuple[str, str, str], tuple[Exposure, ...]]:
        """(area, querier, procedure) → the exposures for it."""
        found: dict[tuple[str, str, str], list[Exposure]] = defaultdict(list)
        for area in self.areas.values():
            for exposure in area.exposures:
                for querier in exposure.queriers:
                    for procedure in exposure.procedures:
                        found[area.name, querier, procedure].append(exposure)
        return {key: tuple(exposures) for key, exposures in found.items()}

    @cached_property
    def needs_of(self) -> Mapping[tuple[str, str, str, str], tuple[Need, ...]]:
        """(area, querier, procedure, path) → the needs that name the item, in the order of the files."""
        found: dict[tuple[str, str, str, str], list[Need]] = defaultdict(list)
        for need in self.needs:
            found[need.area, need.querier, need.procedure, need.item].append(need)
        return {key: tuple(needs) for key, needs in found.items()}

    @cached_property
    def institutions_of(self) -> Mapping[str, tuple[Institution, ...]]:
        """Kind → its institutions, and those that act for it."""
        found: dict[str, list[Institution]] = defaultdict(list)
        for institution in self.institutions:
            for kind in dict.fromkeys((institution.kind, *institution.acts_for)):
                found[kind].append(institution)
        return {kind: tuple(institutions) for kind, institutions in found.items()}

    @cached_property
    def _starts(self) -> Mapping[tuple[str, str | None, str | None], Start]:
        found: dict[tuple[str, str | None, str | None], Start] = {}
        for start in self.starts:
            for kind in start.kinds:
                for system in start.systems or (None,):
                    found.setdefault((kind, start.role, system), start)
        return found

    def start_of(self, kind: str, role: str, system: str | None = None) -> Start | None:
        """What is declared of the start of a system, or else of its kind; an entry for the role goes before one for both."""
        keys = ((kind, each, name) for name in dict.fromkeys((system, None)) for each in (role, None))
        return next((self._starts[key] for key in keys if key in self._starts), None)

    @cached_property
    def _legal(self) -> Mapping[tuple[str, str], tuple[LegalLine, ...]]:
        """(row, area) → the lines; for each provider and querier of a line it would be thousands."""
        found: dict[tuple[str, str], list[LegalLine]] = defaultdict(list)
        for line in self.legal_lines:
            for area in dict.fromkeys(name for each in line.information for name in each.areas):
                found[line.row, area].append(line)
        return {key: tuple(lines) for key, lines in found.items()}

    def legal_basis(self, area: str, provider: str, querier: str, procedure: str) -> tuple[LegalLine, ...]:
        """The lines of the legal table that let the querier ask the provider for the area in this procedure."""
        rows = self.procedures[procedure].rows if procedure in self.procedures else ()
        lines = [line for row in rows for line in self._legal.get((row, area), ())]
        return tuple([line for line in lines if provider in line.providers and querier in line.queriers])

    def providers_of(self, area: str, querier: str, procedure: str) -> tuple[str, ...]:
        """The area's providers that the querier may ask in this procedure.

        Where the table names none, which is a mistake of its own, those that expose something to it; all, if there are none of these either.
        """
        providers = self.areas[area].providers
        allowed = tuple(each for each in providers if self.legal_basis(area, each, querier, procedure))
        return (
            allowed
            or tuple(each for each in providers if self.exposed.get((area, each, querier, procedure)))
            or providers
        )

    def label(self, kind: str) -> str:
        """The Japanese name of a kind, or of a group."""
        return (self.kinds.get(kind) or self.groups[kind]).label


_Any = TypeVar("_Any")


def same_or(before: tuple[_Any, ...], after: list[_Any]) -> tuple[_Any, ...]:
    """What is left of something; itself if that is all, so that what holds it need not be made again."""
    return before if len(before) == len(after) and all(map(is_, before, after)) else tuple(after)


def _codes_at(codes: CodeList, day: date) -> CodeList:
    values = same_or(codes.values, [value for value in codes.values if value.period.contains(day)])
    return codes if values is codes.values else replace(codes, values=values)


def _line_at(line: LegalLine, day: date) -> LegalLine:
    information = same_or(line.information, [each for each in line.information if each.period.contains(day)])
    return line if information is line.information else replace(line, information=information)


def _area_at(area: Area, day: date) -> Area:
    records = [_record_at(record, day) for record in area.records if record.period.contains(day)]
    trimmed = replace(
        area, records=same_or(area.records, records), deadlines=_deadlines_at(area.deadlines, day), exposures=()
    )
    standing = {found.path: place for place, found in enumerate(trimmed.items())}
    exposures = [_exposure_at(each, standing, day) for each in area.exposures if each.period.contains(day)]
    return replace(trimmed, exposures=tuple(exposures))


def _exposure_at(exposure: Exposure, standing: Mapping[str, int], day: date) -> Exposure:
    """With the items that stand then, in the order of the layout."""
    items = [item for item in exposure.items if item.path in standing and item.period.contains(day)]
    items.sort(key=lambda item: standing[item.path])
    left = same_or(exposure.items, items)
    return exposure if left is exposure.items else replace(exposure, items=left)


def _record_at(record: Record, day: date) -> Record:
    members, deadlines = _members_at(record.members, day), _deadlines_at(record.deadlines, day)
    same = members is record.members and deadlines is record.deadlines
    return record if same else replace(record, members=members, deadlines=deadlines)


def _deadlines_at(deadlines: tuple[Deadline, ...], day: date) -> tuple[Deadline, ...]:
    return same_or(deadlines, [deadline for deadline in deadlines if deadline.period.contains(day)])


def _members_at(members: tuple[Item | Repeat, ...], day: date) -> tuple[Item | Repeat, ...]:
    left = [
        member if isinstance(member, Item) else _repeat_at(member, day)
        for member in members
        if member.period.contains(day)
    ]
    return same_or(members, left)


def _repeat_at(repeat: Repeat, day: date) -> Repeat:
    members = _members_at(repeat.members, day)
    return repeat if members is repeat.members else replace(repeat, members=members)
