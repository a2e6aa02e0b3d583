"""Records go through Arrow and a Parquet file and come back; what the columns can't hold is named test by test."""

import io
from collections.abc import Iterable, Mapping
from datetime import date
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

import arro3.io
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings

from layoutc.catalog import types
from layoutc.catalog.model import CodeList, Record
from layoutc.emit.arrow_schema import schema
from layoutc.emit.definitions import pairs
from layoutc.project import load
from layoutc.records.columnar import parquet, rows
from layoutc.records.samples import valid
from tests.emit.sample import EITHER, WIDE, item, record, repeat
from tests.emit.wire import answer
from tests.records.tables import objects, written_out
from tests.trying import examples

Sent = Mapping[str, Any]

(DEFINITION,) = pairs(WIDE)[0].definitions
NO_CODES: dict[str, CodeList] = {}


def through_parquet(kind: Record, sent: Iterable[Sent], codes: Mapping[str, CodeList] = NO_CODES) -> list[Any]:
    """The table of the records as it comes back from a Parquet file, as rows."""
    table = schema(kind, dict(codes))
    file = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(list(rows(kind, sent)), schema=table), file)
    read = pq.read_table(file)
    assert read.schema.equals(table)
    return list(read.to_pylist())


def back(kind: Record, sent: Iterable[Sent], codes: Mapping[str, CodeList] = NO_CODES) -> list[Any]:
    return list(objects(kind, through_parquet(kind, sent, codes)))


@settings(suppress_health_check=list(HealthCheck), deadline=None, max_examples=examples(40))
@given(sent=answer(DEFINITION, WIDE.codes))
def test_records_with_every_type_come_back(sent: Any) -> None:
    for kind in DEFINITION.records:
        expected = [written_out(kind, each) for each in sent[kind.name]]
        assert back(kind, sent[kind.name], WIDE.codes) == expected


def test_records_of_the_layouts_come_back() -> None:
    """One definition for each set of items that is exposed anywhere, with answers that reach every branch."""
    standing = load(Path(__file__).parents[2]).catalog.at(date(2018, 7, 31))
    different = {each.records: each for pair in pairs(standing) for each in pair.definitions}
    assert len(different) > 60
    for each in different.values():
        answers = list(islice(valid(each, standing.codes, Random(1)), 20))
        for kind in each.records:
            sent = [entry for one in answers for entry in one[kind.name]]
            assert back(kind, sent, standing.codes) == [written_out(kind, entry) for entry in sent]


