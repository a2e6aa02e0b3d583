"""What other programs read: each document that `check` prints is what its format says."""

import json
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from pathlib import Path
from xml.etree import ElementTree

import pytest
from jsonschema import Draft202012Validator
from sarif_pydantic import Sarif  # type: ignore[import-untyped]

from tests.end_to_end.machine import ROOT, layoutc
from tests.projects import base_text, over_base

NEEDED = ["need.not-exposed"] * 9
DAYS = {"2017-07-31": NEEDED, "2026-04-01": []}


@cache
def printed(form: str, day: str, project: Path = ROOT, exits: int | None = None, **more: str) -> str:
    code = (1 if DAYS[day] else 0) if exits is None else exits
    done = layoutc("check", "--as-of", day, "--format", form, "--project", project, folder=project, exits=code, **more)
    assert done.stderr == ""
    return done.stdout


@pytest.fixture
def mistaken(tmp_path: Path) -> Path:
    """A project with mistakes in a layout, a code list and a document."""
    changed = {
        "areas/local_tax.layout": base_text("areas/local_tax.layout").replace("yen(11, signed)", "yen（11）"),
        "codes/taxable.codes": base_text("codes/taxable.codes").replace('"', "＂", 1),
        "needs/nhi_society.yaml": base_text("needs/nhi_society.yaml").replace("items:", "itmes:"),
    }
    return over_base(tmp_path, changed)


def assert_valid(document: object) -> None:
    schema = json.loads(files("layoutc.reports").joinpath("check.schema.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(document)


def case_4(rules: Iterable[str]) -> list[str]:
    return [rule for rule in rules if rule == "need.not-exposed"]


@pytest.mark.parametrize("day", DAYS)
def test_json_is_valid_under_its_shipped_schema(day: str) -> None:
    document = json.loads(printed("json", day))
    assert_valid(document)
    assert case_4(found["rule"] for found in document["findings"]) == DAYS[day]
    total = {"findings": 9, "procedures": 6, "institutions": 127, "systems": 127}
    assert document["summary"]["by_rule"].get("need.not-exposed") == (total if DAYS[day] else None)
    assert bool(document["standstills"]) == bool(document["fixes"]) == bool(DAYS[day])


def test_json_of_broken_layouts_is_valid_too(mistaken: Path) -> None:
    document = json.loads(printed("json", "2017-07-31", mistaken, exits=1))
    assert_valid(document)
    assert len({found["location"]["path"] for found in document["findings"]}) == 3


def test_json_and_sarif_are_utf_8_in_any_locale() -> None:
    for form in ("json", "sarif", "junit"):
        plain = printed(form, "2017-07-31", LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
        assert plain == printed(form, "2017-07-31")
        assert "独立行政法人日本学生支援機構" in plain


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("language", ["ja", "en"])
def test_sarif_is_read_by_another_library(day: str, language: str) -> None:
    log = Sarif.model_validate_json(printed("sarif", day, LAYOUTC_LANG=language))
    (run,) = log.runs
    assert case_4(result.rule_id or "" for result in run.results or []) == DAYS[day]
    known = {rule.id for rule in run.tool.driver.rules or []}
    assert "need.not-exposed" in known
    for result in run.results or []:
        (location,) = result.locations or []
        assert location.physical_location is not None
        assert location.physical_location.artifact_location is not None
        assert (ROOT / (location.physical_location.artifact_location.uri or "")).is_file()


@pytest.mark.parametrize("day", DAYS)
def test_junit_counts_what_it_lists(day: str) -> None:
    root = ElementTree.fromstring(printed("junit", day))
    suites = list(root.iter("testsuite"))
    assert suites
    assert sum(int(suite.attrib["failures"]) for suite in suites) == len(list(root.iter("failure")))
    assert sum(int(suite.attrib["tests"]) for suite in suites) == len(list(root.iter("testcase")))
    failing = [case for case in root.iter("testcase") if case.find("failure") is not None]
    assert case_4(case.attrib["classname"] for case in failing) == DAYS[day]
