"""A workbook that people edited: what is understood, and what is said of what is not. Each line is one edit of the base
project's workbook, in whose sheet 地方税関係情報 row 16 is the record, rows 17 to 20 and 22 its items, row 21 a repeat."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from layoutc import project
from layoutc.findings import Severity
from layoutc.workbook.arrangement import column_name
from layoutc.workbook.book import Mark
from layoutc.workbook.imported import Imported, import_workbook
from tests.projects import BASE
from tests.trying import examples

from .books import Rows, book_of, from_rows, put_cell, rows_of, written

SHEET, CODES = "地方税関係情報", "コード表"


def writable(text: str) -> str:
    """Without what XML, and so Excel, can't hold."""
    return "".join(
        sign for sign in text if sign >= " " and not "\ud800" <= sign <= "\udfff" and sign not in "\ufffe\uffff"
    )


@pytest.fixture(scope="module")
def loaded() -> project.Loaded:
    return project.load(BASE)


@pytest.fixture(scope="module")
def exported(loaded: project.Loaded) -> bytes:
    return written(loaded)


Import = Callable[..., Imported]


@pytest.fixture
def edit(loaded: project.Loaded, exported: bytes) -> Import:
    """Imports the base project's workbook with these cells changed (`D17="…"`; `コード表!D5` in the other sheet)."""

    def run(cells: dict[str, object], finish: Callable[[Any, dict[str, Any]], None] | None = None) -> Imported:
        rows = rows_of(exported)
        for cell, value in cells.items():
            sheet, _, name = cell.rpartition("!")
            put_cell(rows, sheet or SHEET, name, value)
        content = from_rows(rows, finish) if finish else from_rows(rows)
        return import_workbook(content, loaded.catalog, loaded.texts)

    return run


def said(imported: Imported) -> list[str]:
    return [f"{found.rule.id} {found.at}" for found in imported.findings]


def test_unedited_it_says_the_same(edit: Import, loaded: project.Loaded) -> None:
    imported = edit({})
    assert said(imported) == []
    assert imported.book == book_of(loaded)


def member(imported: Imported, row: int, key: str) -> str:
    cells = imported.book.areas[0].members[row - 16].cells
    return cells[key].text if key in cells else ""


@pytest.mark.parametrize(
    ("cell", "value", "key", "meaning"),
    [
        ("E17", "ＴＫ９００００００００００１０１", "code", "TK90000000000101"),
        ("C17", "  課税 年度　", "label", "課税 年度"),
        ("C17", "課税\n年度", "label", "課税年度"),
        ("G18", "１２桁", "type", "yen(12, signed)"),
        ("G18", 12.0, "type", "yen(12, signed)"),
        ("H18", "×", "type", "yen(11)"),
        ("L18", "〇", "required", "required"),
        ("L18", "TRUE", "required", "required"),
        ("L18", True, "required", "required"),
        ("L18", 1, "required", "required"),
        ("L18", "", "required", ""),
        ("F17", "年月日（不明可）", "type", "date(partial)"),
        ("F17", "date", "type", "date"),
        ("F17", "金額(円)", "type", ""),  # without its length it is a finding
        ("J21", "１～＊", "bounds", "1..*"),
        ("J21", "0回～", "bounds", "0..*"),
        ("M19", "該当なし、保有なし", "absent", "not_applicable, not_covered"),
        ("M19", "NotCovered", "absent", "not_covered"),
        ("O17", "2018-07", "since", "2018-07"),
        ("O17", "平成30年7月1日", "since", "2018-07-01"),
        ("O17", "H30.7", "since", "2018-07"),
        ("O17", "令和元年", "since", "2019"),
        ("O17", "２０１８／７／１", "since", "2018-07-01"),
        ("O17", date(2018, 7, 1), "since", "2018-07-01"),
        ("P17", date(2018, 6, 30), "until", "2018-06-30"),
        ("Q16", "翌営業日", "register", "next_business_day"),
        (
            "Q16",
            "８日以内（2019-07から）\n未定（平成31年6月まで）",
            "register",
            "within 8 days since 2019-07\nundecided until 2019-06",
        ),
        ("Q16", "毎年7月1日まで", "register", "yearly by 07-01"),
        ("Q16", "翌月15日", "register", "monthly by 15 of next_month"),
        ("Q16", "毎月末日", "register", "monthly at month_end"),
    ],
)
def test_what_is_understood(edit: Import, cell: str, value: object, key: str, meaning: str) -> None:
    assert member(edit({cell: value}), int(cell[1:]), key) == meaning


