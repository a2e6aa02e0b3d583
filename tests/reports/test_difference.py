import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layoutc.reports.difference import Change, render, render_unified

from .strategies import tried

CHANGES = (
    Change("generated/new.py", None, "a = 1\n"),
    Change(
        "layouts/areas/local_tax.layout", 'area local_tax  "地方税"\n  b\n\nc\n', 'area local_tax "地方税"\n  b\n\nc'
    ),
    Change("generated/gone.py", "b = 2\n", None),
    Change("generated/same.py", "c = 3\n", "c = 3\n"),
)


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_list_is_as_kept(language: str, golden: Callable[[str, str], None]) -> None:
    golden(f"difference.{language}.txt", render(CHANGES, language))


def test_the_diff_is_as_kept(golden: Callable[[str, str], None]) -> None:
    golden("difference.diff", render_unified(CHANGES, "en"))


def test_no_difference_is_said_and_drawn_as_nothing() -> None:
    assert render(CHANGES[3:], "ja") == "差分なし。\n"
    assert render_unified(CHANGES[3:], "ja") == ""


def test_of_what_is_no_text_only_that_it_differs_is_said() -> None:
    changes = [Change("a.arrow", b"\0\xff", b"\0\xfe"), Change("b.arrow", None, b"\0"), Change("c.arrow", b"\0", b"\0")]
    assert render_unified(changes, "ja") == (
        "a.arrow: バイナリであり、中身が異なる\nb.arrow: バイナリであり、中身が異なる\n"
    )
    assert render(changes, "en").splitlines()[-1] == "Would add 1 file, change 1, remove 0."


def test_a_long_list_is_cut_and_counted() -> None:
    lines = render([Change(f"{number}.py", None, "") for number in range(60)], "en").split("\n")
    assert len(lines) == 53
    assert lines[50:] == ["… and 10 more", "Would add 60 files, change 0, remove 0.", ""]


def test_colour_and_unseen_characters() -> None:
    shown = render_unified([Change("a", "x\r\n", "\ty\x1b\n")], "en", colour=True)
    assert "\x1b[31m-x\\u000d\x1b[0m\n" in shown
    assert "\x1b[32m+\ty\\u001b\x1b[0m\n" in shown
    assert "\x1b[34m@@ -1 +1 @@\x1b[0m\n" in shown


_ordinary = st.lists(st.sampled_from(["a", "漢字", "", "-", "+x", "\tt", "@@"]), max_size=8).map("\n".join)


@tried
@given(_ordinary, _ordinary)
def test_a_diff_of_ordinary_text_holds_both_texts(before: str, after: str) -> None:
    shown = render_unified([Change("f", before, after)], "en")
    assert (shown == "") is (before == after)
    body = [line for line in shown.split("\n")[2:-1] if line[:1] in "+-"]
    removed = [line[1:] for line in body if line[0] == "-"]
    added = [line[1:] for line in body if line[0] == "+"]
    assert all(line in before.split("\n") for line in removed)
    assert all(line in after.split("\n") for line in added)


@pytest.mark.skipif(shutil.which("patch") is None, reason="no patch on this machine")
def test_patch_can_apply_it(tmp_path: Path) -> None:
    before, after = "".join(f"行{n}\n" for n in range(30)), "".join(f"行{n}{n == 3 or ''}\n" for n in range(29)) + "終"
    (tmp_path / "f").write_text(before, encoding="utf-8", newline="\n")
    diff = render_unified([Change("f", before, after)], "en")
    assert len(re.findall("^@@", diff, re.MULTILINE)) == 2
    subprocess.run(["patch", "-p1"], input=diff.encode(), cwd=tmp_path, check=True, capture_output=True)
    assert (tmp_path / "f").read_bytes().decode() == after
