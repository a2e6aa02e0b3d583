"""The engines that judge answers, each by its own format; all are to say the same."""

import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from io import BytesIO

import jsonschema
import jsonschema_rs
import xmlschema
from lxml import etree
from pydantic import BaseModel
from xmlschema.exceptions import XMLResourceParseError

from layoutc.emit.definitions import Definition, Pair
from layoutc.emit.naming import file_name
from layoutc.records import checking
from layoutc.records.readers import xml_records
from layoutc.records.rows import Row
from tests.agreement.ajv import Ajv
from tests.agreement.subject import Sample, Subject

Judge = Callable[[Definition, Sequence[Sample]], list[bool]]


@dataclass(frozen=True, slots=True)
class Engine:
    """`prepare` gets a pair's files ready. `every` is the number of answers of which it is shown one, where it is slow."""

    name: str
    format: str
    prepare: Callable[[Subject, Pair], Judge]
    every: int = 1


def _models(subject: Subject, pair: Pair) -> Judge:
    _import_from(subject)
    module = import_module(f"layoutc_models.{file_name(pair.provider)}.{file_name(pair.querier)}")

    def judge(definition: Definition, samples: Sequence[Sample]) -> list[bool]:
        model: type[BaseModel] = getattr(module, definition.name)
        return [_takes(model, sample.text) for sample in samples]

    return judge


def _import_from(subject: Subject) -> None:
    """The generated package of this subject and no other."""
    folder = str(subject.generated)
    if sys.path[0] != folder:
        sys.path.insert(0, folder)
        for name in [name for name in sys.modules if name.partition(".")[0] == "layoutc_models"]:
            del sys.modules[name]


def _takes(model: type[BaseModel], text: str) -> bool:
    try:
        model.model_validate_json(text)
    except ValueError:
        return False
    return True


def _jsonschema(subject: Subject, pair: Pair) -> Judge:
    schema = subject.schema(pair)

    def judge(definition: Definition, samples: Sequence[Sample]) -> list[bool]:
        validator = jsonschema.Draft202012Validator(_of(schema, definition))
        return [validator.is_valid(sample.value) for sample in samples]

    return judge


def _jsonschema_rs(subject: Subject, pair: Pair) -> Judge:
    schema = subject.schema(pair)

    def judge(definition: Definition, samples: Sequence[Sample]) -> list[bool]:
        validator = jsonschema_rs.validator_for(_of(schema, definition))
        return [validator.is_valid(sample.value) for sample in samples]

    return judge


def _of(schema: dict[str, object], definition: Definition) -> dict[str, object]:
    """The schema of one definition out of the schema of its pair, which takes the answer of any."""
    rest = {key: value for key, value in schema.items() if key != "anyOf"}
    return {**rest, "$ref": f"#/$defs/{definition.name}"}


def _ajv(subject: Subject, pair: Pair) -> Judge:
    ajv = Ajv.started()
    schema = subject.schema(pair)
    ajv.load(schema)

    def judge(definition: Definition, samples: Sequence[Sample]) -> list[bool]:
        return ajv.judge(f"{schema['$id']}#/$defs/{definition.name}", [sample.text for sample in samples])

    return judge


def _libxml2(subject: Subject, pair: Pair) -> Judge:
    schema = etree.XMLSchema(etree.fromstring(subject.xml_schema(pair)))

    def judge(definition: Definition, samples: Sequence[Sample]) -> list[bool]:
        return [sample.xml is not None and schema.validate(etree.fromstring(sample.xml)) for sample in samples]

    return judge


def _xmlschema(subject: Subject, pair: Pair) -> Judge:
    schema = xmlschema.XMLSchema10(subject.xml_schema(pair).decode())

    def judge(definition: Definition, samples: Sequence[Sample]) -> list[bool]:
        return [_is_valid(schema, sample.xml) for sample in samples]

    return judge


def _is_valid(schema: xmlschema.XMLSchema10, document: bytes | None) -> bool:
    """A name may be one to the present edition of XML and none to the one that Python's parser keeps: then it is refused unread."""
    try:
        return document is not None and schema.is_valid(document.decode())
    except XMLResourceParseError:
        return False


def _layoutc(subject: Subject, pair: Pair) -> Judge:
    def judge(definition: Definition, samples: Sequence[Sample]) -> list[bool]:
        judge = checking.judge(definition, subject.catalog.codes)
        return [_is_right(judge, sample) for sample in samples]

    return judge


def _is_right(judge: checking.Judge, sample: Sample) -> bool:
    """Of a wrong answer the rule and the place have to be those that it was made to break: what else is found is taken for right."""
    found = [(fault.rule.id, fault.path) for fault in judge.faults(Row(1, 1, 0, sample.text.encode()))]
    return not found if sample.right else found != [(sample.rule, sample.path)]


def _layoutc_xml(subject: Subject, pair: Pair) -> Judge:
    def judge(definition: Definition, samples: Sequence[Sample]) -> list[bool]:
        judge = checking.judge(definition, subject.catalog.codes)
        return [sample.xml is not None and _finds_nothing(judge, sample.xml) for sample in samples]

    return judge


def _finds_nothing(judge: checking.Judge, document: bytes) -> bool:
    rows = xml_records.read(BytesIO(document), judge.definition)
    return not any(fault for row in rows for fault in judge.faults(row))


ENGINES = (
    Engine("pydantic", "pydantic", _models),
    Engine("layoutc", "layoutc", _layoutc),
    Engine("layoutc, XML", "xsd", _layoutc_xml),
    Engine("jsonschema", "jsonschema", _jsonschema),
    Engine("jsonschema-rs", "jsonschema", _jsonschema_rs),
    Engine("ajv", "jsonschema", _ajv),
    Engine("libxml2", "xsd", _libxml2),
    Engine("xmlschema", "xsd", _xmlschema, every=5),
)


def cpu_seconds() -> float:
    """Of this process and of the one in which ajv runs."""
    return time.process_time() + Ajv.cpu
