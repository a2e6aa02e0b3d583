"""layoutc import: a workbook back into layouts, or only told of."""

from pathlib import Path

import pytest

from tests.cli.running import Call, files
from tests.workbook.books import from_rows, put_cell, rows_of

AREA = "layouts/areas/local_tax.layout"
SHEET = "地方税関係情報"


@pytest.fixture
def book(call: Call, clean: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("book") / "book.xlsx"
    call("export", "--xlsx", target, root=clean)
    return target


def edit(book: Path, **cells: object) -> Path:
    rows = rows_of(book.read_bytes())
    for cell, value in cells.items():
        put_cell(rows, SHEET, cell, value)
    book.write_bytes(from_rows(rows))
    return book


def test_unedited_it_changes_nothing(call: Call, clean: Path, book: Path) -> None:
    before = files(clean)
    run = call("import", book, root=clean)
    assert (run.code, run.out, run.err) == (0, "", "Nothing changes.\n")
    assert files(clean) == before


@pytest.mark.parametrize("option", ["--check", "--diff"])
def test_it_may_only_tell(call: Call, clean: Path, book: Path, option: str) -> None:
    before = files(clean)
    run = call("import", edit(book, C17="課税の年度"), option, root=clean)
    assert run.code == 1
    assert AREA in run.out
    assert ('"課税の年度"' in run.out) is (option == "--diff")
    assert files(clean) == before


def test_what_was_edited_is_written(call: Call, clean: Path, book: Path) -> None:
    run = call("import", edit(book, C17="課税の年度", U19="○ 平成30年7月から"), root=clean)
    assert (run.code, run.err) == (0, "1 file written.\n")
    text = (clean / AREA).read_text("utf-8")
    assert '"課税の年度"' in text
    assert "income.aggregate_income  since 2018-07\n" in text
    assert call("fmt", "--check", root=clean).code == 0
    assert call("import", book, "--check", root=clean).code == 0


def test_comments_stay_and_those_that_would_be_lost_are_told(call: Call, clean: Path, book: Path) -> None:
    layout = clean / AREA
    text = layout.read_text("utf-8").replace("    total_income ", "    # 合計\n    total_income ", 1)
    layout.write_text("# 表題\n" + text, "utf-8")
    assert call("import", book, "--check", root=clean).code == 0
    run = call("import", edit(book, C18="総所得の金額"), root=clean)
    assert run.err == "1 file written.\n"
    assert layout.read_text("utf-8").startswith("# 表題\n")
    assert "    # 合計\n" in layout.read_text("utf-8")
    run = call("import", edit(book, D18="whole_income"), "--partial", root=clean)
    assert "1 comment on what is gone will be lost" in run.err


def test_nothing_is_written_where_something_would_be_lost(call: Call, clean: Path, book: Path) -> None:
    before = files(clean)
    run = call("import", edit(book, C17="課税の年度", O18="来年"), root=clean)
    assert run.code == 1
    assert f"error[workbook.value] {SHEET}!O18\n  `来年` can't be read as a day, a month or a year\n" in run.out
    assert "--partial writes what was understood" in run.err
    assert files(clean) == before
    assert call("import", book, "--partial", root=clean).code == 1
    assert '"課税の年度"' in (clean / AREA).read_text("utf-8")


def test_elsewhere(call: Call, clean: Path, book: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    before, out = files(clean), tmp_path_factory.mktemp("out")
    assert call("import", book, "--out", out, root=clean).code == 0
    assert sorted(files(out)) == [AREA, "layouts/codes/taxable.codes"]
    assert call("import", book, "--out", out, "--check", root=clean).code == 0
    assert files(clean) == before


def test_what_is_no_workbook(call: Call, clean: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    book = tmp_path_factory.mktemp("book") / "book.xlsx"
    run = call("import", book, root=clean)
    assert (run.code, run.out) == (2, "")
    assert "can't read" in run.err
    book.write_bytes("区分,名称\n".encode("cp932"))
    run = call("import", book, root=clean)
    assert (run.code, run.out) == (2, "")
    assert "no .xlsx file" in run.err


@pytest.mark.parametrize("options", [["--diff"], ["--partial"]])
def test_what_no_layout_can_say_leaves_an_area_and_its_comments_alone(
    call: Call, clean: Path, book: Path, options: list[str]
) -> None:
    layout = clean / AREA
    layout.write_text(
        layout.read_text("utf-8").replace("    total_income ", "    # 合計\n    total_income ", 1), "utf-8"
    )
    before = files(clean)
    run = call("import", edit(book, C17="課税の年度", E18="TK1"), *options, root=clean)
    assert run.code == 1
    assert f"error[code.form] {SHEET}!E18" in run.out
    assert "`local_tax` stays as it is" in run.err
    assert AREA not in run.out + run.err
    assert files(clean) == before


def test_the_layouts_that_came_with_layoutc_are_not_written(call: Call, clean: Path, book: Path) -> None:
    run = call("import", book, "--shipped", root=clean)
    assert (run.code, run.out) == (2, "")
    assert "--out" in run.err


def test_what_the_workbook_does_not_hold_is_told_to_stay(call: Call, clean: Path, book: Path) -> None:
    rows = rows_of(book.read_bytes())
    del rows[SHEET]
    book.write_bytes(from_rows(rows))
    before = files(clean)
    run = call("import", book, root=clean)
    assert (run.code, run.out) == (0, "")
    assert run.err == (
        "1 area or code list not read from the workbook stays as before (local_tax).\nNothing changes.\n"
    )
    assert files(clean) == before


@pytest.mark.parametrize("option", ["--check", "--diff"])
def test_a_look_says_too_that_nothing_would_be_written(call: Call, clean: Path, book: Path, option: str) -> None:
    assert call("import", book, option, root=clean).err == "Nothing changes.\n"
    run = call("import", edit(book, C17="課税の年度", O18="来年"), option, "--lang", "ja", root=clean)
    assert run.code == 1
    assert "取り込めないものが1件あるため、このままでは何も書かれない。" in run.err


@pytest.mark.parametrize(("title", "meant"), [("データ型", "型"), ("未設定の事由", "未設定事由")])
def test_a_heading_that_was_changed_is_answered_with_the_one_that_was_meant(
    call: Call, clean: Path, book: Path, title: str, meant: str
) -> None:
    [at] = [at for at, held in enumerate(rows_of(book.read_bytes())[SHEET][14]) if held == meant]
    run = call("import", edit(book, **{f"{chr(65 + at)}15": title}), "--lang", "ja", root=clean)
    assert f"「{meant}」ではないか。その見出しに直すか、列を削除する" in run.out
