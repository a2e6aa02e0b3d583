"""Entries of the cache: whole or not there, named by all that they follow from, and nobody else's."""

import json
import os
import stat
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from layoutc.project import cache
from layoutc.project.cache import NOWHERE, Entry
from layoutc.project.files import Content

CONTENTS = [Content("areas", "layouts/areas/a.layout", 1, b"x"), Content("codes", "layouts/codes/c.codes", 1, b"y")]


@pytest.fixture
def kept(tmp_path: Path) -> Entry:
    return entry(tmp_path)


def entry(tmp_path: Path, contents: list[Content] = CONTENTS, told: tuple[object, ...] = ("check",)) -> Entry:
    environment = {"LAYOUTC_CACHE_DIR": str(tmp_path / "cache")}
    return cache.entry(tmp_path / "project", contents, told, environment)


def path_of(found: Entry) -> Path:
    assert found.path is not None
    return found.path


def test_what_is_put_is_got(kept: Entry) -> None:
    assert kept.get() is None
    kept.put({"text": "総所得金額\ud800", "code": 1})
    assert kept.get() == {"text": "総所得金額\ud800", "code": 1}


@pytest.mark.parametrize(
    "other",
    [
        [CONTENTS[0]],
        [CONTENTS[1], CONTENTS[0]],
        [Content("areas", "layouts/areas/a.layout", 1, b"z"), CONTENTS[1]],
        [Content("areas", "layouts/areas/b.layout", 1, b"x"), CONTENTS[1]],
        [Content("areas", "layouts/areas/a.layout", 10**9, None), CONTENTS[1]],
    ],
)
def test_another_content_is_another_entry(kept: Entry, other: list[Content], tmp_path: Path) -> None:
    assert entry(tmp_path, other) != kept


@pytest.mark.parametrize("told", [("compile",), ("check", None), ("check", ""), ("check", "None"), ("check", ("a",))])
def test_what_else_a_command_is_told_is_another_entry(kept: Entry, told: tuple[object, ...], tmp_path: Path) -> None:
    assert entry(tmp_path, told=told) != kept


def test_another_layoutc_has_other_entries(kept: Entry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "VERSION", "9.9.9")
    assert entry(tmp_path) != kept
    monkeypatch.undo()
    monkeypatch.setattr(cache, "__file__", str(tmp_path / "layoutc" / "project" / "cache.py"))
    (tmp_path / "layoutc" / "project").mkdir(parents=True)
    without = entry(tmp_path)
    (tmp_path / "layoutc" / "dates.py").write_text("x = 1\n")
    assert len({path_of(each) for each in (kept, without, entry(tmp_path))}) == 3


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda _: b"",
    "cut off": lambda whole: whole[:-1],
    "without its head": lambda whole: whole.partition(b"\n")[2],
    "of another content": lambda whole: whole.replace(b'"code": 1', b'"code": 0'),
    "no JSON": lambda whole: whole.partition(b"\n")[0] + b"\n\xff",
    "binary": lambda _: bytes(range(256)) * 10,
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_entry_counts_as_absent_and_is_replaced(kept: Entry, damage: str) -> None:
    kept.put({"text": "a", "code": 1})
    path_of(kept).write_bytes(DAMAGES[damage](path_of(kept).read_bytes()))
    assert kept.get() is None
    kept.put({"text": "a", "code": 1})
    assert kept.get() == {"text": "a", "code": 1}


@pytest.mark.parametrize("payload", [b"[]", b"1", b"{", b"[" * 100_000, b'"x"'])
def test_a_forged_entry_of_another_form_counts_as_absent(kept: Entry, payload: bytes) -> None:
    path_of(kept).write_bytes(cache._head(path_of(kept), payload) + b"\n" + payload)
    assert kept.get() is None


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_in_the_place_of_an_entry_is_not_followed(kept: Entry, tmp_path: Path) -> None:
    kept.put({"a": 1})
    path_of(kept).rename(tmp_path / "elsewhere")
    path_of(kept).symlink_to(tmp_path / "elsewhere")
    assert kept.get() is None
    kept.put({"a": 2})
    assert not path_of(kept).is_symlink()
    assert kept.get() == {"a": 2}


def test_an_entry_under_the_name_of_another_counts_as_absent(kept: Entry, tmp_path: Path) -> None:
    other = entry(tmp_path, told=("compile",))
    kept.put({"a": 1})
    path_of(other).write_bytes(path_of(kept).read_bytes())
    assert other.get() is None


def test_a_folder_that_is_deleted_meanwhile_costs_the_entry_only(kept: Entry) -> None:
    path_of(kept).parent.rmdir()
    assert kept.get() is None
    kept.put({"a": 1})
    assert kept.get() is None


@pytest.mark.parametrize(
    "named", ["", "relative/folder", "{project}/layouts/cache", "{project}", "{file}", "{file}/below"]
)
def test_a_folder_that_cannot_be_used_is_done_without(named: str, tmp_path: Path) -> None:
    project = tmp_path / "project"
    project.mkdir()
    (tmp_path / "file").write_text("x")
    folder = named.format(project=project, file=tmp_path / "file")
    found = cache.entry(project, CONTENTS, ("check",), {"LAYOUTC_CACHE_DIR": folder})
    assert found == NOWHERE
    found.put({"a": 1})
    assert found.get() is None


@pytest.mark.skipif(sys.platform == "win32", reason="its rights are others")
def test_only_a_folder_that_is_the_users_alone_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = entry(tmp_path)
    found.put({"a": 1})
    assert stat.S_IMODE(path_of(found).stat().st_mode) == 0o600
    assert stat.S_IMODE(path_of(found).parent.stat().st_mode) == 0o700
    path_of(found).parent.chmod(0o777)
    assert entry(tmp_path) == NOWHERE
    path_of(found).parent.chmod(0o700)
    monkeypatch.setattr(os, "geteuid", lambda: 12345)
    assert entry(tmp_path) == NOWHERE


def test_the_folder_is_the_users_cache_folder(tmp_path: Path) -> None:
    if sys.platform == "win32":
        assert cache._named({"LOCALAPPDATA": str(tmp_path)}) == tmp_path / "layoutc" / "cache"
        return
    assert cache._named({"XDG_CACHE_HOME": str(tmp_path), "HOME": "/h"}) == tmp_path / "layoutc"
    assert cache._named({"HOME": str(tmp_path)}) == tmp_path / ".cache" / "layoutc"
    assert cache._named({}) is None


def test_the_oldest_entries_go_beyond_the_bounds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "MOST_ENTRIES", 3)
    entries = [entry(tmp_path, told=(number,)) for number in range(6)]
    for number, each in enumerate(entries):
        each.put({"number": number})
        os.utime(path_of(each), (number, number))
    entries[5].put({"number": 5})
    assert [each.get() for each in entries] == [None, None, None, {"number": 3}, {"number": 4}, {"number": 5}]
    monkeypatch.setattr(cache, "MOST_BYTES", 10)
    entries[0].put({"number": 0})
    assert not list(path_of(entries[0]).parent.glob("*.layoutc"))


def test_what_killed_runs_left_goes_after_a_day(kept: Entry) -> None:
    left = path_of(kept).with_name(f"{cache._TEMPORARY}0123")
    kept.put({"a": 1})
    left.write_bytes(b"half")
    os.utime(left, (1, 1))
    kept.put({"a": 1})
    assert not left.exists()


def test_an_entry_is_text(kept: Entry) -> None:
    kept.put({"text": "a"})
    head, _, payload = path_of(kept).read_bytes().partition(b"\n")
    assert head.isascii()
    assert json.loads(payload) == {"text": "a"}
