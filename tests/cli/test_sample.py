"""layoutc sample: fictitious answers on standard output, and what is said when a definition is not clear."""

import io
import json
import sys
from datetime import date
from pathlib import Path

import arro3.io
import pyarrow as pa
import pyarrow.ipc as ipc
import pyarrow.parquet as pq
import pytest

from layoutc import cli
from layoutc.emit.definitions import pairs
from layoutc.project import load
from tests.cli.running import AREA, DAY, LAYOUT, Call
from tests.projects import BASE, base_text, over_base
from tests.records.tables import objects, written_out

OF = ("--pair", "municipality/nhi_society", "--area", "local_tax")
ASKED = ("sample", *OF, *DAY)


def test_a_line_is_an_answer(call: Call) -> None:
    run = call(*ASKED, "--count", 3)
    assert (run.code, run.err) == (0, "")
    lines = run.out.splitlines()
    assert [list(json.loads(line)) for line in lines] == [["income"]] * 3


def test_json_is_one_array(call: Call) -> None:
    lines = call(*ASKED, "--count", 3).out.splitlines()
    assert json.loads(call(*ASKED, "--count", 3, "--format", "json").out) == [json.loads(line) for line in lines]
    assert json.loads(call(*ASKED, "--count", 0, "--format", "json").out) == []


def test_the_same_seed_gives_the_same_answers(call: Call) -> None:
    for option in ((), ("--invalid",)):
        once, again, other = (call(*ASKED, "--count", 200, "--seed", seed, *option).out for seed in "112")
        assert once == again
        assert once != other


def test_a_wrong_answer_comes_with_its_rule_and_place(call: Call) -> None:
    found = [json.loads(line) for line in call(*ASKED, "--invalid", "--count", 60).out.splitlines()]
    assert all(list(each) == ["rule", "json_path", "answer"] for each in found)
    assert {"rule": "record.required", "json_path": "$.income", "answer": {}} in found
    assert {each["rule"] for each in found} > {"record.range", "record.codelist", "record.unknown-item", "record.form"}


def test_rules_and_places_go_to_a_file_of_their_own(call: Call, tmp_path: Path) -> None:
    beside = [json.loads(line) for line in call(*ASKED, "--invalid").out.splitlines()]
    expected = tmp_path / "expected.ndjson"
    run = call(*ASKED, "--invalid", "--expected", expected)
    assert [json.loads(line) for line in run.out.splitlines()] == [each["answer"] for each in beside]
    told = [json.loads(line) for line in expected.read_text("utf-8").splitlines()]
    assert told == [
        {"number": number, "rule": each["rule"], "json_path": each["json_path"]}
        for number, each in enumerate(beside, 1)
    ]


@pytest.mark.parametrize("form", ["json", "ndjson", "csv", "xml"])
def test_validate_finds_in_each_sample_what_is_told_of_it(call: Call, tmp_path: Path, form: str) -> None:
    right, wrong, expected = tmp_path / f"right.{form}", tmp_path / f"wrong.{form}", tmp_path / "expected"
    options = ("--format", form, "--count", 100)  # of more, validate shows some of each kind
    right.write_text(call(*ASKED, *options).out, "utf-8", newline="")
    wrong.write_text(call(*ASKED, *options, "--invalid", "--expected", expected).out, "utf-8", newline="")
    asked = ("validate", *OF, *DAY, "--format", "json", "--max-findings", 1000, "--show-values")
    assert json.loads(call(*asked, right).out)["findings"] == []
    told = [json.loads(line) for line in expected.read_text("utf-8").splitlines()]
    found = json.loads(call(*asked, wrong).out)["findings"]
    assert len(told) == 100
    assert [each["rule"] for each in found] == [each["rule"] for each in told]
    if form != "xml":  # whose rows are records, with paths of their own
        assert [each["json_path"] for each in found] == [each["json_path"] for each in told]


def test_a_file_for_them_needs_wrong_answers_and_a_folder(call: Call, tmp_path: Path) -> None:
    run = call(*ASKED, "--expected", tmp_path / "x")
    assert (run.code, run.out, run.err) == (2, "", "layoutc: --expected goes with --invalid\n")
    run = call(*ASKED, "--invalid", "--expected", tmp_path / "none" / "x")
    assert run.code == 2
    assert "can't write" in run.err


def test_csv_is_a_row_under_codes_and_xml_a_document(call: Call, tmp_path: Path) -> None:
    lines = call(*ASKED, "--format", "csv", "--count", 3).out.splitlines()
    assert lines[0].startswith("TK90000000000101,TK90000000000102,")
    assert len(lines) == 4
    assert call(*ASKED, "--format", "xml", "--count", 3).out.count("<LocalTaxForNhiBenefit ") == 3
    for form in ("csv", "xml"):
        run = call(*ASKED, "--format", form, "--invalid")
        assert (run.code, run.out) == (2, "")
        assert "--expected FILE" in run.err
        run = call(*ASKED, "--format", form, "--invalid", "--count", 3, "--expected", tmp_path / form)
        assert run.code == 0
        assert len((tmp_path / form).read_text("utf-8").splitlines()) == 3


