"""What is written besides the generated tree: a workbook, layouts, a parcel, expected findings, rejected rows.

Whatever is in the way and wherever it ends, each file is whole, old or new, and the next run ends as if nothing had been.
"""

import errno
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from shutil import copytree
from time import time
from typing import Any

import pytest

from layoutc import cli
from layoutc.emit.placing import OLD, TEMPORARY
from tests.cli.running import AREA, DAY, LAYOUT, files
from tests.projects import BASE, base_text, over_base

CODES = "codes/taxable.codes"
OF = ("--pair", "municipality/nhi_society", "--area", "local_tax", *DAY)
COMMANDS = ("export", "import", "bundle", "sample", "validate")
NAMED = {"export": "book.xlsx", "bundle": "parcel.zip", "sample": "expected.ndjson"}  # one file, named in the call
FEW, MANY = 3, 400
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs links, permissions and limits of a POSIX system")


@pytest.fixture(autouse=True)
def in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAYOUTC_LANG", "en")


@dataclass(frozen=True, slots=True)
class Writing:
    """A call, the folder it writes to, what stands there before it, and the files there that it writes."""

    arguments: tuple[str, ...]
    folder: Path
    old: dict[str, bytes]
    targets: tuple[str, ...]

    def restored(self) -> None:
        """As it was before the first call."""
        for path in files(self.folder):
            (self.folder / path).unlink()
        for path, content in self.old.items():
            (self.folder / path).write_bytes(content)

    def left(self) -> dict[str, bytes]:
        """The files there, less temporary ones."""
        return {path: each for path, each in files(self.folder).items() if TEMPORARY not in path}

    def temporary(self) -> list[str]:
        return [path for path in files(self.folder) if TEMPORARY in path]


