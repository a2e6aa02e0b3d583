"""Each entry of the table of exceptions, shown: an answer on which the engines differ. The tests are named by the entries."""

import json
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pyarrow as pa
import pytest
import xmlschema
from lxml import etree

from layoutc.catalog.types import Characters, Date, Decimal, Flag, Integer
from layoutc.emit.arrow_schema import schema as arrow_schema
from layoutc.emit.definitions import pairs
from layoutc.emit.exceptions import DEVIATIONS
from layoutc.emit.registry import NAMES, emit
from layoutc.records import checking, columnar
from layoutc.records.csv_form import to_csv
from layoutc.records.readers import csv_rows, xml_records
from layoutc.records.readers.decoding import Decoder
from layoutc.records.rules import RECORD_RULES
from layoutc.records.xml_form import to_xml
from tests.agreement.ajv import Ajv
from tests.agreement.engines import ENGINES
from tests.agreement.subject import Sample, Subject
from tests.emit.conftest import put
from tests.emit.sample import NOT_COVERED, catalog, everything, item, record, repeat
from tests.records.tables import objects

NUMBER, WORD, DAY, SHARE, YES, ROWS = (f"TK{number:014}" for number in range(1, 7))
SAMPLE = catalog(
    everything(
        "sample",
        (
            record(
                "main",
                item("number", 1, Integer("int", 4)),
                item("word", 2, Characters("text", 4), absent=NOT_COVERED),
                item("day", 3, Date()),
                item("share", 4, Decimal(5, 2)),
                item("yes", 5, Flag()),
                repeat("rows", 6, 0, 5000, item("no", 7, Integer("int", 1))),
            ),
        ),
    )
)
(PAIR,) = pairs(SAMPLE)
(DEFINITION,) = PAIR.definitions
JSON_ENGINES = ("jsonschema", "jsonschema-rs", "ajv")
XML_SCHEMAS = ("libxml2", "xmlschema")
XML_ENGINES = ("layoutc, XML", *XML_SCHEMAS)
LOOSE_SCHEMAS = {"layoutc, XML": False} | dict.fromkeys(XML_SCHEMAS, True)
STRICT = {"pydantic": False, "layoutc": False}


@dataclass(frozen=True)
class _Text(Sample):
    """An answer as it is written, where that makes the difference."""

    written: str = ""

    @property
    def text(self) -> str:
        return self.written


@dataclass(frozen=True)
class Judges:
    subject: Subject

    def of_json(self, text: str) -> dict[str, bool]:
        """What each engine says of an answer in JSON; an engine that can't even be handed it refuses it."""
        sample = _Text(DEFINITION, json.loads(text), written=text)
        said = {}
        for engine in ENGINES:
            if engine.format != "xsd":
                try:
                    (said[engine.name],) = engine.prepare(self.subject, PAIR)(DEFINITION, [sample])
                except UnicodeEncodeError:
                    said[engine.name] = False
        return said

    def of_xml(self, document: bytes | str) -> dict[str, bool]:
        schema = self.subject.xml_schema(PAIR)
        tree = etree.fromstring(document)
        judge = checking.judge(DEFINITION, SAMPLE.codes)
        rows = xml_records.read(BytesIO(etree.tostring(tree)), DEFINITION)
        return {
            "layoutc, XML": not any(fault for row in rows for fault in judge.faults(row)),
            "libxml2": etree.XMLSchema(etree.fromstring(schema)).validate(tree),
            "xmlschema": xmlschema.XMLSchema10(schema.decode()).is_valid(etree.tostring(tree, encoding="unicode")),
        }


@pytest.fixture(scope="module")
def judges(tmp_path_factory: pytest.TempPathFactory) -> Judges:
    folder = tmp_path_factory.mktemp("generated")
    put(folder, emit(SAMPLE, ["jsonschema", "pydantic", "xsd"]))
    return Judges(Subject(SAMPLE, SAMPLE.codes, folder, folder))


def one(code: str, value: str) -> str:
    """An answer of one record with one item, in JSON."""
    return f'{{"main":[{{"{code}":{value}}}]}}'


def element(inside: str) -> str:
    return f'<SampleForBenefit xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><main>{inside}</main></SampleForBenefit>'


def xml(answer: object) -> bytes:
    return to_xml(DEFINITION, answer)


def test_json_whole_number_with_point(judges: Judges) -> None:
    for written in ("1.0", "1e0", "10E-1"):
        assert judges.of_json(one(NUMBER, written)) == STRICT | dict.fromkeys(JSON_ENGINES, True)


def test_json_rounded_number(judges: Judges) -> None:
    said = judges.of_json(one(NUMBER, "2018.00000000000000001"))
    assert said == STRICT | dict.fromkeys(JSON_ENGINES, True)


def test_json_name_twice(judges: Judges) -> None:
    said = judges.of_json(f'{{"main":[{{"{NUMBER}":"wrong","{NUMBER}":1}}]}}')
    assert said == {"layoutc": False} | dict.fromkeys(("pydantic", *JSON_ENGINES), True)


def test_json_lone_surrogate(judges: Judges) -> None:
    said = judges.of_json(one(WORD, r'"\ud842"'))
    assert said == STRICT | {"jsonschema": True, "jsonschema-rs": False, "ajv": True}


def test_json_utf16_length(judges: Judges) -> None:
    text = one(WORD, '"𠮷𠮷𠮷𠮷"')
    assert set(judges.of_json(text).values()) == {True}
    schema = judges.subject.schema(PAIR)
    other = Ajv()
    other.load(schema, unicode=False)
    assert other.judge(f"{schema['$id']}#/$defs/{DEFINITION.name}", [text]) == [False]