@pytest.mark.parametrize(
    ("value", "marks"),
    [
        ("◯", [("", "")]),
        ("●", [("", "")]),
        ("1", [("", "")]),
        (1.0, [("", "")]),
        ("○（2018-07から）", [("2018-07", "")]),
        ("○\n平成30年7月から", [("2018-07", "")]),
        ("○ ～2018-06\n○ 2019-07～2020-03", [("", "2018-06"), ("2019-07", "2020-03")]),
        ("-", []),
        ("", []),
    ],
)
def test_what_is_a_mark(edit: Import, value: object, marks: list[tuple[str, str]]) -> None:
    selection = edit({"U17": value}).book.areas[0].selections[0]
    assert selection.marks.get(1, ()) == tuple(Mark(since, until) for since, until in marks)


def test_a_mark_on_a_record_or_a_repeat_is_one_on_all_its_items(edit: Import) -> None:
    assert sorted(edit({"U16": "○"}).book.areas[0].selections[0].marks) == [1, 2, 3, 4, 6]
    assert sorted(edit({"U22": "", "U21": "○"}).book.areas[0].selections[0].marks) == [1, 2, 4, 6]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"F17": "金額"}, ["workbook.value F17"]),
        ({"F18": "金額（円）", "G18": ""}, ["workbook.missing F18"]),
        ({"F20": "コード値", "I20": "ない表"}, ["workbook.value I20", "workbook.missing F20"]),
        ({"G17": "4"}, ["workbook.value G17"]),
        ({"I17": "課税区分"}, ["workbook.value I17"]),
        ({"H17": "○"}, ["workbook.value H17"]),
        ({"L17": "多分"}, ["workbook.value L17"]),
        ({"O17": "来年"}, ["workbook.value O17"]),
        ({"O17": "2018-02-30"}, ["workbook.value O17"]),
        ({"P17": date(2018, 6, 1)}, ["workbook.number P17"]),
        ({"M19": "不明"}, ["workbook.value M19"]),
        ({"J21": "たくさん"}, ["workbook.value J21"]),
        ({"Q16": "できるだけ早く"}, ["workbook.value Q16"]),
        ({"Q17": "当日"}, ["workbook.value Q17"]),
        ({"A17": "品目"}, ["workbook.row A17"]),
        ({"B17": "3"}, ["workbook.row B17"]),
        ({"U17": "要"}, ["workbook.value U17"]),
        ({"U25": "○"}, ["workbook.row U25"]),
        ({"U3": "知らない組合"}, ["workbook.value U3"]),
        ({"U6": ""}, ["workbook.missing U15"]),
        ({"V15": "照会2"}, ["workbook.missing V15", "workbook.missing V15"]),
        ({"V15": "組1", "V3": "組の名称", "V6": "a_set"}, ["workbook.missing V15"]),
        ({"V15": "更新者", "V17": "山田"}, ["workbook.column V15"]),
        ({"V18": "○"}, ["workbook.column V18"]),
        ({"A25": "※ 検討中"}, ["workbook.row A25"]),
        ({"N7": "メモ"}, ["workbook.column N7"]),
        ({"C6": "総務相"}, ["workbook.value C6", "area.incomplete C4"]),
        ({"C11": "当分の間"}, ["workbook.value C11"]),
        ({"A1": "新しい名称"}, ["workbook.value A1"]),
        ({"D17": "TaxYear"}, ["name.form D17"]),
        ({"D18": "tax_year"}, ["name.duplicate D18"]),
        ({"E17": "TK9"}, ["code.form E17"]),
        ({"G18": "99"}, ["type.form G18"]),
        ({"コード表!C4": ""}, ["workbook.missing コード表!C4"]),
        ({"D17": "", "E18": "", "C19": ""}, ["workbook.missing D17", "workbook.missing E18", "workbook.missing C19"]),
        ({"コード表!A5": "見出し"}, ["workbook.row コード表!A5"]),
        ({"コード表!C5": "x"}, ["workbook.value コード表!C5"]),
        ({"コード表!D5": 0, "コード表!D6": "01"}, ["workbook.number コード表!D5"]),
        ({"コード表!I3": "担当", "コード表!I4": "甲"}, ["workbook.column コード表!I3"]),
    ],
)
def test_what_is_not_understood_is_named_cell_by_cell(
    edit: Import, cells: dict[str, object], expected: list[str]
) -> None:
    found = [each.replace(f"{SHEET}!", "") for each in said(edit(cells))]
    for each in expected:
        assert each in found, found


