"""The XML form, read record by record; nothing that a hostile file declares is ever expanded or fetched."""

import io

import pytest

from layoutc.records.readers import xml_records
from layoutc.records.rows import Fault, Row

from .answers import PREMIUM, SMALL_JUDGE, stream, told
from .test_json_answers import Joined
from .test_ndjson import Endless

XSI = ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
ROOT = PREMIUM.name
ABSENT = '<TK00000000000030 ReasonOfNull="NotCovered" xsi:nil="true"/>'
INCOME = (
    "<income><TK00000000000010>2017</TK00000000000010>"
    f"{ABSENT}<TK00000000000050><TK00000000000060>01</TK00000000000060></TK00000000000050></income>"
)
VALUE = {
    "TK00000000000010": 2017,
    "TK00000000000030": {"ReasonOfNull": "NotCovered"},
    "TK00000000000050": [{"TK00000000000060": "01"}],
}


def rows(text: str | bytes, limit: int = 10_000) -> list[Row]:
    return list(xml_records.read(stream(text if isinstance(text, bytes) else text.encode()), PREMIUM, limit))


def answer(*records: str) -> str:
    return f"<{ROOT}{XSI}>{''.join(records)}</{ROOT}>"


def found(text: str | bytes) -> list[tuple[int, list[str]]]:
    return told(rows(text), SMALL_JUDGE)


def only(record: str) -> Fault:
    (fault,) = [fault for row in rows(answer(record)) for fault in SMALL_JUDGE.faults(row)]
    return fault


def test_a_row_is_a_record() -> None:
    one, two, three = rows(f'<?xml version="1.0" encoding="utf-8"?>\n{answer(INCOME, chr(10), INCOME, "<levy/>")}\n')
    assert (one.number, one.line, one.record, one.value, one.raw.decode()) == (1, 2, "income", VALUE, INCOME)
    assert (two.number, two.line, two.value, two.raw.decode()) == (2, 3, VALUE, INCOME)
    assert (three.record, three.value, three.raw) == ("levy", {}, b"<levy/>")
    assert two.byte == one.byte + len(INCOME) + 1
    assert told([one, two, three], SMALL_JUDGE) == [(1, []), (2, []), (3, [])]


def test_several_answers_in_a_file() -> None:
    text = f"<Answers{XSI}><{ROOT}/><{ROOT}>{INCOME}<levy/></{ROOT}> <{ROOT}>{INCOME}</{ROOT}></Answers>"
    assert found(text) == [(1, []), (2, []), (3, [])]


def test_attributes_of_the_form_may_stand_where_they_belong() -> None:
    record = '<income Version="0001" TimeAndDateOfUpdate="2018-07-31"><TK00000000000010 Version="0001">2017</TK00000000000010></income>'
    assert found(answer(record)) == [(1, [])]


@pytest.mark.parametrize(
    ("record", "rule"),
    [
        ("<income/>", "record.required"),
        ("<payment/>", "record.unknown-item"),
        ("<income><TK00000000000010> 2017</TK00000000000010></income>", "record.type"),
        ("<income><TK00000000000010>2017</TK00000000000010><TK00000000000099/></income>", "record.unknown-item"),
        (INCOME.replace("</income>", "<TK00000000000050/></income>"), "record.required"),
        (INCOME.replace("</income>", "text</income>"), "record.syntax"),
        (INCOME.replace("2017", "2017<b/>"), "record.syntax"),
        (INCOME.replace(ABSENT, "").replace("</income>", f"{ABSENT}</income>"), "record.syntax"),
        (INCOME.replace(ABSENT, ABSENT * 2), "record.repetition"),
        (INCOME.replace(' xsi:nil="true"', ""), "record.absent-reason"),
        (INCOME.replace(' ReasonOfNull="NotCovered"', ""), "record.absent-reason"),
        (INCOME.replace("NotCovered", "NotAcceptable"), "record.absent-reason"),
        (INCOME.replace(ABSENT, ABSENT.replace("/>", ">5</TK00000000000030>")), "record.absent-reason"),
        (INCOME.replace("<income>", '<income Version="1">'), "record.form"),
        (INCOME.replace("<income>", '<income TimeAndDateOfUpdate="2018/7/31">'), "record.form"),
        (INCOME.replace("<income>", '<income more="1">'), "record.unknown-item"),
    ],
)
def test_each_fault_has_its_rule(record: str, rule: str) -> None:
    assert only(record).rule.id == rule


def test_records_stand_in_the_order_of_the_layout() -> None:
    assert found(answer("<levy/>", INCOME)) == [(1, []), (2, ["record.syntax"])]


@pytest.mark.parametrize(
    ("broken", "rule"),
    [
        (b"<income><TK00000000000010>2017</TK0></income>", "record.syntax"),
        (b"<income><TK00000000000010>2017</TK00000000000010>", "record.syntax"),
        (b"<income><TK00000000000010>\x83\x65</TK00000000000010></income>", "record.encoding"),
        (b"<income><TK00000000000010>\0</TK00000000000010></income>", "record.syntax"),
        (b"<income><TK00000000000010>&x;</TK00000000000010></income>", "record.syntax"),
        (b"<income a='1' a='2'/>", "record.syntax"),
        (b"<income x:a='1'/>", "record.syntax"),
        (b"& < ", "record.syntax"),
    ],
)
def test_a_broken_record_does_not_take_the_next_ones_with_it(broken: bytes, rule: str) -> None:
    head, tail = (
        f"<Answers{XSI}>\n<{ROOT}>{INCOME}".encode(),
        f"\n{INCOME}</{ROOT}>\n<{ROOT}>{INCOME}</{ROOT}></Answers>".encode(),
    )
    told_of = rows(head + broken + tail)
    wrong = [row for row in told_of if row.faults]
    assert [fault.rule.id for row in wrong for fault in row.faults][:1] == [rule]
    assert len(wrong) == 1
    right = [row for row in told_of if not row.faults]
    assert [row.value for row in right] == [VALUE] * 3
    assert [row.line for row in right] == [2, 3, 4]