def test_xml_no_types(judges: Judges) -> None:
    for code, right, wrong in ((NUMBER, 1, "1"), (WORD, "12", 12), (YES, True, "true"), (SHARE, "1.5", 1.5)):
        document = xml({"main": [{code: wrong}]})
        assert document == xml({"main": [{code: right}]})
        assert judges.of_xml(document) == dict.fromkeys(XML_ENGINES, True)
        assert set(judges.of_json(one(code, json.dumps(wrong))).values()) == {False}


def test_xml_no_empty_list(judges: Judges) -> None:
    assert xml({}) == xml({"main": []})
    assert judges.of_xml(xml({})) == dict.fromkeys(XML_ENGINES, True)
    assert set(judges.of_json("{}").values()) == {False}


def test_xml_blanks(judges: Judges) -> None:
    for code, value in ((DAY, "2018-07-31\n"), (SHARE, " 1.5")):
        assert judges.of_xml(xml({"main": [{code: value}]})) == LOOSE_SCHEMAS
        assert set(judges.of_json(one(code, json.dumps(value))).values()) == {False}
    assert judges.of_xml(element(f"<{NUMBER}> 12 </{NUMBER}>")) == LOOSE_SCHEMAS
    assert judges.of_xml(element(f"<{WORD}>1234 </{WORD}>")) == dict.fromkeys(XML_ENGINES, False)


def test_xml_reason_without_nil(judges: Judges) -> None:
    for attributes, text in (('ReasonOfNull="NotCovered"', "見本"), ('xsi:nil="true"', "")):
        assert judges.of_xml(element(f"<{WORD} {attributes}>{text}</{WORD}>")) == LOOSE_SCHEMAS


def test_xml_order(judges: Judges) -> None:
    number, word = f"<{NUMBER}>1</{NUMBER}>", f"<{WORD}>見本</{WORD}>"
    assert judges.of_xml(element(number + word)) == dict.fromkeys(XML_ENGINES, True)
    assert judges.of_xml(element(word + number)) == dict.fromkeys(XML_ENGINES, False)
    assert set(judges.of_json(f'{{"main":[{{"{WORD}":"見本","{NUMBER}":1}}]}}').values()) == {True}


def test_xml_many_repetitions(judges: Judges) -> None:
    answer: dict[str, Any] = {"main": [{ROWS: [{}] * 5001}]}
    assert judges.of_xml(xml(answer)) == LOOSE_SCHEMAS
    assert set(judges.of_json(json.dumps(answer)).values()) == {False}


def test_xml_characters(judges: Judges) -> None:
    for entry in ({WORD: "\x0b"}, {"": 1}):
        with pytest.raises(ValueError, match=r"XML|name"):
            xml({"main": [entry]})
        assert set(judges.of_json(json.dumps({"main": [entry]})).values()) == {False}


def of_csv(document: str) -> list[str]:
    """The rules that the rows break."""
    judge = checking.judge(DEFINITION, SAMPLE.codes)
    rows = csv_rows.read(BytesIO(document.encode()), DEFINITION.records, Decoder())
    return [fault.rule.id for row in rows for fault in judge.faults(row)]


def test_csv_no_types(judges: Judges) -> None:
    assert of_csv(f"{NUMBER},{YES}\n1,true\n") == []
    for code, wrong in ((NUMBER, '"1"'), (YES, '"true"')):
        assert set(judges.of_json(one(code, wrong)).values()) == {False}


def test_csv_nothing_empty(judges: Judges) -> None:
    (kind,) = DEFINITION.records
    assert list(to_csv(kind, [{NUMBER: 1, ROWS: []}], 2)) == list(to_csv(kind, [{NUMBER: 1}], 2))
    unsayable: tuple[dict[str, Any], ...] = ({WORD: ""}, {NUMBER: 1, ROWS: [{}]})
    for entry in unsayable:
        with pytest.raises(ValueError, match=r"no place|no cell"):
            list(to_csv(kind, [entry], 2))
    assert set(judges.of_json(json.dumps({"main": [{ROWS: [{}]}]})).values()) == {True}


def table(*records: dict[str, Any]) -> pa.Table:
    (kind,) = DEFINITION.records
    return pa.Table.from_pylist(list(columnar.rows(kind, records)), schema=arrow_schema(kind, {}))


def test_arrow_kinds_only(judges: Judges) -> None:
    wrong = {WORD: "長すぎる値", NUMBER: 10000}
    assert table(wrong).num_rows == 1
    assert set(judges.of_json(json.dumps({"main": [wrong]})).values()) == {False}


def test_arrow_decimal_spelling(judges: Judges) -> None:
    (kind,) = DEFINITION.records
    back = objects(kind, table({SHARE: "1.5"}, {SHARE: "0"}).to_pylist())
    assert [each[SHARE] for each in back] == ["1.50", "0.00"]
    assert set(judges.of_json(one(SHARE, '"1.50"')).values()) == {True}


def test_every_entry_is_shown_here_and_nothing_else() -> None:
    shown = {
        name for name in globals() if name.startswith("test_") and name.split("_")[1] in ("json", "xml", "csv", "arrow")
    }
    assert shown == {f"test_{each.id.replace('.', '_').replace('-', '_')}" for each in DEVIATIONS}


def test_entries_name_formats_engines_and_rules_that_there_are() -> None:
    rules = {rule.id for rule in RECORD_RULES}
    for each in DEVIATIONS:
        assert set(each.formats) <= {*NAMES, "csv"}, each.id
        assert {engine.partition(",")[0] for engine in each.engines} <= {engine.name for engine in ENGINES}, each.id
        assert each.rule is None or each.rule in rules, each.id
