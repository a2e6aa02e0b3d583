"""An edition as a parcel: what is in it, the same bytes everywhere, and what --verify finds."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import pytest
from python_calamine import CalamineWorkbook

from layoutc import project
from layoutc.emit import archive
from layoutc.emit.output import Difference
from layoutc.emit.registry import OWN
from layoutc.project import ProjectError, bundling
from tests.project.reading import AREA, LAYOUT
from tests.projects import BASE, DAY, over_base

MADE = bundling.bundle(project.load(BASE), DAY, "情報連携開始版")
FILES = {name: content or b"" for name, content in archive.unpacked(MADE.content).items()}


@pytest.fixture
def written(tmp_path: Path) -> Path:
    project.write_file(tmp_path / "parcel.zip", MADE.content)
    return tmp_path / "parcel.zip"


def repacked(path: Path, files: dict[str, bytes]) -> Path:
    path.write_bytes(archive.packed(files, DAY))
    return path


# What is in it


def test_the_layouts_are_in_it_byte_for_byte() -> None:
    texts = {name: content for name, content in FILES.items() if name.startswith("layouts/")}
    there = {path.relative_to(BASE).as_posix(): path for path in (BASE / "layouts").rglob("*") if path.is_file()}
    assert texts == {name: path.read_bytes() for name, path in there.items()}


def test_a_text_with_a_byte_order_mark_and_windows_line_ends_stays_as_it_is(tmp_path: Path) -> None:
    content = ("\ufeff" + LAYOUT.replace("\n", "\r\n")).encode()
    root = over_base(tmp_path, {})
    (root / "layouts" / AREA).write_bytes(content)
    assert archive.unpacked(bundling.bundle(project.load(root), DAY).content)[f"layouts/{AREA}"] == content


def test_every_format_that_rests_on_layoutc_alone_is_in_it_and_the_manifest_says_which() -> None:
    made = {f"generated/{each.path}": each.data for each in project.artifacts(project.load(BASE), DAY, OWN)[0]}
    assert {name: content for name, content in FILES.items() if name.startswith("generated/")} == made
    assert MADE.manifest.formats == OWN
    assert "arrow" not in OWN
    assert bundling.left_out(()) == ["arrow"]


def test_formats_may_be_named_and_come_in_one_order() -> None:
    loaded = project.load(BASE)
    made = bundling.bundle(loaded, DAY, formats=("pydantic", "jsonschema", "pydantic"))
    assert made.manifest.formats == ("jsonschema", "pydantic")
    assert made == bundling.bundle(loaded, DAY, formats=("jsonschema", "pydantic"))


def test_a_format_that_rests_on_a_package_is_in_it_when_named_with_the_version_of_the_package() -> None:
    pyarrow = pytest.importorskip("pyarrow")
    made = bundling.bundle(project.load(BASE), DAY, formats=("arrow",))
    assert made.manifest.libraries["pyarrow"] == pyarrow.__version__
    assert {path.split("/")[1] for path in made.manifest.files if path.startswith("generated/")} == {"arrow"}


def test_the_report_and_the_samples_are_of_the_day() -> None:
    assert json.loads(FILES["report/check.json"])["as_of"] == "2017-07-31"
    assert "2017-07-31" in FILES["report/check.ja.txt"].decode()
    assert "no findings" in FILES["report/check.en.txt"].decode()
    assert "samples/municipality/nhi_society/local_tax.nhi_benefit.valid.ndjson" in FILES


def test_the_manifest_tells_edition_day_tool_notice_and_every_file() -> None:
    document = json.loads(FILES["manifest.json"])
    assert document["edition"] == "情報連携開始版"
    assert document["day"] == "2017-07-31"
    assert document["tool"] == bundling.TOOL
    assert document["libraries"].keys() == {"XlsxWriter", "holidays"}
    assert document["notice"] == project.load(BASE).catalog.notice
    assert document["files"].keys() == FILES.keys() - {"manifest.json"}


def test_layouts_with_mistakes_make_no_parcel(tmp_path: Path) -> None:
    root = over_base(tmp_path, {AREA: LAYOUT.replace("yen(11)", "yne(11)")})
    with pytest.raises(ProjectError, match="the layouts have 1 mistake"):
        bundling.bundle(project.load(root), DAY)


@pytest.mark.parametrize(
    ("edition", "name"),
    [
        (None, "layouts_2018-07-31.zip"),
        ("2018-07 改版", "layouts_2018-07_改版_2018-07-31.zip"),
        ("../a/b:c\\d", "layouts_.._a_b_c_d_2018-07-31.zip"),
        ("版" * 300, f"layouts_{'版' * 60}_2018-07-31.zip"),
    ],
)
def test_the_name_tells_edition_and_day_and_is_a_name_everywhere(edition: str | None, name: str) -> None:
    assert bundling.default_name(date(2018, 7, 31), edition) == name


def test_the_workbook_of_the_day_is_in_it_stored_so_that_no_zlib_shows() -> None:
    with ZipFile(BytesIO(FILES["layouts.xlsx"])) as opened:
        assert {entry.compress_type for entry in opened.infolist()} == {ZIP_STORED}
    sheets = CalamineWorkbook.from_filelike(BytesIO(FILES["layouts.xlsx"])).sheet_names
    assert "地方税関係情報" in sheets


# The same bytes everywhere


@pytest.mark.parametrize(("seed", "locale", "umask"), [("1", "C", 0o000), ("2", "ja_JP.UTF-8", 0o077)])
def test_another_folder_process_locale_file_order_and_umask_give_the_same_bytes(
    tmp_path: Path, seed: str, locale: str, umask: int
) -> None:
    root = tmp_path / "別の フォルダー"
    sources = [path for path in (BASE / "layouts").rglob("*") if path.is_file()]
    for path in sorted(sources, reverse=seed == "1"):
        copy = root / path.relative_to(BASE)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes())
    program = (
        f"import os; os.umask({umask})\n"
        "from datetime import date; from pathlib import Path; from layoutc import project; from layoutc.project import bundling\n"
        "made = bundling.bundle(project.load(Path('.')), date(2017, 7, 31), '情報連携開始版')\n"
        "project.write_file(Path('out/parcel.zip'), made.content)\n"
    )
    compiler = str(Path(project.__file__).parents[2])
    environment = {**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": locale, "TZ": "UTC+9", "PYTHONPATH": compiler}
    subprocess.run([sys.executable, "-c", program], cwd=root, env=environment, check=True)
    assert (root / "out" / "parcel.zip").read_bytes() == MADE.content


# Verifying


def test_a_parcel_is_right_as_it_was_written(written: Path) -> None:
    verified = bundling.verify(written)
    assert verified.right
    assert (verified.edition, verified.day, verified.files) == ("情報連携開始版", DAY, len(FILES) - 1)
    assert verified.digest == MADE.digest


def test_any_byte_that_is_changed_is_found(written: Path) -> None:
    """Bytes from all over the archive: of files, of the manifest, of the ZIP's own tables."""
    content = written.read_bytes()
    for at in [*range(0, len(content), len(content) // 150), *range(len(content) - 60, len(content))]:
        written.write_bytes(content[:at] + bytes([content[at] ^ 0x41]) + content[at + 1 :])
        with suppress(ProjectError):
            assert not bundling.verify(written).right, at


@pytest.mark.parametrize(
    ("change", "difference"),
    [
        (lambda files: files | {f"layouts/{AREA}": b"x"}, Difference(changed=(f"layouts/{AREA}",))),
        (lambda files: files | {"more.txt": b"x"}, Difference(added=("more.txt",))),
        (
            lambda files: {name: each for name, each in files.items() if name != "README.txt"},
            Difference(removed=("README.txt",)),
        ),
    ],
)
def test_a_changed_a_missing_and_an_added_file_are_named(
    written: Path, change: Callable[[dict[str, bytes]], dict[str, bytes]], difference: Difference
) -> None:
    verified = bundling.verify(repacked(written, change(FILES)))
    assert not verified.right
    assert verified.difference == difference


def test_an_archive_packed_anew_is_told_though_its_files_are_right(written: Path) -> None:
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as other:
        for name, content in FILES.items():
            other.writestr(name, content)
    written.write_bytes(made.getvalue())
    verified = bundling.verify(written)
    assert (verified.difference, verified.canonical, verified.right) == (Difference(), False, False)


def test_against_the_project_that_made_it_nothing_differs(written: Path) -> None:
    assert bundling.verify(written, project.load(BASE)).of_project == Difference()


def test_against_other_layouts_the_files_are_named_that_they_would_give(written: Path, tmp_path: Path) -> None:
    root = over_base(tmp_path / "p", {AREA: LAYOUT.replace("yen(11, signed)", "yen(10, signed)")})
    verified = bundling.verify(written, project.load(root))
    assert verified.difference == Difference()
    assert verified.of_project is not None
    assert f"layouts/{AREA}" in verified.of_project.changed
    assert "generated/jsonschema/municipality/nhi_society.schema.json" in verified.of_project.changed
    assert not verified.right


def test_other_versions_of_what_made_it_are_told(written: Path) -> None:
    assert bundling.verify(written).other_versions == ()
    document = json.loads(FILES["manifest.json"])
    other = document | {"tool": "layoutc 9", "libraries": document["libraries"] | {"holidays": "0.1", "gone": "1"}}
    repacked(written, FILES | {"manifest.json": json.dumps(other).encode()})
    first, *more = bundling.verify(written).other_versions
    assert first == f"layoutc 9 → {bundling.TOOL}"
    assert sorted(each.partition(" → ")[0] for each in more) == ["gone 1", "holidays 0.1"]


def test_a_parcel_with_a_format_that_is_unknown_here_is_not_compared(written: Path) -> None:
    document = json.loads(FILES["manifest.json"]) | {"formats": ["proto\x1bbuf"]}
    repacked(written, FILES | {"manifest.json": json.dumps(document).encode()})
    with pytest.raises(ProjectError, match="no format") as caught:
        bundling.verify(written, project.load(BASE))
    assert str(caught.value).isprintable()


@pytest.mark.parametrize("files", [{}, {"a": b""}, {"manifest.json": b"{}"}])
def test_an_archive_without_a_manifest_is_no_parcel(written: Path, files: dict[str, bytes]) -> None:
    with pytest.raises(ProjectError, match=r"its manifest\.json is missing"):
        bundling.verify(repacked(written, files))


def test_what_cannot_be_read_or_is_too_large_is_refused(
    written: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(ProjectError, match="can't read"):
        bundling.verify(tmp_path / "nothing.zip")
    with pytest.raises(ProjectError, match="can't read"):
        bundling.verify(tmp_path)
    monkeypatch.setattr(archive, "MAX_BYTES", 10)
    with pytest.raises(ProjectError, match="too large"):
        bundling.verify(written)


def test_verifying_writes_nothing(written: Path) -> None:
    bundling.verify(written, project.load(BASE))
    assert list(written.parent.iterdir()) == [written]


def test_a_parcel_that_cannot_be_put_in_place_leaves_the_old_one(tmp_path: Path) -> None:
    (tmp_path / "taken").mkdir()
    with pytest.raises(ProjectError, match="taken"):
        project.write_file(tmp_path / "taken", MADE.content)
    assert [path.name for path in tmp_path.iterdir()] == ["taken"]
