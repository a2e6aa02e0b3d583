"""The files of a project: found, read, named and written; and the words for a disk that fails."""

import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from stat import S_ISREG
from typing import TYPE_CHECKING

from layoutc.findings import Finding, Text
from layoutc.messages import project as say
from layoutc.messages import syntax as say_syntax
from layoutc.source import Place, SourceFile, Span
from layoutc.syntax import rules
from layoutc.syntax.characters import INVISIBLE

if TYPE_CHECKING:
    from layoutc.reports.difference import Change

LAYOUTS = "layouts"
FOLDERS: dict[str, tuple[str, ...]] = {
    "areas": (".layout",),
    "codes": (".codes",),
    "registry": (".yaml", ".yml"),
    "law": (".yaml", ".yml"),
    "needs": (".yaml", ".yml"),
}
MAX_BYTES = 100_000_000
MAX_FOLDERS = 50  # within one another
MAX_FILES = 100_000
MAX_TOTAL = 1_000_000_000  # bytes of all files, which are held together
_MORE = 1 << 16  # bytes; a file may grow while it is read
_UNSHOWN = re.compile("[\t\n\r\ud800-\udfff]")  # the last are bytes that are no UTF-8
_LIKE_A_LAYOUT = re.compile(r"[^.~].*\.(?:layout|codes|ya?ml)(?:\.txt)?", re.IGNORECASE)
_WAIVERS = "waivers.yaml"
# Without waiting for somebody at the other end of a pipe; thousands of files, for which `open` takes five times as long.
_AT_ONCE = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


class ProjectError(Exception):
    """The call or the machine is at fault; `text` says what and what to do."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


def shipped() -> Path:
    """The project that came with layoutc: its `layouts/` lie in the package, or beside it in a checkout."""
    package = Path(__file__).parent.parent
    return package if (package / "_layouts").is_dir() else package.parent.parent


def base_of(root: Path) -> Path:
    """The folder that holds `areas/` and the others."""
    for base in (root / LAYOUTS, root / "_layouts"):
        if base.is_dir():
            return base
    raise ProjectError(say.no_project(str(root)))


def out_folder(root: Path, out: Path | str | None) -> Path:
    """Where generated files go, if no folder is named for them."""
    return Path(out) if out is not None else root / "generated"


def paths_in(base: Path) -> Iterator[tuple[str, str]]:
    """Every file of the project: its folder, and its path below the base with `/`; in an order that no file system decides."""
    count = 0
    for folder, endings in FOLDERS.items():
        top, found = f"{base}/{folder}", list[str]()

        def failed(error: OSError) -> None:
            raise ProjectError(say.unreadable(error.filename or "", error.strerror or ""))

        for where, inner, names in os.walk(top, onerror=None if not (base / folder).exists() else failed):
            below = folder + where[len(top) :].replace(os.sep, "/")
            if below.count("/") >= MAX_FOLDERS:
                raise ProjectError(say.too_deep(MAX_FOLDERS))
            inner.sort()
            found += [_named(below, name) for name in names if name.endswith(endings)]
            if count + len(found) > MAX_FILES:
                raise ProjectError(say.too_many_files(MAX_FILES))
        count += len(found)
        for path in sorted(found):
            yield folder, path
    if (base / _WAIVERS).exists():
        yield "waivers", _WAIVERS


def passed_over(root: Path) -> list[str]:
    """Files that look like layouts and are not read, for their folder or their ending: an editor's `x.layout.txt`. By their paths."""
    base = base_of(root)
    found: list[Path] = []
    for where, inner, names in os.walk(base):
        folder = Path(where).relative_to(base).parts[:1]
        endings = FOLDERS[folder[0]] if folder else (_WAIVERS,)
        found += [Path(where, name) for name in names if _LIKE_A_LAYOUT.fullmatch(name) and not name.endswith(endings)]
        inner[:] = [name for name in inner if folder or name in FOLDERS]
    return sorted(shown(path.relative_to(base).as_posix()) for path in found)


def _named(folder: str, name: str) -> str:
    """ProjectError for a name that can't be shown as it is."""
    if _UNSHOWN.search(name) or INVISIBLE.search(name):
        raise ProjectError(say.unshown_name(ascii(name)))
    return f"{folder}/{name}"


def shown(path: str) -> str:
    """A path below the base as people know it, wherever the base lies."""
    return f"{LAYOUTS}/{path}"


def relative_paths(root: Path | str, paths: Sequence[Path]) -> frozenset[str]:
    """Paths as a person gives them → paths of files of the project. ProjectError for one that is not in it."""
    root = Path(root)
    base = base_of(root)
    known = [shown(path) for _, path in paths_in(base)]
    chosen: set[str] = set()
    for path in paths:
        relative = _relative(root, path)
        inside = {each for each in known if each == relative or each.startswith(f"{relative}/") or relative == "."}
        if not inside:
            raise ProjectError(say.not_in_project(str(path), _meant(path, known)))
        chosen |= inside
    return frozenset(chosen)


