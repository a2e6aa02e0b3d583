"""The bytes of a workbook → its sheets, in bounded time and memory whatever the bytes are.

An .xlsx file is a zip archive that anybody can make by hand. Its parts are taken out with a limit on every size, looked
through, and handed to calamine as a new archive, so that calamine reads exactly what was looked at.
"""

import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO

from layoutc.findings import Text
from layoutc.frozen import dataclass
from layoutc.messages import workbook_files as say
from layoutc.workbook.arrangement import MAX_COLUMNS, MAX_ROWS
from layoutc.workbook.normalise import Value

MAX_FILE = 50_000_000
MAX_PARTS = 3_000
MAX_PART = 60_000_000
MAX_ALL = 120_000_000
MAX_CELLS = 2_000_000  # of all sheets, empty ones between full ones too
MAX_MERGED = 300_000  # cells in merged ranges
_KEPT = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|xl/workbook\.xml|xl/_rels/workbook\.xml\.rels|xl/sharedStrings\.xml|xl/styles\.xml"
    r"|xl/(?:work)?sheets/[^/]+\.xml|xl/(?:work)?sheets/_rels/[^/]+\.rels|xl/comments[^/]*\.xml|xl/comments/[^/]+\.xml"
    r"|xl/threadedComments/[^/]+\.xml|xl/externalLinks/[^/]+\.xml",
    re.IGNORECASE,
)
# No pattern looks past the next `<` or `>`: the time is in proportion to the size, whatever stands there.
_TAG = re.compile(rb"<(?:\w{1,20}:)?(c|f|v)\b([^<>]*)>(?=([^<])?)")
_REFERENCE = re.compile(rb"\br\s*=\s*[\"']([A-Za-z]{1,3})([0-9]{1,7})[\"']")
_ERROR = re.compile(rb"\bt\s*=\s*[\"']e[\"']")
_COMMENT = re.compile(
    rb"<(?:\w{1,20}:)?(?:comment|threadedComment)\b[^<>]*?\bref\s*=\s*[\"']([A-Za-z]{1,3})([0-9]{1,7})[\"']"
)
_SHEET = re.compile(r"<(?:\w{1,20}:)?sheet\b([^<>]{0,4000})>")
_RELATION = re.compile(r"<(?:\w{1,20}:)?Relationship\b([^<>]{0,4000})>")
_ATTRIBUTE = re.compile(r"([\w:]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

Cell = tuple[int, int]


class NotAWorkbook(Exception):  # noqa: N818  told to the user
    """The bytes can't be read as a workbook, or must not be; `text` says why and what to do."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


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
    if any(name.lower().endswith("vbaproject.bin") for name in parts):
        raise NotAWorkbook(say.macros())
    kept = {name: data for name, data in parts.items() if data is not None}
    for name, data in kept.items():
        if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
            raise NotAWorkbook(say.entities(name))
    if "xl/workbook.xml" not in kept:
        raise NotAWorkbook(say.not_a_workbook())
    looked = {name: _look(path, kept) for name, path in _sheet_files(kept)}
    _bounded(looked)
    linked = any(name.lower().startswith("xl/externallinks/") for name in parts)
    return Opened(tuple(_read(_archive(kept), looked)), linked)


def _parts(content: bytes) -> dict[str, bytes | None]:
    """Name of each part of the archive → its bytes if it is one that is read."""
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
                name = info.filename.lstrip("/").replace("\\", "/")
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


def _attributes(text: str) -> dict[str, str]:
    from html import unescape

    return {name: unescape(double or single) for name, double, single in _ATTRIBUTE.findall(text)}


def _sheet_files(parts: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    """Name of each sheet → the part that holds it."""
    relations = parts.get("xl/_rels/workbook.xml.rels", b"").decode("utf-8", "replace")
    targets = {each.get("Id", ""): each.get("Target", "") for each in map(_attributes, _RELATION.findall(relations))}
    for found in map(_attributes, _SHEET.findall(parts["xl/workbook.xml"].decode("utf-8", "replace"))):
        target = targets.get(found.get("r:id", found.get("id", "")), "")
        path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        yield found.get("name", ""), path


@dataclass(slots=True)
class _Looked:
    rows: int = 0
    columns: int = 0
    comments: frozenset[Cell] = frozenset()
    unvalued: frozenset[Cell] = frozenset()
    formulas: frozenset[Cell] = frozenset()


def _cell(letters: bytes, digits: bytes) -> Cell:
    column = 0
    for letter in letters.upper():
        column = column * 26 + letter - ord("A") + 1
    return int(digits) - 1, column - 1


def _look(path: str, parts: Mapping[str, bytes]) -> _Looked:
    """How far a sheet reaches, and the cells with formulas, errors and comments, without reading its values."""
    data = parts.get(path, b"")
    looked = _Looked()
    formulas: set[Cell] = set()
    errors: set[Cell] = set()
    valued: set[Cell] = set()
    implicit = 0
    at: Cell | None = None
    for tag, attributes, following in _TAG.findall(data):
        if tag == b"c":
            found = _REFERENCE.search(attributes)
            at = _cell(found[1], found[2]) if found else None
            if attributes.endswith(b"/"):
                continue
            if at is None:
                implicit += 1  # no reference: it stands behind the one before
                continue
            looked.rows, looked.columns = max(looked.rows, at[0] + 1), max(looked.columns, at[1] + 1)
            if _ERROR.search(attributes):
                errors.add(at)
        elif at is not None and tag == b"f":
            formulas.add(at)
        elif at is not None and following and not attributes.endswith(b"/"):
            valued.add(at)
    unvalued = errors | (formulas - valued)
    looked.rows, looked.columns = looked.rows + implicit, looked.columns + min(implicit, MAX_COLUMNS)
    looked.formulas, looked.unvalued = frozenset(formulas), frozenset(unvalued)
    folder, _, file = path.rpartition("/")
    relations = parts.get(f"{folder}/_rels/{file}.rels", b"").decode("utf-8", "replace")
    comments: set[Cell] = set()
    for each in map(_attributes, _RELATION.findall(relations)):
        target = re.sub(r"^(?:/|\.\./)", "", each.get("Target", "")).removeprefix("xl/")
        if "comment" in target.lower():
            comments |= {_cell(*found.groups()) for found in _COMMENT.finditer(parts.get(f"xl/{target}", b""))}
    looked.comments = frozenset(comments)
    return looked


def _bounded(looked: Mapping[str, _Looked]) -> None:
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


def _read(archive: BytesIO, looked: Mapping[str, _Looked]) -> Iterator[Sheet]:
    import python_calamine

    try:
        book = python_calamine.CalamineWorkbook.from_filelike(archive)
        for info in book.sheets_metadata:
            if info.typ != python_calamine.SheetTypeEnum.WorkSheet:
                continue
            sheet, each = book.get_sheet_by_name(info.name), looked.get(info.name, _Looked())
            rows = tuple(map(tuple, sheet.to_python(skip_empty_area=False)))
            owners = _owners(sheet.merged_cell_ranges or (), max(each.rows, len(rows)), each.columns)
            yield Sheet(info.name, rows, owners, each.comments, each.unvalued, each.formulas)
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
