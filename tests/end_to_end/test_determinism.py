"""The same layouts give the same bytes, whatever the machine, the caller's settings and the names of the files."""

import os
import random
import re
from pathlib import Path
from shutil import copytree

import pytest

from tests.end_to_end.machine import LAYOUTC, ROOT, layoutc, run, snapshot

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def expected() -> dict[str, bytes]:
    """`generated/` of the checkout, which CI keeps current."""
    return snapshot(ROOT / "generated")


@pytest.mark.parametrize(
    "settings",
    [
        {"PYTHONHASHSEED": "0", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONHASHSEED": "1", "LC_ALL": "ja_JP.UTF-8", "LANG": "ja_JP.UTF-8", "TZ": "Asia/Tokyo"},
        {"PYTHONHASHSEED": "4242", "LC_ALL": "tr_TR.UTF-8", "TZ": "Pacific/Honolulu"},
        {"PYTHONHASHSEED": "random", "LC_ALL": "POSIX", "PYTHONOPTIMIZE": "2"},
    ],
    ids=lambda settings: f"{settings['PYTHONHASHSEED']}-{settings['LC_ALL']}",
)
def test_hash_seed_and_locale_leave_no_trace(
    settings: dict[str, str], expected: dict[str, bytes], tmp_path: Path
) -> None:
    run([LAYOUTC, "compile", "--project", ROOT, "--out", "out"], tmp_path, settings)
    assert snapshot(tmp_path / "out") == expected


def test_the_folder_from_which_it_is_called_leaves_no_trace(expected: dict[str, bytes], tmp_path: Path) -> None:
    layoutc("compile", "--out", tmp_path / "absolute", folder=ROOT)
    layoutc("compile", "--project", "..", "--out", tmp_path / "from_inside", folder=ROOT / "layouts")
    assert snapshot(tmp_path / "absolute") == snapshot(tmp_path / "from_inside") == expected


@pytest.mark.parametrize("seed", range(3))
def test_how_declarations_are_spread_over_files_leaves_no_trace(
    seed: int, expected: dict[str, bytes], tmp_path: Path
) -> None:
    copytree(ROOT / "layouts", tmp_path / "layouts")
    scattered(tmp_path / "layouts", random.Random(seed))
    layoutc("compile", folder=tmp_path)
    assert snapshot(tmp_path / "generated") == expected


def test_a_second_run_touches_no_file(tmp_path: Path) -> None:
    layoutc("compile", "--project", ROOT, "--out", "out", folder=tmp_path)
    files = [path for path in (tmp_path / "out").rglob("*") if path.is_file()]
    for path in files:
        os.utime(path, ns=(1, 1))
    layoutc("compile", "--project", ROOT, "--out", "out", folder=tmp_path)
    assert {path.stat().st_mtime_ns for path in files} == {1}


def scattered(layouts: Path, chance: random.Random) -> None:
    """Give every file another name, in another order on the disk, and every code list a file of its own."""
    texts: list[tuple[Path, str, str]] = []
    for path in sorted(path for path in layouts.rglob("*") if path.is_file()):
        text = path.read_text("utf-8")
        whole = path.suffix != ".codes"
        parts = [text] if whole else re.split(r"(?m)^(?=codes )", text)
        texts += [(path.parent, path.suffix, part) for part in parts]
        path.unlink()
    chance.shuffle(texts)
    for place, (folder, ending, text) in enumerate(texts):
        inner = folder / f"part_{chance.randrange(3)}"
        inner.mkdir(exist_ok=True)
        (inner / f"{chance.randrange(1000):03}_{place}{ending}").write_text(text, "utf-8")
