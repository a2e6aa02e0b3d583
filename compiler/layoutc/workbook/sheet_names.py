"""Names of sheets: at most 31 characters, none of []:*?/\\, no apostrophe at an end, different even in one case."""

from collections.abc import Iterable

from layoutc.workbook.arrangement import MAX_SHEET_NAME

_INSTEAD = str.maketrans("[]:*?/\\'", "［］：＊？／＼’")
_TAKEN = ("history",)  # Excel keeps it for itself


def sheet_names(labels: Iterable[str], taken: Iterable[str]) -> list[str]:
    """A name for each label, in order; `taken` are in use."""
    used = {name.casefold() for name in taken} | set(_TAKEN)
    names: list[str] = []
    for label in labels:
        wished = " ".join(label.translate(_INSTEAD).split()) or "無題"
        name, number = _cut(wished, ""), 1
        while name.casefold() in used:
            number += 1
            name = _cut(wished, f"～{number}")
        used.add(name.casefold())
        names.append(name)
    return names


def _cut(text: str, end: str) -> str:
    """Excel counts UTF-16 units; a character is never cut in two."""
    while utf16(text) + utf16(end) > MAX_SHEET_NAME:
        text = text[:-1]
    return text + end


def utf16(text: str) -> int:
    return len(text) + sum(character > "\uffff" for character in text)
