"""The wheel, the source distribution and the editable install bring the same two packages."""

import json
import sys
import zipfile
from pathlib import Path

import pytest

from tests.end_to_end.machine import SCRIPTS, fresh_python, install, run, site_packages

pytestmark = pytest.mark.slow

PROGRAM = """
from layoutc import load
from layoutc_models.municipality.nhi_society import LocalTaxForNhiBenefit
reveal_type(load)
reveal_type(LocalTaxForNhiBenefit.model_validate_json("").income[0].total_income)
"""


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An interpreter with the wheel and what it depends on."""
    python = fresh_python(tmp_path_factory.mktemp("wheel") / "venv")
    before = {path.name for path in site_packages(python).iterdir()}
    install(python, "--no-deps", wheel)
    added = {path.name for path in site_packages(python).iterdir()} - before
    assert added == {"layoutc", "layoutc_models", f"{wheel.name.split('-py3')[0]}.dist-info"}
    install(python, wheel)
    return python


def contents(wheel: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_wheel_brings_two_packages_and_their_metadata(wheel: Path) -> None:
    names = contents(wheel)
    assert {name.split("/")[0] for name in names} == {
        "layoutc",
        "layoutc_models",
        f"{wheel.name.split('-py3')[0]}.dist-info",
    }
    assert {
        "layoutc/py.typed",
        "layoutc_models/py.typed",
        "layoutc/_layouts/areas/tax_and_residents/local_tax.layout",
    } <= names.keys()


def test_the_wheel_holds_every_source_file_of_the_checkout(wheel: Path, checkout: Path) -> None:
    for folder, inside in (
        ("compiler/layoutc", "layoutc"),
        ("generated/layoutc_models", "layoutc_models"),
        ("layouts", "layoutc/_layouts"),
    ):
        expected = {
            f"{inside}/{path.relative_to(checkout / folder).as_posix()}": path.read_bytes()
            for path in (checkout / folder).rglob("*")
            if path.is_file() and path.suffix != ".pyc"
        }
        assert expected.items() <= contents(wheel).items()


def test_the_installed_command_checks_the_shipped_layouts_from_an_empty_folder(installed: Path, tmp_path: Path) -> None:
    command = installed.parent / "layoutc"
    found = run([command, "check", "--shipped", "--as-of", "2017-07-31"], tmp_path, exits=1)
    assert "need.not-exposed         9           6           127      127" in found.stdout
    run([command, "check", "--shipped", "--as-of", "2026-04-01"], tmp_path)
    assert not list(tmp_path.iterdir())


def test_the_installed_compiler_writes_the_models_that_the_wheel_holds(
    installed: Path, wheel: Path, tmp_path: Path
) -> None:
    run([installed.parent / "layoutc", "compile", "--shipped", "--out", tmp_path / "generated"], tmp_path)
    written = {
        path.relative_to(tmp_path / "generated").as_posix(): path.read_bytes()
        for path in (tmp_path / "generated" / "layoutc_models").rglob("*")
        if path.is_file()
    }
    assert written == {name: text for name, text in contents(wheel).items() if name.startswith("layoutc_models/")}


def test_the_installed_command_makes_the_parcel_that_the_checkout_would_give(
    installed: Path, checkout: Path, tmp_path: Path
) -> None:
    command = installed.parent / "layoutc"
    arguments = ("--shipped", "--edition", "2018-07 改版", "--out", "parcel.zip", "--sbom", "software.json")
    run([command, "bundle", *arguments], tmp_path)
    done = run([command, "bundle", "--verify", "parcel.zip", "--against", checkout, "--lang", "en"], tmp_path)
    assert done.stdout.splitlines()[-1].startswith("The layouts as they are now give the same ")
    software = {each["name"] for each in json.loads((tmp_path / "software.json").read_text("utf-8"))["components"]}
    assert {"layoutc", "click", "lark", "pydantic", "xlsxwriter"} <= software
    assert "pytest" not in software


def test_the_source_distribution_builds_the_same_wheel(wheel: Path, checkout: Path, tmp_path: Path) -> None:
    run([sys.executable, "-m", "build", "--sdist", "--no-isolation", "--outdir", tmp_path, "."], checkout)
    (archive,) = tmp_path.glob("*.tar.gz")
    run([sys.executable, "-m", "tarfile", "--extract", archive, tmp_path], tmp_path)
    (source,) = (path for path in tmp_path.iterdir() if path.is_dir())
    run([sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", tmp_path, "."], source)
    (built,) = tmp_path.glob("*.whl")
    assert contents(built) == contents(wheel)


@pytest.mark.parametrize("kind", ["wheel", "editable"])
def test_type_checkers_resolve_both_packages(kind: str, installed: Path, checkout: Path, tmp_path: Path) -> None:
    python = installed
    if kind == "editable":
        python = fresh_python(tmp_path / "venv")
        before = {path.name for path in site_packages(python).iterdir()}
        install(python, "-e", checkout)
        added = {path.name for path in site_packages(python).iterdir() if path.is_dir()} - before
        assert not {"compiler", "generated", "cli", "layoutc", "layoutc_models"} & added
        run([python, "-c", "import layoutc, layoutc_models.municipality.nhi_society"], tmp_path)
        refused = "import importlib.util as u; assert not any(map(u.find_spec, ['compiler', 'generated', 'cli']))"
        run([python, "-I", "-c", refused], tmp_path)
    (tmp_path / "program.py").write_text(PROGRAM, "utf-8")
    mypy = run([sys.executable, "-m", "mypy", "--strict", "--python-executable", python, "program.py"], tmp_path)
    assert 'Revealed type is "int"' in mypy.stdout.replace("builtins.", "")
    assert "layoutc.project.loading.Loaded" in mypy.stdout
    (tmp_path / "pyrightconfig.json").write_text('{"typeCheckingMode": "strict"}', "utf-8")
    pyright = run([SCRIPTS / "basedpyright", "--pythonpath", python, "program.py"], tmp_path)
    assert 'is "int"' in pyright.stdout
    assert "Loaded" in pyright.stdout
