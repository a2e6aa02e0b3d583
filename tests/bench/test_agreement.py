"""The command that compares the engines on any number of answers."""

import sys

import pytest
from bench import agreement

from tests.agreement.engines import ENGINES

PAIR = "jhia/nhi_society"


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr(sys, "argv", ["agreement", *arguments])
    return agreement.main()


@pytest.mark.slow
def test_a_run_counts_each_engine_and_each_definition(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, "--records", "120", "--jobs", "1", "--pair", PAIR, "--table") == 0
    lines = capsys.readouterr().out.splitlines()
    table = [line for line in lines if line.startswith(f"| {PAIR} |")]
    assert [line.split(" | ")[2] for line in table] == [engine.name for engine in ENGINES]
    assert lines[lines.index("") + 1] == "1 definitions, 120 answers each: 120 answers."
    for engine in ENGINES:
        (total,) = [line for line in lines if line.startswith(f"| {engine.name} |")]
        assert total.split(" | ")[1] == str(120 // engine.every)


def test_a_pair_that_there_is_not_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SystemExit) as stopped:
        run(monkeypatch, "--pair", "jhia/nhi_societ")
    assert stopped.value.code == 2
