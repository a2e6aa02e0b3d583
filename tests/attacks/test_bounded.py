"""Texts made to stall a run: each gets findings or a result, a bounded number of them, in time that grows with the text alone."""

import gc
from collections.abc import Callable
from pathlib import Path
from time import process_time

import pytest

from layoutc import project
from layoutc.emit.registry import NAMES
from layoutc.project import ProjectError, files
from layoutc.reports import text as report
from layoutc.source import SourceFile
from layoutc.syntax import limits, parser
from layoutc.syntax.documents import read_document
from layoutc.syntax.parser import parse
from tests.attacks import shapes
from tests.projects import DAY, base_text, checked, ids, over_base

TIMES = 8
SLACK = 3  # how much longer than `TIMES` the larger text may take; a square would be 8
MAY_DIFFER = 2.0 / 1000  # seconds; what is faster is not told apart


@pytest.fixture(autouse=True, scope="module")
def little_to_collect() -> None:
    """What other tests have left need not be walked over before each measurement."""
    gc.collect()
    gc.freeze()


def grows_linearly(work: Callable[[int], Callable[[], object]], size: int) -> bool:
    """Whether TIMES the size takes no more than about TIMES as long; tried thrice, for the machine has other work."""
    return any(_ratio(work(size), work(size * TIMES)) <= TIMES * SLACK for _ in range(3))


def _ratio(small: Callable[[], object], large: Callable[[], object]) -> float:
    return _seconds(large) / max(_seconds(small), MAY_DIFFER)


def _seconds(work: Callable[[], object]) -> float:
    gc.collect()
    start = process_time()
    work()
    return process_time() - start


@pytest.mark.slow
@pytest.mark.parametrize("shape", shapes.LAYOUTS.values(), ids=shapes.LAYOUTS)
def test_a_layout_is_read_in_linear_time(shape: shapes.Text) -> None:
    told: list[int] = []

    def reading(size: int) -> Callable[[], object]:
        source = SourceFile("layouts/areas/x.layout", shape(size))
        return lambda: told.append(len(parse(source).findings))

    assert grows_linearly(reading, 500)
    assert max(told) <= limits.MAX_FINDINGS + 1


@pytest.mark.parametrize("shape", shapes.REGISTRIES.values(), ids=shapes.REGISTRIES)
def test_a_document_is_read_in_linear_time(shape: shapes.Text) -> None:
    told: list[int] = []

    def reading(size: int) -> Callable[[], object]:
        source = SourceFile("layouts/registry/x.yaml", shape(size))
        return lambda: told.append(len(read_document(source, "registry").findings))

    assert grows_linearly(reading, 250)
    assert max(told) <= limits.MAX_FINDINGS + 1


@pytest.mark.slow
@pytest.mark.parametrize("shape", shapes.PROJECTS.values(), ids=shapes.PROJECTS)
def test_a_project_is_checked_in_linear_time(shape: shapes.Files, tmp_path: Path) -> None:
    def checking(size: int) -> Callable[[], object]:
        folder = over_base(tmp_path / str(size), shape(size))
        return lambda: report.render_findings(checked(folder).findings, "ja")

    assert grows_linearly(checking, 60)


@pytest.mark.slow
@pytest.mark.parametrize(("shape", "size"), shapes.MULTIPLYING.values(), ids=shapes.MULTIPLYING)
def test_what_few_words_multiply_to_is_refused(shape: shapes.Files, size: int, tmp_path: Path) -> None:
    """Each stands for a little over a million; the corpus holds some thousands."""
    loaded = project.load(over_base(tmp_path, shape(size)))
    refused = [found.message.en for found in loaded.findings if found.rule.id == "text.limit"]
    assert all(message.startswith(("too many", "more than 1000 mistakes")) for message in refused)
    assert any("(the limit is 1000000)" in message for message in refused)
    assert not loaded.checkable or loaded.broken_areas