def test_a_table_holds_one_kind_of_record(call: Call, tmp_path: Path) -> None:
    levy = '  record levy "賦課" {\n    levied_on  TK90000000000109  date  "賦課年月日"\n  }\n\n  expose'
    root = over_base(
        tmp_path,
        {AREA: LAYOUT.replace("  expose", levy).replace("    income.taxable\n", "    income.taxable\n    levy.*\n")},
    )
    run = call(*ASKED, "--format", "csv", root=root)
    assert (run.code, run.out) == (2, "")
    assert "there are:\n    income (所得・課税)\n    levy (賦課)\n" in run.err
    assert (
        "there are:\n    income (所得・課税)\n    levy (賦課)\n" in call(*ASKED, "--format", "parquet", root=root).err
    )
    assert call(*ASKED, "--format", "csv", "--record", "levy", root=root).out.startswith("TK90000000000109,")
    assert "did you mean `levy` (賦課)?" in call(*ASKED, "--format", "csv", "--record", "levi", root=root).err
    assert "goes with --format csv or --format parquet" in call(*ASKED, "--record", "levy", root=root).err


def test_parquet_is_the_table_of_compile_with_the_records_of_the_other_formats(
    capsysbinary: pytest.CaptureFixture[bytes], tmp_path: Path
) -> None:
    def out(*options: str) -> bytes:
        assert cli.run([*ASKED, *options, "--seed", "7", "--project", str(BASE)]) == 0
        return capsysbinary.readouterr().out

    file = out("--format", "parquet", "--count", "300")
    assert file == out("--format", "parquet", "--record", "income", "--count", "300")
    cli.run(["compile", *DAY, "--emit", "arrow", "--out", str(tmp_path), "--project", str(BASE)])
    (declared,) = (tmp_path / "arrow/municipality/nhi_society").glob("local_tax.nhi_benefit.income.arrows")
    standing = load(BASE).catalog.at(date.fromisoformat(DAY[1]))
    kind = next(pair for pair in pairs(standing) if pair.querier == "nhi_society").definitions[0].records[0]
    answers = [json.loads(line) for line in out("--count", "300").splitlines()]
    sent = [written_out(kind, entry) for answer in answers for entry in answer["income"]][:300]
    for table in (pq.read_table(io.BytesIO(file)), pa.table(arro3.io.read_parquet(io.BytesIO(file)).read_all())):
        assert table.schema.equals(ipc.open_stream(declared).schema, check_metadata=True)
        assert list(objects(kind, table.to_pylist())) == sent
    assert len(sent) == 300


def test_parquet_takes_no_wrong_answers_and_no_terminal(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    run = call(*ASKED, "--format", "parquet", "--invalid")
    assert (run.code, run.out) == (2, "")
    assert "does not go with --invalid" in run.err
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    run = call(*ASKED, "--format", "parquet")
    assert (run.code, run.out) == (2, "")
    assert "not written to a terminal" in run.err
    assert "> FILE" in run.err


def test_without_pyarrow_parquet_names_what_to_install(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    for name in ("layoutc.emit.arrow_schema", "layoutc.records.columnar"):
        monkeypatch.delitem(sys.modules, name, raising=False)
        monkeypatch.delattr(name, raising=False)
    run = call(*ASKED, "--format", "parquet")
    assert (run.code, run.out) == (2, "")
    assert "the format `parquet` needs" in run.err
    assert "pip install 'layoutc[arrow]'" in run.err


@pytest.mark.parametrize(
    ("option", "name", "meant"),
    [
        ("--pair", "municipality/nhi_societ", "nhi_society"),
        ("--area", "locl_tax", "local_tax"),
        ("--procedure", "nhi_benefits", "nhi_benefit"),
    ],
)
def test_a_misspelt_name_is_answered_with_the_one_that_was_meant(
    call: Call, option: str, name: str, meant: str
) -> None:
    run = call(*ASKED, option, name)
    assert (run.code, run.out) == (2, "")
    assert f"did you mean `{meant}`" in run.err


def test_of_several_procedures_one_has_to_be_named(call: Call, tmp_path: Path) -> None:
    registry = base_text("registry/registry.yaml")
    benefit = registry[registry.index("  nhi_benefit:") : registry.index("institutions:")]
    root = over_base(
        tmp_path,
        {
            AREA: LAYOUT.replace("for nhi_benefit {", "for nhi_benefit, nhi_premium {"),
            "registry/registry.yaml": registry.replace(
                benefit, benefit + benefit.replace("nhi_benefit", "nhi_premium").replace("支給", "徴収")
            ),
        },
    )
    run = call(*ASKED, root=root)
    assert (run.code, run.out) == (2, "")
    assert "choose one with --procedure" in run.err
    assert "there are:\n    nhi_benefit (" in run.err
    assert "\n    nhi_premium (" in run.err
    assert call(*ASKED, "--procedure", "nhi_premium", root=root).code == 0


def test_an_area_that_the_pair_does_not_exchange_is_answered_with_those_that_it_does(
    call: Call, tmp_path: Path
) -> None:
    other = LAYOUT.replace("area local_tax", "area ward_tax").replace("TM00000000000002", "TM90000000000009")
    other = other.replace("TK9000000000010", "TK9000000000020")
    other = other[: other.index("  expose to")] + "}\n"
    root = over_base(tmp_path, {"areas/ward_tax.layout": other})
    run = call("sample", "--pair", "municipality/nhi_society", "--area", "ward_tax", *DAY, root=root)
    assert (run.code, run.out) == (2, "")
    assert "does not exchange `ward_tax`" in run.err
    assert "there are:\n    local_tax (地方税関係情報)\n" in run.err


def test_layouts_with_mistakes_give_no_samples(call: Call, broken: Path) -> None:
    run = call(*ASKED, root=broken)
    assert (run.code, run.out) == (2, "")
    assert "the layouts have" in run.err
