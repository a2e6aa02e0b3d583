"""The schemas take what the wire allows and refuse what it does not, by the word of two validators."""

import json
import re
from collections import Counter
from dataclasses import replace
from itertools import islice
from random import Random
from typing import Any
from xml.etree import ElementTree

import jsonschema
import pytest
import xmlschema
from lxml import etree

from layoutc import project
from layoutc.catalog.catalog import Catalog
from layoutc.catalog.model import Area, Item, Repeat
from layoutc.catalog.types import Code, Flag, Integer
from layoutc.emit import json_schema
from layoutc.emit.definitions import Definition, always_sent, pairs
from layoutc.emit.xsd import MOST_COUNTED, emit, paths
from layoutc.emit.xsd_types import base_of
from layoutc.records.samples import invalid, valid
from layoutc.records.xml_form import document, to_xml

from .sample import DAY, SMALL, WIDE, catalog, codes, everything, item, record, repeat
from .test_agreement import LEAST
from .wire import FIXED
from .xml_engines import Engines, engines, schema_of

(DEFINITION,) = pairs(WIDE)[0].definitions
MAIN = DEFINITION.records[0]
(BENEFIT, PREMIUM) = pairs(SMALL)[1].definitions
NIL = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true"'


@pytest.fixture(scope="module")
def wide() -> Engines:
    return engines(schema_of(WIDE, "answers/municipality/nhi_society"))


@pytest.fixture(scope="module")
def small() -> Engines:
    return engines(schema_of(SMALL, "answers/municipality/nhi_society"))


def income(*inside: str, attributes: str = "") -> bytes:
    """An answer with one record, which holds these elements."""
    return f"<LocalTaxForNhiBenefit><income{attributes}>{''.join(inside)}</income></LocalTaxForNhiBenefit>".encode()


YEAR = "<TK00000000000010>2017</TK00000000000010>"
TOTAL = "<TK00000000000020>-5</TK00000000000020>"
NONTAXABLE = "<TK00000000000040>1</TK00000000000040>"
DEPENDENT = "<TK00000000000050><TK00000000000070>2018-07</TK00000000000070></TK00000000000050>"


@pytest.mark.parametrize(
    "body",
    [
        income(YEAR, TOTAL, NONTAXABLE, DEPENDENT),
        income(YEAR, NONTAXABLE),
        income(YEAR, NONTAXABLE, *[DEPENDENT] * 20),
        income(YEAR, NONTAXABLE, "<TK00000000000050/>"),
        income(YEAR, f'<TK00000000000020 ReasonOfNull="NotCovered" {NIL}/>', NONTAXABLE),
        income(YEAR, f'<TK00000000000020 Version="0001" ReasonOfNull="NotAcceptable" {NIL}></TK00000000000020>', NONTAXABLE),
        income(YEAR, NONTAXABLE, attributes=' Version="0001" TimeAndDateOfUpdate="2018-07-31"'),
        income("\n  ", YEAR, "<!-- a remark -->", "<TK00000000000040><![CDATA[1]]></TK00000000000040>"),
        b"<LocalTaxForNhiBenefit/>",
        b"<LocalTaxForNhiBenefit>\n</LocalTaxForNhiBenefit>",
        b"<LocalTaxForNhiPremium><levy/><levy/></LocalTaxForNhiPremium>",
        b"<Answers/>",
        b"<Answers><LocalTaxForNhiPremium/><LocalTaxForNhiBenefit/><LocalTaxForNhiPremium/></Answers>",
    ],
)  # fmt: skip
def test_taken(small: Engines, body: bytes) -> None:
    assert small.takes(body)


