"""A vendor has pydantic and the models, and nothing else of layoutc's."""

import json
import sys
from pathlib import Path

import pytest
from pydantic import BaseModel

from tests.end_to_end.machine import SCRIPTS, fresh_python, install, run

pytestmark = pytest.mark.slow

EXAMPLE = """\
import sys
from pathlib import Path

from layoutc_models.municipality.nhi_society import LocalTaxForNhiBenefit

body = Path(sys.argv[1]).read_text("utf-8")
answer = LocalTaxForNhiBenefit.model_validate_json(body)
answer.income[0].total_income
"""
USE = (
    EXAMPLE
    + "print(answer.income[0].total_income, answer.income[0].taxable_status.label)\nprint(answer.model_dump_json())\n"
)
TYPES = EXAMPLE.replace("answer.income[0].total_income", "reveal_type(answer.income[0].total_income)")
MISSPELT = EXAMPLE.replace(".total_income", ".total_incom")
RECORD = {
    "tax_year": 2017,
    "taxable_status": "3",
    "total_income": -120_000,
    "aggregate_income": 0,
    "taxable_base_general": 0,
}


@pytest.fixture(scope="module")
def vendor(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    python = fresh_python(tmp_path_factory.mktemp("vendor") / "venv")
    install(python, "pydantic")
    install(python, "--no-deps", wheel)
    return python


@pytest.fixture(scope="module")
def body(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An answer as it comes over the wire."""
    from layoutc_models.municipality.nhi_society import LocalTaxForNhiBenefit_Income as Income

    record = {alias(Income, name): value for name, value in RECORD.items()}
    path = tmp_path_factory.mktemp("body") / "body.json"
    path.write_text(json.dumps({"income": [record]}), "utf-8")
    return path


def alias(model: type[BaseModel], name: str) -> str:
    found = model.model_fields[name].alias
    assert found is not None
    return found


def program(folder: Path, text: str) -> Path:
    (folder / "program.py").write_text(text, "utf-8")
    (folder / "pyrightconfig.json").write_text(
        '{"typeCheckingMode": "strict", "reportUnusedExpression": false}', "utf-8"
    )
    return folder / "program.py"


def test_none_of_layoutcs_own_dependencies_is_there(vendor: Path, tmp_path: Path) -> None:
    names = ["lark", "click", "jsonschema", "ruamel", "wcwidth"]
    find = f"import importlib.util as u; print([name for name in {names} if u.find_spec(name)])"
    assert run([vendor, "-c", find], tmp_path).stdout == "[]\n"


def test_the_example_reads_an_answer_and_writes_it_back(vendor: Path, body: Path, tmp_path: Path) -> None:
    printed = run([vendor, "-W", "error", program(tmp_path, USE), body], tmp_path).stdout.splitlines()
    assert printed[0] == "-120000 課税"
    assert json.loads(printed[1]) == json.loads(body.read_text("utf-8"))


def test_a_body_by_attribute_names_is_refused(vendor: Path, body: Path, tmp_path: Path) -> None:
    body.with_name("by_name.json").write_text(json.dumps({"income": [RECORD]}), "utf-8")
    refused = run([vendor, program(tmp_path, EXAMPLE), body.with_name("by_name.json")], tmp_path, exits=1)
    assert "ValidationError" in refused.stderr


def test_mypy_strict_knows_the_type_of_an_item(vendor: Path, tmp_path: Path) -> None:
    program(tmp_path, TYPES)
    for plugin in ("", "[mypy]\nplugins = pydantic.mypy\n"):
        (tmp_path / "mypy.ini").write_text(plugin or "[mypy]\n", "utf-8")
        checked = run([sys.executable, "-m", "mypy", "--strict", "--python-executable", vendor, "program.py"], tmp_path)
        assert 'Revealed type is "int"' in checked.stdout.replace("builtins.", "")


def test_basedpyright_strict_knows_the_type_of_an_item(vendor: Path, tmp_path: Path) -> None:
    program(tmp_path, TYPES)
    checked = run([SCRIPTS / "basedpyright", "--pythonpath", vendor, "program.py"], tmp_path)
    assert 'Type of "answer.income[0].total_income" is "int"' in checked.stdout


def test_a_misspelt_attribute_is_an_error(vendor: Path, tmp_path: Path) -> None:
    program(tmp_path, MISSPELT)
    mypy = run(
        [sys.executable, "-m", "mypy", "--strict", "--python-executable", vendor, "program.py"], tmp_path, exits=1
    )
    assert '"LocalTaxForNhiBenefit_Income" has no attribute "total_incom"' in mypy.stdout
    pyright = run([SCRIPTS / "basedpyright", "--pythonpath", vendor, "program.py"], tmp_path, exits=1)
    assert 'Cannot access attribute "total_incom"' in pyright.stdout


def test_importing_a_pair_loads_that_pair_only(vendor: Path, tmp_path: Path) -> None:
    listing = """
import layoutc_models.municipality.nhi_society, sys
print(*sorted(name for name in sys.modules if name.startswith("layoutc") and "._" not in name))
"""
    loaded = run([vendor, "-c", listing], tmp_path).stdout.split()
    assert loaded == ["layoutc_models", "layoutc_models.municipality", "layoutc_models.municipality.nhi_society"]
