"""A judge says what the generated models say, and for every refusal which rules are broken and where."""

import json
import re
import sys
from collections.abc import Iterator
from copy import deepcopy
from importlib import import_module
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from layoutc.catalog.model import Item, Repeat
from layoutc.emit.registry import emit
from tests.emit.conftest import put
from tests.emit.sample import WIDE
from tests.emit.wire import FIXED, answer, broken
from tests.trying import examples

from .answers import EVERY_TYPE, LEAST, WIDE_JUDGE, faults, found, whole

ANSWER = answer(EVERY_TYPE, WIDE.codes)
DRAWN = settings(suppress_health_check=list(HealthCheck), deadline=None, max_examples=examples(40))
(MAIN, OTHER) = EVERY_TYPE.records


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Iterator[type[BaseModel]]:
    folder = tmp_path_factory.mktemp("generated")
    put(folder, emit(WIDE, ["pydantic"]))
    sys.path.insert(0, str(folder))
    for name in [name for name in sys.modules if name.startswith("layoutc_models")]:
        del sys.modules[name]
    yield import_module("layoutc_models.municipality.nhi_society").EveryTypeForBenefit
    sys.path.remove(str(folder))
    for name in [name for name in sys.modules if name.startswith("layoutc_models")]:
        del sys.modules[name]


def takes(model: type[BaseModel], body: str) -> bool:
    try:
        model.model_validate_json(body)
    except ValidationError:
        return False
    return True


@DRAWN
@given(sent=ANSWER)
def test_a_right_answer_has_no_fault(sent: Any) -> None:
    assert found(sent) == []


@st.composite
def one_fault(draw: st.DrawFn) -> Any:
    sent = deepcopy(draw(ANSWER))
    broken(draw, sent)
    return sent


@DRAWN
@given(sent=one_fault())
def test_an_answer_has_faults_where_the_model_refuses_it_and_only_there(model: type[BaseModel], sent: Any) -> None:
    body = json.dumps(sent, ensure_ascii=False)
    assert (faults(body) == []) is takes(model, body)


@pytest.mark.parametrize("member", MAIN.members, ids=lambda member: member.name)
def test_each_item_takes_what_the_model_takes(model: type[BaseModel], member: Item | Repeat) -> None:
    for value in FIXED:
        body = json.dumps({"main": [{**LEAST, member.code: value}], "other": []})
        told = faults(body)
        assert (told == []) is takes(model, body), (value, told)
        assert all(fault.path[:3] == ("main", 0, member.code) and fault.message.ja for fault in told)


@pytest.mark.parametrize(
    ("body", "rule"),
    [
        ("", "record.syntax"),
        ("{", "record.syntax"),
        ('{"main": [], "other": [],}', "record.syntax"),
        ('{"main": [], "other": []} x', "record.syntax"),
        ('{"main": [], "other": [{"TK00000000000600": "a\nb"}]}', "record.syntax"),
        ('{"main": [], "other": [{"TK00000000000600": "\\ud800"}]}', "record.syntax"),
        ('{"main": [], "other": [{"TK00000000000600": "\\ud800\\u0041"}]}', "record.syntax"),
        ('{"main": [], "other": [{"TK00000000000600": "\0"}]}', "record.syntax"),
        ('{"main": [], "other": [{"TK00000000000600": 01}]}', "record.syntax"),
        (b'{"main": [], "other": [{"TK00000000000600": "\x83\x65"}]}', "record.encoding"),
        ("[" * 100_000, "record.limit"),
        (f'{{"main": [{"{}," * 100_000}{{}}], "other": []}}', "record.limit"),
        ('{"a":' * 100_000, "record.limit"),
        (f'{{"main": [], "other": [{{"TK00000000000600": {"9" * 100_000}}}]}}', "record.limit"),
        ("NaN", "record.type"),
        ("null", "record.type"),
        ("[]", "record.type"),
    ],
)
def test_what_is_no_answer_at_all_is_one_finding(body: str | bytes, rule: str) -> None:
    assert [name for name, _ in found(body)] == [rule]


