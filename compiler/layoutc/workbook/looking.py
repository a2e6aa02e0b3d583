"""How far a sheet reaches and which of its cells are peculiar, told from its bytes before anything reads its values.

What is not understood is refused: a tag or a reference that another reader might take otherwise could hide a cell at the end of the sheet, and
whoever reads the sheet makes room for everything before it.
"""

import re

from layoutc.frozen import dataclass
from layoutc.messages import workbook_files as say
from layoutc.workbook.refusing import NotAWorkbook

Cell = tuple[int, int]
# No pattern looks past the next `<`: the time is in proportion to the size, whatever stands there.
ATTRIBUTES = r"""([^<>"']*+(?:"[^"<]*+"[^<>"']*+|'[^'<]*+'[^<>"']*+)*+)"""
_TAG = re.compile(rf"<(?:[^\s<>/]*:)?(c|row|f|v)(?=[\s/>]){ATTRIBUTES}>(?=([^<])?)".encode())
_OPENING = re.compile(rb"<(?:[^\s<>/]*:)?(?:c|row)(?=[\s/>])")
_R = re.compile(rb"""[\s"']r\s*=\s*["']([^"']*)""")
_ERROR = re.compile(rb"\bt\s*=\s*[\"']e[\"']")
_REFERENCE = re.compile(rb"([A-Za-z]{1,3})([0-9]{1,7})")
_ROW = re.compile(rb"[0-9]{1,7}")


@dataclass(frozen=True, slots=True)
class Looked:
    """`rows` and `columns` from A1 on; `unvalued` cells have a formula or an error and no value that could be read."""

    rows: int = 0
    columns: int = 0
    unvalued: frozenset[Cell] = frozenset()
    formulas: frozenset[Cell] = frozenset()


def look(data: bytes) -> Looked:
    """NotAWorkbook for a tag that is never closed, and for a reference that is none."""
    formulas: set[Cell] = set()
    errors: set[Cell] = set()
    valued: set[Cell] = set()
    full: Cell = (0, 0)
    reached: Cell = (0, 0)  # by cells and rows that hold nothing too
    tags = implied_rows = implied_cells = 0
    filled = False  # a cell with no reference, which stands behind the one before
    at: Cell | None = None
    for tag, attributes, following in (found.groups() for found in _TAG.finditer(data)):
        empty = attributes.endswith(b"/")
        if tag == b"row":
            tags += 1
            row = _reference(attributes, _ROW)
            implied_rows += row is None
            reached = (max(reached[0], int(row[0])), reached[1]) if row else reached
        elif tag == b"c":
            tags += 1
            named = _reference(attributes, _REFERENCE)
            at = cell(named[1], named[2]) if named else None
            if at is None:
                implied_cells += 1
                filled |= not empty
                continue
            reached = (max(reached[0], at[0] + 1), max(reached[1], at[1] + 1))
            if not empty:
                full = (max(full[0], at[0] + 1), max(full[1], at[1] + 1))
                if _ERROR.search(attributes):
                    errors.add(at)
        elif at is not None and tag == b"f":
            formulas.add(at)
        elif at is not None and following and not empty:
            valued.add(at)
    if tags != sum(1 for _ in _OPENING.finditer(data)) or b"\0" in data:  # in two bytes a character no tag is seen
        raise NotAWorkbook(say.broken_archive())
    rows, columns = (reached[0] + implied_rows, reached[1] + implied_cells) if filled else full
    return Looked(rows, columns, frozenset(errors | (formulas - valued)), frozenset(formulas))


def _reference(attributes: bytes, form: re.Pattern[bytes]) -> re.Match[bytes] | None:
    """What `r` says; None where there is no `r`."""
    found = _R.findall(attributes)
    if not found:
        return None
    reference = form.fullmatch(found[0])
    if reference is None or len(found) > 1:
        raise NotAWorkbook(say.broken_archive())
    return reference


def cell(letters: bytes, digits: bytes) -> Cell:
    column = 0
    for letter in letters.upper():
        column = column * 26 + letter - ord("A") + 1
    return int(digits) - 1, column - 1