def test_a_file_that_was_cut_off() -> None:
    assert found(answer(INCOME, INCOME)[:-60]) == [(1, []), (2, ["record.syntax"])]
    assert found("") == [(1, ["record.syntax"])]


@pytest.mark.parametrize(
    "text",
    [
        '<!DOCTYPE a [<!ENTITY x "y">]><{0}>&x;</{0}>',
        '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><{0}>&x;</{0}>',
        '<!DOCTYPE a SYSTEM "http://example.invalid/a.dtd"><{0}/>',
        '<!DOCTYPE a [<!ENTITY a "' + "x" * 1000 + '"><!ENTITY b "' + "&a;" * 1000 + '">]><{0}>&b;</{0}>',
        '<!DOCTYPE a [<!ATTLIST income Version CDATA "0001">]><{0}/>',
    ],
)
def test_a_document_type_is_refused_whatever_it_says(text: str) -> None:
    (row,) = rows(text.format(ROOT))
    assert [fault.rule.id for fault in row.faults] == ["record.syntax"]
    assert "DOCTYPE" in row.faults[0].message.en


@pytest.mark.parametrize("name", ["Shift_JIS", "EUC-JP", "no-such-encoding"])
def test_other_encodings_are_named(name: str) -> None:
    (row,) = rows(f'<?xml version="1.0" encoding="{name}"?>{answer(INCOME)}')
    assert [fault.rule.id for fault in row.faults] == ["record.encoding"]


def test_another_root_is_not_read() -> None:
    (row,) = rows(f"<copy>{INCOME}</copy>".replace(' xsi:nil="true"', ""))
    assert [fault.rule.id for fault in row.faults] == ["record.syntax"]


@pytest.mark.parametrize(
    "inside",
    [
        "<TK00000000000050>" * 200 + "</TK00000000000050>" * 200,
        "<a/>" * 4000,
        "<TK00000000000010>" + "1" * 200_000 + "</TK00000000000010>",
    ],
    ids=["deep", "many", "long"],
)
def test_a_record_beyond_the_limits_is_passed_over_and_the_rest_is_read(inside: str) -> None:
    long, last = rows(answer(f"<income>{inside}</income>", INCOME))
    assert {"record.limit", "record.syntax"} & {fault.rule.id for fault in long.faults}
    assert len(long.raw) <= 10_000
    assert long.raw.startswith(b"<income>")
    assert last.value == VALUE


def test_an_endless_text_is_one_finding() -> None:
    head = f"<{ROOT}{XSI}><income><TK00000000000010>".encode()
    tail = f"</TK00000000000010></income>{INCOME}</{ROOT}>".encode()
    source = io.BufferedReader(Joined(head, io.BufferedReader(Endless(10**8, tail), 1 << 20)), 1 << 20)
    long, last = xml_records.read(source, PREMIUM)
    assert "record.limit" in [fault.rule.id for fault in long.faults]
    assert last.value == VALUE


def test_a_tag_without_end_is_given_up() -> None:
    head = f'<{ROOT}{XSI}>{INCOME}<income a="'.encode()
    source = io.BufferedReader(Joined(head, io.BufferedReader(Endless(10**8, b""), 1 << 20)), 1 << 20)
    first, last = xml_records.read(source, PREMIUM)
    assert first.value == VALUE
    assert [fault.rule.id for fault in last.faults] == ["record.limit"]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        (f"<{ROOT}>見本</{ROOT}>", [1]),
        (f"<{ROOT}>{INCOME}見本{INCOME}</{ROOT}>", [2]),
        (f"<Answers{XSI}>見本<{ROOT}/></Answers>", [1]),
        (f'<{ROOT} 見本="1">{INCOME}</{ROOT}>', [1]),
        (f'<Answers{XSI} 見本="1"><{ROOT} 見本="1"/></Answers>', [1, 2]),
    ],
)
def test_what_stands_above_the_records_and_belongs_nowhere_is_a_row_of_its_own(text: str, numbers: list[int]) -> None:
    text = text.replace(f"<{ROOT}>{INCOME}見", f"<{ROOT}{XSI}>{INCOME}見").replace(
        f'見本="1">{INCOME}', f'見本="1"{XSI}>{INCOME}'
    )
    wrong = [(number, rules) for number, rules in found(text) if rules]
    assert [number for number, _ in wrong] == numbers
    assert {rule for _, rules in wrong for rule in rules} <= {"record.syntax", "record.unknown-item"}


def test_a_schema_may_be_named_on_the_root() -> None:
    assert found(f'<{ROOT}{XSI} xsi:noNamespaceSchemaLocation="nhi_society.xsd">{INCOME}</{ROOT}>') == [(1, [])]


@pytest.mark.parametrize("before", ["", f"<{ROOT}>", f"<{ROOT}><income>", f"<{ROOT}><income><TK1>", f"<{ROOT}><other>"])
def test_elements_within_one_another_have_an_end(before: str) -> None:
    """The parser keeps something of each that is open: without an end, the memory is many times the file."""
    deep = f"<{ROOT}>" if not before else "<a>"
    *_, last = rows(f"{before}{deep * 200_000}")
    assert [fault.rule.id for fault in last.faults][-1] == "record.limit"
    assert "1000 deep" in last.faults[-1].message.en


def test_so_do_different_names() -> None:
    records = (f"<income><a{number}/></income>" for number in range(110_000))
    read = rows(answer(*records))
    assert len(read) < 101_000
    assert "different names" in read[-1].faults[-1].message.en
