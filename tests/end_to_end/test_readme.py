"""Every command that the READMEs show works, in order, in a fresh clone."""

import os
import re
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.end_to_end.machine import ROOT, commit_all, copy_checkout, git, run

README, JAPANESE = ROOT / "README.md", ROOT / "README.ja.md"
_BLOCK = re.compile(r"(?ms)^(?:<!-- exits (?P<code>\d+) -->\n+)?```sh\n(?P<commands>.*?)^```$")


@dataclass(frozen=True, slots=True)
class Block:
    """What a reader copies into a terminal, and the exit code that the text announces."""

    commands: str
    exits: int


def blocks(readme: Path) -> list[Block]:
    text = readme.read_text("utf-8")
    found = [Block(match["commands"], int(match["code"] or 0)) for match in _BLOCK.finditer(text)]
    assert len(found) == len(re.findall(r"(?m)^```sh\b", text)), "a block that could not be read"
    return found


def path_outside(environment_folder: str) -> str:
    """PATH without the virtual environment that runs the tests: a reader has none."""
    return os.pathsep.join(each for each in os.environ["PATH"].split(os.pathsep) if each != environment_folder)


def test_both_readmes_show_the_same_commands() -> None:
    assert [each.exits for each in blocks(README)] == [each.exits for each in blocks(JAPANESE)]
    assert [without_comments(each) for each in blocks(README)] == [without_comments(each) for each in blocks(JAPANESE)]


def without_comments(block: Block) -> str:
    return re.sub(r"(?m)\s*#.*$", "", block.commands)


def test_the_readmes_show_the_report_and_the_tests() -> None:
    first, *others = blocks(README)
    assert "check --as-of 2017-07-31" in first.commands
    assert first.exits == 1
    assert any("pytest" in each.commands for each in others)


@pytest.mark.slow
def test_every_block_runs_in_a_fresh_clone(tmp_path: Path) -> None:
    """The tests among the blocks are a part of all tests: the clone's own copy of this one would not end."""
    origin = copy_checkout(tmp_path / "origin")
    commit_all(origin)
    git(tmp_path, "clone", "--quiet", str(origin), "clone")
    settings = {"PATH": path_outside(str(Path(sys.executable).parent)), "PYTEST_ADDOPTS": "-m 'not slow' tests/rules"}
    for place, block in enumerate(blocks(README)):
        done = run(["sh", "-e", "-c", block.commands], tmp_path / "clone", settings, exits=block.exits)
        if place == 0:
            assert "127      127" in done.stdout
        if "pytest" in block.commands:
            assert re.search(r"\d+ passed|\[100%\]", done.stdout)
