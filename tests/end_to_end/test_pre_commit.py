"""The real pre-commit, on a scratch repository that takes its hooks from this checkout."""

import sys
from pathlib import Path

import pytest

from tests.end_to_end.machine import commit_all, copy_checkout, git, layoutc, run
from tests.projects import over_base

pytestmark = pytest.mark.slow

LAYOUT = "layouts/areas/local_tax.layout"
CONFIG = """\
repos:
  - repo: {repository}
    rev: {revision}
    hooks:
      - id: layoutc-fmt
      - id: layoutc-check
      - id: layoutc-compile
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where pre-commit keeps the hooks' environment, made once."""
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def hooks(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """This checkout as a repository of hooks, and its revision."""
    repository = copy_checkout(tmp_path_factory.mktemp("hooks"))
    return repository, commit_all(repository)


@pytest.fixture
def project(tmp_path: Path, hooks: tuple[Path, str], home: Path) -> Path:
    """A repository with a clean project in it, committed, and the hooks in place."""
    folder = over_base(tmp_path, {})
    repository, revision = hooks
    (folder / ".pre-commit-config.yaml").write_text(CONFIG.format(repository=repository, revision=revision), "utf-8")
    layoutc("fmt", "--quiet", folder=folder)
    layoutc("compile", "--quiet", folder=folder)
    commit_all(folder)
    command = [sys.executable, "-m", "pre_commit", "install", "--install-hooks"]
    run(command, folder, {"PRE_COMMIT_HOME": str(home), **SAFE})
    return folder


SAFE = {"GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "safe.directory", "GIT_CONFIG_VALUE_0": "*"}


def replace(folder: Path, old: str, new: str) -> None:
    text = (folder / LAYOUT).read_text("utf-8")
    assert text.count(old) == 1, text
    (folder / LAYOUT).write_text(text.replace(old, new), "utf-8")


def commit(folder: Path, home: Path) -> tuple[bool, str]:
    """Commit everything; whether it was taken, and what was printed."""
    before = git(folder, "rev-parse", "HEAD")
    git(folder, "add", "--all")
    author = ["-c", "user.name=test", "-c", "user.email=test@example.invalid", "-c", "commit.gpgsign=false"]
    command = ["git", *author, "commit", "--message", "change"]
    done = run(command, folder, {"PRE_COMMIT_HOME": str(home), **SAFE}, exits=None)
    taken = git(folder, "rev-parse", "HEAD") != before
    assert taken == (done.returncode == 0), done.stdout + done.stderr
    return taken, done.stdout + done.stderr


def test_a_clean_commit_is_taken(project: Path, home: Path) -> None:
    replace(project, "総所得金額", "総所得金額等")
    layoutc("compile", "--quiet", folder=project)
    taken, printed = commit(project, home)
    assert taken, printed
    assert printed.count("Passed") == 3, printed


def test_the_defect_of_case_4_is_refused_and_shown(project: Path, home: Path) -> None:
    """An item that a need names exists, but is no longer exposed."""
    replace(project, "    income.taxable\n", "")
    layoutc("compile", "--quiet", folder=project)
    taken, printed = commit(project, home)
    assert not taken
    assert "need.not-exposed" in printed
    assert "add a line `income.taxable` under `expose to nhi_society for nhi_benefit`" in printed
    assert printed.count("Failed") == 1, printed


def test_an_unformatted_file_is_put_into_style_and_then_taken(project: Path, home: Path) -> None:
    clean = (project / LAYOUT).read_text("utf-8")
    replace(project, "  ministry  mic\n", "      ministry mic\n")
    (project / "notes.txt").write_text("a change besides\n", "utf-8")
    taken, printed = commit(project, home)
    assert not taken
    assert "files were modified by this hook" in printed
    assert (project / LAYOUT).read_text("utf-8") == clean
    taken, printed = commit(project, home)
    assert taken, printed


def test_models_that_are_not_current_are_refused(project: Path, home: Path) -> None:
    replace(project, "総所得金額", "総所得金額等")
    taken, printed = commit(project, home)
    assert not taken
    assert "generated/layoutc_models/municipality/nhi_society.py" in printed or "nhi_society.py" in printed
    assert printed.count("Failed") == 1, printed
    layoutc("compile", "--quiet", folder=project)
    taken, printed = commit(project, home)
    assert taken, printed
