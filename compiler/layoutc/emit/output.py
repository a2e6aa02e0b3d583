"""The tree of files: what differs, and making it so.

At any moment each file is whole, old or new. Before the first change the manifest lists the old files and the new ones, so that the next run knows every file that a killed run may have left.
"""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import field
from pathlib import Path
from stat import S_ISLNK, S_ISREG
from typing import TextIO

from layoutc.emit import manifest
from layoutc.emit.artifacts import MARK, Artifact
from layoutc.emit.lock import locked
from layoutc.emit.placing import TEMPORARY, place, sweep
from layoutc.findings import Text
from layoutc.frozen import dataclass
from layoutc.messages import output as say

_CACHE = "__pycache__"
_HEAD = 1024


class OutputError(Exception):
    """The folder cannot be compared or written; `text` says why and what to do."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


@dataclass(frozen=True, slots=True)
class Difference:
    """Paths relative to the output folder, sorted; the manifest counts as a file.

    `digests` are those of all files that stand there now, path → SHA-256, without the manifest.
    """

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    digests: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)

    @property
    def write(self) -> tuple[str, ...]:
        return tuple(sorted(self.added + self.changed))

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed)


@dataclass(frozen=True, slots=True)
class _State:
    """What stands in the folder (`old`), what shall (`new`), both with their bytes; `owned` was written by layoutc."""

    old: Mapping[str, bytes]
    new: Mapping[str, bytes]
    owned: Mapping[str, str]
    difference: Difference


def write(folder: Path, artifacts: Iterable[Artifact], within: Sequence[str] | None = None) -> Difference:
    """Make the folder hold the artifacts, touching only what differs, and return what was done.

    Only what lies in the folders or files `within` counts; None is everything. OutputError for a path outside the
    folder, a file of somebody else in the way, a symbolic link, or a failing disk.
    """
    with _reported(folder):
        contents = _contents(artifacts)
        folder.mkdir(parents=True, exist_ok=True)
        with locked(folder):
            state = _state(folder, contents, within, clear=True)
            _apply(folder, state)
            return state.difference


def planned(
    folder: Path, artifacts: Iterable[Artifact], within: Sequence[str] | None = None
) -> list[tuple[str, str | bytes | None, str | bytes | None]]:
    """What `write` would change: path, content now, content then; None where there is no file. The manifest comes last.

    Parameters and errors as of `write`.
    """
    with _reported(folder):
        state = _state(folder, _contents(artifacts), within, clear=False)
    paths = sorted({*state.difference.write, *state.difference.removed}, key=lambda path: (path == manifest.NAME, path))
    removed = set(state.difference.removed)
    return [
        (path, _legible(state.old.get(path)), None if path in removed else _legible(state.new.get(path)))
        for path in paths
    ]


def holds(folder: Path, digests: Mapping[str, str], within: Sequence[str] | None = None) -> bool:
    """Whether `write` would find nothing to do for files with these digests (path → SHA-256); False where it would fail."""
    try:
        listing = _read(folder, manifest.NAME)
        listed = manifest.read(listing) if listing else None
        if listing is None or listed is None or not all(map(manifest.inside, digests)):
            return False
        kept = {path: digest for path, digest in listed.items() if not _counts(path, within)}
        if manifest.data(kept | dict(digests)) != listing:
            return False
        names = {path.rpartition("/")[2] for path in (*os.listdir(folder), *_files(folder, _roots(listed)))}  # noqa: PTH208
        if any(name.startswith(TEMPORARY) for name in names):
            return False
        return standing(folder, digests) is not None
    except (OSError, OutputError):
        return False


def standing(folder: Path, digests: Mapping[str, str]) -> dict[str, bytes] | None:
    """The contents of files that stand with these digests (path → SHA-256); None unless all do."""
    contents: dict[str, bytes] = {}
    for path, digest in digests.items():
        try:
            content = _read(folder, path) if manifest.inside(path) else None
        except (OSError, OutputError):
            return None
        if content is None or manifest.digest(content) != digest:
            return None
        contents[path] = content
    return contents


def _legible(content: bytes | None) -> str | bytes | None:
    """A text as well as it can be read; what holds a NUL is no text."""
    return content if content is None or b"\0" in content else content.decode("utf-8", "replace")


def _state(folder: Path, new: dict[str, bytes], within: Sequence[str] | None, *, clear: bool) -> _State:
    """Compares; with `clear` takes away the temporary files that killed runs left, for nobody else writes while the lock is held."""
    old_manifest = _read(folder, manifest.NAME)
    listed = None if old_manifest is None else manifest.read(old_manifest)
    if old_manifest is not None and listed is None and not _marked(old_manifest):
        raise OutputError(say.not_ours(manifest.NAME))
    found = _files(folder, _roots([*new, *(listed or ())]))
    if clear:
        here = [each.name for each in os.scandir(folder) if each.is_file(follow_symlinks=False)]
        for path in {*here, *found}:
            if path.rpartition("/")[2].startswith(TEMPORARY):
                (folder / path).unlink(missing_ok=True)
    owned = dict(_marked_files(folder, found, new)) if listed is None else listed
    kept = {path: digest for path, digest in owned.items() if not _counts(path, within)}
    new = {path: content for path, content in new.items() if _counts(path, within)}
    gone = [path for path in owned if path not in kept and path not in new]
    missing = {root for root in _roots(new) if not os.path.lexists(folder / root)}  # as all are at the first run
    old = {
        path: content
        for path in {*new, *gone}
        if path.partition("/")[0] not in missing and (content := _read(folder, path)) is not None
    }
    for path, content in new.items():
        if path in old and path not in owned and old[path] != content and not _marked(old[path]):
            raise OutputError(say.not_ours(path))
    digests = {path: manifest.digest(content) for path, content in new.items()}
    new[manifest.NAME] = manifest.data(kept | digests)
    if old_manifest is not None:
        old[manifest.NAME] = old_manifest
    difference = Difference(
        added=tuple(sorted(new.keys() - old.keys())),
        changed=tuple(sorted(path for path in new.keys() & old.keys() if new[path] != old[path])),
        removed=tuple(sorted(path for path in gone if path in old and _still_ours(old[path], owned[path]))),
        digests=digests,
    )
    return _State(old, new, owned, difference)


def _contents(artifacts: Iterable[Artifact]) -> dict[str, bytes]:
    contents: dict[str, bytes] = {}
    for artifact in artifacts:
        if not manifest.inside(artifact.path):
            raise OutputError(say.outside(artifact.path))
        if artifact.path in contents:
            raise OutputError(say.twice(artifact.path))
        contents[artifact.path] = artifact.data
    return contents


def _counts(path: str, within: Sequence[str] | None) -> bool:
    return within is None or any(path == each or path.startswith(f"{each}/") for each in within)


def _roots(paths: Iterable[str]) -> list[str]:
    return sorted({path.partition("/")[0] for path in paths})


def _read(folder: Path, path: str) -> bytes | None:
    """The content; None if there is no such file."""
    if not _is_there(folder, path):
        return None
    with open(f"{folder}/{path}", "rb", buffering=0) as file:  # noqa: PTH123  thousands of them
        return file.read()


def _is_there(folder: Path, path: str) -> bool:
    """Whether there is a file of that name. OutputError for a link, a folder, a pipe or a device."""
    try:
        mode = os.lstat(f"{folder}/{path}").st_mode
    except (FileNotFoundError, NotADirectoryError):
        return False
    if not S_ISREG(mode):
        raise OutputError(say.symbolic_link(path) if S_ISLNK(mode) else say.not_a_file(path))
    return True


def _marked(content: bytes) -> bool:
    return MARK.encode() in content[:_HEAD]


def _still_ours(content: bytes, digest: str) -> bool:
    return _marked(content) or manifest.digest(content) == digest


def _marked_files(folder: Path, found: Iterable[str], new: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    """The files that are known by their mark alone, for want of a manifest that can be read."""
    for path in found:
        content = _read(folder, path)
        if content is not None and (_marked(content) or content == new.get(path)):
            yield path, manifest.digest(content)


def _files(folder: Path, roots: Iterable[str]) -> list[str]:
    """The files below the roots, less what Python compiled. OutputError for a symbolic link, which is not followed."""
    found: list[str] = []
    for root in roots:
        if (folder / root).is_symlink():
            raise OutputError(say.symbolic_link(root))
        above = [root] if (folder / root).is_dir() else []
        while above:
            below = above.pop()
            for entry in sorted(os.scandir(folder / below), key=lambda each: each.name):
                path = f"{below}/{entry.name}"
                if entry.is_symlink():
                    raise OutputError(say.symbolic_link(path))
                if entry.is_dir():
                    above.append(path)
                elif not below.endswith(f"/{_CACHE}"):
                    found.append(path)
    return found


def _apply(folder: Path, state: _State) -> None:
    if not state.difference:
        return
    ahead = manifest.data({**state.owned, **state.difference.digests})
    changes = {path: state.new[path] for path in state.difference.write if path != manifest.NAME}
    if state.old.get(manifest.NAME) != ahead:
        changes = {manifest.NAME: ahead, **changes}
    place(folder, changes)
    for path in state.difference.removed:
        (folder / path).unlink(missing_ok=True)
    for path in sorted(state.owned.keys() - state.new.keys()):
        _prune(folder, (folder / path).parent)
    if state.new[manifest.NAME] != ahead:
        place(folder, {manifest.NAME: state.new[manifest.NAME]})


def replace_files(folder: Path, contents: Mapping[str, bytes]) -> None:
    """Put files in place, each whole or not at all, and none before all are on the disk; for what people own.

    OutputError for a failing disk, and for a link, a folder, a pipe or a device in the way.
    """
    with _reported(folder):
        for path in contents:
            _is_there(folder, path)
        place(folder, contents)
        for path in {(folder / path).parent: path for path in contents}.values():
            sweep(folder / path)


@contextmanager
def replacing(path: Path) -> Iterator[TextIO]:
    """A text that is put in place when the block ends, or not at all where it fails.

    OSError for a failing disk, OutputError as of `replace_files`.
    """
    aside = path.parent / f"{TEMPORARY}{os.urandom(8).hex()}"
    _is_there(path.parent, path.name)
    handle = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            yield file
            file.flush()
            os.fsync(handle)
        aside.replace(path)
        sweep(path)
    except BaseException:
        with suppress(OSError):
            aside.unlink()
        raise


def _prune(folder: Path, below: Path) -> None:
    """Remove folders that became empty, up to the output folder; compiled leftovers of what is gone do not count."""
    while below != folder:
        if not below.is_dir():
            below = below.parent
            continue
        cache = below / _CACHE
        compiled = list(cache.iterdir()) if cache.is_dir() else []
        if any(entry != cache for entry in below.iterdir()) or any(entry.suffix != ".pyc" for entry in compiled):
            return
        for entry in compiled:
            entry.unlink(missing_ok=True)
        if cache.is_dir():
            cache.rmdir()
        below.rmdir()
        below = below.parent


@contextmanager
def _reported(folder: Path) -> Iterator[None]:
    """Turn the system's errors into OutputError, with paths relative to the output folder."""
    try:
        yield
    except BlockingIOError as error:
        raise OutputError(say.busy(folder.name)) from error
    except OSError as error:
        place = Path(str(error.filename2 or error.filename or folder))
        if place.name.startswith(TEMPORARY):  # nobody knows it by this name
            place = place.parent
        shown = place.relative_to(folder).as_posix() if place.is_relative_to(folder) else place.name
        reason = error.strerror or type(error).__name__
        raise OutputError(say.failed(folder.name if shown == "." else shown, reason)) from error
