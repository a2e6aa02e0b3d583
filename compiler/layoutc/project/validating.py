"""Files of records, opened, read and judged; the rejected rows kept in a folder of their own."""

import io
import os
import stat
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from datetime import date
from pathlib import Path
from typing import BinaryIO, cast

from layoutc.emit.definitions import Definition
from layoutc.frozen import dataclass
from layoutc.messages import project as say_project
from layoutc.messages import validate as say
from layoutc.project.files import ProjectError
from layoutc.project.loading import Loaded
from layoutc.project.rejecting import Rejects
from layoutc.records import rules
from layoutc.records.checking import Judge, judge, names
from layoutc.records.formats import STANDARD_INPUT, Source, detected
from layoutc.records.readers.decoding import Decoder
from layoutc.records.rows import Fault, Row
from layoutc.records.tally import OfFile, Tally

_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # how files of Excel begin, whatever they are called
_BUFFER = 1024 * 1024

Advance = Callable[[int], object]  # told how many bytes more have been read


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to check and how; None where the file itself tells."""

    definition: Definition
    day: date
    paths: Sequence[str]
    form: str | None = None
    encoding: str | None = None
    record: str | None = None
    most: int = 50
    show_values: bool = False
    rejects: Path | None = None
    language: str = "en"


def size_of(paths: Sequence[str]) -> int | None:
    """Bytes of all files together; None if one of them is a pipe or can't be asked."""
    total = 0
    for path in paths:
        try:
            found = os.stat(path)  # noqa: PTH116  - and names of any bytes are taken as they are
        except OSError:
            return None
        if path == STANDARD_INPUT or not stat.S_ISREG(found.st_mode):
            return None
        total += found.st_size
    return total


def validate(loaded: Loaded, wanted: Wanted, advance: Advance = lambda _: None) -> tuple[Tally, tuple[str, ...]]:
    """Read all files to their ends; returns what was found, and the names of the files of rejected rows.

    ProjectError for a file or folder that can't be read or written.
    """
    one = judge(wanted.definition, loaded.catalog.at(wanted.day).codes)
    tally = Tally(names(wanted.definition), wanted.most, wanted.show_values)
    for path in wanted.paths:
        _check_readable(path, wanted.form)
    rejects = Rejects(wanted.rejects, wanted.definition, wanted.language) if wanted.rejects else None
    with rejects or nullcontext():
        for path in wanted.paths:
            with _opened(path, advance) as stream:
                try:
                    _read(stream, path, one, wanted, tally, rejects)
                except OSError as error:
                    raise ProjectError(say_project.unreadable(path, error.strerror or str(error))) from None
    return tally, rejects.names if rejects else ()


def _check_readable(path: str, form: str | None) -> None:
    if path == STANDARD_INPUT:
        return
    try:
        mode = os.stat(path).st_mode  # noqa: PTH116
    except (OSError, ValueError) as error:
        raise ProjectError(say_project.unreadable(path, getattr(error, "strerror", None) or str(error))) from None
    if stat.S_ISDIR(mode):
        raise ProjectError(say.not_a_file(path))
    if form is None and path.lower().endswith((".xlsx", ".xlsm", ".xls")):
        raise ProjectError(say.save_as_csv(path))


class _Counted(io.RawIOBase):
    """Tells how much of a stream was read."""

    def __init__(self, source: BinaryIO, advance: Advance) -> None:
        self._source, self._advance = source, advance

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        count = cast("io.RawIOBase", self._source).readinto(buffer) or 0  # type: ignore[arg-type]
        self._advance(count)
        return count


@contextmanager
def _opened(path: str, advance: Advance) -> Iterator[io.BufferedReader]:
    if path == STANDARD_INPUT:
        yield io.BufferedReader(_Counted(cast("BinaryIO", sys.stdin.buffer), advance), _BUFFER)
        return
    try:
        source = open(path, "rb", buffering=0)  # noqa: SIM115, PTH123  closed below
    except OSError as error:
        raise ProjectError(say_project.unreadable(path, error.strerror or "")) from None
    with source:
        yield io.BufferedReader(_Counted(cast("BinaryIO", source), advance), _BUFFER)


def _read(
    stream: io.BufferedReader, path: str, one: Judge, wanted: Wanted, tally: Tally, rejects: Rejects | None
) -> None:
    head = stream.peek(_BUFFER)
    if head.startswith(_WORKBOOKS):
        raise ProjectError(say.save_as_csv(path))
    form = wanted.form or detected(path, head)
    source = Source(path, form, wanted.record, Decoder(wanted.encoding, named=wanted.encoding is not None))
    file = OfFile(path, form)
    tally.files.append(file)
    if rejects:
        rejects.begin(source)
    row, judged = None, one.faults
    for row in source.rows(stream, wanted.definition):
        file.rows += row.number > 0
        faults = judged(row)
        if faults and (told := tally.count(file, row, faults)) and rejects:
            rejects.add(row, told)
    if row is None:
        empty = Row(0, 1, 0, b"")
        told = tally.count(file, empty, [Fault(rules.SYNTAX, (), say.empty_file(), say.check_file())])
        if told and rejects:
            rejects.add(empty, told)
    if rejects:
        rejects.end()
    file.encoding = source.decoder.codec if form == "csv" else None
