import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from layoutc.emit import output
from layoutc.emit.artifacts import MARK, Artifact
from layoutc.emit.lock import locked
from layoutc.emit.output import Difference, OutputError, planned, write
from layoutc.emit.placing import TEMPORARY
from tests.emit.plans import compare


def art(path: str, text: str = "x") -> Artifact:
    return Artifact(path, f"# {MARK}\n{text}\n")


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def fresh(tmp_path: Path, *artifacts: Artifact) -> dict[str, bytes]:
    """What an undisturbed run leaves in an empty folder."""
    folder = tmp_path / "undisturbed"
    write(folder, artifacts)
    return tree(folder)


A, B, C = art("m/a.py"), art("m/p/b.py"), art("j/c.json")


def test_a_first_run_writes_everything(tmp_path: Path) -> None:
    out = tmp_path / "deep" / "out"
    assert compare(out, [A, B]) == Difference(added=("m/a.py", "m/p/b.py", "manifest.json"))
    assert not out.exists()
    assert write(out, [B, A]).added == ("m/a.py", "m/p/b.py", "manifest.json")
    assert tree(out).keys() == {"m/a.py", "m/p/b.py", "manifest.json"}
    assert tree(out)["m/a.py"] == A.text.encode()
    assert not compare(out, [A, B])


def test_only_what_changed_is_touched(tmp_path: Path) -> None:
    write(tmp_path, [A, B])
    before = {path: (tmp_path / path).stat().st_mtime_ns for path in tree(tmp_path)}
    inodes = {path: (tmp_path / path).stat().st_ino for path in tree(tmp_path)}
    assert write(tmp_path, [A, B]) == Difference()
    changed = write(tmp_path, [A, art("m/p/b.py", "new")])
    assert changed == Difference(changed=("m/p/b.py", "manifest.json"))
    assert changed.write == ("m/p/b.py", "manifest.json")
    assert (tmp_path / "m/a.py").stat().st_mtime_ns == before["m/a.py"]
    assert (tmp_path / "m/a.py").stat().st_ino == inodes["m/a.py"]


def test_what_is_gone_is_removed_with_its_folder_and_its_compiled_files(tmp_path: Path) -> None:
    out = tmp_path / "out"
    write(out, [A, B])
    cache = out / "m/p/__pycache__"
    cache.mkdir()
    (cache / "b.cpython-311.pyc").write_bytes(b"x")
    assert compare(out, [A]).removed == ("m/p/b.py",)
    assert write(out, [A]) == Difference(changed=("manifest.json",), removed=("m/p/b.py",))
    assert not (out / "m/p").exists()
    assert tree(out) == fresh(tmp_path, A)


def test_what_is_no_text_is_written_and_compared_as_it_is(tmp_path: Path) -> None:
    before, after = Artifact("m/a.arrow", b"ARROW\0\xff"), Artifact("m/a.arrow", b"ARROW\0\xfe")
    write(tmp_path, [before])
    assert tree(tmp_path)["m/a.arrow"] == before.content
    assert planned(tmp_path, [before]) == []
    assert planned(tmp_path, [after])[0] == ("m/a.arrow", before.content, after.content)
    assert write(tmp_path, [after]).changed == ("m/a.arrow", "manifest.json")
    assert write(tmp_path, [A]).removed == ("m/a.arrow",)


def test_files_of_somebody_else_stay(tmp_path: Path) -> None:
    write(tmp_path, [A, B])
    (tmp_path / "m/p/notes.txt").write_text("mine")
    (tmp_path / "README").write_text("mine")
    (tmp_path / "m/copy.py").write_text(A.text)
    write(tmp_path, [A])
    assert (tmp_path / "m/p/notes.txt").read_text() == "mine"
    assert (tmp_path / "README").read_text() == "mine"
    assert (tmp_path / "m/copy.py").is_file()
    assert not (tmp_path / "m/p/b.py").exists()


def test_a_gone_file_that_somebody_replaced_stays(tmp_path: Path) -> None:
    write(tmp_path, [A, B])
    (tmp_path / "m/p/b.py").write_text("my own program")
    assert write(tmp_path, [A]).removed == ()
    assert (tmp_path / "m/p/b.py").read_text() == "my own program"
    assert write(tmp_path, [A]) == Difference()