@pytest.fixture(scope="module")
def edited(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workbook that changes two files of the base project."""
    project = over_base(
        tmp_path_factory.mktemp("edited"),
        {AREA: LAYOUT.replace("総所得金額", "総所得の額"), CODES: base_text(CODES).replace('"課税"', '"課税する"')},
    )
    assert cli.run(["export", "--xlsx", str(project / "edited.xlsx"), "--project", str(project)]) == 0
    return project / "edited.xlsx"


def writing(command: str, tmp_path: Path, edited: Path) -> Writing:
    folder, root = tmp_path / "out", BASE
    if command == "import":
        root = copytree(BASE, folder)
        given: tuple[str, ...] = (str(edited),)
        targets: tuple[str, ...] = (f"layouts/{AREA}", f"layouts/{CODES}")
    elif command == "validate":
        records, targets = tmp_path / "a.ndjson", ("a.rejected.ndjson", "a.ndjson.reasons.csv", "manifest.json")
        given = (*OF, str(records), "--rejects", str(folder), "--max-findings", "0")
        for count in (FEW, MANY):
            records.write_text('{"income": [{}]}\n' * count)
            if count == FEW:
                assert cli.run([command, *given, "--project", str(root)]) == 1
    else:
        folder.mkdir()
        targets = (NAMED[command],)
        (folder / targets[0]).write_bytes(b"old")
        target = str(folder / targets[0])
        given = {
            "export": ("--xlsx", target),
            "bundle": (*DAY, "--out", target),
            "sample": (*OF, "--invalid", "--count", "200", "--expected", target),
        }[command]
    return Writing((command, *given, "--project", str(root)), folder, files(folder), targets)


@pytest.fixture(params=COMMANDS)
def written(request: pytest.FixtureRequest, tmp_path: Path, edited: Path) -> Writing:
    return writing(request.param, tmp_path, edited)


def run(written: Writing) -> int:
    return cli.run(written.arguments)


def undisturbed(written: Writing) -> dict[str, bytes]:
    """What the call leaves if nothing is in its way; afterwards all is as it was."""
    assert run(written) == (1 if written.arguments[0] == "validate" else 0)
    made = files(written.folder)
    assert all(made[path] != written.old.get(path) for path in written.targets)
    written.restored()
    return made


class Killed(BaseException):
    """Stands for the end of the process: nothing may handle it."""


def ending(monkeypatch: pytest.MonkeyPatch, at: int, error: BaseException) -> list[str]:
    """Counts the calls that change the disk; one of them fails, and after a kill none that follows does anything."""
    made: list[str] = []

    def counting(name: str, counts: Callable[..., bool] = lambda *_, **__: True) -> None:
        real = getattr(os, name)

        def call(*args: Any, **kwargs: Any) -> Any:
            if counts(*args, **kwargs):
                made.append(name)
                if len(made) == at:
                    raise error
                if len(made) > at and isinstance(error, Killed):
                    return None
            return real(*args, **kwargs)

        monkeypatch.setattr(os, name, call)

    counting("open", lambda _, flags, *__, **___: bool(flags & (os.O_WRONLY | os.O_RDWR)))
    for name in ("write", "fsync", "replace", "unlink"):
        counting(name)
    return made


@pytest.mark.parametrize("error", [Killed(), OSError(errno.ENOSPC, "No space left on device")], ids=["killed", "full"])
def test_at_whatever_step_it_ends_files_are_whole_and_the_next_run_completes_them(
    written: Writing, error: BaseException, capsys: pytest.CaptureFixture[str]
) -> None:
    new, at, ended = undisturbed(written), 0, True
    while ended:
        at += 1
        written.restored()
        capsys.readouterr()
        with pytest.MonkeyPatch.context() as patched:
            made, code = ending(patched, at, error), None
            with suppress(Killed):
                code = run(written)
            ended = len(made) >= at
        left = written.left()
        assert all(left[path] in (written.old.get(path), new.get(path)) for path in left if path != "manifest.json")
        if written.arguments[0] != "validate":  # rejected rows of before go before the new ones come
            assert written.old.keys() <= left.keys()
        if ended and isinstance(error, OSError):
            assert code == 2 or left == new  # what is only tidied up may fail
            assert "internal" not in capsys.readouterr().err
            assert made[at - 1 :].count("unlink") or not written.temporary()
            if made[at - 1] not in ("replace", "unlink"):  # as long as anything is left to be written
                assert left == written.old
        run(written)
        assert written.left() == new
    assert at > 3


def test_what_a_killed_run_left_goes_after_a_day(written: Writing) -> None:
    old, young, foreign = (f"{TEMPORARY}{'0' * 16}", f"{TEMPORARY}{'1' * 16}", ".mine-0")
    folders = {(written.folder / path).parent for path in written.targets}
    for folder in folders:
        for name in (old, young, foreign):
            (folder / name).write_bytes(b"begun")
        for name in (old, foreign):
            os.utime(folder / name, (1, time() - OLD - 60))
    run(written)
    for folder in folders:
        left = {name for name in (old, young, foreign) if (folder / name).exists()}
        assert left == ({foreign} if written.arguments[0] == "validate" else {young, foreign})  # validate holds a lock


def test_a_disk_that_is_really_full_leaves_all_as_it_was(written: Writing, capsys: pytest.CaptureFixture[str]) -> None:
    """No file may grow beyond a limit: the nearest to a full disk that needs no rights."""
    import resource

    new = undisturbed(written)
    limit, (_, most) = (
        max(len(new[path]) for path in written.targets) * 2 // 3,
        resource.getrlimit(resource.RLIMIT_FSIZE),
    )
    capsys.readouterr()
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, most))
    try:
        code = run(written)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
    assert code == 2
    assert "File too large" in capsys.readouterr().err
    assert files(written.folder) == written.old


def test_a_folder_that_is_read_only_is_told(written: Writing, capsys: pytest.CaptureFixture[str]) -> None:
    folders = {(written.folder / path).parent for path in written.targets}
    for folder in folders:
        folder.chmod(0o500)
    bound = not any(os.access(folder, os.W_OK) for folder in folders)
    code = run(written) if bound else 0
    for folder in folders:
        folder.chmod(0o700)
    if not bound:
        pytest.skip("needs a user who is bound by permissions")
    assert code == 2
    assert "Permission denied" in capsys.readouterr().err
    assert files(written.folder) == written.old


def _link(path: Path) -> None:
    elsewhere = path.parent.parent / "elsewhere"
    elsewhere.write_bytes(path.read_bytes() if path.exists() else b"")
    path.unlink(missing_ok=True)
    path.symlink_to(elsewhere)


def _link_to_nothing(path: Path) -> None:
    path.unlink(missing_ok=True)
    path.symlink_to(path.parent.parent / "nothing")


def _device(path: Path) -> None:
    path.unlink(missing_ok=True)
    path.symlink_to("/dev/null")


def _directory(path: Path) -> None:
    path.unlink(missing_ok=True)
    path.mkdir()


def _pipe(path: Path) -> None:
    path.unlink(missing_ok=True)
    os.mkfifo(path)


@pytest.mark.parametrize("make", [_link, _link_to_nothing, _device, _directory, _pipe], ids=lambda make: make.__name__)
def test_what_is_no_file_is_named_and_neither_replaced_nor_followed(
    written: Writing, make: Callable[[Path], None], capsys: pytest.CaptureFixture[str]
) -> None:
    for path in written.targets:
        written.restored()
        target = written.folder / path
        make(target)
        kind, before = os.lstat(target), files(written.folder.parent)
        capsys.readouterr()
        assert run(written) == 2
        told = capsys.readouterr().err
        assert target.name in told
        assert "internal" not in told
        assert os.lstat(target)[:3] == kind[:3]
        assert files(written.folder.parent) == before
        target.rmdir() if target.is_dir() and not target.is_symlink() else target.unlink()


@pytest.mark.parametrize("command", NAMED)
def test_a_file_that_is_named_in_the_call_is_replaced_and_one_beside_it_left(
    command: str, tmp_path: Path, edited: Path
) -> None:
    written = writing(command, tmp_path, edited)
    (written.folder / "foreign").write_bytes(b"mine")
    assert run(written) == 0
    assert files(written.folder).keys() == {NAMED[command], "foreign"}
    assert (written.folder / "foreign").read_bytes() == b"mine"


def test_rejected_rows_do_not_replace_a_foreign_file(
    tmp_path: Path, edited: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    written = writing("validate", tmp_path, edited)
    for path in written.targets:
        written.restored()
        (written.folder / path).write_bytes(b"mine")
        before = files(written.folder)
        assert run(written) == 2
        assert "was not written by layoutc" in capsys.readouterr().err
        assert files(written.folder) == before
