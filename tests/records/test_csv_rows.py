"""Records from spreadsheets: what Excel does to them is understood, or named so that a person knows what to do."""

import csv
import io
from dataclasses import replace

import pytest

from layoutc.catalog.model import Item
from layoutc.catalog.types import Digits, ItemType, YearMonth
from layoutc.records import explaining
from layoutc.records.readers import csv_rows
from layoutc.records.readers.decoding import Decoder
from layoutc.records.rows import Fault, Row

from .answers import PREMIUM, SMALL_JUDGE, stream
from .test_ndjson import Endless

HEADER = "課税年度,医療費控除額,繰返し[1].続柄\r\n"


def rows(text: str | bytes, chosen: str | None = None, limit: int = 10_000) -> list[Row]:
    content = text if isinstance(text, bytes) else text.encode()
    return list(csv_rows.read(stream(content), PREMIUM.records, Decoder(), chosen, limit))


def faults(text: str | bytes, chosen: str | None = None) -> list[tuple[int, list[str]]]:
    """(row, rules) of the rows with faults."""
    told = [(row.number, [fault.rule.id for fault in SMALL_JUDGE.faults(row)]) for row in rows(text, chosen)]
    return [(number, broken) for number, broken in told if broken]


def only(text: str | bytes) -> Fault:
    (fault,) = [fault for row in rows(text) for fault in SMALL_JUDGE.faults(row)]
    return fault


def test_a_row_is_a_record_with_values_of_the_items_types() -> None:
    one, two = rows(HEADER + '2017,"5",01\r\n2018,,\r\n')
    assert one.value == {
        "TK00000000000010": 2017,
        "TK00000000000030": 5,
        "TK00000000000050": [{"TK00000000000060": "01"}],
    }
    assert (one.record, one.number, one.line, one.byte) == ("income", 1, 2, len(HEADER.encode()))
    assert (two.number, two.line, two.raw) == (2, 3, b"2018,,\r\n")


def test_the_header_decides_on_the_kind_of_record() -> None:
    assert [row.record for row in rows("級,日\r\n1.50,2018-07-31\r\n")] == ["levy"]
    assert only("x,y\r\n1,2\r\n").rule.id == "record.syntax"


@pytest.mark.parametrize("end", ["\r\n", "\n"])
def test_ends_of_lines_of_every_system(end: str) -> None:
    assert faults(f"課税年度{end}2017{end}{end}2018") == []


def test_blank_rows_that_excel_writes_below_its_last_one_are_no_records() -> None:
    assert len(rows(HEADER + "2017,,\r\n,,\r\n,,\r\n")) == 1


def test_line_breaks_and_commas_in_quotes_belong_to_the_cell() -> None:
    (one,) = rows('課税年度,続柄,繰返し[1].続柄\r\n2017,,"0\n1, ""x"""\r\n')[1:]
    assert one.value == {"TK00000000000010": 2017, "TK00000000000050": [{"TK00000000000060": '0\n1, "x"'}]}
    assert one.raw.count(b"\n") == 2


@pytest.mark.parametrize("broken", ['2017,"5,01', '2017,5",01', '"2017,5,01', '2017,"5"x,01', '2017,"5\n",01'])
def test_a_quote_that_is_not_closed_is_the_fault_of_its_row_alone(broken: str) -> None:
    assert [rules for _, rules in faults(f"{HEADER}{broken}\r\n" + "2017,5,01\r\n" * 3000)][:1] == [
        ["record.syntax"]
    ] or ([rules for _, rules in faults(f"{HEADER}{broken}\r\n")] == [["record.type"]])
    assert len(rows(f"{HEADER}{broken}\r\n" + "2017,5,01\r\n" * 3000)) >= 3000


def test_two_rows_with_an_open_quote_each_do_not_swallow_the_rows_between() -> None:
    assert faults(HEADER + '2017,"5,01\r\n2017,5,01\r\n2017,5,01\r\n2017,5",01\r\n2017,5,01\r\n') == [
        (1, ["record.syntax"]),
        (4, ["record.syntax"]),
    ]


def test_too_few_and_too_many_cells() -> None:
    assert faults(HEADER + "2017\r\n2017,1,000,01\r\n2017,5,01,,\r\n") == [
        (1, ["record.syntax"]),
        (2, ["record.syntax"]),
    ]


