"""A workbook that people edited, put back into the layouts."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from layoutc.findings import Finding
from layoutc.frozen import dataclass
from layoutc.messages import project as say
from layoutc.project.files import LAYOUTS, ProjectError, base_of, write_changes
from layoutc.project.loading import Loaded
from layoutc.source import SourceFile
from layoutc.syntax import tree
from layoutc.syntax.comments import comments
from layoutc.syntax.documents import Document, read_document
from layoutc.syntax.forms import NAME

if TYPE_CHECKING:
    from layoutc.reports.difference import Change
    from layoutc.workbook.book import AreaSheet, ListRows
    from layoutc.workbook.findings import CellFinding

_FOLDERS = {"Area": "areas", "Codes": "codes"}
_ENDINGS = {"Area": ".layout", "Codes": ".codes"}


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import would do: files that change, by their path in the project; comments that would go, by file.

    `loses`: something of the workbook is in no file. `left`: the names of areas and code lists of the project that stay as
    they are, because what the workbook says of them could not be put in order; `absent`: of those that it does not hold.
    """

    changes: tuple["Change", ...]
    findings: tuple["CellFinding", ...]
    lost_comments: Mapping[str, int]
    loses: bool
    mapping_findings: tuple[Finding, ...] = ()
    left: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()


def plan(loaded: Loaded, book: Path, out: Path | None = None, mapping: Path | None = None) -> Plan:
    """Read the workbook and compare it with the project, or with what stands below `out`; nothing is written.

    An area or code list that says the same as before is left alone; one that changed keeps its place in its file, and
    the comments on what is still there.
    ProjectError where the workbook can't be read, or would put one day in the place of all.
    """
    from layoutc.reports.difference import Change
    from layoutc.workbook.imported import import_workbook
    from layoutc.workbook.mapping import read_mapping
    from layoutc.workbook.refusing import NotAWorkbook

    document = _mapping(mapping) if mapping else None
    if document and document.findings:
        return Plan((), (), {}, True, document.findings)
    told = read_mapping(document) if document else None
    try:
        imported = import_workbook(_bytes(book), loaded.catalog, loaded.texts, told)
    except NotAWorkbook as error:
        raise ProjectError(error.text) from None
    if imported.day and out is None and imported.book.areas:
        raise ProjectError(say.workbook_of_a_day(imported.day))
    before = {} if out else _declared(loaded)
    files: dict[str, _File] = {}
    declarations: tuple[AreaSheet | ListRows, ...] = (*imported.book.areas, *imported.book.codes)
    left = tuple(each.name for each in declarations if not _put(files, each, before))
    changes, lost = [], {}
    for path, file in sorted(files.items()):
        old = _text(out / path) if out else file.source.text if file.source else None
        new = file.text()
        if new != old:
            changes.append(Change(path, old, new))
            if gone := file.comments_lost():
                lost[path] = gone
    held = {(_kind(each), each.name) for each in declarations}
    absent = tuple(name for kind, name in before if (kind, name) not in held)
    return Plan(tuple(changes), imported.findings, lost, imported.loses, left=left, absent=absent)


def write(loaded: Loaded, changes: tuple["Change", ...], out: Path | None = None) -> None:
    """Puts the files in place, each whole or not at all, and none where one of them can't be written."""
    write_changes(out / LAYOUTS if out else base_of(loaded.root), changes)


@dataclass(slots=True)
class _File:
    """A file in the making: the text that stands, and the declarations that come into it or in the place of others."""

    source: SourceFile | None
    replaced: list[tuple[int, int, str]]
    added: list[str]

    def text(self) -> str:
        from layoutc.syntax.formatter import format_text

        standing, pieces, at = self.source.text if self.source else "", [], 0
        for start, end, text in sorted(self.replaced):
            pieces += [standing[at:start], text.rstrip("\n")]
            at = end
        whole = "".join([*pieces, standing[at:], *(f"\n{text}" for text in self.added)]).lstrip("\n")
        formatted = format_text(SourceFile("", whole))
        return whole if formatted is None else formatted  # with findings, which are shown, it stays to be mended

    def comments_lost(self) -> int:
        before = comments(self.source) if self.source else None
        if before is None:
            return 0
        return sum(
            len(before.between(start, end)) - len(comments(SourceFile("", text)).all)
            for start, end, text in self.replaced
        )


def _put(
    files: dict[str, _File],
    declared: "AreaSheet | ListRows",
    before: Mapping[tuple[str, str], tuple["SourceFile", tree.Area | tree.Codes, object]],
) -> bool:
    """False where a declaration of the project has to stay, for its new text has mistakes and would lose what it can't keep."""
    from layoutc.syntax.parser import parse
    from layoutc.workbook.book import AreaSheet, ListRows
    from layoutc.workbook.keeping import in_old_order, kept, same_selections
    from layoutc.workbook.layout_text import area_text, codes_text

    name, kind = declared.name, _kind(declared)
    if not NAME.fullmatch(name):
        return True  # without a name there is no file; the finding says so
    if (kind, name) not in before:
        path = f"{LAYOUTS}/{_FOLDERS[kind]}/{name}{_ENDINGS[kind]}"
        made = area_text(declared) if isinstance(declared, AreaSheet) else codes_text(declared)
        files.setdefault(path, _File(None, [], [])).added.append(made.text)
        return True
    source, node, was = before[kind, name]
    if was == declared:
        return True
    stay: frozenset[tuple[str, ...]] = frozenset()
    if isinstance(declared, AreaSheet) and isinstance(was, AreaSheet) and isinstance(node, tree.Area):
        stay = same_selections(was, declared, node)
        made = area_text(in_old_order(declared, node))
    elif isinstance(declared, ListRows):
        made = codes_text(declared)
    else:
        return True
    if parse(SourceFile("", made.text)).findings:
        return False
    file = files.setdefault(source.path, _File(source, [], []))
    file.replaced.append((node.span.start, node.span.end, kept(source, node, made.text, stay)))
    return True


def _kind(declared: "AreaSheet | ListRows") -> str:
    from layoutc.workbook.book import AreaSheet

    return "Area" if isinstance(declared, AreaSheet) else "Codes"


def _declared(loaded: Loaded) -> dict[tuple[str, str], tuple[SourceFile, tree.Area | tree.Codes, object]]:
    """What the project declares now, with what a workbook says of it."""
    from layoutc.workbook.declared import declared_book

    layouts = [text.read for text in loaded.texts.layouts]
    book = declared_book(layouts, loaded.catalog)
    said: dict[tuple[str, str], object] = {("Area", each.name): each for each in book.areas}
    said |= {("Codes", each.name): each for each in book.codes}
    return {
        (type(node).__name__, node.name.text): (parsed.source, node, said.get((type(node).__name__, node.name.text)))
        for parsed in layouts
        for node in parsed.declarations
    }


def _mapping(path: Path) -> Document:
    text = _text(path)
    if text is None:
        raise ProjectError(say.unreadable(str(path), "No such file"))
    return read_document(SourceFile(path.as_posix(), text.removeprefix("\ufeff")), "mapping")


def _bytes(path: Path) -> bytes:
    from layoutc.workbook.opening import MAX_FILE

    try:
        with path.open("rb") as file:
            return file.read(MAX_FILE + 1)
    except OSError as error:
        raise ProjectError(say.unreadable(str(path), error.strerror or "")) from None


def _text(path: Path) -> str | None:
    try:
        return path.read_bytes().decode("utf-8", "replace")
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise ProjectError(say.unreadable(str(path), error.strerror or "")) from None
