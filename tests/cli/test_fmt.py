"""layoutc fmt: files put in order, or only told of."""

from pathlib import Path

import pytest

from tests.cli.running import AREA, LAYOUT, Call, files
from tests.projects import over_base


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


def test_fmt_does_not_write_the_layouts_that_came_with_layoutc(call: Call, untidy: Path) -> None:
    run = call("fmt", "--shipped", root=untidy)
    assert (run.code, run.out) == (2, "")
    assert "can't be changed" in run.err
    assert call("fmt", "--shipped", "--check", root=untidy).code == 0
