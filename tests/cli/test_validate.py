"""layoutc validate: files of records in every form, and what a person is told about them."""

import json
import os
import re
import threading
from importlib import resources
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from layoutc.emit.lock import locked
from tests.cli.running import DAY, Call
from tests.projects import BASE

ROOT = BASE.parents[2]
OF = ("validate", "--pair", "municipality/nhi_society", "--area", "local_tax", *DAY)
YEAR, INCOME, TAXABLE, DEPENDENTS = (f"TK9000000000010{last}" for last in "1245")
RIGHT: dict[str, Any] = {"income": [{YEAR: 2017, INCOME: 2480000, TAXABLE: "1"}]}
WRONG: dict[str, Any] = {"income": [{YEAR: 2017, INCOME: "2480000", TAXABLE: "9"}]}
CSV = f"課税年度,総所得金額,{TAXABLE}\r\n"


def line(answer: object) -> str:
    return json.dumps(answer) + "\n"


def test_right_records_are_right_in_every_form(call: Call, tmp_path: Path) -> None:
    item = f"<{YEAR}>2017</{YEAR}><{INCOME}>2480000</{INCOME}>"
    for name, text in (
        ("a.ndjson", line(RIGHT) * 3),
        ("a.jsonl", line(RIGHT)),
        ("a.json", json.dumps([RIGHT, RIGHT], indent=1)),
        ("b.json", json.dumps(RIGHT, indent=1)),
        ("a.csv", CSV + "2017,2480000,1\r\n"),
        ("a.xml", f"<LocalTaxForNhiBenefit><income>{item}</income></LocalTaxForNhiBenefit>"),
    ):
        (tmp_path / name).write_text(text, "utf-8", newline="")
        run = call(*OF, tmp_path / name, "--lang", "en")
        assert (run.code, run.err) == (0, "")
        assert "all right" in run.out
        unnamed = tmp_path / "data"
        unnamed.write_text(text, "utf-8", newline="")
        assert call(*OF, unnamed, "--lang", "en").out.split(": ")[1] == run.out.split(": ")[1]


