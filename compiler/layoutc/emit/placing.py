"""Files put in place: each is written beside its place, forced to the disk, and moved over it, so that it is whole, old or new."""

import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

TEMPORARY = ".layoutc-tmp-"
OLD = 86_400.0  # seconds after which nobody is writing a temporary file any more
FEW = 8  # so many files are forced to the disk one by one; more of them all at once, where the system can


def place(folder: Path, contents: Mapping[str, bytes]) -> None:
    """Put the files (path below `folder` → content) in place, in this order, but none before all are on the disk.

    OSError leaves the files that are in place already, and no temporary one.
    """
    run, moves = f"{TEMPORARY}{os.urandom(8).hex()}", dict[str, str]()
    at_once = len(contents) > FEW and _syncfs() is not None
    for above in {os.path.dirname(f"{folder}/{path}") for path in contents}:  # noqa: PTH120  thousands of them
        os.makedirs(above, exist_ok=True)  # noqa: PTH103
    try:
        for number, (path, content) in enumerate(contents.items()):
            target = f"{folder}/{path}"
            aside = f"{target.rpartition('/')[0]}/{run}{number}"
            moves[aside] = target
            _write(aside, content, force=not at_once)
        if at_once:
            _force(folder)
        for aside, target in moves.items():
            os.replace(aside, target)  # noqa: PTH105
    except BaseException:
        for aside in moves:
            with suppress(OSError):
                os.unlink(aside)  # noqa: PTH108
        raise


def sweep(beside: Path) -> None:
    """Take away the temporary files that killed runs left beside a file that was just written; younger ones may be somebody's at work."""
    with suppress(OSError):
        now = os.lstat(beside).st_mtime  # by the clock that the others were dated with
        with os.scandir(beside.parent) as entries:
            found = [
                each for each in entries if each.name.startswith(TEMPORARY) and each.is_file(follow_symlinks=False)
            ]
        for each in found:
            if each.stat(follow_symlinks=False).st_mtime + OLD < now:
                os.unlink(each.path)  # noqa: PTH108


def _write(path: str, content: bytes, *, force: bool) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    try:
        left = memoryview(content)
        while left:
            left = left[os.write(handle, left) :]
        if force:
            os.fsync(handle)
    finally:
        os.close(handle)


def _force(folder: Path) -> None:
    """Everything that was written to the folder's file system is on the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        if _syncfs()(handle):
            import ctypes

            number = ctypes.get_errno()
            raise OSError(number, os.strerror(number), str(folder))
    finally:
        os.close(handle)


@cache
def _syncfs() -> Any:
    """The system's call of that name, which Python does not offer; None where there is none."""
    if sys.platform != "linux":
        return None
    import ctypes

    return getattr(ctypes.CDLL(None, use_errno=True), "syncfs", None)
