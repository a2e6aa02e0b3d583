"""With the cache and without it layoutc says and writes the same, whatever was kept before."""

import random
from pathlib import Path
from shutil import rmtree

import pytest

from layoutc.project import cache, loading
from layoutc.source import SourceFile
from layoutc.syntax.parser import Parsed, parse
from tests.cli.running import AREA, DAY, NEEDS, Call, files, process
from tests.projects import over_base

LABELS = ("総所得金額", "総所得の金額", "所得の総額")


@pytest.fixture
def kept(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path_factory.mktemp("cache") / "layoutc"
    monkeypatch.setenv(cache.VARIABLE, str(folder))
    return folder


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A note for each layout that is parsed."""
    noted: list[str] = []

    def noting(source: SourceFile) -> Parsed:
        noted.append(source.path)
        return parse(source)

    monkeypatch.setattr(loading, "parse", noting)
    return noted


@pytest.mark.parametrize("arguments", [("check", *DAY), ("check", "--format", "json", *DAY), ("compile", *DAY)])
def test_the_second_run_parses_nothing_and_says_the_same(
    arguments: tuple[str, ...], defect: Path, kept: Path, call: Call, reads: list[str]
) -> None:
    first = call(*arguments, root=defect)
    if arguments[0] == "compile":
        first = call(*arguments, "--no-cache", root=defect)
    assert reads
    reads.clear()
    assert call(*arguments, root=defect) == first
    assert not reads
    assert call(*arguments, "--no-cache", root=defect) == first
    assert reads


@pytest.mark.parametrize(
    "option", [("--lang", "ja"), ("--format", "concise"), ("--as-of", "2018-07-31"), ("--area", "local_tax")]
)
def test_another_question_gets_its_own_answer(option: tuple[str, str], defect: Path, kept: Path, call: Call) -> None:
    call("check", *DAY, root=defect)
    assert call("check", *DAY, *option, root=defect) == call("check", *DAY, *option, "--no-cache", root=defect)


def test_after_any_edits_both_agree(clean: Path, kept: Path, call: Call, tmp_path: Path) -> None:
    """Edits of layouts, needs and of the output itself, in any order; now and then the cache is damaged or gone."""
    chance, area, needs = random.Random(20170731), clean / "layouts" / AREA, clean / "layouts" / NEEDS
    texts = [area.read_text("utf-8").replace(LABELS[0], label) for label in LABELS]
    texts.append(texts[0].replace("    income.taxable\n", ""))
    wanted = [needs.read_text("utf-8"), needs.read_text("utf-8") + "# nothing\n"]
    for _ in range(30):
        area.write_text(chance.choice(texts), "utf-8")
        needs.write_text(chance.choice(wanted), "utf-8")
        _meddle(chance, clean / "generated", kept)
        assert call("check", *DAY, root=clean) == call("check", *DAY, "--no-cache", root=clean)
        assert call("compile", *DAY, root=clean).code == 0
        assert call("compile", *DAY, "--check", root=clean).code == 0
        assert call("compile", *DAY, "--no-cache", "--out", tmp_path / "plain", root=clean).code == 0
        assert files(clean / "generated") == files(tmp_path / "plain")


def test_after_an_edit_only_the_edited_layout_is_parsed(
    clean: Path, kept: Path, call: Call, reads: list[str], tmp_path: Path
) -> None:
    call("compile", *DAY, root=clean)
    area = clean / "layouts" / AREA
    area.write_text(area.read_text("utf-8").replace(LABELS[0], LABELS[1]), "utf-8")
    reads.clear()
    done = call("compile", *DAY, root=clean)
    assert reads == [f"layouts/{AREA}"]
    assert done.code == 0
    assert call("check", *DAY, root=clean).code == 0
    assert len(reads) == 1
    call("compile", *DAY, "--no-cache", "--out", tmp_path / "plain", root=clean)
    assert files(clean / "generated") == files(tmp_path / "plain")


def _meddle(chance: random.Random, out: Path, kept: Path) -> None:
    """Something that may happen to the output or to the cache between two runs."""
    entries = sorted(kept.glob("*")) if kept.is_dir() else []
    generated = sorted(path for path in out.rglob("*") if path.is_file()) if out.is_dir() else []
    match chance.randrange(7):
        case 0 if entries:
            chance.choice(entries).write_bytes(b"poison")
        case 1 if entries:
            whole = chance.choice(entries)
            whole.write_bytes(whole.read_bytes()[: chance.randrange(200)])
        case 2 if entries:  # what an entry says, under the name of another
            chance.choice(entries).write_bytes(chance.choice(entries).read_bytes())
        case 3:
            rmtree(kept, ignore_errors=True)
        case 4 if generated:
            chance.choice(generated).unlink()
        case 5 if generated:
            edited = chance.choice(generated)
            edited.write_bytes(edited.read_bytes() + b" \n")
        case 6 if generated:
            (chance.choice(generated).parent / ".layoutc-tmp-00").write_bytes(b"half")


def test_runs_at_once_share_it(clean: Path, kept: Path, tmp_path: Path) -> None:
    others = [clean, over_base(tmp_path / "other", {})]
    runs = [process("check", *DAY, "--project", others[number % 2], LAYOUTC_CACHE_DIR=str(kept)) for number in range(4)]
    said = {(*run.communicate(), run.returncode) for run in runs}
    assert len(said) == 1
    # One answer for both projects, and the pieces of each; or of one, where its answer was there before the other was asked.
    assert len(list(kept.iterdir())) in (2, 3)
