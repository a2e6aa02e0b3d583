"""NDJSON (JSON Lines): one answer a line."""

from collections.abc import Iterator

from layoutc.messages import json_records as say_json
from layoutc.messages import records as say
from layoutc.records import rules
from layoutc.records.readers.lines import LIMIT, Stream, lines
from layoutc.records.rows import Fault, Row


def read(stream: Stream, limit: int = LIMIT) -> Iterator[Row]:
    """A row for each line that is not blank."""
    number = 0
    for line in lines(stream, limit):
        if line.content.isspace() or not line.content:
            continue
        number += 1
        row = Row(number, line.number, line.byte, line.content)
        if line.long:
            row.faults = (Fault(rules.LIMIT, (), say.row_too_long(limit), say_json.one_answer_a_line()),)
        yield row
