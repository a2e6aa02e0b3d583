"""A client that a public generator makes of a document reads every right answer and writes it back."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from importlib import import_module
from itertools import islice
from pathlib import Path
from random import Random
from types import ModuleType
from typing import Any

import pytest

from layoutc import project
from layoutc.catalog.catalog import Catalog
from layoutc.emit import openapi
from layoutc.emit.definitions import Pair, pairs
from layoutc.emit.naming import pascal
from layoutc.records.samples import valid
from tests.emit.sample import WIDE

from .conftest import ENVIRONMENT

pytestmark = pytest.mark.slow

PAIRS = {"every_type": ("municipality", "nhi_society"), "corpus": ("municipality", "jhia")}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    made = tmp_path_factory.mktemp("clients")
    sys.path.insert(0, str(made))
    yield made
    sys.path.remove(str(made))


def generated(folder: Path, name: str, document: str) -> ModuleType:
    """The models of a client, which the generator must make without a warning."""
    (folder / f"{name}.json").write_text(document, "utf-8")
    places: list[str | Path] = ["--path", folder / f"{name}.json", "--output-path", folder / name]
    command = ["openapi-python-client", "generate", "--meta", "none", "--fail-on-warning", *places]
    done = subprocess.run(command, env=ENVIRONMENT, check=False, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stdout + done.stderr
    return import_module(f"{name}.models")


@pytest.mark.parametrize("name", PAIRS)
def test_a_client_keeps_every_right_answer(name: str, folder: Path) -> None:
    catalog, pair = chosen(name)
    (document,) = [each.text for each in openapi.emit(catalog) if each.path == openapi.path(*PAIRS[name])]
    models = generated(folder, f"client_of_{name}", document)
    for definition in pair.definitions:
        answers: Any = getattr(models, f"Answers{pascal(definition.procedure.name)}")
        for answer in islice(valid(definition, catalog.codes, Random(1)), 60):
            body = json.loads(json.dumps({definition.area.code: answer}))
            assert answers.from_dict(body).to_dict() == body
    values = [line for path in (folder / f"client_of_{name}/models").glob("code_*.py") for line in members(path)]
    assert values
    assert all(f"V{value}" == key for key, value in values)


def chosen(name: str) -> tuple[Catalog, Pair]:
    catalog = WIDE if name == "every_type" else project.load().catalog.at(date(2018, 7, 31))
    (pair,) = [each for each in pairs(catalog) if (each.provider, each.querier) == PAIRS[name]]
    return catalog, pair


def members(path: Path) -> list[tuple[str, str]]:
    return re.findall(r'(?m)^    (\w+) = "(.*)"$', path.read_text("utf-8"))
