"""Files of samples, as text."""

import json
from io import BytesIO
from itertools import islice
from random import Random

import pytest
from lxml import etree

from layoutc.catalog.model import Record
from layoutc.emit.definitions import pairs
from layoutc.records import checking, sample_texts
from layoutc.records.readers import csv_rows, xml_records
from layoutc.records.readers.decoding import Decoder
from layoutc.records.rows import Fault, json_path
from layoutc.records.samples import valid
from tests.emit.sample import WIDE

(DEFINITION,) = pairs(WIDE)[0].definitions
(MAIN, OTHER) = DEFINITION.records


def test_a_file_is_made_part_by_part() -> None:
    head, answer = islice(sample_texts.right(DEFINITION, WIDE.codes, 10**9, "1", "ndjson"), 2)
    assert head == ""
    assert json.loads(answer) == next(valid(DEFINITION, WIDE.codes, Random("1")))


def test_what_is_wrong_is_told_before_the_answer_is_written() -> None:
    told: list[str] = []
    parts = sample_texts.wrong(DEFINITION, WIDE.codes, WIDE.codes, 5, "1", "ndjson", None, told.append)
    next(parts)
    for number in range(1, 6):
        next(parts)
        assert json.loads(told[-1])["number"] == number == len(told)


def read_again(name: str, file: str, record: Record | None) -> list[Fault]:
    """Everything that layoutc says of a file."""
    judge = checking.judge(DEFINITION, WIDE.codes)
    stream = BytesIO(file.encode())
    rows = csv_rows.read(stream, [record], Decoder(), None) if record else xml_records.read(stream, DEFINITION)
    return [fault for row in rows for fault in judge.faults(row)]


@pytest.mark.parametrize(("name", "record"), [("csv", MAIN), ("csv", OTHER), ("xml", None)])
def test_files_of_right_samples_are_right_when_read(name: str, record: Record | None) -> None:
    file = "".join(sample_texts.right(DEFINITION, WIDE.codes, 200, "1", name, record))
    assert file.count("<EveryTypeForBenefit") == 200 if name == "xml" else file.count("\n") == 201
    assert read_again(name, file, record) == []


@pytest.mark.slow
@pytest.mark.parametrize(("name", "record"), [("csv", MAIN), ("xml", None)])
def test_files_of_wrong_samples_are_wrong_as_told_when_read(name: str, record: Record | None) -> None:
    told: list[dict[str, object]] = []
    parts = sample_texts.wrong(
        DEFINITION, WIDE.codes, WIDE.codes, 300, "1", name, record, lambda line: told.append(json.loads(line))
    )
    found = read_again(name, "".join(parts), record)
    assert len(told) == 300
    assert [fault.rule.id for fault in found] == [each["rule"] for each in told]
    if record:
        assert [json_path(fault.path) for fault in found] == [each["json_path"] for each in told]


def test_a_sample_in_csv_has_at_most_three_columns_for_an_item_that_repeats() -> None:
    head, *_ = sample_texts.right(DEFINITION, WIDE.codes, 1, "1", "csv", MAIN)
    assert "TK00000000000500[3]." in head
    assert "TK00000000000500[4]." not in head


def test_a_file_without_samples_is_one_all_the_same() -> None:
    for name, file in (("json", "[\n\n]\n"), ("ndjson", "")):
        assert "".join(sample_texts.right(DEFINITION, WIDE.codes, 0, "1", name)) == file
    etree.fromstring("".join(sample_texts.right(DEFINITION, WIDE.codes, 0, "1", "xml")).encode())


def test_a_form_is_one_of_four() -> None:
    for name in ("yaml", "csv"):
        with pytest.raises(ValueError, match=name):
            sample_texts.form_of(name, DEFINITION)
