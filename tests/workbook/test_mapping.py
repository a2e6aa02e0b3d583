"""A workbook of another make, read by the mapping that docs/excel.md shows: a title block, merged cells, columns in its own order."""

import re
from io import BytesIO
from pathlib import Path

import pytest
import xlsxwriter

from layoutc import project
from layoutc.project import importing
from layoutc.source import SourceFile
from layoutc.syntax.documents import read_document
from layoutc.workbook.imported import Imported, import_workbook
from layoutc.workbook.mapping import read_mapping
from layoutc.workbook.proposals import name_for, placeholder, romanised
from tests.projects import BASE

DOCS = Path(__file__).parents[2] / "docs" / "excel.md"
MAPPING = re.findall(r"```yaml mapping\n(.*?)```", DOCS.read_text("utf-8"), re.DOTALL)[0]
SHEET = "個人住民税"
HEAD = (
    "No.",
    "情報区分",
    "項目名称",
    "フリガナ",
    "項目コード",
    "データ型",
    "桁数",
    "必須区分",
    "国保組合",
    "更新日",
    "備考",
)
ROWS = (
    (1, "所得", "課税年度", "カゼイネンド", "TK90009010000010", "年", 4, "必須", "○", "", ""),
    (2, "", "総所得金額", "ソウショトクキンガク", "TK90009010000020", "数値", 11, "必須", "○", "", "損失は0"),
    (3, "控除", "医療費控除額", "イリョウヒコウジョガク", "TK90009020000010", "数値", 11, "任意", "", "", ""),
    (4, "", "摘要", "", "", "文字列", "４０", "", "", "", ""),
)


def theirs(rows: tuple[tuple[object, ...], ...] = ROWS, head: tuple[str, ...] = HEAD) -> bytes:
    stream = BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    sheet = book.add_worksheet(SHEET)
    book.add_worksheet("改版履歴").write(0, 0, "初版")
    sheet.merge_range("A1:K1", "データ標準レイアウト（個人住民税）")
    sheet.write("A2", "令和元年6月")
    sheet.merge_range("A4:H4", "項目")
    sheet.merge_range("I4:K4", "照会等")
    for row, cells in enumerate((head, *rows), 4):
        for column, value in enumerate(cells):
            if value != "":
                sheet.write(row, column, value)
    sheet.merge_range("B6:B7", "所得")
    sheet.merge_range("B8:B9", "控除")
    sheet.write("A11", "※ 金額の単位は円")
    book.close()
    return stream.getvalue()


@pytest.fixture(scope="module")
def loaded() -> project.Loaded:
    return project.load(BASE)


def imported(loaded: project.Loaded, content: bytes, mapping: str = MAPPING) -> Imported:
    document = read_document(SourceFile("theirs.yaml", mapping), "mapping")
    assert document.findings == ()
    return import_workbook(content, loaded.catalog, loaded.texts, read_mapping(document))


def said(found: Imported) -> list[str]:
    return [f"{each.rule.id} {each.at}".replace(f"{SHEET}!", "") for each in found.findings if each.loses]


def test_the_example_of_the_documentation(loaded: project.Loaded) -> None:
    found = imported(loaded, theirs())
    (area,) = found.book.areas
    assert [(each.kind, each.cells["name"].text) for each in area.members] == [
        ("record", "income"),
        ("item", "tax_year"),
        ("item", "total_income"),
        ("record", "record_2"),
        ("item", "iryouhikoujogaku"),
        ("item", "item_2"),
    ]
    assert [each.cells["type"].text for each in area.members if each.kind == "item"] == [
        "year",
        "int(11)",
        "int(11)",
        "text(40)",
    ]
    assert area.members[5].cells["code"].text == "TK90001020000020"
    (exposure,) = area.selections
    assert {key: cell.text for key, cell in exposure.cells.items()} == {
        "to": "nhi_society",
        "for": "nhi_benefit",
        "since": "2018-07",
    }
    assert sorted(exposure.marks) == [1, 2]


def test_what_is_missing_is_named_with_a_proposal(loaded: project.Loaded) -> None:
    found = imported(loaded, theirs())
    assert said(found) == ["workbook.missing B8", "workbook.missing C8", "workbook.missing C9", "workbook.missing C9"]
    helps = [each.help.en for each in found.findings if each.loses]
    assert "iryouhikoujogaku is proposed" in helps[1]
    assert any("placeholder TK90001020000020" in each for each in helps)


