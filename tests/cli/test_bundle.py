"""layoutc bundle: exit codes, what is told, and what may not be asked for together."""

from pathlib import Path

import pytest

from tests.cli.running import AREA, DAY, Call
from tests.projects import over_base

EDITION = 'editions:\n  - name: 開始版\n    day: "2017-07-31"\n'


@pytest.fixture
def parcel(call: Call, tmp_path: Path) -> Path:
    assert call("bundle", *DAY, "--out", tmp_path / "parcel.zip", "--quiet").code == 0
    return tmp_path / "parcel.zip"


def test_a_parcel_of_an_edition_goes_to_the_current_folder(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = over_base(tmp_path / "project", {"registry/editions.yaml": EDITION})
    monkeypatch.chdir(tmp_path)
    run = call("bundle", "--edition", "開始版", root=root)
    assert (run.code, run.out) == (0, "")
    assert run.err.startswith("layouts_開始版_2017-07-31.zip: ")
    assert "--emit arrow too" in run.err
    assert (tmp_path / "layouts_開始版_2017-07-31.zip").is_file()
    assert call("bundle", "--verify", "layouts_開始版_2017-07-31.zip", root=None).code == 0


def test_formats_that_are_named_are_all_that_is_said(call: Call, tmp_path: Path) -> None:
    run = call("bundle", *DAY, "--emit", "jsonschema", "--out", tmp_path / "a.zip")
    assert (run.code, run.out) == (0, "")
    assert "arrow" not in run.err


def test_a_right_parcel_exits_0_and_a_wrong_one_1(call: Call, parcel: Path) -> None:
    right = call("bundle", "--verify", parcel, root=None)
    assert (right.code, right.err) == (0, "")
    assert "are as manifest.json lists them." in right.out
    content = parcel.read_bytes()
    parcel.write_bytes(content.replace("課税".encode(), "非税".encode(), 1))
    wrong = call("bundle", "--verify", parcel, root=None)
    assert wrong.code == 1
    assert "Against manifest.json: 1 changed, 0 missing, 0 added." in wrong.out


def test_against_other_layouts_it_exits_1(call: Call, parcel: Path, defect: Path) -> None:
    run = call("bundle", "--verify", parcel, "--against", defect, root=None)
    assert run.code == 1
    assert f"change layouts/{AREA}" in run.out


def test_what_is_no_parcel_exits_2(call: Call, tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_text("x")
    run = call("bundle", "--verify", tmp_path / "a.zip", root=None)
    assert (run.code, run.out) == (2, "")
    assert "it is no ZIP file" in run.err
    assert call("bundle", "--verify", tmp_path / "b.zip", root=None).code == 2


@pytest.mark.parametrize("options", [("--verify",), ()])
def test_layouts_with_mistakes_are_told_and_nothing_is_written(
    call: Call, broken: Path, parcel: Path, tmp_path: Path, options: tuple[str, ...]
) -> None:
    arguments = ("--verify", parcel, "--against", broken) if options else (*DAY, "--out", tmp_path / "new.zip")
    run = call("bundle", *arguments, root=None if options else broken)
    assert run.code == 1
    assert "did you mean `yen`?" in run.out
    assert not (tmp_path / "new.zip").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "name the edition with --edition"),
        ((*DAY, "--edition", "x"), "can't be given together"),
        (("--against", "."), "--against goes with --verify"),
        (("--verify", "a.zip", *DAY), "--as-of and --verify can't be given together"),
        (("--verify", "a.zip", "--emit", "jsonschema"), "--emit and --verify can't be given together"),
        (("--verify", "a.zip", "--out", "b.zip"), "--out and --verify can't be given together"),
    ],
)
def test_what_cannot_be_asked_together_is_refused(call: Call, arguments: tuple[str, ...], said: str) -> None:
    run = call("bundle", *arguments)
    assert (run.code, run.out) == (2, "")
    assert said in run.err


def test_the_software_can_be_listed_only_where_layoutc_is_installed(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("importlib.metadata.MetadataPathFinder.find_distributions", lambda *_, **__: [])
    run = call("bundle", *DAY, "--out", tmp_path / "a.zip", "--sbom", tmp_path / "a.json")
    assert run.code == 2
    assert "layoutc is not installed" in run.err
