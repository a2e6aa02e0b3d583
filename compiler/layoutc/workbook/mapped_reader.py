"""A sheet that layoutc did not write → an area, by a mapping. What it lacks is proposed, and named as something to fill in."""

from collections.abc import Mapping
from dataclasses import replace

from layoutc.catalog.catalog import Catalog
from layoutc.messages import workbook as say
from layoutc.workbook import rules
from layoutc.workbook.area_reader import TYPES, marks_in, member_cells
from layoutc.workbook.arrangement import MEMBER_COLUMNS, PROPERTIES, CellPlace, MemberKind
from layoutc.workbook.book import AreaSheet, Cell, Member, Selection, with_cell
from layoutc.workbook.mapping import MappedExposure, SheetMapping
from layoutc.workbook.normalise import folded, plain, short
from layoutc.workbook.proposals import area_number, name_for, placeholder
from layoutc.workbook.reader import Head, unknown_columns
from layoutc.workbook.understanding import CellReader

_COLUMNS = {column.key: column for column in MEMBER_COLUMNS}


def read_mapped(reader: CellReader, mapping: SheetMapping, catalog: Catalog) -> AreaSheet | None:
    """The area; None if the head row is not as the mapping says, which is reported."""
    titles = _titles(reader, mapping)
    at_key = {key: titles.get(folded(title)) for key, title in mapping.columns.items()}
    head_row = mapping.head_row - 1
    for key, at in at_key.items():
        if at is None:
            place = CellPlace(reader.sheet.name, head_row, 0)
            reader.problems.error(rules.COLUMN, place, "", say.no_such_column(mapping.columns[key]), say.mend_mapping())
    if at_key.get("label") is None:
        return None
    head = Head(head_row, {at: _COLUMNS[key] for key, at in at_key.items() if at is not None and key in _COLUMNS}, {})
    record_at = at_key.get("record")
    marked = {each.column: titles.get(folded(each.column)) for each in mapping.exposures}
    _rest(reader, mapping, head, titles, {record_at, *marked.values()})
    members, rows = _members(reader, mapping, head, record_at)
    area = AreaSheet(_properties(reader, mapping), tuple(members), (), CellPlace(reader.sheet.name, head_row, 0))
    area = replace(area, members=_proposed(reader, area, area_number(catalog, area.name)))
    selections = [
        _exposure(reader, head, each, marked[each.column], area, rows, mapping.last_row) for each in mapping.exposures
    ]
    return replace(area, selections=tuple(each for each in selections if each))


def _titles(reader: CellReader, mapping: SheetMapping) -> dict[str, int]:
    """Heading → its column; of two cells one below the other, merged or not, the lower one names the column."""
    row = mapping.head_row - 1
    found: dict[str, int] = {}
    for at in range(max((len(cells) for cells in reader.sheet.rows), default=0)):
        title = folded(plain(reader.sheet.value(row, at)))
        if title:
            found.setdefault(title, at)
    return found


def _rest(
    reader: CellReader, mapping: SheetMapping, head: Head, titles: Mapping[str, int], taken: set[int | None]
) -> None:
    """Columns that the mapping neither reads nor ignores."""
    ignored = {titles[folded(title)] for title in mapping.ignore if folded(title) in titles}
    passed = {at: MEMBER_COLUMNS[0] for at in (*ignored, *taken) if at is not None}
    others = {at: title for title, at in titles.items() if at not in head.columns and at not in passed}
    unknown_columns(reader, Head(head.row, {**head.columns, **passed}, others), mapping.last_row)


def _properties(reader: CellReader, mapping: SheetMapping) -> dict[str, Cell]:
    """The area's properties as the mapping gives them, in the words of the registry or of the workbook."""
    found: dict[str, Cell] = {}
    place = CellPlace(reader.sheet.name, mapping.head_row - 1, 0)
    for column in PROPERTIES:
        said = mapping.area.get(column.key)
        if said is not None:
            text = said if isinstance(said, str) else "\n".join(said)
            if cell := reader.read(text, text, place, column):
                found[column.key] = cell
    return found


def _members(
    reader: CellReader, mapping: SheetMapping, head: Head, record_at: int | None
) -> tuple[list[Member], dict[int, int]]:
    members: list[Member] = []
    rows: dict[int, int] = {}
    types = {**TYPES, **{folded(word): meant for word, meant in mapping.types.items()}}
    last = min(mapping.last_row or len(reader.sheet.rows), len(reader.sheet.rows))
    for row in range(head.row + 1, last):
        if not any(reader.text(row, at) for at in head.columns):
            continue
        found = {column.key: cell for at, column in head.columns.items() if (cell := reader.cell(row, at, column))}
        if _repeats_the_head(reader, head, row):
            continue
        kind = _kind(reader, mapping, head, row, found)
        if kind is None:
            continue
        if kind != "record" and not _opened(reader, mapping, row, record_at, members):
            place = reader.place(row, min(head.columns))
            reader.problems.error(
                rules.ROW, place, short(reader.text(row, min(head.columns))), say.no_record(), say.mend_mapping()
            )
            continue
        most = members[-1].depth + (members[-1].kind != "item") if members else 1
        depth = int(found["depth"].text) if "depth" in found else 2 if "depth" not in mapping.columns else most
        cells = member_cells(reader, head, row, kind, found, types)
        label = cells["label"].text if "label" in cells else ""
        if "name" not in cells and label in mapping.names:
            cells["name"] = Cell(mapping.names[label], cells["label"].at)
        rows[row] = len(members)
        members.append(
            Member(
                kind,
                1 if kind == "record" else min(max(depth, 2), max(most, 2)),
                cells,
                reader.place(row, min(head.columns)),
            )
        )
    return members, rows


