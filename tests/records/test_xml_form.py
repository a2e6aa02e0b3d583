"""The XML form of answers: right ones, wrong ones, and what XML cannot hold."""

from io import BytesIO
from itertools import islice
from random import Random
from typing import Any
from xml.etree import ElementTree

import pytest

from layoutc.catalog.catalog import Catalog
from layoutc.emit.definitions import Definition, pairs
from layoutc.records.readers.xml_records import read
from layoutc.records.samples import invalid, valid
from layoutc.records.xml_form import MAX_DEPTH, document, to_xml
from tests.emit.sample import SMALL, WIDE

(BENEFIT, PREMIUM) = pairs(SMALL)[1].definitions
(WIDE_DEFINITION,) = pairs(WIDE)[0].definitions
HEAD = '<LocalTaxForNhiBenefit xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'


def lines(answer: Any) -> list[str]:
    return [line.strip() for line in to_xml(BENEFIT, answer).decode().splitlines()]


def of_record(entry: Any) -> list[str]:
    """The lines within the only record."""
    head, start, *inside, end, tail = lines({"income": [entry]})
    assert (head, start, end, tail) == (f"{HEAD}>", "<income>", "</income>", "</LocalTaxForNhiBenefit>")
    return inside


def test_an_answer_as_a_whole() -> None:
    sent = {
        "income": [
            {
                "TK00000000000050": [{"TK00000000000070": "2018-07"}, {}],
                "TK00000000000010": 2017,
                "TK00000000000020": {"ReasonOfNull": "NotCovered"},
                "TK00000000000040": "1",
            }
        ]
    }
    assert to_xml(BENEFIT, sent).decode() == (
        f"{HEAD}>\n"
        "  <income>\n"
        "    <TK00000000000010>2017</TK00000000000010>\n"
        '    <TK00000000000020 ReasonOfNull="NotCovered" xsi:nil="true"/>\n'
        "    <TK00000000000040>1</TK00000000000040>\n"
        "    <TK00000000000050>\n"
        "      <TK00000000000070>2018-07</TK00000000000070>\n"
        "    </TK00000000000050>\n"
        "    <TK00000000000050/>\n"
        "  </income>\n"
        "</LocalTaxForNhiBenefit>\n"
    )


@pytest.mark.parametrize("answer", [{}, {"income": []}])
def test_no_records(answer: Any) -> None:
    assert lines(answer) == [f"{HEAD}/>"]


def test_several_answers_make_one_document() -> None:
    body = b"".join(document(to_xml(each, {}) for each in (BENEFIT, PREMIUM, BENEFIT)))
    root = ElementTree.fromstring(body)
    assert root.tag == "Answers"
    assert [each.tag for each in root] == [BENEFIT.name, PREMIUM.name, BENEFIT.name]


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (True, ">true</TK00000000000020>"),
        (-5, ">-5</TK00000000000020>"),
        (1.5, ">1.5</TK00000000000020>"),
        ("", "/>"),
        (None, "/>"),
        ("a<&>\"'", ">a&lt;&amp;&gt;&quot;'</TK00000000000020>"),
        ("]]>", ">]]&gt;</TK00000000000020>"),
        (" a\n\t\r", " a&#xA;&#x9;&#xD;</TK00000000000020>"),
        ("\u2028\u202e\x85", ">&#x2028;&#x202E;&#x85;</TK00000000000020>"),
        ("𠮷　（円）", ">𠮷　（円）</TK00000000000020>"),
        ({"ReasonOfNull": None}, ' ReasonOfNull="null" xsi:nil="true"/>'),
        ({"ReasonOfNull": 'a"\n'}, ' ReasonOfNull="a&quot;&#xA;" xsi:nil="true"/>'),
        ({}, "/>"),
        ([], "/>"),
    ],
)
def test_values_of_an_item(value: Any, written: str) -> None:
    (line,) = of_record({"TK00000000000020": value})
    assert line.startswith("<TK00000000000020")
    assert line.endswith(written)