def test_a_finding_says_what_the_cell_holds_what_was_expected_and_what_to_write(edit: Import) -> None:
    (found,) = edit({"O17": "来年"}).findings
    assert (str(found.at), found.held, found.severity) == (f"{SHEET}!O17", "来年", Severity.ERROR)
    assert found.message.ja == "「来年」は年月日、年月又は年として読み取れない"
    assert found.help.ja == "年月日、年月又は年を書く（例 2018-07-01）"
    (found,) = edit({"U3": "国民健康保険組"}).findings[:1]
    assert "国民健康保険組合" in found.help.en


def test_another_writing_is_told_but_stops_nothing(edit: Import) -> None:
    imported = edit({"E17": "ＴＫ９００００００００００１０１", "O17": "H30.7"})
    assert said(imported) == [f"workbook.normalised {SHEET}!E17", f"workbook.normalised {SHEET}!O17"]
    assert not imported.loses


def test_rows_may_be_inserted_moved_and_deleted(edit: Import, loaded: project.Loaded, exported: bytes) -> None:
    rows = rows_of(exported)
    table = rows[SHEET]
    table.insert(18, [""] * 21)
    table.insert(0, [""] * 21)
    table[18], table[19] = table[19], table[18]
    imported = import_workbook(from_rows(rows), loaded.catalog, loaded.texts)
    assert imported.findings == ()
    names = [each.cells["name"].text for each in imported.book.areas[0].members]
    assert sorted(names) == sorted(each.cells["name"].text for each in book_of(loaded).areas[0].members)


def test_columns_may_change_places(loaded: project.Loaded, exported: bytes) -> None:
    rows = rows_of(exported)
    for number, row in enumerate(rows[SHEET]):
        if number >= 14:
            whole = [*row, *[""] * (21 - len(row))]
            rows[SHEET][number] = [*whole[:2], whole[3], whole[2], *whole[4:17], whole[18], whole[17], *whole[19:]]
    assert import_workbook(from_rows(rows), loaded.catalog, loaded.texts).book == book_of(loaded)


def test_a_merged_cell_counts_for_its_whole_range(edit: Import) -> None:
    def merge(_book: Any, sheets: dict[str, Any]) -> None:
        sheets[SHEET].merge_range("S17:S20", "地方税法")

    imported = edit({}, merge)
    assert [member(imported, row, "basis") for row in (17, 18, 19, 20, 22)] == ["地方税法"] * 4 + [""]
    assert said(imported) == []


