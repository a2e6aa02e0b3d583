"""A sheet of one area → its properties, members and matrix."""

import re
from collections.abc import Collection, Mapping
from dataclasses import replace

from layoutc.messages import workbook as say
from layoutc.workbook import notation, rules
from layoutc.workbook.arrangement import (
    HEADING_NOTES,
    HEADINGS,
    KINDS,
    MEMBER_COLUMNS,
    PROPERTIES,
    SET_HEADINGS,
    TO_COVER,
    CellPlace,
    Column,
    MemberKind,
    SelectionKind,
)
from layoutc.workbook.book import AreaSheet, Cell, Mark, Member, Selection
from layoutc.workbook.normalise import folded, half_width, short
from layoutc.workbook.reader import Head, needed, unknown_columns
from layoutc.workbook.understanding import LONG, CellReader

_SELECTION = re.compile(r"(照会|組|項目の組)[0-9]*")
TYPES = {folded(label): word for word, label in notation.TYPES.items()} | {word: word for word in notation.TYPES}
_WITHOUT_LENGTH = frozenset({"date", "date(partial)", "year_month", "year", "fiscal_year", "datetime", "flag", "code"})
_SIGNED = frozenset({"int", "yen", "decimal"})


def read_area(reader: CellReader, head: Head, notice: str = "") -> AreaSheet:
    """The area; what is not understood is reported and left out."""
    selected = {at: title for at, title in head.others.items() if _SELECTION.fullmatch(title)}
    others = {at: title for at, title in head.others.items() if at not in selected}
    known = Head(head.row, {**head.columns, **dict.fromkeys(selected, MEMBER_COLUMNS[0])}, others)
    unknown_columns(reader, known, columns=MEMBER_COLUMNS)
    labels = _heading_labels(reader, head.row)
    matrix = min(selected, default=max(head.columns, default=0) + 1)
    cells = _properties(reader, head.row, labels, matrix, notice)
    _stray(reader, head.row, labels, matrix, selected)
    members, rows = read_members(reader, head)
    area = AreaSheet(cells, tuple(members), (), CellPlace(reader.sheet.name, 0, 0))
    selections = [
        found
        for at, title in sorted(selected.items())
        if (found := _selection(reader, head, at, "expose" if title.startswith("照会") else "set", labels, area, rows))
    ]
    return replace(area, selections=tuple(selections))


def _heading_labels(reader: CellReader, below: int) -> dict[str, tuple[int, int]]:
    """Heading of the matrix → the cell with its label: all of them stand in the column of the first."""
    titles = {
        folded(title): heading
        for heading in HEADINGS
        for title in (heading.title, *heading.also, HEADING_NOTES.get(heading.key, heading.title))
    }
    first = folded(HEADING_NOTES["to"]), *(folded(each) for each in (HEADINGS[0].title, *HEADINGS[0].also))
    sheet = reader.sheet
    cells = ((row, at) for row in range(below) for at in range(1, len(sheet.rows[row])) if sheet.owns(row, at))
    column = next((at for row, at in cells if folded(reader.text(row, at)) in first), None)
    found: dict[str, tuple[int, int]] = {}
    for row in range(below) if column is not None else ():
        heading = titles.get(folded(reader.text(row, column or 0)))
        if heading and sheet.owns(row, column or 0):
            found.setdefault(heading.key, (row, column or 0))
    return found