def test_objects_and_lists_become_elements_where_none_may_stand() -> None:
    item = "TK00000000000020"
    for value, inside in (([1], f"<{item}>1</{item}>"), ({"reason": "x"}, "<reason>x</reason>"), ([[]], f"<{item}/>")):
        assert of_record({item: value}) == [f"<{item}>", inside, f"</{item}>"]
    assert of_record({item: {"ReasonOfNull": "NotCovered", "more": 1}})[1:] == ["<more>1</more>", f"</{item}>"]


def test_what_is_no_record_becomes_a_text_that_is_never_empty() -> None:
    for value, text in ((1, "1"), ("", "&quot;&quot;"), (None, "null"), ([], "[]")):
        assert lines(value) == [f"{HEAD}>{text}</LocalTaxForNhiBenefit>"]
        assert lines({"income": [value]})[1] == f"<income>{text}</income>"
        assert of_record({"TK00000000000050": [value]}) == [f"<TK00000000000050>{text}</TK00000000000050>"]
    assert lines({"income": {}})[1] == "<income>{}</income>"
    assert of_record({"TK00000000000050": {}}) == ["<TK00000000000050>{}</TK00000000000050>"]


def test_unknown_properties_stand_at_the_end() -> None:
    assert of_record({"総所得金額": "1", "TK00000000000010": 2017}) == [
        "<TK00000000000010>2017</TK00000000000010>",
        "<総所得金額>1</総所得金額>",
    ]
    assert lines({"levy": [], "income": [{}]}) == [f"{HEAD}>", "<income/>", "<levy/>", "</LocalTaxForNhiBenefit>"]


@pytest.mark.parametrize("char", ["\x00", "\x08", "\x0b", "\x1f", "\ufffe", "\uffff", "\ud800"])
def test_what_no_document_can_hold(char: str) -> None:
    for answer in (
        {"income": [{"TK00000000000020": f"a{char}"}]},
        {"income": [{"TK00000000000020": {"ReasonOfNull": char}}]},
        {"income": [{"x" + char: 1}]},
        {"income": char},
    ):
        if answer == {"income": char} and char < " ":
            continue  # JSON's own escape is a text like any other
        with pytest.raises(ValueError, match=r"XML|name"):
            to_xml(BENEFIT, answer)


@pytest.mark.parametrize("name", ["", "1a", "a b", "a:b", "a\n", " a", "-a", "a<", "a>", 'a"', "&a", "a/"])
def test_what_is_no_name_in_xml(name: str) -> None:
    with pytest.raises(ValueError, match="name"):
        to_xml(BENEFIT, {"income": [{name: 1}]})


def test_nesting_is_bounded() -> None:
    deep: Any = 1
    for _ in range(MAX_DEPTH + 1):
        deep = [deep]
    with pytest.raises(ValueError, match="deep"):
        to_xml(BENEFIT, {"income": [{"TK00000000000020": deep}]})


@pytest.mark.parametrize(("definition", "sample"), [(WIDE_DEFINITION, WIDE), (BENEFIT, SMALL), (PREMIUM, SMALL)])
def test_what_is_written_is_read_back_as_it_was(definition: Definition, sample: Catalog) -> None:
    answers = list(islice(valid(definition, sample.codes, Random(3)), 200))
    rows = read(BytesIO(b"".join(document(to_xml(definition, answer) for answer in answers))), definition)
    expected = [(name, entry) for answer in answers for name, entries in answer.items() for entry in entries]
    # A repeat of no entries leaves no element.
    assert [(row.record, row.value) for row in rows] == [(name, without_empty(entry)) for name, entry in expected]


def without_empty(entry: Any) -> Any:
    if isinstance(entry, list):
        return [without_empty(each) for each in entry]
    if isinstance(entry, dict):
        return {key: without_empty(each) for key, each in entry.items() if each != []}
    return entry


def test_every_sample_is_well_formed_or_refused() -> None:
    for answer in islice(valid(WIDE_DEFINITION, WIDE.codes, Random(2)), 200):
        assert ElementTree.fromstring(to_xml(WIDE_DEFINITION, answer)).tag == WIDE_DEFINITION.name
    written = 0
    for faulty in islice(invalid(WIDE_DEFINITION, WIDE.codes, Random(2)), 2000):
        try:
            body = to_xml(WIDE_DEFINITION, faulty.answer)
        except ValueError:
            continue
        ElementTree.fromstring(body)
        written += 1
    assert written > 1500
