"""A project folder: which files are read and how, what a run says of them, and what it says nothing about."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

import layoutc
from layoutc import project
from layoutc.findings import in_reading_order
from layoutc.project import ProjectError, Selection
from tests.projects import BASE, DAY, base_text, checked, ids, over_base, put

AREA, CODES, LAW = "areas/local_tax.layout", "codes/taxable.codes", "law/table.yaml"
NEEDS, REGISTRY = "needs/nhi_society.yaml", "registry/registry.yaml"
LAYOUT = base_text(AREA)


def said(folder: Path) -> list[tuple[str, str, str]]:
    """rule, path, English message of each finding."""
    return [(found.rule.id, found.place.file.path, found.message.en) for found in checked(folder).findings]


def test_the_public_names_are_there() -> None:
    assert sorted(layoutc.__all__) == ["Catalog", "Finding", "check", "compile", "load"]
    report = layoutc.check(layoutc.load(BASE), DAY)
    assert report.findings == ()
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        getattr(layoutc, "nothing")  # noqa: B009  not to be checked statically


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


@pytest.mark.parametrize("ending", ["yaml", "yml"])
def test_yaml_has_two_endings(tmp_path: Path, ending: str) -> None:
    over_base(tmp_path, {f"registry/more.{ending}": "kinds:\n  jhia: 全国健康保険協会\n"})
    assert "jhia" in project.load(tmp_path).catalog.kinds


def test_the_project_may_be_named_as_text() -> None:
    assert project.load(str(BASE)).findings == ()


def write(folder: Path, path: str, content: bytes) -> Path:
    over_base(folder, {})
    (folder / "layouts" / path).write_bytes(content)
    return folder


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
    monkeypatch.setattr(project, "MAX_BYTES", 10)
    assert {rule for rule, _, _ in said(over_base(tmp_path, {}))} == {"text.limit"}


# What a mistake makes unreliable is not said.


def test_nothing_is_said_about_the_needs_of_an_area_that_has_a_mistake(tmp_path: Path) -> None:
    text = LAYOUT.replace("yen(11, signed)", "yen(11 signed)").replace("    income.taxable\n", "")
    report = checked(over_base(tmp_path, {AREA: text}))
    assert ids(report.findings) == ["syntax.unexpected"]
    assert {each.outcome for each in report.verdicts} == {"unknown"}


def test_a_mistake_in_one_area_does_not_hide_what_another_lacks(tmp_path: Path) -> None:
    other = 'area broken "壊" {\n  code TM00000000000009\n  ministry mic\n  provider municipality\n  law "法"\n  basis "法"\n  recrod\n}\n'
    report = checked(
        over_base(tmp_path, {"areas/other.layout": other, AREA: LAYOUT.replace("    income.taxable\n", "")})
    )
    assert ids(report.findings) == ["need.not-exposed", "syntax.unexpected"]


def test_an_area_that_could_not_be_read_is_not_called_missing(tmp_path: Path) -> None:
    report = checked(over_base(tmp_path, {AREA: LAYOUT.replace("area local_tax", "area （local_tax）")}))
    assert {found.rule.id.partition(".")[0] for found in report.findings} == {"syntax"}


@pytest.mark.parametrize("path", [REGISTRY, LAW])
def test_nothing_is_checked_across_when_the_registry_or_the_law_has_a_mistake(tmp_path: Path, path: str) -> None:
    files = {path: base_text(path) + "more: 1\n", AREA: LAYOUT.replace("    income.taxable\n", "")}
    report = checked(over_base(tmp_path, files))
    assert ids(report.findings) == ["yaml.shape"]
    assert report.verdicts == ()


def test_a_mistake_in_one_queriers_needs_says_nothing_about_that_querier(tmp_path: Path) -> None:
    report = checked(over_base(tmp_path, {NEEDS: base_text(NEEDS) + "more: 1\n"}))
    assert ids(report.findings) == ["yaml.shape"]


# Selections.


@pytest.fixture
def two_findings(tmp_path: Path) -> project.Loaded:
    """One item that is not exposed and another that nobody needs."""
    text = LAYOUT.replace("    income.taxable\n", "    income.aggregate_income\n")
    return project.load(over_base(tmp_path, {AREA: text}))


@pytest.mark.parametrize(
    ("chosen", "rules"),
    [
        ({}, ["need.not-exposed", "exposure.unneeded"]),
        ({"rules": {"need.not-exposed"}}, ["need.not-exposed"]),
        ({"queriers": {"nhi_society"}}, ["need.not-exposed", "exposure.unneeded"]),
        ({"queriers": {"municipality"}}, []),
        ({"areas": {"local_tax"}}, ["need.not-exposed", "exposure.unneeded"]),
        ({"areas": {"other"}}, []),
        ({"paths": {f"layouts/{NEEDS}"}}, ["need.not-exposed"]),
        ({"paths": {f"layouts/{AREA}"}}, ["need.not-exposed", "exposure.unneeded"]),
        ({"paths": {f"layouts/{CODES}"}}, []),
    ],
)
def test_a_selection_shows_what_touches_it(
    two_findings: project.Loaded, chosen: dict[str, Any], rules: list[str]
) -> None:
    report = project.check(two_findings, DAY, Selection(**{name: frozenset(names) for name, names in chosen.items()}))
    assert ids(report.findings) == rules


def test_the_verdicts_are_those_of_the_selected_queriers_and_areas(two_findings: project.Loaded) -> None:
    assert len(project.check(two_findings, DAY, Selection(areas=frozenset({"local_tax"}))).verdicts) == 4
    assert project.check(two_findings, DAY, Selection(areas=frozenset({"other"}))).verdicts == ()


def test_findings_come_in_the_order_of_files_and_lines(two_findings: project.Loaded) -> None:
    findings = list(project.check(two_findings, DAY).findings)
    assert findings == in_reading_order(reversed(findings))


def test_a_path_names_a_file_a_folder_or_the_project() -> None:
    both = project.relative_paths(BASE, [BASE / "layouts" / "areas", BASE / "layouts" / CODES])
    assert both == {f"layouts/{AREA}", f"layouts/{CODES}"}
    assert len(project.relative_paths(BASE, [BASE])) == 5
    assert project.relative_paths(BASE, []) == frozenset()


@pytest.mark.parametrize("path", ["nothing.layout", "layouts/areas/nothing.layout", "/etc/hosts"])
def test_a_path_that_is_none_of_the_projects_files_is_refused(path: str) -> None:
    with pytest.raises(ProjectError, match="is not a file of this project's layouts"):
        project.relative_paths(BASE, [BASE / path])


# Days, compiling, formatting.


def test_today_is_the_day_in_japan(monkeypatch: pytest.MonkeyPatch) -> None:
    class Clock(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> Any:
            return datetime(2018, 6, 30, 15, 0, tzinfo=UTC).astimezone(tz)

    monkeypatch.setattr(project, "datetime", Clock)
    assert project.today() == date(2018, 7, 1)
    assert datetime(2018, 6, 30, 15, tzinfo=UTC).astimezone(timezone(timedelta(hours=9))).date() == date(2018, 7, 1)


def test_without_a_day_the_check_is_of_today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(project, "today", lambda: date(2001, 2, 3))
    assert project.check(project.load(BASE)).day == date(2001, 2, 3)


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


def test_the_shipped_layouts_are_a_project() -> None:
    assert project.load(project.shipped()).findings == ()
