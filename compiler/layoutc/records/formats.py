"""The formats in which records come: known by the name of the file, or by its first bytes."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePath

from layoutc.emit.definitions import Definition
from layoutc.records.readers import csv_rows, json_answers, ndjson, xml_records
from layoutc.records.readers.decoding import Decoder
from layoutc.records.readers.lines import BOM, Stream
from layoutc.records.rows import Row

JSON, NDJSON, CSV, XML = FORMATS = ("json", "ndjson", "csv", "xml")
STANDARD_INPUT = "-"  # the name of a source that has none
_ENDINGS = {".json": JSON, ".ndjson": NDJSON, ".jsonl": NDJSON, ".csv": CSV, ".xml": XML}


@dataclass(slots=True)
class Source:
    """How one file is read; `decoder` says afterwards how a CSV file was encoded."""

    name: str
    form: str
    record: str | None = None
    decoder: Decoder = field(default_factory=Decoder)

    def rows(self, stream: Stream, definition: Definition) -> Iterator[Row]:
        match self.form:
            case "csv":
                return csv_rows.read(stream, definition.records, self.decoder, self.record)
            case "xml":
                return xml_records.read(stream, definition)
            case "json":
                return json_answers.read(stream, [record.name for record in definition.records])
            case _:
                return ndjson.read(stream)


def detected(name: str, head: bytes) -> str:
    """By the ending of the name where it tells, else by the first bytes of the file."""
    form = _ENDINGS.get(PurePath(name).suffix.lower())
    return form or _by_content(head)


def _by_content(head: bytes) -> str:
    text = head.removeprefix(BOM).lstrip()
    if text.startswith(b"<"):
        return XML
    if text.startswith(b"["):
        return JSON
    if text.startswith(b"{"):
        # One answer a line, or one that is spread over lines.
        first, _, _ = text.partition(b"\n")
        return NDJSON if first.rstrip().endswith(b"}") else JSON
    return CSV
