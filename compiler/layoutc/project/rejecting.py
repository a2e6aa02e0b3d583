"""The folder of rejected rows: written beside their places first, put in place when all is whole; foreign files are left alone."""

import os
import secrets
from collections.abc import Sequence
from contextlib import ExitStack, suppress
from hashlib import sha256
from pathlib import Path, PurePath
from stat import S_ISREG
from types import TracebackType
from typing import BinaryIO, Self

from layoutc.emit import manifest
from layoutc.emit.definitions import Definition
from layoutc.emit.lock import locked
from layoutc.emit.placing import TEMPORARY
from layoutc.messages import output as say_output
from layoutc.messages import project as say_project
from layoutc.messages import validate as say
from layoutc.project.files import ProjectError
from layoutc.records.formats import STANDARD_INPUT, Source
from layoutc.records.rejected import ENDINGS, Rejected, reasons, reasons_head
from layoutc.records.rows import Row
from layoutc.records.tally import Found

_BLOCK = 1024 * 1024


class Rejects:
    """A context in which files are begun, filled and ended one after the other; `names` are those that were written.

    Of a file `x.xml` come `x.rejected.xml`, with the rows as they came, if there are any, and `x.xml.reasons.csv`. Both are for
    the owner alone to read.
    ProjectError for a foreign file in the way, and for a failing disk.
    """

    def __init__(self, folder: Path, definition: Definition, language: str) -> None:
        self.folder, self.definition, self.language = folder, definition, language
        self.names: tuple[str, ...] = ()
        self._waiting: dict[str, Path] = {}  # name → the temporary file that becomes it
        self._manifests: list[Path] = []
        self._gone: set[str] = set()  # names that a run before this one wrote and this one does not need
        self._rows: BinaryIO | None = None
        self._reasons: BinaryIO | None = None

    def __enter__(self) -> Self:
        with ExitStack() as stack:
            try:
                self.folder.mkdir(parents=True, exist_ok=True)
                stack.enter_context(locked(self.folder, 1))
                self._owned = self._listed()
                self._clean()
            except BlockingIOError:
                raise ProjectError(say_output.busy(str(self.folder))) from None
            except OSError as error:
                raise self._failed(error) from None
            self._held = stack.pop_all()
        return self

    def begin(self, source: Source) -> None:
        name = PurePath(f"stdin{ENDINGS[source.form]}" if source.name == STANDARD_INPUT else source.name)
        self._pair = (f"{name.stem}.rejected{name.suffix}", f"{name.name}.reasons.csv")
        for each in self._pair:
            if each in self._waiting or each in self._gone:
                raise ProjectError(say.same_name(name.name))
            self._refuse_foreign(each)
        self._rejected = Rejected(source, self.definition)
        self._rows = self._reasons = None

    def add(self, row: Row, told: Sequence[Found]) -> None:
        try:
            if text := self._rejected.row(row):
                self._rows = self._rows or self._temporary(self._pair[0])
                self._rows.write(text)
            if self._reasons is None:
                self._reasons = self._temporary(self._pair[1])
                self._reasons.write(reasons_head(self.language))
            self._reasons.writelines(reasons(told, self.language))
        except OSError as error:
            raise self._failed(error) from None

    def end(self) -> None:
        files = [file for file in (self._rows, self._reasons) if file]
        self._gone |= {name for name in self._pair if name not in self._waiting}
        try:
            if self._rows:
                self._rows.write(self._rejected.end())
            for file in files:
                file.flush()
                os.fsync(file.fileno())
                file.close()
        except OSError as error:
            raise self._failed(error) from None

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        with self._held:
            try:
                if kind is None:
                    self._put()
            except OSError as failure:
                raise self._failed(failure) from None
            finally:
                for file in (self._rows, self._reasons):
                    if file is not None:
                        with suppress(OSError):  # what could not be written is written at the latest now, again in vain
                            file.close()
                for path in (*self._waiting.values(), *self._manifests):
                    with suppress(OSError):
                        path.unlink(missing_ok=True)

    def _clean(self) -> None:
        """Take away what a run left that was killed; nobody else writes here now."""
        for path in self.folder.glob(f"{TEMPORARY}*"):
            path.unlink(missing_ok=True)

    def _put(self) -> None:
        """The manifest goes ahead, so that whatever a run that is killed leaves is known to the next."""
        digests = {name: _digest(path) for name, path in self._waiting.items()}
        ahead = self._manifest(self._owned | digests)
        for name in self._waiting.keys() & self._owned.keys():
            (self.folder / name).unlink(missing_ok=True)  # the manifest that comes no longer knows its content
        ahead.replace(self.folder / manifest.NAME)
        for name, path in self._waiting.items():
            path.replace(self.folder / name)
        for name in self._gone & self._owned.keys():
            (self.folder / name).unlink(missing_ok=True)
        if self._gone & self._owned.keys():
            left = {name: each for name, each in (self._owned | digests).items() if name not in self._gone}
            self._manifest(left).replace(self.folder / manifest.NAME)
        self.names = tuple(sorted(self._waiting))

    def _listed(self) -> dict[str, str]:
        path = self.folder / manifest.NAME
        try:
            mode = path.lstat().st_mode
        except FileNotFoundError:
            return {}
        listed = manifest.read(path.read_bytes()) if S_ISREG(mode) else None
        if listed is None:
            raise ProjectError(say_output.not_ours(str(path)))
        return listed

    def _refuse_foreign(self, name: str) -> None:
        path = self.folder / name
        try:
            mode = path.lstat().st_mode
        except FileNotFoundError:
            return
        except OSError as error:
            raise self._failed(error) from None
        if not S_ISREG(mode) or self._owned.get(name) != _digest(path):
            raise ProjectError(say_output.not_ours(str(path)))

    def _temporary(self, name: str) -> BinaryIO:
        path = self.folder / f"{TEMPORARY}{secrets.token_hex(8)}"
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
        self._waiting[name] = path
        return os.fdopen(handle, "wb")

    def _manifest(self, files: dict[str, str]) -> Path:
        """One that is not in place yet."""
        path = self.folder / f"{TEMPORARY}{secrets.token_hex(8)}"
        self._manifests.append(path)
        path.write_bytes(manifest.data(files))
        return path

    def _failed(self, error: OSError) -> ProjectError:
        return ProjectError(say_project.unwritable(str(self.folder), error.strerror or str(error)))


def _digest(path: Path) -> str:
    found = sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            found.update(block)
    return found.hexdigest()
