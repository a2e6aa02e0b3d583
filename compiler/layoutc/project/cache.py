"""What earlier runs found out, kept for later ones in the user's cache folder; docs/decisions/cache.md says what and why.

An entry is JSON, or lines of it, under a name made of everything that its content follows from. Whatever is wrong with an entry or the
folder, it is as if there were none.
"""

import json
import os
import stat
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from time import time
from typing import Any

from layoutc.frozen import dataclass
from layoutc.project.files import Content
from layoutc.version import VERSION

VARIABLE = "LAYOUTC_CACHE_DIR"
MOST_BYTES = 50_000_000  # of all entries together; the oldest go first
MOST_ENTRIES = 500
_ENDING = ".layoutc"
_TEMPORARY = ".tmp-"
_HEAD = b"layoutc cache entry, sha256 "
_REFRESH = 86_400  # seconds after which an entry that is used counts as new again


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry, there or not; `path` None is nowhere."""

    path: Path | None = None

    def get(self) -> dict[str, Any] | None:
        """The content; None if there is none that is whole."""
        text = self.text()
        try:
            found = None if text is None else json.loads(text)
        except (ValueError, RecursionError):
            return None
        return found if isinstance(found, dict) else None

    def put(self, content: Mapping[str, Any]) -> None:
        """Keep the content, whole or not at all."""
        self.put_text(json.dumps(content))

    def text(self) -> str | None:
        """The content as it was written; None if there is none that is whole."""
        if self.path is None:
            return None
        try:
            head, _, payload = _read(self.path).partition(b"\n")
            found = payload.decode("utf-8", "surrogatepass") if head == _head(self.path, payload) else None
        except (OSError, ValueError):
            return None
        with suppress(OSError):
            if self.path.stat().st_mtime + _REFRESH < time():
                os.utime(self.path)
        return found

    def put_text(self, text: str) -> None:
        """Keep a text, whole or not at all."""
        if self.path is None:
            return
        payload = text.encode("utf-8", "surrogatepass")
        aside = self.path.with_name(f"{_TEMPORARY}{os.urandom(8).hex()}")
        with suppress(OSError):
            try:
                handle = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
                with os.fdopen(handle, "wb") as file:
                    file.writelines((_head(self.path, payload), b"\n", payload))
                aside.replace(self.path)
            finally:
                aside.unlink(missing_ok=True)
            _bound(self.path.parent)


NOWHERE = Entry()


def entry(
    root: Path, contents: Iterable[Content], told: Iterable[object], environment: Mapping[str, str] | None = None
) -> Entry:
    """The entry for what a command answers for the contents of a project when it is `told` this.

    It is named by these and by layoutc itself. NOWHERE where nothing can be kept.
    """
    folder = _folder(os.environ if environment is None else environment, root)
    if folder is None:
        return NOWHERE
    files = [[each.path, each.size, each.digest] for each in contents]
    key = json.dumps([[*map(repr, told)], files, _tool()])
    return Entry(folder / f"{sha256(key.encode()).hexdigest()}{_ENDING}")


def _tool() -> list[object]:
    """What else an answer follows from: layoutc's own files, the interpreter, and the packages beside it."""
    found: list[object] = [VERSION, sys.version, sys.platform]
    for folder in sys.path:
        if folder.endswith(("site-packages", "dist-packages")):
            with suppress(OSError):  # a package that comes, goes or changes changes the folder
                found.append([folder, os.stat(folder).st_mtime_ns])  # noqa: PTH116
    found += sorted(_stamps(str(Path(__file__).parent.parent)))
    return found


def _stamps(folder: str) -> Iterator[list[Any]]:
    with suppress(OSError), os.scandir(folder) as entries:
        for each in entries:
            if each.is_dir():
                if each.name not in ("__pycache__", "_layouts"):
                    yield from _stamps(each.path)
            else:
                about = each.stat()
                yield [each.path, about.st_size, about.st_mtime_ns]


def _folder(environment: Mapping[str, str], root: Path) -> Path | None:
    """The cache folder, made if need be; None where it cannot be had, is not the user's alone, or lies in the project."""
    named = _named(environment)
    if named is None or not named.is_absolute():
        return None
    try:
        named.mkdir(mode=0o700, parents=True, exist_ok=True)
        if named.resolve().is_relative_to(root.resolve()):
            return None  # whoever brings a project must not bring the answers about it
        about = named.stat()
    except (OSError, RuntimeError):
        return None
    if sys.platform != "win32" and (about.st_uid != os.geteuid() or about.st_mode & (stat.S_IWGRP | stat.S_IWOTH)):
        return None
    return named


def _named(environment: Mapping[str, str]) -> Path | None:
    if VARIABLE in environment:
        return Path(environment[VARIABLE])
    if sys.platform == "win32":
        local = environment.get("LOCALAPPDATA")
        return Path(local) / "layoutc" / "cache" if local else None
    above = environment.get("XDG_CACHE_HOME") or (f"{environment['HOME']}/.cache" if environment.get("HOME") else "")
    return Path(above) / "layoutc" if above else None


def _head(path: Path, payload: bytes) -> bytes:
    """The first line of an entry, which tells that it is whole and stands under its own name."""
    digest = sha256(path.name.encode() + b"\n")
    digest.update(payload)
    return _HEAD + digest.hexdigest().encode()


def _read(path: Path) -> bytes:
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(handle, "rb") as file:
        if os.fstat(handle).st_size > MOST_BYTES:
            raise ValueError(path.name)
        return file.read()


def _bound(folder: Path) -> None:
    """Removes the oldest entries beyond the bounds, and what killed runs left."""
    found = sorted(_entries(folder), reverse=True)
    size = 0
    for number, (modified, length, path) in enumerate(found):
        size += length
        left = Path(path).name.startswith(_TEMPORARY) and modified + _REFRESH < found[0][0]
        if left or size > MOST_BYTES or number >= MOST_ENTRIES:
            with suppress(OSError):
                os.unlink(path)  # noqa: PTH108


def _entries(folder: Path) -> Iterator[tuple[float, int, str]]:
    with os.scandir(folder) as entries:
        for each in entries:
            if each.name.endswith(_ENDING) or each.name.startswith(_TEMPORARY):
                with suppress(OSError):
                    about = each.stat(follow_symlinks=False)
                    yield about.st_mtime, about.st_size, each.path