@pytest.mark.parametrize(
    ("cell", "rule", "said"),
    [
        ('"1,000"', "record.type", "figures only"),
        ("１０００", "record.type", "full-width figures half-width"),
        ("－１，０００", "record.type", "full-width figures half-width"),
        ("１０００円", "record.type", "figures only"),
        ("1E+05", "record.type", "figures only"),
        ("1000.0", "record.type", "figures only"),
        ("-5", "record.range", "unit"),
        ("9" * 5000, "record.type", "figures only"),
    ],
)
def test_numbers_as_spreadsheets_write_them(cell: str, rule: str, said: str) -> None:
    fault = only(f"{HEADER}2017,{cell},01\r\n")
    assert (fault.rule.id, said in fault.help.en) == (rule, True)


@pytest.mark.parametrize(("cell", "said"), [("２０１７", "full-width figures half-width"), ("２９", "four digits"), ("平成２９", "four digits")])  # fmt: skip
def test_a_year_in_full_width_figures(cell: str, said: str) -> None:
    fault = only(f"{HEADER}{cell},5,01\r\n")
    assert (fault.rule.id, said in fault.help.en) == ("record.type", True)


@pytest.mark.parametrize(("cell", "said"), [("０１", "half-width"), ("０９", "possible"), ("ＡＢ", "possible"), ("１", "leading zeros")])  # fmt: skip
def test_a_code_in_full_width_characters(cell: str, said: str) -> None:
    """Which code was meant is not told, only that half-width characters are wanted."""
    fault = only(f"{HEADER}2017,5,{cell}\r\n")
    assert (fault.rule.id, said in fault.help.en) == ("record.codelist", True)
    assert "０１" not in fault.help.ja


def test_a_decimal_in_full_width_figures() -> None:
    fault = only("級,日\r\n１．５,2018-07-31\r\n")
    assert (fault.rule.id, fault.help.en) == ("record.form", "write the full-width characters half-width")


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("２０１８－０７－３１", "half-width"),
        ("２０１８－０２－３０", "no such day"),
        ("２０１８／０７／３１", "joined by -, half-width"),
        ("Ｈ３０．７．３１", "era"),
        ("平成３０年７月３１日", "era"),
    ],
)
def test_a_date_in_full_width_figures(cell: str, said: str) -> None:
    fault = only(f"級,日\r\n1.5,{cell}\r\n")
    assert (fault.rule.id, said in fault.help.en) == ("record.form", True)


def test_leading_zeros_that_a_spreadsheet_dropped() -> None:
    fault = only(HEADER + "2017,5,1\r\n")
    assert fault.rule.id == "record.codelist"
    assert "先頭の 0" in fault.help.ja


@pytest.mark.parametrize(("cell", "said"), [("2018/7/31", "as yyyy-mm-dd"), ("31-Jul-18", "as yyyy-mm-dd"), ("平成30年7月31日", "era"), ("2018-02-30", "no such day")])  # fmt: skip
def test_dates_as_spreadsheets_and_people_write_them(cell: str, said: str) -> None:
    fault = only(f"級,日\r\n1.5,{cell}\r\n")
    assert fault.rule.id == "record.form"
    assert said in fault.help.en


@pytest.mark.parametrize(
    ("cell", "said"),
    [("2018/07", "as yyyy-mm and"), ("Jul-18", "as yyyy-mm and"), ("201807", "four and two figures"), ("H30.7", "era")],
)
def test_months_as_spreadsheets_and_people_write_them(cell: str, said: str) -> None:
    fault = only_of(YearMonth(), cell)
    assert (fault.rule.id, said in fault.help.en) == ("record.form", True)


@pytest.mark.parametrize(
    ("cell", "said"),
    [("1.2E+07", "exponent"), ("1234-567", "half-width figures alone"), ("１２３４５６７８", "full-width characters")],
)
def test_numbers_of_figures_as_spreadsheets_write_them(cell: str, said: str) -> None:
    fault = only_of(Digits(8, 8), cell)
    assert said in fault.help.en


def only_of(kind: ItemType, value: str) -> Fault:
    """The last fault of a value of this type."""
    item = PREMIUM.records[0].members[0]
    assert isinstance(item, Item)
    return list(explaining.of_value(replace(item, type=kind), {}, value, ()))[-1]


@pytest.mark.parametrize(("sign", "said"), [(";", "semicolons"), ("\t", "tabs")])
def test_columns_that_are_separated_by_something_else(sign: str, said: str) -> None:
    text = HEADER.replace(",", sign) + sign.join(("2017", "5", "01"))
    fault = only(text)
    assert (fault.rule.id, said in fault.message.en) == ("record.syntax", True)
    assert "コンマ区切り" in fault.help.ja


