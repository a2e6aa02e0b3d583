"""Which sheets a workbook has and which part of the archive holds each; and the same list in the plainest form, for the library that reads the sheets.

The library is not given the list that came: it might find another part behind a name than the one that was looked at.
"""

import re
from collections.abc import Mapping
from html import escape, unescape

from layoutc.messages import workbook_files as say
from layoutc.workbook.looking import ATTRIBUTES
from layoutc.workbook.refusing import NotAWorkbook

WORKBOOK, RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_SHEET = re.compile(rf"<(?:[^\s<>/]*:)?sheet(?=[\s/>]){ATTRIBUTES}>")
_RELATION = re.compile(rf"<(?:[^\s<>/]*:)?Relationship(?=[\s/>]){ATTRIBUTES}>")
_ATTRIBUTE = re.compile(r"([^\s=\"']+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_1904 = re.compile(r"\bdate1904\s*=\s*[\"'](?:1|true)[\"']")
_NO_SHEETS = re.compile(r"xl/(?:chart|dialog|macro)sheets/")
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def relations(content: bytes) -> list[dict[str, str]]:
    """The attributes of each relationship in a part."""
    return [_attributes(each) for each in _RELATION.findall(content.decode("utf-8", "replace"))]


def sheets(parts: Mapping[str, bytes]) -> dict[str, str]:
    """Name of each sheet → the part that holds it; sheets that are drawings are left out.

    NotAWorkbook where there is none, for one that has no part, and for a name that two have. `parts` by names in lower case.
    """
    targets = {each.get("Id", ""): each.get("Target", "") for each in relations(parts.get(RELATIONS, b""))}
    found: dict[str, str] = {}
    for sheet in map(_attributes, _SHEET.findall(parts[WORKBOOK].decode("utf-8", "replace"))):
        ids = [value for name, value in sheet.items() if name.rpartition(":")[2] == "id"]
        target = targets.get(ids[0] if ids else "", "").lower()
        path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        name = sheet.get("name", "")
        if _NO_SHEETS.match(path):
            continue
        if path not in parts or name in found:
            raise NotAWorkbook(say.broken_archive())
        found[name] = path
    if not found:
        raise NotAWorkbook(say.broken_archive())
    return found


def listed(paths: Mapping[str, str], parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """The parts that list these sheets and no others, under names of ours (`s1`, `s2`, …), with the days as the workbook counts them."""
    days = ' date1904="1"' if _1904.search(parts[WORKBOOK].decode("utf-8", "replace")) else ""
    names = "".join(f'<sheet name="s{at}" sheetId="{at}" r:id="r{at}"/>' for at in range(1, len(paths) + 1))
    held = "".join(
        f'<Relationship Id="r{at}" Type="{_OFFICE}/worksheet" Target="{escape(path.removeprefix("xl/"))}"/>'
        for at, path in enumerate(paths.values(), 1)
    )
    return {
        WORKBOOK: f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><workbookPr{days}/><sheets>{names}</sheets></workbook>'.encode(),
        RELATIONS: f'<Relationships xmlns="{_PACKAGE}">{held}</Relationships>'.encode(),
    }


def _attributes(text: str) -> dict[str, str]:
    return {name: unescape(double or single) for name, double, single in _ATTRIBUTE.findall(text)}
