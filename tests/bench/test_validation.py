"""The models that are measured side by side are the same to whoever sends an answer."""

import sys
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

import pytest
from pydantic import BaseModel, ValidationError
from pydantic_core import to_json

from layoutc.catalog.catalog import Catalog
from layoutc.emit.definitions import Definition, pairs
from layoutc.project import load
from layoutc.records.samples import invalid, valid


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load(Path(__file__).parents[2]).catalog.at(date.today())


@pytest.fixture(scope="module")
def models() -> Iterator[Mapping[str, tuple[type[BaseModel], ...]]]:
    from bench.validation import MODELS

    yield MODELS
    for name in [name for name in sys.modules if name.startswith(("layoutc_models", "bench.validation"))]:
        del sys.modules[name]


def definition(catalog: Catalog, model: type[BaseModel]) -> Definition:
    _, provider, querier = model.__module__.split(".")
    (pair,) = [each for each in pairs(catalog) if (each.provider, each.querier) == (provider, querier)]
    (found,) = [each for each in pair.definitions if each.name == model.__name__]
    return found


def takes(model: type[BaseModel], answer: Any) -> bool:
    try:
        model.model_validate_json(to_json(answer))
    except ValidationError:
        return False
    return True


@pytest.mark.parametrize("name", ["income", "eligibility"])
def test_the_generated_and_the_handwritten_model_take_and_refuse_the_same(
    name: str, catalog: Catalog, models: Mapping[str, tuple[type[BaseModel], ...]]
) -> None:
    ours, theirs, _ = models[name]
    about = definition(catalog, ours)
    for answer in islice(valid(about, catalog.codes, Random(1)), 200):
        assert takes(ours, answer)
        assert takes(theirs, answer)
    for fault in islice(invalid(about, catalog.codes, Random(1)), 2000):
        assert not takes(ours, fault.answer), fault
        assert not takes(theirs, fault.answer), fault
