"""layoutc export: the layouts as a workbook."""

from pathlib import Path

import pytest

from tests.cli.running import Call
from tests.workbook.books import sheets_in


def test_every_edition_without_a_day(call: Call, clean: Path, tmp_path: Path) -> None:
    target = tmp_path / "book.xlsx"
    run = call("export", "--xlsx", target, root=clean)
    assert (run.code, run.out, run.err) == (0, "", f"{target}: 1 area written.\n")
    assert "全ての版（開始日・終了日による）" in sheets_in(target.read_bytes())["表紙"][1]


def test_a_day_and_an_area(call: Call, clean: Path, tmp_path: Path) -> None:
    target = tmp_path / "book.xlsx"
    assert call("export", "--xlsx", target, "--as-of", "2017-07-31", "--area", "local_tax", root=clean).code == 0
    assert "2017-07-31時点" in sheets_in(target.read_bytes())["表紙"][1]


def test_without_a_name_it_is_layouts_xlsx(
    call: Call, clean: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert call("export", "--xlsx", root=clean).code == 0
    assert (tmp_path / "layouts.xlsx").exists()


def test_what_can_not_be_written(call: Call, clean: Path, broken: Path, tmp_path: Path) -> None:
    run = call("export", "--xlsx", tmp_path / "book.xls", root=clean)
    assert run.code == 2
    assert "does not end in .xlsx" in run.err
    run = call("export", "--area", "local_taxes", root=clean)
    assert run.code == 2
    assert "did you mean `local_tax` (地方税関係情報)?" in run.err
    run = call("export", "--xlsx", tmp_path / "book.xlsx", root=broken)
    assert run.code == 1
    assert "nothing was written" in run.err
    assert not (tmp_path / "book.xlsx").exists()