@pytest.mark.parametrize("count", [0, 1, 12_000])
def test_a_file_is_read_alike_by_the_implementation_in_rust(count: int) -> None:
    kind = record("main", item("a", 1, types.DateTime(), key=True), item("b", 2, types.Decimal(5, 2), absent=EITHER))
    sent: list[Sent] = [{"TK00000000000001": "2018-07-31T09:00:00+09:00", "TK00000000000002": "1.50"}] * count
    columns = schema(kind, NO_CODES, {b"layoutc.notice": "架空".encode()})
    parts = list(parquet(kind, columns, sent))
    assert len(parts) == 1 + -(-count // 10_000)  # a group of rows each, and the end
    file = b"".join(parts)
    for table in (pq.read_table(io.BytesIO(file)), pa.table(arro3.io.read_parquet(io.BytesIO(file)).read_all())):
        assert table.schema.equals(columns, check_metadata=True)
        assert list(objects(kind, table.to_pylist())) == sent


def test_the_same_records_give_the_same_file() -> None:
    kind, sent = DEFINITION.records[1], [{"TK00000000000600": "字"}] * 3
    columns = schema(kind, dict(WIDE.codes))
    assert list(parquet(kind, columns, sent)) == list(parquet(kind, columns, sent))


def test_a_reason_an_empty_repeat_and_what_was_not_sent_stay_apart() -> None:
    kind = record("main", item("a", 1, types.Date()), repeat("some", 2, 0, None, item("b", 3, types.Flag())))
    absent = {"ReasonOfNull": "NotCovered"}
    sent: list[Sent] = [{}, {"TK00000000000001": absent, "TK00000000000002": []}, {"TK00000000000002": [{}]}]
    assert back(kind, sent) == sent
    cells = [list(row.values()) for row in through_parquet(kind, sent)]
    assert cells == [
        [None, None, None],
        [None, "NotCovered", []],
        [None, None, [{"TK00000000000003": None, "TK00000000000003.ReasonOfNull": None}]],
    ]


def test_a_second_of_a_summer_with_summer_time_comes_back() -> None:
    kind = record("main", item("a", 1, types.DateTime(), key=True))
    sent = [{"TK00000000000001": f"{year}-07-31T00:00:00+09:00"} for year in (1850, 1949, 2018)]
    assert back(kind, sent) == sent


def test_an_item_that_must_be_there_cannot_be_null_in_a_file() -> None:
    inside = repeat("some", 2, 0, None, item("b", 3, types.Flag(), required=True))
    kind = record("main", item("a", 1, types.Flag(), key=True), inside)
    wrong: tuple[Sent, ...] = ({}, {"TK00000000000001": True, "TK00000000000002": [{}]})
    for sent in wrong:
        with pytest.raises(pa.ArrowInvalid, match="non-nullable"):
            through_parquet(kind, [sent])


def test_a_value_with_a_reason_for_having_none_is_an_error() -> None:
    kind = record("main", item("a", 1, types.Flag(), absent=EITHER))
    with pytest.raises(ValueError, match="TK00000000000001"):
        list(objects(kind, [{"TK00000000000001": True, "TK00000000000001.ReasonOfNull": "NotCovered"}]))


BEARS: dict[str, tuple[types.ItemType, object]] = {
    "a text that is too long": (types.Characters("text", 3), "あいうえ"),
    "an empty text": (types.Characters("text", 3), ""),
    "a character that the type does not have": (types.Characters("kana", 3), "abc"),
    "figures that are too few": (types.Digits(6, 6), "1"),
    "a number with too many digits": (types.Integer("int", 3), 1000),
    "a negative number where none is signed": (types.Integer("yen", 3), -1),
    "a negative decimal where none is signed": (types.Decimal(3, 1), "-1.0"),
    "a year before 1000": (types.Year(), 999),
    "a text that is no partial date": (types.Date(partial=True), "2018-13"),
    "a text that is no month": (types.YearMonth(), "7月"),
    "a value that no code list has": (types.Code("nontaxable"), "Z"),
}


@pytest.mark.parametrize(("kind", "value"), BEARS.values(), ids=BEARS)
def test_a_column_bears_what_the_type_refuses(kind: types.ItemType, value: object) -> None:
    sent = [{"TK00000000000001": value}]
    assert back(record("main", item("a", 1, kind, key=True)), sent, WIDE.codes) == sent


@pytest.mark.parametrize("count", [0, 4])
def test_a_column_bears_any_number_of_occurrences(count: int) -> None:
    sent: list[Sent] = [{"TK00000000000001": [{}] * count}]
    assert back(record("main", repeat("some", 1, 1, 3, item("a", 2, types.Flag()))), sent) == sent


def test_a_column_bears_any_reason_and_one_beside_a_value() -> None:
    table = schema(record("main", item("a", 1, types.Flag())), NO_CODES)
    found = [{"TK00000000000001": True, "TK00000000000001.ReasonOfNull": "Other"}]
    assert pa.Table.from_pylist(found, schema=table).to_pylist() == found


@pytest.mark.parametrize(("sent", "returned"), [("1", "1.00"), ("1.5", "1.50"), ("-0", "0.00")])
def test_a_decimal_keeps_its_value_and_not_its_spelling(sent: str, returned: str) -> None:
    kind = record("main", item("a", 1, types.Decimal(5, 2, signed=True), key=True))
    assert back(kind, [{"TK00000000000001": sent}]) == [{"TK00000000000001": returned}]
