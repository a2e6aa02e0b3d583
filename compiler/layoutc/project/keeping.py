"""The pieces of a project that runs keep for each other: taken from the cache, and put back with what is new."""

from collections.abc import Sequence
from pathlib import Path

from layoutc.catalog.kept import Kept
from layoutc.project.cache import MOST_BYTES, Entry, entry
from layoutc.project.files import Content, contents
from layoutc.project.loading import Loaded, load

SPARE = 2  # times what a project needs may be kept, so that a change that is taken back need not be read again


def pieces_of(root: Path) -> Entry:
    """The entry for the pieces of the project in a folder. Each piece in it stands under its own content."""
    return entry(root, (), ["pieces", root.resolve().as_posix()])


def recall(pieces: Entry) -> Kept:
    found = (pieces.get() or {}).get("pieces")
    if not isinstance(found, dict) or not all(isinstance(text, str) for text in found.values()):
        return Kept()
    return Kept(found)


def keep(pieces: Entry, kept: Kept) -> None:
    """Keep what was used and, as far as there is room, what was there before; the entry is left alone if nothing is new."""
    kept.settle()
    if kept.used.keys() <= kept.found.keys():
        return
    all_of = dict(kept.used)
    room = (SPARE - 1) * sum(map(len, all_of.values()))
    for key, text in kept.found.items():
        if key not in all_of and (room := room - len(text)) > 0:
            all_of[key] = text
    if sum(map(len, all_of.values())) < MOST_BYTES / 4:  # what is larger would be too large to be read again
        pieces.put({"pieces": all_of})


def load_kept(root: Path, read: Sequence[Content] | None = None) -> Loaded:
    """As `load`, with what earlier runs kept."""
    read, pieces = contents(root) if read is None else read, pieces_of(root)
    kept = recall(pieces)
    loaded = load(root, read, kept)
    keep(pieces, kept)
    return loaded
