"""What a cell means: its value → the words of the language, or a finding that says what was expected there."""

import re
from datetime import date, time, timedelta
from typing import assert_never

from layoutc.findings import Text
from layoutc.frozen import dataclass
from layoutc.messages import workbook as say
from layoutc.workbook import notation, rules
from layoutc.workbook.arrangement import CellPlace, Column, Reading
from layoutc.workbook.book import Cell
from layoutc.workbook.findings import Problems
from layoutc.workbook.names import Directory
from layoutc.workbook.normalise import Value, half_width, plain, short
from layoutc.workbook.opening import Sheet

_BOUNDS = re.compile(r"\[?\s*(\d+)\s*回?\s*(?:(\.\.|…|[~〜～-]|から)\s*(\d+|\*|[nN])?\s*)?\s*回?\s*\]?")
LONG = 500  # characters; no date, mark or number is longer, and no pattern need look at more
_LONGEST: dict[Reading, int] = {"names": 20_000, "list": 20_000}
_SAID = frozenset({"word", "figures", "date", "bounds"})  # where another writing than the language's is told


@dataclass(frozen=True, slots=True)
class CellReader:
    """Reads the cells of one sheet."""

    sheet: Sheet
    known: Directory
    problems: Problems

    def place(self, row: int, column: int) -> CellPlace:
        owner = self.sheet.owners.get((row, column), (row, column))
        return CellPlace(self.sheet.name, *owner)

    def text(self, row: int, column: int) -> str:
        """What the cell holds, without white space at its ends and with its line breaks."""
        return plain(self.sheet.value(row, column)).strip(" \t\n　")

    def cell(self, row: int, column: int, expected: Column) -> Cell | None:
        """The cell as the column reads it; None if it is empty or not understood, which is reported."""
        return self.read(self.text(row, column), self.sheet.value(row, column), self.place(row, column), expected)

    def read(self, text: str, value: Value, at: CellPlace, expected: Column) -> Cell | None:
        if not text:
            return None
        if isinstance(value, time | timedelta):
            self._not_understood(at, text, expected.reading)
            return None
        if expected.reading == "text":
            return self._label(text, value, at)
        if expected.reading == "date" and isinstance(value, date):
            return self._excel_date(text, value, at, expected)
        if len(text) > _LONGEST.get(expected.reading, LONG):
            self._not_understood(at, text, expected.reading)
            return None
        narrow = half_width(text)
        read = _meaning(narrow, expected, self.known)
        if read is None:
            near = self.known.of(expected.choices).near(text) if expected.reading in ("names", "list") else ""
            self._not_understood(at, text, expected.reading, near)
            return None
        before = text if expected.reading in ("date", "bounds") else read if narrow == text else ""
        if expected.reading in _SAID and expected.key != "kind" and before != read:
            self.normalised(at, text, read)
        return Cell(read, at) if read else None

    def _not_understood(self, at: CellPlace, text: str, reading: Reading, near: str = "") -> None:
        help_text = say.did_you_mean(near) if near else say.write(*EXPECTED[reading])
        self.problems.error(
            rules.VALUE, at, short(text), say.not_understood(short(text), *EXPECTED[reading]), help_text
        )

    def normalised(self, at: CellPlace, text: str, read: str) -> None:
        self.problems.warning(
            rules.NORMALISED, at, short(text), say.normalised(short(text), short(read)), say.nothing_to_do()
        )

    def _label(self, text: str, value: Value, at: CellPlace) -> Cell:
        joined = _one_line(text)
        if joined != text:
            self.problems.warning(rules.NORMALISED, at, short(text), say.line_breaks(), say.nothing_to_do())
        if isinstance(value, date):
            self.problems.warning(rules.NUMBER, at, short(text), say.date_for_text(text), say.format_as_text())
        return Cell(joined, at)

    def _excel_date(self, text: str, value: date, at: CellPlace, expected: Column) -> Cell | None:
        """A month that Excel turned into its first day would end a thing a month too early."""
        if expected.key == "until" and value.day == 1:
            self.problems.error(rules.NUMBER, at, short(text), say.first_day_until(text), say.until_as_text(text))
            return None
        return Cell(value.isoformat()[:10], at)


def _one_line(text: str) -> str:
    """Without line breaks: Japanese goes on without a space, between two words of letters one is needed."""
    joined = ""
    for line in (each.strip(" \t　") for each in text.split("\n")):
        joined += (" " if joined[-1:].isascii() and line[:1].isascii() and joined and line else "") + line
    return joined


def _meaning(text: str, expected: Column, known: Directory) -> str | None:
    """A text in half-width signs → the words of the language, empty for "nothing"; None if it is not understood."""
    match expected.reading:
        case "figures":
            return str(int(text)) if re.fullmatch(r"[0-9]{1,9}", text) else None
        case "mark":
            flag = notation.read_flag(text)
            return None if flag is None else expected.key if flag else ""
        case "date":
            return notation.read_date(text)
        case "bounds":
            return _bounds(text)
        case "reasons":
            reasons = notation.read_reasons(text)
            return None if reasons is None else ", ".join(reasons)
        case "deadlines":
            lines = [notation.read_deadline(line) for line in text.split("\n") if line.strip()]
            return None if None in lines else "\n".join(line for line in lines if line)
        case "retention":
            return notation.read_retention(text)
        case "names":
            names = known.of(expected.choices).read(text)
            return ", ".join(names) if names else None
        case "list":
            return known.codes.named(text)
        case "word" | "type" | "text":
            return "".join(text.split())
        case _:
            assert_never(expected.reading)


def _bounds(text: str) -> str | None:
    found = _BOUNDS.fullmatch(text)
    if not found:
        return None
    most = found[3] if (found[3] or "").isdigit() else "*"
    return f"{found[1]}..{most}" if found[2] else found[1]


EXPECTED: dict[Reading, tuple[Text, str]] = {
    "text": (Text("文字列", "a text"), "所得"),
    "word": (Text("語", "a word"), "income"),
    "figures": (Text("数", "a number"), "2"),
    "mark": (Text("○又は空欄", "○ or nothing"), "○"),
    "date": (Text("年月日、年月又は年", "a day, a month or a year"), "2018-07-01"),
    "type": (Text("一覧にある型", "a type of the list"), "金額（円）"),
    "list": (Text("コード表の名称", "the name of a code list"), "課税区分"),
    "bounds": (Text("回数の範囲", "how often it may occur"), "0..20"),
    "reasons": (Text("未設定事由", "reasons for no value"), "該当なし"),
    "deadlines": (Text("登録期限", "a deadline"), "2営業日以内"),
    "retention": (Text("照会できる期間", "how far back a query reaches"), "5年度"),
    "names": (Text("一覧にある名称", "names of the list"), "市町村長"),
}
