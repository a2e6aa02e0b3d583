"""Layouts put into the one style."""

from pathlib import Path

from layoutc import project
from tests.project.reading import AREA, CODES, LAYOUT, REGISTRY
from tests.projects import base_text, ids, put


def test_formatting_changes_layouts_and_code_lists_and_no_yaml(tmp_path: Path) -> None:
    put(
        tmp_path,
        {path: base_text(path).replace("  ", "   ") for path in (AREA, CODES)} | {REGISTRY: base_text(REGISTRY)},
    )
    changes, findings = project.reformatted(tmp_path)
    assert {change.path for change in changes} == {f"layouts/{AREA}", f"layouts/{CODES}"}
    assert findings == ()
    project.write_formatted(tmp_path, changes)
    assert project.reformatted(tmp_path) == ((), ())


def test_a_file_with_a_mistake_is_not_formatted_and_the_mistake_told(tmp_path: Path) -> None:
    put(tmp_path, {AREA: LAYOUT.replace("yen(11)", "yen(11").replace("  ", "   "), CODES: base_text(CODES)})
    changes, findings = project.reformatted(tmp_path)
    assert [change.path for change in changes if change.path.endswith("layout")] == []
    assert ids(findings) == ["syntax.unexpected"]
