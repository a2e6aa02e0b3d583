"""Layouts as they are declared → a book. Of a day, it holds what stood on that day; else every edition with its dates."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from layoutc.catalog.catalog import Catalog
from layoutc.catalog.model import Area, Exposure, Item, Record, Repeat
from layoutc.source import Place, SourceFile
from layoutc.syntax import tree
from layoutc.syntax.parser import Parsed
from layoutc.workbook.book import AreaSheet, Book, Cell, ListRows, Mark, Member, Selection, cells

_DATED = ("since", "until")


def declared_book(layouts: Sequence[Parsed], catalog: Catalog, areas: Collection[str] = ()) -> Book:
    """The areas that the catalog holds (only the chosen ones) by their codes, and the code lists in the order of their use.

    The layouts are those from which the catalog, or the catalog of which it is a day, was made. Areas chosen: only their lists.
    """
    trees = {
        _key(Place(parsed.source, node.name.span)): (parsed.source, node)
        for parsed in layouts
        for node in parsed.declarations
    }
    chosen = [area for area in catalog.areas.values() if not areas or area.name in areas]
    sheets = []
    for area in sorted(chosen, key=lambda area: (area.code, area.name)):
        source, node = trees[_key(area.place)]
        if isinstance(node, tree.Area):
            sheets.append(_area(source, node, area))
    used = dict.fromkeys(
        argument.text
        for parsed_area in (
            trees[_key(area.place)][1] for area in sorted(chosen, key=lambda area: (area.code, area.name))
        )
        for argument in _lists_of(parsed_area)
    )
    names = [*used] if areas else [*used, *sorted(name for name in catalog.codes if name not in used)]
    lists = []
    for name in names:
        if name not in catalog.codes:
            continue  # a project with mistakes; they are told elsewhere
        source, node = trees[_key(catalog.codes[name].place)]
        if isinstance(node, tree.Codes):
            lists.append(_codes(source, node, {_key(value.place) for value in catalog.codes[name].values}))
    return Book(tuple(sheets), tuple(lists))


def _key(place: Place) -> tuple[str, int]:
    return place.file.path, place.span.start


def _lists_of(node: tree.Node) -> Iterator[tree.Word]:
    for child in tree.children(node):
        if isinstance(child, tree.Item) and child.type.name.text == "code":
            yield from child.type.arguments
        else:
            yield from _lists_of(child)


def _codes(source: SourceFile, node: tree.Codes, standing: Collection[tuple[str, int]]) -> ListRows:
    lines = [member for member in node.members if isinstance(member, tree.Clause)]
    values = tuple(
        {**cells(value=value.value.text, label=value.label.text), **_clauses(value.clauses)}
        for value in node.members
        if isinstance(value, tree.Value) and _key(Place(source, value.value.span)) in standing
    )
    return ListRows({**cells(name=node.name.text, label=node.label.text), **_clauses(lines)}, values)


def _area(source: SourceFile, node: tree.Area, area: Area) -> AreaSheet:
    standing = {_key(place) for place in _places(area)}
    lines = _standing_lines(source, node.members, standing)
    found = {**cells(name=node.name.text, label=node.label.text), **_clauses(lines), **_clauses(node.clauses)}
    members: list[Member] = []
    for member in node.members:
        if isinstance(member, tree.Record) and _key(Place(source, member.name.span)) in standing:
            members += _record(source, member, standing)
    sheet = AreaSheet(found, tuple(members), ())
    rows: dict[str, list[int]] = {}
    for row, path in sheet.paths():
        rows.setdefault(path, []).append(row)
    return AreaSheet(found, tuple(members), (*_sets(area, rows), *_exposures(node, area, rows)))


def _places(area: Area) -> Iterator[Place]:
    def inside(members: Iterable[Item | Repeat]) -> Iterator[Place]:
        for member in members:
            yield member.place
            if isinstance(member, Repeat):
                yield from inside(member.members)

    records: tuple[Record, ...] = area.records
    yield from (deadline.place for deadline in area.deadlines)
    for record in records:
        yield record.place
        yield from (deadline.place for deadline in record.deadlines)
        yield from inside(record.members)


def _standing_lines(
    source: SourceFile, members: Iterable[tree.Node], standing: Collection[tuple[str, int]]
) -> list[tree.Clause]:
    """The properties of a block, without the deadlines of other days."""
    lines = (member for member in members if isinstance(member, tree.Clause))
    return [line for line in lines if line.keyword != "register" or _key(Place(source, line.span)) in standing]


def _record(source: SourceFile, node: tree.Record, standing: Collection[tuple[str, int]]) -> Iterator[Member]:
    lines = _standing_lines(source, node.members, standing)
    found = {**cells(name=node.name.text, label=node.label.text), **_clauses(lines), **_clauses(node.clauses)}
    yield Member("record", 1, found)
    yield from _members(source, node.members, 2, standing)


def _members(
    source: SourceFile, nodes: Iterable[tree.Node], depth: int, standing: Collection[tuple[str, int]]
) -> Iterator[Member]:
    for node in nodes:
        if not isinstance(node, tree.Item | tree.Repeat) or _key(Place(source, node.name.span)) not in standing:
            continue
        found = {
            **cells(name=node.name.text, code=node.code.text, label=node.label.text),
            **_clauses(node.clauses),
        }
        if isinstance(node, tree.Item):
            yield Member("item", depth, {**found, **cells(type=_type(node.type), key="key" if node.key else "")})
        else:
            yield Member("repeat", depth, {**found, **cells(bounds=_joined(node.bounds))})
            yield from _members(source, node.members, depth + 1, standing)


def _joined(word: tree.Word) -> str:
    return "".join(word.text.split())


def _type(kind: tree.Type) -> str:
    arguments = ", ".join(map(_joined, kind.arguments))
    return f"{kind.name.text}({arguments})" if arguments else kind.name.text


def _clauses(clauses: Iterable[tree.Clause]) -> dict[str, Cell]:
    """Their values as words; several lines of one keyword one below the other."""
    found: dict[str, Cell] = {}
    for clause in clauses:
        words = [value.text for value in clause.values]
        match clause.keyword:
            case "required":
                text = "required"
            case "provider" | "absent":
                text = ", ".join(dict.fromkeys(sorted(words) if clause.keyword == "absent" else words))
            case _:
                text = " ".join(words)
        before = found[clause.keyword].text + "\n" if clause.keyword in found else ""
        found[clause.keyword] = Cell(before + text)
    return found


def _sets(area: Area, rows: Mapping[str, list[int]]) -> Iterator[Selection]:
    for each in area.sets:
        marks = {row: (Mark(),) for path in each.items for row in rows.get(path, ())}
        if marks:
            yield Selection("set", cells(name=each.name, label=each.label), marks)


def _exposures(node: tree.Area, area: Area, rows: Mapping[str, list[int]]) -> Iterator[Selection]:
    standing = {exposure.place.span.start: exposure for exposure in area.exposures}
    for member in node.members:
        if isinstance(member, tree.Expose) and (exposure := standing.get(member.queriers[0].span.start)):
            heads = cells(to=_names(member.queriers), for_=_names(member.procedures), from_=_names(member.providers))
            yield Selection("expose", {**heads, **_clauses(member.clauses)}, _marks(member, exposure, rows))


def _names(words: Sequence[tree.Word]) -> str:
    return ", ".join(dict.fromkeys(word.text for word in words))


def _marks(node: tree.Expose, exposure: Exposure, rows: Mapping[str, list[int]]) -> dict[int, tuple[Mark, ...]]:
    """Where the lines put an ○, with the dates of each line as they are written."""
    starts = {line.paths.span.start: line for line in node.lines}
    ends = sorted(starts)
    found: dict[int, dict[Mark, None]] = {}
    for item in exposure.items:
        at = max(start for start in ends if start <= item.place.span.start)
        dates = {clause.keyword: clause.values[0].text for clause in starts[at].clauses if clause.keyword in _DATED}
        for row in rows.get(item.path, ()):
            found.setdefault(row, {})[Mark(dates.get("since", ""), dates.get("until", ""))] = None
    return {row: tuple(marks) for row, marks in sorted(found.items())}