def test_a_foreign_file_in_the_way_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    (tmp_path / "m").mkdir()
    (tmp_path / "m/a.py").write_text("mine")
    for run in (compare, write):
        with pytest.raises(OutputError) as caught:
            run(tmp_path, [A, B])
        assert "m/a.py" in caught.value.text.ja
        assert "m/a.py" in caught.value.text.en
    assert tree(tmp_path) == {"m/a.py": b"mine"}


def test_a_foreign_manifest_is_refused(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text('{"name": "my web app"}')
    with pytest.raises(OutputError, match=r"manifest\.json"):
        write(tmp_path, [A])
    assert tree(tmp_path).keys() == {"manifest.json"}


@pytest.mark.parametrize("damage", [None, f"<<<<<<<\n{MARK}\n", f'{{"x": "{MARK}", "files": {{"../../victim": "0"}}}}'])
def test_without_a_manifest_that_can_be_read_the_mark_decides(tmp_path: Path, damage: str | None) -> None:
    victim = tmp_path / "victim"
    victim.write_text("keep me")
    out = tmp_path / "a" / "b"
    write(out, [A, B, Artifact("m/py.typed", "")])
    (out / "manifest.json").unlink() if damage is None else (out / "manifest.json").write_text(damage)
    (out / "m/mine.py").write_text("mine")
    difference = write(out, [A, Artifact("m/py.typed", "")])
    assert difference.removed == ("m/p/b.py",)
    assert "manifest.json" in difference.write
    assert tree(out).keys() == {"m/a.py", "m/py.typed", "m/mine.py", "manifest.json"}
    assert victim.read_text() == "keep me"


def test_a_hand_edited_file_is_written_anew(tmp_path: Path) -> None:
    write(tmp_path, [A])
    (tmp_path / "m/a.py").write_text("")
    assert compare(tmp_path, [A]) == Difference(changed=("m/a.py",))
    write(tmp_path, [A])
    assert tree(tmp_path)["m/a.py"] == A.text.encode()


def test_only_the_chosen_folders_count(tmp_path: Path) -> None:
    write(tmp_path, [A, C])
    new = art("m/a.py", "new")
    assert compare(tmp_path, [new], ["j"]) == Difference(changed=("manifest.json",), removed=("j/c.json",))
    assert write(tmp_path, [new], ["m"]) == Difference(changed=("m/a.py", "manifest.json"))
    assert not compare(tmp_path, [new, C])
    assert not compare(tmp_path, [new], ["m"])
    assert not compare(tmp_path, [new, B], ["m/a.py"])


@pytest.mark.parametrize(
    "path",
    [
        "../x",
        "/x",
        "a/../../x",
        "a//b",
        "",
        ".",
        "a/./b",
        "C:/x",
        "a\\b",
        "a/",
        "manifest.json",
        "a\0b",
        "a\nb",
        "a/x\u202e",
    ],
)
def test_a_path_outside_is_refused(tmp_path: Path, path: str) -> None:
    with pytest.raises(OutputError):
        write(tmp_path / "out", [Artifact(path, "x")])
    assert tree(tmp_path) == {}


def test_a_path_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="twice"):
        write(tmp_path, [A, A])


@pytest.mark.parametrize("link", ["m", "m/p", "m/a.py", "m/other", "manifest.json"])
def test_symbolic_links_are_refused_and_never_followed(tmp_path: Path, link: str) -> None:
    out, target = tmp_path / "out", tmp_path / "target"
    target.mkdir()
    (target / "a.py").write_text("keep")
    (out / link).parent.mkdir(parents=True)
    (out / link).symlink_to(target / "a.py" if "." in link else target)
    for run in (compare, write):
        with pytest.raises(OutputError, match="symbolic link"):
            run(out, [A, B])
    assert tree(target) == {"a.py": b"keep"}


def test_a_link_that_replaced_a_gone_folder_is_refused(tmp_path: Path) -> None:
    out, target = tmp_path / "out", tmp_path / "target"
    write(out, [A, C])
    target.mkdir()
    (target / "c.json").write_text(C.text)
    (out / "j/c.json").unlink()
    (out / "j").rmdir()
    (out / "j").symlink_to(target)
    with pytest.raises(OutputError, match="symbolic link"):
        write(out, [A])
    assert tree(target) == {"c.json": C.text.encode()}


