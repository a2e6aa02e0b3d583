"""The generated files of a project, pending and written."""

from pathlib import Path

import pytest

from layoutc import project
from layoutc.project import ProjectError
from tests.project.reading import AREA, LAYOUT
from tests.projects import DAY, over_base


def test_layouts_with_mistakes_are_not_compiled(tmp_path: Path) -> None:
    loaded = project.load(over_base(tmp_path, {AREA: LAYOUT.replace("yen(11)", "yne(11)")}))
    with pytest.raises(ProjectError, match="the layouts have 1 mistake; nothing was written"):
        project.compile(loaded, tmp_path / "out", DAY)
    assert not (tmp_path / "out").exists()


def test_what_compile_would_write_is_pending_until_it_has(tmp_path: Path) -> None:
    loaded, out = project.load(over_base(tmp_path, {})), tmp_path / "out"
    before = project.pending(loaded, out, DAY)
    assert before
    assert all(change.before is None for change in before)
    assert not out.exists()
    done = project.compile(loaded, out, DAY)
    assert sorted(done.added) == sorted(change.path for change in before)
    assert project.pending(loaded, out, DAY) == ()


def test_the_output_goes_to_generated_of_the_project(tmp_path: Path) -> None:
    loaded = project.load(over_base(tmp_path, {}))
    project.compile(loaded, day=DAY)
    assert (tmp_path / "generated" / "layoutc_models" / "municipality" / "nhi_society.py").is_file()