@pytest.mark.parametrize(
    "body",
    [
        income(YEAR, NONTAXABLE, TOTAL),  # the order
        income(NONTAXABLE),  # a key is missing
        income(YEAR),
        income(YEAR, YEAR, NONTAXABLE),  # twice
        income(YEAR, NONTAXABLE, "<TK00000000000030>1</TK00000000000030>"),  # an item of the area that is not exposed here
        income(YEAR, NONTAXABLE, "<nontaxable>1</nontaxable>"),
        income(YEAR, NONTAXABLE, "text"),
        income(YEAR, "<TK00000000000040>3</TK00000000000040>"),  # no value of the list
        income(YEAR, "<TK00000000000040> 1</TK00000000000040>"),
        income(YEAR, "<TK00000000000040/>"),
        income(YEAR, "<TK00000000000040><b>1</b></TK00000000000040>"),
        income(YEAR, "<TK00000000000020>1000000000000</TK00000000000020>", NONTAXABLE),
        income(YEAR, "<TK00000000000020>01</TK00000000000020>", NONTAXABLE),
        income(YEAR, "<TK00000000000020>+1</TK00000000000020>", NONTAXABLE),
        income(YEAR, "<TK00000000000020>-0</TK00000000000020>", NONTAXABLE),
        income(YEAR, "<TK00000000000020/>", NONTAXABLE),
        income("<TK00000000000010>2017Z</TK00000000000010>", NONTAXABLE),
        income("<TK00000000000010>0999</TK00000000000010>", NONTAXABLE),
        income("<TK00000000000010>10000</TK00000000000010>", NONTAXABLE),
        income(YEAR, f'<TK00000000000020 ReasonOfNull="Other" {NIL}/>', NONTAXABLE),
        income(YEAR, f'<TK00000000000020 ReasonOfNull="NotCovered" {NIL}>1</TK00000000000020>', NONTAXABLE),
        income(YEAR, '<TK00000000000020 ReasonOfNull="NotCovered"/>', NONTAXABLE),
        income(YEAR, f'<TK00000000000040 ReasonOfNull="NotCovered" {NIL}/>'),  # required
        income(YEAR, f"<TK00000000000040 {NIL}/>"),
        income(YEAR, NONTAXABLE, f'<TK00000000000050><TK00000000000070 ReasonOfNull="NotAcceptable" {NIL}/></TK00000000000050>'),
        income(YEAR, NONTAXABLE, f'<TK00000000000050 ReasonOfNull="NotCovered" {NIL}/>'),
        income(YEAR, NONTAXABLE, *[DEPENDENT] * 21),
        income(YEAR, NONTAXABLE, attributes=' Version="001"'),
        income(YEAR, NONTAXABLE, attributes=' Version="00001"'),
        income(YEAR, NONTAXABLE, attributes=' Version="    "'),
        income(YEAR, NONTAXABLE, attributes=' Version="０００１"'),
        income(YEAR, NONTAXABLE, attributes=' TimeAndDateOfUpdate="2018-02-29"'),
        income(YEAR, NONTAXABLE, attributes=' TimeAndDateOfUpdate="20180731"'),
        income(YEAR, NONTAXABLE, attributes=' version="0001"'),
        income('<TK00000000000010 TimeAndDateOfUpdate="2018-07-31">2017</TK00000000000010>', NONTAXABLE),
        b"<LocalTaxForNhiBenefit><levy/></LocalTaxForNhiBenefit>",
        b"<LocalTaxForNhiPremium><levy/><income><TK00000000000010>2017</TK00000000000010></income></LocalTaxForNhiPremium>",
        b'<LocalTaxForNhiBenefit Version="0001"/>',
        b'<LocalTaxForNhiBenefit xmlns="urn:x"/>',
        b"<Other/>",
        b"<income/>",
        b"<Answers><income/></Answers>",
        b"<Answers>text</Answers>",
    ],
)  # fmt: skip
def test_refused(small: Engines, body: bytes) -> None:
    assert not small.takes(body)


@pytest.fixture(scope="module")
def oracle() -> Any:
    (schema,) = [json.loads(artifact.text) for artifact in json_schema.emit(WIDE)]
    return jsonschema.Draft202012Validator(schema)


def readings(value: Any, *, collapsed: bool) -> list[Any]:
    """What an item's text may have been in JSON: XML knows text only, and typed bases let blanks stand around it."""
    if isinstance(value, (list, dict)) or value is None:
        return [value]
    text = value if isinstance(value, str) else json.dumps(value)
    text = text.strip(" \t\n\r") if collapsed else text
    whole = [int(text)] if re.fullmatch("0|-?[1-9][0-9]*", text) else []
    return [text, *whole, *({"true": [True], "false": [False]}.get(text, []))]