def test_a_row_with_too_few_cells_and_one_with_too_many_are_answered_each_for_itself() -> None:
    assert "line break" in only(HEADER + "2017,5\r\n").help.en
    assert "comma" in only(HEADER + "2017,2,480,01\r\n").help.en


def test_a_reason_stands_beside_its_item_and_not_beside_a_value() -> None:
    header = "課税年度,医療費控除額,医療費控除額.ReasonOfNull\r\n"
    assert faults(f"{header}2017,,NotCovered\r\n2017,5,\r\n2017,,\r\n") == []
    assert faults(f"{header}2017,5,NotCovered\r\n2017,,NotAcceptable\r\n") == [
        (1, ["record.absent-reason"]),
        (2, ["record.absent-reason"]),
    ]


def test_faults_of_the_header_come_once_and_the_rows_are_judged_all_the_same() -> None:
    text = "医療費控除額,住所,医療費控除額\r\n5,,\r\n6,東京都,\r\n"
    assert faults(text) == [
        (0, ["record.unknown-item", "record.syntax", "record.required"]),
        (1, ["record.required"]),
        (2, ["record.unknown-item", "record.required"]),
    ]


CP932_ONLY = "①髙～∥－㈱Ⅳ"


def test_a_file_of_japanese_windows() -> None:
    content = f"課税年度,医療費控除額,{CP932_ONLY}\r\n2017,5,\r\n2017,5,{CP932_ONLY}\r\n".encode("cp932")
    header, right, wrong = rows(content)
    assert CP932_ONLY in header.faults[0].message.ja
    assert SMALL_JUDGE.faults(right) == ()
    assert [fault.value for fault in wrong.faults] == [CP932_ONLY]


def test_a_row_in_another_encoding_than_the_rows_before_is_found() -> None:
    one = f"{HEADER}2017,5,01\r\n".encode("cp932") + "2017,5,続柄\r\n".encode() + b"2017,5,01\r\n"
    assert faults(one) == [(2, ["record.encoding"])]
    other = b"\xef\xbb\xbf" + f"{HEADER}2017,5,01\r\n".encode() + "2017,5,続柄\r\n".encode("cp932") + b"2017,5,01\r\n"
    assert faults(other) == [(2, ["record.encoding"])]


@pytest.mark.parametrize(
    ("content", "rules"),
    [
        (HEADER.encode() + b"2017,5\0,01\r\n2017,5,01\r\n", [(1, ["record.syntax"])]),
        (b"," * 20_000 + HEADER.encode(), [(0, ["record.limit"])]),
        (HEADER.encode("utf-16"), [(0, ["record.encoding"])]),
        (HEADER.encode() + b"2017,5," + b"x" * 200_000 + b"\r\n2017,5,01\r\n", [(1, ["record.limit"])]),
        (HEADER.encode() + b'2017,5,"' + b"x" * 5000 + b'"\r\n2017,5,01\r\n', [(1, ["record.codelist"])]),
        (HEADER.encode() + b"\xff\xfe\xfd\r\n", [(1, ["record.encoding"])]),
    ],
    ids=["nul", "many columns", "utf-16", "long line", "long cell", "no encoding"],
)
def test_hostile_files(content: bytes, rules: list[tuple[int, list[str]]]) -> None:
    assert faults(content) == rules


def test_a_cell_longer_than_the_reader_of_csv_takes() -> None:
    content = HEADER.encode() + b'2017,5,"' + b"x" * (csv.field_size_limit() + 1) + b'"\r\n2017,5,01\r\n'
    found = [(row.number, [fault.rule.id for fault in SMALL_JUDGE.faults(row)]) for row in rows(content, None, 10**6)]
    assert found == [(1, ["record.limit"]), (2, [])]


def test_an_endless_quoted_cell_is_one_finding() -> None:
    source = io.BufferedReader(Endless(10**5, b"\n2017,5,01\n", b"x\n"), 1 << 20)
    joined = io.BytesIO(HEADER.encode() + b'2017,5,"' + source.read())
    found = list(csv_rows.read(joined, PREMIUM.records, Decoder(), None, 10_000))
    assert [fault.rule.id for fault in found[0].faults] == ["record.syntax"]
    assert found[-1].faults == ()


def test_a_definition_of_several_kinds_of_record_that_the_header_does_not_tell_apart() -> None:
    assert rows("級\r\n1\r\n", "levy")[0].record == "levy"
    assert only("課税年度,級\r\n2017,1\r\n").help.en.endswith("--record income")
