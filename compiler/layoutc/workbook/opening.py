"""The bytes of a workbook → its sheets, in bounded time and memory whatever the bytes are.

An .xlsx file is a zip archive that anybody can make by hand. Its parts are taken out with a limit on every size, looked
through, and handed to calamine as a new archive, so that calamine reads exactly what was looked at.
"""

import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO

from layoutc.frozen import dataclass
from layoutc.messages import workbook_files as say
from layoutc.workbook.arrangement import MAX_COLUMNS, MAX_ROWS
from layoutc.workbook.looking import Cell, Looked, cell, look
from layoutc.workbook.normalise import Value
from layoutc.workbook.refusing import NotAWorkbook
from layoutc.workbook.sheet_list import WORKBOOK, listed, relations, sheets

MAX_FILE = 50_000_000
MAX_PARTS = 3_000
MAX_PART = 60_000_000
MAX_ALL = 120_000_000
MAX_CELLS = 2_000_000  # of all sheets, empty ones between full ones too
MAX_MERGED = 300_000  # cells in merged ranges
_STRINGS = "xl/sharedstrings.xml"
_KEPT = re.compile(
    r"\[content_types\]\.xml|_rels/\.rels|xl/workbook\.xml|xl/_rels/workbook\.xml\.rels|xl/sharedstrings\.xml|xl/styles\.xml"
    r"|xl/(?:work)?sheets/[^/]+\.xml|xl/(?:work)?sheets/_rels/[^/]+\.rels|xl/comments[^/]*\.xml|xl/comments/[^/]+\.xml"
    r"|xl/threadedcomments/[^/]+\.xml|xl/externallinks/[^/]+\.xml"
)
_COMMENT = re.compile(
    rb"<(?:\w{1,20}:)?(?:comment|threadedComment)\b[^<>]*?\bref\s*=\s*[\"']([A-Za-z]{1,3})([0-9]{1,7})[\"']"
)
_COUNT = re.compile(rb"\buniqueCount\s*=\s*[\"']\s*([0-9]{0,20})")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: `rows` of cells from A1 on, an empty one is "". `owners` gives for a cell of a merged range its first cell.

    `comments` are cells with a comment, `unvalued` cells whose formula has no value that could be read.
    """

    name: str
    rows: tuple[tuple[Value, ...], ...]
    owners: Mapping[Cell, Cell]
    comments: frozenset[Cell]
    unvalued: frozenset[Cell]
    formulas: frozenset[Cell]

    def value(self, row: int, column: int) -> Value:
        """What a cell holds; every cell of a merged range holds what its first cell does."""
        row, column = self.owners.get((row, column), (row, column))
        return self.rows[row][column] if row < len(self.rows) and column < len(self.rows[row]) else ""

    def owns(self, row: int, column: int) -> bool:
        """Whether the cell itself holds something, and not only the merged range it lies in."""
        return self.owners.get((row, column), (row, column)) == (row, column) and self.value(row, column) != ""


@dataclass(frozen=True, slots=True)
class Opened:
    """`linked`: the workbook refers to other workbooks; their values are taken as they were last calculated."""

    sheets: tuple[Sheet, ...]
    linked: bool


def open_workbook(content: bytes) -> Opened:
    """NotAWorkbook for anything that is no .xlsx file of a bearable size."""
    parts = _parts(content)
    if any(name.endswith("vbaproject.bin") for name in parts):
        raise NotAWorkbook(say.macros())
    kept = {name: data for name, data in parts.items() if data is not None}
    for name, data in kept.items():
        if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
            raise NotAWorkbook(say.entities(name))
    if WORKBOOK not in kept:
        raise NotAWorkbook(say.not_a_workbook())
    if any(int(count or 0) > len(kept[_STRINGS]) for count in _COUNT.findall(kept.get(_STRINGS, b""))):
        raise NotAWorkbook(say.broken_archive())  # room is made for so many texts before the first is read
    paths = sheets(kept)
    looked = {name: look(kept[path]) for name, path in paths.items()}
    _bounded(looked)
    linked = any(name.startswith("xl/externallinks/") for name in parts)
    return Opened(tuple(_read(_archive(kept | listed(paths, kept)), paths, looked, kept)), linked)


def _parts(content: bytes) -> dict[str, bytes | None]:
    """Name of each part of the archive, in lower case → its bytes if it is one that is read."""
    if len(content) > MAX_FILE:
        raise NotAWorkbook(say.file_too_large(len(content), MAX_FILE))
    if content.startswith(_OLE):
        raise NotAWorkbook(say.old_or_encrypted())
    if not content.startswith(b"PK"):
        raise NotAWorkbook(say.not_a_zip())
    found: dict[str, bytes | None] = {}
    left = MAX_ALL
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            infos = archive.infolist()
            if len(infos) > MAX_PARTS:
                raise NotAWorkbook(say.too_many_parts(len(infos), MAX_PARTS))
            for info in infos:
                name = info.filename.lstrip("/").replace("\\", "/").lower()
                if info.flag_bits & 1:
                    raise NotAWorkbook(say.old_or_encrypted())
                found[name] = None
                if _KEPT.fullmatch(name):
                    with archive.open(info) as part:
                        data = part.read(min(left, MAX_PART) + 1)
                    left -= len(data)
                    if left < 0 or len(data) > MAX_PART:
                        raise NotAWorkbook(say.unpacks_too_large(name, min(MAX_ALL, MAX_PART)))
                    found[name] = data
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError, RuntimeError):
        raise NotAWorkbook(say.broken_archive()) from None
    return found


def _comments(path: str, parts: Mapping[str, bytes]) -> frozenset[Cell]:
    folder, _, file = path.rpartition("/")
    found: set[Cell] = set()
    for each in relations(parts.get(f"{folder}/_rels/{file}.rels", b"")):
        target = re.sub(r"^(?:/|\.\./)", "", each.get("Target", "").lower()).removeprefix("xl/")
        if "comment" in target:
            found |= {cell(*place.groups()) for place in _COMMENT.finditer(parts.get(f"xl/{target}", b""))}
    return frozenset(found)


def _bounded(looked: Mapping[str, Looked]) -> None:
    cells = 0
    for name, each in looked.items():
        cells += each.rows * each.columns
        if cells > MAX_CELLS or each.rows > MAX_ROWS or each.columns > MAX_COLUMNS:
            raise NotAWorkbook(say.sheet_too_large(name, each.rows, each.columns))


def _archive(parts: Mapping[str, bytes]) -> BytesIO:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    stream.seek(0)
    return stream


def _read(
    archive: BytesIO, paths: Mapping[str, str], looked: Mapping[str, Looked], parts: Mapping[str, bytes]
) -> Iterator[Sheet]:
    import python_calamine

    try:
        book = python_calamine.CalamineWorkbook.from_filelike(archive)
        for at, (name, path) in enumerate(paths.items(), 1):
            sheet, each = book.get_sheet_by_name(f"s{at}"), looked[name]
            rows = tuple(map(tuple, sheet.to_python(skip_empty_area=False)))
            owners = _owners(sheet.merged_cell_ranges or (), max(each.rows, len(rows)), each.columns)
            yield Sheet(name, rows, owners, _comments(path, parts), each.unvalued, each.formulas)
    except (python_calamine.CalamineError, ValueError, OSError):
        raise NotAWorkbook(say.broken_archive()) from None


def _owners(ranges: Iterable[tuple[Cell, Cell]], rows: int, columns: int) -> dict[Cell, Cell]:
    """Every cell of the merged ranges, as far as the sheet reaches → the first cell of its range."""
    owners: dict[Cell, Cell] = {}
    for first, last in ranges:
        down, right = range(first[0], min(last[0], rows) + 1), range(first[1], min(last[1], columns) + 1)
        if len(owners) + len(down) * len(right) > MAX_MERGED:
            raise NotAWorkbook(say.too_many_merged())
        owners |= {(row, column): (first[0], first[1]) for row in down for column in right}
    return owners