@pytest.mark.parametrize("member", MAIN.members, ids=lambda member: member.name)
def test_each_item_takes_what_it_takes_in_json(wide: Engines, oracle: Any, member: Item | Repeat) -> None:
    def takes_in_json(value: Any) -> bool:
        return bool(oracle.is_valid({"main": [{**LEAST, member.code: value}], "other": []}))

    collapsed = isinstance(member, Item) and not isinstance(member.type, Code) and base_of(member.type) != "xs:string"
    # The values of a type are the same where it may be absent; there only what stands in their place is of interest.
    values = FIXED if always_sent(member) else [each for each in FIXED if not isinstance(each, (str, int, float))]
    for value in values:
        try:
            body = to_xml(DEFINITION, {"main": [{**LEAST, member.code: value}], "other": []})
        except ValueError:
            assert not takes_in_json(value)
            continue
        items = readings(value, collapsed=collapsed) if isinstance(member, Item) else [value]
        assert wide.takes(body) is any(takes_in_json(each) for each in items), (value, body)


def test_samples_of_every_branch_are_taken(wide: Engines) -> None:
    parts = [to_xml(DEFINITION, answer) for answer in islice(valid(DEFINITION, WIDE.codes, Random(1)), 150)]
    assert all(wide.takes(part) for part in parts)
    assert wide.takes(b"".join(document(parts)))


@pytest.mark.slow
def test_samples_with_a_fault_are_refused_where_xml_can_tell(wide: Engines) -> None:
    told: set[str] = set()
    excused: set[str] = set()
    times: Counter[str] = Counter()
    for faulty in islice(invalid(DEFINITION, WIDE.codes, Random(1)), 4000):
        times[faulty.rule] += 1
        if times[faulty.rule] > 60 and times[faulty.rule] % 17:
            continue
        try:
            body = to_xml(DEFINITION, faulty.answer)
        except ValueError:
            continue
        (excused if wide.takes(body) else told).add(faulty.rule)
    rules = ("type", "length", "range", "form", "codelist", "required", "absent-reason", "unknown-item", "repetition")
    assert told == {f"record.{rule}" for rule in (*rules, "characters")}
    assert excused == {"record.type", "record.form", "record.required"}


# What the schemas cannot say; docs/formats.md gives the reasons.


def test_kinds_of_json_values_look_alike(wide: Engines) -> None:
    for code, value in (("TK00000000000100", 1), ("TK00000000000106", "1"), ("TK00000000000117", "true")):
        assert wide.takes(to_xml(DEFINITION, {"main": [{**LEAST, code: value}], "other": []}))


def test_blanks_around_values_of_typed_bases_are_overlooked(wide: Engines) -> None:
    for code, value in (
        ("TK00000000000111", " 2018-07-31\n"),
        ("TK00000000000108", " 1.5"),
        ("TK00000000000114", "2018 "),
    ):
        assert wide.takes(to_xml(DEFINITION, {"main": [{**LEAST, code: value}], "other": []}))


def test_no_record_is_as_good_as_none_found(wide: Engines) -> None:
    assert wide.takes(to_xml(DEFINITION, {}))


def test_a_reason_is_not_tied_to_nil(small: Engines) -> None:
    assert small.takes(income(YEAR, f"<TK00000000000020 {NIL}/>", NONTAXABLE))
    assert small.takes(income(YEAR, '<TK00000000000020 ReasonOfNull="NotCovered">1</TK00000000000020>', NONTAXABLE))


def test_the_bounds_of_very_long_repeats_are_not_counted() -> None:
    many = MOST_COUNTED + 1
    held = record(
        "r",
        repeat("most", 1, 0, many, item("a", 2, Flag())),
        repeat("least", 3, many, None, item("b", 4, Flag())),
        repeat("counted", 5, 0, MOST_COUNTED, item("c", 6, Flag())),
    )
    schema = engines(schema_of(catalog(everything("a", (held,))), "answers/municipality/nhi_society"))

    def body(most: int, least: int, counted: int) -> bytes:
        inside = "<TK00000000000001/>" * most + "<TK00000000000003/>" * least + "<TK00000000000005/>" * counted
        return f"<AForBenefit><r>{inside}</r></AForBenefit>".encode()

    assert schema.takes(body(many + 1, many - 1, 0))
    assert not schema.takes(body(0, MOST_COUNTED - 1, 0))
    assert not schema.takes(body(0, many, MOST_COUNTED + 1))


def test_lengths_count_characters(wide: Engines) -> None:
    def body(text: str) -> bytes:
        return to_xml(DEFINITION, {"main": [{**LEAST, "TK00000000000100": text}], "other": []})

    assert wide.takes(body("𠮷" * 10))
    assert not wide.takes(body("𠮷" * 11))
    assert "Length" not in schema_of(WIDE, "answers/municipality/nhi_society")


