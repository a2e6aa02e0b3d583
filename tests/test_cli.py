"""The command line: exit codes 0, 1 and 2, every option, what is said of a wrong call, and nothing raised."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from layoutc import cli, project
from layoutc.version import VERSION
from tests.projects import BASE, base_text, over_base

AREA, NEEDS = "areas/local_tax.layout", "needs/nhi_society.yaml"
LAYOUT = base_text(AREA)
DAY = ("--as-of", "2017-07-31")


@dataclass(frozen=True, slots=True)
class Run:
    code: int
    out: str
    err: str


Call = Callable[..., Run]


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Call:
    """Runs layoutc in this process, in English unless told otherwise."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LAYOUTC_LANG", "en")

    def run(*arguments: object, root: Path | None = BASE) -> Run:
        where = ["--project", str(root)] if root else []
        code = cli.run([*map(str, arguments), *where])
        captured = capsys.readouterr()
        return Run(code, captured.out, captured.err)

    return run


@pytest.fixture
def clean(tmp_path: Path) -> Path:
    return over_base(tmp_path, {})


@pytest.fixture
def defect(tmp_path: Path) -> Path:
    """A needed item that is not exposed, and an exposed one that nobody needs."""
    return over_base(tmp_path, {AREA: LAYOUT.replace("    income.taxable\n", "    income.aggregate_income\n")})


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    return over_base(tmp_path, {AREA: LAYOUT.replace("yen(11)", "yne(11)")})


# check


def test_check_exits_0_when_there_is_nothing_to_report(call: Call) -> None:
    run = call("check", *DAY)
    assert (run.code, run.err) == (0, "")
    assert run.out.startswith("As of 2017-07-31: no findings.")
    assert run.out.endswith(" ok 4.\n")


def test_check_exits_1_with_findings(call: Call, defect: Path) -> None:
    run = call("check", *DAY, root=defect)
    assert (run.code, run.err) == (1, "")
    assert "error[need.not-exposed] layouts/areas/local_tax.layout:22:13" in run.out
    assert "error[exposure.unneeded]" in run.out


def test_check_exits_1_for_a_mistake_and_shows_no_traceback(call: Call, broken: Path) -> None:
    run = call("check", *DAY, root=broken)
    assert run.code == 1
    assert "did you mean `yen`?" in run.out
    assert "Traceback" not in run.out + run.err