def test_nothing_is_missing_once_the_mapping_says_it(loaded: project.Loaded) -> None:
    mapping = MAPPING.replace("      所得: income\n", "      所得: income\n      控除: deductions\n")
    mapping = mapping.replace(
        "    names:\n", "    names:\n      医療費控除額: medical_deduction\n      摘要: remarks\n"
    )
    rows = (*ROWS[:3], (*ROWS[3][:4], "TK90009020000020", *ROWS[3][5:]))
    found = imported(loaded, theirs(rows), mapping)
    assert said(found) == []
    assert [each.rule.id for each in found.findings] == [
        "workbook.value",
        "workbook.normalised",
    ]  # 年 has no length; ４０


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("データ型", "型式", ["workbook.column A5", "workbook.column F5"]),
        ("ignore: [No., 更新日]", "ignore: [No.]", ["workbook.column J5"]),
        ("last_row: 9", "last_row: 12", []),  # what stands in a column that is ignored is not read
        ("sheet: 個人住民税", "sheet: 法人住民税", ["workbook.sheet ", "workbook.sheet A1"]),
        ("数値: int", "数字: int", ["workbook.value F7", "workbook.value F8"]),
        ("ministry: 総務省", "ministry: 総務相", ["workbook.value A5"]),
        ("[国民健康保険組合]", "[国民健保組合]", ["workbook.value I5"]),
        ("column: 国保組合", "column: 国保", ["workbook.column A5", "workbook.column I5"]),
        ("      record: 情報区分\n", "", ["workbook.row C6", "workbook.column B5"]),
    ],
)
def test_a_mapping_that_does_not_fit(loaded: project.Loaded, old: str, new: str, expected: list[str]) -> None:
    assert old in MAPPING
    found = said(imported(loaded, theirs(), MAPPING.replace(old, new)))
    for each in expected:
        assert each in found, found


def test_mistakes_of_the_mapping_have_their_line(loaded: project.Loaded, tmp_path: Path) -> None:
    (tmp_path / "book.xlsx").write_bytes(theirs())
    (tmp_path / "theirs.yaml").write_text(MAPPING.replace("head_row: 5", "head_row: five"), "utf-8")
    plan = importing.plan(loaded, tmp_path / "book.xlsx", mapping=tmp_path / "theirs.yaml")
    (found,) = plan.mapping_findings
    assert (found.rule.id, found.place.location().line) == ("yaml.shape", 3)
    assert plan.changes == ()


def test_with_partial_the_proposals_are_written(loaded: project.Loaded, tmp_path: Path) -> None:
    (tmp_path / "book.xlsx").write_bytes(theirs())
    (tmp_path / "theirs.yaml").write_text(MAPPING, "utf-8")
    plan = importing.plan(loaded, tmp_path / "book.xlsx", tmp_path / "out", tmp_path / "theirs.yaml")
    (change,) = plan.changes
    assert plan.loses
    assert change.path == "layouts/areas/resident_tax.layout"
    assert "    iryouhikoujogaku  TK90009020000010  int(11)" in str(change.after)
    assert "  expose to nhi_society for nhi_benefit since 2018-07 {\n    income.*\n  }\n" in str(change.after)


@pytest.mark.parametrize(
    ("kana", "name"),
    [
        ("しょとくきんがく", "shotokukingaku"),
        ("コウジョガク", "koujogaku"),
        ("はっこうび", "hakkoubi"),
        ("いっち", "itchi"),
        ("ちゃくしゅ", "chakushu"),
        ("ヴ", "vu"),
        ("データ", "deta"),
        ("所得", None),
        ("ゃ", None),
        ("", None),
    ],
)
def test_kana_in_latin_letters(kana: str, name: str | None) -> None:
    assert romanised(kana) == name


def test_names_and_codes_that_are_proposed() -> None:
    assert name_for("所得", "", "TK90009010000120", 3, ()) == "item_120"
    assert name_for("所得", "", "", 3, ()) == "item_3"
    assert name_for("所得", "しょとく", "", 3, ("shotoku", "shotoku_2")) == "shotoku_3"
    assert placeholder(61, 2, 4) == "TK90061020000040"
