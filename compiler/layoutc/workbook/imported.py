"""The bytes of a workbook → its book, the texts of its areas and code lists, and everything that was not understood."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from layoutc.catalog.catalog import Catalog
from layoutc.catalog.resolver import Texts, resolve
from layoutc.findings import Finding
from layoutc.frozen import dataclass
from layoutc.messages import workbook as say
from layoutc.source import SourceFile
from layoutc.syntax.parser import parse
from layoutc.workbook import rules
from layoutc.workbook.area_reader import read_area
from layoutc.workbook.arrangement import COVER
from layoutc.workbook.book import AreaSheet, Book, ListRows
from layoutc.workbook.findings import CellFinding, Problems, in_order
from layoutc.workbook.layout_text import LayoutText, area_text, codes_text
from layoutc.workbook.mapped_reader import read_mapped
from layoutc.workbook.mapping import BookMapping
from layoutc.workbook.names import Directory, directory
from layoutc.workbook.normalise import plain
from layoutc.workbook.opening import Opened, open_workbook
from layoutc.workbook.reader import head_of_area, head_of_codes, is_apart, look_over, read_codes, unknown_sheet
from layoutc.workbook.understanding import CellReader

_OF_A_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}(?=時点)")


@dataclass(frozen=True, slots=True)
class Imported:
    """The book and its findings; `day` is what the cover says of the day if the workbook is of one, else empty."""

    book: Book
    findings: tuple[CellFinding, ...]
    day: str

    @property
    def loses(self) -> bool:
        """Whether something of the workbook is not in the texts."""
        return any(found.loses for found in self.findings)


def import_workbook(content: bytes, catalog: Catalog, texts: Texts, mapping: BookMapping | None = None) -> Imported:
    """Read a workbook that layoutc wrote, or the sheets of another that a mapping tells how to read.

    NotAWorkbook where there is none to read.
    """
    mapping = mapping or BookMapping()
    opened = open_workbook(content)
    problems = Problems()
    if opened.linked:
        problems.warning(
            rules.ORIGIN, opened.sheets[0].name if opened.sheets else "", "", say.links_to_others(), say.nothing_to_do()
        )
    lists: list[ListRows] = []
    areas: list[AreaSheet] = []
    known = directory(catalog)
    sheets = [sheet for sheet in opened.sheets if not is_apart(sheet) and sheet.name not in mapping.ignored]
    _missing_sheets(mapping, opened, problems)
    codes = [(sheet, head) for sheet in sheets if not mapping.of(sheet.name) and (head := head_of_codes(sheet))]
    for sheet, head in codes:
        look_over(sheet, problems)
        lists += read_codes(CellReader(sheet, known, problems), head)
    known = _with_lists(catalog, lists)
    for sheet in sheets:
        if any(sheet is other for other, _ in codes):
            continue
        look_over(sheet, problems)
        if told := mapping.of(sheet.name):
            areas += [area] if (area := read_mapped(CellReader(sheet, known, problems), told, catalog)) else []
        elif area_head := head_of_area(sheet):
            areas.append(read_area(CellReader(sheet, known, problems), area_head, catalog.notice))
        else:
            unknown_sheet(sheet, problems)
    book = Book(tuple(areas), tuple(lists))
    unfinished = {_row(found) for found in problems.found if found.rule is rules.MISSING}
    judged = [
        found for found in judge(book, texts) if _row(found) not in unfinished
    ]  # it would say the same in other words
    found = in_order([*problems.found, *judged], [sheet.name for sheet in opened.sheets])
    return Imported(book, found, _day(opened))


def _missing_sheets(mapping: BookMapping, opened: Opened, problems: Problems) -> None:
    names = [sheet.name for sheet in opened.sheets]
    for told in mapping.sheets:
        if told.sheet not in names:
            problems.error(rules.SHEET, "", told.sheet, say.no_such_sheet(told.sheet, names[:20]), say.mend_mapping())


def _row(found: CellFinding) -> tuple[str, int]:
    return (found.at, 0) if isinstance(found.at, str) else (found.at.sheet, found.at.row)


def _day(opened: Opened) -> str:
    cover = next((sheet for sheet in opened.sheets if sheet.name == COVER), None)
    said = (plain(value) for row in cover.rows[:20] for value in row) if cover else iter(())
    return next((each.group() for each in map(_OF_A_DAY.search, said) if each), "")


def _with_lists(catalog: Catalog, lists: Iterable[ListRows]) -> Directory:
    labels = ((each.name, each.cells["label"].text if "label" in each.cells else each.name) for each in lists)
    return directory(catalog, [(name, label) for name, label in labels if name])


def judge(book: Book, texts: Texts) -> list[CellFinding]:
    """What the language and the registry say of the texts that the book gives, each at its cell."""
    made: dict[str, LayoutText] = {}
    for number, area in enumerate(book.areas):
        made[f"area {number}"] = area_text(area)
    for number, codes in enumerate(book.codes):
        made[f"codes {number}"] = codes_text(codes)
    parsed = [parse(SourceFile(path, text.text)) for path, text in made.items()]
    names = {(type(node).__name__, node.name.text) for each in parsed for node in each.declarations}
    others = [
        replace(
            each,
            declarations=tuple(
                node for node in each.declarations if (type(node).__name__, node.name.text) not in names
            ),
        )
        for each in (text.read for text in texts.layouts)
    ]
    registry, law, needs = ([text.read for text in each] for each in (texts.registry, texts.law, texts.needs))
    resolved = resolve([*parsed, *others], registry, law, needs)
    found = [finding for each in parsed for finding in each.findings]
    found += [finding for finding in resolved.findings if finding.place.file.path in made]
    return list(dict.fromkeys(_at_its_cell(finding, made) for finding in found))


def _at_its_cell(finding: Finding, made: dict[str, LayoutText]) -> CellFinding:
    place = made[finding.place.file.path].place(finding.place.span.start)
    held = finding.place.text().strip()
    return CellFinding(finding.rule, finding.rule.severity, place or "", held, finding.message, finding.help)


def sources(book: Book) -> Sequence[tuple[str, str, SourceFile]]:
    """(Area or Codes, name, text not yet in the one style) of everything in the book."""
    areas = [("Area", each.name, area_text(each).source(each.name)) for each in book.areas]
    return [*areas, *(("Codes", each.name, codes_text(each).source(each.name)) for each in book.codes)]
