import json
import random
import re
from dataclasses import replace
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

import jsonschema_rs
import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from layoutc import project
from layoutc.catalog.catalog import Catalog
from layoutc.catalog.model import Duration, Retention
from layoutc.emit.artifacts import MARK
from layoutc.emit.registry import emit

from .sample import HERE, LOCAL_TAX, NONTAXABLE, SMALL, WIDE, catalog

NHI_SOCIETY = "openapi/municipality/nhi_society.openapi.json"


def documents(made: Catalog) -> dict[str, Any]:
    return {each.path: json.loads(each.text) for each in emit(made, ["openapi"])}


@cache
def corpus() -> dict[str, Any]:
    return documents(project.load().catalog.at(date(2018, 7, 31)))


SAMPLES = [*documents(SMALL).values(), *documents(WIDE).values()]
DOCUMENT = documents(SMALL)[NHI_SOCIETY]
COMPONENTS = DOCUMENT["components"]["schemas"]


def schema(name: str) -> jsonschema_rs.Validator:
    """One of the components, with what it refers to."""
    reference = {"$ref": f"#/components/schemas/{name}", "components": DOCUMENT["components"]}
    return jsonschema_rs.Draft202012Validator(reference)


def test_every_pair_of_the_corpus_has_a_document_of_openapi_3_1() -> None:
    rules = json.loads(
        files("openapi_spec_validator").joinpath("resources/schemas/v3.1/schema.json").read_text("utf-8")
    )
    validator = jsonschema_rs.validator_for(rules)
    for path, document in corpus().items():
        assert [error.message for error in validator.iter_errors(document)] == [], path
    assert len(corpus()) > 200


@pytest.mark.parametrize("document", SAMPLES, ids=lambda document: document["info"]["title"])
def test_the_samples_pass_a_validator_that_follows_references(document: Any) -> None:
    assert list(OpenAPIV31SpecValidator(document).iter_errors()) == []


def test_a_dozen_pairs_of_the_corpus_pass_it_too() -> None:
    for path in random.Random(20170718).sample(sorted(corpus()), 12):
        assert list(OpenAPIV31SpecValidator(corpus()[path]).iter_errors()) == [], path


def meaning(tree: Any, defined: Any) -> Any:
    """A schema without labels and hints, with the shared types in the places where they are used."""
    if isinstance(tree, list):
        return [meaning(each, defined) for each in tree]
    if not isinstance(tree, dict):
        return tree
    name = str(tree.get("$ref", "")).rpartition("/")[2]
    if name.startswith("type."):
        return meaning(defined[name], defined)
    if name:
        return {"$ref": name}
    kept = {
        key: value
        for key, value in tree.items()
        if key not in ("title", "description", "format") and not key.startswith("x-")
    }
    return {key: meaning(value, defined) for key, value in kept.items()}


@pytest.mark.parametrize("made", [SMALL, WIDE], ids=["small", "wide"])
def test_an_answer_means_the_same_as_in_the_json_schema(made: Catalog) -> None:
    schemas = {each.path: json.loads(each.text)["$defs"] for each in emit(made, ["jsonschema"])}
    for path, document in documents(made).items():
        defined = schemas[path.replace("openapi", "jsonschema", 1).replace(".openapi.", ".schema.")]
        held = document["components"]["schemas"]
        for name, each in defined.items():
            if name in held or not name.startswith("type."):
                assert meaning(held[name], held) == meaning(each, defined), name


def test_every_component_is_used() -> None:
    for document in corpus().values():
        used = set(re.findall(r'"\$ref": "#/components/schemas/([^"]+)"', json.dumps(document)))
        assert used == set(document["components"]["schemas"])


def test_each_procedure_has_an_operation() -> None:
    assert list(DOCUMENT["paths"]) == ["/inquiries/nhi_benefit", "/inquiries/nhi_premium"]
    asked = DOCUMENT["paths"]["/inquiries/nhi_premium"]["post"]
    assert asked["operationId"] == "ask_for_nhi_premium"
    assert list(asked["responses"]) == ["200", "400", "404", "422"]
    held = COMPONENTS["answers.nhi_premium"]["properties"]
    assert held == {"TM00000000000002": {"$ref": "#/components/schemas/LocalTaxForNhiPremium"}}


RIGHT: dict[str, Any] = {"person": "9" * 15, "information": ["TM00000000000002"]}