def _repeats_the_head(reader: CellReader, head: Head, row: int) -> bool:
    """A head row that is printed again on another page."""
    return all(folded(reader.text(row, at)) == folded(reader.text(head.row, at)) for at in head.columns)


def _kind(
    reader: CellReader, mapping: SheetMapping, head: Head, row: int, found: Mapping[str, Cell]
) -> MemberKind | None:
    if "kind" in found:
        said = {folded(word): kind for word, kind in mapping.kinds.items()}.get(folded(found["kind"].text))
        kinds: dict[str, MemberKind] = {"record": "record", "repeat": "repeat", "item": "item"}
        if said in kinds:
            return kinds[said]
        place = found["kind"].at or CellPlace(reader.sheet.name, row, 0)
        reader.problems.error(rules.ROW, place, found["kind"].text, say.row_of_area(), say.kinds_in_mapping())
        return None
    if "label" not in found:
        place = reader.place(row, min(head.columns))
        reader.problems.error(
            rules.ROW, place, short(reader.text(row, min(head.columns))), say.row_of_area(), say.empty_or_last_row()
        )
        return None
    return "repeat" if "bounds" in found and "type" not in found else "item"


def _opened(reader: CellReader, mapping: SheetMapping, row: int, record_at: int | None, members: list[Member]) -> bool:
    """Whether the row stands in a record; begins a new one where the workbook does."""
    if record_at is not None:
        label = reader.text(row, record_at)
        current = next((each.cells["label"].text for each in reversed(members) if each.kind == "record"), "")
        if label and label != current:
            place = reader.place(row, record_at)
            cells = {"label": Cell(label, place)}
            if label in mapping.records:
                cells["name"] = Cell(mapping.records[label], place)
            members.append(Member("record", 1, cells, place))
    elif mapping.record and not members:
        name, label = mapping.record
        members.append(Member("record", 1, {"name": Cell(name), "label": Cell(label)}, None))
    return bool(members)


def _proposed(reader: CellReader, area: AreaSheet, number: int) -> tuple[Member, ...]:
    """The members with a name and a code each; every one that was missing is named, with what was put in its place."""
    members: list[Member] = []
    taken: list[set[str]] = [set()]
    record = place = 0
    for member in area.members:
        cells = member.cells
        del taken[member.depth :]
        if member.kind == "record":
            record, place = record + 1, 0
        else:
            place += 1
        at = member.at or CellPlace(reader.sheet.name, 0, 0)
        texts = {key: cells[key].text if key in cells else "" for key in ("label", "reading", "code", "name")}
        if not texts["name"]:
            name = name_for(texts["label"], texts["reading"], texts["code"], place or record, taken[-1], member.kind)
            reader.problems.error(
                rules.MISSING,
                at,
                short(texts["label"]),
                say.name_missing(short(texts["label"])),
                say.propose_name(name),
            )
            cells = with_cell(cells, "name", name)
        if not texts["code"] and member.kind != "record":
            code = placeholder(number, record, place)
            reader.problems.error(
                rules.MISSING,
                at,
                short(texts["label"]),
                say.code_missing(short(texts["label"])),
                say.propose_code(code),
            )
            cells = with_cell(cells, "code", code)
        taken[-1].add(cells["name"].text)
        if member.kind != "item":
            taken.append(set())
        members.append(replace(member, cells=cells))
    return tuple(members)


def _exposure(
    reader: CellReader,
    head: Head,
    said: MappedExposure,
    column: int | None,
    area: AreaSheet,
    rows: Mapping[int, int],
    last_row: int | None,
) -> Selection | None:
    place = CellPlace(reader.sheet.name, head.row, column or 0)
    if column is None:
        reader.problems.error(rules.COLUMN, place, "", say.no_such_column(said.column), say.mend_mapping())
        return None
    cells: dict[str, Cell] = {}
    for key, names, known in (
        ("to", said.to, reader.known.institutions),
        ("for", said.procedures, reader.known.procedures),
        ("from", said.providers, reader.known.institutions),
    ):
        found = [known.named(name) for name in names]
        for name, meant in zip(names, found, strict=True):
            if meant is None:
                reader.problems.error(
                    rules.VALUE, place, name, say.not_in_registry(name), say.did_you_mean(known.near(name))
                )
        if found and None not in found:
            cells[key] = Cell(", ".join(each for each in found if each), place)
    cells |= {key: Cell(day, place) for key, day in (("since", said.since), ("until", said.until)) if day}
    if "to" not in cells or "for" not in cells:
        return None
    return Selection("expose", cells, marks_in(reader, head, column, area, rows, last_row), place)
