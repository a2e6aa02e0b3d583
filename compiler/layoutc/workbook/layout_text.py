"""A book → layout text, in which every word knows the cell that it came from."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field

from layoutc.frozen import dataclass
from layoutc.source import SourceFile
from layoutc.workbook.arrangement import CellPlace
from layoutc.workbook.book import AreaSheet, Cell, Cells, ListRows, Mark, Member, Selection

_LABELS = frozenset({"label", "reading", "unit", "law", "basis", "note"})
_AREA_LINES = ("code", "ministry", "provider", "law", "register", "retain", "basis", "note")
_RECORD_LINES = ("register", "basis", "note")
_MEMBER_CLAUSES = ("required", "absent", "unit", "reading", "since", "until", "basis", "note")
_DATES = ("since", "until")


@dataclass(slots=True)
class LayoutText:
    """Text in the making; `starts` and `places` say from which cell the text at an offset came."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    starts: list[int] = field(default_factory=list)
    places: list[CellPlace] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(self.parts)

    def add(self, text: str, at: CellPlace | None = None) -> None:
        if at is not None:
            self.starts.append(self.length)
            self.places.append(at)
        self.parts.append(text)
        self.length += len(text)

    def place(self, offset: int) -> CellPlace | None:
        """The cell of the last word that begins at or before an offset."""
        found = bisect_right(self.starts, offset)
        return self.places[found - 1] if found else None

    def source(self, path: str) -> SourceFile:
        return SourceFile(path, self.text)


def quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def area_text(area: AreaSheet) -> LayoutText:
    """One area, not yet in the one style."""
    made = LayoutText()
    _header(made, "area", area.cells, area.at)
    _lines(made, area.cells, _AREA_LINES)
    open_blocks: list[int] = []
    for member in area.members:
        while open_blocks and open_blocks[-1] >= member.depth:
            open_blocks.pop()
            made.add("}\n")
        _member(made, member)
        if member.kind != "item":
            open_blocks.append(member.depth)
    made.add("}\n" * len(open_blocks))
    paths = dict(area.paths())
    sets = [
        _Set(each.cells["name"].text, frozenset(paths[row] for row in each.marks))
        for each in area.selections
        if each.kind == "set" and "name" in each.cells
    ]
    for selection in area.selections:
        if selection.kind == "set":
            _set(made, area, selection, paths)
        else:
            _expose(made, area, selection, paths, sets)
    made.add("}\n")
    return made


def codes_text(codes: ListRows) -> LayoutText:
    """One code list, not yet in the one style."""
    made = LayoutText()
    _header(made, "codes", codes.cells, codes.at, dated=False)
    _lines(made, codes.cells, ("basis", "note"))
    for value in codes.values:
        _word(made, value, "value", codes.at)
        _clauses(made, value, ("label", *_DATES, "note"))
        made.add("\n")
    made.add("}\n")
    return made


def _header(made: LayoutText, keyword: str, found: Cells, at: CellPlace | None, *, dated: bool = True) -> None:
    made.add(f"{keyword} ", at)
    _word(made, found, "name", at)
    _clauses(made, found, ("label", *(_DATES if dated else ())))
    made.add(" {\n")


def _lines(made: LayoutText, found: Cells, keys: Sequence[str]) -> None:
    for key in keys:
        if key in found:
            for text in found[key].text.split("\n"):
                made.add(f"{key} ")
                made.add(quoted(text) if key in _LABELS else text, found[key].at)
                made.add("\n")


def _word(made: LayoutText, found: Cells, key: str, at: CellPlace | None) -> None:
    cell = found.get(key, Cell("", at))
    made.add(cell.text, cell.at or at)


def _clauses(made: LayoutText, found: Cells, keys: Sequence[str]) -> None:
    for key in keys:
        if key not in found:
            continue
        cell = found[key]
        made.add(" " if key in ("label", "required") else f" {key} ")
        made.add(quoted(cell.text) if key in _LABELS else cell.text, cell.at)