def _properties(
    reader: CellReader, below: int, labels: Mapping[str, tuple[int, int]], matrix: int, notice: str
) -> dict[str, Cell]:
    """The lines above the table, left of the headings of the matrix: a title, and behind it a value."""
    titles = {folded(title): each for each in PROPERTIES for title in (each.title, *each.also)}
    ends = min((column for _, column in labels.values()), default=matrix)
    known = {*labels.values()}
    found: dict[str, Cell] = {}
    for row in range(below):
        held = [at for at in range(ends) if reader.sheet.owns(row, at) and (row, at) not in known]
        each = titles.get(folded(reader.text(row, held[0]))) if held else None
        if each and each.key not in found:
            if held[1:] and (cell := reader.cell(row, held[1], each)):
                found[each.key] = cell
            held = held[2:]
        for at in held:
            text = reader.text(row, at)
            if text in (notice, TO_COVER) or (not found and at == 0 and row == _first_held(reader)):
                continue  # the title of the sheet, and what layoutc says on every sheet
            reader.problems.error(
                rules.COLUMN, reader.place(row, at), short(text), say.stray_cell(), say.move_or_empty()
            )
    title = reader.text(_first_held(reader), 0)
    if "label" in found and title and title != found["label"].text and folded(title) not in titles:
        place = reader.place(_first_held(reader), 0)
        reader.problems.warning(
            rules.VALUE, place, short(title), say.title_differs(found["label"].text), say.change_the_property()
        )
    return found


def _stray(
    reader: CellReader, below: int, labels: Mapping[str, tuple[int, int]], matrix: int, selected: Collection[int]
) -> None:
    """Cells above the table, right of the properties, that are no heading of a column of the matrix."""
    ends = min((column for _, column in labels.values()), default=matrix)
    read = {*labels.values(), *((_heading_row(reader, label, at), at) for label in labels.values() for at in selected)}
    for row in range(below):
        for at in range(ends, len(reader.sheet.rows[row])):
            if reader.sheet.owns(row, at) and (row, at) not in read:
                held = short(reader.text(row, at))
                reader.problems.error(rules.COLUMN, reader.place(row, at), held, say.stray_cell(), say.move_or_empty())


def _heading_row(reader: CellReader, label: tuple[int, int], column: int) -> int:
    """Where a column has what the heading asks for: in the row of its label, or further down if the label is merged."""
    row = label[0]
    while not reader.text(row, column) and reader.sheet.owners.get((row + 1, label[1])) == label:
        row += 1
    return row if reader.text(row, column) else label[0]


def _first_held(reader: CellReader) -> int:
    return next((row for row in range(len(reader.sheet.rows)) if reader.sheet.owns(row, 0)), 0)


def read_members(reader: CellReader, head: Head) -> tuple[list[Member], dict[int, int]]:
    """The rows of the table, and row of the sheet → row among the members."""
    members: list[Member] = []
    rows: dict[int, int] = {}
    for row in range(head.row + 1, len(reader.sheet.rows)):
        if not any(reader.text(row, at) for at in head.columns):
            continue
        found = {column.key: cell for at, column in head.columns.items() if (cell := reader.cell(row, at, column))}
        kind = _kind(reader, row, head, found)
        if kind is None:
            continue
        depth = _depth(reader, row, head, kind, found, members)
        needed(reader, head, row, kind)
        rows[row] = len(members)
        place = reader.place(row, head.at("name") or 0)
        members.append(Member(kind, depth, member_cells(reader, head, row, kind, found), place))
    return members, rows


def _kind(reader: CellReader, row: int, head: Head, found: Mapping[str, Cell]) -> MemberKind | None:
    said = found["kind"].text if "kind" in found else ""
    kinds: dict[str, MemberKind] = {folded(label): kind for kind, label in KINDS.items()}
    kinds |= {"record": "record", "repeat": "repeat", "item": "item", "繰り返し": "repeat", "反復": "repeat"}
    if said in kinds:
        return kinds[said]
    if not said and ("type" in found or "bounds" in found):
        return "item" if "type" in found else "repeat"
    place = reader.place(row, head.at("kind") or 0)
    held = said or " ".join(cell.text for cell in found.values())
    reader.problems.error(rules.ROW, place, short(held), say.row_of_area(), say.kind_of_row("レコード・項目・繰返し"))
    return None


def _depth(
    reader: CellReader, row: int, head: Head, kind: MemberKind, found: Mapping[str, Cell], before: list[Member]
) -> int:
    """1 for a record; else what the cell says, or what follows from the row above."""
    most = 1 if not before else before[-1].depth + (before[-1].kind != "item")
    if kind == "record":
        low, high, meant = 1, 1, 1
    else:
        low, high, meant = 2, max(most, 2), max(most, 2)
    depth = int(found["depth"].text) if "depth" in found else meant
    if not low <= depth <= high or (kind != "record" and not before):
        place = reader.place(row, head.at("depth") or 0)
        reader.problems.error(rules.ROW, place, str(depth), say.depth(depth, low, high), say.write_depth(low, high))
        return min(max(depth, low), high)
    return depth