@pytest.mark.parametrize(
    ("sent", "rule", "path"),
    [
        (whole(i106="1"), "record.type", "main[0].TK00000000000106"),
        (whole(i106=1.0), "record.type", "main[0].TK00000000000106"),
        (whole(i106=None), "record.type", "main[0].TK00000000000106"),
        (whole(i106=1000), "record.range", "main[0].TK00000000000106"),
        (whole(i106=10**400), "record.range", "main[0].TK00000000000106"),
        (whole(i114=18), "record.range", "main[0].TK00000000000114"),
        (whole(i102="ｱ"), "record.characters", "main[0].TK00000000000102"),
        (whole(i102="アイウエオカ"), "record.length", "main[0].TK00000000000102"),
        (whole(i100=""), "record.length", "main[0].TK00000000000100"),
        (whole(i104="12345"), "record.length", "main[0].TK00000000000104"),
        (whole(i108="1.234"), "record.form", "main[0].TK00000000000108"),
        (whole(i111="2018-02-29"), "record.form", "main[0].TK00000000000111"),
        (whole(i118="9"), "record.codelist", "main[0].TK00000000000118"),
        (whole(i117="true"), "record.type", "main[0].TK00000000000117"),
        (whole(i106={"ReasonOfNull": "NotCovered"}), "record.absent-reason", "main[0].TK00000000000106"),
        (whole(i300={"ReasonOfNull": "NotAcceptable"}), "record.absent-reason", "main[0].TK00000000000300.ReasonOfNull"),
        (whole(i300={"ReasonOfNull": "NotCovered", "x": 1}), "record.absent-reason", "main[0].TK00000000000300"),
        (whole(i999="x"), "record.unknown-item", "main[0].TK00000000000999"),
        (whole(i500=[{}] * 4), "record.repetition", "main[0].TK00000000000500"),
        (whole(i500=[]), "record.repetition", "main[0].TK00000000000500"),
        (whole(i500=[{"TK00000000000502": [{"TK00000000000503": "x"}]}]), "record.form",
         "main[0].TK00000000000500[0].TK00000000000502[0].TK00000000000503"),
        (whole(i510=[{}]), "record.required", "main[0].TK00000000000510[0].TK00000000000511"),
        ({"main": []}, "record.required", "other"),
        ({"main": [], "other": [], "more": []}, "record.unknown-item", "more"),
        ({"main": [], "other": {}}, "record.type", "other"),
        ({"main": [], "other": [1]}, "record.type", "other[0]"),
    ],
)  # fmt: skip
def test_each_fault_has_its_rule_and_its_place(sent: object, rule: str, path: str) -> None:
    assert found(sent) == [(rule, path)]


@pytest.mark.parametrize(
    "text",
    ["x", "// remark\n{}", "[1,,2]", '{"a": tru}', '{"a": 01}', '{"a": 1', "{'a': 1}", '{"a" 1}', '{"a": "\\x"}'],
)
def test_why_a_text_is_no_json_is_told_in_japanese_alone(text: str) -> None:
    (fault,) = faults(text)
    assert not re.search("[a-z]{3}", re.sub("true|false|null|JSON", "", fault.message.ja + fault.help.ja))


def test_a_year_in_quotes_is_answered_with_the_quotes() -> None:
    (fault,) = faults(json.dumps(whole(i114="2018")))
    assert "引用符" in fault.help.ja


def test_all_faults_of_an_answer_are_told() -> None:
    sent = whole(i106=1000, i102="ｱｱｱｱｱｱ")
    sent["other"] = [{}]
    assert found(sent) == [
        ("record.length", "main[0].TK00000000000102"),
        ("record.characters", "main[0].TK00000000000102"),
        ("record.range", "main[0].TK00000000000106"),
        ("record.required", "other[0].TK00000000000600"),
    ]


@pytest.mark.parametrize(
    "body",
    [
        '{"main": [], "main": [], "other": []}',
        '{"main": [], "other": [{"TK00000000000600": "a:", "TK00000000000600" :"b"}]}',
        '{"main": [], "other": [{"TK00000000000600": "a", "TK0000000000060\\u0030": "b"}]}',
    ],
)
def test_a_name_that_stands_twice_is_found_though_a_model_would_take_the_last(body: str) -> None:
    assert [rule for rule, _ in found(body)] == ["record.syntax"]


@DRAWN
@given(sent=ANSWER, text=st.text(st.sampled_from(':"\\,{}'), max_size=10))
def test_signs_within_texts_are_not_taken_for_names(sent: Any, text: str) -> None:
    sent["other"] = [{"TK00000000000600": text or "字"}]
    assert found(json.dumps(sent, indent=1)) == []


def test_a_fault_knows_the_item_and_the_value() -> None:
    (fault,) = faults(whole(i106=1000))
    assert fault.about is next(member for member in MAIN.members if member.code == "TK00000000000106")
    assert fault.value == 1000
    assert "1000" not in fault.message.ja + fault.message.en + fault.help.ja


def test_a_single_record_is_judged_by_its_kind() -> None:
    taken = WIDE_JUDGE.records["other"]
    assert taken is OTHER