def test_a_folder_in_the_way_is_named(tmp_path: Path) -> None:
    (tmp_path / "m/a.py").mkdir(parents=True)
    with pytest.raises(OutputError, match=r"m/a\.py"):
        write(tmp_path, [A])


def test_an_output_folder_that_is_a_file_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("x")
    with pytest.raises(OutputError, match="out"):
        write(tmp_path / "out", [A])


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="needs a user who is bound by permissions")
def test_a_folder_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(OutputError, match="ermission"):
        write(tmp_path, [A])


def test_left_temporary_files_are_cleared_away_wherever_they_are(tmp_path: Path) -> None:
    write(tmp_path, [A, B])
    for where in ("", "m/", "m/p/"):
        (tmp_path / f"{where}{TEMPORARY}0123").write_text("half")
    write(tmp_path, [A, B])
    assert not list(tmp_path.rglob(f"{TEMPORARY}*"))


def test_what_is_planned_is_told_with_both_texts_and_the_manifest_last(tmp_path: Path) -> None:
    write(tmp_path, [A, B])
    wanted = [art("m/a.py", "y\u2028z"), C]
    *files, (last, before, after) = planned(tmp_path, wanted)
    assert files == [
        ("j/c.json", None, f"# {MARK}\nx\n"),
        ("m/a.py", f"# {MARK}\nx\n", f"# {MARK}\ny\u2028z\n"),
        ("m/p/b.py", f"# {MARK}\nx\n", None),
    ]
    assert last == "manifest.json"
    assert before != after
    write(tmp_path, wanted)
    assert planned(tmp_path, wanted) == []


@pytest.mark.skipif(os.name == "nt", reason="an open file cannot be moved over there")
def test_a_file_is_moved_into_place_and_never_written_in_place(tmp_path: Path) -> None:
    write(tmp_path, [A])
    with (tmp_path / "m/a.py").open("rb") as reader, (tmp_path / "manifest.json").open("rb") as listing:
        manifest = (tmp_path / "manifest.json").read_bytes()
        write(tmp_path, [art("m/a.py", "new")])
        assert reader.read() == A.text.encode()
        assert listing.read() == manifest


def test_line_breaks_are_the_same_everywhere(tmp_path: Path) -> None:
    write(tmp_path, [Artifact("m/a.py", "総\n所\n")])
    assert (tmp_path / "m/a.py").read_bytes() == "総\n所\n".encode()


def test_files_have_the_usual_permissions(tmp_path: Path) -> None:
    (tmp_path / "plain").write_text("")
    write(tmp_path, [A])
    assert (tmp_path / "m/a.py").stat().st_mode == (tmp_path / "plain").stat().st_mode


def test_a_second_writer_waits(tmp_path: Path) -> None:
    write(tmp_path, [A])
    held, done = threading.Event(), threading.Event()

    def hold() -> None:
        with locked(tmp_path):
            held.set()
            time.sleep(0.3)
            done.set()

    holder = threading.Thread(target=hold)
    holder.start()
    held.wait()
    write(tmp_path, [B])
    assert done.is_set()
    holder.join()


def test_a_writer_that_waited_too_long_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(output, "locked", lambda folder: locked(folder, attempts=2))
    with locked(tmp_path), pytest.raises(OutputError, match="another layoutc"):
        write(tmp_path, [A])
    assert tree(tmp_path) == {}


def test_writers_at_once_leave_one_of_their_trees(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from layoutc.emit.output import write; from layoutc.emit.artifacts import *\n"
        "for _ in range(5): write(Path(sys.argv[1]), [Artifact(f'm/{at}.py', f'# {MARK}{sys.argv[2]}') for at in range(20)])"
    )
    out = tmp_path / "out"
    runs = [subprocess.Popen([sys.executable, "-c", program, str(out), str(at)]) for at in range(4)]
    assert [run.wait() for run in runs] == [0, 0, 0, 0]
    contents = {content for path, content in tree(out).items() if path != "manifest.json"}
    assert len(contents) == 1
    assert len(tree(out)) == 21
