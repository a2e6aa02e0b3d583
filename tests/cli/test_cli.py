"""Calls that can't be carried out, faults of layoutc's own and of the world around it: nothing is raised."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import click
import pytest

from layoutc import cli, project
from layoutc.cli import refusals
from layoutc.columns import display_width
from layoutc.messages import cli as say
from layoutc.version import VERSION
from tests.cli.running import DAY, Call, Run
from tests.projects import BASE

HEAVY = ("lark", "pydantic", "jsonschema", "ruamel.yaml", "layoutc.project")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("check", "--as-off", "2017-07-31"), "did you mean `--as-of`?"),
        (("check", "--nothing"), "there is no option `--nothing`"),
        (("check", "--form", "json"), "did you mean `--format`?"),
        (("check", "--pro", "x"), "there are: --provider, --project"),
        (("chek",), "did you mean `check`?"),
        (("ＣＨＥＣＫ",), "did you mean `check`?"),
        (("check", "--format", "html"), "there are: text, concise, json, sarif, junit, github"),
        (("check", "--format", "ｊｓｏｎ"), "did you mean `json`?"),
        (("check", "--lang", "fr"), "`fr` can't be chosen for --lang"),
        (("check", "--as-of"), "--as-of needs a value"),
        (("check", "--area", "--quiet"), "`--quiet` follows"),
        (("check", "--show-waived=yes"), "--show-waived takes no value"),
        (("check", "–as-of", "2017-07-31"), "did you mean `--as-of`?"),
        (("check", "－－as-of=2017-07-31"), "did you mean `--as-of=2017-07-31`?"),
        (("compile", "--emit", "html"), "`html` can't be chosen for --emit"),
        (("explain", "a", "b"), "there is no place for `b`"),
        (("validate", "--max-findings", "many", "x"), "write a whole number from 0 to 100000"),
        (("sample", "--count", "-1"), "write a whole number from 0 on"),
        (("sample", "--expected", str(BASE)), "name a file"),
        (("validate", "--rejects", __file__, "x"), "name a folder"),
    ],
)
def test_a_wrong_call_is_told_in_few_lines_on_standard_error_in_both_languages(
    call: Call, arguments: tuple[str, ...], said: str
) -> None:
    run = call(*arguments, root=None)
    assert (run.code, run.out) == (2, "")
    assert run.err.startswith("layoutc: ")
    assert said in run.err
    assert len(run.err.splitlines()) == 2
    in_japanese = call("--lang", "ja", *arguments, root=None).err.splitlines()
    assert len(in_japanese) == 2
    assert all(re.search("[ぁ-ん]", line) for line in in_japanese)


def test_what_click_alone_would_say_is_in_our_words_too(call: Call) -> None:
    """Whatever else click may refuse is said in its words, behind ours."""
    error = click.UsageError("something of click's")
    told = refusals.refused(error, cli.build("en"), "layoutc check")
    assert (told.text.en, told.help_text) == ("wrong call: something of click's", say.see_help("layoutc check"))


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
    assert ("Options:" in run.out) is (language == "en")


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("name", ["", *cli.COMMANDS])
def test_help_fits_the_terminal_and_speaks_one_language(
    call: Call, monkeypatch: pytest.MonkeyPatch, language: str, name: str
) -> None:
    monkeypatch.setenv("COLUMNS", "72")
    page = call(*([name] if name else []), "--help", "--lang", language, root=None).out
    assert all(display_width(line) <= 72 for line in page.splitlines())
    assert not re.search(r"\[required\]|default:|Usage|<=|INTEGER" if language == "ja" else "[ぁ-ん]", page)
    assert not re.search("^ *[、。）」]|[（「]$", page, re.MULTILINE)


@pytest.mark.parametrize("name", cli.COMMANDS)
def test_a_command_is_called_what_the_table_calls_it(name: str) -> None:
    group = cli.build("en")
    with click.Context(group) as context:
        command = group.get_command(context, name)
    assert command is not None
    assert command.name == name
    assert group.list_commands(context) == list(cli.COMMANDS)


def test_the_version_is_told(call: Call) -> None:
    assert call("--version", root=None) == Run(0, f"layoutc {VERSION}\n", "")


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


@pytest.mark.parametrize(
    ("arguments", "unwanted"),
    [
        (("--version",), {*HEAVY, "layoutc.cli.check", "layoutc.emit"}),
        (("--help",), {*HEAVY, "layoutc.emit.json_schema", "layoutc.emit.pydantic_models"}),
        (("explain", "--list"), {*HEAVY, "layoutc.cli.check", "layoutc.emit"}),
        (("fmt", "--check", "--project", str(BASE)), {"pydantic", "jsonschema", "ruamel.yaml", "layoutc.emit"}),
        (("check", "--project", str(BASE)), {"pydantic", "layoutc.emit", "layoutc.reports.sarif"}),
    ],
)
def test_a_command_imports_only_what_it_uses(arguments: tuple[str, ...], unwanted: set[str]) -> None:
    assert unwanted & imported(*arguments) == set()


@pytest.mark.parametrize("command", ["check", "compile"])
def test_where_nothing_changed_no_catalog_is_imported(
    command: str, clean: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    told, cache = (command, *DAY, "--project", str(clean)), str(tmp_path_factory.mktemp("cache"))
    assert "layoutc.catalog" in imported(*told, LAYOUTC_CACHE_DIR=cache)
    assert "layoutc.catalog" not in imported(*told, LAYOUTC_CACHE_DIR=cache)


def imported(*arguments: str, **environment: str) -> set[str]:
    """The modules that a call has imported when it ends."""
    code = f"import sys\nfrom layoutc.cli import run\nrun({list(arguments)!r})\nprint(*sys.modules, file=sys.stderr)"
    compiler = str(Path(cli.__file__).parents[2])
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": compiler, **environment},
        check=True,
    )
    loaded = set(done.stderr.split())
    assert "layoutc.cli" in loaded
    return loaded


def test_help_marks_what_is_needed_and_what_holds_without_an_option(call: Call) -> None:
    page = call("sample", "--help", "--lang", "ja", root=None).out
    assert "〔必須〕" in page
    assert "乱数の種（既定: 1）" in page
    page = call("sample", "--help", root=None).out
    assert page.count("[required]") == 2
    assert "the seed of the random numbers (default: 1)" in page


def test_what_a_call_lacks_is_told_in_japanese(call: Call) -> None:
    lacks = call("validate", "--lang", "ja", "a.csv")
    assert (lacks.code, lacks.err.splitlines()[0]) == (2, "layoutc: --pair を指定する")
    no_files = call("validate", "--lang", "ja", "--pair", "a/b", "--area", "c").err
    assert no_files.startswith("layoutc: FILE... を指定する\n")
