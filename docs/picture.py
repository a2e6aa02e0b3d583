"""Draws what `layoutc check` prints on the defect of Case 4, in colour: docs/case4.svg and docs/case4.ja.svg.

Run from a checkout after the output or the layouts changed: python docs/picture.py
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from html import escape
from pathlib import Path

from layoutc import project
from layoutc.columns import display_width
from layoutc.reports import text
from layoutc.reports.printable import drawn

ROOT = Path(__file__).resolve().parent.parent
PICTURES = {"en": "docs/case4.svg", "ja": "docs/case4.ja.svg"}
_COMMAND = "layoutc check --as-of 2017-07-31 --querier nhi_society --select need.not-exposed"
_TITLES = {
    "en": "What layoutc check prints on the defect of Case 4",
    "ja": "事例4の不備について layoutc check が表示する内容",
}

_COLUMNS = 113
_CELL, _LINE, _MARGIN = 8.0, 19, 16
_SIZE, _WIDE_SIZE = 13, 15
_COLOURS = {"31": "#ff8a80", "32": "#9ccc65", "33": "#ffd54f", "34": "#82b1ff", "36": "#80deea"}
_FONTS = "'Noto Sans Mono CJK JP','BIZ UDGothic','MS Gothic','Osaka-Mono',Menlo,Consolas,monospace"
_CODE = re.compile("\x1b\\[([0-9;]*)m")


@dataclass(frozen=True)
class Cell:
    """A character with the column at which it stands and the ANSI codes of its style."""

    character: str
    column: int
    wide: bool
    style: str


def printed(language: str) -> str:
    """The tool's own output with ANSI colours, after the command that asks for it."""
    selection = project.Selection(queriers=frozenset(["nhi_society"]), rules=frozenset(["need.not-exposed"]))
    report = project.check(project.load(ROOT), date(2017, 7, 31), selection)
    return f"\x1b[1m$ {_COMMAND}\x1b[0m\n{text.render(report, language, colour=True)}"


def picture(language: str) -> str:
    """The whole SVG file."""
    rows = list(_rows(printed(language)))
    width, height = int(_COLUMNS * _CELL + 2 * _MARGIN), len(rows) * _LINE + 2 * _MARGIN
    return "\n".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
            f'viewBox="0 0 {width} {height}" role="img" aria-labelledby="title">',
            f'<title id="title">{escape(_TITLES[language])}</title>',
            f'<rect width="{width}" height="{height}" rx="8" fill="#1b1f27"/>',
            f'<g font-family="{_FONTS}" font-size="{_SIZE}" fill="#dfe3ea" xml:space="preserve">',
            *(_drawn(row, _MARGIN + _LINE * number + 14) for number, row in enumerate(rows) if row),
            "</g>",
            "</svg>\n",
        )
    )


def _rows(output: str) -> Iterator[list[Cell]]:
    """Lines, broken where a terminal of that width breaks them."""
    for line in output.splitlines():
        row: list[Cell] = []
        column, style = 0, ""
        for part, found in enumerate(_CODE.split(line)):
            if part % 2:
                style = "" if found in ("", "0") else found
                continue
            for character in found:
                width = display_width(drawn(character)[0])
                if column + width > _COLUMNS:
                    yield row
                    row, column = [], 0
                row.append(Cell(character, column, width > 1, style))
                column += width
        yield row


def _drawn(row: list[Cell], baseline: int) -> str:
    """One line: a text element for each run of one style and width, with a place for each character."""
    runs: list[list[Cell]] = []
    for cell in row:
        if runs and (runs[-1][-1].style, runs[-1][-1].wide) == (cell.style, cell.wide):
            runs[-1].append(cell)
        else:
            runs.append([cell])
    return "".join(_run(run, baseline) for run in runs if any(cell.character != " " for cell in run))


def _run(run: list[Cell], baseline: int) -> str:
    codes = run[0].style.split(";")
    places = " ".join(f"{_MARGIN + cell.column * _CELL:g}" for cell in run)
    size = f' font-size="{_WIDE_SIZE}"' if run[0].wide else ""
    bold = ' font-weight="bold"' if "1" in codes else ""
    colour = next((f' fill="{_COLOURS[code]}"' for code in codes if code in _COLOURS), "")
    words = escape("".join(cell.character for cell in run))
    return f'<text y="{baseline}" x="{places}"{size}{bold}{colour}>{words}</text>'


def main() -> None:
    for language, path in PICTURES.items():
        (ROOT / path).write_text(picture(language), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
