"""What a pair of kinds exchanges, once, for all formats: for each area and procedure, the records cut down to what is exposed.

On the wire an answer is an object with an array for each kind of record; a record is an object whose properties are
named by the codes of its items; a repeat is an array of objects under its own code. Nothing else may be in it.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import replace
from functools import lru_cache
from typing import Protocol, TypeVar

from layoutc.catalog.catalog import Catalog, same_or
from layoutc.catalog.model import Area, CodeList, Item, Procedure, Record, Repeat
from layoutc.catalog.types import Code, Integer, ItemType
from layoutc.emit.naming import checked, distinct, pascal, type_name
from layoutc.frozen import dataclass

Member = Item | Repeat
Names = tuple[str, str]  # of a provider kind and a querier kind
_Selected = dict[tuple[str, tuple[str, ...]], tuple[Record, ...]]  # area, paths → its records with only these items


@dataclass(frozen=True, slots=True)
class Definition:
    """The answer in one procedure about one area; `legal` are the rows of the legal table that allow it."""

    name: str
    area: Area
    procedure: Procedure
    records: tuple[Record, ...]
    legal: tuple[str, ...]

    @property
    def content(self) -> tuple[object, ...]:
        """What is in it but its name, things of the catalog by their identity: many pairs exchange the same."""
        return id(self.area), id(self.procedure), id(self.records), self.legal


@dataclass(frozen=True, slots=True)
class Pair:
    """A provider kind and a querier kind, which may be the same."""

    provider: str
    querier: str
    definitions: tuple[Definition, ...]

    @property
    def names(self) -> Names:
        return self.provider, self.querier


@lru_cache(maxsize=1)  # every format asks for those of the same catalog
def pairs(catalog: Catalog) -> tuple[Pair, ...]:
    """All pairs with something exposed, by name; definitions by area and procedure, members in the layout's order.

    `catalog` is one of a day. ValueError if a declared name is not in snake_case.
    """
    found: dict[tuple[str, str], dict[tuple[str, str], Collection[str]]] = defaultdict(dict)
    for (area, provider, querier, procedure), lines in catalog.exposed.items():
        if lines and procedure in catalog.procedures:
            found[checked(provider), checked(querier)][area, procedure] = lines
    selected: _Selected = {}
    return tuple(_pair(catalog, *names, found[names], selected) for names in sorted(found))


def others(catalog: Catalog, without: Collection[Names]) -> tuple[Pair, ...]:
    """All pairs but those between these providers and queriers."""
    return tuple(pair for pair in pairs(catalog) if pair.names not in without)


def _pair(
    catalog: Catalog,
    provider: str,
    querier: str,
    exposed: dict[tuple[str, str], Collection[str]],
    selected: _Selected,
) -> Pair:
    names = distinct(
        sorted(exposed),
        lambda about: f"{pascal(about[0])}For{pascal(about[1])}",
        lambda about: f"{about[0]}__For__{about[1]}",
    )
    definitions = []
    for (area, procedure), name in names.items():
        rows = catalog.legal_basis(area, provider, querier, procedure)
        legal = dict.fromkeys(f"{line.table}の{line.row}の項" for line in rows)
        paths = tuple(exposed[area, procedure])
        if (area, paths) not in selected:
            selected[area, paths] = _exposed_records(catalog.areas[area], frozenset(paths))
        records = selected[area, paths]
        definitions.append(Definition(name, catalog.areas[area], catalog.procedures[procedure], records, tuple(legal)))
    return Pair(provider, querier, tuple(definitions))


def _exposed_records(area: Area, paths: Collection[str]) -> tuple[Record, ...]:
    records = ((record, _exposed(record.members, record.name, paths)) for record in area.records)
    return tuple(_with(record, members) for record, members in records if members)


def _exposed(members: tuple[Member, ...], prefix: str, paths: Collection[str]) -> tuple[Member, ...]:
    """The members themselves, the tuple too, where all of them are exposed."""
    kept: list[Member] = []
    for member in members:
        path = f"{prefix}.{member.name}"
        if isinstance(member, Item):
            if path in paths:
                kept.append(member)
        elif inside := _exposed(member.members, path, paths):
            kept.append(_with(member, inside))
    return same_or(members, kept)


_Holder = TypeVar("_Holder", Record, Repeat)


def _with(holder: _Holder, members: tuple[Member, ...]) -> _Holder:
    return holder if members is holder.members else replace(holder, members=members)


class Holding(Protocol):
    """Definitions, and areas as a whole."""

    @property
    def records(self) -> tuple[Record, ...]: ...


def items(holders: Iterable[Holding]) -> list[Item]:
    """The items of the definitions or areas, those inside repeats too; those of a record that several hold once."""
    records = {id(record): record for holder in holders for record in holder.records}
    members: list[Member] = [member for record in records.values() for member in record.members]
    found: list[Item] = []
    for member in members:
        if isinstance(member, Item):
            found.append(member)
        else:
            members += member.members
    return found


def scalar_types(holders: Iterable[Holding]) -> dict[str, ItemType]:
    """The types in use other than codes, by `type_name`, sorted."""
    used = {type_name(item.type): item.type for item in items(holders) if not isinstance(item.type, Code)}
    return dict(sorted(used.items()))


def code_lists(catalog: Catalog, holders: Iterable[Holding]) -> tuple[CodeList, ...]:
    """The code lists in use, by name, with the values of the catalog's day."""
    names = {item.type.list for item in items(holders) if isinstance(item.type, Code)}
    return tuple(catalog.codes[name] for name in sorted(names))


def always_sent(member: Member) -> bool:
    """Whether the property must be there, with a value."""
    return member.key or member.required if isinstance(member, Item) else member.minimum >= 1


def unit(item: Item) -> str | None:
    """What the value counts; yen need not be declared."""
    return item.unit or ("円" if isinstance(item.type, Integer) and item.type.kind == "yen" else None)


def remarks(thing: Record | Member | CodeList) -> str:
    """What a description says beside the label; empty where nothing is declared."""
    lines = (("単位", unit(thing) if isinstance(thing, Item) else None), ("根拠", thing.basis), ("備考", thing.note))
    return "\n".join(f"{head}: {text}" for head, text in lines if text)


def heading(definition: Definition) -> str:
    return f"{definition.area.label}（{definition.procedure.label}）"


def legal_remarks(definition: Definition) -> list[str]:
    """The laws that a definition rests on, a line each."""
    lines = [
        f"特定個人情報名コード: {definition.area.code}",
        f"情報の法令: {definition.area.law}",
        f"事務の法令: {definition.procedure.law}",
    ]
    return [*lines, f"照会の根拠: {'、'.join(definition.legal)}"] if definition.legal else lines


def title(catalog: Catalog, pair: Pair) -> str:
    return f"{catalog.label(pair.provider)}から{catalog.label(pair.querier)}への情報提供"
