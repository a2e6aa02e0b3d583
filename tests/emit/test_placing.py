"""Files are put in place all or none, whichever way the system offers to force them to the disk."""

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from layoutc.emit import placing
from layoutc.emit.placing import FEW, place

from .test_output import tree

MANY = {f"m/{at % 3}/f{at}": f"new {at}".encode() for at in range(FEW + 20)}


@pytest.fixture(params=["at once", "one by one"])
def forced(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The handles that were forced to the disk, however that is done."""
    seen: list[int] = []

    def noting(real: Callable[[int], Any] | None) -> Callable[[int], Any]:
        def call(handle: int) -> Any:
            seen.append(handle)
            return real(handle) if real else None

        return call

    real = placing._syncfs()
    if request.param == "at once":
        if real is None:
            pytest.skip("a call that Linux has")
        monkeypatch.setattr(placing, "_syncfs", lambda: noting(real))
    else:
        monkeypatch.setattr(placing, "_syncfs", lambda: None)
        monkeypatch.setattr(os, "fsync", noting(os.fsync))
    return seen


def test_everything_is_on_the_disk_before_the_first_file_is_moved(
    forced: list[int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before: list[int] = []
    real = os.replace

    def move(aside: str, target: str) -> None:
        before.append(len(forced))
        real(aside, target)

    monkeypatch.setattr(os, "replace", move)
    place(tmp_path, MANY)
    assert tree(tmp_path) == MANY
    assert set(before) == {len(forced)}
    assert len(forced) in (1, len(MANY))


@pytest.mark.parametrize("step", ["open", "write"])
def test_a_disk_that_is_full_at_the_last_file_leaves_all_old_ones(
    step: str, forced: list[int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = dict.fromkeys(MANY, b"old")
    place(tmp_path, old)
    real, calls = getattr(os, step), [0]

    def failing(*arguments: Any) -> Any:
        calls[0] += 1
        if calls[0] == len(MANY):
            raise OSError(errno.ENOSPC, "No space left on device")
        return real(*arguments)

    monkeypatch.setattr(os, step, failing)
    with pytest.raises(OSError, match="No space"):
        place(tmp_path, MANY)
    assert tree(tmp_path) == old


def test_a_write_that_comes_back_early_is_gone_on_with(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.write
    monkeypatch.setattr(os, "write", lambda handle, data: real(handle, data[:3]))
    place(tmp_path, {"a": b"0123456789"})
    assert tree(tmp_path) == {"a": b"0123456789"}
