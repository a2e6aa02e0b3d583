"""Whether a folder holds what an earlier run would write again: told by an entry of the cache, without reading a layout."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from layoutc.emit import output
from layoutc.project.cache import Entry


def is_current(entry: Entry, folder: Path) -> bool:
    """Whether every generated file is there as the entry says, and none beside them; False where nothing is known."""
    found = entry.get() or {}
    digests, within = found.get("digests"), found.get("within")
    if not isinstance(digests, dict) or not isinstance(within, list):
        return False
    if not all(isinstance(each, str) for each in (*digests.values(), *within)):
        return False
    return output.holds(folder, digests, within)


def remember(entry: Entry, digests: Mapping[str, str], within: Sequence[str]) -> None:
    """Keep what was written: path → SHA-256, and the folders or files within which it was all."""
    entry.put({"digests": dict(digests), "within": list(within)})
