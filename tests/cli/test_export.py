from pathlib import Path

import pytest

from layoutc.cli import run
from tests.projects import over_base
from tests.workbook.books import sheets_in


@pytest.fixture
def base(tmp_path: Path) -> Path:
    return over_base(tmp_path / "project", {})


def test_every_edition_without_a_day(base: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "book.xlsx"
    assert run(["export", "--project", str(base), "--xlsx", str(target), "--lang", "en"]) == 0
    assert capsys.readouterr().err == f"{target}: 1 area written.\n"
    assert "全ての版（開始日・終了日による）" in sheets_in(target.read_bytes())["表紙"][1]


def test_a_day_and_an_area(base: Path, tmp_path: Path) -> None:
    target = tmp_path / "book.xlsx"
    call = ["export", "--project", str(base), "--xlsx", str(target), "--as-of", "2017-07-31", "--area", "local_tax"]
    assert run(call) == 0
    assert "2017-07-31時点" in sheets_in(target.read_bytes())["表紙"][1]


def test_without_a_name_it_is_layouts_xlsx(base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["export", "--project", str(base), "--xlsx"]) == 0
    assert (tmp_path / "layouts.xlsx").exists()


def test_what_can_not_be_written(base: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["export", "--project", str(base), "--xlsx", str(tmp_path / "book.xls"), "--lang", "en"]) == 2
    assert "does not end in .xlsx" in capsys.readouterr().err
    assert run(["export", "--project", str(base), "--area", "local_taxes", "--lang", "en"]) == 2
    assert "did you mean `local_tax`?" in capsys.readouterr().err
    broken = base / "layouts" / "areas" / "local_tax.layout"
    broken.write_text(broken.read_text("utf-8").replace("record", "recrod"), "utf-8")
    assert run(["export", "--project", str(base), "--xlsx", str(tmp_path / "book.xlsx"), "--lang", "en"]) == 1
    assert "nothing was written" in capsys.readouterr().err
    assert not (tmp_path / "book.xlsx").exists()
