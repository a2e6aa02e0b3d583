"""What a workbook says, apart from how it looks: areas and code lists, each value in the words of the layout language."""

from collections.abc import Iterator, Mapping
from dataclasses import field, replace
from hashlib import sha256

from layoutc.frozen import dataclass
from layoutc.workbook.arrangement import CellPlace, MemberKind, SelectionKind


@dataclass(frozen=True, slots=True)
class Cell:
    """A value as a layout writes it (a label without its quotes), and where it was read."""

    text: str
    at: CellPlace | None = field(default=None, compare=False)


Cells = Mapping[str, Cell]  # key of a column → what stands there; an empty cell is not in it


@dataclass(frozen=True, slots=True)
class Member:
    """A record, repeat or item; `depth` is 1 for a record, one more for what stands in it."""

    kind: MemberKind
    depth: int
    cells: Cells
    at: CellPlace | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Mark:
    """An ○ with its dates as written, empty where it has none."""

    since: str = ""
    until: str = ""
    at: CellPlace | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Selection:
    """A column of the matrix: the items of a set or of an exposure, by their row among the members."""

    kind: SelectionKind
    cells: Cells
    marks: Mapping[int, tuple[Mark, ...]]
    at: CellPlace | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class AreaSheet:
    cells: Cells
    members: tuple[Member, ...]
    selections: tuple[Selection, ...]
    at: CellPlace | None = field(default=None, compare=False)

    @property
    def name(self) -> str:
        return self.cells["name"].text if "name" in self.cells else ""

    def paths(self) -> Iterator[tuple[int, str]]:
        """Row of each item among the members → its path."""
        way: list[str] = []
        for row, member in enumerate(self.members):
            way[member.depth - 1 :] = [member.cells["name"].text if "name" in member.cells else ""]
            if member.kind == "item":
                yield row, ".".join(way)

    def inside(self, row: int) -> Iterator[int]:
        """The rows of the items in a record or repeat."""
        for other in range(row + 1, len(self.members)):
            if self.members[other].depth <= self.members[row].depth:
                return
            if self.members[other].kind == "item":
                yield other


@dataclass(frozen=True, slots=True)
class ListRows:
    """A code list and its values."""

    cells: Cells
    values: tuple[Cells, ...]
    at: CellPlace | None = field(default=None, compare=False)

    @property
    def name(self) -> str:
        return self.cells["name"].text if "name" in self.cells else ""


@dataclass(frozen=True, slots=True)
class Book:
    areas: tuple[AreaSheet, ...]
    codes: tuple[ListRows, ...]

    def digest(self) -> str:
        """SHA-256 of all that the book says: the same for the same declarations, whatever files they stood in."""
        said = (*(_area_said(each) for each in self.areas), *(_list_said(each) for each in self.codes))
        return sha256(repr(said).encode("utf-8", "surrogatepass")).hexdigest()


def cells(**texts: str | None) -> dict[str, Cell]:
    """The cells that hold something; a name that is a Python keyword takes `_` at its end."""
    return {key.rstrip("_"): Cell(text) for key, text in texts.items() if text}


def with_cell(found: Cells, key: str, text: str) -> Cells:
    """The same cells with another text in one of them."""
    return {**found, key: replace(found.get(key, Cell("")), text=text)}


def _said(found: Cells) -> list[tuple[str, str]]:
    return sorted((key, cell.text) for key, cell in found.items())


def _area_said(area: AreaSheet) -> object:
    members = [(each.kind, each.depth, _said(each.cells)) for each in area.members]
    selections = [
        (
            each.kind,
            _said(each.cells),
            [(row, [(mark.since, mark.until) for mark in each.marks[row]]) for row in sorted(each.marks)],
        )
        for each in area.selections
    ]
    return _said(area.cells), members, selections


def _list_said(codes: ListRows) -> object:
    return _said(codes.cells), [_said(each) for each in codes.values]
