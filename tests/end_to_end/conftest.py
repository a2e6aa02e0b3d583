"""The distribution built from this checkout, once for each process that tests."""

import sys
from pathlib import Path

import pytest

from tests.end_to_end.machine import copy_checkout, run


@pytest.fixture(scope="session")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the files of this checkout that a test may change."""
    return copy_checkout(tmp_path_factory.mktemp("checkout"))


@pytest.fixture(scope="session")
def wheel(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    run([sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, "."], checkout)
    (built,) = folder.glob("*.whl")
    return built
