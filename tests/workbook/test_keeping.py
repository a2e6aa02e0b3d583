"""An edited workbook put back: only what was edited changes in the text; comments and words that still fit stay."""

from pathlib import Path

import pytest

from layoutc import project
from layoutc.project import importing
from tests.cli.running import AREA, LAYOUT
from tests.projects import over_base

from .books import book_of, from_rows, put_cell, rows_of, written

SHEET = "地方税関係情報"
TEXT = """\
# 表題
area local_tax "地方税関係情報" {  # 見出し
  # 性質
  code      TM00000000000002
  ministry  mic               # 所管
  provider  municipality
  law       "地方税法（昭和25年法律第226号）"
  register  within 2 business_days
  retain    5 fiscal_years
  basis     "番号法別表第二"

  # 記録
  record income "所得・課税" {
    # 年度
    key tax_year      TK90000000000101  fiscal_year      "課税年度"

    # 額
    total_income      TK90000000000102  yen(11, signed)  "総所得金額"    required  # 合計
    aggregate_income  TK90000000000103  yen(11)          "合計所得金額"
    taxable           TK90000000000104  code(taxable)    "課税区分"
    repeat dependents  TK90000000000105  [0..20]  "扶養親族" {
      birth_date  TK90000000000106  date  "生年月日"
      # 終わり
    }
  }

  # 照会
  expose to nhi_society for nhi_benefit {
    income.taxable  # 区分
    # 年度から
    income.tax_year
    income.* except income.tax_year, income.taxable, income.aggregate_income
    # 照会の終わり
  }

  set assessed "課税" =
    income.tax_year, income.aggregate_income
}
# 末尾
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    assert "local_tax" in LAYOUT
    root = over_base(tmp_path / "project", {AREA: TEXT})
    project.write_formatted(root, project.reformatted(root)[0])
    return root


def difference(root: Path, cells: dict[str, object], insert: int | None = None) -> tuple[list[str], int]:
    """The lines that go (-) and come (+), and how many comments are lost; blanks between words aside."""
    loaded = project.load(root)
    assert loaded.findings == ()
    rows = rows_of(written(loaded))
    if insert:
        rows[SHEET].insert(insert - 1, [])
    for cell, value in cells.items():
        put_cell(rows, SHEET, cell, value)
    book = root.parent / "book.xlsx"
    book.write_bytes(from_rows(rows))
    plan = importing.plan(loaded, book)
    assert [found for found in plan.findings if found.loses] == []
    importing.write(loaded, plan.changes)
    again = project.load(root)
    assert written(again) == written(again, book_of(again))
    assert importing.plan(again, book).changes == ()
    (change,) = plan.changes
    before, after = (
        [" ".join(line.split()) for line in str(text).split("\n")] for text in (change.before, change.after)
    )
    gone = [f"- {line}" for line in before if line not in after]
    return [*gone, *(f"+ {line}" for line in after if line not in before)], sum(plan.lost_comments.values())


def test_a_label(root: Path) -> None:
    assert difference(root, {"C18": "総所得の金額"}) == (
        [
            '- total_income TK90000000000102 yen(11, signed) "総所得金額" required # 合計',
            '+ total_income TK90000000000102 yen(11, signed) "総所得の金額" required # 合計',
        ],
        0,
    )


def test_a_property_of_the_area(root: Path) -> None:
    changed = ["- register within 2 business_days", "+ register same_day"]
    assert difference(root, {"C10": "当日"}) == (changed, 0)


def test_a_new_item_without_a_mark_is_not_exposed_by_an_old_word(root: Path) -> None:
    """`income.*` would now mean more, so the exposure is written anew; the set stays as it is."""
    cells: dict[str, object] = {
        "A20": "項目",
        "B20": "2",
        "C20": "新",
        "D20": "new_item",
        "E20": "TK90000000000107",
        "F20": "有無",
    }
    changes, lost = difference(root, cells, insert=20)
    assert changes == [
        "- income.* except income.tax_year, income.taxable, income.aggregate_income",
        '+ new_item TK90000000000107 flag "新"',
        "+ income.dependents.*",
        "+ income.total_income",
    ]
    assert lost == 0


def test_a_new_mark_comes_to_its_neighbours(root: Path) -> None:
    changes, lost = difference(root, {"V19": "○ 2018-07から"})
    assert "+ income.aggregate_income since 2018-07" in changes
    assert lost == 0


def test_what_is_gone_takes_its_comments_along(root: Path) -> None:
    """The item with 年度 above it."""
    loaded = project.load(root)
    rows = rows_of(written(loaded))
    del rows[SHEET][16]
    book = root.parent / "book.xlsx"
    book.write_bytes(from_rows(rows))
    plan = importing.plan(loaded, book)
    assert sum(plan.lost_comments.values()) == 2  # the one above the item, the one above its line in the exposure
    assert "# 表題" in str(plan.changes[0].after)
    assert "# 照会の終わり" in str(plan.changes[0].after)
