"""tests/golden/errors/NAME/: files put over the base project, and what `check` then prints.

LAYOUTC_UPDATE_GOLDEN=1 writes the expectations anew; read the difference.
"""

import os
from pathlib import Path

import pytest

from layoutc.reports import text
from tests.projects import checked, over_base

CASES = sorted(path for path in (Path(__file__).parent.parent / "golden" / "errors").iterdir() if path.is_dir())


def files_of(case: Path) -> dict[str, str]:
    layouts = case / "layouts"
    return {
        path.relative_to(layouts).as_posix(): path.read_bytes().decode("utf-8", "surrogateescape")
        for path in sorted(layouts.rglob("*"))
        if path.is_file()
    }


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_check_says_what_a_colleague_would(case: Path, language: str, tmp_path: Path) -> None:
    printed = text.render_findings(checked(over_base(tmp_path, files_of(case))).findings, language)
    expected = case / f"expected.{language}.txt"
    if os.environ.get("LAYOUTC_UPDATE_GOLDEN"):
        expected.write_text(printed, encoding="utf-8", newline="\n")
    assert printed == expected.read_bytes().decode("utf-8")


def test_ten_independent_mistakes_are_ten_findings(tmp_path: Path) -> None:
    (case,) = (each for each in CASES if each.name == "ten_mistakes")
    findings = checked(over_base(tmp_path, files_of(case))).findings
    assert len(findings) == 10
    assert len({found.place.file.path for found in findings}) == 5
    assert len({found.rule.id for found in findings}) == 8


def test_every_kind_of_case_has_a_finding() -> None:
    assert len(CASES) > 40
    assert all((case / "expected.en.txt").stat().st_size > 100 for case in CASES)
