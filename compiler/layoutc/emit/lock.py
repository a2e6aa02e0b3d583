"""One writer at a time in a folder. The lock is the system's, so that a killed run leaves none behind."""

import errno
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_PAUSE = 0.05
_BUSY = frozenset({errno.EAGAIN, errno.EACCES, errno.EWOULDBLOCK, errno.EDEADLK})


@contextmanager
def locked(folder: Path, attempts: int = 600) -> Iterator[None]:
    """Hold the folder, which must exist; BlockingIOError if another process still has it after all attempts.

    A file system that knows no locks is written to without one: temporary names are unique all the same.
    """
    handle = _open(folder)
    try:
        for left in reversed(range(attempts)):
            try:
                _acquire(handle)
                break
            except OSError as error:
                if error.errno not in _BUSY:
                    break
                if not left:
                    raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN), str(folder)) from error
                time.sleep(_PAUSE)
        yield
    finally:
        os.close(handle)
        _clear(folder)


if sys.platform == "win32":
    import msvcrt

    _NAME = ".layoutc-lock"

    def _open(folder: Path) -> int:
        return os.open(folder / _NAME, os.O_RDWR | os.O_CREAT)

    def _acquire(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

    def _clear(folder: Path) -> None:
        with suppress(OSError):
            (folder / _NAME).unlink()

else:
    import fcntl

    def _open(folder: Path) -> int:
        return os.open(folder, os.O_RDONLY)

    def _acquire(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _clear(folder: Path) -> None:
        """The folder itself is locked; there is nothing to clear."""
