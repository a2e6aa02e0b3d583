"""A `compile` that is killed, or finds the disk full, leaves whole files; the next run completes the tree."""

import json
import random
import re
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from shutil import rmtree

import pytest

from layoutc.emit.placing import TEMPORARY
from tests.end_to_end.machine import LAYOUTC, environment, layoutc, snapshot
from tests.projects import base_text, over_base

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL and resource limits")]

KILLS = 22  # in each of two tests
MOST = 5 * KILLS  # runs that are begun, for some end before they are killed, the more the faster the machine is
ALIVE, PARTLY = KILLS * 3 // 4, KILLS // 2
MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class Version:
    """A project, and the tree that an undisturbed run writes for it."""

    project: Path
    tree: dict[str, bytes]


@pytest.fixture(scope="module")
def versions(tmp_path_factory: pytest.TempPathFactory) -> tuple[Version, Version]:
    """Two projects whose pairs differ in every text; each has pairs that the other has not."""
    made = []
    for number, queriers in enumerate([range(24), range(4, 28)]):
        project = project_of(
            tmp_path_factory.mktemp("version"), f"第{number}版", [f"querier{each}" for each in queriers]
        )
        layoutc("compile", "--quiet", folder=project)
        made.append(Version(project, snapshot(project / "generated")))
        rmtree(project / "generated")
    first, second = made
    assert first.tree.keys() - second.tree.keys()
    assert second.tree.keys() - first.tree.keys()
    assert sum(first.tree[path] != second.tree[path] for path in first.tree.keys() & second.tree.keys()) > 40
    return first, second


def project_of(folder: Path, word: str, queriers: list[str]) -> Path:
    kinds = "".join(f"\n  {name}: {word}の照会者" for name in queriers)
    registry = re.sub(r"(?m)^kinds:", f"kinds:{kinds}", base_text("registry/registry.yaml"), count=1)
    registry = re.sub(r"queriers: \[[^\]]*\]", f"queriers: [nhi_society, {', '.join(queriers)}]", registry)
    area = base_text("areas/local_tax.layout").replace("総所得金額", f"総所得金額（{word}）")
    area = area.replace("expose to nhi_society for", f"expose to nhi_society, {', '.join(queriers)} for")
    return over_base(folder, {"registry/registry.yaml": registry, "areas/local_tax.layout": area})


@pytest.mark.parametrize("seed", [20170731, 20180731])
def test_a_killed_run_leaves_whole_files_and_the_next_completes_them(
    seed: int, versions: tuple[Version, Version], tmp_path: Path
) -> None:
    out, chance = tmp_path / "generated", random.Random(seed)
    put_tree(versions[0], out)
    partly = killed = 0
    for turn in range(MOST):
        if turn >= KILLS and killed >= ALIVE and partly >= PARTLY:
            break
        wanted = versions[(turn + 1) % 2]
        killed += killed_while_writing(wanted, out, chance)
        found = snapshot(out)
        assert_whole(found, versions)
        is_new = found == wanted.tree
        partly += not is_new
        if turn % 4 == 0:
            checked = layoutc("compile", "--check", "--out", out, folder=wanted.project, exits=None)
            assert checked.returncode == (0 if only_leftovers(found, wanted) else 1), checked.stdout
            assert snapshot(out) == found, "--check wrote"
        if turn % 4 == 1:
            layoutc("compile", "--quiet", "--out", out, folder=wanted.project)
            assert snapshot(out) == wanted.tree
    assert killed >= ALIVE, "most runs ended before they were killed"
    assert partly >= PARTLY, "hardly any run was killed while it wrote"
    for wanted in versions:
        layoutc("compile", "--quiet", "--out", out, folder=wanted.project)
        assert snapshot(out) == wanted.tree


@pytest.mark.parametrize("share", [0.3, 0.6, 0.9])
def test_a_full_disk_is_reported_and_leaves_whole_files(
    versions: tuple[Version, Version], share: float, tmp_path: Path
) -> None:
    """No file may grow beyond a limit: the nearest to a full disk that needs no rights."""
    import resource

    old, new = versions
    out = tmp_path / "generated"
    put_tree(old, out)
    limit = int(max(map(len, new.tree.values())) * share)
    done = subprocess.run(
        [LAYOUTC, "compile", "--out", str(out)],
        cwd=new.project,
        env=environment(PYTHONDONTWRITEBYTECODE="1"),
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 2, done.stdout + done.stderr
    assert done.stdout == ""
    assert "File too large" in done.stderr
    assert len(done.stderr.splitlines()) <= 2
    assert_whole(snapshot(out), versions)
    assert not [path for path in snapshot(out) if TEMPORARY in path]
    layoutc("compile", "--quiet", "--out", out, folder=new.project)
    assert snapshot(out) == new.tree


def test_two_runs_at_once_end_in_the_tree_of_one_of_them(versions: tuple[Version, Version], tmp_path: Path) -> None:
    out = tmp_path / "generated"
    for _ in range(3):
        runs = [start(version, out) for version in versions]
        assert [process.wait() for process in runs] == [0, 0]
        assert snapshot(out) in [version.tree for version in versions]


def put_tree(version: Version, out: Path) -> None:
    for path, content in version.tree.items():
        (out / path).parent.mkdir(parents=True, exist_ok=True)
        (out / path).write_bytes(content)


def start(version: Version, out: Path) -> subprocess.Popen[bytes]:
    command = [LAYOUTC, "compile", "--quiet", "--out", str(out)]
    return subprocess.Popen(command, cwd=version.project, env=environment(), stderr=subprocess.DEVNULL)


def killed_while_writing(version: Version, out: Path, chance: random.Random) -> bool:
    """Start a run and kill it when it has just come to a file chosen at random; whether it was still alive."""
    found = snapshot(out)
    paths = sorted(path for path in found.keys() | version.tree.keys() if found.get(path) != version.tree.get(path))
    watched = out / chance.choice([MANIFEST, *paths])
    before = mark(watched)
    with start(version, out) as process:
        while process.poll() is None and mark(watched) == before:
            time.sleep(0.0002)
        time.sleep(chance.uniform(0, 0.004))
        process.send_signal(signal.SIGKILL)
        return process.wait() == -signal.SIGKILL


def mark(path: Path) -> tuple[int, int] | None:
    """What changes when the file is replaced; None where there is no file."""
    with suppress(FileNotFoundError):
        found = path.stat()
        return found.st_ino, found.st_mtime_ns
    return None


def assert_whole(found: dict[str, bytes], versions: tuple[Version, Version]) -> None:
    for path, content in found.items():
        if path == MANIFEST:
            assert json.loads(content)["files"].keys() <= versions[0].tree.keys() | versions[1].tree.keys()
        elif TEMPORARY not in path:
            assert content in [version.tree.get(path) for version in versions], path


def only_leftovers(found: dict[str, bytes], wanted: Version) -> bool:
    """The tree is the wanted one, but for temporary files, which are no part of it."""
    return {path: content for path, content in found.items() if TEMPORARY not in path} == wanted.tree
