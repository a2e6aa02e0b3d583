"""Calls that can't be carried out, faults of layoutc's own and of the world around it: nothing is raised."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import click
import pytest

from layoutc import cli, project
from layoutc.version import VERSION
from tests.cli.running import Call, Run
from tests.projects import BASE

HEAVY = ("lark", "pydantic", "jsonschema", "ruamel.yaml", "layoutc.project")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("check", "--as-off", "2017-07-31"), "did you mean `--as-of`?"),
        (("check", "--nothing"), "there is no option `--nothing`"),
        (("chek",), "chek"),
        (("check", "--format", "html"), "html"),
        (("check", "--lang", "fr"), "fr"),
        (("check", "--as-of"), "--as-of"),
        (("compile", "--emit", "html"), "html"),
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
    code = f"import sys\nfrom layoutc.cli import run\nrun({list(arguments)!r})\nprint(*sys.modules, file=sys.stderr)"
    compiler = str(Path(cli.__file__).parents[2])
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


def test_what_a_call_lacks_is_told_in_japanese(call: Call) -> None:
    lacks = call("validate", "--lang", "ja", "a.csv")
    assert (lacks.code, lacks.err.splitlines()[0]) == (2, "layoutc: --pair を指定する")
    no_files = call("validate", "--lang", "ja", "--pair", "a/b", "--area", "c").err
    assert no_files.startswith("layoutc: FILE... を指定する\n")
