"""Rejected rows as files: the rows as they came, in a file of their own form, and a table of the reasons."""

import csv
import io
from collections.abc import Iterator, Sequence

from layoutc.emit.definitions import Definition
from layoutc.emit.wire import ANSWERS, XSI
from layoutc.messages import validate as say
from layoutc.records.formats import CSV, JSON, XML, Source
from layoutc.records.readers.lines import BOM
from layoutc.records.rows import Row
from layoutc.records.tally import Found

ENDINGS = {JSON: ".json", XML: ".xml", CSV: ".csv", "ndjson": ".ndjson"}


class Rejected:
    """The parts of the file of one source's rejected rows, to be asked for in this order: `row` for each, then `end`."""

    def __init__(self, source: Source, definition: Definition) -> None:
        self.source, self.definition, self.begun = source, definition, False

    def row(self, row: Row) -> bytes:
        """Empty for what is no row of the file, such as a missing bracket."""
        if not row.raw or not row.number:
            return b""
        text = row.raw.rstrip(b"\r\n")
        head, self.begun = b"" if self.begun else self._head(row), True
        match self.source.form:
            case "json":
                return (head or b",\n") + text
            case "csv":
                return head + text + b"\r\n"
            case _:
                return head + text + b"\n"

    def end(self) -> bytes:
        if not self.begun:
            return b""
        match self.source.form:
            case "json":
                return b"\n]\n"
            case "xml":
                return f"</{self.definition.name}>\n</{ANSWERS}>\n".encode()
            case _:
                return b""

    def _head(self, row: Row) -> bytes:
        match self.source.form:
            case "json":
                return b"[\n"
            case "xml":
                return f'<{ANSWERS} xmlns:xsi="{XSI}">\n<{self.definition.name}>\n'.encode()
            case "csv" if row.table:
                # Excel takes UTF-8 for what it is only behind a byte order mark.
                mark = BOM if self.source.decoder.codec == "utf-8" else b""
                return mark + row.table.header.rstrip(b"\r\n") + b"\r\n"
            case _:
                return b""


def reasons_head(language: str) -> bytes:
    """The header of the table of reasons, for Excel."""
    return BOM + _line([word.in_language(language) for word in say.reasons_header()])


def reasons(told: Sequence[Found], language: str) -> Iterator[bytes]:
    """A line for each finding."""
    for found in told:
        yield _line(
            [
                str(found.line),
                str(found.row or ""),
                found.column or "",
                found.rule.id,
                found.code or "",
                found.label or "",
                found.path,
                found.message.in_language(language),
                found.help.in_language(language),
                found.value or "",
            ]
        )


def _line(cells: Sequence[str]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerow(cells)
    return text.getvalue().encode("utf-8", "backslashreplace")