def test_findings_are_told_with_place_item_rule_and_shape_of_the_value(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "所得.csv"
    path.write_bytes((CSV + '2017,2480000,1\r\n平成30年,"2,480,000",9\r\n').encode("cp932"))
    run = call(*OF, path, "--lang", "ja")
    assert run.code == 1
    assert run.out.startswith(
        f"エラー[record.type] {path} 3行目 A列（2件目）\n"
        f"  課税年度 {YEAR}: 整数でない\n"
        '  値 "漢漢99漢"\n'
        "  = ヒント: 西暦4桁の年を書く（元号の年は使えない）\n"
    )
    assert "所得.csv（CSV、CP932）: 2件のうち1件に誤り（指摘3件）。" in run.out
    assert "平成" not in run.out
    assert "平成30年" in call(*OF, path, "--lang", "ja", "--show-values").out


def test_a_broken_row_does_not_stop_the_rest_and_all_is_counted(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "a.ndjson"
    path.write_text("".join((line(RIGHT), "{\n", line(WRONG), line(RIGHT), line(WRONG) * 100)))
    run = call(*OF, path, "--format", "json", "--max-findings", 5)
    document = json.loads(run.out)
    assert run.code == 1
    assert document["summary"]["rows"] == 104
    assert document["summary"]["rejected"] == 102
    assert document["summary"]["by_rule"] == {"record.codelist": 101, "record.syntax": 1, "record.type": 101}
    assert len(document["findings"]) == 5
    assert document["summary"]["not_shown"] == 198
    assert [found["location"]["line"] for found in document["findings"]] == [2, 3, 3, 5, 5]


SCHEMA: dict[str, Any] = json.loads(
    resources.files("layoutc.reports").joinpath("validate.schema.json").read_text("utf-8")
)


@pytest.mark.parametrize("text", ["", line(RIGHT), line(WRONG), "{", line({"山田": 1}), "\0"])
def test_the_json_has_the_shape_of_its_schema(call: Call, tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.ndjson"
    path.write_text(text)
    document = json.loads(call(*OF, path, "--format", "json").out)
    Draft202012Validator.check_schema(SCHEMA)
    Draft202012Validator(SCHEMA).validate(document)
    assert "山田" not in json.dumps(document, ensure_ascii=False)


def test_concise_is_a_line_a_finding(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "a.ndjson"
    path.write_text(line(WRONG))
    assert call(*OF, path, "--format", "concise", "--lang", "en").out.splitlines() == [
        f'{path}:1: record.type {INCOME}: this is not a whole number "9999999"',
        f'{path}:1: record.codelist {TAXABLE}: the code list 課税区分 has no such value "9"',
    ]


def test_standard_input(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(line(WRONG).encode())))
    run = call(*OF, "-", "--format", "json")
    assert json.loads(run.out)["files"][0] == {
        "path": "-", "format": "ndjson", "encoding": None, "rows": 1, "rejected": 1, "findings": 2,
    }  # fmt: skip


def test_standard_input_is_called_so(call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(line(WRONG).encode())))
    out = call(*OF, "-", "--lang", "ja", "--rejects", tmp_path).out
    assert out.startswith("エラー[record.type] 標準入力 1行目（1件目）\n")
    assert "標準入力（NDJSON）: 1件のうち1件に誤り（指摘2件）。" in out
    assert {each.name for each in tmp_path.iterdir()} == {
        "manifest.json",
        "stdin.ndjson.reasons.csv",
        "stdin.rejected.ndjson",
    }


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no FIFO here")
def test_a_fifo_is_read_to_its_end(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "fifo"
    os.mkfifo(path)
    writer = threading.Thread(target=path.write_text, args=(line(RIGHT) * 1000 + line(WRONG),))
    writer.start()
    document = json.loads(call(*OF, path, "--format", "json").out)
    writer.join()
    assert (document["summary"]["rows"], document["summary"]["rejected"]) == (1001, 1)


def test_files_that_can_not_be_read_are_the_caller_s_fault(call: Call, tmp_path: Path) -> None:
    locked = tmp_path / "locked.ndjson"
    locked.write_text(line(RIGHT))
    locked.chmod(0)
    for path in (tmp_path, tmp_path / "none", *([locked] if os.geteuid() else [])):
        run = call(*OF, path)
        assert (run.code, run.out) == (2, "")
        assert str(path) in run.err


def test_an_empty_file_is_a_finding(call: Call, tmp_path: Path) -> None:
    for name in ("a.ndjson", "a.json", "a.csv", "a.xml"):
        (tmp_path / name).write_text("")
        assert call(*OF, tmp_path / name, "--format", "concise").code == 1


def test_format_and_encoding_can_be_overruled(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(line(RIGHT))
    assert call(*OF, path, "--input-format", "csv").code == 1
    assert call(*OF, path, "--input-format", "json").code == 0
    path.write_bytes((CSV + "2017,1,1\r\n").encode("cp932"))
    assert call(*OF, path).code == 0
    assert "record.encoding" in call(*OF, path, "--input-format", "csv", "--encoding", "utf-8").out


def test_no_progress_is_shown_where_nobody_looks(call: Call, tmp_path: Path) -> None:
    (tmp_path / "a.ndjson").write_text(line(RIGHT) * 1000)
    assert call(*OF, tmp_path / "a.ndjson").err == ""


def test_names_that_are_not_known(call: Call, tmp_path: Path) -> None:
    run = call(*OF, tmp_path / "x", "--record", "levy", "--lang", "en")
    assert (run.code, run.err) == (2, "layoutc: there is no record `levy`\n  there are:\n    income (所得・課税)\n")
    run = call("validate", "--pair", "municipality/nhi_society", "--area", "local_tac", tmp_path / "x", "--lang", "en")
    assert "did you mean `local_tax` (地方税関係情報)?" in run.err


def test_rejected_rows_are_kept_as_they_came_with_the_reasons(call: Call, tmp_path: Path) -> None:
    folder, path = tmp_path / "rejects", tmp_path / "所得.csv"
    path.write_bytes((CSV + '2017,1,1\r\n2017,"1,0",1\r\n2017,1,"9"\r\n').encode("cp932"))
    run = call(*OF, path, "--rejects", folder, "--lang", "ja")
    assert run.code == 1
    assert "所得.rejected.csv" in run.err
    assert (folder / "所得.rejected.csv").read_bytes() == (CSV + '2017,"1,0",1\r\n2017,1,"9"\r\n').encode("cp932")
    head, *reasons = (folder / "所得.csv.reasons.csv").read_text("utf-8-sig").splitlines()
    assert head == "行,件,列,規則,項目コード,項目,場所,内容,直し方,値"
    assert [each.split(",")[:6] for each in reasons] == [
        ["3", "2", "B", "record.type", INCOME, "総所得金額"],
        ["4", "3", "C", "record.codelist", TAXABLE, "課税区分"],
    ]
    assert (folder / "所得.rejected.csv").stat().st_mode & 0o077 == 0
    assert sorted(each.name for each in folder.iterdir()) == [
        "manifest.json",
        "所得.csv.reasons.csv",
        "所得.rejected.csv",
    ]


@pytest.mark.parametrize("name", ["a.ndjson", "a.json", "a.csv", "a.xml"])
def test_rejected_rows_can_be_validated_again(call: Call, tmp_path: Path, name: str) -> None:
    item = f"<income><{YEAR}>2017</{YEAR}><{INCOME}>x</{INCOME}></income>"
    texts = {
        "a.ndjson": line(RIGHT) + line(WRONG) * 2,
        "a.json": json.dumps([WRONG, RIGHT, WRONG]),
        "a.csv": CSV + "2017,x,1\r\n2017,1,1\r\n2017,y,1\r\n",
        "a.xml": f"<Answers><LocalTaxForNhiBenefit>{item}{item.replace('x', '1')}{item}</LocalTaxForNhiBenefit></Answers>".replace("<1ml", "<xml"),
    }  # fmt: skip
    (tmp_path / name).write_text(texts[name], "utf-8", newline="")
    first = json.loads(call(*OF, tmp_path / name, "--rejects", tmp_path / "r", "--format", "json").out)["summary"]
    again = tmp_path / "r" / name.replace(".", ".rejected.")
    second = json.loads(call(*OF, again, "--format", "json").out)["summary"]
    assert second["rejected"] == second["rows"] == first["rejected"] == 2
    assert second["by_rule"] == first["by_rule"]


def test_files_of_others_are_not_overwritten(call: Call, tmp_path: Path) -> None:
    path, folder = tmp_path / "a.ndjson", tmp_path / "r"
    path.write_text(line(WRONG))
    asked = (*OF, path, "--rejects", folder, "--format", "concise", "--quiet")
    assert call(*asked).code == 1
    assert call(*asked).code == 1
    path.write_text(line(RIGHT))
    assert call(*asked).code == 0
    assert [each.name for each in folder.iterdir()] == ["manifest.json"]
    (folder / "a.rejected.ndjson").write_text("mine")
    path.write_text(line(WRONG))
    run = call(*asked)
    assert (run.code, run.out) == (2, "")
    assert "a.rejected.ndjson" in run.err
    assert sorted(each.name for each in folder.iterdir()) == ["a.rejected.ndjson", "manifest.json"]
    assert (folder / "a.rejected.ndjson").read_text() == "mine"


def test_files_of_one_stem_are_kept_apart(call: Call, tmp_path: Path) -> None:
    folder = tmp_path / "r"
    (tmp_path / "a.json").write_text(json.dumps([WRONG]))
    (tmp_path / "a.csv").write_text(CSV + "2017,x,1\r\n", "utf-8", newline="")
    (tmp_path / "a.txt").write_text(line(WRONG))
    names = [f"a.{ending}" for ending in ("csv", "json", "txt")]
    for name in names:
        assert call(*OF, tmp_path / name, "--rejects", folder).code == 1
    expected = {
        "manifest.json",
        *(f"{name}.reasons.csv" for name in names),
        *(f"a.rejected.{name[2:]}" for name in names),
    }
    assert {each.name for each in folder.iterdir()} == expected
    assert call(*OF, *(tmp_path / name for name in names), "--rejects", folder).code == 1
    assert {each.name for each in folder.iterdir()} == expected


def test_a_finding_about_no_row_is_kept_without_rows(call: Call, tmp_path: Path) -> None:
    path, folder = tmp_path / "a.csv", tmp_path / "r"
    for text, said in ((f"課税年度,課税年度,総所得金額,{TAXABLE}\r\n", "課税年度"), ("", "there is no row in it")):
        path.write_text(text, "utf-8", newline="")
        run = call(*OF, path, "--rejects", folder)
        assert (run.code, [each.name for each in folder.iterdir() if each.suffix == ".csv"]) == (
            1,
            ["a.csv.reasons.csv"],
        )
        assert said in (folder / "a.csv.reasons.csv").read_text("utf-8")
        assert "no row could be read (1 finding)." in run.out
        assert "読めたデータは一件もない（指摘1件）。" in call(*OF, path, "--lang", "ja").out


def test_what_is_wrong_between_rows_is_counted_beside_them(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps([RIGHT, RIGHT])[:-1])
    run = call(*OF, path, "--lang", "ja")
    assert (run.code, "2件に誤りはないが、ファイルそのものに誤りがある（指摘1件）。" in run.out) == (1, True)
    assert "見出し" not in run.out
    assert call(*OF, path, "--rejects", tmp_path / "r").code == 1
    assert sorted(each.name for each in (tmp_path / "r").iterdir()) == ["a.json.reasons.csv", "manifest.json"]


def test_two_files_of_one_name_can_not_be_told_apart(call: Call, tmp_path: Path) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.ndjson").write_text(line(WRONG))
    files = (tmp_path / "one" / "a.ndjson", tmp_path / "two" / "a.ndjson")
    assert call(*OF, *files, "--format", "concise").code == 1
    run = call(*OF, *files, "--rejects", tmp_path / "r")
    assert run.code == 2
    assert [each.name for each in (tmp_path / "r").iterdir()] == []


def test_the_page_for_officials_shows_what_is_printed(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = (ROOT / "docs" / "validate.md").read_text("utf-8")
    content, printed = (
        re.findall(rf"^```{kind}\n(.*?)^```", page, re.MULTILINE | re.DOTALL)[0] for kind in ("csv", "text")
    )
    (tmp_path / "所得.csv").write_bytes(content.replace("\n", "\r\n").encode("cp932"))
    monkeypatch.chdir(tmp_path)
    (command,) = re.findall(r"^\$ layoutc (validate .*)$", page, re.MULTILINE)
    run = call(*command.split(), "--lang", "ja", root=ROOT)
    assert (run.code, run.out[: len(printed)]) == (1, printed)


def test_what_a_killed_run_left_is_cleared_and_two_runs_do_not_mix(call: Call, tmp_path: Path) -> None:
    path, folder = tmp_path / "a.ndjson", tmp_path / "r"
    path.write_text(line(WRONG))
    folder.mkdir()
    (folder / ".layoutc-tmp-0123").write_text("personal")
    with locked(folder):
        run = call(*OF, path, "--rejects", folder)
        assert run.code == 2
        assert "another layoutc" in run.err
    assert call(*OF, path, "--rejects", folder).code == 1
    assert sorted(each.name for each in folder.iterdir()) == [
        "a.ndjson.reasons.csv",
        "a.rejected.ndjson",
        "manifest.json",
    ]


def test_a_workbook_is_told_to_be_saved_as_csv(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "所得.XLSX"
    path.write_bytes(b"PK\x03\x04")
    run = call(*OF, path, "--lang", "ja")
    assert (run.code, run.out) == (2, "")
    assert "「CSV UTF-8（コンマ区切り）」" in run.err
    path.write_text(CSV + "2017,2480000,1\r\n", "utf-8")
    assert call(*OF, path, "--input-format", "csv").code == 0
    renamed = tmp_path / "所得.csv"
    for content in (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1"):
        renamed.write_bytes(content)
        run = call(*OF, renamed, "--lang", "ja")
        assert (run.code, run.out, "は Excel のブックである" in run.err) == (2, "", True)


def test_why_a_file_can_not_be_read_is_told_in_japanese(call: Call, tmp_path: Path) -> None:
    assert "を読めない（ファイル又はフォルダーがない）" in call(*OF, tmp_path / "a.csv", "--lang", "ja").err