def _member(made: LayoutText, member: Member) -> None:
    if member.kind == "record":
        made.add("\n")
        _header(made, "record", member.cells, member.at)
        _lines(made, member.cells, _RECORD_LINES)
        return
    made.add("repeat " if member.kind == "repeat" else "key " if "key" in member.cells else "", member.at)
    for key in ("name", "code", "type" if member.kind == "item" else "bounds"):
        if key == "bounds":
            made.add("[")
        _word(made, member.cells, key, member.at)
        made.add("] " if key == "bounds" else " ")
    _clauses(made, member.cells, ("label", *_MEMBER_CLAUSES))
    made.add(" {\n" if member.kind == "repeat" else "\n")


@dataclass(frozen=True, slots=True)
class _Set:
    name: str
    paths: frozenset[str]


def _set(made: LayoutText, area: AreaSheet, selection: Selection, paths: Mapping[int, str]) -> None:
    made.add("\nset ", selection.at)
    _word(made, selection.cells, "name", selection.at)
    _clauses(made, selection.cells, ("label",))
    chosen = frozenset(paths[row] for row in selection.marks)
    places = _first_places(selection, paths)
    made.add(" = ")
    for number, path in enumerate(_short(area, chosen, ())):
        made.add(", " if number else "")
        made.add(path, places.get(path))
    made.add("\n")


def _expose(
    made: LayoutText, area: AreaSheet, selection: Selection, paths: Mapping[int, str], sets: Sequence[_Set]
) -> None:
    made.add("\nexpose to ", selection.at)
    _word(made, selection.cells, "to", selection.at)
    _clauses(made, selection.cells, ("for", "from", *_DATES))
    made.add(" {\n")
    places = _first_places(selection, paths)
    by_dates: dict[tuple[str, str], set[str]] = {}
    for row, marks in selection.marks.items():
        for mark in marks:
            by_dates.setdefault((mark.since, mark.until), set()).add(paths[row])
    order = {path: row for row, path in reversed(list(paths.items()))}
    lines: list[tuple[int, tuple[str, str], str]] = []
    for dates, chosen in by_dates.items():
        first = {each.name: min(order[path] for path in each.paths) for each in sets if each.paths}
        for path in _short(area, frozenset(chosen), sets):
            at = first.get(path, order.get(path, _row_of(area, path)))
            lines.append((at, dates, path))
    for _, dates, path in sorted(lines):
        made.add(path, places.get(path, selection.at))
        made.add("".join(f" {word} {day}" for word, day in zip(_DATES, dates, strict=True) if day))
        made.add("\n")
    made.add("}\n")


def _row_of(area: AreaSheet, path: str) -> int:
    """The row of a record or repeat that a path ending in `.*` names."""
    inside = path.removesuffix(".*") + "."
    return next((row for row, each in area.paths() if each.startswith(inside)), 0)


def _first_places(selection: Selection, paths: Mapping[int, str]) -> dict[str, CellPlace]:
    found: dict[str, CellPlace] = {}
    for row, marks in selection.marks.items():
        place: Mark = marks[0]
        if place.at is not None:
            found.setdefault(paths[row], place.at)
    return found


def _short(area: AreaSheet, chosen: frozenset[str], sets: Sequence[_Set]) -> list[str]:
    """The fewest words for these items: whole records, then sets, the larger ones first, whole repeats, single items."""
    left = set(chosen)
    words: list[str] = []
    blocks = _blocks(area)
    records = [each for each in blocks if "." not in each.name]
    repeats = [each for each in blocks if "." in each.name]
    for each in (*records, *sorted(sets, key=lambda each: -len(each.paths)), *repeats):
        if each.paths and each.paths <= left:
            words.append(each.name if each in sets else f"{each.name}.*")
            left -= each.paths
    rest = [path for path in dict.fromkeys(path for _, path in area.paths()) if path in left]
    return [*words, *rest]


def _blocks(area: AreaSheet) -> list[_Set]:
    """Records and repeats with the items in them, outermost first."""
    found: dict[str, set[str]] = {}
    for _, path in area.paths():
        steps = path.split(".")
        for length in range(1, len(steps)):
            found.setdefault(".".join(steps[:length]), set()).add(path)
    return [_Set(name, frozenset(paths)) for name, paths in sorted(found.items(), key=lambda each: each[0].count("."))]


def texts(made: Iterable[LayoutText]) -> str:
    return "\n".join(each.text for each in made)
