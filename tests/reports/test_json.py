import json
from collections.abc import Callable
from datetime import date
from importlib import resources
from typing import Any

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator, ValidationError

from layoutc.checks.verdicts import Outcome
from layoutc.reports import json as report_json
from layoutc.reports.report import Report

from .samples import NOTHING, SINGLE
from .strategies import as_json, reports, tried

SCHEMA: dict[str, Any] = json.loads(resources.files("layoutc.reports").joinpath("check.schema.json").read_text("utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA, format_checker=Draft202012Validator.FORMAT_CHECKER)


def test_json_is_as_kept(golden: Callable[[str, str], None]) -> None:
    golden("check.json", report_json.render(SINGLE))


def test_the_schema_is_one_and_closed_everywhere() -> None:
    Draft202012Validator.check_schema(SCHEMA)

    def objects(node: object) -> list[dict[str, Any]]:
        if isinstance(node, list):
            return [found for each in node for found in objects(each)]
        if not isinstance(node, dict):
            return []
        return [node] * (node.get("type") == "object") + objects(list(node.values()))

    for each in objects(SCHEMA):
        assert each["description"]
        assert each["additionalProperties"] is False or "propertyNames" in each
        assert sorted(each.get("required", [])) == sorted(each.get("properties", {}))


def test_the_schema_knows_every_verdict() -> None:
    assert set(SCHEMA["$defs"]["verdicts"]["properties"]) == {outcome.value for outcome in Outcome}


@tried
@given(reports())
def test_every_report_is_valid_and_says_what_was_found(report: Report) -> None:
    document = json.loads(report_json.render(report))
    VALIDATOR.validate(document)
    assert date.fromisoformat(document["as_of"]) == report.day
    assert [found["fingerprint"] for found in document["findings"]] == [found.fingerprint for found in report.findings]
    assert [found["message"]["ja"] for found in document["findings"]] == [
        as_json(found.message.ja) for found in report.findings
    ]
    assert [len(found["related"]) for found in document["findings"]] == [
        len(found.related) for found in report.findings
    ]


@pytest.mark.parametrize("path", ["as_of", "findings", "summary"])
def test_the_schema_refuses_what_is_not_there(path: str) -> None:
    document = json.loads(report_json.render(NOTHING))
    del document[path]
    with pytest.raises(ValidationError):
        VALIDATOR.validate(document)


def test_the_schema_refuses_what_is_not_known() -> None:
    document = json.loads(report_json.render(SINGLE))
    document["findings"][0]["location"]["offset"] = 1
    with pytest.raises(ValidationError):
        VALIDATOR.validate(document)
