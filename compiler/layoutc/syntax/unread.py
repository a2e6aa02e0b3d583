"""A text that is read when it is first asked for, since what it says may be known from an earlier run."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, Protocol, TypeVar

from layoutc.source import SourceFile


class _Sourced(Protocol):
    @property
    def source(self) -> SourceFile: ...


Read = TypeVar("Read", bound=_Sourced)


@dataclass(frozen=True, eq=False)
class Unread(Generic[Read]):
    """`digest` names the content of the text; it is empty where nothing is known from before."""

    source: SourceFile
    digest: str
    reader: Callable[[SourceFile], Read]

    @classmethod
    def of(cls, read: Read) -> "Unread[Read]":
        """A text that has been read."""
        return cls(read.source, "", lambda _: read)

    @cached_property
    def read(self) -> Read:
        return self.reader(self.source)

    @property
    def was_read(self) -> bool:
        return "read" in self.__dict__