def test_check_works_on_the_current_folder(call: Call, defect: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(defect)
    assert call("check", *DAY, root=None).code == 1
    assert call("check", *DAY, "layouts/needs", root=None).out.count("error[") == 1


def test_the_day_is_one_of_an_edition_or_today(call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    edition = 'editions:\n  - name: 情報連携開始版\n    day: "2016-07-31"\n'
    root = over_base(tmp_path, {"registry/editions.yaml": edition})
    monkeypatch.setattr(project, "today", lambda: date(2001, 2, 3))
    assert "As of 2016-07-31" in call("check", "--edition", "情報連携開始版", root=root).out
    assert "As of 2001-02-03" in call("check", root=root).out
    unknown = call("check", "--edition", "開始版", root=root)
    assert (unknown.code, unknown.out) == (2, "")
    assert "情報連携開始版" in unknown.err


@pytest.mark.parametrize(
    "day", ["2017-07", "2017-02-30", "tomorrow", "２０１７-07-31", "2017/07/31", "20170731", "2017-W30-1", ""]
)
def test_what_is_no_day_is_refused(call: Call, day: str) -> None:
    run = call("check", "--as-of", day)
    assert (run.code, run.out) == (2, "")
    assert run.err == f"layoutc: `{day}` is not a day; write for instance 2017-07-31\n"


def test_a_day_and_an_edition_are_one_too_many(call: Call) -> None:
    run = call("check", *DAY, "--edition", "x")
    assert (run.code, run.err) == (2, "layoutc: --as-of and --edition can't be given together\n")


@pytest.mark.parametrize(
    ("options", "findings"),
    [
        (("--querier", "nhi_society"), 2),
        (("--querier", "municipality"), 0),
        (("--querier", "municipality", "--querier", "nhi_society"), 2),
        (("--provider", "municipality"), 2),
        (("--area", "local_tax"), 2),
        (("--select", "need.not-exposed"), 1),
        (("--select", "need.not-exposed", "--select", "exposure.unneeded"), 2),
        (("--select", "need.missing"), 0),
    ],
)
def test_check_shows_what_was_chosen(call: Call, defect: Path, options: tuple[str, ...], findings: int) -> None:
    run = call("check", *DAY, "--format", "concise", *options, root=defect)
    assert (len(run.out.splitlines()), run.code) == (findings, min(findings, 1))


@pytest.mark.parametrize(("path", "findings"), [(AREA, 2), (NEEDS, 1), ("codes", 0), ("needs", 1), ("", 2)])
def test_check_of_paths_shows_what_touches_them(call: Call, defect: Path, path: str, findings: int) -> None:
    run = call("check", *DAY, "--format", "concise", defect / "layouts" / path, root=defect)
    assert len(run.out.splitlines()) == findings


def test_a_path_outside_the_project_is_refused(call: Call, tmp_path: Path) -> None:
    run = call("check", tmp_path / "x.layout")
    assert (run.code, run.out) == (2, "")
    assert "is not a file of this project's layouts" in run.err


@pytest.mark.parametrize(
    ("option", "value", "meant"),
    [
        ("--querier", "nhi_socety", "nhi_society"),
        ("--provider", "municipalty", "municipality"),
        ("--area", "local_taxes", "local_tax"),
        ("--select", "need.not-exposd", "need.not-exposed"),
    ],
)
def test_an_unknown_name_is_answered_with_the_one_that_was_meant(
    call: Call, option: str, value: str, meant: str
) -> None:
    run = call("check", option, value)
    assert (run.code, run.out) == (2, "")
    assert f"`{value}`" in run.err
    assert f"did you mean `{meant}`?" in run.err


def test_a_name_like_none_is_answered_with_those_there_are(call: Call) -> None:
    assert "there are: municipality, nhi_society" in call("check", "--querier", "zzz").err


@pytest.mark.parametrize("form", ["text", "concise", "json", "sarif", "junit", "github"])
@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_format_goes_to_standard_output_alone(call: Call, defect: Path, form: str, language: str) -> None:
    run = call("check", *DAY, "--format", form, "--lang", language, root=defect)
    assert (run.code, run.err) == (1, "")
    assert "need.not-exposed" in run.out
    assert run.out.endswith("\n")


@pytest.mark.parametrize("form", ["json", "sarif"])
def test_json_is_pure_with_findings_and_without(call: Call, defect: Path, form: str) -> None:
    for root in (BASE, defect):
        assert isinstance(json.loads(call("check", *DAY, "--format", form, root=root).out), dict)


def test_json_holds_both_languages_whatever_the_locale(call: Call, defect: Path) -> None:
    ja = call("check", *DAY, "--format", "json", "--lang", "ja", root=defect)
    assert ja == call("check", *DAY, "--format", "json", "--lang", "en", root=defect)
    assert json.loads(ja.out)["as_of"] == "2017-07-31"


# compile


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def test_compile_writes_says_so_and_is_then_current(call: Call, clean: Path) -> None:
    run = call("compile", *DAY, root=clean)
    assert (run.code, run.out) == (0, "")
    assert " added, 0 changed, 0 removed." in run.err
    assert "is current." in call("compile", *DAY, root=clean).err
    assert call("compile", "--check", *DAY, root=clean) == Run(0, "", "")


def test_compile_is_quiet_when_asked(call: Call, clean: Path) -> None:
    assert call("compile", *DAY, "--quiet", root=clean) == Run(0, "", "")
    assert (clean / "generated").is_dir()


def test_compile_check_exits_1_and_writes_nothing(call: Call, clean: Path) -> None:
    run = call("compile", "--check", *DAY, root=clean)
    assert run.code == 1
    assert "municipality/nhi_society.py" in run.out
    assert not (clean / "generated").exists()


@pytest.mark.parametrize("option", ["--check", "--diff"])
def test_a_file_changed_by_hand_is_told_and_left_as_it_is(call: Call, clean: Path, option: str) -> None:
    call("compile", *DAY, root=clean)
    changed = clean / "generated" / "layoutc_models" / "municipality" / "nhi_society.py"
    changed.write_text(changed.read_text("utf-8") + "# by hand\n", "utf-8")
    before = files(clean)
    run = call("compile", option, *DAY, root=clean)
    assert run.code == 1
    assert "nhi_society.py" in run.out
    assert ("# by hand" in run.out) is (option == "--diff")
    assert files(clean) == before


def test_compile_refuses_layouts_with_mistakes(call: Call, broken: Path) -> None:
    for options in ((), ("--check",), ("--diff",)):
        run = call("compile", *DAY, *options, root=broken)
        assert run.code == 1
        assert "did you mean `yen`?" in run.out
        assert run.err == "The layouts have mistakes; nothing was written.\n"
    assert not (broken / "generated").exists()


def test_compile_writes_also_what_the_cross_check_finds_fault_with(call: Call, defect: Path) -> None:
    assert call("compile", *DAY, root=defect).code == 0


def test_compile_may_write_elsewhere(call: Call, clean: Path, tmp_path: Path) -> None:
    assert call("compile", *DAY, "--out", tmp_path / "elsewhere", root=clean).code == 0
    assert (tmp_path / "elsewhere" / "jsonschema").is_dir()
    assert not (clean / "generated").exists()


@pytest.mark.parametrize(("emit", "folders"), [("jsonschema", ["jsonschema"]), ("pydantic", ["layoutc_models"])])
def test_compile_may_write_one_format(call: Call, clean: Path, emit: str, folders: list[str]) -> None:
    assert call("compile", *DAY, "--emit", emit, root=clean).code == 0
    assert sorted(path.name for path in (clean / "generated").iterdir() if path.is_dir()) == folders


def test_compile_may_write_one_pair(call: Call, clean: Path) -> None:
    assert call("compile", *DAY, "--pair", "municipality/nhi_society", root=clean).code == 0
    assert (clean / "generated" / "layoutc_models" / "municipality" / "nhi_society.py").is_file()


@pytest.mark.parametrize(
    ("pair", "said"),
    [
        ("", "`` is not a pair"),
        ("municipality", "`municipality` is not a pair; write for instance municipality/nhi_society"),
        ("municipality/nhi_socity", "did you mean `nhi_society`?"),
        ("municipalty/nhi_society", "did you mean `municipality`?"),
    ],
)
def test_what_is_no_pair_is_refused(call: Call, clean: Path, pair: str, said: str) -> None:
    run = call("compile", "--pair", pair, root=clean)
    assert (run.code, run.out) == (2, "")
    assert said in run.err


def test_a_place_that_cannot_be_written_is_the_machines_fault(call: Call, clean: Path) -> None:
    (clean / "taken").write_text("a file")
    run = call("compile", *DAY, "--out", clean / "taken", root=clean)
    assert (run.code, run.out) == (2, "")
    assert run.err.startswith("layoutc: ")
    assert run.err.count("\n") == 1


# fmt


@pytest.fixture
def untidy(tmp_path: Path) -> Path:
    return over_base(tmp_path, {AREA: LAYOUT.replace("  provider  municipality", "provider municipality")})


def test_fmt_puts_in_order_and_then_has_nothing_to_do(call: Call, untidy: Path) -> None:
    call("fmt", root=untidy)
    text = (untidy / "layouts" / AREA).read_text("utf-8")
    assert "  provider  municipality\n" in text
    run = call("fmt", root=untidy)
    assert (run.code, run.out, run.err) == (0, "", "Nothing to format.\n")


@pytest.mark.parametrize("option", ["--check", "--diff"])
def test_fmt_may_only_tell(call: Call, untidy: Path, option: str) -> None:
    before = files(untidy)
    run = call("fmt", option, root=untidy)
    assert run.code == 1
    assert AREA in run.out
    assert ("+  provider  municipality" in run.out) is (option == "--diff")
    assert files(untidy) == before


def test_fmt_of_a_path_leaves_the_others(call: Call, untidy: Path) -> None:
    assert call("fmt", "--check", untidy / "layouts" / "codes", root=untidy).code == 0
    assert call("fmt", "--check", untidy / "layouts" / AREA, root=untidy).code == 1


def test_fmt_tells_the_mistakes_that_keep_it_from_formatting(call: Call, tmp_path: Path) -> None:
    root = over_base(tmp_path, {AREA: LAYOUT.replace("yen(11)", "yen(11")})
    before = (root / "layouts" / AREA).read_bytes()
    run = call("fmt", root=root)
    assert run.code == 1
    assert "error[syntax.unexpected]" in run.out
    assert (root / "layouts" / AREA).read_bytes() == before


# explain and matrix


def test_explain_shows_a_rule_and_lists_all(call: Call) -> None:
    page = call("explain", "need.not-exposed", root=None)
    assert page.code == 0
    assert page.out.startswith("need.not-exposed (error)\n")
    listed = call("explain", "--list", root=None)
    assert listed.code == 0
    assert "exposure.no-legal-basis" in listed.out


def test_explain_of_nothing_or_of_no_rule_is_refused(call: Call) -> None:
    assert call("explain", root=None) == Run(2, "", "layoutc: name a rule, or give --list\n")
    run = call("explain", "need.not_exposed", root=None)
    assert (run.code, run.out) == (2, "")
    assert "did you mean `need.not-exposed`?" in run.err


def test_explain_needs_no_project(call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert call("explain", "--list", root=None).code == 0


def test_matrix_shows_the_pairs(call: Call, defect: Path) -> None:
    assert call("matrix", *DAY).code == 0
    run = call("matrix", *DAY, root=defect)
    assert run.code == 1
    assert "not_exposed" in run.out
    assert isinstance(json.loads(call("matrix", *DAY, "--format", "json", root=defect).out), dict | list)


# Calls that cannot be carried out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("check", "--as-off", "2017-07-31"), "did you mean `--as-of`?"),
        (("check", "--nothing"), "there is no option `--nothing`"),
        (("chek",), "chek"),
        (("check", "--format", "html"), "html"),
        (("check", "--lang", "fr"), "fr"),
        (("check", "--as-of"), "--as-of"),
        (("compile", "--emit", "xsd"), "xsd"),
        (("explain", "a", "b"), "b"),
    ],
)
def test_a_wrong_call_is_told_in_few_lines_on_standard_error(call: Call, arguments: tuple[str, ...], said: str) -> None:
    run = call(*arguments, root=None)
    assert (run.code, run.out) == (2, "")
    assert run.err.startswith("layoutc: ")
    assert said in run.err
    assert len(run.err.splitlines()) <= 2


@pytest.mark.parametrize("command", ["check", "compile", "fmt", "matrix"])
def test_a_folder_without_layouts_is_refused_and_the_way_out_told(call: Call, command: str, tmp_path: Path) -> None:
    run = call(command, root=tmp_path)
    assert (run.code, run.out) == (2, "")
    assert "--project" in run.err
    assert "--shipped" in run.err
    assert run.err.count("\n") == 1


def test_the_shipped_layouts_can_be_taken_from_anywhere(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    run = call("check", "--as-of", "2026-04-01", "--shipped", root=None)
    assert (run.code, run.err) == (0, "")
    assert "no findings" in run.out


@pytest.mark.parametrize(
    "arguments", [("--help",), ("-h",), ("check", "--help"), ("compile", "-h"), ("explain", "--help")]
)
@pytest.mark.parametrize("language", ["ja", "en"])
def test_help_is_there_in_both_languages(
    call: Call, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], language: str
) -> None:
    monkeypatch.setenv("LAYOUTC_LANG", language)
    run = call(*arguments, root=None)
    assert (run.code, run.err) == (0, "")
    assert ("する" in run.out) is (language == "ja")


def test_the_version_is_told(call: Call) -> None:
    assert call("--version", root=None) == Run(0, f"layoutc {VERSION}\n", "")


# Languages


@pytest.mark.parametrize(
    ("arguments", "environment", "language"),
    [
        ([], {}, "en"),
        ([], {"LANG": "ja_JP.UTF-8"}, "ja"),
        ([], {"LANG": "C.UTF-8"}, "en"),
        ([], {"LANG": "en_US.UTF-8", "LC_ALL": "ja_JP.UTF-8"}, "ja"),
        ([], {"LANG": "ja_JP.UTF-8", "LC_MESSAGES": "C"}, "en"),
        ([], {"LANG": "ja_JP.UTF-8", "LC_ALL": ""}, "ja"),
        ([], {"LANG": "ja_JP.UTF-8", "LAYOUTC_LANG": "en"}, "en"),
        (["--lang", "ja"], {"LAYOUTC_LANG": "en"}, "ja"),
        (["check", "--lang=en"], {"LANG": "ja_JP.UTF-8"}, "en"),
        (["check", "--lang"], {"LANG": "ja_JP.UTF-8"}, "ja"),
        (["check", "--lang", "fr"], {"LANG": "ja_JP.UTF-8"}, "ja"),
    ],
)
def test_the_language_is_told_or_that_of_the_locale(
    arguments: list[str], environment: dict[str, str], language: str
) -> None:
    assert cli.language_of(arguments, environment) == language


def test_what_is_said_is_said_in_the_language(call: Call, defect: Path) -> None:
    assert "照会できる項目として規定されていない" in call("check", *DAY, "--lang", "ja", root=defect).out
    assert "not exposed to it" in call("check", *DAY, "--lang", "en", root=defect).out
    assert "日付でない" in call("check", "--as-of", "x", "--lang", "ja").err


# Faults of layoutc's own, and of the world around it


def test_an_uncaught_exception_is_one_line_and_a_file_to_report(
    call: Call, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def fail(*arguments: Any) -> None:
        raise ZeroDivisionError("the inner reason 課税")

    monkeypatch.setattr(project, "check", fail)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    run = call("check")
    assert (run.code, run.out) == (2, "")
    assert run.err.count("\n") == 1
    assert "internal error of layoutc (ZeroDivisionError)" in run.err
    (kept,) = tmp_path.glob("layoutc-error-*.txt")
    assert str(kept) in run.err
    assert "the inner reason 課税" in kept.read_text("utf-8")
    assert "Traceback" in kept.read_text("utf-8")


def test_an_interruption_exits_2_without_a_traceback(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*arguments: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(project, "check", interrupt)
    run = call("check")
    assert (run.code, run.out, run.err.strip()) == (2, "", "layoutc: interrupted")


def process(*arguments: object, **environment: str) -> "subprocess.Popen[bytes]":
    compiler = str(Path(cli.__file__).parent.parent)
    return subprocess.Popen(
        [sys.executable, "-m", "layoutc", *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": compiler, "LAYOUTC_LANG": "ja", **environment},
    )


def test_a_reader_that_goes_away_is_no_fault() -> None:
    running = process("check", *DAY, "--shipped", "--format", "json")
    assert running.stdout is not None
    assert running.stderr is not None
    running.stdout.close()
    assert running.stderr.read() == b""
    running.stderr.close()
    assert running.wait() in (0, 1, 2)


@pytest.mark.parametrize("encoding", ["cp932", "ascii", "utf-8"])
def test_a_terminal_of_any_encoding_is_written_to(encoding: str, defect: Path) -> None:
    out, err = process("check", *DAY, "--project", defect, PYTHONIOENCODING=encoding).communicate()
    assert err == b""
    assert b"need.not-exposed" in out
    if encoding != "ascii":
        assert "照会できる項目として規定されていない" in out.decode(encoding)


def test_json_is_utf_8_on_a_terminal_of_any_encoding(defect: Path) -> None:
    out, _ = process("check", *DAY, "--project", defect, "--format", "json", PYTHONIOENCODING="cp932").communicate()
    assert "規定されていない" in json.loads(out.decode("utf-8"))["findings"][0]["message"]["ja"]


@pytest.mark.parametrize(
    ("arguments", "unwanted"),
    [
        (("--version",), {"lark", "pydantic", "jsonschema", "ruamel.yaml", "layoutc.project"}),
        (("--help",), {"lark", "pydantic", "jsonschema", "ruamel.yaml", "layoutc.project"}),
        (("explain", "--list"), {"lark", "pydantic", "jsonschema", "ruamel.yaml", "layoutc.project"}),
        (("fmt", "--check", "--project", str(BASE)), {"pydantic", "jsonschema", "ruamel.yaml", "layoutc.emit"}),
        (("check", "--project", str(BASE)), {"pydantic", "layoutc.emit", "layoutc.reports.sarif"}),
    ],
)
def test_a_command_imports_only_what_it_uses(arguments: tuple[str, ...], unwanted: set[str]) -> None:
    code = f"import sys\nfrom layoutc.cli import run\nrun({list(arguments)!r})\nprint(*sys.modules, file=sys.stderr)"
    compiler = str(Path(cli.__file__).parent.parent)
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": compiler},
        check=True,
    )
    loaded = set(done.stderr.split())
    assert "layoutc.cli" in loaded
    assert unwanted & loaded == set()
