"""The two formats answer alike: whatever is sent, jsonschema and the models both take it or both refuse it."""

import json
import sys
from collections.abc import Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from layoutc.catalog.model import Item, Repeat
from layoutc.emit.definitions import always_sent, pairs
from layoutc.emit.registry import emit
from tests.trying import examples

from .conftest import put
from .sample import SMALL, WIDE
from .wire import FIXED, answer, broken, places

(DEFINITION,) = pairs(WIDE)[0].definitions
ANSWER = answer(DEFINITION, WIDE.codes)
SLOW = settings(suppress_health_check=list(HealthCheck), deadline=None, max_examples=examples(100))


@pytest.fixture(scope="module")
def formats(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Any, type[BaseModel]]]:
    folder = tmp_path_factory.mktemp("generated")
    put(folder, emit(WIDE))
    schema = json.loads((folder / "jsonschema/municipality/nhi_society.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    sys.path.insert(0, str(folder))
    module = import_module("layoutc_models.municipality.nhi_society")
    yield jsonschema.Draft202012Validator(schema), module.EveryTypeForBenefit
    sys.path.remove(str(folder))
    for name in [name for name in sys.modules if name.startswith("layoutc_models")]:
        del sys.modules[name]


def refused(model: type[BaseModel], body: str) -> str:
    try:
        model.model_validate_json(body)
    except ValidationError as error:
        return str(error)
    return ""


@SLOW
@given(sent=ANSWER)
def test_what_is_right_is_taken_and_comes_back_unchanged(formats: tuple[Any, type[BaseModel]], sent: Any) -> None:
    validator, model = formats
    body = json.dumps(sent, ensure_ascii=False)
    validator.validate(sent)
    taken = model.model_validate_json(body)
    assert json.loads(taken.model_dump_json()) == sent
    assert model.model_validate(taken.model_dump()) == taken
    assert model.model_validate(taken.model_dump(by_alias=False), by_name=True) == taken


(MAIN, _) = DEFINITION.records
LEAST: Mapping[str, Any] = {
    "TK00000000000100": "字", "TK00000000000101": "字", "TK00000000000102": "ジ", "TK00000000000103": "a",
    "TK00000000000104": "012345", "TK00000000000105": "1", "TK00000000000106": 1, "TK00000000000107": -1,
    "TK00000000000108": "1.5", "TK00000000000109": "-0.5", "TK00000000000110": "1", "TK00000000000111": "2018-07-31",
    "TK00000000000112": "2018", "TK00000000000113": "2018-07", "TK00000000000114": 2018, "TK00000000000115": 2018,
    "TK00000000000116": "2018-07-31T00:00:00+09:00", "TK00000000000117": True, "TK00000000000118": "1",
    "TK00000000000500": [{}],
}  # fmt: skip


@pytest.mark.parametrize("member", MAIN.members, ids=lambda member: member.name)
def test_each_item_takes_and_refuses_the_same_values(
    formats: tuple[Any, type[BaseModel]], member: Item | Repeat
) -> None:
    validator, model = formats
    answers = []
    for value in FIXED:
        sent = {"main": [{**LEAST, member.code: value}], "other": []}
        right = validator.is_valid(sent)
        why = refused(model, json.dumps(sent))
        assert right is (why == ""), (value, why)
        answers.append(right)
        if isinstance(member, Item) and value in ({"ReasonOfNull": "NotCovered"}, {"ReasonOfNull": "NotAcceptable"}):
            assert right is (value["ReasonOfNull"] in member.absent), value
    assert True in answers
    assert False in answers


@pytest.mark.parametrize("count", range(5))
def test_the_bounds_of_repeats_are_kept(formats: tuple[Any, type[BaseModel]], count: int) -> None:
    validator, model = formats
    few = [{"TK00000000000511": 1}] * count
    for code, entries, right in (
        ("TK00000000000500", [{}] * count, 1 <= count <= 3),
        ("TK00000000000510", few, count <= 2),
        ("TK00000000000500", [{"TK00000000000502": [{}] * count}], True),
    ):
        sent = {"main": [{**LEAST, code: entries}], "other": []}
        assert validator.is_valid(sent) is right
        assert (refused(model, json.dumps(sent)) == "") is right


@pytest.mark.parametrize("member", MAIN.members, ids=lambda member: member.name)
def test_what_must_be_sent_cannot_be_left_out(formats: tuple[Any, type[BaseModel]], member: Item | Repeat) -> None:
    validator, model = formats
    sent = {"main": [{code: value for code, value in LEAST.items() if code != member.code}], "other": []}
    right = not always_sent(member)
    assert validator.is_valid(sent) is right
    assert (refused(model, json.dumps(sent)) == "") is right


@st.composite
def one_fault(draw: st.DrawFn) -> Any:
    sent = draw(ANSWER)
    broken(draw, sent)
    return sent


@SLOW
@given(sent=one_fault())
def test_what_is_wrong_is_refused_by_both_or_by_none(formats: tuple[Any, type[BaseModel]], sent: Any) -> None:
    validator, model = formats
    errors = [error.message for error in validator.iter_errors(sent)]
    why = refused(model, json.dumps(sent, ensure_ascii=False))
    assert bool(errors) == bool(why), (errors, why)


@SLOW
@given(sent=ANSWER, at=st.integers(0, 10**6))
def test_null_stands_nowhere(formats: tuple[Any, type[BaseModel]], sent: Any, at: int) -> None:
    validator, model = formats
    found = places(sent)
    container, key = found[at % len(found)]
    container[key] = None
    assert refused(model, json.dumps(sent))
    assert not validator.is_valid(sent)


def test_the_records_of_a_definition_are_required_and_may_be_empty(formats: tuple[Any, type[BaseModel]]) -> None:
    validator, model = formats
    for body, right in (
        ('{"main":[],"other":[]}', True),
        ('{"main":[]}', False),
        ("{}", False),
        ("[]", False),
        ("null", False),
        ('{"main":[],"other":[],"x":[]}', False),
        ('{"main":{},"other":[]}', False),
        ('{"main":null,"other":[]}', False),
    ):
        assert validator.is_valid(json.loads(body)) is right, body
        assert (refused(model, body) == "") is right, body


def test_the_root_takes_the_answer_of_any_definition(tmp_path: Path) -> None:
    put(tmp_path, emit(SMALL, ["jsonschema"]))
    schema = json.loads((tmp_path / "jsonschema/municipality/nhi_society.schema.json").read_text("utf-8"))
    validator = jsonschema.Draft202012Validator(schema)
    assert validator.is_valid({"income": []})
    assert validator.is_valid({"income": [], "levy": []})
    assert not validator.is_valid({"levy": []})
    assert not validator.is_valid({"income": [{"TK00000000000010": 2017}]})
    assert validator.is_valid({"income": [{"TK00000000000010": 2017}], "levy": []})