def member_cells(
    reader: CellReader,
    head: Head,
    row: int,
    kind: MemberKind,
    found: Mapping[str, Cell],
    types: Mapping[str, str] = TYPES,
) -> dict[str, Cell]:
    """The cells that a row of this kind may hold, with its type spelled; `types` are the words for types."""
    kept: dict[str, Cell] = {}
    for column in MEMBER_COLUMNS:
        cell = found.get(column.key)
        if cell is None or column.key in ("kind", "depth"):
            continue
        if column.of and kind not in column.of and cell.at:
            reader.problems.error(
                rules.VALUE, cell.at, short(cell.text), say.not_in_this_row(column.title), say.empty_the_cell()
            )
        elif column.key not in ("type", "length", "signed", "list"):
            kept[column.key] = cell
    if kind == "item":
        typed = {key: found[key] for key in ("type", "length", "signed", "list") if key in found}
        place = reader.place(row, head.at("type") or head.at("name") or 0)
        if spelled := read_type(reader, typed, place, types):
            kept["type"] = spelled
    return kept


def read_type(
    reader: CellReader, found: Mapping[str, Cell], place: CellPlace, words: Mapping[str, str] = TYPES
) -> Cell | None:
    """型, 桁, 符号 and コード表 → a type as the language spells it; `words` are the names of types."""
    if "type" not in found:
        if "list" not in found:
            reader.problems.error(rules.MISSING, place, "", say.no_type(), say.choose_a_type())
            return None
        return Cell(f"code({found['list'].text})", found["list"].at)
    said = found["type"]
    word = words.get(folded(said.text))
    if word is None:
        if re.fullmatch(r"[a-z_]+\(.*\)", said.text) and len(found) == 1:  # spelled in the language
            return Cell(re.sub(r",\s*", ", ", said.text), said.at)
        message = say.unknown_type(short(said.text))
        reader.problems.error(rules.VALUE, said.at or place, short(said.text), message, say.choose_a_type())
        return None
    if "list" in found and word != "code":
        cell = found["list"]
        reader.problems.error(
            rules.VALUE, cell.at or place, short(cell.text), say.list_without_code(), say.code_or_no_list()
        )
    if word in _WITHOUT_LENGTH and "length" in found:
        cell = found["length"]
        reader.problems.warning(
            rules.VALUE, cell.at or place, cell.text, say.no_length(said.text), say.empty_the_cell()
        )
    if "signed" in found and word not in _SIGNED:
        cell = found["signed"]
        reader.problems.error(rules.VALUE, cell.at or place, cell.text, say.no_sign(said.text), say.empty_the_cell())
    if word == "code":
        if "list" not in found:
            reader.problems.error(rules.MISSING, said.at or place, said.text, say.no_list(), say.choose_a_list())
            return None
        return Cell(f"code({found['list'].text})", found["list"].at)
    if word in _WITHOUT_LENGTH:
        return Cell(word, said.at)
    if "length" not in found:
        reader.problems.error(
            rules.MISSING, said.at or place, said.text, say.length_missing(said.text), say.write_length()
        )
        return None
    arguments = [_length(each) for each in re.split("[,、]", half_width(found["length"].text))]
    if "signed" in found and word in _SIGNED:
        arguments.append("signed")
    return Cell(f"{word}({', '.join(arguments)})", found["length"].at)


def _length(text: str) -> str:
    """`11`, `11桁`, `1～3`, `1-3文字以内`."""
    text = re.sub("(?:桁|文字|字|以内|以下)+$", "", text.strip())
    return re.sub(r"\s*(?:\.\.|[~〜～-])\s*", "..", text)


