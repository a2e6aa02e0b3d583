"""Standard output: pure, in every format, on terminals of any encoding."""

import json
from pathlib import Path

import pytest

from tests.cli.running import DAY, Call, process
from tests.projects import BASE


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
