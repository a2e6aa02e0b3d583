"""Samples as files: for every definition, of every rule that its wrong ones break, one."""

import json
from datetime import date

import jsonschema

from layoutc import project
from layoutc.emit.definitions import pairs
from layoutc.emit.json_schema import emit
from layoutc.records.sample_files import sample_files
from tests.projects import BASE

CATALOG = project.load(BASE).catalog.at(date(2017, 7, 31))
FILES = {each.path: each.text for each in sample_files(CATALOG)}
DEFINITION = "samples/municipality/nhi_society/local_tax.nhi_benefit"


def test_every_definition_has_right_and_wrong_samples() -> None:
    count = sum(len(pair.definitions) for pair in pairs(CATALOG))
    assert len(FILES) == 2 * count
    assert {f"{DEFINITION}.valid.ndjson", f"{DEFINITION}.invalid.ndjson"} <= FILES.keys()
    assert all(text.endswith("\n") for text in FILES.values())


def test_they_are_the_same_every_time() -> None:
    assert {each.path: each.text for each in sample_files(CATALOG)} == FILES


def test_the_schema_says_the_same_of_them() -> None:
    (document,) = [json.loads(each.text) for each in emit(CATALOG) if "nhi_society" in each.path]
    del document["anyOf"]
    validator = jsonschema.Draft202012Validator({**document, "$ref": "#/$defs/LocalTaxForNhiBenefit"})
    right, wrong = (FILES[f"{DEFINITION}.{kind}.ndjson"].splitlines() for kind in ("valid", "invalid"))
    assert [validator.is_valid(json.loads(line)) for line in right] == [True, True, True]
    assert not any(validator.is_valid(json.loads(line)["answer"]) for line in wrong)


def test_each_wrong_sample_names_its_rule_and_its_place() -> None:
    wrong = [json.loads(line) for line in FILES[f"{DEFINITION}.invalid.ndjson"].splitlines()]
    rules = [each["rule"] for each in wrong]
    assert len(set(rules)) == len(rules) >= 4
    for each in wrong:
        assert each.keys() == {"rule", "json_path", "answer"}
