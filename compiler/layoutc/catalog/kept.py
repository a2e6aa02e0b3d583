"""What is kept of a catalog between runs, piece by piece; docs/decisions/cache.md says why it may be believed.

A piece is found under everything that it follows from: the content of its files, and the names that are declared elsewhere.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from hashlib import sha256
from typing import Any

from layoutc.catalog import plain
from layoutc.frozen import dataclass
from layoutc.source import SourceFile

_JSON = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":"))
_FIRST = json.JSONDecoder()


def key(*about: object) -> str:
    """The name of a piece; `about` are texts, and lists and mappings of texts, of which Python's own notation is soonest made."""
    return sha256(repr(about).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Kept:
    """Pieces that earlier runs `found`, as JSON by `key`; those that this run `used`; and those that it read itself."""

    found: Mapping[str, str] = field(default_factory=dict)
    used: dict[str, str] = field(default_factory=dict)
    read: dict[str, Callable[[], Any]] = field(default_factory=dict)

    def recall(self, key: str, kind: Any, files: Sequence[SourceFile] = ()) -> Any:
        """The piece; None if there is none of that kind."""
        return self._found(key, lambda text: plain.thing(kind, json.loads(text), files))

    def first_of(self, key: str, kind: Any) -> Any:
        """What stands in the first field of a piece that may be recalled later; None if there is no such thing."""
        return self._found(key, lambda text: plain.thing(kind, _FIRST.raw_decode(text, 1)[0], ()))

    def _found(self, key: str, read: Callable[[str], Any]) -> Any:
        text = self.found.get(key)
        if text is None:
            return None
        try:
            found = read(text)
        except (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RecursionError):
            return None
        self.used[key] = text
        return found

    def offer(self, key: str, kind: Any, piece: Any, files: Sequence[SourceFile] = ()) -> None:
        """A piece to keep, unless something turns out to be wrong."""
        self.read[key] = lambda: plain.plain(kind, piece, files)

    def settle(self, most: int) -> bool:
        """Write down what was offered; False where all that is used comes to more than so many characters, and is not to be kept."""
        room = most - sum(map(len, self.used.values()))
        for key, made in self.read.items():
            self.used[key] = text = _JSON.encode(made())
            room -= len(text)
            if room < 0:
                return False
        return True

    def forget(self) -> None:
        """Nothing is to be kept of this run: where something is wrong, a mistake in one file may hide one in another."""
        self.used.clear()
        self.read.clear()