def test_a_code_list_that_is_empty_on_the_day_takes_nothing() -> None:
    coded = record("r", item("x", 1, Code("gone")), item("y", 2, Code("gone"), absent=()))
    made = catalog(everything("a", (coded,)), lists=(codes("gone"),))
    schema = engines(schema_of(made, "answers/municipality/nhi_society"))
    assert schema.takes(b"<AForBenefit><r/></AForBenefit>")
    assert schema.takes(
        f'<AForBenefit><r><TK00000000000001 ReasonOfNull="NotCovered" {NIL}/></r></AForBenefit>'.encode()
    )
    for text in ("", "0", "00", "1", " "):
        assert not schema.takes(
            f"<AForBenefit><r><TK00000000000001>{text}</TK00000000000001></r></AForBenefit>".encode()
        )


# The provider's copy


def copied(area: Area, sample: Catalog, *, attributes: bool = True) -> bytes:
    """A copy of the area with what its records need, and the attributes that copies carry."""
    whole = Definition(area.code, area, next(iter(sample.procedures.values())), area.records, ())
    answers = (each for each in valid(whole, sample.codes, Random(1)) if all(each.values()))
    root = ElementTree.fromstring(to_xml(whole, next(answers)))
    repeats = {member.code for record in area.records for member in record.members if isinstance(member, Repeat)}
    names = {record.name for record in area.records} | repeats
    for element in root.iter():
        if attributes and (element.tag in names or len(element)) and element is not root:
            element.attrib |= {"Version": "0001", "TimeAndDateOfUpdate": "2018-07-31"}
    return ElementTree.tostring(root)


def test_a_copy_holds_all_items_and_says_which_edition_and_when() -> None:
    schema = engines(schema_of(SMALL, "copies/local_tax"))
    area = SMALL.areas["local_tax"]
    body = copied(area, SMALL)
    assert body.startswith(b"<TM00000000000002")
    assert schema.takes(body)
    assert not schema.takes(copied(area, SMALL, attributes=False))
    assert not schema.takes(body.replace(b' TimeAndDateOfUpdate="2018-07-31"', b"", 1))
    assert not schema.takes(body.replace(b"TM00000000000002", b"LocalTax"))
    assert schema.takes(b"<TM00000000000002/>")


# The layouts of this repository


@pytest.fixture(scope="module")
def corpus() -> Catalog:
    return project.load(project.shipped()).catalog.at(DAY)


@pytest.mark.slow
def test_every_schema_of_the_corpus_compiles_and_takes_samples_of_each_definition(corpus: Catalog) -> None:
    texts = {artifact.path: artifact.text for artifact in emit(corpus)}
    schemas = {path: etree.XMLSchema(etree.fromstring(text.encode())) for path, text in texts.items()}
    for pair in pairs(corpus):
        for definition in pair.definitions:
            for answer in islice(valid(definition, corpus.codes, Random(1)), 2):
                body = etree.fromstring(to_xml(definition, answer))
                schemas[f"xsd/answers/{pair.provider}/{pair.querier}.xsd"].assertValid(body)
    for area in corpus.areas.values():
        schemas[f"xsd/copies/{area.name}.xsd"].assertValid(etree.fromstring(copied(area, corpus)))


@pytest.mark.slow
def test_every_schema_of_the_corpus_compiles_in_the_second_validator(corpus: Catalog) -> None:
    for artifact in emit(corpus):
        schema = xmlschema.XMLSchema(artifact.text)
        for area in corpus.areas.values():
            if artifact.path == f"xsd/copies/{area.name}.xsd":
                assert schema.is_valid(copied(area, corpus).decode())


def test_a_pair_has_one_file() -> None:
    made = {artifact.path for artifact in emit(SMALL)}
    assert set(paths("municipality", "nhi_society")) == {"xsd/answers/municipality/nhi_society.xsd"} < made


def test_a_code_that_is_no_name_is_refused() -> None:
    (area,) = SMALL.areas.values()
    for code in ('TM00000000000002"/><x', "TM 0000000000002", ""):
        with pytest.raises(ValueError, match="code"):
            emit(replace(SMALL, areas={"local_tax": replace(area, code=code)}))
    bad = record("r", replace(item("a", 1, Integer("int", 3)), code="TK1><"))
    with pytest.raises(ValueError, match="code"):
        emit(catalog(everything("a", (bad,))))
