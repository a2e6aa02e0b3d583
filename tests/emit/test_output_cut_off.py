"""A run that is cut off, by a kill or by the disk, leaves whole files, and the next run ends as if nothing had been."""

import errno
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from layoutc.emit.artifacts import MARK, Artifact
from layoutc.emit.output import OutputError, write
from layoutc.emit.placing import TEMPORARY

from .plans import compare
from .test_output import fresh, tree

FILES = 60


def version(name: str, start: int) -> list[Artifact]:
    """Files that are partly the same, partly new and partly gone between two versions."""
    body = f"{name} " * 3000
    changing = [Artifact(f"m/{at % 7}/f{at}.py", f"# {MARK}\n{body}\n") for at in range(start, start + FILES)]
    return [*changing, Artifact("m/same.py", f"# {MARK}\n")]


OLD, NEW = version("old", 0), version("new", 20)
CONTENTS = {artifact.text.encode() for artifact in (*OLD, *NEW)}


def whole(folder: Path) -> bool:
    """Whether every file is entirely one that was meant to be there (temporary ones apart)."""
    return all(
        content in CONTENTS
        for path, content in tree(folder).items()
        if path != "manifest.json" and TEMPORARY not in path
    )


def without_cut(tmp_path: Path) -> dict[str, bytes]:
    return fresh(tmp_path, *NEW)


PROGRAM = """
import sys; from pathlib import Path
from emit.test_output_cut_off import NEW
from layoutc.emit.output import write
print("go", flush=True); write(Path(sys.argv[1]), NEW)
"""


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="kills a process")
def test_a_killed_run_leaves_whole_files_and_the_next_one_completes_it(tmp_path: Path) -> None:
    expected, dice, partly = without_cut(tmp_path), random.Random(7), 0
    order = sorted(path for path in expected if path != "m/same.py")
    environment = dict(os.environ) | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    environment["PYTHONPATH"] += os.pathsep + str(Path(__file__).parents[1])
    for round_ in range(15):
        out = tmp_path / f"out{round_}"
        write(out, OLD)
        before = tree(out)
        run = subprocess.Popen([sys.executable, "-c", PROGRAM, str(out)], stdout=subprocess.PIPE, env=environment)
        assert run.stdout is not None
        assert run.stdout.readline() == b"go\n"
        watched = out / order[dice.randrange(len(order))]
        while run.poll() is None and not (
            watched.is_file() and watched.read_bytes() == expected[watched.relative_to(out).as_posix()]
        ):
            time.sleep(dice.uniform(0, 0.002))
        run.kill()
        run.wait()
        run.stdout.close()
        after = tree(out)
        partly += after not in (before, expected)
        assert whole(out)
        assert bool(compare(out, NEW)) == (after.get("manifest.json") != expected["manifest.json"])
        write(out, NEW)
        assert tree(out) == expected
        assert sorted(path.name for path in (out / "m").iterdir()) == [*"0123456", "same.py"]
    assert partly


class CutOff(BaseException):
    """Stands for the end of the process: nothing may handle it."""


def steps(monkeypatch: pytest.MonkeyPatch, fail_at: int, error: BaseException) -> list[str]:
    """Count the calls that change the disk, and let one of them fail."""
    made: list[str] = []

    def counting(owner: Any, name: str) -> None:
        real = getattr(owner, name)

        def call(*args: Any, **kwargs: Any) -> Any:
            made.append(name)
            if len(made) == fail_at:
                raise error
            return real(*args, **kwargs)

        monkeypatch.setattr(owner, name, call)

    for owner, name in (
        (os, "fsync"),
        (os, "replace"),
        (Path, "unlink"),
        (Path, "rmdir"),
        (os, "mkdir"),
        (os, "open"),
        (os, "write"),
    ):
        counting(owner, name)
    return made


def small(name: str, numbers: Iterable[int]) -> list[Artifact]:
    return [Artifact(f"m/{at}/f.py", f"# {MARK}\n{name}\n") for at in numbers]


@pytest.mark.parametrize("kind", [CutOff(), OSError(errno.ENOSPC, "No space left on device")], ids=["end", "full"])
def test_at_whatever_step_it_ends_the_next_run_completes_it(tmp_path: Path, kind: BaseException) -> None:
    before, after = small("old", range(3)), small("new", range(1, 5))
    expected, at, failed = fresh(tmp_path, *after), 0, True
    allowed = {artifact.text.encode() for artifact in (*before, *after)}
    while failed:
        at += 1
        out = tmp_path / f"out{at}"
        write(out, before)
        with pytest.MonkeyPatch.context() as patched:
            made = steps(patched, at, kind)
            with suppress(CutOff, OutputError):
                write(out, after)
            failed = len(made) >= at
        left = {path: content for path, content in tree(out).items() if path != "manifest.json"}
        assert all(content in allowed for path, content in left.items() if TEMPORARY not in path)
        write(out, after)
        assert tree(out) == expected
        assert sorted(path.name for path in (out / "m").iterdir()) == ["1", "2", "3", "4"]
    assert at > 20


@pytest.mark.skipif(sys.platform == "win32", reason="limits the size of files")
def test_a_disk_that_is_really_full_leaves_the_old_file(tmp_path: Path) -> None:
    out = tmp_path / "out"
    write(out, OLD)
    before = tree(out)
    program = (
        "import resource, signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (9000, 9000))\n" + PROGRAM
    )
    path = os.pathsep.join([*filter(None, sys.path), str(Path(__file__).parents[1])])
    environment = dict(os.environ) | {"PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1"}
    run = subprocess.run(
        [sys.executable, "-c", program, str(out)], env=environment, capture_output=True, text=True, check=False
    )
    assert run.returncode == 1
    assert "OutputError" in run.stderr
    assert {path: content for path, content in tree(out).items() if path != "manifest.json"} == {
        path: content for path, content in before.items() if path != "manifest.json"
    }
    assert not list(out.rglob(f"{TEMPORARY}*"))