@pytest.mark.parametrize(
    "period", [{"from": "2017-04-01"}, {"until": "2018-03-31"}, {"from": "2017-04-01", "until": "2018-03-31"}]
)
def test_an_inquiry_names_a_person_and_the_information_and_may_name_a_period(period: Any) -> None:
    assert schema("inquiry.nhi_benefit").is_valid(RIGHT)
    assert schema("inquiry.nhi_benefit").is_valid(RIGHT | {"period": period})


@pytest.mark.parametrize(
    "change",
    [
        {"person": "9" * 12},  # as long as an Individual Number
        {"person": "9" * 14 + "９"},
        {"person": 999999999999999},
        {"information": []},
        {"information": ["TM00000000000002", "TM00000000000002"]},
        {"information": ["TM00000000000004"]},
        {"period": {}},
        {"period": {"from": "2017-02-29"}},
        {"period": {"from": "2017"}},
        {"period": None},
        {"procedure": "nhi_benefit"},
    ],
    ids=json.dumps,
)
def test_an_inquiry_that_says_something_else_is_refused(change: Any) -> None:
    assert not schema("inquiry.nhi_benefit").is_valid(RIGHT | change)


def test_the_example_of_an_inquiry_is_one() -> None:
    for each in COMPONENTS["inquiry.nhi_benefit"]["examples"]:
        schema("inquiry.nhi_benefit").validate(each)


def test_a_problem_has_no_room_for_what_was_sent() -> None:
    problem = {"type": "urn:layoutc:problem:not-acceptable", "title": "x", "status": 422}
    errors = [{"pointer": "/information/0", "reason": "information"}]
    assert schema("problem").is_valid(problem | {"errors": errors})
    assert not schema("problem").is_valid(problem | {"detail": "TM00000000000009"})
    assert not schema("problem").is_valid(problem | {"errors": [{**errors[0], "value": "TM00000000000009"}]})


def test_how_long_the_information_is_kept_stands_beside_its_code() -> None:
    for duration, shown in ((Duration(5, "fiscal_year"), "5年度"), (None, "現在の状態のみ")):
        kept = replace(LOCAL_TAX, retention=Retention(duration, HERE))
        document = documents(replace(SMALL, areas={"local_tax": kept}))[NHI_SOCIETY]
        text = document["components"]["schemas"]["information.nhi_benefit"]["description"]
        assert text.endswith(f"\nTM00000000000002: 地方税関係情報（保存: {shown}）")


def test_the_names_that_generators_make_are_plain_and_all_different() -> None:
    for document in corpus().values():
        names = [re.sub(r"[._-]", "", name).lower() for name in document["components"]["schemas"]]
        assert all(name.isascii() for name in names)
        assert len(set(names)) == len(names)
        assert '"title": "' not in json.dumps(document["components"])


def test_the_values_of_a_code_list_have_the_names_of_the_models() -> None:
    assert COMPONENTS["code.relation"]["enum"] == ["01", "02", "0A"]
    assert COMPONENTS["code.relation"]["x-enum-varnames"] == ["V01", "V02", "V0A"]
    assert COMPONENTS["code.relation"]["x-enum-descriptions"] == ["世帯主", "妻", "その他"]


def test_what_does_not_fit_into_32_bits_says_so() -> None:
    formats = {name: each.get("format") for name, each in SAMPLES[-1]["components"]["schemas"].items()}
    assert formats["type.yen_12_signed"] == "int64"
    assert formats["type.int_3"] is None
    assert (formats["type.date"], formats["type.date_partial"], formats["type.date_time"]) == (
        "date",
        None,
        "date-time",
    )


def test_two_areas_of_a_procedure_cannot_share_their_code() -> None:
    other = replace(LOCAL_TAX, name="other", exposures=tuple(replace(e, area="other") for e in LOCAL_TAX.exposures))
    with pytest.raises(ValueError, match="have the same code"):
        emit(catalog(LOCAL_TAX, other, lists=(NONTAXABLE, *SMALL.codes.values())), ["openapi"])


def test_a_document_says_first_that_it_is_generated_and_no_official_edition() -> None:
    for each in emit(SMALL, ["openapi"]):
        assert MARK in each.text[:300]
        assert SMALL.notice in each.text[:800]
        assert each.text.endswith("}\n")
