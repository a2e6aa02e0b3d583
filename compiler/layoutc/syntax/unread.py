"""A text that is read when it is first asked for, since what it says may be known from an earlier run."""

from collections.abc import Callable
from typing import Generic, Protocol, TypeVar

from layoutc.findings import Finding
from layoutc.source import SourceFile


class _Read(Protocol):
    @property
    def source(self) -> SourceFile: ...

    @property
    def findings(self) -> tuple[Finding, ...]: ...


Read = TypeVar("Read", bound=_Read)


class Unread(Generic[Read]):
    """`digest` names the content of the text; it is empty where nothing is known from before.

    `findings` are what is wrong with the text, if it `was_read`.
    """

    __slots__ = ("_read", "_reader", "digest", "findings", "source", "was_read")

    def __init__(self, source: SourceFile, digest: str, reader: Callable[[SourceFile], Read]) -> None:
        self.source, self.digest, self._reader = source, digest, reader
        self.was_read = False
        self.findings: tuple[Finding, ...] = ()
        self._read: Read | None = None

    @classmethod
    def of(cls, read: Read) -> "Unread[Read]":
        """A text that has been read."""
        return cls(read.source, "", lambda _: read)

    @property
    def read(self) -> Read:
        if self._read is None:
            self._read = self._reader(self.source)
            self.was_read, self.findings = True, self._read.findings
        return self._read

    def let_go(self) -> None:
        """What was read has been used, and its memory is better used again; whoever asks once more has it read once more."""
        if not self.findings:  # else somebody will ask
            self._read = None