def _selection(
    reader: CellReader,
    head: Head,
    column: int,
    kind: SelectionKind,
    labels: Mapping[str, tuple[int, int]],
    area: AreaSheet,
    rows: Mapping[int, int],
) -> Selection | None:
    place = reader.place(head.row, column)
    cells: dict[str, Cell] = {}
    wanted: dict[str, Column] = {heading.key: heading for heading in HEADINGS}
    if kind == "set":
        text, word = PROPERTIES[0], PROPERTIES[1]
        wanted = {SET_HEADINGS["label"]: replace(text, key="label"), SET_HEADINGS["name"]: replace(word, key="name")}
    for heading in HEADINGS:
        if heading.key not in labels:
            continue
        row = _heading_row(reader, labels[heading.key], column)
        if heading.key in wanted:
            if cell := reader.cell(row, column, wanted[heading.key]):
                cells[wanted[heading.key].key] = cell
        elif held := reader.text(row, column):
            reader.problems.error(
                rules.VALUE, reader.place(row, column), short(held), say.not_of_a_set(), say.empty_the_cell()
            )
    must = ("label", "name") if kind == "set" else ("to", "for")
    for key in must:
        if key not in cells and not _told(reader, labels, SET_HEADINGS.get(key, key), column):
            title = next((each.title for each in wanted.values() if each.key == key), key)
            where = HEADING_NOTES[SET_HEADINGS.get(key, key)]
            reader.problems.error(rules.MISSING, place, "", say.heading_missing(title, where), say.fill_in(where))
    marks = marks_in(reader, head, column, area, rows)
    if kind == "set" and not marks:
        reader.problems.error(rules.MISSING, place, "", say.empty_set(), say.mark_an_item())
    if any(key not in cells for key in must) or (kind == "set" and not marks):
        return None
    return Selection(kind, cells, marks, place)


def _told(reader: CellReader, labels: Mapping[str, tuple[int, int]], key: str, column: int) -> bool:
    """Whether the heading holds something: then it was reported when it was read."""
    return key in labels and bool(reader.text(_heading_row(reader, labels[key], column), column))


def marks_in(
    reader: CellReader,
    head: Head,
    column: int,
    area: AreaSheet,
    rows: Mapping[int, int],
    last_row: int | None = None,
) -> dict[int, tuple[Mark, ...]]:
    """The ○ of a column below its heading, by the row of the item among the members."""
    found: dict[int, tuple[Mark, ...]] = {}
    for row in range(head.row + 1, min(last_row or len(reader.sheet.rows), len(reader.sheet.rows))):
        text = reader.text(row, column)
        if not text:
            continue
        place = reader.place(row, column)
        spans = notation.read_marks(half_width(text)) if len(text) <= LONG else None
        if spans is None:
            reader.problems.error(rules.VALUE, place, short(text), say.not_a_mark(short(text)), say.write_mark())
            continue
        if row not in rows:
            if not any(reader.text(row, at) for at in head.columns):
                reader.problems.error(rules.ROW, place, short(text), say.mark_without_item(), say.move_or_empty())
            continue
        member = rows[row]
        marks = tuple(Mark(since, until, place) for since, until in spans)
        for each in (member,) if area.members[member].kind == "item" else tuple(area.inside(member)):
            if marks:
                found[each] = tuple(dict.fromkeys((*found.get(each, ()), *marks)))
    return _agreed(reader, area, found, column)


def _agreed(
    reader: CellReader, area: AreaSheet, found: dict[int, tuple[Mark, ...]], column: int
) -> dict[int, tuple[Mark, ...]]:
    """The rows of one item (an old and a new one) must have the same marks: a path means both."""
    by_path: dict[str, list[int]] = {}
    for row, path in area.paths():
        by_path.setdefault(path, []).append(row)
    for path, rows in by_path.items():
        said = {frozenset((mark.since, mark.until) for mark in found.get(row, ())) for row in rows}
        if len(said) > 1:
            at = next(mark.at for row in rows for mark in found.get(row, ()))
            place = at or CellPlace(reader.sheet.name, 0, column)
            reader.problems.error(rules.CONTRADICTION, place, path, say.rows_differ(path), say.mark_both())
    return found