def _meant(path: Path, known: Sequence[str]) -> str | None:
    """The file of the project that is called so or nearly so."""
    from layoutc.syntax.words import nearest

    alike = [each for each in known if each.endswith(path.suffix)] or known
    by_name = {Path(each).stem: each for each in alike}  # an ending that all have makes none of them more alike
    name = nearest(path.stem, by_name)
    return by_name[name] if name else None


def _relative(root: Path, path: Path) -> str:
    try:
        return path.resolve().relative_to(root.resolve()).as_posix()
    except (ValueError, OSError):
        raise ProjectError(say.not_in_project(str(path))) from None


@dataclass(frozen=True)
class Content:
    """A file as it lies on the disk: `path` in the project, with `/`; `data` is None where `size` is beyond MAX_BYTES."""

    folder: str
    path: str
    size: int
    data: bytes | None

    @cached_property
    def digest(self) -> str:
        """The SHA-256 of the content."""
        return sha256(self.data or b"").hexdigest()


def contents(root: Path) -> list[Content]:
    """All files of a project. ProjectError where there is none, or one can't be read."""
    base, read, total = base_of(root), list[Content](), 0
    for folder, path in paths_in(base):
        read.append(content(base, folder, path))
        total += len(read[-1].data or b"")
        if total > MAX_TOTAL:
            raise ProjectError(say.too_much(MAX_TOTAL))
    return read


def content(base: Path, folder: str, path: str) -> Content:
    """The file at a path below the base. ProjectError where it can't be read."""
    name = shown(path)
    try:
        handle = os.open(f"{base}/{path}", _AT_ONCE)
        try:
            found = os.fstat(handle)
            if not S_ISREG(found.st_mode):
                raise ProjectError(say.no_file(name))
            data = None if found.st_size > MAX_BYTES else _read(handle, found.st_size)
        finally:
            os.close(handle)
    except OSError as error:
        raise ProjectError(say.unreadable(name, error.strerror or "")) from None
    size = max(found.st_size, len(data or b""))
    return Content(folder, name, size, None if size > MAX_BYTES else data)


def _read(handle: int, size: int) -> bytes:
    """All that is in a file of about this size, or a little more than MAX_BYTES of it."""
    parts, total = list[bytes](), 0
    while total <= MAX_BYTES and (part := os.read(handle, max(size - total, 0) + _MORE)):
        parts.append(part)
        total += len(part)
    return b"".join(parts)


def text(content: Content) -> tuple[SourceFile, Finding | None]:
    """The text of a file, and the finding if it is too long or not in UTF-8."""
    if content.data is None:
        empty = SourceFile(content.path, "")
        message = say_syntax.too_long(content.size, MAX_BYTES)
        return empty, Finding(rules.LIMIT, Place(empty, Span(0, 0)), message, say_syntax.split_the_file())
    try:
        return SourceFile(content.path, content.data.decode("utf-8-sig")), None
    except UnicodeDecodeError as error:
        return _not_utf8(content.path, content.data, error.start)


def _not_utf8(shown: str, content: bytes, at: int) -> tuple[SourceFile, Finding]:
    """The text as well as it can be read, so that its other mistakes show too, and what is to be done."""
    codec, name = _likely_encoding(content)
    source = SourceFile(shown, content.decode(codec, "replace"))
    start = len(content[:at].decode(codec, "replace"))
    place = Place(source, Span(start, min(start + 1, len(source.text))))
    return source, Finding(rules.ENCODING, place, say_syntax.not_utf8(name), say_syntax.save_as_utf8())


def _likely_encoding(content: bytes) -> tuple[str, str | None]:
    """The codec to read with, and its name for people if it is more than a guess."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16", "UTF-16"
    for codec, name in (("cp932", "Shift_JIS"), ("euc_jp", "EUC-JP")):
        try:
            content.decode(codec)
        except UnicodeDecodeError:
            continue
        return codec, name
    return "utf-8-sig", None


def write_file(path: Path, content: bytes) -> None:
    """Puts one file in place, whole or not at all. ProjectError if it can't be written."""
    write_files(path.parent, {path.name: content})


def write_files(folder: Path, contents: Mapping[str, bytes]) -> None:
    """Puts files (path below the folder → content) in place, each whole or not at all, and none where the disk is full."""
    from layoutc.emit import output

    try:
        output.replace_files(folder, contents)
    except output.OutputError as error:
        raise ProjectError(error.text) from None


def write_changes(base: Path, changes: Iterable["Change"]) -> None:
    """Puts the new texts of layouts in place, as `write_files` does."""
    from layoutc.emit.artifacts import Artifact

    paths = ((change.path.removeprefix(f"{LAYOUTS}/"), change.after or "") for change in changes)
    write_files(base, {path: Artifact(path, after).data for path, after in paths})


def internal_error_file(details: str) -> str:
    """Keeps the details of a fault of layoutc's own in a file to report; returns its path."""
    import tempfile

    with tempfile.NamedTemporaryFile(
        "w", encoding="utf-8", errors="backslashreplace", prefix="layoutc-error-", suffix=".txt", delete=False
    ) as file:
        file.write(details)
    return file.name