@pytest.mark.parametrize(
    ("name", "depth"), [("braces", 100_000), ("brackets", 100_000), ("repeats within repeats", 20_000)]
)
def test_nesting_of_any_depth_is_one_finding_or_two(name: str, depth: int) -> None:
    text = shapes.LAYOUTS[name](depth)[: parser.MAX_CHARACTERS]
    found = parse(SourceFile("layouts/areas/x.layout", text)).findings
    assert 1 <= len(found) <= 2
    assert set(ids(found)) <= {"syntax.unexpected", "syntax.unclosed", "text.limit"}


@pytest.mark.parametrize("name", ["lists within lists", "lists within lists, by dashes", "mappings within mappings"])
def test_a_document_of_any_depth_is_one_finding(name: str) -> None:
    found = read_document(SourceFile("layouts/registry/x.yaml", shapes.REGISTRIES[name](100_000)), "registry").findings
    assert ids(found) == ["text.limit"]


def test_a_file_beyond_the_limit_is_not_read(tmp_path: Path) -> None:
    folder = over_base(tmp_path, {})
    path = folder / "layouts" / shapes.AREA
    with path.open("r+b") as file:
        file.truncate(100_000_001)
    assert {found.rule.id for found in project.load(folder).findings} >= {"text.limit"}


def test_a_code_list_of_a_million_values_is_told_to_be_too_large_and_nothing_else_is(tmp_path: Path) -> None:
    values = "".join(f'{number} "v"\n' for number in range(1_000_000))
    loaded = project.load(over_base(tmp_path, {"codes/taxable.codes": f'codes taxable "課税区分" {{\n{values}}}\n'}))
    assert ids(loaded.findings) == ["text.limit"]


def test_more_files_or_more_in_them_than_a_project_may_have_are_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = over_base(tmp_path, {f"codes/d{number % 9}/x{number}.codes": "# x\n" for number in range(90)})
    assert project.load(folder).findings == ()
    monkeypatch.setattr(files, "MAX_FILES", 90)
    with pytest.raises(ProjectError, match="more than 90 files"):
        project.load(folder)
    with pytest.raises(ProjectError, match="more than 90 files"):
        project.reformatted(folder)
    monkeypatch.setattr(files, "MAX_FILES", 1000)
    monkeypatch.setattr(files, "MAX_TOTAL", 1000)
    with pytest.raises(ProjectError, match="more than 1000 bytes"):
        project.load(folder)


def test_a_line_of_the_greatest_length_is_cut_where_it_is_shown() -> None:
    text = "x " * (parser.MAX_CHARACTERS // 2)
    found = parse(SourceFile("layouts/areas/x.layout", text)).findings
    assert len(report.render_findings(found, "en")) < 1000


def test_of_a_file_so_many_mistakes_are_told_and_then_that_there_are_more(tmp_path: Path) -> None:
    found = project.load(over_base(tmp_path, shapes.PROJECTS["queriers that are none"](2000))).findings
    assert len(found) == limits.MAX_FINDINGS + 1
    assert ids(found).count("text.limit") == 1


@pytest.mark.parametrize("bounds", ["[0..999999999]", "[1..999999999]", "[0..*]"])
def test_a_repeat_may_come_as_often_as_it_likes(bounds: str, tmp_path: Path) -> None:
    layout = base_text(shapes.AREA).replace("[0..20]", bounds)
    loaded = project.load(over_base(tmp_path, {shapes.AREA: layout}))
    assert loaded.findings == ()
    assert project.artifacts(loaded, DAY, NAMES)[0]


@pytest.mark.parametrize("bounds", ["[999999999]", "[100001..*]"])
def test_but_it_must_not_come_so_often_that_no_record_could_hold_it(bounds: str, tmp_path: Path) -> None:
    layout = base_text(shapes.AREA).replace("[0..20]", bounds)
    assert ids(project.load(over_base(tmp_path, {shapes.AREA: layout})).findings) == ["text.limit"]
