"""The two formats answer alike: whatever is sent, jsonschema and the models both take it or both refuse it."""

import json
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from layoutc.emit.definitions import pairs
from layoutc.emit.registry import emit

from .conftest import put
from .sample import SMALL, WIDE
from .wire import answer, broken

(DEFINITION,) = pairs(WIDE)[0].definitions
SLOW = settings(suppress_health_check=list(HealthCheck), deadline=None, max_examples=300)


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
@given(sent=answer(DEFINITION, WIDE.codes))
def test_what_is_right_is_taken_and_comes_back_unchanged(formats: tuple[Any, type[BaseModel]], sent: Any) -> None:
    validator, model = formats
    body = json.dumps(sent, ensure_ascii=False)
    validator.validate(sent)
    taken = model.model_validate_json(body)
    assert json.loads(taken.model_dump_json()) == sent
    assert model.model_validate(taken.model_dump()) == taken
    assert model.model_validate(taken.model_dump(by_alias=False), by_name=True) == taken


@st.composite
def one_fault(draw: st.DrawFn) -> Any:
    sent = draw(answer(DEFINITION, WIDE.codes))
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
@given(sent=one_fault())
def test_faults_are_found(formats: tuple[Any, type[BaseModel]], sent: Any) -> None:
    """Null stands nowhere, whatever else is right."""
    _, model = formats
    container = sent.setdefault("main", [])
    if isinstance(container, list) and container and isinstance(container[0], dict) and container[0]:
        container[0][next(iter(container[0]))] = None
        assert refused(model, json.dumps(sent))


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
