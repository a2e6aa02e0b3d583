"""What these tests share: commands run as a person runs them, copies of the checkout, virtual environments."""

import os
import re
import subprocess
import sys
import sysconfig
import venv
from collections.abc import Mapping, Sequence
from pathlib import Path
from shutil import copy2

ROOT = Path(__file__).resolve().parents[2]
SCRIPTS = Path(sysconfig.get_path("scripts"))
LAYOUTC = str(SCRIPTS / "layoutc")
_FOREIGN = (
    "GIT_",
    "LAYOUTC_",
    "PYTEST_",
    "PYTHON",
    "MYPY",
    "VIRTUAL_ENV",
    "LC_",
    "LANG",
    "NO_COLOR",
    "PRE_COMMIT",
    "SKIP",
)
# Few of the modules that are installed are ever imported: those are compiled then, and the others not at all.
_PIP = {"PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_NO_COMPILE": "no"}


def environment(**more: str) -> dict[str, str]:
    """The environment without what the caller's shell, hook or test run would bring in; English messages."""
    own = {name: value for name, value in os.environ.items() if not name.startswith(_FOREIGN)}
    return {**own, "LC_ALL": "C.UTF-8", "LAYOUTC_CACHE_DIR": "", **_PIP, **more}


def run(
    command: Sequence[str | Path], folder: Path, more: Mapping[str, str] | None = None, exits: int | None = 0
) -> subprocess.CompletedProcess[str]:
    """Run a command to its end; fails with all that it printed unless it exits as expected (None: in any way)."""
    done = subprocess.run(
        [str(part) for part in command],
        cwd=folder,
        env=environment(**(more or {})),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert exits is None or done.returncode == exits, f"{command} exited {done.returncode}\n{done.stdout}{done.stderr}"
    return done


def layoutc(
    *arguments: str | Path, folder: Path, exits: int | None = 0, **more: str
) -> subprocess.CompletedProcess[str]:
    return run([LAYOUTC, *arguments], folder, more, exits)


def git(folder: Path, *arguments: str, exits: int | None = 0, **more: str) -> str:
    settings = ["-c", "user.name=test", "-c", "user.email=test@example.invalid", "-c", "safe.directory=*"]
    plain = ["-c", "init.defaultBranch=main", "-c", "commit.gpgsign=false", "-c", "core.autocrlf=false"]
    return run(["git", *settings, *plain, *arguments], folder, more, exits).stdout


def copy_checkout(target: Path) -> Path:
    """The files of this checkout as a commit would take them, those not yet added included."""
    for name in _files_of_checkout():
        if (ROOT / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            copy2(ROOT / name, target / name)
    return target


def _files_of_checkout() -> list[str]:
    if (ROOT / ".git").exists():
        return git(ROOT, "ls-files", "-z", "--cached", "--others", "--exclude-standard").rstrip("\0").split("\0")
    passed_over = re.compile(r"(^|/)(\.venv|\..*_cache|\.hypothesis|__pycache__|build|dist)[^/]*/")
    paths = (path.relative_to(ROOT).as_posix() for path in ROOT.rglob("*"))
    return [path for path in paths if not passed_over.search(path)]


def commit_all(folder: Path) -> str:
    """Make the folder a git repository with one commit that holds everything; returns its name."""
    git(folder, "init", "--quiet")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "all")
    return git(folder, "rev-parse", "HEAD").strip()


def fresh_python(folder: Path) -> Path:
    """The interpreter of a new, empty virtual environment."""
    venv.create(folder, with_pip=False)
    return folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def install(python: Path, *what: str | Path) -> None:
    run([sys.executable, "-m", "pip", "--python", python, "install", "--quiet", *what], python.parent)


def site_packages(python: Path) -> Path:
    return Path(
        run([python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], python.parent).stdout.strip()
    )


def snapshot(folder: Path) -> dict[str, bytes]:
    """Every file below a folder: relative path → content. What Python caches there is left out."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts
    }
