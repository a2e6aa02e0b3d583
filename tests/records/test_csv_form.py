"""What is written as CSV is read as the same record, or is not written at all."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from layoutc.catalog.types import Digits, Flag
from layoutc.records.csv_form import AmbiguousError, Column, cells, columns, find, to_csv
from layoutc.records.readers import csv_rows
from layoutc.records.readers.decoding import Decoder
from tests.emit.sample import WIDE, item, record
from tests.emit.wire import holder
from tests.trying import examples

from .answers import EVERY_TYPE, LEAST, PREMIUM, stream

(MAIN, OTHER), (INCOME, LEVY) = EVERY_TYPE.records, PREMIUM.records


def read_back(text: str) -> list[object]:
    return [row.value for row in csv_rows.read(stream(text.encode()), EVERY_TYPE.records, Decoder(), "main")]


def without_empty(value: Any) -> Any:
    """A repeat without an entry is not sent."""
    if isinstance(value, list):
        return [without_empty(each) for each in value]
    if isinstance(value, dict):
        return {code: without_empty(each) for code, each in value.items() if each != []}
    return value


def test_a_column_an_item_with_one_beside_it_for_the_reason_where_there_can_be_one() -> None:
    assert [column.title for column in columns(INCOME, 2)] == [
        "TK00000000000010",
        "TK00000000000030",
        "TK00000000000030.ReasonOfNull",
        "TK00000000000050[1].TK00000000000060",
        "TK00000000000050[2].TK00000000000060",
    ]


def test_no_more_columns_than_a_repeat_has_room_for() -> None:
    titles = [column.title for column in columns(MAIN, 9)]
    assert [title for title in titles if title.startswith("TK00000000000510")] == [
        f"TK00000000000510[{place}].TK00000000000511" for place in (1, 2)
    ]


def test_the_lines_of_a_file() -> None:
    value = {"TK00000000000010": 2017, "TK00000000000030": {"ReasonOfNull": "NotCovered"}}
    assert list(to_csv(INCOME, [value], 1)) == [
        "TK00000000000010,TK00000000000030,TK00000000000030.ReasonOfNull,TK00000000000050[1].TK00000000000060\r\n",
        "2017,,NotCovered,\r\n",
    ]


@settings(suppress_health_check=list(HealthCheck), deadline=None, max_examples=examples(40))
@given(value=holder(MAIN, WIDE.codes))
def test_a_record_that_has_a_csv_form_comes_back_the_same(value: dict[str, Any]) -> None:
    try:
        lines = list(to_csv(MAIN, [value], 3))
    except ValueError:
        return
    assert read_back("".join(lines)) == [without_empty(value)]


@pytest.mark.parametrize(
    "changed",
    [
        {"TK00000000000100": ""},
        {"TK00000000000100": 1},
        {"TK00000000000100": None},
        {"TK00000000000106": "1"},
        {"TK00000000000106": 1.0},
        {"TK00000000000106": True},
        {"TK00000000000117": "true"},
        {"TK00000000000999": 1},
        {"TK00000000000300": {"ReasonOfNull": ""}},
        {"TK00000000000300": {"ReasonOfNull": "NotCovered", "x": 1}},
        {"TK00000000000106": {"ReasonOfNull": "NotCovered"}},
        {"TK00000000000500": [{}]},
        {"TK00000000000500": [{"TK00000000000501": True}] * 4},
        {"TK00000000000500": {}},
    ],
)
def test_what_would_come_back_as_something_else_is_refused(changed: dict[str, Any]) -> None:
    right = {**LEAST, "TK00000000000500": [{"TK00000000000501": True}]}
    assert cells(MAIN, columns(MAIN, 3), right)
    with pytest.raises(ValueError, match=r"."):
        cells(MAIN, columns(MAIN, 3), {**right, **changed})


@pytest.mark.parametrize(
    "header",
    ["TK00000000000060", "relation", "続柄", " 続柄 ", "ＴＫ００００００００００００６０", "続　柄"],
)
@pytest.mark.parametrize("repeated", ["TK00000000000050[2].", "dependents[2].", "繰返し［２］．", "繰返し[2]. "])
def test_columns_are_known_by_code_name_and_label_full_width_or_not(header: str, repeated: str) -> None:
    found = find(INCOME, repeated + header)
    assert found
    assert found.title == "TK00000000000050[2].TK00000000000060"
    reason = find(INCOME, "医療費控除額.ＲｅａｓｏｎＯｆＮｕｌｌ")
    assert reason
    assert reason.title == "TK00000000000030.ReasonOfNull"


@pytest.mark.parametrize(
    "header",
    ["", "続柄", "dependents", "dependents[0].relation", "dependents[1]", "dependents[1].", "税額", "級.級", "級.ReasonOfNull.ReasonOfNull",
     "dependents[9999999].relation", "ＴＫ００００００００００００１０" + " " * 500],
)  # fmt: skip
def test_other_headers_name_nothing(header: str) -> None:
    assert find(INCOME, header) is None


def test_a_label_of_two_items_is_ambiguous_and_their_codes_are_not() -> None:
    one = record("r", item("a", 1, Flag(), "同じ"), item("b", 2, Digits(1, 1), "同じ"))
    with pytest.raises(AmbiguousError) as caught:
        find(one, "同じ")
    assert caught.value.codes == ("TK00000000000001", "TK00000000000002")
    assert find(one, "b") == Column(one.members[1])  # type: ignore[arg-type]
