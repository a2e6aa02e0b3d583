"""What may lie under `layouts/` that is no text: it is named and nothing waits, fills the memory or is followed elsewhere."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from layoutc import cli, project
from layoutc.project import ProjectError
from tests.projects import over_base

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs the files of a POSIX system")


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _endless(path: Path) -> None:
    path.symlink_to("/dev/zero")


def _terminal(path: Path) -> None:
    path.symlink_to("/dev/tty")


def _loop(path: Path) -> None:
    path.symlink_to(path)


def _nowhere(path: Path) -> None:
    path.symlink_to(path.parent / "nothing")


def _directory(path: Path) -> None:
    path.symlink_to(path.parent)


@pytest.mark.parametrize("make", [_pipe, _endless, _terminal, _loop, _nowhere], ids=lambda make: make.__name__)
@pytest.mark.parametrize("where", ["areas/x.layout", "needs/x.yaml"])
def test_what_is_no_file_is_named(make: Callable[[Path], None], where: str, tmp_path: Path) -> None:
    make(over_base(tmp_path, {}) / "layouts" / where)
    with pytest.raises(ProjectError, match=where):
        project.load(tmp_path)
    if where.startswith("areas"):
        with pytest.raises(ProjectError, match=where):
            project.reformatted(tmp_path)


def test_a_pipe_for_waivers_is_named(tmp_path: Path) -> None:
    _pipe(over_base(tmp_path, {}) / "layouts" / "waivers.yaml")
    with pytest.raises(ProjectError, match="not an ordinary file"):
        project.load(tmp_path)


def test_a_folder_that_leads_to_itself_is_not_followed(tmp_path: Path) -> None:
    over_base(tmp_path, {})
    _directory(tmp_path / "layouts" / "areas" / "round")
    (tmp_path / "layouts" / "areas" / "folder.layout").mkdir()
    assert project.load(tmp_path).findings == ()


def test_folders_within_folders_have_an_end(tmp_path: Path) -> None:
    over_base(tmp_path, {})
    (tmp_path / "layouts" / "areas" / "/".join("d" * 300)).mkdir(parents=True)
    with pytest.raises(ProjectError, match="more than 50 deep"):
        project.load(tmp_path)


@pytest.mark.parametrize("name", [b"\xff.layout", "\u202elayout.layout".encode(), b"a\n.layout", b"\x1b[2J.layout"])
@pytest.mark.parametrize("form", ["text", "json", "sarif", "github"])
def test_a_name_that_cannot_be_shown_is_told_in_plain_signs(
    name: bytes, form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = os.fsencode(over_base(tmp_path, {}) / "layouts" / "areas")
    try:
        with open(os.path.join(folder, name), "wb") as file:  # noqa: PTH118, PTH123  a name that is no text
            file.write(b"x")
    except OSError:
        pytest.skip("the file system takes no such name")
    assert cli.run(["check", "--lang", "en", "--format", form, "--project", str(tmp_path)]) == 2
    said = capsys.readouterr().err
    assert "can't be shown" in said
    assert said.rstrip("\n").isprintable()


def test_hard_links_are_files_like_others(tmp_path: Path) -> None:
    layouts = over_base(tmp_path, {}) / "layouts"
    (layouts / "codes" / "again.codes").hardlink_to(next((layouts / "codes").glob("*.codes")))
    assert {found.rule.id for found in project.load(tmp_path).findings} == {"name.duplicate"}


def test_an_unreadable_file_is_named(tmp_path: Path) -> None:
    path = over_base(tmp_path, {}) / "layouts" / "areas" / "local_tax.layout"
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("this user may read everything")
    with pytest.raises(ProjectError, match="local_tax"):
        project.load(tmp_path)
