"""Which files are read and how."""

from collections.abc import Callable
from pathlib import Path

import pytest

from layoutc import project
from layoutc.project import ProjectError, files
from tests.project.reading import AREA, CODES, LAW, LAYOUT, NEEDS, REGISTRY, said, write
from tests.projects import BASE, base_text, checked, over_base


def test_a_folder_without_layouts_is_no_project(tmp_path: Path) -> None:
    with pytest.raises(ProjectError, match="there is no `layouts/`"):
        project.load(tmp_path)
    (tmp_path / "layouts").write_text("a file")
    with pytest.raises(ProjectError, match="there is no `layouts/`"):
        project.load(tmp_path)


def test_empty_layouts_are_a_project_in_which_nothing_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "layouts").mkdir()
    report = checked(tmp_path)
    assert (report.findings, report.verdicts) == ((), ())


def test_files_are_found_in_folders_within_and_others_are_passed_over(tmp_path: Path) -> None:
    moved = {
        "areas/2017/tax/local_tax.layout": LAYOUT,
        "areas/notes.txt": "（",
        "areas/.local_tax.layout.swp": "（",
        "other/more.layout": "（",
    }
    over_base(tmp_path, moved)
    (tmp_path / "layouts" / AREA).unlink()
    assert said(tmp_path) == []
    assert len(checked(tmp_path).verdicts) == 4


def test_files_that_look_like_layouts_and_are_not_read_are_named(tmp_path: Path) -> None:
    assert project.passed_over(over_base(tmp_path, {})) == []
    strays = [
        "areas/tax/x.layout.txt",
        "areas/X.LAYOUT",
        "codes/y.layout",
        "registry.yaml",
        "needs/z.codes",
        "waivers.yml",
    ]
    others = ["areas/notes.txt", "areas/.x.layout.swp", "areas/~x.layout", "other/more.layout", "waivers.yaml"]
    over_base(tmp_path, dict.fromkeys((*strays, *others), ""))
    assert project.passed_over(tmp_path) == sorted(f"layouts/{stray}" for stray in strays)


@pytest.mark.parametrize(
    ("path", "way_out"),
    [
        ("local_tax.layout", "did you mean `layouts/areas/local_tax.layout`?"),
        ("layouts/areas/nothing.layout", "name a file or a folder in layouts/"),
        ("layouts/areas/locl_tax.layout", "did you mean `layouts/areas/local_tax.layout`?"),
        ("somewhere", "name a file or a folder in layouts/"),
    ],
)
def test_a_path_of_no_layout_is_answered_with_the_one_that_was_meant(path: str, way_out: str) -> None:
    with pytest.raises(ProjectError) as refused:
        project.relative_paths(BASE, [BASE / path])
    assert refused.value.text.en.endswith(way_out)


@pytest.mark.parametrize("ending", ["yaml", "yml"])
def test_yaml_has_two_endings(tmp_path: Path, ending: str) -> None:
    over_base(tmp_path, {f"registry/more.{ending}": "kinds:\n  jhia: 全国健康保険協会\n"})
    assert "jhia" in project.load(tmp_path).catalog.kinds


def test_the_project_may_be_named_as_text() -> None:
    assert project.load(str(BASE)).findings == ()


@pytest.mark.parametrize(
    ("encode", "name"),
    [
        (lambda text: text.encode("cp932"), "it looks like Shift_JIS"),
        (lambda text: text.encode("utf-16"), "it looks like UTF-16"),
        (lambda text: text.encode("utf-8").replace("税".encode(), b"\xff\xfe\xfa"), "not UTF-8"),
    ],
)
@pytest.mark.parametrize("path", [AREA, CODES, REGISTRY, LAW, NEEDS])
def test_a_file_of_another_encoding_is_told_and_nothing_raised(
    tmp_path: Path, path: str, encode: Callable[[str], bytes], name: str
) -> None:
    text = base_text(path) + "# 税\n"
    told = said(write(tmp_path, path, encode(text)))
    ((_, where, message),) = [each for each in told if each[0] == "text.encoding"]
    assert where == f"layouts/{path}"
    assert name in message


def test_the_rest_of_a_shift_jis_file_is_still_checked(tmp_path: Path) -> None:
    text = LAYOUT.replace("income.tax_year,", "income.tax_yaer,")
    told = said(write(tmp_path, AREA, text.encode("cp932")))
    assert [rule for rule, _, _ in told] == ["text.encoding", "name.unknown"]


def test_a_file_that_is_no_text_at_all_is_answered(tmp_path: Path) -> None:
    told = said(write(tmp_path, AREA, bytes(range(256)) * 40))
    assert ("text.encoding", f"layouts/{AREA}") in [each[:2] for each in told]


@pytest.mark.parametrize("path", [AREA, CODES, REGISTRY, LAW, NEEDS])
@pytest.mark.parametrize(
    "change", [lambda text: "\ufeff" + text, lambda text: text.replace("\n", "\r\n"), lambda text: text.rstrip()]
)
def test_a_byte_order_mark_windows_line_ends_and_a_missing_last_one_are_right(
    tmp_path: Path, path: str, change: Callable[[str], str]
) -> None:
    assert said(write(tmp_path, path, change(base_text(path)).encode("utf-8"))) == []


def test_columns_do_not_count_the_byte_order_mark(tmp_path: Path) -> None:
    write(tmp_path, CODES, ("\ufeff" + base_text(CODES).replace("codes taxable", "codes Taxable")).encode("utf-8"))
    found = next(each for each in checked(tmp_path).findings if each.rule.id == "name.form")
    assert (found.place.location().line, found.place.location().column) == (1, 7)


def test_a_file_that_cannot_be_read_is_the_machines_fault(tmp_path: Path) -> None:
    over_base(tmp_path, {})
    (tmp_path / "layouts" / "areas" / "folder.layout").symlink_to(tmp_path / "nowhere")
    with pytest.raises(ProjectError, match=r"can't read `layouts/areas/folder\.layout`"):
        project.load(tmp_path)


def test_a_file_of_monstrous_size_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MAX_BYTES", 10)
    assert {rule for rule, _, _ in said(over_base(tmp_path, {}))} == {"text.limit"}


def test_a_path_names_a_file_a_folder_or_the_project() -> None:
    both = project.relative_paths(BASE, [BASE / "layouts" / "areas", BASE / "layouts" / CODES])
    assert both == {f"layouts/{AREA}", f"layouts/{CODES}"}
    assert len(project.relative_paths(BASE, [BASE])) == 5
    assert project.relative_paths(BASE, []) == frozenset()


@pytest.mark.parametrize("path", ["nothing.layout", "layouts/areas/nothing.layout", "/etc/hosts"])
def test_a_path_that_is_none_of_the_projects_files_is_refused(path: str) -> None:
    with pytest.raises(ProjectError, match="is not a file of this project's layouts"):
        project.relative_paths(BASE, [BASE / path])


def test_the_shipped_layouts_are_a_project() -> None:
    assert project.load(project.shipped()).findings == ()
