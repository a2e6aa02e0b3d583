"""layoutc check: findings, the choice among them, exit codes."""

from pathlib import Path

import pytest

from tests.cli.running import AREA, DAY, NEEDS, Call


def test_check_exits_0_when_there_is_nothing_to_report(call: Call) -> None:
    run = call("check", *DAY)
    assert (run.code, run.err) == (0, "")
    assert run.out.startswith("As of 2017-07-31: no findings.")
    assert run.out.endswith(" ok 4.\n")


def test_check_exits_1_with_findings(call: Call, defect: Path) -> None:
    run = call("check", *DAY, root=defect)
    assert (run.code, run.err) == (1, "")
    assert "error[need.not-exposed] layouts/areas/local_tax.layout:22:13" in run.out
    assert "error[exposure.unneeded]" in run.out


def test_check_exits_1_for_a_mistake_and_shows_no_traceback(call: Call, broken: Path) -> None:
    run = call("check", *DAY, root=broken)
    assert run.code == 1
    assert "did you mean `yen`?" in run.out
    assert "Traceback" not in run.out + run.err


def test_check_works_on_the_current_folder(call: Call, defect: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(defect)
    assert call("check", *DAY, root=None).code == 1
    assert call("check", *DAY, "layouts/needs", root=None).out.count("error[") == 1


@pytest.mark.parametrize(
    ("options", "findings"),
    [
        (("--querier", "nhi_society"), 2),
        (("--querier", "municipality"), 0),
        (("--querier", "municipality", "--querier", "nhi_society"), 2),
        (("--provider", "municipality"), 2),
        (("--area", "local_tax"), 2),
        (("--select", "need.not-exposed"), 1),
        (("--select", "need.not-exposed", "--select", "exposure.unneeded"), 2),
        (("--select", "need.missing"), 0),
    ],
)
def test_check_shows_what_was_chosen(call: Call, defect: Path, options: tuple[str, ...], findings: int) -> None:
    run = call("check", *DAY, "--format", "concise", *options, root=defect)
    assert (len(run.out.splitlines()), run.code) == (findings, min(findings, 1))


@pytest.mark.parametrize(("path", "findings"), [(AREA, 2), (NEEDS, 1), ("codes", 0), ("needs", 1), ("", 2)])
def test_check_of_paths_shows_what_touches_them(call: Call, defect: Path, path: str, findings: int) -> None:
    run = call("check", *DAY, "--format", "concise", defect / "layouts" / path, root=defect)
    assert len(run.out.splitlines()) == findings


def test_a_path_outside_the_project_is_refused(call: Call, tmp_path: Path) -> None:
    run = call("check", tmp_path / "x.layout")
    assert (run.code, run.out) == (2, "")
    assert "is not a file of this project's layouts" in run.err


def test_a_file_that_an_editor_saved_under_another_ending_is_named(call: Call, clean: Path) -> None:
    stray = clean / "layouts" / "areas" / "local_tax.layout.txt"
    (clean / "layouts" / AREA).rename(stray)
    for _ in range(2):  # from the cache too
        run = call("check", *DAY, "--lang", "ja", root=clean)
        assert run.err.startswith(
            "読んでいないファイル: layouts/areas/local_tax.layout.txt。業務分野は layouts/areas/ の .layout、"
        )
    assert call("check", *DAY, "--quiet", root=clean).err == ""
    for at in range(4):
        stray.with_name(f"{at}.layout.txt").write_text("")
    assert "and 2 more. Only these are:" in call("check", *DAY, root=clean).err