def test_hidden_rows_and_columns_are_read(edit: Import, loaded: project.Loaded) -> None:
    def hide(_book: Any, sheets: dict[str, Any]) -> None:
        sheets[SHEET].set_row(17, None, None, {"hidden": True})
        sheets[SHEET].set_column(4, 6, None, None, {"hidden": True})
        sheets[CODES].hide()

    assert edit({}, hide).book == book_of(loaded)


def test_comments_formulas_and_errors_are_named(edit: Import) -> None:
    def finish(_book: Any, sheets: dict[str, Any]) -> None:
        sheets[SHEET].write_comment("C17", "確認中")
        sheets[SHEET].write_formula("T17", "=1+1", None, "二")
        sheets[SHEET].write_formula("T18", "=1+1", None, "")
        sheets[SHEET].write_formula("T19", "=1/0", None, "#DIV/0!")

    imported = edit({}, finish)
    assert said(imported) == [
        f"workbook.comment {SHEET}!C17",
        f"workbook.formula {SHEET}!T17",
        f"workbook.formula {SHEET}!T18",
        f"workbook.formula {SHEET}!T19",
    ]
    assert [each.loses for each in imported.findings] == [False, False, True, True]
    assert member(imported, 17, "note") == "二"


def test_a_sheet_of_another_kind_is_named_and_an_empty_one_is_not(loaded: project.Loaded, exported: bytes) -> None:
    rows: Rows = {**rows_of(exported), "作業メモ": [[""], ["", "あとで"]], "Sheet9": []}
    assert said(import_workbook(from_rows(rows), loaded.catalog, loaded.texts)) == ["workbook.sheet 作業メモ!B2"]


def test_two_rows_of_one_item_must_be_marked_alike(edit: Import) -> None:
    cells = {"D19": "total_income", "P18": "2018-06", "O19": "2018-07"}
    found = said(edit({**cells, "E19": "TK90000000000102"}))
    assert found == [f"workbook.contradiction {SHEET}!U18"]


def test_a_new_code_list_may_be_used_at_once(edit: Import) -> None:
    cells: dict[str, object] = {
        "コード表!A7": "コード表",
        "コード表!B7": "申告区分",
        "コード表!C7": "return_type",
        "コード表!A8": "値",
        "コード表!B8": "確定申告",
        "コード表!D8": "1",
        "I20": "申告区分",
    }
    imported = edit(cells)
    assert said(imported) == []
    assert member(imported, 20, "type") == "code(return_type)"
    assert [each.name for each in imported.book.codes] == ["taxable", "return_type"]


_FUZZ = settings(deadline=None, max_examples=examples(60), suppress_health_check=list(HealthCheck))


@_FUZZ
@given(
    cell=st.one_of(
        st.tuples(st.just(SHEET), st.integers(0, 26), st.integers(0, 23)),
        st.tuples(st.just(CODES), st.integers(0, 8), st.integers(0, 9)),
    ),
    value=st.one_of(st.just("不明な内容"), st.text(max_size=8).map(writable), st.floats(-1e6, 1e6)),
)
def test_whatever_is_written_into_whatever_cell_is_read_or_named(
    loaded: project.Loaded, exported: bytes, cell: tuple[str, int, int], value: object
) -> None:
    sheet, row, column = cell
    rows = rows_of(exported)
    put_cell(rows, sheet, f"{column_name(column)}{row + 1}", value)
    imported = import_workbook(from_rows(rows), loaded.catalog, loaded.texts)
    if value == "不明な内容":
        assert imported.findings or imported.book != book_of(loaded)


@pytest.mark.parametrize("piece", [" ", "1", "年", "から", "○(", "～", "\n ", "あ"])
@pytest.mark.parametrize("cell", ["C17", "D17", "F17", "G18", "J21", "M19", "O17", "Q16", "U17", "U3", "C11"])
def test_a_cell_as_long_as_excel_allows_takes_no_long_look(edit: Import, cell: str, piece: str) -> None:
    imported = edit({cell: f"2018{piece * (30_000 // len(piece))}2018"})
    assert imported.findings or cell == "C17"
