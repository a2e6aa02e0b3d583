from pathlib import Path

import pytest

from layoutc import cli
from tests.cli.running import AREA, LAYOUT, Call, Run
from tests.projects import BASE, over_base


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Call:
    """Runs layoutc in this process, in English unless told otherwise."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LAYOUTC_LANG", "en")

    def run(*arguments: object, root: Path | None = BASE) -> Run:
        where = ["--project", str(root)] if root else []
        code = cli.run([*map(str, arguments), *where])
        captured = capsys.readouterr()
        return Run(code, captured.out, captured.err)

    return run


@pytest.fixture
def clean(tmp_path: Path) -> Path:
    return over_base(tmp_path, {})


@pytest.fixture
def defect(tmp_path: Path) -> Path:
    """A needed item that is not exposed, and an exposed one that nobody needs."""
    return over_base(tmp_path, {AREA: LAYOUT.replace("    income.taxable\n", "    income.aggregate_income\n")})


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    return over_base(tmp_path, {AREA: LAYOUT.replace("yen(11)", "yne(11)")})
