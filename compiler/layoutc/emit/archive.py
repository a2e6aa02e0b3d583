"""A ZIP whose bytes follow from its files alone, and reading one that may be hostile. Bytes in, bytes out.

Files are stored, not deflated: what deflate makes of a text differs between the zlib of one machine and of another.
"""

import zlib
from collections.abc import Iterator, Mapping
from datetime import date
from io import BytesIO
from stat import S_IFMT, S_IFREG
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from layoutc.emit.literals import python_literal
from layoutc.emit.manifest import NAME, inside
from layoutc.findings import Text
from layoutc.messages import bundle as say

MAX_FILES = 60_000
MAX_BYTES = 512 * 1024 * 1024  # of the archive, and of its files together
LIMIT = f"{MAX_BYTES // 1024 // 1024} MiB"
_MAX_DIRECTORY = 32 * 1024 * 1024
_MAX_RATIO, _SMALL = 200, 64 * 1024  # text deflates to a twentieth; what is small may be as dense as it likes
_END, _END_SIZE, _END_64, _LOCATOR_SIZE = b"PK\x05\x06", 22, b"PK\x06\x07", 20
_MODE = (S_IFREG | 0o644) << 16
_UNIX = 3
_ENCRYPTED = 0x1


class ArchiveError(Exception):
    """The archive is refused as a whole; `text` says why."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


def packed(files: Mapping[str, bytes], day: date) -> bytes:
    """The archive of path → content; every file carries the day. ArchiveError if it would be too large to be read again."""
    if len(files) > MAX_FILES:
        raise ArchiveError(say.too_large(f"{MAX_FILES:,} files"))
    if sum(map(len, files.values())) > MAX_BYTES:
        raise ArchiveError(say.too_large(LIMIT))
    made = BytesIO()
    with ZipFile(made, "w", ZIP_STORED, allowZip64=False) as archive:
        for path in sorted(files):
            entry = ZipInfo(path, (min(max(day.year, 1980), 2107), day.month, day.day, 0, 0, 0))
            entry.create_system, entry.external_attr = _UNIX, _MODE
            archive.writestr(entry, files[path])
    return made.getvalue()


def unpacked(content: bytes) -> dict[str, bytes | None]:
    """path → content; None for a file that is damaged. Nothing is written anywhere.

    ArchiveError for what is no ZIP, for what is too large, and for any entry that a careless reader would regret.
    """
    _refuse_directory(content)
    try:
        with ZipFile(BytesIO(content)) as archive:
            entries = dict(_ordinary(archive.infolist()))
            declared = sum(entry.file_size for entry in entries.values())
            if declared > MAX_BYTES or sum(entry.compress_size for entry in entries.values()) > len(content):
                raise ArchiveError(say.too_large(LIMIT))
            return {name: _read(archive, entry) for name, entry in entries.items()}
    except (BadZipFile, NotImplementedError, ValueError, OSError) as error:
        raise ArchiveError(say.not_an_archive()) from error


def stored(content: bytes, day: date) -> bytes:
    """The same files in an archive of ours: for what a library has packed by the zlib of this machine."""
    return packed({name: each for name, each in unpacked(content).items() if each is not None}, day)


def _refuse_directory(content: bytes) -> None:
    """Looks at the end, which says how large the list of entries is, before anything reads that list."""
    if len(content) > MAX_BYTES:
        raise ArchiveError(say.too_large(LIMIT))
    end = len(content) - _END_SIZE
    if end < 0 or content[end : end + 4] != _END or content[-2:] != b"\0\0":
        raise ArchiveError(say.not_an_archive())
    directory = int.from_bytes(content[end + 12 : end + 16], "little")
    if directory > _MAX_DIRECTORY or content[max(end - _LOCATOR_SIZE, 0) :].startswith(_END_64):
        raise ArchiveError(say.too_large(f"{MAX_FILES:,} files"))


def _ordinary(entries: list[ZipInfo]) -> Iterator[tuple[str, ZipInfo]]:
    if len(entries) > MAX_FILES:
        raise ArchiveError(say.too_large(f"{MAX_FILES:,} files"))
    seen: set[str] = set()
    for entry in entries:
        name, shown = entry.orig_filename, python_literal(entry.orig_filename)
        folder = name.endswith("/") and entry.file_size == 0
        if name != NAME and not inside(name.removesuffix("/") if folder else name):
            raise ArchiveError(say.entry_outside(shown))
        if name in seen:
            raise ArchiveError(say.entry_twice(shown))
        seen.add(name)
        if entry.flag_bits & _ENCRYPTED:
            raise ArchiveError(say.entry_encrypted(shown))
        kind = S_IFMT(entry.external_attr >> 16)
        if not folder and kind not in (0, S_IFREG):
            raise ArchiveError(say.entry_link(shown))
        if entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise ArchiveError(say.entry_method(shown))
        if entry.file_size > _SMALL + _MAX_RATIO * entry.compress_size:
            raise ArchiveError(say.entry_swells(shown))
        if not folder:
            yield name, entry


def _read(archive: ZipFile, entry: ZipInfo) -> bytes | None:
    try:
        with archive.open(entry) as file:
            content = file.read(entry.file_size)
            return content if len(content) == entry.file_size and not file.read(1) else None
    except (BadZipFile, NotImplementedError, ValueError, OSError, EOFError, zlib.error):
        return None
