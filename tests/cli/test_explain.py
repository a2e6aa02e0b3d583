"""layoutc explain: a rule, all rules, and what is none."""

from pathlib import Path

import pytest

from tests.cli.running import Call, Run


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


def test_explain_of_a_family_lists_its_rules(call: Call) -> None:
    lines = call("explain", "workbook", root=None).out.splitlines()
    assert len(lines) > 5
    assert all(line.startswith("workbook.") for line in lines[1:])
